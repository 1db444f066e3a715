//! What every client carries: from a request being written to a decoded answer.

#[doc(hidden)]
pub mod base;
#[cfg(feature = "blocking")]
#[doc(hidden)]
pub mod blocking;
#[doc(hidden)]
pub mod body;
#[doc(hidden)]
pub mod call;
#[doc(hidden)]
pub mod codec;
#[doc(hidden)]
pub mod complete;
#[doc(hidden)]
pub mod core;
#[doc(hidden)]
pub mod credential;
#[doc(hidden)]
pub mod curl;
#[doc(hidden)]
pub mod custom;
#[doc(hidden)]
pub mod decode;
#[doc(hidden)]
pub mod deserialize;
#[doc(hidden)]
pub mod draft;
#[doc(hidden)]
pub mod encode;
#[doc(hidden)]
pub mod entropy;
#[doc(hidden)]
pub mod error;
#[cfg(feature = "examples")]
#[doc(hidden)]
pub mod examples;
#[doc(hidden)]
pub mod file;
#[doc(hidden)]
pub mod graphql;
#[doc(hidden)]
pub mod headers;
#[doc(hidden)]
pub mod json_path;
#[cfg(feature = "examples")]
#[doc(hidden)]
pub mod layout;
#[doc(hidden)]
pub mod lenient;
#[cfg(feature = "mock")]
#[doc(hidden)]
pub mod mock;
#[doc(hidden)]
pub mod multipart;
#[doc(hidden)]
pub mod oauth2;
#[doc(hidden)]
pub mod operation;
#[doc(hidden)]
pub mod options;
#[doc(hidden)]
pub mod paged;
#[doc(hidden)]
pub mod paginate;
#[doc(hidden)]
pub mod read;
#[doc(hidden)]
pub mod redirect;
#[doc(hidden)]
pub mod request;
#[doc(hidden)]
pub mod response;
#[doc(hidden)]
pub mod retry;
#[cfg(feature = "round-trip")]
#[doc(hidden)]
pub mod round_trip;
#[doc(hidden)]
pub mod secret;
#[doc(hidden)]
pub mod send;
#[doc(hidden)]
pub mod settings;
#[doc(hidden)]
pub mod shared;
#[doc(hidden)]
pub mod slot;
#[doc(hidden)]
pub mod source;
#[cfg(feature = "stream")]
#[doc(hidden)]
pub mod stream;
#[doc(hidden)]
pub mod token;
#[cfg(feature = "tracing")]
#[doc(hidden)]
pub mod trace;
#[doc(hidden)]
pub mod transport;
#[doc(hidden)]
pub mod union;
#[cfg(feature = "stream")]
#[doc(hidden)]
pub mod upload;
#[doc(hidden)]
pub mod values;
#[doc(hidden)]
pub mod writer;

#[doc(hidden)]
pub use self::base::Base;
pub use self::body::{Payload, StreamBody};
pub use self::call::{Call, Pending};
#[doc(hidden)]
pub use self::core::{Core, Server};
pub use self::credential::{Authorize, Credential};
pub use self::decode::Body;
#[doc(hidden)]
pub use self::draft::Draft;
pub use self::entropy::Entropy;
pub use self::error::{Error, ErrorKind};
#[cfg(feature = "examples")]
pub use self::examples::Values;
pub use self::file::File;
pub use self::lenient::Misfit;
#[cfg(feature = "mock")]
pub use self::mock::{Mock, Recorded};
pub use self::oauth2::OAuth2;
#[doc(hidden)]
pub use self::operation::Operation;
pub use self::options::Options;
pub use self::paged::{Paged, PagedCall, next_link};
pub use self::paginate::{Items, Pages};
pub use self::request::Request;
pub use self::response::{Answer, Response};
pub use self::retry::Retries;
#[doc(hidden)]
pub use self::settings::Settings;
#[cfg(feature = "stream")]
pub use self::stream::{Download, Event, Events, JsonLines, Next, Streamed};
pub use self::token::{AccessToken, Token, TokenEndpoint, TokenError, TokenSource};
pub use self::transport::{BoxFuture, Http, Reply, Transport};
pub use self::values::{IntegerOrText, Nullable, Parameter};

/// The crates whose types functions of a client take and give.
pub use {bytes, http, reqwest, serde_json};
