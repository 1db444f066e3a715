//! From answers to values: what `Draft::call` is given.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

use super::error::Error;
use super::lenient::Reading;
use super::response::Answer;

/// A JSON body.
///
/// # Errors
///
/// When the body is not JSON of this type.
pub fn json<T: DeserializeOwned>(answer: &Answer) -> Result<T, Error> {
    let mut reading = Reading::new(answer);
    loop {
        match serde_json::from_slice(reading.text()) {
            Ok(value) => {
                reading.finish();
                return Ok(value);
            }
            Err(error) => reading.leave_out(error)?,
        }
    }
}

/// No body; one that comes nevertheless is not looked at.
///
/// # Errors
///
/// Never.
pub fn nothing(_: &Answer) -> Result<(), Error> {
    Ok(())
}

/// A text body.
///
/// # Errors
///
/// When the body is not UTF-8.
pub fn text(answer: &Answer) -> Result<String, Error> {
    match std::str::from_utf8(answer.body()) {
        Ok(text) => Ok(text.to_owned()),
        Err(source) => {
            Err(Error::decode_message(answer, "the body is not UTF-8").with_source(source))
        }
    }
}

/// A body of bytes.
///
/// # Errors
///
/// Never.
pub fn bytes(answer: &Answer) -> Result<Bytes, Error> {
    Ok(answer.body().clone())
}

/// A body of which the collection says nothing.
///
/// # Errors
///
/// Never.
pub fn untyped(answer: &Answer) -> Result<Body, Error> {
    Ok(Body(answer.clone().lenient(false)))
}

/// The body of an answer of which the collection says nothing.
#[derive(Debug, Clone)]
pub struct Body(Answer);

impl Body {
    /// Decodes JSON into a type of the caller's own. Nothing is left out, also where the client is lenient: that is for
    /// types that were inferred and may be wrong.
    ///
    /// # Errors
    ///
    /// When the body is not JSON of this type.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Error> {
        json(&self.0)
    }

    /// The body as text.
    ///
    /// # Errors
    ///
    /// When the body is not UTF-8.
    pub fn text(&self) -> Result<String, Error> {
        text(&self.0)
    }

    /// The body as it came.
    pub fn bytes(&self) -> &Bytes {
        self.0.body()
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.0.status()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.0.headers()
    }
}
