//! What a request item says.

use crate::diagnostic::Place;
use crate::ir::{
    FieldId, HeaderValue, Location, Operation, OperationId, PathPart, QueryValue, ResponseBody,
    TemplatePart, TypeRef,
};
use crate::name::{OperationNames, below};
use crate::postman::{self, Header, RequestItem, SavedResponse};

use super::FactKind;
use super::scope::{Found, Walk};

/// A request item and what stands for it.
#[derive(Clone, Copy)]
pub(super) struct Site<'r> {
    pub(super) operation: &'r Operation,
    pub(super) names: &'r OperationNames,
}

impl<'r> Walk<'r> {
    pub(super) fn request(&mut self, item: &RequestItem) {
        let id = self.operation(&item.place);
        let site = id.and_then(|id| self.site(id));
        let found = match site {
            Some(site) => Found::kept(self.path_of(site, site.names.function.as_str())),
            None => Found::dropped("it has no part in the client"),
        };
        self.push(FactKind::Request, &item.name, item.place.clone(), found);
        let place = item.place.member("request");
        self.note(&postman_url(&item.request.url));
        self.url(site, item, &place);
        for header in &item.request.headers {
            self.note(&header.value);
            let found = self.of(site, |walk, site| walk.header(site, header));
            let place = place.member("header").element(header.index);
            self.push(FactKind::Header, &header.name, place, found);
        }
        if let Some(body) = &item.request.body {
            self.body(site, body, &place.member("body"));
        }
        self.request_auth(item.request.auth.as_ref(), id, &place);
        for response in &item.responses {
            let found = self.of(site, |walk, site| walk.response(site, response));
            let place = item.place.member("response").element(response.index);
            self.push(FactKind::Response, &response.name, place, found);
        }
        self.scripts(&item.scripts, &item.place);
    }

    fn site(&self, id: OperationId) -> Option<Site<'r>> {
        Some(Site {
            operation: self.read.api.operations.get(id.0)?,
            names: self.read.names.operations.get(id.0)?,
        })
    }

    /// What became of a part of a request; a request that was dropped takes its parts along.
    pub(super) fn of(
        &self,
        site: Option<Site<'r>>,
        found: impl FnOnce(&Self, Site<'r>) -> Found,
    ) -> Found {
        site.map_or_else(
            || Found::dropped("the request has no part in the client"),
            |site| found(self, site),
        )
    }

    fn url(&mut self, site: Option<Site<'r>>, item: &RequestItem, place: &Place) {
        let (url, place) = (&item.request.url, place.member("url"));
        let mut seen: Vec<&str> = Vec::new();
        for segment in url.path.iter().flatten() {
            let Some(name) = postman::path_variable_name(segment) else {
                continue;
            };
            if seen.contains(&name) {
                continue;
            }
            seen.push(name);
            let found = self.of(site, |walk, site| walk.path_variable(site, name));
            let declared = url.variables.iter().find(|variable| variable.name == name);
            let place = match declared {
                Some(variable) => place.member("variable").element(variable.index),
                None => place.clone(),
            };
            self.push(FactKind::Path, name, place, found);
        }
        for variable in &url.variables {
            if !seen.contains(&variable.name.as_str()) {
                let place = place.member("variable").element(variable.index);
                let found = Found::dropped("the path has no such segment");
                self.push(FactKind::Path, &variable.name, place, found);
            }
        }
        for entry in &url.query {
            let found = self.of(site, |walk, site| walk.query(site, &entry.name));
            let place = place.member("query").element(entry.index);
            self.push(FactKind::Query, &entry.name, place, found);
        }
    }

    fn path_variable(&self, site: Site<'r>, name: &str) -> Found {
        if let Some(found) = self.field_of(site, Location::Path, name) {
            return found;
        }
        let is_setting = site
            .operation
            .path
            .iter()
            .any(|part| matches!(part, PathPart::Setting(_)));
        if is_setting {
            return Found::kept("a setting of the client".to_owned());
        }
        Found::kept("a part of the path".to_owned())
    }

    fn query(&self, site: Site<'r>, name: &str) -> Found {
        if let Some(found) = self.field_of(site, Location::Query, name) {
            return found;
        }
        let is_entry = |entry: &&crate::ir::QueryEntry| text(&entry.name.parts) == name;
        match site
            .operation
            .query
            .iter()
            .find(is_entry)
            .map(|entry| &entry.value)
        {
            Some(QueryValue::Field(id)) => self.field(site, *id),
            Some(_) => Found::kept("always sent".to_owned()),
            None if is_credential(site) => Found::kept("the credential".to_owned()),
            None => Found::dropped("it is switched off and its name says nothing"),
        }
    }

    fn header(&self, site: Site<'r>, header: &Header) -> Found {
        if let Some(found) = self.field_of(site, Location::Header, &header.name) {
            return found;
        }
        let same = |entry: &&crate::ir::HeaderEntry| {
            let name = entry.name.as_text();
            name.is_some_and(|name| name.eq_ignore_ascii_case(&header.name))
        };
        match site
            .operation
            .headers
            .iter()
            .find(same)
            .map(|entry| &entry.value)
        {
            Some(HeaderValue::Field(id) | HeaderValue::FieldOrDynamic(id, _)) => {
                self.field(site, *id)
            }
            Some(HeaderValue::Constant(_)) => Found::kept("always sent".to_owned()),
            None if header.name.eq_ignore_ascii_case("content-type") => {
                Found::kept("the content type of the body".to_owned())
            }
            None if header.disabled => Found::dropped("it is switched off"),
            None if is_credential(site) => Found::kept("the credential".to_owned()),
            None => Found::dropped("the client sends its own"),
        }
    }

    fn response(&self, site: Site<'r>, response: &SavedResponse) -> Found {
        let case = site
            .operation
            .responses
            .iter()
            .find(|case| case.status.code() == response.code);
        let Some(case) = case else {
            return Found::dropped("the operation has no answer of this status");
        };
        let of_type = self.side().body_text(&case.body);
        match (&case.body, response.body.as_deref().unwrap_or_default()) {
            (ResponseBody::Json(_), "")
            | (ResponseBody::Empty | ResponseBody::Text | ResponseBody::Bytes, _) => {
                Found::kept(format!("an answer, read as `{of_type}`"))
            }
            (ResponseBody::Json(_), _) => {
                Found::guessed(format!("`{of_type}`"), "types are inferred from samples")
            }
            (ResponseBody::Unknown, "") => Found::kept("an answer without a type".to_owned()),
            (ResponseBody::Unknown, _) => Found::guessed(
                "an answer without a type".to_owned(),
                "its body says nothing of its type",
            ),
        }
    }

    pub(super) fn field_of(&self, site: Site<'r>, location: Location, name: &str) -> Option<Found> {
        let is_header = location == Location::Header;
        let fields = &site.operation.fields;
        let index = fields.iter().position(|field| {
            field.location == location
                && (field.name == name || is_header && field.name.eq_ignore_ascii_case(name))
        })?;
        Some(self.field(site, FieldId(index)))
    }

    /// A field: text is what a collection writes, any other type was read out of it.
    pub(super) fn field(&self, site: Site<'r>, id: FieldId) -> Found {
        let field = site.operation.fields.get(id.0);
        let Some((field, name)) = field.zip(site.names.fields.get(id.0)) else {
            return Found::kept("the request".to_owned());
        };
        let request = site.names.request.as_str();
        let path = self.path_of(site, &format!("{request}::{name}"));
        self.typed(path, &field.type_ref)
    }

    /// Something of a type in the client.
    pub(super) fn typed(&self, path: String, type_ref: &TypeRef) -> Found {
        match type_ref {
            TypeRef::Text | TypeRef::File | TypeRef::Bytes => Found::kept(path),
            TypeRef::Json => Found::guessed(path, "its type is not known: any JSON"),
            _ => {
                let of_type = self.side().type_text(type_ref);
                Found::guessed(
                    path,
                    &format!("`{of_type}` is inferred from samples and descriptions"),
                )
            }
        }
    }

    /// A name in the folder of an operation.
    pub(super) fn path_of(&self, site: Site<'r>, name: &str) -> String {
        below(&self.side().modules(site.operation.resource), name)
    }
}

fn is_credential(site: Site<'_>) -> bool {
    site.operation.credential.is_some()
}

/// The text of a template without its variables.
fn text(parts: &[TemplatePart]) -> String {
    let text = |part: &TemplatePart| match part {
        TemplatePart::Text(text) => Some(text.clone()),
        _ => None,
    };
    parts.iter().filter_map(text).collect()
}

fn postman_url(url: &postman::Url) -> String {
    let mut text = url.host.clone();
    for segment in url.path.iter().flatten() {
        text.push_str(segment);
    }
    for entry in &url.query {
        text.push_str(&entry.name);
        text.push_str(entry.value.as_deref().unwrap_or_default());
    }
    for variable in &url.variables {
        text.push_str(variable.value.as_deref().unwrap_or_default());
    }
    text
}
