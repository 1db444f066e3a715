//! `hawk`: Hawk HTTP authentication.

use hmac::{Hmac, KeyInit as _, Mac as _};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use secrecy::{ExposeSecret as _, SecretString};
use sha1::Sha1;
use sha2::{Digest as _, Sha256};

use super::super::sign::{Outgoing, Payload, Sign, SignContext, SignError};
use super::encoding::{base64, latin1};
use super::parameters::Parameters;

const KIND: &str = "hawk";

/// What Node's URL parser still encodes in a target that Postman has encoded; the signature covers that form.
const UNWISE: &AsciiSet = &CONTROLS
    .add(b'{')
    .add(b'}')
    .add(b'|')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'\'');

/// Signs requests with Hawk.
///
/// Another algorithm than `sha1` and `sha256` is an error; Postman sends an empty `Authorization` header then.
#[derive(Debug, Clone)]
pub struct Hawk {
    id: String,
    key: SecretString,
    algorithm: String,
    nonce: String,
    timestamp: String,
    extra: String,
    app: String,
    delegation: String,
    payload_hash: bool,
}

impl Hawk {
    /// From Postman's parameters: `authId`, `authKey`, `algorithm`, `nonce` (6 random characters), `timestamp` (now),
    /// `extraData`, `app`, `delegation`, `includePayloadHash`.
    pub fn new(parameters: &[(&str, String)]) -> Self {
        let parameters = Parameters(parameters);
        Self {
            id: parameters.text("authId"),
            key: parameters.secret("authKey"),
            algorithm: parameters.text("algorithm"),
            nonce: parameters.text("nonce"),
            timestamp: parameters.text("timestamp"),
            extra: parameters.text("extraData"),
            app: parameters.text("app"),
            delegation: parameters.text("delegation"),
            payload_hash: parameters.flag("includePayloadHash"),
        }
    }

    fn hash(&self, text: &[u8]) -> Result<String, SignError> {
        match &*self.algorithm {
            "sha1" => Ok(base64(Sha1::digest(text))),
            "sha256" => Ok(base64(Sha256::digest(text))),
            _ => Err(self.unsupported()),
        }
    }

    fn mac(&self, text: &str) -> Result<String, SignError> {
        let key = self.key.expose_secret().as_bytes();
        let unusable = |_| SignError::new(KIND, "authKey cannot be used as a key");
        match &*self.algorithm {
            "sha1" => {
                let mac = Hmac::<Sha1>::new_from_slice(key)
                    .map_err(unusable)?
                    .chain_update(text);
                Ok(base64(mac.finalize().into_bytes()))
            }
            "sha256" => {
                let mac = Hmac::<Sha256>::new_from_slice(key)
                    .map_err(unusable)?
                    .chain_update(text);
                Ok(base64(mac.finalize().into_bytes()))
            }
            _ => Err(self.unsupported()),
        }
    }

    fn unsupported(&self) -> SignError {
        SignError::new(
            KIND,
            format!("algorithm `{}` is neither sha1 nor sha256", self.algorithm),
        )
    }

    /// The hash of body and content type, where there is a body; multipart has none.
    fn hash_of_body(&self, request: &Outgoing) -> Result<Option<String>, SignError> {
        if !self.payload_hash || matches!(request.body, Payload::Empty | Payload::Multipart) {
            return Ok(None);
        }
        let content_type = request
            .header("content-type")
            .map(latin1)
            .unwrap_or_default();
        let content_type = content_type
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_lowercase();
        let body = request.signed_body(KIND)?;
        self.hash(
            &[
                b"hawk.1.payload\n",
                content_type.as_bytes(),
                b"\n",
                body,
                b"\n",
            ]
            .concat(),
        )
        .map(Some)
    }
}

impl Sign for Hawk {
    fn sign(&self, request: &mut Outgoing, context: &SignContext) -> Result<(), SignError> {
        if self.id.is_empty() || self.key.expose_secret().is_empty() {
            return Ok(());
        }
        let nonce = if self.nonce.is_empty() {
            context.nonce(6)?
        } else {
            self.nonce.clone()
        };
        let timestamp = if self.timestamp.is_empty() {
            context.seconds().to_string()
        } else {
            self.timestamp.clone()
        };
        let hash = self.hash_of_body(request)?;
        let (host, port) = host_and_port(request);
        let resource = utf8_percent_encode(&request.target, UNWISE);
        let mut text = format!(
            "hawk.1.header\n{timestamp}\n{nonce}\n{}\n{resource}\n{host}\n{port}\n{}\n{}\n",
            request.method.to_uppercase(),
            hash.as_deref().unwrap_or_default(),
            // Only the first of each, which is Postman's slip.
            self.extra
                .replacen('\\', "\\\\", 1)
                .replacen('\n', "\\n", 1),
        );
        if !self.app.is_empty() {
            text = format!("{text}{}\n{}\n", self.app, self.delegation);
        }
        let mut fields = vec![("id", self.id.clone()), ("ts", timestamp), ("nonce", nonce)];
        fields.extend(hash.map(|hash| ("hash", hash)));
        if !self.extra.is_empty() {
            fields.push(("ext", self.extra.replace('\\', "\\\\").replace('"', "\\\"")));
        }
        fields.push(("mac", self.mac(&text)?));
        if !self.app.is_empty() {
            fields.push(("app", self.app.clone()));
            if !self.delegation.is_empty() {
                fields.push(("dlg", self.delegation.clone()));
            }
        }
        let fields: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{name}=\"{value}\""))
            .collect();
        request.set_header("Authorization", format!("Hawk {}", fields.join(", ")));
        Ok(())
    }
}

fn host_and_port(request: &Outgoing) -> (String, String) {
    let default = if request.scheme == "http" {
        "80"
    } else {
        "443"
    };
    let authority = request.authority.to_lowercase();
    match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host.to_owned(), port.to_owned()),
        _ => (authority, default.to_owned()),
    }
}
