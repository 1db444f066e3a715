//! The kinds that answer challenges: every recorded exchange goes the same way.

use super::exchange::assert_equal;
use crate::runtime::auth::{digest::Digest, ntlm::Ntlm};

#[test]
fn digest_equals_postman() {
    assert_equal(
        include_str!("../../../fixtures/auth/digest.json"),
        |parameters| Box::new(Digest::new(parameters)),
        &[],
    );
}

#[test]
fn ntlm_equals_postman() {
    assert_equal(
        include_str!("../../../fixtures/auth/ntlm.json"),
        |parameters| Box::new(Ntlm::new(parameters)),
        &[],
    );
}
