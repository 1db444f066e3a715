//! What variables are known to hold.

use indexmap::IndexMap;

use crate::postman::{Collection, Environment, EnvironmentScope, Variable};

/// The known variables of a collection: its own and those of the environments that were given.
#[derive(Debug, Default)]
pub struct Variables {
    known: IndexMap<String, Known>,
    environments: Vec<(String, Vec<(String, String)>)>,
}

/// What is known of one variable.
#[derive(Debug, Default)]
struct Known {
    /// The value in Postman's precedence without an environment: the collection's, else that of globals.
    value: Option<String>,
    secret: bool,
    description: Option<String>,
}

impl Variables {
    pub(super) fn new(collection: &Collection, environments: &[Environment]) -> Self {
        let mut variables = Self::default();
        let globals = environments
            .iter()
            .filter(|one| one.scope == EnvironmentScope::Globals);
        for variable in globals
            .flat_map(|one| &one.variables)
            .chain(&collection.variables)
        {
            variables.add(variable);
        }
        for environment in environments
            .iter()
            .filter(|one| one.scope == EnvironmentScope::Environment)
        {
            variables.add_environment(environment);
        }
        variables
    }

    /// Takes a value; of several the last wins, and collection variables come after globals.
    fn add(&mut self, variable: &Variable) {
        let known = self.mark(variable);
        if let crate::postman::VariableValue::Text(text) = &variable.value {
            known.value = Some(text.clone());
        }
    }

    fn mark(&mut self, variable: &Variable) -> &mut Known {
        let known = self.known.entry(variable.name.clone()).or_default();
        known.secret |= variable.secret;
        if variable.description.is_some() {
            known.description.clone_from(&variable.description);
        }
        known
    }

    fn add_environment(&mut self, environment: &Environment) {
        let mut values: IndexMap<String, String> = IndexMap::new();
        for variable in &environment.variables {
            self.mark(variable);
            values.insert(variable.name.clone(), variable.value.as_str().to_owned());
        }
        self.environments
            .push((environment.name.clone(), values.into_iter().collect()));
    }

    /// Every known name, collection and environments together.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.known.keys().map(String::as_str)
    }

    /// The collection's own value, else that of globals; not an environment's.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.known.get(name)?.value.as_deref()
    }

    /// Every value that is known: the collection's and each environment's, without repetition, empty ones left out.
    pub fn values<'v>(&'v self, name: &'v str) -> impl Iterator<Item = &'v str> {
        let of_environments = self.environments.iter().flat_map(move |(_, values)| {
            values
                .iter()
                .filter(move |(variable, _)| variable == name)
                .map(|(_, value)| value.as_str())
        });
        let mut seen: Vec<&str> = Vec::new();
        self.value(name)
            .into_iter()
            .chain(of_environments)
            .filter(move |value| {
                let new = !value.is_empty() && !seen.contains(value);
                seen.push(value);
                new
            })
    }

    /// Whether the variable is marked as secret anywhere.
    pub fn is_secret(&self, name: &str) -> bool {
        self.known.get(name).is_some_and(|known| known.secret)
    }

    /// The variable's description, as written.
    pub fn description(&self, name: &str) -> Option<&str> {
        self.known.get(name)?.description.as_deref()
    }

    /// The descriptions of all variables, to be changed.
    pub(super) fn descriptions_mut(&mut self) -> impl Iterator<Item = &mut Option<String>> {
        self.known.values_mut().map(|known| &mut known.description)
    }

    /// The environments, by name, with their values in order.
    pub fn environments(&self) -> impl Iterator<Item = (&str, &[(String, String)])> {
        self.environments
            .iter()
            .map(|(name, values)| (name.as_str(), values.as_slice()))
    }
}
