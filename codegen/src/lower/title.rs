//! The name of an item that is named by its address.
//!
//! Postman calls a request by its URL until somebody names it, and importers take the path where a document has no
//! summary. Such a name says where the request goes; what it does is said by the method and the nouns of the path.

use super::types::singular;
use crate::postman::RequestItem;

/// Segments at the start of a path that say nothing of what an operation is about.
const PREFIXES: [&str; 3] = ["api", "rest", "public"];

/// `Get user` for an item named `GET https://h/api/v1/users/:id`, `/users/{id}` or not at all; `None` when its name is
/// words, or has no path.
pub(super) fn title(item: &RequestItem) -> Option<String> {
    let method = item.request.method.as_str();
    let name = item.name.trim();
    let nouns = if name.is_empty() {
        let path = item.request.url.path.as_deref().unwrap_or_default();
        nouns(path.iter().map(String::as_str))
    } else {
        nouns(path(name, method)?.split('/'))
    };
    let (first, rest) = method.split_at_checked(1)?;
    let verb = format!("{first}{}", rest.to_lowercase());
    (!nouns.is_empty()).then(|| format!("{verb} {}", nouns.join(" ")))
}

/// The path of an address, without server, query and fragment; the method may stand before it.
fn path<'n>(name: &'n str, method: &str) -> Option<&'n str> {
    let (head, address) = match name.split_once(char::is_whitespace) {
        Some((head, rest)) => (Some(head), rest.trim_start()),
        None => (None, name),
    };
    let is_method = |head: &str| head.eq_ignore_ascii_case(method);
    let address = address.split(['?', '#']).next().unwrap_or_default();
    if address.contains(char::is_whitespace) || !head.is_none_or(is_method) {
        return None;
    }
    if let Some((_, rest)) = address.split_once("://") {
        return rest.split_once('/').map(|(_, path)| path);
    }
    let (first, rest) = address.split_once('/')?;
    let is_server = first.is_empty() || first.starts_with("{{") || first.contains(['.', ':']);
    if is_server {
        return Some(rest);
    }
    // `users/:id` can only be a path, `Import/Export` can be words.
    (head.is_some() || rest.split('/').any(is_value)).then_some(address)
}

/// What the literal segments name: in the singular where a value follows that picks one.
fn nouns<'s>(segments: impl Iterator<Item = &'s str>) -> Vec<String> {
    let segments: Vec<&str> = segments.filter(|segment| !segment.is_empty()).collect();
    let literals = segments
        .iter()
        .enumerate()
        .filter(|(_, segment)| !is_value(segment));
    let named: Vec<(usize, &&str)> = literals.collect();
    let is_about = |(_, segment): &&(usize, &&str)| !is_prefix(segment);
    let first = named
        .iter()
        .position(|segment| is_about(&segment))
        .unwrap_or_default();
    let noun = |(at, segment): &(usize, &&str)| {
        let is_picked = segments.get(at + 1).is_some_and(|next| is_value(next));
        if is_picked {
            singular(segment)
        } else {
            (**segment).to_owned()
        }
    };
    named.iter().skip(first).map(noun).collect()
}

/// `:id`, `{id}`, `{{id}}`, a number, or an id of hexadecimal digits.
fn is_value(segment: &str) -> bool {
    let is_hexadecimal = segment.len() >= 16
        && segment
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    segment.starts_with([':', '{'])
        || segment.bytes().all(|byte| byte.is_ascii_digit())
        || is_hexadecimal
}

/// `api`, `v1`, `v2.1`.
fn is_prefix(segment: &str) -> bool {
    let version = segment.strip_prefix(['v', 'V']).unwrap_or_default();
    let is_version = version.starts_with(|c: char| c.is_ascii_digit())
        && version
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
    is_version || PREFIXES.contains(&segment.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::{nouns, path};

    fn said(name: &str) -> Option<String> {
        Some(nouns(path(name, "GET")?.split('/')).join(" "))
    }

    #[test]
    fn an_address_is_what_postman_or_an_importer_calls_an_item() {
        for (name, expected) in [
            ("/users", "users"),
            ("users/:id", "user"),
            ("GET /users/{id}/", "user"),
            (
                "https://h.example/api/v1/users/{{id}}/posts?page=1#top",
                "user posts",
            ),
            ("{{baseUrl}}/order-items/42", "order-item"),
            ("localhost:8080/login", "login"),
            (
                "/transitions/{a}/executions/{b}/heartbeats",
                "transition execution heartbeats",
            ),
        ] {
            assert_eq!(said(name).as_deref(), Some(expected), "{name}");
        }
    }

    #[test]
    fn words_are_no_address() {
        for name in [
            "List users",
            "Import/Export",
            "GET users",
            "POST /users",
            "Log in / out",
            "and/or",
        ] {
            assert_eq!(said(name), None, "{name}");
        }
    }

    #[test]
    fn a_version_is_left_out_unless_nothing_else_is_there() {
        assert_eq!(said("/api/v2.1/users/v1").as_deref(), Some("users v1"));
        assert_eq!(said("/api/v2").as_deref(), Some("api v2"));
        assert_eq!(said("/:id").as_deref(), Some(""));
    }

    #[test]
    fn an_id_in_an_address_is_a_value() {
        assert_eq!(
            said("/a/5f1a9a7e-9c1f-4e62-8f43-0b1c2d3e4f50/cars").as_deref(),
            Some("a cars")
        );
        assert_eq!(said("/faces/added").as_deref(), Some("faces added"));
    }
}
