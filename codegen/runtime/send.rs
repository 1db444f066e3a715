//! From a draft to an answer: credentials, attempts, redirects, retries. Nothing here is generic.

use std::future::Future;
use std::pin::pin;
use std::time::Duration;

use super::body::Payload;
use super::complete::complete;
use super::credential::Credential;
use super::draft::Draft;
use super::error::{Error, ErrorKind};
use super::operation::Redirects;
use super::redirect::{self, Followed};
use super::request::Request;
use super::response::Answer;
use super::retry::sleep;
use super::transport::{BoxFuture, Reply};

/// Builds the request without sending it; a token is not fetched.
pub(super) fn build(mut draft: Box<Draft>) -> Result<Request, Error> {
    let operation = draft.operation;
    let built = draft
        .prepare()
        .and_then(|()| match draft.credential().cloned() {
            Some(credential) => credential
                .apply(&mut draft.request, draft.core.entropy())
                .map(drop),
            None => Ok(()),
        });
    built.map_err(|error| error.of(operation, 0))?;
    let mut draft = *draft;
    complete(&mut draft.request, operation, draft.content_type.as_ref());
    Ok(draft.request)
}

/// Sends a request and reads the whole of its answer.
///
/// Boxed here, where nothing is generic, so that the compiler proves once that the future can go to another thread.
pub(super) fn execute(draft: Box<Draft>) -> BoxFuture<'static, Result<Answer, Error>> {
    Box::pin(answered(draft))
}

async fn answered(mut draft: Box<Draft>) -> Result<Answer, Error> {
    let (reply, retries) = perform(&mut draft, Reading::Whole).await?;
    let lenient = draft.lenient.or(draft.core.0.options.lenient);
    let answer = reply.into_answer().with_retries(retries);
    Ok(answer.lenient(lenient.unwrap_or(false)))
}

/// What an attempt does with the body of a successful answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// Reads it, so that a body that breaks off is a failed attempt.
    Whole,
    /// Leaves it to be read piece by piece.
    #[allow(dead_code, reason = "only a client with streamed answers asks for it")]
    Later,
}

/// Sends a request until there is a successful answer, in a span of its own.
#[cfg(feature = "tracing")]
pub(super) async fn perform(draft: &mut Draft, reading: Reading) -> Result<(Reply, u32), Error> {
    let operation = draft.operation;
    super::trace::traced(operation, pin!(attempts(draft, reading))).await
}

/// Sends a request until there is a successful answer.
#[cfg(not(feature = "tracing"))]
pub(super) async fn perform(draft: &mut Draft, reading: Reading) -> Result<(Reply, u32), Error> {
    attempts(draft, reading).await
}

/// Sends a request as often as retries allow.
async fn attempts(draft: &mut Draft, reading: Reading) -> Result<(Reply, u32), Error> {
    let operation = draft.operation;
    let is_ready = prepare(draft).map_err(|error| error.of(operation, 0))?;
    let replayable = !matches!(draft.request.body, Payload::Stream(_));
    let mut retries = 0;
    loop {
        let error = match attempt(draft, is_ready, replayable, reading).await {
            Ok(reply) => return Ok((reply, retries)),
            Err(error) => error.of(operation, retries),
        };
        let wait = if replayable {
            let policy = draft.retries.unwrap_or(draft.core.0.options.retries);
            policy.wait(&error, &draft.request, draft.core.entropy())
        } else {
            None
        };
        let Some(wait) = wait else {
            return Err(error);
        };
        sleep(wait).await;
        retries += 1;
    }
}

/// One attempt within its time. Pinned here, so that what runs it is no larger for it: a future of a call that is below
/// 1 KiB is allocated much faster than one above.
async fn attempt(
    draft: &mut Draft,
    is_ready: bool,
    replayable: bool,
    reading: Reading,
) -> Result<Reply, Error> {
    let timeout = draft.timeout.or(draft.core.0.options.timeout);
    let exchange = pin!(exchange(draft, is_ready, replayable, reading));
    within(timeout, exchange).await
}

/// Everything that is the same for every attempt; `true` when that is all, a fixed credential included.
fn prepare(draft: &mut Draft) -> Result<bool, Error> {
    draft.prepare()?;
    let credential = draft.credential().cloned();
    if !credential.as_ref().is_none_or(Credential::is_fixed) {
        return Ok(false);
    }
    if let Some(credential) = credential {
        credential.apply(&mut draft.request, draft.core.entropy())?;
    }
    complete(
        &mut draft.request,
        draft.operation,
        draft.content_type.as_ref(),
    );
    Ok(true)
}

/// Runs one attempt within its time.
#[cfg(not(target_arch = "wasm32"))]
async fn within(
    timeout: Option<Duration>,
    exchange: impl Future<Output = Result<Reply, Error>>,
) -> Result<Reply, Error> {
    let Some(timeout) = timeout else {
        return exchange.await;
    };
    tokio::time::timeout(timeout, exchange)
        .await
        .unwrap_or_else(|_| {
            let message = format!("no answer within {timeout:?}");
            Err(Error::new(ErrorKind::Timeout, message).retryable(true))
        })
}

/// A browser has its own limits.
#[cfg(target_arch = "wasm32")]
async fn within(
    _: Option<Duration>,
    exchange: impl Future<Output = Result<Reply, Error>>,
) -> Result<Reply, Error> {
    exchange.await
}

/// One attempt: a request, the redirects it leads to and the challenges it meets.
///
/// `is_ready`: the request has everything. A credential that is not fixed is not on the draft's request, so that a redirect
/// starts without it; a fixed one is a header that does not go to another origin.
async fn exchange(
    draft: &mut Draft,
    is_ready: bool,
    replayable: bool,
    reading: Reading,
) -> Result<Reply, Error> {
    let mut request = draft.request.take();
    let draft = &*draft;
    let core = &draft.core;
    let mut credential = draft.credential();
    // Rarely there, so in boxes.
    let mut bare: Option<Box<Request>> = None;
    let (mut redirects, mut challenges, mut signed) = (0, 0, is_ready);
    loop {
        if !signed {
            authorize(draft, credential, &mut request).await?;
        }
        let copy = match credential {
            Some(credential) if challenges < credential.challenges() => {
                request.try_clone().map(Box::new)
            }
            _ => None,
        };
        let mut reply = core.0.http.send(request).await?;
        if let (Some(credential), Some(mut sent)) = (credential, copy) {
            challenges += 1;
            if credential.answer(&mut sent, &reply, core.entropy())? {
                // Read to its end, so that the next round takes the same connection: NTLM's handshake is tied to it.
                reply.read_whole(core.0.options.body_limit).await.ok();
                signed = credential.is_signature();
                request = *sent;
                continue;
            }
        }
        let location = redirect::location(reply.status(), reply.headers());
        let Some(location) = location.filter(|_| replayable && allowed(draft) > 0) else {
            return if finish(draft, &mut reply, reading).await? {
                Ok(reply)
            } else {
                Err(Error::status_of(reply.into_answer()))
            };
        };
        redirects += 1;
        if redirects > allowed(draft) {
            let message = format!("more than {} redirects", allowed(draft));
            return Err(Error::new(ErrorKind::Status, message).with_answer(reply.into_answer()));
        }
        let mut next = bare.take().unwrap_or_else(|| {
            let own = &draft.request;
            Box::new(own.try_clone().unwrap_or_else(|| own.without_body()))
        });
        let keeps_method = redirect::keeps_method(draft.operation, reply.status());
        if redirect::follow(&mut next, keeps_method, location)? == Followed::OtherOrigin {
            credential = None;
        }
        request = next.take();
        bare = Some(next);
        (signed, challenges) = (false, 0);
    }
}

/// How many redirects are followed.
fn allowed(draft: &Draft) -> u32 {
    match draft.operation.redirects {
        Redirects::Default => draft.core.0.options.redirects,
        Redirects::Limit(count) => count,
    }
}

/// Puts the credential on a request, and everything that comes after it.
async fn authorize(
    draft: &Draft,
    credential: Option<&Credential>,
    request: &mut Request,
) -> Result<(), Error> {
    let core = &draft.core;
    if let Some(credential) = credential
        && !credential.apply(request, core.entropy())?
    {
        credential
            .apply_token(request, &core.0.http, core.entropy())
            .await?;
    }
    complete(request, draft.operation, draft.content_type.as_ref());
    Ok(())
}

/// Reads the body, if that is to be read now, and tells success from failure.
async fn finish(draft: &Draft, reply: &mut Reply, reading: Reading) -> Result<bool, Error> {
    let status = reply.status();
    let is_success = status.is_success() || (allowed(draft) == 0 && status.is_redirection());
    if !is_success || reading == Reading::Whole {
        reply.read_whole(draft.core.0.options.body_limit).await?;
    }
    Ok(is_success)
}
