//! Every signer is a credential of a client: `Credential::authorize(OAuth1::new(…))`.

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use super::body;
use super::credential::Authorize;
use super::entropy::Entropy;
use super::error::{Error, ErrorKind};
use super::request::Request;
use super::sign::{Outgoing, Payload, Sign, SignContext, SignError};

impl<S: Sign> Authorize for S {
    fn sign(&self, request: &mut Request, entropy: &Entropy) -> Result<(), Error> {
        lend(request, |outgoing| {
            Sign::sign(self, outgoing, &context(entropy))
        })
    }

    fn answer(
        &self,
        request: &mut Request,
        status: StatusCode,
        headers: &HeaderMap,
        entropy: &Entropy,
    ) -> Result<bool, Error> {
        lend(request, |outgoing| {
            Sign::answer(self, outgoing, status.as_u16(), headers, &context(entropy))
        })
    }
}

fn context(entropy: &Entropy) -> SignContext {
    match entropy.as_pinned() {
        Some((now, nonce)) => SignContext::pinned(now, nonce),
        None => SignContext::new(entropy.now()),
    }
}

/// Shows the request to a signer, and takes over what it has changed.
fn lend<T>(
    request: &mut Request,
    sign: impl FnOnce(&mut Outgoing) -> Result<T, SignError>,
) -> Result<T, Error> {
    let written =
        |(name, value): (&HeaderName, &HeaderValue)| (name.to_string(), value.as_bytes().to_vec());
    let mut outgoing = Outgoing {
        method: request.method.to_string(),
        scheme: request.scheme().to_owned(),
        authority: request.authority().to_owned(),
        target: request.target.clone(),
        raw_target: request.raw_target,
        headers: request.headers.iter().map(written).collect(),
        body: match &request.body {
            body::Payload::Empty => Payload::Empty,
            body::Payload::Bytes(bytes) => Payload::Bytes(bytes.clone()),
            body::Payload::Form(form) => Payload::Form(form.clone()),
            body::Payload::Multipart(_) => Payload::Multipart,
            body::Payload::Stream(_) => Payload::Stream,
        },
    };
    let result = sign(&mut outgoing)
        .map_err(|error| Error::new(ErrorKind::Credentials, error.to_string()))?;
    request.headers = headers(&outgoing.headers, &request.headers)?;
    request.target = outgoing.target;
    if let Payload::Form(form) = outgoing.body {
        request.body = body::Payload::Form(form);
    }
    Ok(result)
}

/// The headers of a signed request. What the signer has added never shows in `Debug`.
fn headers(signed: &[(String, Vec<u8>)], before: &HeaderMap) -> Result<HeaderMap, Error> {
    let mut headers = HeaderMap::with_capacity(signed.len());
    for (name, value) in signed {
        let unusable = || {
            Error::new(
                ErrorKind::Credentials,
                format!("the header `{name}` cannot be sent"),
            )
        };
        let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| unusable())?;
        let mut sent = HeaderValue::from_bytes(value).map_err(|_| unusable())?;
        let known = before
            .get_all(&name)
            .into_iter()
            .find(|known| **known == sent);
        sent.set_sensitive(known.is_none_or(HeaderValue::is_sensitive));
        headers.append(name, sent);
    }
    Ok(headers)
}
