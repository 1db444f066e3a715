//! `edgegrid`: Akamai EdgeGrid.

use hmac::{Hmac, KeyInit as _, Mac as _};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest as _, Sha256};

use super::super::sign::{Outgoing, Payload, Sign, SignContext, SignError};
use super::encoding::{base64, latin1};
use super::parameters::Parameters;

const KIND: &str = "edgegrid";
/// How much of a body is hashed when `maxBodySize` does not say otherwise, in bytes.
const MAX_BODY_SIZE: usize = 131_072;

/// Signs requests with EdgeGrid.
#[derive(Debug, Clone)]
pub struct EdgeGrid {
    access_token: SecretString,
    client_token: SecretString,
    client_secret: SecretString,
    base_host: Option<String>,
    nonce: String,
    timestamp: String,
    headers_to_sign: Vec<String>,
    max_body_size: usize,
}

impl EdgeGrid {
    /// From Postman's parameters: `accessToken`, `clientToken`, `clientSecret`, `baseURL` (the request's own),
    /// `nonce` (a UUID), `timestamp` (now, `yyyyMMddTHH:mm:ss+0000`), `headersToSign` (names with commas between),
    /// `maxBodySize` (131072 bytes).
    pub fn new(parameters: &[(&str, String)]) -> Self {
        let parameters = Parameters(parameters);
        let names = parameters.text("headersToSign");
        Self {
            access_token: parameters.secret("accessToken"),
            client_token: parameters.secret("clientToken"),
            client_secret: parameters.secret("clientSecret"),
            base_host: parameters
                .get("baseURL")
                .filter(|url| !url.is_empty())
                .map(host),
            nonce: parameters.text("nonce"),
            timestamp: parameters.text("timestamp"),
            headers_to_sign: names
                .split(',')
                .map(|name| name.trim().to_lowercase())
                .collect(),
            max_body_size: parameters
                .get("maxBodySize")
                .and_then(|size| size.parse().ok())
                .unwrap_or(MAX_BODY_SIZE),
        }
    }

    /// The signed headers, each `name:value` with runs of white space made one space, and tabs between.
    fn headers(&self, request: &Outgoing) -> String {
        let header = |name: &String| {
            let mut values = request
                .headers
                .iter()
                .filter(|(other, _)| other.eq_ignore_ascii_case(name));
            let value = latin1(&values.next()?.1);
            // Postman leaves out headers that occur twice.
            (!value.is_empty() && values.next().is_none())
                .then(|| format!("{name}:{}", spaced(&value)))
        };
        self.headers_to_sign
            .iter()
            .filter_map(header)
            .collect::<Vec<_>>()
            .join("\t")
    }

    /// The hash of the body's beginning, for POST alone.
    fn hash_of_body(&self, request: &Outgoing) -> Result<String, SignError> {
        if request.method != "POST" || matches!(request.body, Payload::Empty | Payload::Multipart) {
            return Ok(String::new());
        }
        let body = request.signed_body(KIND)?;
        Ok(base64(Sha256::digest(
            body.get(..self.max_body_size).unwrap_or(body),
        )))
    }
}

impl Sign for EdgeGrid {
    fn sign(&self, request: &mut Outgoing, context: &SignContext) -> Result<(), SignError> {
        let [access_token, client_token, client_secret] =
            [&self.access_token, &self.client_token, &self.client_secret]
                .map(ExposeSecret::expose_secret);
        if access_token.is_empty() || client_token.is_empty() || client_secret.is_empty() {
            return Ok(());
        }
        request.remove_header("Authorization");
        let nonce = if self.nonce.is_empty() {
            context.uuid()?
        } else {
            self.nonce.clone()
        };
        let timestamp = if self.timestamp.is_empty() {
            timestamp(context)?
        } else {
            self.timestamp.clone()
        };
        let header = format!(
            "EG1-HMAC-SHA256 client_token={client_token};access_token={access_token};timestamp={timestamp};nonce={nonce};"
        );
        let text = [
            &request.method,
            &request.scheme,
            self.base_host.as_ref().unwrap_or(&request.authority),
            &request.target,
            &self.headers(request),
            &self.hash_of_body(request)?,
            &header,
        ]
        .map(String::as_str)
        .join("\t");
        let key = mac(client_secret, &timestamp)?;
        request.set_header(
            "Authorization",
            format!("{header}signature={}", mac(&key, &text)?),
        );
        Ok(())
    }
}

fn mac(key: &str, text: &str) -> Result<String, SignError> {
    let mac = Hmac::<Sha256>::new_from_slice(key.as_bytes())
        .map_err(|_| SignError::new(KIND, "clientSecret cannot be used as a key"))?;
    Ok(base64(mac.chain_update(text).finalize().into_bytes()))
}

fn timestamp(context: &SignContext) -> Result<String, SignError> {
    let now = i64::try_from(context.seconds())
        .ok()
        .and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    let now = now.ok_or_else(|| SignError::new(KIND, "the clock is out of range"))?;
    Ok(now.strftime("%Y%m%dT%H:%M:%S+0000").to_string())
}

/// Trimmed, with runs of white space made one space.
fn spaced(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Host and port of a URL, with or without a scheme.
fn host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host)
        .to_lowercase()
}
