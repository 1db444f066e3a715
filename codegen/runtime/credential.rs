//! Credentials: what a request is authorized with.

use std::fmt;
use std::sync::Arc;

use http::header::AUTHORIZATION;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use secrecy::{ExposeSecret, SecretString};

use super::encode;
use super::entropy::Entropy;
use super::error::{Error, ErrorKind};
use super::headers;
use super::request::Request;
use super::secret::{basic_value, prefixed, sensitive};
use super::settings::Missing;
use super::token::Token;
use super::transport::{Http, Reply};

/// What a request is authorized with; cheap to clone, its secrets never show in `Debug`.
///
/// Parts that cannot be sent (a line break in a token) make the call fail with [`ErrorKind::Credentials`].
#[derive(Clone)]
pub struct Credential(Arc<Kind>);

enum Kind {
    /// Nothing: an empty token.
    Nothing,
    Header(HeaderName, HeaderValue),
    Query(String, SecretString),
    Token {
        token: Token,
        placement: Placement,
    },
    Signer(Box<dyn Authorize>),
    /// Several at once; never nested.
    All(Vec<Credential>),
    Unusable(&'static str),
    /// A setting that it is made of has no value.
    Missing(Missing),
}

/// Where a fetched token goes.
enum Placement {
    /// `Authorization`, with a word before the token.
    Header(String),
    /// A parameter of the query.
    Query(&'static str),
}

/// A credential that computes what it sends.
pub trait Authorize: Send + Sync + fmt::Debug {
    /// Signs a request before it is sent.
    ///
    /// # Errors
    ///
    /// When it cannot be signed; nothing is sent then.
    fn sign(&self, request: &mut Request, entropy: &Entropy) -> Result<(), Error>;

    /// Looks at an answer; `true` asks to send `request`, which it has changed, once more, at most three times.
    ///
    /// # Errors
    ///
    /// When the answer holds a challenge that cannot be met.
    fn answer(
        &self,
        request: &mut Request,
        status: StatusCode,
        headers: &HeaderMap,
        entropy: &Entropy,
    ) -> Result<bool, Error> {
        let _ = (request, status, headers, entropy);
        Ok(false)
    }
}

impl Credential {
    fn of(kind: Result<Kind, &'static str>) -> Self {
        Self(Arc::new(kind.unwrap_or_else(Kind::Unusable)))
    }

    /// A header with a fixed value, such as `Authorization: Bearer …` or `X-Api-Key: …`.
    pub fn header(name: &str, value: &SecretString) -> Self {
        Self::of(header_kind(name, value.expose_secret().as_bytes()))
    }

    /// `Authorization: Bearer <token>`; nothing when a fixed token is empty.
    pub fn bearer(token: impl Into<Token>) -> Self {
        Self::oauth2(token, "Bearer")
    }

    /// `Authorization: <prefix> <token>`, the token alone when the prefix is empty; nothing when a fixed token is empty.
    pub fn oauth2(token: impl Into<Token>, prefix: &str) -> Self {
        let token = token.into();
        let prefix = prefix.trim();
        match token.fixed() {
            Some(fixed) if fixed.expose_secret().is_empty() => Self::of(Ok(Kind::Nothing)),
            Some(fixed) => {
                let value = prefixed(prefix, fixed);
                Self::of(header_kind(
                    "authorization",
                    value.expose_secret().as_bytes(),
                ))
            }
            None => {
                let placement = Placement::Header(prefix.to_owned());
                Self::of(Ok(Kind::Token { token, placement }))
            }
        }
    }

    /// `Authorization: <prefix> <token>`, written even when the token is empty; the token alone when the prefix is empty.
    pub fn authorization(token: impl Into<Token>, prefix: &str) -> Self {
        let token = token.into();
        match token.fixed() {
            Some(fixed) => Self::header("authorization", &prefixed(prefix, fixed)),
            None => Self::oauth2(token, prefix),
        }
    }

    /// A credential that lacks settings: calls with it fail and name them.
    pub(super) fn missing(missing: Missing) -> Self {
        Self::of(Ok(Kind::Missing(missing)))
    }

    /// `access_token=<token>` in the query; nothing when a fixed token is empty.
    pub fn oauth2_query(token: impl Into<Token>) -> Self {
        let placement = Placement::Query("access_token");
        Self::of(Ok(Kind::Token {
            token: token.into(),
            placement,
        }))
    }

    /// `Authorization: Basic`, also when both parts are empty.
    pub fn basic(username: &str, password: &SecretString) -> Self {
        let pair = SecretString::from(format!("{username}:{}", password.expose_secret()));
        Self::of(match basic_value(pair.expose_secret().as_bytes()) {
            Ok(value) => Ok(Kind::Header(AUTHORIZATION, value)),
            Err(_) => Err("the user name or password cannot be sent"),
        })
    }

    /// A key in a header; nothing when both are empty.
    pub fn api_key_header(name: &str, value: &SecretString) -> Self {
        if name.is_empty() {
            return Self::of(Ok(Kind::Nothing));
        }
        Self::header(name, value)
    }

    /// A key in the query, in place of an entry of the same name; nothing when both are empty.
    pub fn api_key_query(name: &str, value: &SecretString) -> Self {
        if name.is_empty() && value.expose_secret().is_empty() {
            return Self::of(Ok(Kind::Nothing));
        }
        Self::of(Ok(Kind::Query(name.to_owned(), value.clone())))
    }

    /// A credential that computes what it sends.
    pub fn authorize(authorize: impl Authorize + 'static) -> Self {
        Self::of(Ok(Kind::Signer(Box::new(authorize))))
    }

    /// Several credentials at once, such as two headers; applied in order.
    pub fn all(credentials: &[Self]) -> Self {
        let parts = credentials
            .iter()
            .flat_map(|credential| credential.parts().to_vec());
        Self::of(Ok(Kind::All(parts.collect())))
    }

    /// The credentials that are really applied: itself, unless it is several.
    fn parts(&self) -> &[Self] {
        match &*self.0 {
            Kind::All(parts) => parts,
            _ => std::slice::from_ref(self),
        }
    }

    /// Puts the credential on a request; `false` when a token is to be fetched first.
    pub(super) fn apply(&self, request: &mut Request, entropy: &Entropy) -> Result<bool, Error> {
        match &*self.0 {
            Kind::Nothing => Ok(true),
            Kind::Header(name, value) => {
                headers::set(&mut request.headers, name, value.clone());
                Ok(true)
            }
            Kind::Query(name, value) => {
                encode::set_query(&mut request.target, name, value);
                Ok(true)
            }
            Kind::Token { token, placement } => match token.fixed() {
                Some(secret) => put(request, placement, secret).map(|()| true),
                None => Ok(false),
            },
            Kind::Signer(signer) => signer.sign(request, entropy).map(|()| true),
            Kind::Unusable(reason) => Err(Error::new(ErrorKind::Credentials, *reason)),
            Kind::Missing(missing) => Err(unusable(&missing.to_string())),
            Kind::All(parts) => {
                let mut complete = true;
                for part in parts {
                    complete &= part.apply(request, entropy)?;
                }
                Ok(complete)
            }
        }
    }

    /// Fetches the token, when there is one to fetch, and puts it on the request.
    pub(super) async fn apply_token(
        &self,
        request: &mut Request,
        http: &Http,
        entropy: &Entropy,
    ) -> Result<(), Error> {
        for part in self.parts() {
            if let Kind::Token { token, placement } = &*part.0 {
                let secret = token.get(http, entropy).await?;
                put(request, placement, &secret)?;
            }
        }
        Ok(())
    }

    /// How often it may answer one attempt's refusals: NTLM takes two rounds, digest one, a new token one.
    pub(super) fn challenges(&self) -> u32 {
        let of = |part: &Self| match &*part.0 {
            Kind::Token { token, .. } if token.fixed().is_none() => 1,
            Kind::Signer(_) => 3,
            _ => 0,
        };
        self.parts().iter().map(of).sum()
    }

    /// Looks at an answer; `true` asks to send the request once more: signed anew, or to be authorized with another token.
    pub(super) fn answer(
        &self,
        sent: &mut Request,
        reply: &Reply,
        entropy: &Entropy,
    ) -> Result<bool, Error> {
        let mut again = false;
        for part in self.parts() {
            again |= match &*part.0 {
                Kind::Token { token, placement } if reply.status() == StatusCode::UNAUTHORIZED => {
                    token.refuse(|secret| is_sent(sent, placement, secret))
                }
                Kind::Signer(signer) => {
                    signer.answer(sent, reply.status(), reply.headers(), entropy)?
                }
                _ => false,
            };
        }
        Ok(again)
    }

    /// Whether it puts the same headers on every request.
    pub(super) fn is_fixed(&self) -> bool {
        let is_fixed = |part: &Self| matches!(&*part.0, Kind::Nothing | Kind::Header(..));
        self.parts().iter().all(is_fixed)
    }

    /// Whether it computes what it sends.
    pub(super) fn is_signature(&self) -> bool {
        self.parts()
            .iter()
            .any(|part| matches!(&*part.0, Kind::Signer(_)))
    }
}

/// Puts a token on a request.
fn put(request: &mut Request, placement: &Placement, secret: &SecretString) -> Result<(), Error> {
    match placement {
        Placement::Header(prefix) => {
            let value = prefixed(prefix, secret);
            let value = sensitive(value.expose_secret().as_bytes())
                .ok_or_else(|| unusable("the token cannot be sent in a header"))?;
            headers::set(&mut request.headers, &AUTHORIZATION, value);
        }
        Placement::Query(name) if !secret.expose_secret().is_empty() => {
            encode::set_query(&mut request.target, name, secret);
        }
        Placement::Query(_) => {}
    }
    Ok(())
}

/// Whether a request was sent with this token.
fn is_sent(request: &Request, placement: &Placement, secret: &SecretString) -> bool {
    match placement {
        Placement::Header(prefix) => {
            let sent = headers::get(&request.headers, &AUTHORIZATION).map(HeaderValue::as_bytes);
            sent == Some(prefixed(prefix, secret).expose_secret().as_bytes())
        }
        Placement::Query(name) => {
            let mut entry = format!("{name}=");
            encode::push(&mut entry, secret.expose_secret(), encode::VALUE);
            request.target.split(['?', '&']).any(|other| other == entry)
        }
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match &*self.0 {
            Kind::Nothing => "nothing",
            Kind::Header(name, _) => return write!(f, "Credential({name}: ***)"),
            Kind::Query(name, _) => return write!(f, "Credential({name}=***)"),
            Kind::Token { .. } => "token",
            Kind::Signer(signer) => return write!(f, "Credential({signer:?})"),
            Kind::All(parts) => return f.debug_list().entries(parts).finish(),
            Kind::Unusable(_) => "unusable",
            Kind::Missing(missing) => return write!(f, "Credential({missing})"),
        };
        write!(f, "Credential({kind})")
    }
}

fn unusable(reason: &str) -> Error {
    Error::new(ErrorKind::Credentials, reason)
}

fn header_kind(name: &str, value: &[u8]) -> Result<Kind, &'static str> {
    let name = HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| "the credential's header has a name that cannot be sent")?;
    let value =
        sensitive(value).ok_or("the credential's header has a value that cannot be sent")?;
    Ok(Kind::Header(name, value))
}
