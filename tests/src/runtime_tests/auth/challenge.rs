//! The kinds that answer challenges: every recorded exchange goes the same way.

use super::exchange::assert_equal;
use crate::runtime::auth::{digest::Digest, ntlm::Ntlm};

#[test]
fn digest_equals_postman() {
    // Without a user Postman sends the same unsigned request again; of two challenges it takes the first, not the one
    // with the algorithm that it then uses.
    let accepted = ["no user", "second header"];
    assert_equal(
        include_str!("../../../fixtures/auth/digest.json"),
        |parameters| Box::new(Digest::new(parameters)),
        &accepted,
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
