//! What each variable is for: a setting of the client, an input of operations, or only a sample.

use std::collections::{BTreeMap, BTreeSet};

use super::secret::is_secret_parameter;
use super::{ResolvedRequest, Variables, has_variable, only_variable, variables_of};
use crate::postman::{Auth, Body, Request};
use crate::secret::{is_credential_header, is_secret_name};

/// Which variables of a collection are settings of the client, and which hold secrets.
#[derive(Debug, Default)]
pub struct Usage {
    settings: BTreeSet<String>,
    secrets: BTreeSet<String>,
}

impl Usage {
    /// Looks through every request.
    pub(super) fn of(requests: &[ResolvedRequest], variables: &Variables) -> Self {
        let mut usage = Self::default();
        let mut in_path: BTreeMap<&str, usize> = BTreeMap::new();
        let mut in_query: BTreeMap<&str, usize> = BTreeMap::new();
        for request in requests {
            usage.read_base(&request.item.request);
            usage.read_credentials(request, variables);
            for name in path_variables(&request.item.request) {
                *in_path.entry(name).or_default() += 1;
            }
            for name in query_secrets(&request.item.request, variables) {
                *in_query.entry(name).or_default() += 1;
            }
        }
        // A key that most requests carry in their query is one of the client.
        let common = in_query
            .iter()
            .filter(|(_, count)| is_common(**count, requests.len()));
        for (name, _) in common {
            usage.settings.insert((*name).to_owned());
            usage.secrets.insert((*name).to_owned());
        }
        for (name, count) in in_path {
            if is_common(count, requests.len()) {
                usage.settings.insert(name.to_owned());
            }
        }
        usage.close(variables);
        usage
    }

    /// Whether the variable is a setting of the client: it stands in a host, a base path or a credential, or in the path of
    /// most operations. Any other is an input of operations, or only a sample.
    pub fn is_setting(&self, name: &str) -> bool {
        self.settings.contains(name)
    }

    /// Whether the variable holds a secret: it stands in a credential, is typed so, or is named so.
    pub fn is_secret(&self, name: &str) -> bool {
        self.secrets.contains(name)
    }

    fn read_base(&mut self, request: &Request) {
        let url = &request.url;
        let userinfo = url
            .userinfo
            .iter()
            .flat_map(|(user, password)| [user.as_str(), password.as_str()]);
        let base = url
            .protocol
            .iter()
            .chain(&url.port)
            .map(String::as_str)
            .chain([url.host.as_str()])
            .chain(userinfo);
        for name in base.flat_map(variables_of) {
            self.settings.insert(name.to_owned());
        }
        for (name, value) in entries(request) {
            let value = Some(value).filter(|_| name.is_empty() || has_variable(name));
            for name in [Some(name), value]
                .into_iter()
                .flatten()
                .flat_map(variables_of)
            {
                self.settings.insert(name.to_owned());
            }
        }
    }

    fn read_credentials(&mut self, request: &ResolvedRequest, variables: &Variables) {
        if let Some(auth) = &request.auth {
            self.read_auth(auth);
        }
        let enabled = request
            .item
            .request
            .headers
            .iter()
            .filter(|header| !header.disabled);
        for header in enabled.filter(|header| is_credential(&header.name, &header.value, variables))
        {
            for name in variables_of(&header.value) {
                self.settings.insert(name.to_owned());
                self.secrets.insert(name.to_owned());
            }
        }
    }

    /// Variables that are secret by type or name are found when all settings are known.
    fn read_auth(&mut self, auth: &Auth) {
        for parameter in &auth.parameters {
            let is_secret = is_secret_parameter(&auth.kind, &parameter.name);
            for name in variables_of(&parameter.value) {
                self.settings.insert(name.to_owned());
                if is_secret {
                    self.secrets.insert(name.to_owned());
                }
            }
        }
    }

    /// Settings may refer to variables in their values: those are settings too. Secrets are known by type and name.
    fn close(&mut self, variables: &Variables) {
        let mut open: Vec<String> = self.settings.iter().cloned().collect();
        while let Some(name) = open.pop() {
            for value in variables.values(&name) {
                for inner in variables_of(value) {
                    if self.settings.insert(inner.to_owned()) {
                        open.push(inner.to_owned());
                    }
                }
            }
        }
        for name in variables
            .names()
            .chain(self.settings.iter().map(String::as_str))
        {
            if variables.is_secret(name) || is_secret_name(name) {
                self.secrets.insert(name.to_owned());
            }
        }
    }
}

/// Names and values of the query, of headers and of a form. What has a variable in its name is no field, so that the
/// caller gives both, name and value, as settings.
fn entries(request: &Request) -> Vec<(&str, &str)> {
    let mut entries: Vec<(&str, &str)> = Vec::new();
    for entry in &request.url.query {
        entries.push((&entry.name, entry.value.as_deref().unwrap_or_default()));
    }
    for header in &request.headers {
        if has_variable(&header.name) {
            entries.push((&header.name, &header.value));
        }
    }
    match &request.body {
        Some(Body::Urlencoded(form)) => {
            for entry in form {
                entries.extend(entry.values.iter().map(|value| (&*entry.name, &**value)));
            }
        }
        Some(Body::Multipart(parts)) => {
            entries.extend(parts.iter().map(|part| (&*part.name, part.value.as_text())));
        }
        _ => {}
    }
    entries
}

/// Whether a header is a credential: by its name, or because its value is one secret variable.
pub fn is_credential(name: &str, value: &str, variables: &Variables) -> bool {
    if is_credential_header(name) {
        return true;
    }
    only_variable(value).is_some_and(|name| variables.is_secret(name) || is_secret_name(name))
}

/// In most operations, and in at least three: such a variable belongs to the client.
fn is_common(count: usize, requests: usize) -> bool {
    count >= 3 && count * 2 > requests
}

/// The secret variables that are the whole value of an entry of the query, each once.
fn query_secrets<'q>(request: &'q Request, variables: &Variables) -> BTreeSet<&'q str> {
    let sent = request.url.query.iter().filter(|entry| !entry.disabled);
    sent.filter_map(|entry| only_variable(entry.value.as_deref()?))
        .filter(|name| variables.is_secret(name) || is_secret_name(name))
        .collect()
}

/// The variables of a request's path, each once.
fn path_variables(request: &Request) -> BTreeSet<&str> {
    request
        .url
        .path
        .iter()
        .flatten()
        .flat_map(|segment| variables_of(segment))
        .collect()
}
