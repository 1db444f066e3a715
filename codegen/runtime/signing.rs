//! Signers as credentials: a request is shown to a [`Sign`] as Postman's auth helpers see it, and taken back.

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use super::body::Payload;
use super::credential::{Authorize, Credential};
use super::entropy::Entropy;
use super::error::{Error, ErrorKind};
use super::request::Request;
use super::sign::{Outgoing, Payload as SignedPayload, Sign, SignContext, SignError};

/// A signer as a credential.
#[derive(Debug)]
struct Signer(Box<dyn Sign>);

impl Credential {
    /// A credential that computes what it sends, such as `auth::digest::Digest`.
    pub fn signer(sign: impl Sign + 'static) -> Self {
        Self::authorize(Signer(Box::new(sign)))
    }
}

impl Authorize for Signer {
    fn sign(&self, request: &mut Request, entropy: &Entropy) -> Result<(), Error> {
        let mut outgoing = outgoing(request);
        self.0
            .sign(&mut outgoing, &context(entropy))
            .map_err(failed)?;
        take_back(request, outgoing)
    }

    fn answer(
        &self,
        request: &mut Request,
        status: StatusCode,
        headers: &HeaderMap,
        entropy: &Entropy,
    ) -> Result<bool, Error> {
        let mut outgoing = outgoing(request);
        let again = self
            .0
            .answer(&mut outgoing, status.as_u16(), headers, &context(entropy))
            .map_err(failed)?;
        if again {
            take_back(request, outgoing)?;
        }
        Ok(again)
    }
}

fn context(entropy: &Entropy) -> SignContext {
    match entropy.as_pinned() {
        Some((now, nonce)) => SignContext::pinned(now, nonce),
        None => SignContext::new(entropy.now()),
    }
}

fn failed(source: SignError) -> Error {
    Error::new(
        ErrorKind::Credentials,
        format!("it could not be signed: {source}"),
    )
    .with_source(source)
}

/// The request as a signer sees it.
fn outgoing(request: &Request) -> Outgoing {
    let header = |(name, value): (&HeaderName, &HeaderValue)| {
        (name.as_str().to_owned(), value.as_bytes().to_vec())
    };
    Outgoing {
        method: request.method().as_str().to_owned(),
        scheme: request.scheme().to_owned(),
        authority: request.authority().to_owned(),
        target: request.target().to_owned(),
        raw_target: request.raw_target,
        headers: request.headers().iter().map(header).collect(),
        body: match request.body() {
            Payload::Empty => SignedPayload::Empty,
            Payload::Bytes(bytes) => SignedPayload::Bytes(bytes.clone()),
            Payload::Form(form) => SignedPayload::Form(form.clone()),
            Payload::Multipart(_) => SignedPayload::Multipart,
            Payload::Stream(_) => SignedPayload::Stream,
        },
    }
}

/// Takes over what a signer may change: the target, headers, and the parameters of a form.
fn take_back(request: &mut Request, outgoing: Outgoing) -> Result<(), Error> {
    let mut headers = HeaderMap::with_capacity(outgoing.headers.len());
    for (name, value) in outgoing.headers {
        let header = HeaderName::from_bytes(name.as_bytes()).ok();
        let value = HeaderValue::from_bytes(&value).ok();
        let (Some(header), Some(mut value)) = (header, value) else {
            let message = format!("the signature's header `{name}` cannot be sent");
            return Err(Error::new(ErrorKind::Credentials, message));
        };
        value.set_sensitive(!request.headers.contains_key(&header) || header == "authorization");
        headers.append(header, value);
    }
    request.headers = headers;
    request.target = outgoing.target;
    if let (Payload::Form(form), SignedPayload::Form(signed)) = (&mut request.body, outgoing.body) {
        *form = signed;
    }
    Ok(())
}
