//! The request that a signer sees, and its clock and randomness.

use std::collections::BTreeSet;
use std::time::SystemTime;

use crate::runtime::sign::{Outgoing, Payload, SignContext};

fn request(target: &str) -> Outgoing {
    Outgoing {
        method: "GET".to_owned(),
        scheme: "https".to_owned(),
        authority: "host.test".to_owned(),
        target: target.to_owned(),
        raw_target: false,
        headers: vec![
            ("X-A".to_owned(), b"secret".to_vec()),
            ("x-a".to_owned(), b"2".to_vec()),
        ],
        body: Payload::Empty,
    }
}

#[test]
fn entries_come_back_as_they_were() {
    for target in ["/a", "/a?", "/a?b", "/a?b=1&&c?=", "/?&"] {
        let mut request = request(target);
        request.set_entries(&request.entries());
        assert_eq!(request.target, target);
    }
}

#[test]
fn a_header_is_found_and_replaced_in_any_case() {
    let mut request = request("/");
    assert_eq!(request.header("X-a"), Some(&b"secret"[..]));
    request.set_header("x-A", "3");
    assert_eq!(request.headers, [("x-A".to_owned(), b"3".to_vec())]);
}

#[test]
fn debug_shows_no_values() {
    insta::assert_snapshot!(
        format!("{:?}", request("/a?token=secret")),
        @r#"Outgoing { method: "GET", url: https://host.test/a, headers: ["X-A", "x-a"], .. }"#
    );
}

#[test]
fn random_texts_have_their_shape_and_differ() {
    let context = SignContext::new(SystemTime::now());
    let nonces: BTreeSet<String> = (0..50).map(|_| context.nonce(11).unwrap()).collect();
    assert_eq!(nonces.len(), 50);
    assert!(
        nonces.iter().all(
            |nonce| nonce.len() == 11 && nonce.bytes().all(|byte| byte.is_ascii_alphanumeric())
        )
    );
    let uuid = context.uuid().unwrap();
    let lengths: Vec<usize> = uuid.split('-').map(str::len).collect();
    assert_eq!(lengths, [8, 4, 4, 4, 12]);
    assert_eq!(uuid.as_bytes()[14], b'4');
    assert!(b"89ab".contains(&uuid.as_bytes()[19]));
}
