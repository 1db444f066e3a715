//! Environments and globals.

use super::Variable;
use crate::diagnostic::Place;

/// Whether a file holds an environment or globals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EnvironmentScope {
    /// A named environment.
    Environment,
    /// Globals: lower than collection variables.
    Globals,
}

/// An environment or globals file.
#[derive(Debug, Clone, PartialEq)]
pub struct Environment {
    /// The name, such as `Production`.
    pub name: String,
    /// Environment or globals.
    pub scope: EnvironmentScope,
    /// Enabled values, in order (`disabled` and `enabled: false` both leave one out, as the app does).
    pub variables: Vec<Variable>,
    /// The root of the document.
    pub place: Place,
}
