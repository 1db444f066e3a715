//! The intermediate representation: an API as the emitted code shows it, before it has Rust names.
//!
//! Everything here is in the collection's own spelling; [`crate::name`] assigns identifiers in a table beside it.
//! Nothing after `lower` sees a Postman type, and `emit` decides nothing that `lower` could have decided.

mod api;
mod body;
mod credential;
mod docs;
mod example;
mod operation;
mod response;
mod settings;
mod template;
mod types;
mod uses;

pub use api::{
    Api, Environment, Options, Resource, ResourceId, Server, ServerId, Setting, SettingId,
};
pub use body::{Body, FormEntry, FormValue, Part, PartContent, PartSource};
pub use credential::{
    Credential, CredentialId, CredentialKind, SignerKind, TokenEndpoint, TokenPlacement,
};
pub use docs::{Docs, Evidence, Origin};
pub use example::{FileExample, Literal};
pub use operation::{
    Behavior, Field, FieldId, HeaderEntry, HeaderValue, Location, Operation, OperationId, PageEnd,
    Pagination, PaginationStyle, Presence, QueryEntry, QueryValue,
};
pub use response::{Output, OutputCase, ResponseBody, ResponseCase, SavedAnswer, Status, Stream};
pub use settings::is_only_token;
pub use template::{DynamicVariable, PathPart, Template, TemplatePart};
pub use types::{
    Direction, EnumValue, Home, ScalarFormat, Struct, TypeDef, TypeId, TypeKind, TypeRef,
    UnknownFields, Variant, VariantContent,
};
