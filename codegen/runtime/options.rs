//! Options of a client.

use std::fmt;
use std::time::Duration;

use http::header::USER_AGENT;
use http::{HeaderMap, HeaderName, HeaderValue};

use super::entropy::Entropy;
use super::error::Error;
use super::headers;
use super::retry::Retries;
use super::transport::{Http, Transport};

/// How long it may take to connect, which else is left to the system: two minutes and more.
#[cfg(not(target_arch = "wasm32"))]
const CONNECT_TIMEOUT: Duration = Duration::from_secs(30);

/// Options of a client, all with good defaults.
#[derive(Clone)]
pub struct Options {
    pub(super) base_url: Option<String>,
    pub(super) timeout: Option<Duration>,
    pub(super) headers: HeaderMap,
    pub(super) retries: Retries,
    pub(super) redirects: u32,
    pub(super) body_limit: usize,
    pub(super) lenient: Option<bool>,
    pub(super) http: Option<Http>,
    pub(super) entropy: Entropy,
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) proxy: Option<String>,
    pub(super) refused_header: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            base_url: None,
            timeout: None,
            headers: HeaderMap::new(),
            retries: Retries::default(),
            redirects: 10,
            body_limit: 100 << 20,
            lenient: None,
            http: None,
            entropy: Entropy::system(),
            #[cfg(not(target_arch = "wasm32"))]
            proxy: None,
            refused_header: None,
        }
    }
}

impl Options {
    /// The defaults: no timeout but 30 seconds to connect, two retries where they are safe, ten redirects, answers up to
    /// 100 MiB.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sends every call to this server, such as one of a test, in place of those of the collection. [`Call::base_url`] wins,
    /// and tokens are fetched from where they come from.
    ///
    /// [`Call::base_url`]: super::call::Call::base_url
    #[must_use]
    pub fn base_url(mut self, address: impl Into<String>) -> Self {
        self.base_url = Some(address.into());
        self
    }

    /// How long one attempt may take, from connecting to the last byte of the answer.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// A header of every request, unless the operation or the call sets it.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match (
            HeaderName::from_bytes(name.as_bytes()),
            HeaderValue::from_str(value),
        ) {
            (Ok(name), Ok(value)) => {
                headers::add(&mut self.headers, &name, value);
            }
            _ => self.refused_header = Some(name.to_owned()),
        }
        self
    }

    /// `User-Agent` of every request.
    #[must_use]
    pub fn user_agent(self, value: &str) -> Self {
        self.header(USER_AGENT.as_str(), value)
    }

    /// How calls are repeated.
    #[must_use]
    pub fn retries(mut self, retries: impl Into<Retries>) -> Self {
        self.retries = retries.into();
        self
    }

    /// How many redirects are followed, for operations that do not say it themselves.
    #[must_use]
    pub fn redirects(mut self, count: u32) -> Self {
        self.redirects = count;
        self
    }

    /// How many bytes an answer may have.
    #[must_use]
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// Whether JSON of an answer that does not fit its type is left out instead of failing the call: a member becomes
    /// `None`, an element of a list goes, and an object with it that must have the member.
    /// [`Response::misfits`](super::response::Response::misfits) lists what was left out.
    #[must_use]
    pub fn lenient(mut self, on: bool) -> Self {
        self.lenient = Some(on);
        self
    }

    /// As [`Options::lenient`], unless that was set.
    #[must_use]
    #[doc(hidden)]
    pub fn lenient_by_default(mut self) -> Self {
        self.lenient.get_or_insert(true);
        self
    }

    /// Sends with your own `reqwest` client. Give it `redirect::Policy::none()`: redirects are followed here, so that no
    /// credential goes to another host.
    #[must_use]
    pub fn reqwest(mut self, client: reqwest::Client) -> Self {
        self.http = Some(Http::reqwest(client));
        self
    }

    /// Sends with a transport of your own.
    #[must_use]
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.http = Some(Http::transport(transport));
        self
    }

    /// Sends everything through a proxy, such as `http://proxy.example:3128`; not used with a client of your own.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub fn proxy(mut self, address: impl Into<String>) -> Self {
        self.proxy = Some(address.into());
        self
    }

    /// The clock and random values.
    #[must_use]
    pub fn entropy(mut self, entropy: Entropy) -> Self {
        self.entropy = entropy;
        self
    }

    /// What to send with.
    pub(super) fn take_http(&mut self) -> Result<Http, Error> {
        match self.http.take() {
            Some(http) => Ok(http),
            None => self.default_http(),
        }
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn default_http(&self) -> Result<Http, Error> {
        #[cfg(feature = "rustls")]
        {
            // Refused when the program has already chosen a provider, which is then used.
            let _ = rustls::crypto::ring::default_provider().install_default();
        }
        let refuse = |source| Error::build("no HTTP client could be made").with_source(source);
        let mut builder = reqwest::Client::builder()
            .connect_timeout(CONNECT_TIMEOUT)
            .redirect(reqwest::redirect::Policy::none());
        if let Some(address) = &self.proxy {
            builder = builder.proxy(reqwest::Proxy::all(address).map_err(refuse)?);
        }
        builder.build().map(Http::reqwest).map_err(refuse)
    }

    #[cfg(target_arch = "wasm32")]
    fn default_http(&self) -> Result<Http, Error> {
        Ok(Http::reqwest(reqwest::Client::new()))
    }
}

impl Http {
    /// What a client sends with unless it is given something else.
    ///
    /// # Errors
    ///
    /// When no HTTP client can be made.
    pub fn new() -> Result<Self, Error> {
        Options::default().take_http()
    }
}

/// Header values and addresses are left out.
impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("timeout", &self.timeout)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("retries", &self.retries)
            .field("redirects", &self.redirects)
            .field("body_limit", &self.body_limit)
            .field("lenient", &self.lenient)
            .finish_non_exhaustive()
    }
}
