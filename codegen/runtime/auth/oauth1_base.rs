//! What an OAuth 1.0a signature covers: the signature base string (RFC 5849, 3.4.1).

use super::super::sign::{Outgoing, Payload, SignError};
use super::encoding::{decode_form, encode};
use super::oauth1::Entry;

/// What is removed from query and form before the new ones are added.
const NAMES: [&str; 10] = [
    "oauth_consumer_key",
    "oauth_token",
    "oauth_signature_method",
    "oauth_timestamp",
    "oauth_nonce",
    "oauth_version",
    "oauth_signature",
    "oauth_callback",
    "oauth_verifier",
    "oauth_body_hash",
];

/// The signature base string, and the query as it is sent with the signature.
#[derive(Debug)]
pub struct Base {
    /// The text that is signed.
    pub text: String,
    /// The query's entries encoded anew after RFC 3986; `None` where there is no query.
    pub renewed: Option<Vec<String>>,
}

impl Base {
    /// Of a request and the parameters of the protocol.
    ///
    /// # Errors
    ///
    /// When query or form cannot be decoded.
    pub fn new(request: &Outgoing, entries: &[Entry], method: &str) -> Result<Self, SignError> {
        let decode = |text: &str| {
            decode_form(text).ok_or_else(|| {
                SignError::new(
                    "oauth1",
                    "the query or form holds a `%` that encodes nothing",
                )
            })
        };
        let query = request
            .query()
            .filter(|query| !query.is_empty())
            .map(decode)
            .transpose()?;
        let mut signed: Vec<(String, String)> = Vec::new();
        let mut sign = |name: &str, value: Option<&str>| {
            signed.push((encode(name), encode(value.unwrap_or_default())));
        };
        for (name, value) in query.iter().flatten() {
            sign(name, value.as_deref());
        }
        for (name, value) in entries
            .iter()
            .filter(|(name, _)| *name != "oauth_signature_method")
        {
            sign(name, value.as_deref());
        }
        // The method is signed even where it is not sent.
        sign("oauth_signature_method", Some(method));
        if let Payload::Form(form) = &request.body {
            for (name, value) in decode(form)? {
                sign(&name, value.as_deref());
            }
        }
        signed.sort();
        let signed: Vec<String> = signed
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let parts = [
            request.method.to_uppercase(),
            base_url(request),
            signed.join("&"),
        ];
        let renewed = query.map(|query| {
            query
                .iter()
                .map(|(name, value)| written(name, value.as_deref()))
                .collect()
        });
        Ok(Self {
            text: parts.map(|part| encode(&part)).join("&"),
            renewed,
        })
    }
}

fn written(name: &str, value: Option<&str>) -> String {
    value.map_or_else(
        || encode(name),
        |value| format!("{}={}", encode(name), encode(value)),
    )
}

/// Removes the parameters of an earlier signature from query and form.
pub fn remove_old(request: &mut Outgoing) {
    let mut entries = request.entries();
    entries.retain(|entry| !is_old(entry));
    request.set_entries(&entries);
    if let Payload::Form(form) = &mut request.body {
        *form = form
            .split('&')
            .filter(|entry| !is_old(entry))
            .collect::<Vec<_>>()
            .join("&");
    }
}

fn is_old(entry: &str) -> bool {
    NAMES.contains(&entry.split_once('=').map_or(entry, |(name, _)| name))
}

/// Scheme, host and path. Postman leaves out port 80 and port 443 whatever the scheme.
fn base_url(request: &Outgoing) -> String {
    let authority = request.authority.to_lowercase();
    let host = authority
        .strip_suffix(":80")
        .or_else(|| authority.strip_suffix(":443"))
        .unwrap_or(&authority);
    format!(
        "{}://{host}{}",
        request.scheme.to_lowercase(),
        request.path()
    )
}
