//! Signing: the seam between a finished request and a credential that computes what it sends.
//!
//! A signer sees the request as Postman's auth helpers see it: address and body final, headers as far as they exist at
//! that point (the caller's, and `Content-Type` only for a raw JSON body). What comes later (`Content-Type` of other
//! bodies, `Host`, `User-Agent`, `Content-Length`) is added after it and is therefore not signed.
//!
//! Postman warns and sends the request unsigned when a helper fails. A client that does the same turns a wrong key into a
//! puzzling 401, so here the call fails instead, with a [`SignError`] that names the kind of credential.

use std::fmt;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::HeaderMap;

/// A credential that computes what it sends.
///
/// One signer serves all calls of a client, at the same time if need be; what it remembers between requests is its own.
pub trait Sign: Send + Sync + fmt::Debug {
    /// Signs a request before it is first sent.
    ///
    /// # Errors
    ///
    /// When a parameter cannot be used, such as a private key that is none.
    fn sign(&self, request: &mut Outgoing, context: &SignContext) -> Result<(), SignError>;

    /// Looks at a response; `true` asks to send `request`, which it has changed, once more.
    ///
    /// To be called for every response, successful ones included, with the request as it was signed, at most
    /// [`MAX_ANSWERS`] times a call.
    ///
    /// # Errors
    ///
    /// When the response holds a challenge that cannot be answered.
    fn answer(
        &self,
        request: &mut Outgoing,
        status: u16,
        headers: &HeaderMap,
        context: &SignContext,
    ) -> Result<bool, SignError> {
        let _ = (request, status, headers, context);
        Ok(false)
    }
}

/// How often a request is sent again for one call: NTLM takes two rounds, digest one.
pub const MAX_ANSWERS: usize = 3;

/// A request that is about to be sent.
#[derive(Clone)]
pub struct Outgoing {
    /// The method, as sent.
    pub method: String,
    /// `http` or `https`.
    pub scheme: String,
    /// Host and port as in the `Host` header: a default port that was written is kept, there is no user info.
    pub authority: String,
    /// The request target: path and, after `?`, query, percent-encoded as sent.
    pub target: String,
    /// The target is sent as written (Postman's `disableUrlEncoding`), so a signer must not encode it anew.
    pub raw_target: bool,
    /// Headers in the order in which they are sent.
    pub headers: Vec<(String, Vec<u8>)>,
    /// The body.
    pub body: Payload,
}

/// The body of an [`Outgoing`], as far as a signer can see it.
#[derive(Debug, Clone, Default)]
pub enum Payload {
    /// No body.
    #[default]
    Empty,
    /// The exact bytes: raw text, JSON, GraphQL, a file.
    Bytes(Bytes),
    /// A form, urlencoded as sent (`a=1&b=2%203`).
    Form(String),
    /// Multipart. Postman signs it as if there were no body.
    Multipart,
    /// A stream that can be read only once, so that it cannot be hashed.
    Stream,
}

/// Header values, the query and the body are left out, because they may hold secrets.
impl fmt::Debug for Outgoing {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        formatter
            .debug_struct("Outgoing")
            .field("method", &self.method)
            .field(
                "url",
                &format_args!("{}://{}{}", self.scheme, self.authority, self.path()),
            )
            .field("headers", &names)
            .finish_non_exhaustive()
    }
}

impl Outgoing {
    /// The path of the target, without the query.
    pub fn path(&self) -> &str {
        self.target
            .split_once('?')
            .map_or(&*self.target, |(path, _)| path)
    }

    /// The query of the target, without `?`.
    pub fn query(&self) -> Option<&str> {
        self.target.split_once('?').map(|(_, query)| query)
    }

    /// The entries of the query as written; a bare `?` has one, which is empty.
    pub fn entries(&self) -> Vec<String> {
        self.query()
            .into_iter()
            .flat_map(|query| query.split('&'))
            .map(str::to_owned)
            .collect()
    }

    /// Replaces the query by these entries, which are already encoded; none at all removes the `?`.
    pub fn set_entries(&mut self, entries: &[String]) {
        let mut target = self.path().to_owned();
        if !entries.is_empty() {
            target.push('?');
            target.push_str(&entries.join("&"));
        }
        self.target = target;
    }

    /// The value of the first header of this name, in any case.
    pub fn header(&self, name: &str) -> Option<&[u8]> {
        self.headers
            .iter()
            .find(|(other, _)| other.eq_ignore_ascii_case(name))
            .map(|(_, value)| &**value)
    }

    /// Removes every header of this name, in any case.
    pub fn remove_header(&mut self, name: &str) {
        self.headers
            .retain(|(other, _)| !other.eq_ignore_ascii_case(name));
    }

    /// Removes every header of this name, in any case, and adds this one at the end.
    pub fn set_header(&mut self, name: &str, value: impl Into<Vec<u8>>) {
        self.remove_header(name);
        self.headers.push((name.to_owned(), value.into()));
    }

    /// The bytes that a signature or hash of the body covers; multipart counts as empty.
    ///
    /// # Errors
    ///
    /// For a stream, naming `kind`, the kind of credential.
    pub fn signed_body(&self, kind: &'static str) -> Result<&[u8], SignError> {
        match &self.body {
            Payload::Empty | Payload::Multipart => Ok(&[]),
            Payload::Bytes(bytes) => Ok(bytes),
            Payload::Form(form) => Ok(form.as_bytes()),
            Payload::Stream => Err(SignError::new(
                kind,
                "the body is a stream and cannot be hashed before it is sent",
            )),
        }
    }
}

/// Clock and randomness of a signature, so that both can be pinned.
#[derive(Debug, Clone)]
pub struct SignContext {
    now: SystemTime,
    pinned: Option<String>,
}

impl SignContext {
    /// This time, and the system's random numbers.
    pub fn new(now: SystemTime) -> Self {
        Self { now, pinned: None }
    }

    /// A fixed time, and a text that stands for every nonce and UUID.
    pub fn pinned(now: SystemTime, nonce: impl Into<String>) -> Self {
        Self {
            now,
            pinned: Some(nonce.into()),
        }
    }

    /// Time since 1970-01-01T00:00:00Z; zero before it.
    pub fn since_epoch(&self) -> Duration {
        self.now
            .duration_since(SystemTime::UNIX_EPOCH)
            .unwrap_or_default()
    }

    /// Whole seconds since 1970-01-01T00:00:00Z.
    pub fn seconds(&self) -> u64 {
        self.since_epoch().as_secs()
    }

    /// `length` random letters and digits, or the pinned text whatever its length.
    ///
    /// # Errors
    ///
    /// When the system has no random numbers.
    pub fn nonce(&self, length: usize) -> Result<String, SignError> {
        // 64 symbols, so that the low bits of a byte pick one without bias; the last two repeat.
        const SYMBOLS: &[u8; 64] =
            b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz09";
        if let Some(pinned) = &self.pinned {
            return Ok(pinned.clone());
        }
        let mut bytes = vec![0; length];
        self.fill(&mut bytes)?;
        Ok(bytes
            .iter()
            .filter_map(|byte| SYMBOLS.get(usize::from(byte & 63)))
            .map(|&symbol| char::from(symbol))
            .collect())
    }

    /// A random UUID (version 4), or the pinned text.
    ///
    /// # Errors
    ///
    /// When the system has no random numbers.
    pub fn uuid(&self) -> Result<String, SignError> {
        if let Some(pinned) = &self.pinned {
            return Ok(pinned.clone());
        }
        let mut bytes = [0; 16];
        self.fill(&mut bytes)?;
        // Version 4 and variant 1 of RFC 9562 have their places in the number itself.
        let number =
            u128::from_be_bytes(bytes) & !(0xf << 76) & !(0x3 << 62) | (0x4 << 76) | (0x2 << 62);
        let mut text = format!("{number:032x}");
        for dash in [8, 13, 18, 23] {
            text.insert(dash, '-');
        }
        Ok(text)
    }

    /// Fills `bytes` with random numbers, or with the pinned text, repeated.
    ///
    /// # Errors
    ///
    /// When the system has no random numbers.
    pub fn fill(&self, bytes: &mut [u8]) -> Result<(), SignError> {
        if let Some(pinned) = &self.pinned {
            for (byte, &source) in bytes.iter_mut().zip(pinned.as_bytes().iter().cycle()) {
                *byte = source;
            }
            return Ok(());
        }
        getrandom::fill(bytes).map_err(|error| SignError::new("random numbers", error.to_string()))
    }
}

/// Why a request could not be signed. Holds no secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignError {
    kind: &'static str,
    reason: String,
}

impl SignError {
    /// Of a kind of credential, by Postman's name, and the reason in words.
    pub fn new(kind: &'static str, reason: impl Into<String>) -> Self {
        Self {
            kind,
            reason: reason.into(),
        }
    }

    /// The kind of credential, by Postman's name (`oauth1`, `awsv4` …).
    pub fn kind(&self) -> &'static str {
        self.kind
    }
}

impl fmt::Display for SignError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.kind, self.reason)
    }
}

impl std::error::Error for SignError {}
