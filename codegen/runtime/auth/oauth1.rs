//! `oauth1`: OAuth 1.0a (RFC 5849), with the body hash extension.

use hmac::{Hmac, KeyInit as _, Mac as _};
use rsa::Pkcs1v15Sign;
use rsa::rand_core::OsRng;
use secrecy::{ExposeSecret as _, SecretString};
use sha1::Sha1;
use sha2::{Digest as _, Sha256, Sha512};

use super::super::sign::{Outgoing, Payload, Sign, SignContext, SignError};
use super::encoding::{base64, encode};
use super::key;
use super::oauth1_base::{Base, remove_old};
use super::parameters::Parameters;

const KIND: &str = "oauth1";

/// What names SHA-1 in an RSA signature (RFC 8017, 9.2); the `rsa` crate brings those of SHA-2 alone.
const SHA1_PREFIX: [u8; 15] = [
    0x30, 0x21, 0x30, 0x09, 0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1a, 0x05, 0x00, 0x04, 0x14,
];

/// Signs requests with OAuth 1.0a.
///
/// The parameters go into the `Authorization` header (`addParamsToHeader`), else into a urlencoded body of POST or PUT,
/// else into the query. In every case the query is encoded anew after RFC 3986.
#[derive(Debug, Clone)]
pub struct OAuth1 {
    consumer_key: String,
    consumer_secret: SecretString,
    token: Option<SecretString>,
    token_secret: SecretString,
    private_key: SecretString,
    method: Option<String>,
    timestamp: String,
    nonce: String,
    version: Option<String>,
    realm: String,
    callback: String,
    verifier: SecretString,
    header: Option<HeaderForm>,
    body_hash: bool,
    sign_empty: bool,
}

/// How the parameters are written in the `Authorization` header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum HeaderForm {
    Encoded,
    AsIs,
}

/// A parameter of the protocol: `None` is a parameter that the collection does not have at all.
pub type Entry = (&'static str, Option<String>);

impl OAuth1 {
    /// From Postman's parameters: `consumerKey`, `consumerSecret`, `token`, `tokenSecret`, `privateKey`,
    /// `signatureMethod` (HMAC-SHA1, and then not sent), `timestamp` (now), `nonce` (11 random characters), `version`,
    /// `realm`, `callback`, `verifier`, `includeBodyHash`, `addParamsToHeader`, `addEmptyParamsToSign`,
    /// `disableHeaderEncoding`.
    pub fn new(parameters: &[(&str, String)]) -> Self {
        let parameters = Parameters(parameters);
        let sign_empty = parameters.flag("addEmptyParamsToSign");
        let text = |name: &str| {
            parameters
                .get(name)
                .filter(|value| sign_empty || !value.trim().is_empty())
        };
        let as_is = parameters.flag("disableHeaderEncoding");
        let form = if as_is {
            HeaderForm::AsIs
        } else {
            HeaderForm::Encoded
        };
        let secret = |name: &str| SecretString::from(text(name).unwrap_or_default());
        Self {
            consumer_key: text("consumerKey").unwrap_or_default().to_owned(),
            consumer_secret: secret("consumerSecret"),
            token: text("token").map(SecretString::from),
            token_secret: secret("tokenSecret"),
            private_key: secret("privateKey"),
            method: text("signatureMethod").map(str::to_owned),
            timestamp: parameters.text("timestamp"),
            nonce: parameters.text("nonce"),
            version: text("version").map(str::to_owned),
            realm: parameters.text("realm"),
            callback: text("callback").unwrap_or_default().to_owned(),
            verifier: secret("verifier"),
            header: parameters.flag("addParamsToHeader").then_some(form),
            body_hash: parameters.flag("includeBodyHash"),
            sign_empty,
        }
    }

    /// The signature method, without the suffix that some exports carry.
    fn method(&self) -> &str {
        let method = self
            .method
            .as_deref()
            .filter(|method| !method.is_empty())
            .unwrap_or("HMAC-SHA1");
        method.strip_suffix("-Accessor").unwrap_or(method)
    }

    fn has_required(&self) -> bool {
        let key = if self.method().starts_with("RSA") {
            &self.private_key
        } else {
            &self.consumer_secret
        };
        !self.consumer_key.is_empty() && !key.expose_secret().is_empty()
    }

    /// The parameters of the protocol in the order in which they are sent, without the signature.
    fn entries(&self, request: &Outgoing, context: &SignContext) -> Result<Vec<Entry>, SignError> {
        let nonce = if self.nonce.is_empty() {
            context.nonce(11)?
        } else {
            self.nonce.clone()
        };
        let timestamp = if self.timestamp.is_empty() {
            context.seconds().to_string()
        } else {
            self.timestamp.clone()
        };
        let mut entries: Vec<Entry> = vec![
            ("oauth_consumer_key", Some(self.consumer_key.clone())),
            (
                "oauth_token",
                self.token
                    .as_ref()
                    .map(|token| token.expose_secret().to_owned()),
            ),
            ("oauth_signature_method", self.method.clone()),
            ("oauth_timestamp", Some(timestamp)),
            ("oauth_nonce", Some(nonce)),
            ("oauth_version", self.version.clone()),
        ];
        entries.retain(|(_, value)| {
            self.sign_empty || value.as_ref().is_some_and(|value| !value.is_empty())
        });
        if let Some(hash) = self.hash_of_body(request)? {
            entries.push(("oauth_body_hash", Some(hash)));
        }
        let optional = [
            ("oauth_callback", self.callback.as_str()),
            ("oauth_verifier", self.verifier.expose_secret()),
        ];
        for (name, value) in optional {
            if !value.is_empty() {
                entries.push((name, Some(value.to_owned())));
            }
        }
        Ok(entries)
    }

    /// The body hash, where the method has a hash and the body is not a form, whose entries are signed themselves.
    fn hash_of_body(&self, request: &Outgoing) -> Result<Option<String>, SignError> {
        if !self.body_hash || matches!(request.body, Payload::Form(_) | Payload::Multipart) {
            return Ok(None);
        }
        let Some(hash) = self
            .method
            .as_deref()
            .and_then(|method| method.split('-').nth(1))
        else {
            return Ok(None);
        };
        let body = request.signed_body(KIND)?;
        match hash {
            "SHA1" => Ok(Some(base64(Sha1::digest(body)))),
            "SHA256" => Ok(Some(base64(Sha256::digest(body)))),
            "SHA512" => Ok(Some(base64(Sha512::digest(body)))),
            _ => Err(self.unsupported()),
        }
    }

    fn unsupported(&self) -> SignError {
        SignError::new(
            KIND,
            format!("signatureMethod `{}` is not supported", self.method()),
        )
    }

    fn signature(&self, base: &str) -> Result<String, SignError> {
        let base = base.as_bytes();
        let secret = |secret: &SecretString| encode(secret.expose_secret());
        let key = format!(
            "{}&{}",
            secret(&self.consumer_secret),
            secret(&self.token_secret)
        );
        let unusable = |_| SignError::new(KIND, "the secrets cannot be used as a key");
        Ok(match self.method() {
            "PLAINTEXT" => key,
            "HMAC-SHA1" => base64(
                Hmac::<Sha1>::new_from_slice(key.as_bytes())
                    .map_err(unusable)?
                    .chain_update(base)
                    .finalize()
                    .into_bytes(),
            ),
            "HMAC-SHA256" => base64(
                Hmac::<Sha256>::new_from_slice(key.as_bytes())
                    .map_err(unusable)?
                    .chain_update(base)
                    .finalize()
                    .into_bytes(),
            ),
            "HMAC-SHA512" => base64(
                Hmac::<Sha512>::new_from_slice(key.as_bytes())
                    .map_err(unusable)?
                    .chain_update(base)
                    .finalize()
                    .into_bytes(),
            ),
            "RSA-SHA1" => self.rsa(
                Pkcs1v15Sign {
                    hash_len: Some(20),
                    prefix: SHA1_PREFIX.into(),
                },
                &Sha1::digest(base),
            )?,
            "RSA-SHA256" => self.rsa(
                Pkcs1v15Sign::new::<rsa::sha2::Sha256>(),
                &Sha256::digest(base),
            )?,
            "RSA-SHA512" => self.rsa(
                Pkcs1v15Sign::new::<rsa::sha2::Sha512>(),
                &Sha512::digest(base),
            )?,
            _ => return Err(self.unsupported()),
        })
    }

    fn rsa(&self, scheme: Pkcs1v15Sign, digest: &[u8]) -> Result<String, SignError> {
        let key = key::rsa(self.private_key.expose_secret())
            .ok_or_else(|| SignError::new(KIND, "privateKey is not an RSA key in PEM"))?;
        key.sign_with_rng(&mut OsRng, scheme, digest)
            .map(base64)
            .map_err(|error| SignError::new(KIND, error.to_string()))
    }

    fn header(&self, form: HeaderForm, entries: &[Entry]) -> String {
        let encoded = |text: &str| match form {
            HeaderForm::Encoded => encode(text),
            HeaderForm::AsIs => text.to_owned(),
        };
        let mut parts = Vec::new();
        if !self.realm.trim().is_empty() {
            parts.push(format!("realm=\"{}\"", encoded(&self.realm)));
        }
        for (name, value) in entries {
            if let Some(value) = value.as_deref().filter(|value| !value.is_empty()) {
                parts.push(format!("{name}=\"{}\"", encoded(value.trim())));
            }
        }
        format!("OAuth {}", parts.join(","))
    }

    fn place(&self, request: &mut Outgoing, entries: &[Entry]) {
        if let Some(form) = self.header {
            set_authorization(request, self.header(form, entries));
        } else if let (Payload::Form(form), true) = (&mut request.body, takes_form(&request.method))
        {
            let written = |(name, value): &Entry| {
                format!("{name}={}", encode(value.as_deref().unwrap_or_default()))
            };
            let kept = Some(std::mem::take(form)).filter(|form| !form.is_empty());
            *form = kept
                .into_iter()
                .chain(entries.iter().map(written))
                .collect::<Vec<_>>()
                .join("&");
        } else {
            let is_raw = request.raw_target;
            let mut all = request.entries();
            all.extend(entries.iter().map(|(name, value)| match value {
                Some(value) if is_raw => format!("{name}={value}"),
                Some(value) => format!("{name}={}", encode(value)),
                None => (*name).to_owned(),
            }));
            request.set_entries(&all);
        }
    }
}

impl Sign for OAuth1 {
    fn sign(&self, request: &mut Outgoing, context: &SignContext) -> Result<(), SignError> {
        if !self.has_required() {
            return Ok(());
        }
        request.headers.retain(|(name, _)| name != "Authorization");
        remove_old(request);
        let mut entries = self.entries(request, context)?;
        let Base { text, renewed } = Base::new(request, &entries, self.method())?;
        let signature = self.signature(&text)?;
        if let (false, Some(renewed)) = (request.raw_target, renewed) {
            request.set_entries(&renewed);
        }
        entries.push(("oauth_signature", Some(signature)));
        self.place(request, &entries);
        Ok(())
    }
}

/// Whether Postman puts the parameters into the form of a request with this method.
fn takes_form(method: &str) -> bool {
    method.contains("POST") || method.contains("PUT")
}

/// Sets the header; another spelling gives up its place, because Postman merges spellings when it sends them.
fn set_authorization(request: &mut Outgoing, value: String) {
    let header = ("Authorization".to_owned(), value.into_bytes());
    match request
        .headers
        .iter_mut()
        .find(|(name, _)| name.eq_ignore_ascii_case("authorization"))
    {
        Some(other) => *other = header,
        None => request.headers.push(header),
    }
}
