//! What a change of a collection means for callers of the generated client.
//!
//! [`compare`] sets two APIs with their names side by side, construct by construct, one file each. Every difference is a
//! [`Change`] with an [`Effect`]; the greatest effect is the verdict. The rules follow from the shape of the emitted code:
//! every struct and enum is `#[non_exhaustive]`, `new` takes what is required in order, all fields are public.
//!
//! | construct | breaking | addition | fix |
//! |---|---|---|---|
//! | operation | removed, renamed, moved to another folder, an alias gone, other output | added, renamed with the old name kept as an alias, deprecated | other method, address, values or documentation |
//! | parameter | removed, renamed, other type, required or no longer, required ones in another order | optional one added | other documentation or preset |
//! | type | removed, renamed, moved, an alias gone, other kind, no longer written or read | added, renamed with an alias, shared by several folders, also written or read | other documentation |
//! | field of a type | as a parameter; a required one added counts only where callers make the type | added | other documentation |
//! | variant | removed, renamed, other content | added | other documentation |
//! | folder | removed, renamed, an alias gone | added, renamed with an alias | other documentation |
//! | setting | removed, renamed, secret or no longer, newly required | added | other default |
//! | environment | removed, renamed | added | other values |

mod changelog;
mod environment;
mod field;
mod folder;
mod matching;
mod operation;
mod render;
mod setting;
mod side;
mod types;
mod variant;

#[cfg(test)]
mod tests;

use std::fmt;

use serde::Serialize;

pub use changelog::merge;
pub use render::{changelog, markdown, text};
pub use side::Side;

use side::Former;

/// What a change means for code that calls the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// Calling code compiles and means the same; what is sent or documented differs.
    Fix,
    /// There is more that can be called.
    Addition,
    /// Calling code may fail to compile, or calls may fail that did not.
    Breaking,
}

/// What changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Construct {
    /// A folder: module, accessor and sub-client.
    Folder,
    /// A client function and its request struct.
    Operation,
    /// A field of a request struct.
    Parameter,
    /// A struct or an enum.
    Type,
    /// A field of a struct or of a variant.
    Field,
    /// A variant of an enum.
    Variant,
    /// A setting of the client.
    Setting,
    /// A named environment.
    Environment,
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What it means for callers.
    pub effect: Effect,
    /// What changed.
    pub construct: Construct,
    /// Its path in the old client, or in the new one for what was added: `users::ListUsers::page`.
    pub path: String,
    /// What happened to it, to be read after the path.
    pub message: String,
}

/// All differences.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// The differences: breaking ones first, then in the order of the constructs.
    pub changes: Vec<Change>,
}

/// Which part of a version number has to grow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Nothing changed.
    None,
    /// The last number.
    Patch,
    /// The middle number; the last one before 1.0.
    Minor,
    /// The first number; the middle one before 1.0.
    Major,
}

impl Comparison {
    /// What the differences mean together.
    pub fn verdict(&self) -> Verdict {
        match self.changes.iter().map(|change| change.effect).max() {
            None => Verdict::None,
            Some(Effect::Fix) => Verdict::Patch,
            Some(Effect::Addition) => Verdict::Minor,
            Some(Effect::Breaking) => Verdict::Major,
        }
    }

    /// Adds the differences of another API of the same crate.
    pub fn append(&mut self, other: Self) {
        self.changes.extend(other.changes);
        self.sort();
    }

    /// What is to be told of one construct.
    fn about(&mut self, construct: Construct, path: impl Into<String>) -> About<'_> {
        About {
            changes: &mut self.changes,
            construct,
            path: path.into(),
        }
    }

    fn sort(&mut self) {
        self.changes
            .sort_by_key(|change| (std::cmp::Reverse(change.effect), change.construct));
    }
}

/// A construct of which changes are told.
struct About<'c> {
    changes: &'c mut Vec<Change>,
    construct: Construct,
    path: String,
}

impl About<'_> {
    fn breaking(&mut self, message: impl Into<String>) {
        self.push(Effect::Breaking, message);
    }

    fn addition(&mut self, message: impl Into<String>) {
        self.push(Effect::Addition, message);
    }

    fn fix(&mut self, message: impl Into<String>) {
        self.push(Effect::Fix, message);
    }

    fn push(&mut self, effect: Effect, message: impl Into<String>) {
        self.changes.push(Change {
            effect,
            construct: self.construct,
            path: self.path.clone(),
            message: message.into(),
        });
    }

    /// Tells of a deprecated name that callers may still use and that is neither an alias any more nor the name itself.
    fn alias_gone<T: PartialEq + fmt::Display>(
        &mut self,
        was: Option<&T>,
        is: Option<&T>,
        name: &T,
    ) {
        if let Some(was) = was.filter(|was| is != Some(*was) && *was != name) {
            self.breaking(format!("has lost its deprecated name `{was}`"));
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        })
    }
}

/// The differences from one API to another.
pub fn compare(old: Side<'_>, new: Side<'_>) -> Comparison {
    let former = Former::new(old, new);
    let new = new.with_former(&former);
    let mut changes = Comparison::default();
    folder::compare(old, new, &mut changes);
    operation::compare(old, new, &mut changes);
    types::compare(old, new, &mut changes);
    setting::compare(old, new, &mut changes);
    environment::compare(old, new, &mut changes);
    changes.sort();
    changes
}
