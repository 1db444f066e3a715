//! Names of the client: settings, credentials, environments.

use crate::diagnostic::Diagnostics;
use crate::ir::{Api, CredentialKind, Template, TemplatePart};

use super::assign::report;
use super::identifier::Style;
use super::scope::{Settled, Taken, settle};
use super::words::Words;
use super::{Ident, SettingNames, reserved};

const SETTING: Style = Style::Snake("setting");
const CREDENTIAL: Style = Style::Snake("credential");
const ENVIRONMENT: Style = Style::Snake("environment");

/// Names of the settings: the variable's words. The environment variable is the same in upper case, with the API's
/// module before it unless it starts with that already: `AUTH0_DOMAIN` for `auth0_domain` and `SHOP_BASE_URL` for
/// `baseUrl`, so that two APIs in one crate never read each other's.
pub(super) fn settings(api: &Api, diagnostics: &mut Diagnostics) -> Vec<SettingNames> {
    let module = Words::of(&api.module);
    let wanted: Vec<Vec<Words>> = api
        .settings
        .iter()
        .map(|setting| {
            let words = Words::of(&setting.variable);
            let behind = words.then(&SETTING.noun());
            vec![words, Words::spelled(&setting.variable), behind]
        })
        .collect();
    let mut taken = Taken::default();
    taken.reserve(
        reserved::SETTINGS
            .iter()
            .chain(reserved::PLACEHOLDERS)
            .copied(),
    );
    let fields = settle(SETTING, &mut taken, &wanted);
    let variables: Vec<Vec<Words>> = fields
        .iter()
        .map(|(field, _)| {
            let words = Words::of(field.bare());
            let prefixed = if words.starts_with(&module) {
                words
            } else {
                module.then_whole(&words)
            };
            let behind = prefixed.then_whole(&SETTING.noun());
            vec![prefixed, behind]
        })
        .collect();
    let variables = settle(SETTING, &mut Taken::default(), &variables);
    let names = fields
        .into_iter()
        .zip(variables)
        .zip(api.settings.iter().zip(&wanted));
    names
        .map(|(((field, settled), (variable, _)), (setting, wanted))| {
            if settled == Settled::Longer {
                report(
                    diagnostics,
                    &setting.origin,
                    "setting",
                    &plain(SETTING, wanted),
                    &field,
                );
            }
            SettingNames {
                field,
                environment: variable.bare().to_ascii_uppercase(),
            }
        })
        .collect()
}

/// Names of the credentials: their kind, then with the variables that they are made of.
pub(super) fn credentials(api: &Api) -> Vec<Ident> {
    let wanted = api.credentials.iter().map(|credential| {
        let (kind, templates) = kind(&credential.kind);
        let variables: String = templates
            .iter()
            .map(|template| readable(api, template) + " ")
            .collect();
        let kind = Words::of(&kind);
        let behind = kind.then(&Words::of(&variables));
        vec![kind, behind]
    });
    idents(CREDENTIAL, &[], &wanted.collect::<Vec<_>>())
}

/// Names of the constructors of environments.
pub(super) fn environments(api: &Api) -> Vec<Ident> {
    let wanted = api.environments.iter().map(|environment| {
        let words = Words::of(&environment.name);
        let behind = words.then(&ENVIRONMENT.noun());
        vec![words, Words::spelled(&environment.name), behind]
    });
    idents(ENVIRONMENT, reserved::SETTINGS, &wanted.collect::<Vec<_>>())
}

/// The identifier that the first candidate alone would give.
pub(super) fn plain(style: Style, candidates: &[Words]) -> Ident {
    style.ident(candidates.first().unwrap_or(&Words::default()))
}

fn idents(style: Style, reserved: &[&'static str], wanted: &[Vec<Words>]) -> Vec<Ident> {
    let mut taken = Taken::default();
    taken.reserve(reserved.iter().copied());
    settle(style, &mut taken, wanted)
        .into_iter()
        .map(|(ident, _)| ident)
        .collect()
}

/// A template as text, with the names of its variables.
fn readable(api: &Api, template: &Template) -> String {
    let mut text = String::new();
    for part in &template.parts {
        match part {
            TemplatePart::Text(literal) => text.push_str(literal),
            TemplatePart::Setting(id) => text.push_str(
                api.settings
                    .get(id.0)
                    .map_or("", |setting| &setting.variable),
            ),
            TemplatePart::Dynamic(_) => {}
        }
    }
    text
}

/// The kind of a credential and the templates that tell two of one kind apart. Templates of secrets are all variables,
/// so their text is safe to show.
fn kind(kind: &CredentialKind) -> (String, Vec<&Template>) {
    match kind {
        CredentialKind::Header { name, value } => (name.clone(), vec![value]),
        CredentialKind::Basic { username, .. } => ("basic".to_owned(), vec![username]),
        CredentialKind::Bearer { token } => ("bearer".to_owned(), vec![token]),
        CredentialKind::ApiKey { name, value, .. } => ("api key".to_owned(), vec![name, value]),
        CredentialKind::OAuth2 { token, .. } => ("oauth2".to_owned(), vec![token]),
        CredentialKind::All(_) => ("all".to_owned(), Vec::new()),
        CredentialKind::Signer { kind, .. } => (kind.name().to_owned(), Vec::new()),
    }
}
