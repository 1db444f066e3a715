//! Hints: what the user knows and the collection does not say, one TOML file an API.
//!
//! ```toml
//! [operations."Users / Link a user account"]      # folders and item, or the item's id
//! rename = "Link account"
//! deprecated = "use `Link an identity`"
//! path.id.description = "ID of the primary account."
//! query.page = { type = "integer", minimum = 0 }  # with a type: added when the collection lacks it
//! header.X-Trace.constant = false
//!
//! [operations."Users / Link a user account".body]
//! properties.provider.enum = ["auth0", "github"]
//! oneOf = [
//!     { title = "Link with", required = ["link_with"] },
//!     { title = "Identity", required = ["provider", "user_id"], properties.connection_id = {} },
//! ]
//!
//! [operations."Users / Import users".body]        # a body that the collection does not show
//! contentMediaType = "multipart/form-data"        # or of a form, or of JSON
//! required = ["users"]
//! properties.users = { type = "string", format = "binary" }
//!
//! [operations."Users / Link a user account".responses.201]
//! description = "The identities of the primary account."
//! schema = { type = "array", items = { "$ref" = "UserIdentity" } }
//!
//! [responses.4XX]                                 # of every operation, where nothing else speaks of the status
//! schema = { "$ref" = "Problem" }
//!
//! [folders.Users.responses.404]                   # of every operation below the folder
//! description = "There is no such user."
//! schema = { "$ref" = "Problem" }
//!
//! [operations."Users / List users".pagination]
//! style = "page"                                  # or "offset", "cursor", "address", "link"
//! page = "page"
//! size = "per_page"
//! items = "users"                                 # where the answer keeps its items
//! total = "total"                                 # or `pages`, `more`: how it says that there is no more
//!
//! [tokens.auth0_token]                            # the variable of a token: where it can be fetched by OAuth 2
//! url = "https://{{auth0_domain}}/oauth/token"
//! parameters.audience = "https://{{auth0_domain}}/api/v2/"
//!
//! [types.UserIdentity]
//! required = ["connection", "user_id"]
//! properties.connection.type = "string"
//! properties.user_id.type = ["string", "integer"]
//! ```
//!
//! Responses are stated by status, or for `4XX` and `5XX`: the failures that nothing else speaks of. What an operation
//! says of a status counts most, then its folders from the inside out, then the file. What stands in a folder or at the
//! top types and describes only what the collection leaves open.
//!
//! A schema here is a partial JSON Schema: it is stronger than what was inferred, and says nothing about what it does
//! not name. Two keywords are added to JSON Schema's: `rename` and `constant`; `contentMediaType` is for a whole
//! body. A keyword that is not known is an error,
//! and so is a hint that nothing in the collection asked for.

mod constraint;
mod file;
mod operation;
mod overlay;
mod pagination;
mod read;
mod table;
mod unmatched;

#[cfg(test)]
mod tests;

use indexmap::IndexMap;

use crate::infer::{Definitions, Schema, Shape};

pub use file::Error;
pub use operation::{FolderHints, MediaType, MemberHint, OperationHints, ResponseHint, TokenHint};
pub use pagination::{PaginationHint, PaginationStyleHint};
pub use read::HintError;
pub use table::{Table, Unused};

/// The hints of one API.
#[derive(Debug, Default)]
pub struct Hints {
    /// The file, for messages.
    file: std::path::PathBuf,
    operations: Table<OperationHints>,
    folders: Table<FolderHints>,
    responses: Responses,
    tokens: Table<TokenHint>,
    types: IndexMap<String, Schema>,
}

/// Hints for answers by status.
pub type Responses = IndexMap<String, ResponseHint>;

impl Hints {
    /// Reads a hints file.
    ///
    /// # Errors
    ///
    /// When the text is not TOML, a key or a keyword is not known, a value has the wrong type, or a `$ref` names no
    /// type of the file; always with line and column.
    pub fn parse(text: &str) -> Result<Self, HintError> {
        read::parse(text)
    }

    /// The hints for the item with these names (folders from the outside in, then the item) or with this id; the id
    /// wins. Marks them as used.
    pub fn operation(&self, path: &[String], id: Option<&str>) -> Option<&OperationHints> {
        let by_id = id.and_then(|id| self.operations.get(id));
        let by_path = self.operations.get(&path.join(" / "));
        by_id.or(by_path)
    }

    /// What holds for the answers of every operation at this path (folders from the outside in, then the item), the
    /// nearest first. Marks it as used.
    pub fn shared_responses(&self, path: &[String]) -> Vec<&Responses> {
        let folders = (1..path.len()).filter_map(|depth| path.get(..depth));
        let found = folders.filter_map(|folders| self.folders.get(&folders.join(" / ")));
        let mut shared: Vec<&Responses> = found.map(|folder| &folder.responses).collect();
        shared.reverse();
        shared.push(&self.responses);
        shared
    }

    /// The hint for the token of that variable. Marks it as used.
    pub fn token(&self, variable: &str) -> Option<&TokenHint> {
        self.tokens.get(variable)
    }

    /// The named types as shapes, for [`crate::lower::types::Options::definitions`].
    pub fn definitions(&self) -> Definitions {
        let definitions = self.types.iter().map(|(name, schema)| {
            let mut shape = Shape::default();
            overlay::lay_over(&mut shape, schema);
            shape.title.get_or_insert_with(|| name.clone());
            (name.clone(), shape)
        });
        definitions.collect()
    }

    /// The hints that nothing asked for, once everything is lowered: each is an error. Query parameters and headers
    /// with a type are not among them: they are additions.
    pub fn unused(&self) -> Vec<Unused> {
        let mut unused = Vec::new();
        self.operations.unused(&["operations"], &mut unused);
        self.folders.unused(&["folders"], &mut unused);
        self.tokens.unused(&["tokens"], &mut unused);
        for (name, operation) in self.operations.used() {
            operation.unused(name, &mut unused);
        }
        unused
    }
}
