//! Postman's formats, v1, v2.0, v2.1 and v3, read into one model.
//!
//! The model says what Postman's SDK makes of a document, not what the document says letter by letter: entries that
//! the SDK skips are not here, a URL given as text has been taken apart, a header block is a list. What the SDK
//! tolerates is tolerated; what it drops is dropped, with a diagnostic.

mod auth;
mod body;
mod collection;
mod environment;
mod media_type;
mod read;
mod request;
mod response;
mod url;
mod variable;

pub use auth::{Auth, AuthKind, AuthParameter};
pub use body::{Body, FileSource, FormPart, FormPartValue, GraphQl, RawLanguage, UrlencodedEntry};
pub use collection::{
    Behavior, Collection, Folder, Format, Item, RequestItem, Script, ScriptKind, SystemHeader,
};
pub use environment::{Environment, EnvironmentScope};
pub use media_type::media_type;
pub use read::{
    ContentError, DocumentKind, MAX_FOLDERS, MAX_NESTING, ReadError, collection_from_slice,
    documents_of, environment_from_slice, read_collection, read_environment,
};
pub use request::{Header, Request};
pub use response::SavedResponse;
pub use url::{PathVariable, QueryEntry, Url, path_placeholder, path_variable_name};
pub use variable::{Variable, VariableValue};
