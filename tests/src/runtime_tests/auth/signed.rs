//! The kinds that sign a request with one computation: every recorded request comes out the same, byte for byte.

use super::exchange::assert_equal;
use crate::runtime::auth::{awsv4::AwsV4, edgegrid::EdgeGrid, hawk::Hawk, oauth1::OAuth1};

#[test]
fn oauth1_equals_postman() {
    assert_equal(
        include_str!("../../../fixtures/auth/oauth1.json"),
        |parameters| Box::new(OAuth1::new(parameters)),
        &[],
    );
}

#[test]
fn hawk_equals_postman() {
    assert_equal(
        include_str!("../../../fixtures/auth/hawk.json"),
        |parameters| Box::new(Hawk::new(parameters)),
        &[],
    );
}

#[test]
fn edgegrid_equals_postman() {
    assert_equal(
        include_str!("../../../fixtures/auth/edgegrid.json"),
        |parameters| Box::new(EdgeGrid::new(parameters)),
        &[],
    );
}

#[test]
fn awsv4_equals_postman() {
    // Postman hashes a body that it then does not send, and adds a third copy of a header that occurs twice.
    let accepted = ["GET with body not sent", "duplicate headers"];
    assert_equal(
        include_str!("../../../fixtures/auth/awsv4.json"),
        |parameters| Box::new(AwsV4::new(parameters)),
        &accepted,
    );
}
