//! Private keys from PEM text, as the collections carry them.

use rsa::RsaPrivateKey;
use rsa::pkcs1::DecodeRsaPrivateKey as _;
use rsa::pkcs8::DecodePrivateKey as _;

use super::encoding::decode_base64;

/// The label of a PKCS#8 key.
const PKCS8: &str = "PRIVATE KEY";
/// The label of a PKCS#1 key.
const PKCS1: &str = "RSA PRIVATE KEY";

/// The DER bytes of a PKCS#8 key (`-----BEGIN PRIVATE KEY-----`).
///
/// Line breaks may be missing or in odd places, because variables and exports often lose them. `None` for other text.
pub fn pkcs8(pem: &str) -> Option<Vec<u8>> {
    der(pem, PKCS8)
}

/// An RSA key in PKCS#8 or PKCS#1. `None` for other text.
pub fn rsa(pem: &str) -> Option<RsaPrivateKey> {
    match der(pem, PKCS8) {
        Some(der) => RsaPrivateKey::from_pkcs8_der(&der).ok(),
        None => RsaPrivateKey::from_pkcs1_der(&der(pem, PKCS1)?).ok(),
    }
}

fn der(pem: &str, label: &str) -> Option<Vec<u8>> {
    let (_, after) = pem.split_once(&format!("-----BEGIN {label}-----"))?;
    let (body, _) = after.split_once(&format!("-----END {label}-----"))?;
    decode_base64(body)
}
