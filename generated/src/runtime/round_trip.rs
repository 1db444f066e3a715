//! Whether anything is lost between JSON and types, for development.

use std::fmt;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The checks of one operation: every sample that does not hold is noted.
#[derive(Default)]
pub struct RoundTrip {
    failures: Vec<String>,
}

/// How null and absent relate.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Absence {
    /// They are equal.
    Null,
    /// They differ.
    Nothing,
}

impl RoundTrip {
    /// Nothing checked.
    pub fn new() -> Self {
        Self::default()
    }

    /// A saved answer decodes, and encodes to the same JSON; null and absent count as equal.
    #[must_use]
    pub fn response<T: DeserializeOwned + Serialize>(mut self, status: &str, sample: &str) -> Self {
        let checked = serde_json::from_str::<T>(sample)
            .map_err(|error| error.to_string())
            .and_then(|value| compare(&value, sample, Absence::Null));
        self.note(&format!("the answer {status}"), checked);
        self
    }

    /// A request is written as the collection has it. A text of the sample that is one variable stands for anything.
    #[must_use]
    pub fn request<T: Serialize>(mut self, request: &T, sample: &str) -> Self {
        self.note("the body", compare(request, sample, Absence::Nothing));
        self
    }

    /// The result of all checks.
    ///
    /// # Errors
    ///
    /// Every sample that does not hold.
    pub fn finish(self) -> Result<(), Self> {
        if self.failures.is_empty() {
            Ok(())
        } else {
            Err(self)
        }
    }

    fn note(&mut self, what: &str, checked: Result<(), String>) {
        if let Err(failure) = checked {
            self.failures.push(format!("{what}: {failure}"));
        }
    }
}

impl fmt::Debug for RoundTrip {
    /// One line a failure, as tests print what they return.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for failure in &self.failures {
            writeln!(f, "\nround trip of {failure}")?;
        }
        Ok(())
    }
}

fn compare<T: Serialize>(value: &T, sample: &str, absence: Absence) -> Result<(), String> {
    let ours = serde_json::to_value(value).map_err(|error| error.to_string())?;
    let theirs: Value = serde_json::from_str(sample).map_err(|error| error.to_string())?;
    match difference(&ours, &theirs, absence, "$") {
        Some(difference) => Err(difference),
        None => Ok(()),
    }
}

/// The first place where two values differ.
fn difference(ours: &Value, theirs: &Value, absence: Absence, path: &str) -> Option<String> {
    if absence == Absence::Nothing && is_open(theirs) {
        return None;
    }
    match (ours, theirs) {
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => left
            .iter()
            .zip(right)
            .enumerate()
            .find_map(|(index, (left, right))| {
                difference(left, right, absence, &format!("{path}[{index}]"))
            }),
        (Value::Object(left), Value::Object(right)) => {
            let only_ours = left.keys().filter(|name| !right.contains_key(*name));
            let names: Vec<&String> = right.keys().chain(only_ours).collect();
            names.into_iter().find_map(|name| {
                let path = format!("{path}.{name}");
                match (left.get(name), right.get(name)) {
                    (Some(left), Some(right)) => difference(left, right, absence, &path),
                    (Some(Value::Null), None) | (None, Some(Value::Null))
                        if absence == Absence::Null =>
                    {
                        None
                    }
                    (None, Some(right)) if absence == Absence::Nothing && is_open(right) => None,
                    (Some(_), None) => Some(format!("{path} is added")),
                    (None, _) => Some(format!("{path} is lost")),
                }
            })
        }
        _ if ours == theirs => None,
        _ => Some(format!("{path} is {ours}, not {theirs}")),
    }
}

/// Whether a text is one variable, or what an importer puts in place of a value.
fn is_open(value: &Value) -> bool {
    value.as_str().is_some_and(|text| {
        let inner = text
            .strip_prefix("{{")
            .and_then(|rest| rest.strip_suffix("}}"));
        let placeholder = text
            .strip_prefix('<')
            .and_then(|rest| rest.strip_suffix('>'));
        inner.or(placeholder).is_some()
    })
}
