//! What variables are known to hold.

use std::collections::HashMap;

use crate::resolve::next_variable;

/// Postman substitutes innermost variables first, this often, then gives up.
const PASS_LIMIT: usize = 19;

/// Longer results are not sample values any more but a chain of variables that multiply.
const LENGTH_LIMIT: usize = 64 * 1024;

/// The values of the variables that a collection's texts may name: one layer of globals and collection variables, and
/// any number of environments over it. Each environment gives a value of its own, so a variable may have several.
///
/// A blank value says nothing: exports blank what is secret or not yet known.
#[derive(Debug, Clone, Default)]
pub struct Values {
    base: HashMap<String, String>,
    environments: Vec<HashMap<String, String>>,
}

impl Values {
    /// With the variables of the globals and the collection, as name and value; of duplicates the last wins.
    pub fn new(variables: impl IntoIterator<Item = (String, String)>) -> Self {
        Self {
            base: variables.into_iter().collect(),
            environments: Vec::new(),
        }
    }

    /// Adds an environment, whose variables take precedence over the collection's.
    pub fn add_environment(&mut self, variables: impl IntoIterator<Item = (String, String)>) {
        self.environments.push(variables.into_iter().collect());
    }

    /// `text` with its variables filled in, once for each environment, without repetitions. Empty when a variable has
    /// no known value in any of them; the text itself when it holds no variable.
    pub fn fill(&self, text: &str) -> Vec<String> {
        let mut filled = Vec::new();
        let layers: Vec<Option<&HashMap<String, String>>> = if self.environments.is_empty() {
            vec![None]
        } else {
            self.environments.iter().map(Some).collect()
        };
        for environment in layers {
            if let Some(text) = self.fill_in(text, environment)
                && !filled.contains(&text)
            {
                filled.push(text);
            }
        }
        filled
    }

    fn fill_in(&self, text: &str, environment: Option<&HashMap<String, String>>) -> Option<String> {
        let value = |name: &str| {
            let value = environment
                .and_then(|variables| variables.get(name))
                .or_else(|| self.base.get(name));
            value
                .map(String::as_str)
                .or_else(|| dynamic_sample(name))
                .filter(|value| !value.is_empty())
        };
        let mut text = text.to_owned();
        for _ in 0..PASS_LIMIT {
            if !text.contains("{{") {
                return Some(text);
            }
            text = fill_once(&text, value)?;
        }
        None
    }
}

/// Replaces the innermost variables of `text`. `None` when one is unknown or the result grows too long.
fn fill_once<'v>(text: &str, value: impl Fn(&str) -> Option<&'v str>) -> Option<String> {
    let mut filled = String::new();
    let mut rest = text;
    while let Some(name) = next_variable(rest) {
        filled.push_str(&rest[..name.start - 2]);
        filled.push_str(value(&rest[name.clone()])?);
        if filled.len() > LENGTH_LIMIT {
            return None;
        }
        rest = &rest[name.end + 2..];
    }
    filled.push_str(rest);
    // Braces that close nothing are text that merely looks like a variable: nothing is known about it.
    (filled != text).then_some(filled)
}

/// A value of the kind that a dynamic variable yields, for those whose kind can be told from any value.
fn dynamic_sample(name: &str) -> Option<&'static str> {
    Some(match name {
        "$guid" | "$randomUUID" => "6929bb52-3ab2-448a-9796-d6480ecad36b",
        "$timestamp" => "1562757107",
        "$isoTimestamp" => "2020-06-09T21:10:36.177Z",
        "$randomInt" => "802",
        "$randomBoolean" => "true",
        "$randomEmail" | "$randomExampleEmail" => "iva.kovacek61@example.com",
        "$randomUrl" => "https://anais.example.net",
        "$randomIP" => "241.102.234.100",
        "$randomIPV6" => "dbe2:7ae6:119b:c161:1560:6dda:3a9b:90a9",
        "$randomFirstName" | "$randomLastName" | "$randomUserName" | "$randomWord" => "word",
        "$randomPrice" => "531.55",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(variables: &[(&str, &str)]) -> Vec<(String, String)> {
        variables
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    #[test]
    fn each_environment_gives_its_own_value() {
        let mut values = Values::new(pairs(&[("id", "1"), ("host", "h")]));
        assert_eq!(values.fill("{{host}}/{{id}}"), ["h/1"]);
        values.add_environment(pairs(&[("id", "2")]));
        values.add_environment(pairs(&[("id", "abc")]));
        values.add_environment(pairs(&[("id", "2")]));
        assert_eq!(values.fill("{{host}}/{{id}}"), ["h/2", "h/abc"]);
    }

    #[test]
    fn an_unknown_or_blank_variable_says_nothing() {
        let values = Values::new(pairs(&[("blank", "")]));
        assert!(values.fill("a{{x}}").is_empty());
        assert!(values.fill("{{blank}}").is_empty());
        assert_eq!(values.fill("plain"), ["plain"]);
    }

    #[test]
    fn values_may_name_variables_innermost_first() {
        let values = Values::new(pairs(&[("a1", "x"), ("n", "1"), ("b", "{{a{{n}}}}")]));
        assert_eq!(values.fill("{{b}}-{{a{{n}}}}"), ["x-x"]);
    }

    #[test]
    fn names_are_not_trimmed() {
        let values = Values::new(pairs(&[(" x ", "1")]));
        assert_eq!(values.fill("{{ x }}"), ["1"]);
        assert!(values.fill("{{x}}").is_empty());
    }

    #[test]
    fn cycles_and_multiplying_chains_end() {
        let mut variables = pairs(&[("a", "{{b}}"), ("b", "{{a}}")]);
        variables.push(("x0".to_owned(), "{{a}}".to_owned()));
        for level in 1..19 {
            variables.push((
                format!("x{level}"),
                format!("{{{{x{}}}}}", level - 1).repeat(10),
            ));
        }
        let values = Values::new(variables);
        assert!(values.fill("{{a}}").is_empty());
        assert!(values.fill("{{x18}}").is_empty());
    }

    #[test]
    fn stray_braces_are_no_variable() {
        let values = Values::new(pairs(&[("x", "1")]));
        assert!(values.fill("{{").is_empty());
        assert_eq!(values.fill("}}{{x}}"), ["}}1"]);
        assert_eq!(values.fill("{{{x}}}"), ["{1}"]);
    }

    #[test]
    fn dynamic_variables_show_their_kind() {
        let values = Values::new([]);
        assert_eq!(values.fill("{{$randomInt}}"), ["802"]);
        assert!(values.fill("{{$randomCatchPhrase}}").is_empty());
    }
}
