//! Operations: one a request item.

use super::{
    Body, CredentialId, Docs, DynamicVariable, Literal, Origin, Output, PathPart, ResourceId,
    ResponseCase, ServerId, Template, TypeRef,
};

/// Index into [`super::Api::operations`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OperationId(pub usize);

/// Index into [`Operation::fields`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldId(pub usize);

/// An operation: a request struct and a client function.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// The item's name as written.
    pub name: String,
    /// The item's stable id, when it has one.
    pub id: Option<String>,
    /// The folder it stands in.
    pub resource: ResourceId,
    /// Where it stands among the folders and request items of that folder of the collection, from 0.
    pub position: usize,
    /// The item's description; the first line is a summary.
    pub docs: Docs,
    /// Where it stands.
    pub origin: Origin,
    /// The method token.
    pub method: String,
    /// Where it goes.
    pub server: ServerId,
    /// Method and path for readers, such as `POST https://{auth0_domain}/api/v2/users/{id}/identities`.
    pub signature: String,
    /// The collection's own URL as Postman writes it before it fills in variables, the values of path variables in
    /// place; one without a value is `{{:name}}`.
    pub own_url: String,
    /// The path after the server's base.
    pub path: Vec<PathPart>,
    /// The query, in order.
    pub query: Vec<QueryEntry>,
    /// Headers, in order, without those of the credential and without Content-Type when the body brings it.
    pub headers: Vec<HeaderEntry>,
    /// The body.
    pub body: Option<Body>,
    /// Every input of the caller: path, query, header, body, in this order.
    pub fields: Vec<Field>,
    /// How it is authorized; `None` sends nothing.
    pub credential: Option<CredentialId>,
    /// What the examples and hints show, by status.
    pub responses: Vec<ResponseCase>,
    /// What a successful call yields.
    pub output: Output,
    /// Redirects, TLS and encoding, where they differ from the default.
    pub behavior: Behavior,
    /// How to ask for the next page, when there are pages.
    pub pagination: Option<Pagination>,
    /// The collection's own JSON body, bare variables as text: what the request must be able to write. Only with
    /// [`super::Options::round_trip`].
    pub sample: Option<String>,
    /// The request as a curl command with `{{variables}}` and secrets as shell variables, lines joined with `\`.
    pub curl: String,
    /// Marked as deprecated by a hint: the reason.
    pub deprecated: Option<String>,
    /// The name to use instead of the item's: set by a hint, or made of method and path for an item that is named by
    /// its address.
    pub rename: Option<String>,
}

/// Where a field goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Location {
    /// Part of the path.
    Path,
    /// A query parameter.
    Query,
    /// A header.
    Header,
    /// A member of the body (JSON, form or multipart), or the body itself.
    Body,
}

/// Whether a field must be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Presence {
    /// An argument of `new`.
    Required,
    /// `Option`, with a setter.
    Optional,
    /// `Option` of a value or null, with a setter: null and absent differ on the wire.
    Nullable,
}

/// An input of an operation, or a member of a struct.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The name on the wire, such as `user_id` or `X-Request-Id`.
    pub name: String,
    /// A name set by a hint, used for the identifier instead of the wire name.
    pub rename: Option<String>,
    /// Where it goes; members of structs are [`Location::Body`].
    pub location: Location,
    /// The type of the value, without the `Option` that [`Field::presence`] adds.
    pub type_ref: TypeRef,
    /// Whether it must be given.
    pub presence: Presence,
    /// The description, constraints and evidence.
    pub docs: Docs,
    /// The collection's own value. Absent when there is none or when it is secret.
    pub example: Option<Literal>,
    /// The value that a hint shows in documentation instead of the collection's own.
    pub shown: Option<Literal>,
    /// The value that `new` sets and that is sent unless the caller changes it; optional fields only.
    pub preset: Option<Literal>,
    /// Marked as deprecated by a hint: the reason.
    pub deprecated: Option<String>,
    /// Its value must not show in `Debug`.
    pub secret: bool,
}

/// An entry of the query.
#[derive(Debug, Clone, PartialEq)]
pub struct QueryEntry {
    /// The name, not yet encoded.
    pub name: Template,
    /// The value.
    pub value: QueryValue,
}

/// The value of a query entry.
#[derive(Debug, Clone, PartialEq)]
pub enum QueryValue {
    /// The name alone, without `=`.
    None,
    /// Always sent.
    Constant(Template),
    /// Sent when the caller sets it; once for each element of a list.
    Field(FieldId),
}

/// A header.
#[derive(Debug, Clone, PartialEq)]
pub struct HeaderEntry {
    /// The name as written.
    pub name: Template,
    /// The value.
    pub value: HeaderValue,
}

/// The value of a header.
#[derive(Debug, Clone, PartialEq)]
pub enum HeaderValue {
    /// Always sent; a caller may replace it on the call.
    Constant(Template),
    /// Sent when the caller sets it.
    Field(FieldId),
    /// Sent with the caller's value, else with one made for the call (`Idempotency-Key: {{$guid}}`).
    FieldOrDynamic(FieldId, DynamicVariable),
}

/// Redirects, TLS and encoding of one operation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Behavior {
    /// `false`: answers with a redirect status are given to the caller.
    pub follow_redirects: Option<bool>,
    /// At most this many redirects.
    pub max_redirects: Option<u32>,
    /// `true`: the URL is sent as it stands.
    pub disable_url_encoding: bool,
    /// Headers that the client would add by itself and must not, in lower case.
    pub disabled_headers: Vec<String>,
    /// A body is sent with GET or HEAD.
    pub keep_body: bool,
    /// `followOriginalHttpMethod`: a redirect keeps the method and the body.
    pub keep_method: bool,
}

/// How an operation is paged.
#[derive(Debug, Clone, PartialEq)]
pub struct Pagination {
    /// What changes from page to page.
    pub style: PaginationStyle,
    /// The path of member names from the answer to the list of items; empty when the answer is the list.
    pub items: Vec<String>,
    /// The type of one item.
    pub item_type: TypeRef,
    /// How a page says that it is the last one.
    pub end: Option<PageEnd>,
}

/// How a page says that it is the last one; each with the path of member names from the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageEnd {
    /// The number of all items.
    Items(Vec<String>),
    /// The number of all pages.
    Pages(Vec<String>),
    /// Whether there is more.
    More(Vec<String>),
}

/// What changes from page to page.
#[derive(Debug, Clone, PartialEq)]
pub enum PaginationStyle {
    /// A page number.
    Page {
        /// The page number.
        page: FieldId,
        /// The page size, when it can be set.
        size: Option<FieldId>,
        /// The number of the first page.
        first: i64,
    },
    /// An offset into the list.
    Offset {
        /// The offset.
        offset: FieldId,
        /// The page size, when it can be set.
        limit: Option<FieldId>,
    },
    /// A cursor from the answer before.
    Cursor {
        /// Where the cursor is sent.
        cursor: FieldId,
        /// The path of member names from the answer to the next cursor.
        next: Vec<String>,
    },
    /// The address of the next page, from the answer before.
    Address {
        /// The path of member names from the answer to the address.
        next: Vec<String>,
    },
    /// The `Link` header with `rel="next"`.
    Link,
}
