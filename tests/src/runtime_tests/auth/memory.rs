//! What a digest signer remembers from one request to the next.

use std::time::{Duration, SystemTime};

use http::header::WWW_AUTHENTICATE;
use http::{HeaderMap, HeaderValue};

use crate::runtime::auth::digest::Digest;
use crate::runtime::sign::{Outgoing, Payload, Sign as _, SignContext};

fn request() -> Outgoing {
    Outgoing {
        method: "GET".to_owned(),
        scheme: "http".to_owned(),
        authority: "host.test".to_owned(),
        target: "/a".to_owned(),
        raw_target: false,
        headers: Vec::new(),
        body: Payload::Empty,
    }
}

fn context() -> SignContext {
    SignContext::pinned(
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000),
        "client",
    )
}

fn challenge(text: &'static str) -> HeaderMap {
    HeaderMap::from_iter([(WWW_AUTHENTICATE, HeaderValue::from_static(text))])
}

fn signer() -> Digest {
    Digest::new(&[("username", "u".to_owned()), ("password", "p".to_owned())])
}

fn sign(signer: &Digest) -> (Outgoing, String) {
    let mut request = request();
    signer.sign(&mut request, &context()).unwrap();
    let header = authorization(&request);
    (request, header)
}

fn authorization(request: &Outgoing) -> String {
    String::from_utf8(request.header("Authorization").unwrap_or_default().to_vec()).unwrap()
}

const FIRST: &str = r#"Digest realm="r", nonce="one", qop="auth""#;

#[test]
fn a_challenge_is_answered_and_the_nonce_count_goes_up_in_hexadecimal() {
    let signer = signer();
    let (mut request, header) = sign(&signer);
    assert_eq!(header, "");
    assert!(
        signer
            .answer(&mut request, 401, &challenge(FIRST), &context())
            .unwrap()
    );
    assert!(authorization(&request).contains("nc=00000001"));
    for _ in 2..10 {
        sign(&signer);
    }
    assert!(
        sign(&signer)
            .1
            .contains(r#"nonce="one", uri="/a", algorithm="MD5", qop=auth, nc=0000000a"#)
    );
}

#[test]
fn a_refused_answer_is_not_sent_again() {
    let signer = signer();
    let (mut request, _) = sign(&signer);
    assert!(
        signer
            .answer(&mut request, 401, &challenge(FIRST), &context())
            .unwrap()
    );
    let second = challenge(r#"Digest realm="r", nonce="two", qop="auth""#);
    assert!(
        !signer
            .answer(&mut request, 401, &second, &context())
            .unwrap()
    );
}

#[test]
fn a_refused_answer_to_a_list_of_qualities_is_not_sent_again() {
    let signer = signer();
    let (mut request, _) = sign(&signer);
    let list = challenge(r#"Digest realm="r", nonce="one", qop="auth,auth-int""#);
    assert!(signer.answer(&mut request, 401, &list, &context()).unwrap());
    assert!(!signer.answer(&mut request, 401, &list, &context()).unwrap());
}

#[test]
fn a_stale_nonce_is_replaced() {
    let signer = signer();
    let (mut request, _) = sign(&signer);
    signer
        .answer(&mut request, 401, &challenge(FIRST), &context())
        .unwrap();
    let stale = challenge(r#"Digest realm="r", nonce="two", qop="auth", stale=true"#);
    assert!(
        signer
            .answer(&mut request, 401, &stale, &context())
            .unwrap()
    );
    assert!(authorization(&request).contains(r#"nonce="two""#));
    assert!(authorization(&request).contains("nc=00000001"));
}

#[test]
fn a_remembered_nonce_that_has_run_out_is_replaced() {
    let signer = signer();
    let (mut request, _) = sign(&signer);
    signer
        .answer(&mut request, 401, &challenge(FIRST), &context())
        .unwrap();
    let (mut later, header) = sign(&signer);
    assert!(header.contains("nc=00000002"));
    let second = challenge(r#"Digest realm="r", nonce="two", qop="auth""#);
    assert!(signer.answer(&mut later, 401, &second, &context()).unwrap());
    assert!(authorization(&later).contains(r#"nonce="two""#));
}

#[test]
fn other_statuses_and_schemes_are_left_alone() {
    let signer = signer();
    let (mut request, _) = sign(&signer);
    assert!(
        !signer
            .answer(&mut request, 200, &challenge(FIRST), &context())
            .unwrap()
    );
    assert!(
        !signer
            .answer(
                &mut request,
                401,
                &challenge(r#"Basic realm="r""#),
                &context()
            )
            .unwrap()
    );
    assert!(
        !signer
            .answer(&mut request, 401, &HeaderMap::new(), &context())
            .unwrap()
    );
}
