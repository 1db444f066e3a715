//! The builder of a client: its settings and options.

use std::fmt::Write as _;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::ir::{Setting, SettingId, Template};

use super::build::emit_build;
use super::docs::{Lines, code};
use super::environment;
use super::request::allow_known_method;
use super::scope::Scope;
use super::template;

/// `ClientBuilder`.
pub(super) fn emit_builder(scope: &Scope<'_>) -> TokenStream {
    let options = scope.runtime("Options");
    let ids: Vec<SettingId> = (0..scope.cx.api.settings.len()).map(SettingId).collect();
    let fields = ids.iter().map(|id| {
        let (setting, names) = scope.cx.setting(*id);
        let field = &names.field;
        let kind = setting_type(scope, *id, setting);
        quote!(#field: Option<#kind>,)
    });
    let setters = ids.iter().map(|id| setter(scope, *id));
    let from_env = from_env(scope, &ids);
    let environment = environment::builder_method(scope);
    let build = emit_build(scope);
    let shortcuts = shortcuts(scope);
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

            #shortcuts

            #[doc = " Sets all options at once, in place of those set before."]
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
    let kind = setting_type(scope, id, setting);
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
    if !setting.required && setting.default.is_none() {
        docs.paragraph("Only the calls that need it fail without it.");
    }
    if scope.cx.api.is_token(id) {
        token_docs(scope, id, &mut docs);
    }
    let known = allow_known_method(name);
    quote! {
        #docs
        #known
        pub fn #name(mut self, #name: impl Into<#kind>) -> Self {
            self.#name = Some(#name.into());
            self
        }
    }
}

/// What can be given as a token.
fn token_docs(scope: &Scope<'_>, id: SettingId, docs: &mut Lines) {
    let runtime = scope.below_api("runtime");
    docs.paragraph(&format!(
        "A fixed token, a [`Token`] from a source, or a grant of [`OAuth2`]({runtime}::OAuth2). Tokens are fetched when they\nare needed, kept, and renewed before they expire."
    ));
    let mut endpoints = scope.cx.api.token_endpoints.iter();
    let Some(endpoint) = endpoints.find(|endpoint| endpoint.token == id) else {
        return;
    };
    let mut known = format!(
        "A grant asks `{}`",
        code(&template::shown(scope.cx, &endpoint.url))
    );
    for (index, (name, _)) in endpoint.parameters.iter().enumerate() {
        known.push_str(if index == 0 { " with the `" } else { ", `" });
        known.extend([&code(name), "`"]);
    }
    if !endpoint.parameters.is_empty() {
        known.push_str(" of the collection");
    }
    known.push_str(", unless it says otherwise.");
    docs.paragraph(&known);
}

fn from_env(scope: &Scope<'_>, ids: &[SettingId]) -> TokenStream {
    let mut docs = Lines::text("A builder with the settings that are in environment variables.");
    let mut variables = String::new();
    let mut fields = TokenStream::new();
    for id in ids {
        let names = scope.cx.setting(*id).1;
        variables.extend(["- `", &names.environment, "`\n"]);
        let (field, variable) = (&names.field, &names.environment);
        let from_env = scope.runtime("from_env");
        fields.extend(quote!(, #field: #from_env(#variable)));
    }
    docs.paragraph(&variables);
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

/// The type of a setting's value.
fn setting_type(scope: &Scope<'_>, id: SettingId, setting: &Setting) -> TokenStream {
    if scope.cx.api.is_token(id) {
        scope.runtime("Token")
    } else if setting.secret {
        scope.import("secrecy", "SecretString")
    } else {
        quote!(String)
    }
}

/// The options that most programs set, as methods.
fn shortcuts(scope: &Scope<'_>) -> TokenStream {
    let duration = scope.import("std::time", "Duration");
    let (retries, transport) = (scope.runtime("Retries"), scope.runtime("Transport"));
    let text = quote!(&str);
    let methods = [
        (
            "base_url",
            vec![("address", quote!(impl Into<String>))],
            "Sends every call to this server, such as one of a test, in place of those of the collection.",
        ),
        (
            "timeout",
            vec![("timeout", duration)],
            "How long one attempt of a call may take.",
        ),
        (
            "header",
            vec![("name", text.clone()), ("value", text.clone())],
            "A header of every request, unless the operation or the call sets it.",
        ),
        (
            "user_agent",
            vec![("value", text)],
            "`User-Agent` of every request.",
        ),
        (
            "retries",
            vec![("retries", quote!(impl Into<#retries>))],
            "How calls are repeated: a number of times, or a policy.",
        ),
        (
            "lenient",
            vec![("on", quote!(bool))],
            "Whether JSON of an answer that does not fit its type is left out instead of failing the call.",
        ),
        (
            "reqwest",
            vec![("client", quote!(reqwest::Client))],
            "Sends with your own `reqwest` client; give it `redirect::Policy::none()`.",
        ),
        (
            "transport",
            vec![("transport", quote!(impl #transport + 'static))],
            "Sends with a transport of your own.",
        ),
    ];
    // A setting of that name says where calls go, too.
    let mut settings = scope.cx.names.settings.iter();
    let is_setting = settings.any(|names| names.field.bare() == "base_url");
    let methods = methods
        .into_iter()
        .filter(|(name, ..)| !is_setting || *name != "base_url");
    let methods = methods.map(|(name, arguments, docs)| {
        let (name, docs) = (format_ident!("{name}"), format!(" {docs}"));
        let (names, types): (Vec<_>, Vec<_>) = arguments
            .into_iter()
            .map(|(name, kind)| (format_ident!("{name}"), kind))
            .unzip();
        quote! {
            #[doc = #docs]
            pub fn #name(mut self, #(#names: #types),*) -> Self {
                self.options = self.options.#name(#(#names),*);
                self
            }
        }
    });
    quote! {
        #(#methods)*

        #[doc = " Sends everything through a proxy, such as `http://proxy.example:3128`."]
        #[cfg(not(target_arch = "wasm32"))]
        pub fn proxy(mut self, address: impl Into<String>) -> Self {
            self.options = self.options.proxy(address);
            self
        }
    }
}
