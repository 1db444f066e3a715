//! Tokens: fixed, or fetched when they are needed and kept until they expire.

use std::fmt;
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Mutex;

use super::entropy::Entropy;
use super::error::{Error, ErrorKind};
use super::transport::{BoxFuture, Http};

/// A token: fixed, or from a source.
///
/// Clones share what was fetched. Calls that wait for the same token wait for one fetch; when it fails, they all fail.
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
            failures: AtomicU64::new(0),
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
    pub(super) async fn refuse(&self, is_refused: impl Fn(&SecretString) -> bool) -> bool {
        let Kind::Source(cache) = &self.0 else {
            return false;
        };
        let mut state = cache.state.lock().await;
        if state
            .current
            .as_ref()
            .is_some_and(|current| is_refused(&current.secret))
        {
            state.current = None;
        }
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
    failures: AtomicU64,
}

#[derive(Default)]
struct State {
    current: Option<Current>,
    failure: Option<TokenError>,
}

struct Current {
    secret: SecretString,
    /// When a new one is fetched: somewhat before the end.
    renew_at: Option<SystemTime>,
}

impl Cache {
    async fn get(&self, http: &Http, entropy: &Entropy) -> Result<SecretString, TokenError> {
        let failures = self.failures.load(Ordering::Acquire);
        let mut state = self.state.lock().await;
        if let Some(current) = &state.current
            && current
                .renew_at
                .is_none_or(|renew_at| entropy.now() < renew_at)
        {
            return Ok(current.secret.clone());
        }
        // A fetch that failed while this call waited was made for this call too.
        if self.failures.load(Ordering::Acquire) != failures
            && let Some(failure) = &state.failure
        {
            return Err(failure.clone());
        }
        match self.source.fetch(http).await {
            Ok(token) if token.secret.expose_secret().is_empty() => {
                Err(self.note(&mut state, TokenError::new("the token is empty")))
            }
            Ok(token) => {
                let renew_at = token
                    .expires_in
                    .map(|expires_in| entropy.now() + early(expires_in));
                state.current = Some(Current {
                    secret: token.secret.clone(),
                    renew_at,
                });
                Ok(token.secret)
            }
            Err(failure) => Err(self.note(&mut state, failure)),
        }
    }

    fn note(&self, state: &mut State, failure: TokenError) -> TokenError {
        state.failure = Some(failure.clone());
        self.failures.fetch_add(1, Ordering::AcqRel);
        failure
    }
}

/// A token is renewed 30 seconds before its end, a short-lived one after nine tenths of its life.
fn early(expires_in: Duration) -> Duration {
    expires_in
        .saturating_sub(Duration::from_secs(30))
        .max(expires_in * 9 / 10)
        .min(expires_in)
}
