//! Signed tokens (JWS compact serialization, RFC 7515) with the algorithms of RFC 7518.

use hmac::{Hmac, KeyInit as _, Mac as _};
use p256::ecdsa::signature::Signer as _;
use p256::pkcs8::DecodePrivateKey as _;
use rsa::rand_core::OsRng;
use rsa::{Pkcs1v15Sign, Pss, RsaPrivateKey};
use sha2::{Digest as _, Sha256, Sha384, Sha512};

use super::encoding::base64_url;
use super::json::Object;
use super::key;

/// A signature algorithm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Algorithm {
    family: Family,
    size: Size,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Hmac,
    Rsa,
    RsaPss,
    Ecdsa,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Size {
    Bits256,
    Bits384,
    Bits512,
}

impl Algorithm {
    /// The algorithm of a name such as `RS256`; `None` for other names.
    pub fn parse(name: &str) -> Option<Self> {
        let (family, size) = (name.get(..2)?, name.get(2..)?);
        let family = match family {
            "HS" => Family::Hmac,
            "RS" => Family::Rsa,
            "PS" => Family::RsaPss,
            "ES" => Family::Ecdsa,
            _ => return None,
        };
        let size = match size {
            "256" => Size::Bits256,
            "384" => Size::Bits384,
            "512" => Size::Bits512,
            _ => return None,
        };
        Some(Self { family, size })
    }

    /// Whether the key is a shared secret rather than a private key.
    pub fn is_symmetric(self) -> bool {
        self.family == Family::Hmac
    }
}

/// A token: header and payload as they are, signed.
///
/// `key` is the secret's bytes for the HS algorithms, a private key in PEM for the others. `None` when it is not a key
/// for this algorithm.
pub fn token(
    algorithm: Algorithm,
    key: &[u8],
    header: &Object,
    payload: &Object,
) -> Option<String> {
    let text = format!(
        "{}.{}",
        base64_url(header.to_string()),
        base64_url(payload.to_string())
    );
    let bytes = text.as_bytes();
    let pem = || std::str::from_utf8(key).ok();
    let signature = match algorithm.family {
        Family::Hmac => hmac(algorithm.size, key, bytes)?,
        Family::Rsa => rsa(algorithm.size, &key::rsa(pem()?)?, bytes)?,
        Family::RsaPss => rsa_pss(algorithm.size, &key::rsa(pem()?)?, bytes)?,
        Family::Ecdsa => ecdsa(algorithm.size, &key::pkcs8(pem()?)?, bytes)?,
    };
    Some(format!("{text}.{}", base64_url(signature)))
}

fn hmac(size: Size, key: &[u8], text: &[u8]) -> Option<Vec<u8>> {
    Some(match size {
        Size::Bits256 => Hmac::<Sha256>::new_from_slice(key)
            .ok()?
            .chain_update(text)
            .finalize()
            .into_bytes()
            .to_vec(),
        Size::Bits384 => Hmac::<Sha384>::new_from_slice(key)
            .ok()?
            .chain_update(text)
            .finalize()
            .into_bytes()
            .to_vec(),
        Size::Bits512 => Hmac::<Sha512>::new_from_slice(key)
            .ok()?
            .chain_update(text)
            .finalize()
            .into_bytes()
            .to_vec(),
    })
}

fn hash(size: Size, text: &[u8]) -> Vec<u8> {
    match size {
        Size::Bits256 => Sha256::digest(text).to_vec(),
        Size::Bits384 => Sha384::digest(text).to_vec(),
        Size::Bits512 => Sha512::digest(text).to_vec(),
    }
}

fn rsa(size: Size, key: &RsaPrivateKey, text: &[u8]) -> Option<Vec<u8>> {
    let scheme = match size {
        Size::Bits256 => Pkcs1v15Sign::new::<rsa::sha2::Sha256>(),
        Size::Bits384 => Pkcs1v15Sign::new::<rsa::sha2::Sha384>(),
        Size::Bits512 => Pkcs1v15Sign::new::<rsa::sha2::Sha512>(),
    };
    key.sign_with_rng(&mut OsRng, scheme, &hash(size, text))
        .ok()
}

/// The salt is random and as long as the hash.
fn rsa_pss(size: Size, key: &RsaPrivateKey, text: &[u8]) -> Option<Vec<u8>> {
    let scheme = match size {
        Size::Bits256 => Pss::new_blinded::<rsa::sha2::Sha256>(),
        Size::Bits384 => Pss::new_blinded::<rsa::sha2::Sha384>(),
        Size::Bits512 => Pss::new_blinded::<rsa::sha2::Sha512>(),
    };
    key.sign_with_rng(&mut OsRng, scheme, &hash(size, text))
        .ok()
}

/// The numbers of the signature, one after the other, each as long as the curve's order.
fn ecdsa(size: Size, der: &[u8], text: &[u8]) -> Option<Vec<u8>> {
    Some(match size {
        Size::Bits256 => {
            let signature: p256::ecdsa::Signature = p256::ecdsa::SigningKey::from_pkcs8_der(der)
                .ok()?
                .sign(text);
            signature.to_bytes().to_vec()
        }
        Size::Bits384 => {
            let signature: p384::ecdsa::Signature = p384::ecdsa::SigningKey::from_pkcs8_der(der)
                .ok()?
                .sign(text);
            signature.to_bytes().to_vec()
        }
        Size::Bits512 => {
            let signature: p521::ecdsa::Signature = p521::ecdsa::SigningKey::from_pkcs8_der(der)
                .ok()?
                .sign(text);
            signature.to_bytes().to_vec()
        }
    })
}
