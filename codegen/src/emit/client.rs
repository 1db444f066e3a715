//! The client and its builder.

use std::fmt::Write as _;

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{
    Body, CredentialKind, FormValue, HeaderValue, Operation, PartContent, PartSource, PathPart,
    QueryValue, ResourceId, SettingId, Template,
};

use crate::name::Ident;

use super::credential::emit_credential;
use super::docs::{Lines, code};
use super::environment;
use super::resource::accessor;
use super::scope::Scope;
use super::template::{self, Source};

/// `Client`, `ClientBuilder` and, when there are any, the named environments.
pub(super) fn emit_client(scope: &Scope<'_>) -> TokenStream {
    let client = client(scope);
    let builder = builder(scope);
    let settings = settings(scope);
    let environment = environment::emit_environment(scope);
    quote!(#client #settings #builder #environment)
}

fn client(scope: &Scope<'_>) -> TokenStream {
    let (core, error, fmt) = (
        scope.runtime("Core"),
        scope.runtime("Error"),
        scope.import("std", "fmt"),
    );
    let unused = scope
        .cx
        .api
        .operations
        .is_empty()
        .then(|| quote!(#[allow(dead_code, reason = "the collection has no requests")]));
    let docs = format!(
        " A client of `{}`; cheap to clone.",
        code(&scope.cx.api.title)
    );
    let settings = (!used_settings(scope).is_empty()).then(|| {
        let arc = scope.import("std::sync", "Arc");
        quote!(pub(super) settings: #arc<CallSettings>,)
    });
    let accessors = scope
        .cx
        .resource(ResourceId::ROOT)
        .0
        .children
        .iter()
        .map(|id| accessor(scope, *id, false));
    quote! {
        #[doc = #docs]
        #[derive(Clone)]
        pub struct Client {
            #unused
            pub(super) core: #core,
            #settings
        }

        impl Client {
            #[doc = " A builder; settings without a default must be given."]
            pub fn builder() -> ClientBuilder {
                ClientBuilder::default()
            }

            #[doc = " A client with its settings from environment variables, see [`ClientBuilder::from_env`]."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " When a setting is missing, all missing ones are named, or when a setting cannot be used."]
            pub fn from_env() -> Result<Self, #error> {
                ClientBuilder::from_env().build()
            }

            #(#accessors)*
        }

        impl #fmt::Debug for Client {
            fn fmt(&self, f: &mut #fmt::Formatter<'_>) -> #fmt::Result {
                f.debug_struct("Client").finish_non_exhaustive()
            }
        }
    }
}

/// Settings that calls read, in order.
fn used_settings(scope: &Scope<'_>) -> BTreeSet<SettingId> {
    scope
        .cx
        .api
        .operations
        .iter()
        .flat_map(operation_settings)
        .collect()
}

/// Settings that the calls of an operation read.
pub(super) fn operation_settings(operation: &Operation) -> BTreeSet<SettingId> {
    let mut used = BTreeSet::new();
    let mut add = |template: &Template| used.extend(template.settings());
    for entry in &operation.query {
        add(&entry.name);
        if let QueryValue::Constant(value) = &entry.value {
            add(value);
        }
    }
    for entry in &operation.headers {
        if let HeaderValue::Constant(value) = &entry.value {
            add(value);
        }
    }
    match &operation.body {
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
    used.extend(operation.path.iter().filter_map(|part| match part {
        PathPart::Setting(id) => Some(*id),
        _ => None,
    }));
    used
}

fn settings(scope: &Scope<'_>) -> TokenStream {
    let used = used_settings(scope);
    if used.is_empty() {
        return TokenStream::new();
    }
    let fields = used.iter().map(|id| {
        let (setting, names) = scope.cx.setting(*id);
        let field = &names.field;
        let kind = if setting.secret {
            scope.import("secrecy", "SecretString")
        } else {
            quote!(String)
        };
        quote!(pub(super) #field: #kind,)
    });
    quote! {
        #[doc = " Settings that calls read."]
        pub(super) struct CallSettings {
            #(#fields)*
        }
    }
}

fn builder(scope: &Scope<'_>) -> TokenStream {
    let options = scope.runtime("Options");
    let ids: Vec<SettingId> = (0..scope.cx.api.settings.len()).map(SettingId).collect();
    let fields = ids.iter().map(|id| {
        let (setting, names) = scope.cx.setting(*id);
        let field = &names.field;
        let kind = if setting.secret {
            scope.import("secrecy", "SecretString")
        } else {
            quote!(String)
        };
        quote!(#field: Option<#kind>,)
    });
    let setters = ids.iter().map(|id| setter(scope, *id));
    let from_env = from_env(scope, &ids);
    let environment = environment::builder_method(scope);
    let build = build(scope);
    quote! {
        #[doc = " Builds a [`Client`]."]
        #[derive(Debug, Clone, Default)]
        #[must_use]
        pub struct ClientBuilder {
            options: #options,
            #(#fields)*
        }

        impl ClientBuilder {
            #from_env
            #(#setters)*
            #environment

            #[doc = " Sets timeout, retries, headers, proxy, transport and the like."]
            pub fn options(mut self, options: #options) -> Self {
                self.options = options;
                self
            }
            #build
        }
    }
}

fn setter(scope: &Scope<'_>, id: SettingId) -> TokenStream {
    let (setting, names) = scope.cx.setting(id);
    let name = &names.field;
    let mut docs = Lines::of(&setting.docs);
    let kind = if setting.secret {
        scope.import("secrecy", "SecretString")
    } else {
        quote!(String)
    };
    let mut facts = format!(
        "The variable `{}`; `{}` in the environment.",
        code(&setting.variable),
        names.environment
    );
    if let Some(default) = setting
        .default
        .as_ref()
        .and_then(Template::as_text)
        .filter(|text| !text.is_empty())
    {
        let _ = write!(facts, " The default is `{}`.", code(default));
    }
    docs.paragraph(&facts);
    quote! {
        #docs
        pub fn #name(mut self, #name: impl Into<#kind>) -> Self {
            self.#name = Some(#name.into());
            self
        }
    }
}

fn from_env(scope: &Scope<'_>, ids: &[SettingId]) -> TokenStream {
    let mut docs = Lines::text("A builder with the settings that are in environment variables.");
    docs.gap();
    let mut fields = TokenStream::new();
    for id in ids {
        let (setting, names) = scope.cx.setting(*id);
        docs.line(&format!("- `{}`", names.environment));
        let (field, variable) = (&names.field, &names.environment);
        let from_env = scope.runtime("from_env");
        let convert = setting.secret.then(|| quote!(.map(Into::into)));
        fields.extend(quote!(, #field: #from_env(#variable) #convert));
    }
    let body = if fields.is_empty() {
        quote!(Self::default())
    } else {
        let options = scope.runtime("Options");
        quote!(Self { options: #options::default() #fields })
    };
    quote! {
        #docs
        pub fn from_env() -> Self {
            #body
        }
    }
}

fn build(scope: &Scope<'_>) -> TokenStream {
    let (core, error) = (scope.runtime("Core"), scope.runtime("Error"));
    let locals: TokenStream = in_order(scope)
        .into_iter()
        .map(|id| local(scope, id))
        .collect();
    let (start, finish) = if scope.cx.api.settings.is_empty() {
        (None, None)
    } else {
        let settings = scope.runtime("Settings");
        (
            Some(quote!(let mut settings = #settings::new();)),
            Some(quote!(settings.finish()?;)),
        )
    };
    let servers = scope
        .cx
        .api
        .servers
        .iter()
        .zip(&scope.cx.names.servers)
        .map(|(server, name)| {
            let text = template::text(scope, &server.base, Source::Build);
            let (before, value) = (text.before, text.value);
            let local = server_local(scope, name);
            (quote!(#before let #local = #value;), quote!(#local))
        });
    let (statements, bases): (Vec<_>, Vec<_>) = servers.unzip();
    let credentials: Vec<TokenStream> = scope
        .cx
        .api
        .credentials
        .iter()
        .map(|credential| {
            let statements = emit_credential(scope, &credential.kind);
            if matches!(credential.kind, CredentialKind::All(_)) {
                statements
            } else {
                // In a block of its own, for its locals may be named like a setting that a later credential reads.
                quote!({ #statements })
            }
        })
        .collect();
    let mutable = (!credentials.is_empty()).then(|| quote!(mut));
    let kept = used_settings(scope);
    let kept = (!kept.is_empty()).then(|| {
        let arc = scope.import("std::sync", "Arc");
        let fields = kept.iter().map(|id| &scope.cx.setting(*id).1.field);
        (quote!(let settings = CallSettings { #(#fields),* }; let settings = #arc::new(settings);), quote!(, settings))
    });
    let (keep, field) = kept.unzip();
    quote! {
        #[doc = " Builds the client."]
        #[doc = ""]
        #[doc = " # Errors"]
        #[doc = ""]
        #[doc = " When a setting is missing, all missing ones are named, or when a setting cannot be used."]
        pub fn build(self) -> Result<Client, #error> {
            #start
            #locals
            #finish
            #(#statements)*
            let #mutable credentials = Vec::new();
            #(#credentials)*
            let bases = [#(#bases),*];
            let core = #core::new(self.options, &bases, credentials)?;
            #keep
            Ok(Client { core #field })
        }
    }
}

/// The local of a server's base: its name, unless that is the local of a setting that is still to be read.
fn server_local(scope: &Scope<'_>, name: &Ident) -> TokenStream {
    let settings = &scope.cx.names.settings;
    let is_setting = |local: &str| settings.iter().any(|names| names.field.bare() == local);
    if !is_setting(name.bare()) {
        return quote!(#name);
    }
    let mut local = format!("{}_base", name.bare());
    while is_setting(&local) {
        local.push_str("_base");
    }
    let local = quote::format_ident!("{local}");
    quote!(#local)
}

/// Settings with those that their defaults refer to before them; a setting in a cycle loses its default.
fn in_order(scope: &Scope<'_>) -> Vec<SettingId> {
    let mut ordered = Vec::new();
    for id in (0..scope.cx.api.settings.len()).map(SettingId) {
        visit(scope, id, &mut Vec::new(), &mut ordered);
    }
    ordered
}

fn visit(
    scope: &Scope<'_>,
    id: SettingId,
    open: &mut Vec<SettingId>,
    ordered: &mut Vec<SettingId>,
) {
    if ordered.contains(&id) || open.contains(&id) {
        return;
    }
    open.push(id);
    for used in scope
        .cx
        .setting(id)
        .0
        .default
        .iter()
        .flat_map(Template::settings)
        .collect::<Vec<_>>()
    {
        visit(scope, used, open, ordered);
    }
    open.pop();
    ordered.push(id);
}

fn local(scope: &Scope<'_>, id: SettingId) -> TokenStream {
    let (setting, names) = scope.cx.setting(id);
    let (field, variable) = (&names.field, &setting.variable);
    if setting.secret {
        return quote!(let #field = settings.secret(#variable, self.#field););
    }
    let default = setting
        .default
        .as_ref()
        .filter(|default| !in_cycle(scope, id, default));
    match default {
        None => quote!(let #field = settings.required(#variable, self.#field, None);),
        Some(default) => {
            let text = template::text(scope, default, Source::Build);
            let (before, value) = (text.before, text.value);
            quote!(#before let #field = settings.required(#variable, self.#field, Some(#value));)
        }
    }
}

fn in_cycle(scope: &Scope<'_>, id: SettingId, default: &Template) -> bool {
    let mut seen = vec![];
    let mut next: Vec<SettingId> = default.settings().collect();
    while let Some(used) = next.pop() {
        if used == id {
            return true;
        }
        if !seen.contains(&used) {
            seen.push(used);
            next.extend(
                scope
                    .cx
                    .setting(used)
                    .0
                    .default
                    .iter()
                    .flat_map(Template::settings),
            );
        }
    }
    false
}
