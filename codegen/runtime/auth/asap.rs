//! `asap`: Atlassian's service-to-service tokens.

use percent_encoding::percent_decode_str;
use secrecy::{ExposeSecret as _, SecretString};

use super::super::sign::{Outgoing, Sign, SignContext, SignError};
use super::encoding::{base64, decode_base64};
use super::jose::{self, Algorithm};
use super::json::{Json, Object};
use super::parameters::Parameters;

const KIND: &str = "asap";
/// How long a token lives when `exp` does not say otherwise, in seconds.
const LIFETIME: u64 = 3600;

/// Sends a token that lives for a short time, made for every request, as `Authorization: Bearer`.
#[derive(Debug, Clone)]
pub struct Asap {
    algorithm: String,
    key_id: String,
    issuer: String,
    lifetime: u64,
    audience: String,
    subject: String,
    private_key: SecretString,
    claims: SecretString,
}

impl Asap {
    /// From Postman's parameters: `alg` (RS256), `kid`, `iss`, `exp` (seconds, 3600), `aud`, `sub` (the issuer),
    /// `privateKey` (PEM, or a `data:` URI that holds it), `claims` (JSON; they win over the parameters).
    pub fn new(parameters: &[(&str, String)]) -> Self {
        let parameters = Parameters(parameters);
        Self {
            algorithm: parameters.text_or("alg", "RS256"),
            key_id: parameters.text("kid"),
            issuer: parameters.text("iss"),
            lifetime: leading_number(&parameters.text("exp")).unwrap_or(LIFETIME),
            audience: parameters.text("aud"),
            subject: parameters.text("sub"),
            private_key: parameters.secret("privateKey"),
            claims: parameters.secret("claims"),
        }
    }

    /// The header and the claims of a token that is made now.
    fn token_parts(&self, context: &SignContext) -> Result<(Object, Object), SignError> {
        let given = Object::parse(self.claims.expose_secret())
            .ok_or_else(|| SignError::new(KIND, "claims are not a JSON object"))?;
        let text = |value: &str| Some(Json::Text(value.to_owned())).filter(|_| !value.is_empty());
        let required = |name: &str, parameter: &str| {
            let value = given.get(name).cloned().or_else(|| text(parameter));
            value.ok_or_else(|| SignError::new(KIND, format!("{name} is empty")))
        };
        let (key_id, issuer) = (
            required("kid", &self.key_id)?,
            required("iss", &self.issuer)?,
        );
        let audience = required("aud", &self.audience)?;
        let subject = given
            .get("sub")
            .cloned()
            .or_else(|| text(&self.subject))
            .unwrap_or_else(|| issuer.clone());
        let id = match given.get("jti") {
            Some(id) => id.clone(),
            None => Json::Text(context.uuid()?),
        };
        let now = context.seconds();
        let made = given.get("iat").cloned().unwrap_or_else(|| seconds(now));
        let expiry = match given.get("exp") {
            Some(Json::Number(time)) => Json::Number(time.trunc()),
            Some(Json::Text(time)) => seconds(leading_number(time).unwrap_or(now + self.lifetime)),
            _ => seconds(now + self.lifetime),
        };
        let mut claims = given.clone();
        let standard = [
            ("iat", made),
            ("iss", issuer),
            ("sub", subject),
            ("jti", id),
            ("aud", audience),
            ("exp", expiry),
        ];
        for (name, value) in standard {
            claims.set(name, value);
        }
        let mut header = Object::default();
        header.set("alg", Json::Text(self.algorithm.clone()));
        header.set("kid", key_id);
        Ok((header, claims))
    }

    /// The private key in PEM.
    fn pem(&self, key_id: Option<&Json>) -> Result<String, SignError> {
        let failed = |reason: &str| SignError::new(KIND, reason);
        let key = self.private_key.expose_secret().replace('\n', "");
        let key = key
            .strip_prefix('"')
            .and_then(|key| key.strip_suffix('"'))
            .unwrap_or(&key);
        let key = percent_decode_str(key)
            .decode_utf8()
            .map_err(|_| failed("privateKey is not text"))?;
        let Some(rest) = key.strip_prefix("data:") else {
            return Ok(key.into_owned());
        };
        let parts = rest
            .strip_prefix("application/pkcs8;kid=")
            .and_then(|rest| rest.split_once(";base64,"));
        let (named, encoded) =
            parts.ok_or_else(|| failed("privateKey is not a data URI of a PKCS#8 key"))?;
        if key_id != Some(&Json::Text(named.to_owned())) {
            return Err(failed("the data URI of privateKey names another kid"));
        }
        let der = decode_base64(encoded)
            .ok_or_else(|| failed("the data URI of privateKey is not base64"))?;
        Ok(format!(
            "-----BEGIN PRIVATE KEY-----{}-----END PRIVATE KEY-----",
            base64(der)
        ))
    }
}

impl Sign for Asap {
    fn sign(&self, request: &mut Outgoing, context: &SignContext) -> Result<(), SignError> {
        let algorithm =
            Algorithm::parse(&self.algorithm).filter(|algorithm| !algorithm.is_symmetric());
        let algorithm = algorithm.ok_or_else(|| {
            SignError::new(KIND, format!("alg `{}` is not supported", self.algorithm))
        })?;
        let (header, claims) = self.token_parts(context)?;
        let key = SecretString::from(self.pem(header.get("kid"))?);
        let token = jose::token(algorithm, key.expose_secret().as_bytes(), &header, &claims)
            .ok_or_else(|| {
                SignError::new(
                    KIND,
                    format!(
                        "privateKey is not a key for {} in PEM (PKCS#8)",
                        self.algorithm
                    ),
                )
            })?;
        request.set_header("Authorization", format!("Bearer {token}"));
        Ok(())
    }
}

/// The number that a text starts with, as JavaScript's `parseInt` reads it; `None` for none and for zero.
fn leading_number(text: &str) -> Option<u64> {
    let text = text.trim_start();
    let end = text
        .find(|character: char| !character.is_ascii_digit())
        .unwrap_or(text.len());
    text.get(..end)?.parse().ok().filter(|number| *number != 0)
}

#[allow(clippy::cast_precision_loss, reason = "a JSON number is a double")]
fn seconds(time: u64) -> Json {
    Json::Number(time as f64)
}
