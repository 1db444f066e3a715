//! The way through a collection: folders, what they hand down, and variables.

use std::collections::BTreeMap;

use crate::diagnostic::Place;
use crate::generator::ReadApi;
use crate::infer::read_scripts;
use crate::ir::{OperationId, ResourceId};
use crate::postman::{Auth, AuthKind, Collection, Item, Script, ScriptKind, Variable};
use crate::resolve::reference;

use super::{Fact, FactKind, Fate};

/// The facts so far.
pub(super) struct Walk<'r> {
    pub(super) read: &'r ReadApi,
    pub(super) facts: Vec<Fact>,
    operations: BTreeMap<&'r Place, OperationId>,
    /// The facts of the auth objects around the present place, innermost last.
    auths: Vec<usize>,
    /// Whether a request inherits each of them.
    inherited: BTreeMap<usize, bool>,
    /// The folders and the item around the present place.
    pub(super) path: Vec<String>,
    /// All texts of requests, in which variables may stand.
    texts: String,
}

impl<'r> Walk<'r> {
    pub(super) fn new(read: &'r ReadApi) -> Self {
        let operations = read.api.operations.iter().enumerate();
        Self {
            read,
            facts: Vec::new(),
            operations: operations
                .map(|(index, operation)| (&operation.origin.place, OperationId(index)))
                .collect(),
            auths: Vec::new(),
            inherited: BTreeMap::new(),
            path: Vec::new(),
            texts: String::new(),
        }
    }

    pub(super) fn operation(&self, place: &Place) -> Option<OperationId> {
        self.operations.get(place).copied()
    }

    /// Adds a fact; gives its number.
    pub(super) fn push(&mut self, kind: FactKind, name: &str, place: Place, found: Found) -> usize {
        self.facts.push(Fact {
            kind,
            name: name.to_owned(),
            item: self.path.clone(),
            fate: found.fate,
            became: found.became,
            why: found.why,
            place,
        });
        self.facts.len() - 1
    }

    pub(super) fn collection(&mut self, collection: &Collection) {
        self.auth(collection.auth.as_ref(), &collection.place);
        self.scripts(&collection.scripts, &collection.place);
        self.items(&collection.items);
        for variable in &collection.variables {
            let place = collection.place.member("variable").element(variable.index);
            let found = self.variable(variable);
            self.push(FactKind::Variable, &variable.name, place, found);
        }
        for (index, is_used) in &self.inherited {
            if let Some(fact) = self.facts.get_mut(*index).filter(|_| !is_used) {
                fact.fate = Fate::Dropped;
                fact.became = None;
                fact.why = Some("no request inherits it".to_owned());
            }
        }
    }

    fn items(&mut self, items: &[Item]) {
        for item in items {
            self.path.push(item.name().to_owned());
            match item {
                Item::Folder(folder) => {
                    let found = self.folder(&folder.place);
                    self.push(FactKind::Folder, &folder.name, folder.place.clone(), found);
                    let depth = self.auths.len();
                    self.auth(folder.auth.as_ref(), &folder.place);
                    self.scripts(&folder.scripts, &folder.place);
                    self.items(&folder.items);
                    self.auths.truncate(depth);
                }
                Item::Request(item) => self.request(item),
            }
            self.path.pop();
        }
    }

    fn folder(&self, place: &Place) -> Found {
        let resources = &self.read.api.resources;
        let index = resources
            .iter()
            .position(|folder| folder.origin.place == *place);
        match index.map(ResourceId) {
            Some(id) => Found::kept(self.side().modules(id)),
            None => Found::dropped("it has no part in the client"),
        }
    }

    /// Remembers an auth object, which holds for what is inside.
    fn auth(&mut self, auth: Option<&Auth>, place: &Place) {
        let Some(auth) = auth else { return };
        let found = self.auth_found(auth, None);
        let fact = self.push(
            FactKind::Auth,
            &name(&auth.kind),
            place.member("auth"),
            found,
        );
        self.auths.push(fact);
        if auth.kind != AuthKind::None && !matches!(auth.kind, AuthKind::Unknown(_)) {
            self.inherited.insert(fact, false);
        }
    }

    /// The auth object of a request, or a use of the nearest one around it.
    pub(super) fn request_auth(
        &mut self,
        auth: Option<&Auth>,
        operation: Option<OperationId>,
        place: &Place,
    ) {
        if let Some(auth) = auth {
            let found = self.auth_found(auth, operation);
            self.push(
                FactKind::Auth,
                &name(&auth.kind),
                place.member("auth"),
                found,
            );
            return;
        }
        let used = self
            .auths
            .last()
            .and_then(|fact| self.inherited.get_mut(fact));
        if let Some(used) = used {
            *used |= operation.is_some();
        }
    }

    fn auth_found(&self, auth: &Auth, operation: Option<OperationId>) -> Found {
        if auth.kind == AuthKind::None {
            return Found::kept("no credential".to_owned());
        }
        if let AuthKind::Unknown(kind) = &auth.kind {
            return Found::dropped(&format!("the type `{kind}` is not known"));
        }
        let operation = operation.and_then(|id| self.read.api.operations.get(id.0));
        let credential = operation.and_then(|operation| operation.credential);
        let name = credential.and_then(|id| self.read.names.credentials.get(id.0));
        Found::kept(name.map_or_else(
            || "the credential of the requests that inherit it".to_owned(),
            |name| format!("the credential `{name}`"),
        ))
    }

    pub(super) fn scripts(&mut self, scripts: &[Script], place: &Place) {
        for script in scripts {
            let (name, found) = match script.kind {
                ScriptKind::PreRequest => ("prerequest", Found::dropped("scripts are never run")),
                ScriptKind::Test => ("test", test_script(&script.source)),
            };
            self.texts.push_str(&script.source);
            self.push(FactKind::Script, name, place.member("event"), found);
        }
    }

    /// Notes a text in which variables may stand.
    pub(super) fn note(&mut self, text: &str) {
        if text.contains("{{") {
            self.texts.push_str(text);
            self.texts.push('\n');
        }
    }

    fn variable(&self, variable: &Variable) -> Found {
        let api = &self.read.api;
        let mut settings = api.settings.iter().zip(&self.read.names.settings);
        let setting = settings.find(|(setting, _)| setting.variable == variable.name);
        if let Some((setting, names)) = setting {
            let found = Found::kept(format!("the setting `{}`", names.field));
            return if setting.secret && !variable.value.as_str().is_empty() {
                found.because("it is a secret: its value was left out")
            } else {
                found
            };
        }
        if self.texts.contains(&reference(&variable.name)) {
            return Found::kept("the value of samples".to_owned());
        }
        let operations = api.operations.iter();
        let mut fields = operations.flat_map(|operation| &operation.fields);
        if fields.any(|field| field.name == variable.name) {
            return Found::kept("the value of samples".to_owned());
        }
        Found::dropped("nothing uses it")
    }

    /// The API with its names.
    pub(super) fn side(&self) -> crate::diff::Side<'r> {
        crate::diff::Side::new(&self.read.api, &self.read.names)
    }
}

fn test_script(source: &str) -> Found {
    let is_telling = read_scripts(&[source])
        .iter()
        .any(|facts| !facts.is_empty());
    if is_telling {
        Found::guessed(
            "types of the answer".to_owned(),
            "what it asserts is read; it is never run",
        )
    } else {
        Found::dropped("it says nothing of the answer that can be read without running it")
    }
}

fn name(kind: &AuthKind) -> String {
    match kind {
        AuthKind::Unknown(kind) => kind.clone(),
        AuthKind::None => "noauth".to_owned(),
        known => format!("{known:?}").to_lowercase(),
    }
}

/// What became of a fact.
pub(super) struct Found {
    fate: Fate,
    became: Option<String>,
    why: Option<String>,
}

impl Found {
    pub(super) fn kept(became: String) -> Self {
        Self {
            fate: Fate::Kept,
            became: Some(became),
            why: None,
        }
    }

    pub(super) fn guessed(became: String, why: &str) -> Self {
        Self {
            fate: Fate::Guessed,
            became: Some(became),
            why: Some(why.to_owned()),
        }
    }

    pub(super) fn dropped(why: &str) -> Self {
        Self {
            fate: Fate::Dropped,
            became: None,
            why: Some(why.to_owned()),
        }
    }

    fn because(self, why: &str) -> Self {
        Self {
            why: Some(why.to_owned()),
            ..self
        }
    }
}
