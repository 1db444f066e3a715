//! From answers to values: what `Draft::call` is given.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

use super::deserialize;
use super::error::Error;
use super::lenient::Reading;
use super::read::Read;
use super::response::Answer;
use super::slot::Place;

/// A JSON body.
///
/// # Errors
///
/// When the body is not JSON of this type.
pub fn json<T: Read>(answer: &Answer) -> Result<T, Error> {
    let mut place = None;
    fill(&mut place, answer)?;
    place.ok_or_else(|| Error::decode_message(answer, "there is no value"))
}

/// Reads a JSON body into its place.
fn fill(place: &mut dyn Place, answer: &Answer) -> Result<(), Error> {
    // As text, which is checked at once: a reader of bytes checks it string by string.
    let mut reading = Reading::new(answer, utf8(answer)?);
    loop {
        let mut json = serde_json::Deserializer::from_str(reading.text());
        match deserialize::fill(place, &mut json).and_then(|()| json.end()) {
            Ok(()) => {
                reading.finish();
                return Ok(());
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
    utf8(answer).map(str::to_owned)
}

/// The body as text, without a copy.
fn utf8(answer: &Answer) -> Result<&str, Error> {
    std::str::from_utf8(answer.body()).map_err(|source| {
        Error::decode_message(answer, "the body is not UTF-8").with_source(source)
    })
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
    Ok(Body(answer.clone()))
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
        serde_json::from_slice(self.0.body()).map_err(|error| Error::decode_of(&self.0, &error))
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
