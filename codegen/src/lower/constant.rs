//! Which literals of queries, forms and JSON bodies are constants, and which are only samples.
//!
//! A literal is a constant when it
//! - is a protocol's constant by its name (`grant_type`), or
//! - is the `method` of a JSON-RPC call, or
//! - tells operations on the same method and path apart (`Action=ListUsers`): a word, different in each of them, or a flag
//!   that is all of their bodies (`{"hidden": true}`), or
//! - is the same in every one of three or more operations that carry it in query or form (`api-version`).
//!
//! Paging parameters are never constants, whatever their samples say.

use std::collections::{BTreeMap, BTreeSet};

use crate::infer::{Sample, is_placeholder};
use crate::postman::{Body, Request};
use crate::resolve::{ResolvedRequest, has_variable};

/// Where a literal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Site {
    /// The query.
    Query,
    /// A form, urlencoded or multipart.
    Form,
    /// The top level of a JSON body.
    Json,
}

/// The literals of a collection that are constants.
#[derive(Default)]
pub(super) struct Constants {
    /// By operation.
    apart: BTreeSet<(usize, Site, String)>,
    /// Everywhere.
    same: BTreeSet<(Site, String)>,
}

/// A literal of one operation.
struct Literal {
    operation: usize,
    site: Site,
    name: String,
    value: String,
}

impl Constants {
    /// Looks through every request; `bodies` holds the JSON bodies, by operation.
    pub(super) fn of(requests: &[ResolvedRequest], bodies: &[Option<Sample>]) -> Self {
        let mut constants = Self::default();
        let mut literals = Vec::new();
        for (operation, (request, body)) in requests.iter().zip(bodies).enumerate() {
            collect(
                operation,
                &request.item.request,
                body.as_ref(),
                &mut literals,
            );
            if body.as_ref().is_some_and(is_json_rpc) {
                constants
                    .apart
                    .insert((operation, Site::Json, "method".to_owned()));
            }
        }
        constants.find_same(&literals);
        constants.find_apart(requests, &literals);
        constants
    }

    /// Whether the value of an operation is a constant: a literal, and no placeholder for one.
    pub(super) fn is_constant(
        &self,
        operation: usize,
        site: Site,
        name: &str,
        value: &str,
    ) -> bool {
        is_literal(value)
            && (is_protocol_constant(name)
                || self.same.contains(&(site, name.to_owned()))
                || self.apart.contains(&(operation, site, name.to_owned())))
    }

    fn find_same(&mut self, literals: &[Literal]) {
        let mut by_name: BTreeMap<(Site, &str), Vec<&str>> = BTreeMap::new();
        for literal in literals.iter().filter(|literal| literal.site != Site::Json) {
            by_name
                .entry((literal.site, &literal.name))
                .or_default()
                .push(&literal.value);
        }
        for ((site, name), values) in by_name {
            let same = values.len() >= 3 && values.windows(2).all(|pair| pair[0] == pair[1]);
            if same && is_token(values[0]) && !is_paging(name) {
                self.same.insert((site, name.to_owned()));
            }
        }
    }

    fn find_apart(&mut self, requests: &[ResolvedRequest], literals: &[Literal]) {
        let mut operations: BTreeMap<String, usize> = BTreeMap::new();
        let endpoints: Vec<String> = requests
            .iter()
            .map(|request| endpoint(&request.item.request))
            .collect();
        for endpoint in &endpoints {
            *operations.entry(endpoint.clone()).or_default() += 1;
        }
        let mut groups: BTreeMap<(&str, Site, &str), Vec<&Literal>> = BTreeMap::new();
        for literal in literals {
            groups
                .entry((&endpoints[literal.operation], literal.site, &literal.name))
                .or_default()
                .push(literal);
        }
        for ((endpoint, site, name), group) in groups {
            let everywhere = group.len() >= 2 && operations.get(endpoint) == Some(&group.len());
            let distinct: BTreeSet<&str> =
                group.iter().map(|literal| literal.value.as_str()).collect();
            if everywhere
                && distinct.len() == group.len()
                && distinct.iter().all(|value| is_word(value))
                && !is_paging(name)
            {
                self.apart.extend(
                    group
                        .iter()
                        .map(|literal| (literal.operation, site, name.to_owned())),
                );
            }
        }
    }
}

fn is_literal(value: &str) -> bool {
    !value.is_empty() && !has_variable(value) && !is_placeholder(value)
}

/// Whether a body is a call of JSON-RPC 2.0 whose method is known.
fn is_json_rpc(body: &Sample) -> bool {
    let Sample::Object(members) = body else {
        return false;
    };
    let text = |key: &str| {
        members.iter().find_map(|(name, value)| match value {
            Sample::Text(text) if name == key => Some(text.as_str()),
            _ => None,
        })
    };
    text("jsonrpc").is_some() && text("method").is_some_and(is_literal)
}

/// Method and path, without the query.
fn endpoint(request: &Request) -> String {
    let path = request.url.path.as_deref().unwrap_or_default().join("/");
    format!("{} {}/{path}", request.method, request.url.host)
}

fn collect(
    operation: usize,
    request: &Request,
    body: Option<&Sample>,
    literals: &mut Vec<Literal>,
) {
    let mut add = |site, name: &str, value: &str| {
        if is_literal(value) {
            literals.push(Literal {
                operation,
                site,
                name: name.to_owned(),
                value: value.to_owned(),
            });
        }
    };
    for entry in request.url.query.iter().filter(|entry| !entry.disabled) {
        add(
            Site::Query,
            &entry.name,
            entry.value.as_deref().unwrap_or_default(),
        );
    }
    if let Some(Body::Urlencoded(entries)) = &request.body {
        for entry in entries
            .iter()
            .filter(|entry| !entry.disabled && entry.values.len() == 1)
        {
            add(Site::Form, &entry.name, &entry.values[0]);
        }
    }
    if let Some(Sample::Object(members)) = body {
        for (name, value) in members {
            let is_flag = matches!(value, Sample::Boolean(_));
            if let Some(text) = text_of(value).filter(|_| !is_flag || members.len() == 1) {
                add(Site::Json, name, text);
            }
        }
    }
}

/// The text of a JSON value that may tell operations apart.
pub(super) fn text_of(value: &Sample) -> Option<&str> {
    match value {
        Sample::Text(text) => Some(text),
        Sample::Boolean(flag) => Some(if *flag { "true" } else { "false" }),
        _ => None,
    }
}

/// Names that protocols give one value for each kind of request.
fn is_protocol_constant(name: &str) -> bool {
    matches!(
        name,
        "grant_type"
            | "response_type"
            | "jsonrpc"
            | "client_assertion_type"
            | "subject_token_type"
            | "requested_token_type"
    )
}

/// Names of paging and counting parameters, in any casing.
pub(super) fn is_paging(name: &str) -> bool {
    use heck::ToSnakeCase;
    let name = name.trim_matches(['$', '_', '[', ']']).to_snake_case();
    matches!(
        name.as_str(),
        "page"
            | "per_page"
            | "page_size"
            | "pagesize"
            | "page_number"
            | "page_no"
            | "limit"
            | "offset"
            | "size"
            | "count"
            | "skip"
            | "take"
            | "top"
            | "start"
            | "first"
            | "last"
            | "max"
            | "max_results"
            | "max_items"
            | "cursor"
            | "page_token"
            | "page_index"
            | "items_per_page"
            | "rows"
            | "num"
            | "results"
            | "results_per_page"
    )
}

/// A word that could name an action: letters first, no spaces, not a number, an address or an id.
fn is_word(value: &str) -> bool {
    let plain = value.bytes().all(|byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'/' | b':')
    });
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    plain
        && value.len() <= 64
        && value.starts_with(|c: char| c.is_ascii_alphabetic())
        && digits * 3 <= value.len()
        && !value.contains("://")
}

/// A version, a format or another short technical word.
fn is_token(value: &str) -> bool {
    value.len() <= 32
        && value.bytes().all(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'/' | b'+')
        })
}

#[cfg(test)]
mod tests {
    use super::{is_paging, is_token, is_word};

    #[test]
    fn words_name_actions_and_ids_do_not() {
        for word in [
            "ListUsers",
            "user.create",
            "client_credentials",
            "eth_blockNumber",
        ] {
            assert!(is_word(word), "{word}");
        }
        for other in [
            "1",
            "2024-01-01",
            "a b",
            "jo@example.com",
            "https://h/x",
            "f47ac10b-58cc-4372-a567-0e02b2c3d479",
        ] {
            assert!(!is_word(other), "{other}");
        }
    }

    #[test]
    fn versions_are_tokens_and_sentences_are_not() {
        assert!(is_token("2021-05-01") && is_token("json") && is_token("1.0"));
        assert!(!is_token("jo@example.com") && !is_token("a b"));
    }

    #[test]
    fn paging_is_known_in_any_casing() {
        assert!(
            is_paging("pageSize")
                && is_paging("$top")
                && is_paging("per-page")
                && !is_paging("page_title")
        );
    }
}
