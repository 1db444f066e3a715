//! The collection's own spelling of a request, for examples and wire checks.
//!
//! A typed value is one value: a `/` in a path field, a `+` or `%` in a query field are encoded. What the collection has in
//! that place goes out as Postman sends it, so its own spelling replaces the client's where both say the same.

use std::sync::Arc;

use serde_json::Value;

use super::base::Base;
use super::body::Payload;
use super::call::Call;
use super::encode;
use super::examples::Values;

impl<T, P> Call<T, P> {
    /// Sends `text` in place of the compact JSON body if both say the same: the order of members and white space may differ.
    /// A placeholder (`"<integer>"`) in the text may stand for any value.
    pub fn json_layout(mut self, text: &str) -> Self {
        if let Payload::Bytes(body) = &mut self.draft.request.body {
            let same = match (
                serde_json::from_slice::<Value>(body),
                serde_json::from_str::<Value>(text),
            ) {
                (Ok(ours), Ok(theirs)) => is_same_json(&ours, &theirs),
                _ => false,
            };
            if same {
                *body = text.to_owned().into();
            }
        }
        self
    }

    /// Sends the address `text`, encoded by Postman's rules, in place of the one that was written if both say the same:
    /// host, path and entries of the query when they are decoded, the entries in any order. A placeholder (`<integer>`) may
    /// stand for any value.
    pub fn url_layout(mut self, text: &str) -> Self {
        let draft = &mut self.draft;
        let own = if draft.request.raw_target {
            Base::parse_raw(text)
        } else {
            Base::parse(text)
        };
        if let Ok(own) = own {
            let written = &draft.request;
            let same = own.scheme() == written.base.scheme()
                && own.authority() == written.base.authority()
                && (is_same_target(&written.target, own.prefix())
                    || is_same_text(
                        &encode::decoded(&written.target),
                        &encode::decoded(tail(text)),
                    ));
            if same {
                own.prefix().clone_into(&mut draft.request.target);
                draft.has_query = own.prefix().contains('?');
                draft.prefix = own.prefix().len();
                draft.request.base = Arc::new(own);
            }
        }
        self
    }

    /// Sends the entries in place of a urlencoded form if both say the same, see [`Call::url_layout`].
    pub fn form_layout(mut self, values: &Values, entries: &[(&str, &str)]) -> Self {
        if let Payload::Form(form) = &mut self.draft.request.body {
            let mut own = String::with_capacity(form.len());
            for (name, value) in entries {
                if !own.is_empty() {
                    own.push('&');
                }
                encode::push(&mut own, &values.fill(name), encode::FORM);
                own.push('=');
                encode::push(&mut own, &values.fill(value), encode::FORM);
            }
            if is_same_query(form, &own) {
                *form = own;
            }
        }
        self
    }

    /// Sends an importer's placeholder (`<integer>`) in place of the value of its type, in the text parts of a multipart
    /// form; `parts` are their names and texts, in order. A form with streams stays as it is.
    pub fn part_layout(mut self, values: &Values, parts: &[(&str, &str)]) -> Self {
        #[cfg(all(feature = "stream", not(target_arch = "wasm32")))]
        if !self.draft.sources.is_empty() {
            return self;
        }
        let form = &mut self.draft.parts;
        let mut from = 0;
        for (name, text) in parts {
            let (head, text) = (
                format!("name=\"{}\"\r\n", values.fill(name)),
                values.fill(text),
            );
            let content = find(form, from, head.as_bytes())
                .and_then(|at| Some(find(form, at, b"\r\n\r\n")? + 4))
                .and_then(|start| Some(start..find(form, start, b"\r\n--")?));
            let Some(content) = content else { continue };
            from = content.start;
            if is_placeholder(&text) {
                form.splice(content, text.bytes());
            }
        }
        self
    }
}

/// Where bytes occur, from a place on.
fn find(text: &[u8], from: usize, wanted: &[u8]) -> Option<usize> {
    let mut windows = text.get(from..)?.windows(wanted.len());
    Some(from + windows.position(|window| window == wanted)?)
}

impl Values {
    /// The body of a GraphQL request as Postman writes it: the text of the variables stands in it as it is.
    pub fn graphql(
        &self,
        query: Option<&str>,
        operation_name: Option<&str>,
        variables: &str,
    ) -> String {
        let mut members = Vec::new();
        let texts = [("query", query), ("operationName", operation_name)];
        for (name, text) in texts {
            if let Some(text) = text {
                members.push(format!("\"{name}\":{}", Value::from(self.fill(text))));
            }
        }
        members.push(format!("\"variables\":{}", self.fill(variables)));
        format!("{{{}}}", members.join(","))
    }
}

/// Whether two JSON values say the same.
fn is_same_json(ours: &Value, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Value::Object(ours), Value::Object(theirs)) => {
            ours.len() == theirs.len()
                && theirs.iter().all(|(name, theirs)| {
                    ours.get(name)
                        .is_some_and(|ours| is_same_json(ours, theirs))
                })
        }
        (Value::Array(ours), Value::Array(theirs)) => {
            ours.len() == theirs.len()
                && ours
                    .iter()
                    .zip(theirs)
                    .all(|(ours, theirs)| is_same_json(ours, theirs))
        }
        (Value::Number(ours), Value::Number(theirs)) => {
            ours == theirs || ours.as_f64() == theirs.as_f64()
        }
        (ours, Value::String(text)) if is_placeholder(text) => {
            !matches!(ours, Value::String(other) if other != text && !other.is_empty())
        }
        _ => ours == theirs,
    }
}

/// Everything after the authority of an address, with the `?` and `#` that Postman cuts a value at.
fn tail(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.trim_start_matches('/');
    rest.find(['/', '?'])
        .and_then(|at| rest.get(at..))
        .unwrap_or_default()
}

/// Whether two encoded targets say the same.
fn is_same_target(ours: &str, theirs: &str) -> bool {
    let split = |target| str::split_once(target, '?').unwrap_or((target, ""));
    let ((our_path, our_query), (their_path, their_query)) = (split(ours), split(theirs));
    let path = |path: &str| encode::decoded(if path.is_empty() { "/" } else { path });
    let is_same_path =
        is_same_text(&path(our_path), &path(their_path)) || has_same_segments(our_path, their_path);
    (is_same_path && is_same_query(our_query, their_query))
        || is_same_text(&encode::decoded(ours), &encode::decoded(theirs))
}

/// Whether two encoded paths have the same segments; a placeholder stands for the value of its type.
fn has_same_segments(ours: &str, theirs: &str) -> bool {
    let segments = |path: &str| path.split('/').map(encode::decoded).collect::<Vec<_>>();
    let (ours, theirs) = (segments(ours), segments(theirs));
    let is_same =
        |(ours, theirs): (&Vec<u8>, &Vec<u8>)| is_same_text(ours, theirs) || stands_in(theirs);
    ours.len() == theirs.len() && ours.iter().zip(&theirs).all(is_same)
}

/// Whether decoded texts say the same. The client writes the `%` of a value as `%25`; Postman keeps one that begins an
/// escape, so that a value which the collection has in its encoded form is that of the decoded one.
fn is_same_text(ours: &[u8], theirs: &[u8]) -> bool {
    ours == theirs || percent_encoding::percent_decode(ours).eq(theirs.iter().copied())
}

/// Whether two encoded queries have the same entries.
fn is_same_query(ours: &str, theirs: &str) -> bool {
    let mut entries: Vec<_> = ours.split('&').map(entry).collect();
    let count = entries.len();
    count == theirs.split('&').count()
        && theirs.split('&').map(entry).all(|(name, value)| {
            let is_same = |(other, given): &(Vec<u8>, Vec<u8>)| {
                is_same_text(other, &name) && (is_same_text(given, &value) || stands_in(&value))
            };
            let at = entries.iter().position(is_same);
            at.map(|at| entries.swap_remove(at)).is_some()
        })
}

fn entry(text: &str) -> (Vec<u8>, Vec<u8>) {
    let (name, value) = text.split_once('=').unwrap_or((text, ""));
    (encode::decoded(name), encode::decoded(value))
}

/// Whether an importer's placeholder stands in the place of the value: it is a type, so any value of it will do.
fn stands_in(theirs: &[u8]) -> bool {
    is_placeholder(&String::from_utf8_lossy(theirs))
}

/// An importer's placeholder: a type in the place of a value.
fn is_placeholder(text: &str) -> bool {
    text.starts_with('<') && text.ends_with('>')
}
