//! Which settings are read where.

use std::collections::BTreeSet;

use super::{
    Api, Body, Credential, CredentialKind, FormValue, HeaderValue, Operation, PartContent,
    PartSource, PathPart, QueryValue, SettingId, Template,
};

impl Operation {
    /// The settings that its calls read, besides those of their credential.
    pub fn settings(&self) -> BTreeSet<SettingId> {
        let mut used = BTreeSet::new();
        let mut add = |template: &Template| used.extend(template.settings());
        for entry in &self.query {
            add(&entry.name);
            if let QueryValue::Constant(value) = &entry.value {
                add(value);
            }
        }
        for entry in &self.headers {
            add(&entry.name);
            if let HeaderValue::Constant(value) = &entry.value {
                add(value);
            }
        }
        match &self.body {
            Some(Body::Form { entries, .. }) => {
                for entry in entries {
                    add(&entry.name);
                    if let FormValue::Constant(value) = &entry.value {
                        add(value);
                    }
                }
            }
            Some(Body::Multipart { parts, .. }) => {
                for part in parts {
                    add(&part.name);
                    if let PartContent::Text(PartSource::Constant(value)) = &part.content {
                        add(value);
                    }
                }
            }
            Some(Body::GraphQl {
                query,
                operation_name,
                ..
            }) => query.iter().chain(operation_name).for_each(add),
            _ => {}
        }
        used.extend(self.path.iter().filter_map(|part| match part {
            PathPart::Setting(id) => Some(*id),
            _ => None,
        }));
        used
    }
}

impl Api {
    /// The settings that calls read, besides those of credentials.
    pub fn called_settings(&self) -> BTreeSet<SettingId> {
        self.operations
            .iter()
            .flat_map(Operation::settings)
            .collect()
    }

    /// The settings that a credential is made of, with all its parts.
    pub fn credential_settings(&self, kind: &CredentialKind) -> BTreeSet<SettingId> {
        let parts = match kind {
            CredentialKind::All(parts) => parts.as_slice(),
            _ => &[],
        };
        let parts = parts.iter().filter_map(|id| self.credentials.get(id.0));
        let own = kind.templates().into_iter().flat_map(Template::settings);
        parts
            .flat_map(|part| self.credential_settings(&part.kind))
            .chain(own)
            .collect()
    }

    /// Whether a setting is a secret and nothing but a token of credentials, so that it may come from a source.
    pub fn is_token(&self, id: SettingId) -> bool {
        let bases = self.servers.iter().map(|server| &server.base);
        let defaults = self.settings.iter().filter_map(|it| it.default.as_ref());
        let mut others = bases.chain(defaults);
        is_only_token(&self.credentials, id)
            && self.settings.get(id.0).is_some_and(|it| it.secret)
            && !self.called_settings().contains(&id)
            && !others.any(|template| template.settings().any(|other| other == id))
    }
}

/// Whether a setting is a token among these credentials, and nothing else of any of them.
pub fn is_only_token(credentials: &[Credential], id: SettingId) -> bool {
    let mut is_sent = false;
    for Credential { kind, .. } in credentials {
        let mut others = kind.templates().into_iter().flat_map(Template::settings);
        match (kind, kind.token()) {
            (CredentialKind::OAuth2 { prefix, .. }, Some((token, _))) if token == id => {
                is_sent = true;
                if prefix.settings().any(|other| other == id) {
                    return false;
                }
            }
            (_, Some((token, _))) if token == id => is_sent = true,
            _ if others.any(|other| other == id) => return false,
            _ => {}
        }
    }
    is_sent
}
