//! What makes a call fail instead of going out unsigned, and what never shows.

use std::fmt::Write as _;
use std::time::SystemTime;

use bytes::Bytes;

use crate::runtime::auth::{
    asap::Asap, awsv4::AwsV4, digest::Digest, edgegrid::EdgeGrid, hawk::Hawk, jwt::Jwt, ntlm::Ntlm,
    oauth1::OAuth1,
};
use crate::runtime::sign::{Outgoing, Payload, Sign, SignContext};

fn failure(signer: &dyn Sign, target: &str, body: Payload) -> String {
    let mut request = Outgoing {
        method: "POST".to_owned(),
        scheme: "http".to_owned(),
        authority: "host.test".to_owned(),
        target: target.to_owned(),
        raw_target: false,
        headers: Vec::new(),
        body,
    };
    signer
        .sign(&mut request, &SignContext::new(SystemTime::now()))
        .unwrap_err()
        .to_string()
}

fn of(pairs: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    pairs
        .iter()
        .map(|(name, value)| (*name, (*value).to_owned()))
        .collect()
}

#[test]
fn an_error_names_the_credential_and_the_parameter() {
    let hawk = of(&[("authId", "i"), ("authKey", "k")]);
    let jwt = of(&[("algorithm", "RS256"), ("privateKey", "nonsense")]);
    let asap = of(&[("kid", "k"), ("iss", "i"), ("privateKey", "x")]);
    let oauth1 = of(&[
        ("consumerKey", "k"),
        ("signatureMethod", "RSA-SHA1"),
        ("privateKey", "nonsense"),
    ]);
    let digest = of(&[
        ("username", "u"),
        ("realm", "r"),
        ("nonce", "n"),
        ("algorithm", "SHA-1"),
    ]);
    let all: [Box<dyn Sign>; 7] = [
        Box::new(Hawk::new(&hawk)),
        Box::new(Jwt::new(&jwt)),
        Box::new(Jwt::new(&of(&[
            ("algorithm", "HS256"),
            ("secret", "s"),
            ("payload", "[1]"),
        ]))),
        Box::new(Jwt::new(&of(&[("algorithm", "none")]))),
        Box::new(Asap::new(&asap)),
        Box::new(OAuth1::new(&oauth1)),
        Box::new(Digest::new(&digest)),
    ];
    let mut messages = String::new();
    for signer in &all {
        writeln!(messages, "{}", failure(&**signer, "/", Payload::Empty)).unwrap();
    }
    insta::assert_snapshot!(messages, @r"
    hawk: algorithm `` is neither sha1 nor sha256
    jwt: the key is not one for RS256 in PEM (PKCS#8)
    jwt: payload is not a JSON object
    jwt: algorithm `none` is not supported
    asap: aud is empty
    oauth1: privateKey is not an RSA key in PEM
    digest: algorithm `SHA-1` is not supported
    ");
}

#[test]
fn a_stream_cannot_be_signed() {
    let signer = AwsV4::new(&of(&[("accessKey", "a"), ("secretKey", "s")]));
    let message = failure(&signer, "/", Payload::Stream);
    assert_eq!(
        message,
        "awsv4: the body is a stream and cannot be hashed before it is sent"
    );
}

#[test]
fn a_stray_percent_sign_cannot_be_signed() {
    let signer = OAuth1::new(&of(&[("consumerKey", "k"), ("consumerSecret", "s")]));
    let message = failure(&signer, "/?a=100%", Payload::Bytes(Bytes::new()));
    assert_eq!(
        message,
        "oauth1: the query or form holds a `%` that encodes nothing"
    );
}

#[test]
fn debug_shows_no_secret() {
    let secrets = [
        "consumerSecret",
        "token",
        "tokenSecret",
        "privateKey",
        "authKey",
        "accessKey",
        "secretKey",
        "sessionToken",
        "password",
        "accessToken",
        "clientToken",
        "clientSecret",
        "secret",
        "payload",
        "claims",
        "verifier",
    ];
    let parameters: Vec<(&str, String)> = secrets
        .iter()
        .map(|name| (*name, "HUSH".to_owned()))
        .collect();
    let all: [Box<dyn Sign>; 8] = [
        Box::new(OAuth1::new(&parameters)),
        Box::new(Hawk::new(&parameters)),
        Box::new(AwsV4::new(&parameters)),
        Box::new(EdgeGrid::new(&parameters)),
        Box::new(Jwt::new(&parameters)),
        Box::new(Asap::new(&parameters)),
        Box::new(Digest::new(&parameters)),
        Box::new(Ntlm::new(&parameters)),
    ];
    for signer in &all {
        assert!(!format!("{signer:?}").contains("HUSH"), "{signer:?}");
    }
}
