//! The kinds that send a token: equal to Postman's, but for signatures that are random by nature, which are verified.

use p256::ecdsa::signature::Verifier as _;
use p256::pkcs8::DecodePublicKey as _;
use rsa::pkcs8::DecodePublicKey as _;
use rsa::{Pss, RsaPublicKey};
use sha2::{Digest as _, Sha256, Sha384, Sha512};

use super::exchange::{Sent, Signer, exchanges, keys};
use crate::runtime::auth::encoding::decode_base64;
use crate::runtime::auth::{asap::Asap, jwt::Jwt};

#[test]
fn jwt_equals_postman() {
    assert_equal(
        include_str!("../../../fixtures/auth/jwt.json"),
        |parameters| Box::new(Jwt::new(parameters)),
    );
}

#[test]
fn asap_equals_postman() {
    assert_equal(
        include_str!("../../../fixtures/auth/asap.json"),
        |parameters| Box::new(Asap::new(parameters)),
    );
}

fn assert_equal(recording: &str, signer: Signer) {
    for exchange in exchanges(recording) {
        let ours = exchange.replay(signer);
        let parameter = |name: &str| exchange.parameters.iter().find(|(other, _)| other == name);
        let algorithm = parameter("algorithm")
            .or_else(|| parameter("alg"))
            .map_or("RS256", |(_, value)| value);
        if algorithm.starts_with('P') || algorithm.starts_with('E') {
            for sent in ours.iter().chain(&exchange.sent) {
                assert!(verifies(token(sent), algorithm), "{}", exchange.name);
            }
            assert_eq!(
                signed_part(&ours[0]),
                signed_part(&exchange.sent[0]),
                "{}",
                exchange.name
            );
        } else {
            assert_eq!(ours, exchange.sent, "{}", exchange.name);
        }
    }
}

fn token(sent: &Sent) -> &str {
    sent.headers
        .iter()
        .find(|(name, _)| name == "Authorization")
        .unwrap()
        .1
        .strip_prefix("Bearer ")
        .unwrap()
}

fn signed_part(sent: &Sent) -> &str {
    token(sent).rsplit_once('.').unwrap().0
}

fn verifies(token: &str, algorithm: &str) -> bool {
    let (text, signature) = token.rsplit_once('.').unwrap();
    let (text, signature, keys) = (text.as_bytes(), decode_base64(signature).unwrap(), keys());
    let rsa = || RsaPublicKey::from_public_key_pem(&keys["rsa_public"]).unwrap();
    match algorithm {
        "PS256" => rsa()
            .verify(
                Pss::new::<rsa::sha2::Sha256>(),
                &Sha256::digest(text),
                &signature,
            )
            .is_ok(),
        "PS384" => rsa()
            .verify(
                Pss::new::<rsa::sha2::Sha384>(),
                &Sha384::digest(text),
                &signature,
            )
            .is_ok(),
        "PS512" => rsa()
            .verify(
                Pss::new::<rsa::sha2::Sha512>(),
                &Sha512::digest(text),
                &signature,
            )
            .is_ok(),
        "ES256" => p256::ecdsa::VerifyingKey::from_public_key_pem(&keys["p256_public"])
            .unwrap()
            .verify(
                text,
                &p256::ecdsa::Signature::from_slice(&signature).unwrap(),
            )
            .is_ok(),
        "ES384" => p384::ecdsa::VerifyingKey::from_public_key_pem(&keys["p384_public"])
            .unwrap()
            .verify(
                text,
                &p384::ecdsa::Signature::from_slice(&signature).unwrap(),
            )
            .is_ok(),
        "ES512" => p521::ecdsa::VerifyingKey::from_public_key_pem(&keys["p521_public"])
            .unwrap()
            .verify(
                text,
                &p521::ecdsa::Signature::from_slice(&signature).unwrap(),
            )
            .is_ok(),
        _ => false,
    }
}
