//! Where requests go, to tell whether two of them are of one operation.

use super::literal_id::is_id;
use crate::postman::Request;
use crate::resolve::has_variable;

/// A method and a path. Segments that hold a variable or are an ID stand for any; the host is left out, for one operation is often
/// written with several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    method: String,
    segments: Vec<String>,
}

impl Address {
    /// Of a request.
    pub(super) fn of(request: &Request) -> Self {
        Self::new(&request.method, request.url.path.iter().flatten())
    }

    /// Of a request line in a text: the method and the target, with or without a host.
    pub(super) fn of_line(method: &str, target: &str) -> Self {
        let target = target.split(['?', '#']).next().unwrap_or_default();
        let path = match target.split_once("://") {
            Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
            None if target.starts_with('/') => target,
            None => target.split_once('/').map_or("", |(_, path)| path),
        };
        Self::new(method, path.split('/'))
    }

    /// Of the parts of a path; empty ones tell nothing.
    fn new<P: AsRef<str>>(method: &str, parts: impl Iterator<Item = P>) -> Self {
        let segments = parts.filter(|part| !part.as_ref().is_empty());
        Self {
            method: method.to_owned(),
            segments: segments.map(|part| part.as_ref().to_owned()).collect(),
        }
    }

    /// Whether a request may go to both.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.method == other.method
            && self.segments.len() == other.segments.len()
            && self
                .segments
                .iter()
                .zip(&other.segments)
                .all(|(left, right)| left == right || is_open(left) || is_open(right))
    }
}

fn is_open(segment: &str) -> bool {
    segment.starts_with([':', '{']) || has_variable(segment) || is_id(segment)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meet(left: &str, right: &str) -> bool {
        Address::of_line("POST", left).meets(&Address::of_line("POST", right))
    }

    #[test]
    fn a_variable_stands_for_any_segment() {
        assert!(meet("/users/:id/links", "https://h/users/A%20B/links?x=/y"));
        assert!(meet("{{base}}/users/{{id}}", "/users/7") && meet("/a/v{{n}}", "/a/v2"));
        assert!(meet("https://h", "/") && meet("/users/{id}/", "/users/1"));
    }

    #[test]
    fn one_id_stands_for_another_one() {
        assert!(meet("/folders/103404330", "/folders/1139054013") && !meet("/a/404", "/a/405"));
    }

    #[test]
    fn other_paths_and_methods_are_other_operations() {
        assert!(!meet("/users/:id", "/users/:id/links") && !meet("/v1/users", "/v2/users"));
        let get = Address::of_line("GET", "/users");
        assert!(!get.meets(&Address::of_line("POST", "/users")));
    }
}
