//! A URL as text: the SDK's `Url#toString`.

use super::{QueryEntry, Url, mask::next_variable, path_placeholder, path_variable_name};

impl Url {
    /// The URL as Postman writes it before variables are filled in: `raw` plays no part, disabled query entries are
    /// left out, and `&`, `#` and (in names) `=` of the query are encoded outside `{{variables}}`. Path variables stay
    /// as `:name`.
    pub fn to_text(&self) -> String {
        self.finish_text(self.to_text_before_query())
    }

    /// As [`Self::to_text`], with the values of path variables in place: Postman splices them in as text, so that a `/`
    /// or `?` in one acts as a delimiter. One without a value is `{{:name}}`.
    pub fn to_text_with_variables(&self) -> String {
        let mut text = self.authority_text();
        for segment in self.path.iter().flatten() {
            text.push('/');
            let Some(name) = path_variable_name(segment) else {
                text.push_str(segment);
                continue;
            };
            match self.path_value(name) {
                Some(value) => text.push_str(value),
                None => text.push_str(&path_placeholder(name)),
            }
            text.push_str(segment.get(name.len() + 1..).unwrap_or_default());
        }
        self.finish_text(text)
    }

    /// The value of a path variable; of duplicates the last counts.
    fn path_value(&self, name: &str) -> Option<&str> {
        let mut variables = self.variables.iter().rev();
        variables
            .find(|variable| variable.name == name)?
            .value
            .as_deref()
            .filter(|value| !value.is_empty())
    }

    fn finish_text(&self, mut text: String) -> String {
        if let Some(query) = self.query_text() {
            text.push('?');
            text.push_str(&query);
        }
        if let Some(hash) = &self.hash {
            text.push('#');
            text.push_str(hash);
        }
        text
    }

    /// The part of [`Self::to_text`] before the query.
    pub(in crate::postman) fn to_text_before_query(&self) -> String {
        let mut text = self.authority_text();
        for segment in self.path.iter().flatten() {
            text.push('/');
            text.push_str(segment);
        }
        text
    }

    /// Scheme, user info, host and port.
    fn authority_text(&self) -> String {
        let mut text = String::new();
        if let Some(protocol) = self
            .protocol
            .as_deref()
            .filter(|protocol| !protocol.is_empty())
        {
            text.push_str(protocol);
            text.push_str("://");
        }
        if let Some((user, password)) = &self.userinfo {
            text.push_str(user);
            if !password.is_empty() {
                text.push(':');
                text.push_str(password);
            }
            text.push('@');
        }
        text.push_str(&self.host);
        if let Some(port) = &self.port {
            text.push(':');
            text.push_str(port);
        }
        text
    }

    /// The query without `?`, as [`Self::to_text`] writes it; `None` when no entry is enabled.
    pub fn query_text(&self) -> Option<String> {
        let mut enabled = self.query.iter().filter(|entry| !entry.disabled);
        let mut text = enabled.next()?.to_text();
        for entry in enabled {
            text.push('&');
            text.push_str(&entry.to_text());
        }
        Some(text)
    }
}

impl QueryEntry {
    /// The entry as Postman writes it: `name=value`, or the name alone.
    pub fn to_text(&self) -> String {
        let mut text = protect(&self.name, &['&', '#', '=']);
        if let Some(value) = &self.value {
            text.push('=');
            text.push_str(&protect(value, &['&', '#']));
        }
        text
    }
}

/// Percent-encodes `reserved` characters outside variables.
fn protect(text: &str, reserved: &[char]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, variable)) = next_variable(rest) {
        protect_literal(before, reserved, &mut out);
        out.push_str(variable);
        rest = rest
            .get(before.len() + variable.len()..)
            .unwrap_or_default();
    }
    protect_literal(rest, reserved, &mut out);
    out
}

fn protect_literal(text: &str, reserved: &[char], out: &mut String) {
    for character in text.chars() {
        match character {
            '&' if reserved.contains(&'&') => out.push_str("%26"),
            '#' if reserved.contains(&'#') => out.push_str("%23"),
            '=' if reserved.contains(&'=') => out.push_str("%3D"),
            other => out.push(other),
        }
    }
}
