//! `jwt`: a bearer token made from a payload for every request.

use secrecy::{ExposeSecret as _, SecretString};

use super::super::sign::{Outgoing, Sign, SignContext, SignError};
use super::encoding::{decode_base64, encode_query_name};
use super::jose::{self, Algorithm};
use super::json::{Json, Object};
use super::parameters::Parameters;

const KIND: &str = "jwt";

/// Sends a signed token in the `Authorization` header or in the query.
///
/// The payload is sent as given: no claim is added.
#[derive(Debug, Clone)]
pub struct Jwt {
    algorithm: String,
    secret: SecretString,
    secret_is_base64: bool,
    private_key: SecretString,
    payload: SecretString,
    header: String,
    place: String,
    prefix: String,
    query_name: String,
}

impl Jwt {
    /// From Postman's parameters: `algorithm` (HS, RS, PS or ES with 256, 384 or 512), `secret` and
    /// `isSecretBase64Encoded` for HS, `privateKey` (PEM) for the others, `payload` and `header` (JSON), `addTokenTo`
    /// (header; queryParam), `headerPrefix` (Bearer; empty for none), `queryParamKey` (token).
    pub fn new(parameters: &[(&str, String)]) -> Self {
        let parameters = Parameters(parameters);
        Self {
            algorithm: parameters.text("algorithm"),
            secret: parameters.secret("secret"),
            secret_is_base64: parameters.flag("isSecretBase64Encoded"),
            private_key: parameters.secret("privateKey"),
            payload: parameters.secret("payload"),
            header: parameters.text("header"),
            place: parameters.text_or("addTokenTo", "header"),
            prefix: parameters
                .get("headerPrefix")
                .unwrap_or("Bearer")
                .to_owned(),
            query_name: parameters.text_or("queryParamKey", "token"),
        }
    }

    fn token(&self) -> Result<String, SignError> {
        let failed = |reason: &str| SignError::new(KIND, reason);
        let algorithm = Algorithm::parse(&self.algorithm)
            .ok_or_else(|| failed(&format!("algorithm `{}` is not supported", self.algorithm)))?;
        let mut header =
            Object::parse(&self.header).ok_or_else(|| failed("header is not a JSON object"))?;
        let payload = Object::parse(self.payload.expose_secret())
            .ok_or_else(|| failed("payload is not a JSON object"))?;
        header.set("alg", Json::Text(self.algorithm.clone()));
        let token = if algorithm.is_symmetric() {
            let secret = self.secret.expose_secret();
            if secret.is_empty() {
                return Err(failed("secret is empty"));
            }
            let key = if self.secret_is_base64 {
                decode_base64(secret).ok_or_else(|| failed("secret is not base64"))?
            } else {
                secret.as_bytes().to_vec()
            };
            jose::token(algorithm, &key, &header, &payload)
        } else {
            jose::token(
                algorithm,
                self.private_key.expose_secret().as_bytes(),
                &header,
                &payload,
            )
        };
        token.ok_or_else(|| {
            failed(&format!(
                "the key is not one for {} in PEM (PKCS#8)",
                self.algorithm
            ))
        })
    }
}

impl Sign for Jwt {
    fn sign(&self, request: &mut Outgoing, _: &SignContext) -> Result<(), SignError> {
        let token = self.token()?;
        match self.place.as_str() {
            "header" => {
                let separator = if self.prefix.is_empty() { "" } else { " " };
                request.set_header(
                    "Authorization",
                    format!("{}{separator}{token}", self.prefix),
                );
            }
            "queryParam" => {
                let name = encode_query_name(&self.query_name);
                let mut entries = request.entries();
                entries.retain(|entry| entry.split('=').next() != Some(&name));
                entries.push(format!("{name}={token}"));
                request.set_entries(&entries);
            }
            // Postman puts the token nowhere then.
            _ => {}
        }
        Ok(())
    }
}
