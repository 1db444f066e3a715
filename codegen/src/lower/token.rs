//! Where tokens of OAuth 2 can be fetched: from hints, auth objects and the collection's own token requests.

use std::collections::{BTreeSet, HashSet};

use serde_json::Value;

use super::Lower;
use super::literal_id::is_id;
use crate::hints::TokenHint;
use crate::ir::{
    Body, FieldId, FormValue, Literal, Operation, Origin, PathPart, SettingId, Template,
    TemplatePart, TokenEndpoint, is_only_token,
};
use crate::postman::{Auth, AuthKind};
use crate::resolve::ResolvedRequest;

/// What belongs to the client's configuration among the parameters of a token request.
const PARAMETERS: [&str; 3] = ["scope", "audience", "resource"];

/// The grants whose requests show the token endpoint.
const GRANTS: [&str; 4] = [
    "client_credentials",
    "password",
    "refresh_token",
    "authorization_code",
];

/// An auth object of OAuth 2, with the first request that has it.
pub(super) struct Grant {
    auth: Auth,
    origin: Origin,
}

/// The auth objects of OAuth 2, each once: most requests have that of the collection.
pub(super) fn grants(requests: &[ResolvedRequest]) -> Vec<Grant> {
    let mut seen = HashSet::new();
    let auths = requests.iter().filter_map(|request| {
        let auth = request.auth.as_ref()?;
        let is_new = auth.kind == AuthKind::OAuth2 && seen.insert(auth);
        is_new.then_some((auth, request))
    });
    let grant = |(auth, request): (&Auth, &ResolvedRequest)| Grant {
        auth: auth.clone(),
        origin: Origin {
            place: request.item.place.clone(),
            path: request.path.clone(),
        },
    };
    auths.map(grant).collect()
}

impl Lower<'_> {
    /// The endpoints of the tokens that credentials send; the first source that knows one counts.
    pub(super) fn token_endpoints(&mut self, operations: &[Operation]) -> Vec<TokenEndpoint> {
        let mut tokens: Vec<SettingId> = Vec::new();
        let kinds = self.credentials.as_slice().iter();
        for (token, _) in kinds.filter_map(|credential| credential.kind.token()) {
            if !tokens.contains(&token) {
                tokens.push(token);
            }
        }
        let is_only = tokens.len() == 1;
        // One that calls send elsewhere too has to be given as text.
        let called: BTreeSet<SettingId> = operations.iter().flat_map(Operation::settings).collect();
        tokens.retain(|token| {
            is_only_token(self.credentials.as_slice(), *token) && !called.contains(token)
        });
        let mut endpoints = Vec::new();
        for token in tokens {
            let found = self
                .hinted_endpoint(token)
                .or_else(|| self.endpoint_of_auth(token))
                .or_else(|| {
                    self.requested_endpoint(operations, token)
                        .filter(|_| is_only)
                });
            endpoints.extend(found);
        }
        endpoints
    }

    fn hinted_endpoint(&mut self, token: SettingId) -> Option<TokenEndpoint> {
        let hints = self.hints;
        let hint: &TokenHint = hints.token(self.settings.variable(token))?;
        let origin = Origin::default();
        let mut template = |text: &String| self.settings.template(text, &origin);
        Some(TokenEndpoint {
            token,
            url: template(&hint.url),
            client_id: hint.client_id.as_ref().map(&mut template),
            parameters: hint
                .parameters
                .iter()
                .map(|(name, value)| (name.clone(), template(value)))
                .collect(),
            secret_in_body: hint.secret_in_body,
        })
    }

    /// What the first auth object says that sends this token and knows where it comes from.
    fn endpoint_of_auth(&mut self, token: SettingId) -> Option<TokenEndpoint> {
        for Grant { auth, origin } in &self.grants {
            let mut template = |name: &str| {
                let text = auth.get(name).filter(|text| !text.is_empty())?;
                Some(self.settings.template(text, origin))
            };
            let sent = template("accessToken").map(|sent| sent.parts);
            if sent != Some(vec![TemplatePart::Setting(token)]) {
                continue;
            }
            let Some(url) = template("accessTokenUrl") else {
                continue;
            };
            let client_id = template("clientId");
            let named = PARAMETERS
                .iter()
                .filter_map(|name| Some(((*name).to_owned(), template(name)?)));
            let mut parameters: Vec<_> = named.collect();
            for (name, value) in added_parameters(auth) {
                if parameters.iter().all(|(known, _)| *known != name) {
                    parameters.push((name, self.settings.template(&value, origin)));
                }
            }
            let way = auth.get("client_authentication").or(auth.get("clientAuth"));
            return Some(TokenEndpoint {
                token,
                url,
                client_id,
                parameters,
                secret_in_body: way == Some("body"),
            });
        }
        None
    }

    /// The endpoint that the collection's own token requests go to, when they all go to one.
    fn requested_endpoint(
        &self,
        operations: &[Operation],
        token: SettingId,
    ) -> Option<TokenEndpoint> {
        let requests = operations
            .iter()
            .filter_map(|operation| Some((self.address(operation)?, sent(operation)?)));
        let mut requests: Vec<_> = requests
            .filter(|(_, sent)| {
                let grant = sent.iter().find(|(name, _)| *name == "grant_type");
                grant.is_some_and(|(_, grant)| GRANTS.contains(&grant.as_str()))
            })
            .collect();
        let first = requests.first().map(|(url, _)| url.clone())?;
        if requests.iter().any(|(url, _)| *url != first) {
            return None;
        }
        // The client's own token is what most programs want: its request knows best what to ask for.
        requests
            .sort_by_key(|(_, sent)| !sent.iter().any(|(_, value)| value == "client_credentials"));
        let (url, sent) = requests.into_iter().next()?;
        let parameters = sent.iter().filter(|(name, value)| {
            PARAMETERS.contains(name) && !value.is_empty() && !value.contains("{{")
        });
        Some(TokenEndpoint {
            token,
            url,
            client_id: None,
            parameters: parameters
                .map(|(name, value)| ((*name).to_owned(), Template::text(value)))
                .collect(),
            secret_in_body: sent.iter().any(|(name, _)| *name == "client_secret"),
        })
    }

    /// The address of an operation, when it is known as soon as the client is built.
    fn address(&self, operation: &Operation) -> Option<Template> {
        let mut template = self.servers.base(operation.server)?.clone();
        for part in &operation.path {
            template.push(match part {
                PathPart::Text(text) => TemplatePart::Text(text.clone()),
                PathPart::Setting(id) => TemplatePart::Setting(*id),
                PathPart::Field(id) => TemplatePart::Text(literal_id(operation, *id)?),
                PathPart::Dynamic(_) => return None,
            });
        }
        Some(template)
    }
}

/// The ID that the collection has in a path: that of a tenant is part of the address.
fn literal_id(operation: &Operation, id: FieldId) -> Option<String> {
    match &operation.fields.get(id.0)?.example {
        Some(Literal::Text(text)) if is_id(text) => Some(text.clone()),
        _ => None,
    }
}

/// The text entries of a form or JSON body, with what the collection sends for each.
fn sent(operation: &Operation) -> Option<Vec<(&str, String)>> {
    let example = |name: &str| {
        let field = operation.fields.iter().find(|field| field.name == name)?;
        match &field.example {
            Some(Literal::Text(text)) => Some(text.clone()),
            _ => Some(String::new()),
        }
    };
    match operation.body.as_ref()? {
        Body::Form { entries, .. } => {
            let entries = entries.iter().filter_map(|entry| {
                let name = entry.name.as_text()?;
                let value = match &entry.value {
                    FormValue::Constant(value) => value.as_text().unwrap_or_default().to_owned(),
                    FormValue::Field(_) => example(name)?,
                };
                Some((name, value))
            });
            Some(entries.collect())
        }
        Body::JsonObject {
            members, constants, ..
        } => {
            let constants = constants
                .iter()
                .filter_map(|(name, json)| match serde_json::from_str(json) {
                    Ok(Value::String(text)) => Some((name.as_str(), text)),
                    _ => None,
                });
            let members = members.iter().filter_map(|id| {
                let name = operation.fields.get(id.0)?.name.as_str();
                Some((name, example(name)?))
            });
            Some(constants.chain(members).collect())
        }
        _ => None,
    }
}

/// What the token dialog adds to the body of its requests.
fn added_parameters(auth: &Auth) -> Vec<(String, String)> {
    let list = auth.get("tokenRequestParams").map(serde_json::from_str);
    let Some(Ok(Value::Array(list))) = list else {
        return Vec::new();
    };
    let text = |entry: &Value, name: &str| entry.get(name)?.as_str().map(str::to_owned);
    let is_sent = |entry: &&Value| {
        entry.get("enabled") != Some(&Value::Bool(false))
            && text(entry, "send_as").is_none_or(|place| place == "request_body")
    };
    let entries = list.iter().filter(is_sent);
    entries
        .filter_map(|entry| Some((text(entry, "key")?, text(entry, "value")?)))
        .collect()
}
