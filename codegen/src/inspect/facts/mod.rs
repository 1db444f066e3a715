//! Every fact of a collection and what became of it: kept, guessed or dropped. Nothing is lost in silence.
//!
//! The collection is gone through as it was read, not as it was understood, so that what no stage cared for is found.

mod body;
mod record;
mod request;
mod scope;

use serde::Serialize;

use crate::diagnostic::{Code, Place};
use crate::generator::ReadApi;
use crate::postman::Collection;

pub use record::FactRecord;
use scope::Walk;

/// Something that a collection says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// What it is.
    pub kind: FactKind,
    /// Its name, as in the collection; of a member of a body the path, such as `lines[].sku`.
    pub name: String,
    /// The folders and the item that it belongs to, from the outside in.
    pub item: Vec<String>,
    /// What became of it.
    pub fate: Fate,
    /// What stands for it in the client.
    #[serde(rename = "as", skip_serializing_if = "Option::is_none")]
    pub became: Option<String>,
    /// Why it was guessed or dropped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Where it stands.
    #[serde(skip)]
    pub place: Place,
}

/// What a fact is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FactKind {
    /// A folder.
    Folder,
    /// A request item.
    Request,
    /// A variable of the path.
    Path,
    /// An entry of the query.
    Query,
    /// A header.
    Header,
    /// A body that is not made of fields, or a field of one.
    Body,
    /// A saved response.
    Response,
    /// A variable of the collection.
    Variable,
    /// An auth object.
    Auth,
    /// A script.
    Script,
    /// Anything else that was not understood.
    Member,
}

/// What became of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// The client has it as the collection says it.
    Kept,
    /// The client has it, with something that a sample or a text suggests and the collection does not say.
    Guessed,
    /// The client does not have it.
    Dropped,
}

/// The facts of a collection, in its order; what was not understood at all comes last.
pub fn facts(collection: &Collection, read: &ReadApi) -> Vec<Fact> {
    let mut walk = Walk::new(read);
    walk.collection(collection);
    let mut facts = walk.facts;
    for diagnostic in read.diagnostics.iter() {
        let Some(fate) = fate(diagnostic.code) else {
            continue;
        };
        let mut is_known = false;
        for fact in facts
            .iter_mut()
            .filter(|fact| fact.place == diagnostic.place)
        {
            // What a finding says of a request as a whole is not said of what stands at the same place.
            fact.fate = fact.fate.max(fate);
            fact.why.get_or_insert_with(|| diagnostic.message.clone());
            is_known = true;
        }
        if !is_known && fate == Fate::Dropped {
            facts.push(Fact {
                kind: FactKind::Member,
                name: diagnostic.place.pointer.clone(),
                item: diagnostic.item.clone(),
                fate,
                became: diagnostic.instead.clone(),
                why: Some(diagnostic.message.clone()),
                place: diagnostic.place.clone(),
            });
        }
    }
    facts
}

/// What a finding means for the fact that it is about.
fn fate(code: Code) -> Option<Fate> {
    match code {
        Code::MalformedMember
        | Code::UnknownMember
        | Code::OtherProtocol
        | Code::NotInOrder
        | Code::LimitReached
        | Code::LiteralSecret
        | Code::UnknownAuth
        | Code::Unsupported => Some(Fate::Dropped),
        Code::RawUrlOnly | Code::BrokenJson | Code::Untyped => Some(Fate::Guessed),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
