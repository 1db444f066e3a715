//! Tokens: fixed, or fetched when they are needed and kept until they expire.

use std::fmt;
use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, SystemTime};

use secrecy::{ExposeSecret, SecretString};

use super::entropy::Entropy;
use super::error::{Error, ErrorKind};
use super::shared::Shared;
use super::transport::{BoxFuture, Http};

/// A token: fixed, or from a source.
///
/// Clones share what was fetched. Calls that wait for the same token wait for one fetch, which each of them drives: a call
/// that is dropped, or not polled, holds up no other one. When the fetch fails, they all fail; when none of them waits any
/// more, it ends.
#[derive(Clone)]
pub struct Token(Kind);

#[derive(Clone)]
enum Kind {
    Fixed(SecretString),
    Source(Arc<Cache>),
}

/// Where tokens come from.
pub trait TokenSource: Send + Sync + fmt::Debug {
    /// Fetches a new token, with `http` if it comes from a server.
    fn fetch<'a>(&'a self, http: &'a Http) -> BoxFuture<'a, Result<AccessToken, TokenError>>;

    /// A token from this source, completed by what the collection says of its token endpoint; `None` when that says
    /// nothing to this source.
    fn completed(&self, endpoint: &TokenEndpoint) -> Option<Token> {
        let _ = endpoint;
        None
    }
}

/// A token endpoint of OAuth 2, as far as the collection shows it.
#[derive(Debug, Clone, Default)]
pub struct TokenEndpoint {
    /// Its address.
    pub url: String,
    /// The id of the client.
    pub client_id: Option<String>,
    /// Parameters of its requests, such as `scope` and `audience`.
    pub parameters: Vec<(&'static str, String)>,
    /// Whether the client's id and secret go into the body.
    pub secret_in_body: bool,
}

impl TokenEndpoint {
    /// An endpoint at an address.
    pub fn new(url: &str) -> Self {
        let url = url.to_owned();
        Self {
            url,
            ..Self::default()
        }
    }

    /// Sets the id of the client.
    #[must_use]
    pub fn client_id(mut self, id: &str) -> Self {
        self.client_id = Some(id.to_owned());
        self
    }

    /// Adds a parameter of its requests.
    #[must_use]
    pub fn parameter(mut self, name: &'static str, value: &str) -> Self {
        self.parameters.push((name, value.to_owned()));
        self
    }

    /// Has the client's id and secret sent in the body instead of a header.
    #[must_use]
    pub fn secret_in_body(mut self) -> Self {
        self.secret_in_body = true;
        self
    }
}

/// A token and how long it is good for.
#[derive(Debug, Clone)]
pub struct AccessToken {
    /// The token.
    pub secret: SecretString,
    /// How long it is good for from now on; unlimited when it is not known.
    pub expires_in: Option<Duration>,
}

impl AccessToken {
    /// A token without a known end.
    pub fn new(secret: impl Into<String>) -> Self {
        Self {
            secret: SecretString::from(secret.into()),
            expires_in: None,
        }
    }

    /// Sets how long it is good for from now on.
    #[must_use]
    pub fn expires_in(mut self, duration: Duration) -> Self {
        self.expires_in = Some(duration);
        self
    }
}

/// Why there is no token. Its message should hold no secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenError {
    message: String,
    retryable: bool,
}

impl TokenError {
    /// With a one-line message.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            retryable: false,
        }
    }

    /// Whether the call may try again.
    #[must_use]
    pub fn retryable(mut self, retryable: bool) -> Self {
        self.retryable = retryable;
        self
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for TokenError {}

impl Token {
    /// A token from a source.
    pub fn source(source: impl TokenSource + 'static) -> Self {
        let cache = Cache {
            source: Box::new(source),
            state: Mutex::default(),
        };
        Self(Kind::Source(Arc::new(cache)))
    }

    /// A token from a closure, which is called when there is none or the last one has expired.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn from_fn<F, Fut>(fetch: F) -> Self
    where
        F: Fn() -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<AccessToken, TokenError>> + Send + 'static,
    {
        Self::source(Closure(move || -> BoxFuture<'static, _> {
            Box::pin(fetch())
        }))
    }

    /// A token from a closure, which is called when there is none or the last one has expired.
    #[cfg(target_arch = "wasm32")]
    pub fn from_fn<F, Fut>(fetch: F) -> Self
    where
        F: Fn() -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<AccessToken, TokenError>> + 'static,
    {
        Self::source(Closure(move || -> BoxFuture<'static, _> {
            Box::pin(fetch())
        }))
    }

    /// The token, its source completed by what the collection says of the token endpoint.
    #[must_use]
    pub fn completed(self, endpoint: &TokenEndpoint) -> Self {
        let completed = match &self.0 {
            Kind::Fixed(_) => None,
            Kind::Source(cache) => cache.source.completed(endpoint),
        };
        completed.unwrap_or(self)
    }

    /// The token, unless it comes from a source.
    pub(super) fn fixed(&self) -> Option<&SecretString> {
        match &self.0 {
            Kind::Fixed(secret) => Some(secret),
            Kind::Source(_) => None,
        }
    }

    /// The token, fetched when there is none that is good.
    pub(super) async fn get(&self, http: &Http, entropy: &Entropy) -> Result<SecretString, Error> {
        match &self.0 {
            Kind::Fixed(secret) => Ok(secret.clone()),
            Kind::Source(cache) => cache.get(http, entropy).await.map_err(|source| {
                let error = Error::new(ErrorKind::Credentials, format!("no token: {source}"));
                error.retryable(source.retryable).with_source(source)
            }),
        }
    }

    /// Forgets the token if the test recognises it; `true` when there may be another one.
    pub(super) fn refuse(&self, is_refused: impl Fn(&SecretString) -> bool) -> bool {
        let Kind::Source(cache) = &self.0 else {
            return false;
        };
        let current = &mut cache.state().current;
        current.take_if(|current| is_refused(&current.secret));
        true
    }
}

impl From<SecretString> for Token {
    fn from(secret: SecretString) -> Self {
        Self(Kind::Fixed(secret))
    }
}

impl From<String> for Token {
    fn from(secret: String) -> Self {
        Self(Kind::Fixed(SecretString::from(secret)))
    }
}

impl From<&str> for Token {
    fn from(secret: &str) -> Self {
        Self(Kind::Fixed(SecretString::from(secret)))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Fixed(_) => f.write_str("Token(***)"),
            Kind::Source(cache) => write!(f, "Token({:?})", cache.source),
        }
    }
}

struct Closure<F>(F);

impl<F> fmt::Debug for Closure<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("closure")
    }
}

impl<F> TokenSource for Closure<F>
where
    F: Fn() -> BoxFuture<'static, Result<AccessToken, TokenError>> + Send + Sync,
{
    fn fetch<'a>(&'a self, _: &'a Http) -> BoxFuture<'a, Result<AccessToken, TokenError>> {
        (self.0)()
    }
}

/// A source and what it gave last.
struct Cache {
    source: Box<dyn TokenSource>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    current: Option<Current>,
    /// The fetch that calls wait for, as long as there are any.
    fetch: Weak<Shared<Fetched>>,
}

/// What comes of a fetch.
type Fetched = Result<SecretString, TokenError>;

struct Current {
    secret: SecretString,
    /// When a new one is fetched: somewhat before the end.
    renew_at: Option<SystemTime>,
}

impl Cache {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn get(self: &Arc<Self>, http: &Http, entropy: &Entropy) -> Fetched {
        let fetch = {
            let mut state = self.state();
            let good = state.current.as_ref().filter(|current| {
                let renew_at = current.renew_at;
                renew_at.is_none_or(|renew_at| entropy.now() < renew_at)
            });
            if let Some(current) = good {
                return Ok(current.secret.clone());
            }
            state.fetch.upgrade().unwrap_or_else(|| {
                let cache = Arc::clone(self);
                let fetch = Shared::new(Box::pin(cache.fetch(http.clone(), entropy.clone())));
                state.fetch = Arc::downgrade(&fetch);
                fetch
            })
        };
        let lost = || Err(TokenError::new("the source of the token panicked"));
        fetch.wait().await.unwrap_or_else(lost)
    }

    /// Fetches a token and keeps it; calls that come later wait for this fetch no more.
    async fn fetch(self: Arc<Self>, http: Http, entropy: Entropy) -> Fetched {
        let fetched = self.source.fetch(&http).await;
        let mut state = self.state();
        state.fetch = Weak::new();
        let token = fetched?;
        if token.secret.expose_secret().is_empty() {
            return Err(TokenError::new("the token is empty"));
        }
        let renew_at = token
            .expires_in
            .and_then(|expires_in| entropy.now().checked_add(early(expires_in)));
        state.current = Some(Current {
            secret: token.secret.clone(),
            renew_at,
        });
        Ok(token.secret)
    }
}

/// A token is renewed 30 seconds before its end, a short-lived one after nine tenths of its life.
fn early(expires_in: Duration) -> Duration {
    expires_in
        .saturating_sub(Duration::from_secs(30))
        .max(expires_in / 10 * 9)
        .min(expires_in)
}
