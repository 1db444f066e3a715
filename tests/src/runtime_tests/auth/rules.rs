//! Rules of signatures that no recording shows: each by two requests that must be signed alike, or by what is signed.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use hmac::{Hmac, KeyInit as _, Mac as _};
use http::header::WWW_AUTHENTICATE;
use http::{HeaderMap, HeaderValue};
use serde_json::Value;
use sha2::Sha256;

use super::exchange::keys;
use crate::runtime::auth::encoding::{base64, decode_base64};
use crate::runtime::auth::{
    asap::Asap, awsv4::AwsV4, digest::Digest, edgegrid::EdgeGrid, hawk::Hawk, jwt::Jwt, ntlm::Ntlm,
    oauth1::OAuth1,
};
use crate::runtime::sign::{Outgoing, Payload, Sign, SignContext};

/// Postman's parameters of a credential.
type Pairs<'a> = &'a [(&'static str, &'a str)];

fn parameters(own: Pairs<'_>, more: Pairs<'_>) -> Vec<(&'static str, String)> {
    let pairs = own.iter().chain(more);
    pairs
        .map(|(name, value)| (*name, (*value).to_owned()))
        .collect()
}

fn hawk(more: Pairs<'_>) -> Hawk {
    let own = [
        ("authId", "i"),
        ("authKey", "k"),
        ("algorithm", "sha256"),
        ("timestamp", "1"),
    ];
    Hawk::new(&parameters(&own, more))
}

fn edgegrid(more: Pairs<'_>) -> EdgeGrid {
    let own = [
        ("accessToken", "a"),
        ("clientToken", "c"),
        ("clientSecret", "s"),
    ];
    EdgeGrid::new(&parameters(&own, more))
}

fn asap(more: Pairs<'_>) -> Asap {
    let own = [
        ("kid", "k"),
        ("iss", "i"),
        ("aud", "a"),
        ("privateKey", &*keys()["rsa"]),
    ];
    Asap::new(&parameters(&own, more))
}

fn oauth1(more: Pairs<'_>) -> OAuth1 {
    let own = [
        ("consumerKey", "k"),
        ("consumerSecret", "s"),
        ("addParamsToHeader", "true"),
    ];
    OAuth1::new(&parameters(&own, more))
}

fn awsv4(more: Pairs<'_>) -> AwsV4 {
    AwsV4::new(&parameters(&[("accessKey", "a"), ("secretKey", "s")], more))
}

fn request(method: &str, authority: &str, target: &str) -> Outgoing {
    Outgoing {
        method: method.to_owned(),
        scheme: "http".to_owned(),
        authority: authority.to_owned(),
        target: target.to_owned(),
        raw_target: false,
        headers: Vec::new(),
        body: Payload::Empty,
    }
}

fn get(authority: &str) -> Outgoing {
    request("GET", authority, "/")
}

/// The request with headers.
fn with(mut request: Outgoing, headers: &[(&str, &str)]) -> Outgoing {
    let headers = headers.iter();
    request.headers = headers
        .map(|(name, value)| ((*name).to_owned(), value.as_bytes().to_vec()))
        .collect();
    request
}

fn context() -> SignContext {
    SignContext::pinned(SystemTime::UNIX_EPOCH + Duration::from_secs(1), "n")
}

fn signed(signer: &dyn Sign, mut request: Outgoing) -> Outgoing {
    signer.sign(&mut request, &context()).unwrap();
    request
}

fn header(request: &Outgoing, name: &str) -> String {
    String::from_utf8(request.header(name).unwrap_or_default().to_vec()).unwrap()
}

fn authorization(signer: &dyn Sign, request: Outgoing) -> String {
    header(&signed(signer, request), "Authorization")
}

/// The value of a field of the `Authorization` header, between the quotes.
fn field(authorization: &str, name: &str) -> String {
    let (_, rest) = authorization.split_once(&format!("{name}=\"")).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

/// The claims of a token that is sent as a bearer.
fn claims(authorization: &str) -> Value {
    let payload = authorization.split('.').nth(1).unwrap();
    serde_json::from_slice(&decode_base64(payload).unwrap()).unwrap()
}

fn failure(signer: &dyn Sign) -> String {
    let failed = signer.sign(&mut get("host.test"), &context());
    failed.unwrap_err().to_string()
}

#[test]
fn hawk_signs_a_host_in_lower_case_with_its_port_also_when_it_is_an_address() {
    let of = |authority| authorization(&hawk(&[]), get(authority));
    assert_eq!(of("HOST.test"), of("host.test:80"));
    assert_eq!(of("[::1]"), of("[::1]:80"));
    assert_ne!(of("host.test"), of("host.test:443"));
}

#[test]
fn hawk_signs_the_first_line_break_of_extra_data_escaped() {
    let signer = hawk(&[("extraData", "a\nb\nc")]);
    let text = "hawk.1.header\n1\nn\nGET\n/\nhost.test\n80\n\na\\nb\nc\n";
    let mac = Hmac::<Sha256>::new_from_slice(b"k").unwrap();
    let mac = base64(mac.chain_update(text).finalize().into_bytes());
    assert_eq!(field(&authorization(&signer, get("host.test")), "mac"), mac);
}

#[test]
fn nonces_are_as_long_as_postmans() {
    let context = SignContext::new(SystemTime::now());
    let digest = [
        ("username", "u"),
        ("realm", "r"),
        ("nonce", "n"),
        ("qop", "auth"),
    ];
    let signers: [(&dyn Sign, &str, usize); 3] = [
        (&hawk(&[]), "nonce", 6),
        (&oauth1(&[]), "oauth_nonce", 11),
        (&Digest::new(&parameters(&digest, &[])), "cnonce", 8),
    ];
    for (signer, name, length) in signers {
        let mut request = get("host.test");
        signer.sign(&mut request, &context).unwrap();
        assert_eq!(
            field(&header(&request, "Authorization"), name).len(),
            length,
            "{name}"
        );
    }
}

#[test]
fn edgegrid_signs_the_first_128_kib_of_a_body() {
    let of = |length| {
        let mut request = request("POST", "host.test", "/");
        request.body = Payload::Bytes(Bytes::from(vec![b'x'; length]));
        authorization(&edgegrid(&[]), request)
    };
    assert_eq!(of(131_072), of(131_073));
    assert_ne!(of(131_071), of(131_072));
}

#[test]
fn edgegrid_signs_no_empty_host_and_no_signature_of_before() {
    let plain = authorization(&edgegrid(&[]), get("host.test"));
    assert_eq!(
        authorization(&edgegrid(&[("baseURL", "")]), get("host.test")),
        plain
    );
    let names = edgegrid(&[("headersToSign", "authorization")]);
    let old = with(get("host.test"), &[("authorization", "old")]);
    assert_eq!(authorization(&names, old), plain);
}

#[test]
fn asap_lives_for_an_hour_unless_a_number_says_otherwise() {
    let expiry = |exp| claims(&authorization(&asap(&[("exp", exp)]), get("h")))["exp"].clone();
    assert_eq!(expiry("0"), 3601);
    assert_eq!(expiry("none"), 3601);
    assert_eq!(expiry("60s"), 61);
}

#[test]
fn asap_takes_private_keys_alone_and_only_the_one_that_it_names() {
    assert_eq!(
        failure(&asap(&[("alg", "HS256")])),
        "asap: alg `HS256` is not supported"
    );
    let data = &*keys()["rsa_data"];
    assert_eq!(
        failure(&asap(&[("privateKey", data)])),
        "asap: the data URI of privateKey names another kid"
    );
    let quoted = format!("\"{}\"\n", keys()["rsa"]);
    assert_eq!(
        authorization(&asap(&[("privateKey", &quoted)]), get("h")),
        authorization(&asap(&[]), get("h"))
    );
}

#[test]
fn jwt_is_not_signed_with_an_empty_secret() {
    let signer = Jwt::new(&parameters(
        &[("algorithm", "HS256"), ("payload", "{}")],
        &[],
    ));
    assert_eq!(failure(&signer), "jwt: secret is empty");
}

#[test]
fn oauth1_signs_method_and_host_in_one_spelling() {
    let of = |method, authority| authorization(&oauth1(&[]), request(method, authority, "/"));
    assert_eq!(of("get", "HOST.test"), of("GET", "host.test"));
}

#[test]
fn oauth1_leaves_out_a_blank_realm_and_an_old_body_hash() {
    let plain = signed(&oauth1(&[]), get("host.test"));
    let old = request("GET", "host.test", "/?oauth_body_hash=old");
    let renewed = signed(&oauth1(&[("realm", " ")]), old);
    assert_eq!(
        header(&renewed, "Authorization"),
        header(&plain, "Authorization")
    );
    assert_eq!(renewed.target, plain.target);
}

#[test]
fn oauth1_knows_a_method_by_the_name_that_some_exports_give_it() {
    let of = |method| authorization(&oauth1(&[("signatureMethod", method)]), get("host.test"));
    let (plain, accessor) = (of("PLAINTEXT"), of("PLAINTEXT-Accessor"));
    assert_eq!(
        field(&plain, "oauth_signature"),
        field(&accessor, "oauth_signature")
    );
}

#[test]
fn awsv4_signs_a_header_that_occurs_twice_once_with_both_values() {
    let twice = with(get("host.test"), &[("X-It", "1"), ("x-it", "2")]);
    let once = with(get("host.test"), &[("X-It", "1,2")]);
    let twice = authorization(&awsv4(&[]), twice);
    assert!(
        twice.contains("SignedHeaders=host;x-amz-date;x-it,"),
        "{twice}"
    );
    assert_eq!(twice, authorization(&awsv4(&[]), once));
}

#[test]
fn awsv4_takes_every_part_of_a_signature_of_before_away() {
    let plain = signed(&awsv4(&[]), get("host.test"));
    let query =
        "/?X-Amz-Algorithm=old&X-Amz-Signature=old&X-Amz-SignedHeaders=old&X-Amz-Credential=old";
    let old = with(
        request("GET", "host.test", query),
        &[
            ("x-amz-content-sha256", "old"),
            ("x-amz-security-token", "old"),
        ],
    );
    let renewed = signed(&awsv4(&[]), old);
    assert_eq!(renewed.target, plain.target);
    // The signature itself is another one: Postman's covers the query as it was.
    let names = |request: &Outgoing| {
        let headers = request.headers.iter();
        headers.map(|(name, _)| name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(names(&renewed), names(&plain));
}

#[test]
fn digest_sends_a_client_nonce_in_a_session_without_quality_of_protection() {
    let own = [("username", "u"), ("realm", "r"), ("nonce", "n")];
    let of = |algorithm| {
        let signer = Digest::new(&parameters(&own, &[("algorithm", algorithm)]));
        authorization(&signer, get("host.test"))
    };
    assert!(of("MD5-sess").contains("cnonce=\"n\""));
    assert!(!of("MD5").contains("cnonce"));
}

#[test]
fn digest_answers_a_challenge_without_an_algorithm_as_md5() {
    let signer = Digest::new(&parameters(&[("username", "u")], &[]));
    let challenge = |text| (WWW_AUTHENTICATE, HeaderValue::from_static(text));
    let headers = HeaderMap::from_iter([
        challenge(r#"Digest realm="sha", nonce="1", algorithm=SHA-256"#),
        challenge(r#"Digest realm="plain", nonce="2""#),
    ]);
    let mut request = get("host.test");
    assert!(
        signer
            .answer(&mut request, 401, &headers, &context())
            .unwrap()
    );
    assert_eq!(field(&header(&request, "Authorization"), "realm"), "plain");
}

#[test]
fn digest_answers_once_more_when_a_challenge_brings_an_opaque_text() {
    let own = [("username", "u"), ("realm", "r"), ("nonce", "n")];
    let signer = Digest::new(&parameters(&own, &[]));
    let challenge = r#"Digest realm="r", nonce="n", opaque="o""#;
    let headers = HeaderMap::from_iter([(WWW_AUTHENTICATE, HeaderValue::from_static(challenge))]);
    let mut request = signed(&signer, get("host.test"));
    let mut answer = || {
        signer
            .answer(&mut request, 401, &headers, &context())
            .unwrap()
    };
    assert!(answer());
    assert!(!answer());
    assert_eq!(field(&header(&request, "Authorization"), "opaque"), "o");
}

#[test]
fn ntlm_takes_a_name_with_two_separators_for_a_user() {
    let offer = HeaderMap::from_iter([(WWW_AUTHENTICATE, HeaderValue::from_static("NTLM"))]);
    let negotiate = |name| {
        let signer = Ntlm::new(&parameters(&[("username", name)], &[]));
        let mut request = get("host.test");
        assert!(
            signer
                .answer(&mut request, 401, &offer, &context())
                .unwrap()
        );
        header(&request, "Authorization")
    };
    assert_eq!(negotiate("a@b@c"), negotiate("user"));
    assert_ne!(negotiate("a@b"), negotiate("user"));
}

#[test]
fn of_two_parameters_with_one_name_the_last_counts() {
    let signer = hawk(&[("authId", "last")]);
    assert_eq!(field(&authorization(&signer, get("h")), "id"), "last");
}
