//! When a call is repeated, and how long to wait before.

use std::time::Duration;

use http::{HeaderMap, HeaderName, Method, StatusCode};

use super::entropy::Entropy;
use super::error::{Error, ErrorKind};
use super::headers;
use super::request::Request;

/// How calls are repeated. A number of times is enough: `retries(3)`, `retries(0)`.
///
/// A call is repeated only when that is safe: its method is idempotent, or nothing of it was sent, or the server asked for
/// it (429 or 503 with `Retry-After`), or it has an `Idempotency-Key`. Streamed bodies are never sent twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retries {
    pub(super) count: u32,
    first_wait: Duration,
    longest_wait: Duration,
    always: bool,
}

impl Default for Retries {
    fn default() -> Self {
        Self {
            count: 2,
            first_wait: Duration::from_millis(500),
            longest_wait: Duration::from_secs(30),
            always: false,
        }
    }
}

impl From<u32> for Retries {
    fn from(count: u32) -> Self {
        Self {
            count,
            ..Self::default()
        }
    }
}

impl Retries {
    /// At most this many, after half a second, one second, two seconds …
    pub fn new(count: u32) -> Self {
        count.into()
    }

    /// The wait before the first repetition; it doubles each time and varies by up to a half.
    #[must_use]
    pub fn first_wait(mut self, wait: Duration) -> Self {
        self.first_wait = wait;
        self
    }

    /// The longest wait. A server that asks for a longer one gets no repetition.
    #[must_use]
    pub fn longest_wait(mut self, wait: Duration) -> Self {
        self.longest_wait = wait;
        self
    }

    /// Repeats calls whatever their method.
    #[must_use]
    pub fn always(mut self) -> Self {
        self.always = true;
        self
    }

    /// How long to wait before the next attempt; `None` when there is none.
    pub(super) fn wait(
        &self,
        error: &Error,
        request: &Request,
        entropy: &Entropy,
    ) -> Option<Duration> {
        if error.retries() >= self.count || !error.is_retryable() {
            return None;
        }
        let asked = error
            .headers()
            .and_then(|headers| asked_wait(headers, entropy));
        let asks = asked.is_some()
            && matches!(
                error.status(),
                Some(StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE)
            );
        let is_safe = self.always
            || asks
            || matches!(error.kind(), ErrorKind::Connect | ErrorKind::Credentials)
            || is_idempotent(&request.method)
            || headers::get(
                &request.headers,
                &HeaderName::from_static("idempotency-key"),
            )
            .is_some();
        if !is_safe {
            return None;
        }
        match asked {
            Some(wait) => (wait <= self.longest_wait).then_some(wait),
            None => Some(self.backoff(error.retries(), entropy)),
        }
    }

    /// Doubles each time; between a half and the whole of it at random, so that clients do not come back all at once.
    fn backoff(&self, retries: u32, entropy: &Entropy) -> Duration {
        let whole = self
            .first_wait
            .saturating_mul(2u32.saturating_pow(retries))
            .min(self.longest_wait);
        let share = u32::try_from(entropy.random() % 501).unwrap_or(0) + 500;
        whole / 1000 * share
    }
}

/// RFC 9110's idempotent methods.
fn is_idempotent(method: &Method) -> bool {
    matches!(
        *method,
        Method::GET | Method::HEAD | Method::PUT | Method::DELETE | Method::OPTIONS | Method::TRACE
    )
}

/// What the server says: `Retry-After` in seconds or as a date, else the reset of a rate limit that is used up.
fn asked_wait(headers: &HeaderMap, entropy: &Entropy) -> Option<Duration> {
    let text = |name: &str| headers::text(headers, name).map(str::trim);
    if let Some(after) = text("retry-after") {
        if let Ok(seconds) = after.parse() {
            return Some(Duration::from_secs(seconds));
        }
        let date = httpdate::parse_http_date(after).ok()?;
        return Some(date.duration_since(entropy.now()).unwrap_or_default());
    }
    let used_up = |name| text(name) == Some("0");
    if !used_up("x-ratelimit-remaining") && !used_up("ratelimit-remaining") {
        return None;
    }
    let reset: u64 = text("x-ratelimit-reset")
        .or_else(|| text("ratelimit-reset"))?
        .parse()
        .ok()?;
    // Small numbers are seconds from now, large ones seconds since 1970.
    let wait = if reset < 1_000_000_000 {
        reset
    } else {
        reset.saturating_sub(entropy.timestamp())
    };
    Some(Duration::from_secs(wait))
}

/// Waits; ends when the future is dropped.
#[cfg(not(target_arch = "wasm32"))]
pub(super) async fn sleep(wait: Duration) {
    if !wait.is_zero() {
        tokio::time::sleep(wait).await;
    }
}

/// Waits; ends when the future is dropped.
#[cfg(target_arch = "wasm32")]
pub(super) async fn sleep(wait: Duration) {
    gloo_timers::future::sleep(wait).await;
}
