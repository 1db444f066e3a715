//! What each request really is: folders flattened, auth and behavior inherited, secrets taken out, variables classified.
//!
//! Nothing after this stage sees a literal secret: each is replaced by a variable whose value is kept apart.

mod auth;
mod behavior;
mod secret;
mod text;
mod tree;
mod usage;
mod variable;

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostics, Place};
use crate::postman::{Auth, Behavior, Collection, Environment, RequestItem};

pub use secret::SecretValue;
pub(crate) use secret::holds_secret;
pub use text::{Segment, has_variable, segments};
pub(crate) use text::{next_variable, only_variable, reference, variables_of};
pub use usage::{Usage, is_credential};
pub use variable::Variables;

/// A collection with everything inherited made explicit.
#[derive(Debug)]
pub struct Resolved {
    /// The collection's name.
    pub title: String,
    /// The collection's description, as written.
    pub description: Option<String>,
    /// The collection (index 0) and its folders, parents before children.
    pub folders: Vec<ResolvedFolder>,
    /// Requests in the collection's order.
    pub requests: Vec<ResolvedRequest>,
    /// What variables are known to hold.
    pub variables: Variables,
    /// What each variable is for.
    pub usage: Usage,
    /// Literal secrets that were taken out, by the variable that stands for each.
    pub secrets: Vec<SecretValue>,
    /// The root of the document.
    pub place: Place,
}

/// A folder, or the collection itself.
#[derive(Debug, Clone)]
pub struct ResolvedFolder {
    /// The name as written.
    pub name: String,
    /// The stable id.
    pub id: Option<String>,
    /// The description, as written.
    pub description: Option<String>,
    /// Index of the enclosing folder; `None` for the collection.
    pub parent: Option<usize>,
    /// Where it stands among the folders and requests of that folder, from 0.
    pub index: usize,
    /// Names of the folders from the outside in, this one included; empty for the collection.
    pub path: Vec<String>,
    /// Where it stands.
    pub place: Place,
}

/// A request with what it inherits.
#[derive(Debug)]
pub struct ResolvedRequest {
    /// The item, secrets taken out; its own `auth` and `behavior` are superseded by the members here.
    pub item: RequestItem,
    /// Index of its folder.
    pub folder: usize,
    /// Folder names from the outside in, then the item's name.
    pub path: Vec<String>,
    /// The effective auth; `None` for none, `noauth` and unknown types.
    pub auth: Option<Auth>,
    /// The effective behavior.
    pub behavior: Behavior,
}

impl ResolvedRequest {
    /// Whether the body is sent with every method, also with those that have none in Postman.
    pub fn keeps_body(&self) -> bool {
        self.behavior.disable_body_pruning == Some(true) || self.item.request.is_method_blank
    }
}

/// Makes everything inherited explicit.
pub fn resolve(
    mut collection: Collection,
    environments: &[Environment],
    diagnostics: &mut Diagnostics,
) -> Resolved {
    let variables = Variables::new(&collection, environments);
    let (folders, mut requests) = tree::flatten(&mut collection, diagnostics);
    let taken: BTreeSet<String> = variables.names().map(str::to_owned).collect();
    let secrets = secret::take_out(&mut requests, taken, diagnostics);
    let usage = Usage::of(&requests, &variables);
    let mut resolved = Resolved {
        title: collection.name,
        description: collection.description,
        folders,
        requests,
        variables,
        usage,
        secrets,
        place: collection.place,
    };
    secret::mask_descriptions(&mut resolved);
    resolved
}
