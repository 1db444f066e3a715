//! What every client carries: from a request being written to a decoded answer.

pub mod auth;
pub mod base;
#[cfg(feature = "blocking")]
pub mod blocking;
pub mod body;
pub mod call;
pub mod codec;
pub mod complete;
pub mod core;
pub mod credential;
pub mod curl;
pub mod custom;
pub mod decode;
pub mod deserialize;
pub mod draft;
pub mod encode;
pub mod entropy;
pub mod error;
#[cfg(feature = "examples")]
pub mod examples;
pub mod file;
pub mod formatted;
pub mod formatted_time;
pub mod graphql;
pub mod headers;
pub mod json_path;
#[cfg(feature = "examples")]
pub mod layout;
pub mod lenient;
#[cfg(feature = "mock")]
pub mod mock;
pub mod multipart;
pub mod oauth2;
pub mod operation;
pub mod options;
pub mod paged;
pub mod paginate;
pub mod read;
pub mod redirect;
pub mod request;
pub mod response;
pub mod retry;
#[cfg(feature = "round-trip")]
pub mod round_trip;
pub mod secret;
pub mod send;
pub mod settings;
pub mod shared;
pub mod sign;
pub mod signing;
pub mod slot;
pub mod source;
#[cfg(feature = "stream")]
pub mod stream;
pub mod token;
#[cfg(feature = "tracing")]
pub mod trace;
pub mod transport;
pub mod union;
#[cfg(feature = "stream")]
pub mod upload;
pub mod values;
pub mod writer;

pub use self::base::Base;
pub use self::body::{Payload, StreamBody};
pub use self::call::{Call, Pending};
pub use self::core::{Core, Server};
pub use self::credential::{Authorize, Credential};
pub use self::decode::Body;
pub use self::draft::Draft;
pub use self::entropy::Entropy;
pub use self::error::{Error, ErrorKind};
#[cfg(feature = "examples")]
pub use self::examples::Values;
pub use self::file::File;
pub use self::formatted::{Format, FormatError, Formatted};
pub use self::formatted_time::Iso8601;
pub use self::lenient::Misfit;
#[cfg(feature = "mock")]
pub use self::mock::{Mock, Recorded};
pub use self::oauth2::OAuth2;
pub use self::operation::Operation;
pub use self::options::Options;
pub use self::paged::{Paged, PagedCall, next_link};
pub use self::paginate::{Items, Pages};
pub use self::request::Request;
pub use self::response::{Answer, Response};
pub use self::retry::Retries;
pub use self::settings::Settings;
pub use self::sign::Sign;
#[cfg(feature = "stream")]
pub use self::stream::{Download, Event, Events, JsonLines, Next, Streamed};
pub use self::token::{AccessToken, Token, TokenEndpoint, TokenError, TokenSource};
pub use self::transport::{BoxFuture, Http, Reply, Transport};
pub use self::values::{IntegerOrText, Nullable, Parameter};

/// The crates whose types functions of a client take and give.
pub use {bytes, http, reqwest, serde_json};
