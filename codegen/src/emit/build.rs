//! The building of a client: settings into servers and credentials.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::ir::{CredentialId, SettingId, Template};

use super::credential::{self, emit_credential};
use super::lints;
use super::scope::Scope;
use super::template::{self, Bound, Source};

/// The function that builds the client.
///
/// What every call needs must be there; a server or credential that lacks a setting fails the calls that need it.
pub(super) fn emit_build(scope: &Scope<'_>) -> TokenStream {
    let (core, error) = (scope.runtime("Core"), scope.runtime("Error"));
    let settings = settings(scope);
    let (statements, servers) = servers(scope);
    let server_type = servers.is_empty().then(|| quote!(: [&str; 0]));
    let endpoints = scope.cx.api.token_endpoints.iter();
    let tokens: TokenStream = endpoints
        .filter_map(|endpoint| credential::complete_token(scope, endpoint))
        .collect();
    let credentials = credentials(scope);
    let kept = scope.cx.api.called_settings();
    let kept = (!kept.is_empty()).then(|| {
        let arc = scope.import("std::sync", "Arc");
        let fields = kept.iter().map(|id| &scope.cx.setting(*id).1.field);
        (quote!(let settings = CallSettings { #(#fields),* }; let settings = #arc::new(settings);), quote!(, settings))
    });
    let (keep, field) = kept.unzip();
    let names = scope.cx.names.settings.iter();
    let own = ["core", "credentials", "servers", "settings"];
    let lints = lints::of_locals(names.map(|names| names.field.bare()).chain(own));
    let lenient = scope.cx.api.options.lenient;
    let lenient = lenient.then(|| quote!(.lenient_by_default()));
    quote! {
        #[doc = " Builds the client."]
        #[doc = ""]
        #[doc = " # Errors"]
        #[doc = ""]
        #[doc = " When a setting is missing that every call needs, all such are named, or when a setting cannot be used."]
        #lints
        pub fn build(self) -> Result<Client, #error> {
            #settings
            #statements
            #tokens
            #credentials
            let servers #server_type = [#(#servers),*];
            let core = #core::new(self.options #lenient, &servers, credentials)?;
            #keep
            Ok(Client { core #field })
        }
    }
}

/// The statements that bind the settings.
fn settings(scope: &Scope<'_>) -> TokenStream {
    if scope.cx.api.settings.is_empty() {
        return TokenStream::new();
    }
    let settings = scope.runtime("Settings");
    let names = scope.cx.names.settings.iter();
    let names = names.map(|names| (names.field.bare(), &names.environment));
    let (setters, variables): (Vec<_>, Vec<_>) = names.unzip();
    let locals = in_order(scope).into_iter().map(|id| local(scope, id));
    quote! {
        let mut settings = #settings::new(&[#((#setters, #variables)),*]);
        #(#locals)*
        settings.finish()?;
    }
}

/// The statements that make the credentials.
fn credentials(scope: &Scope<'_>) -> TokenStream {
    let mut statements = TokenStream::new();
    let mut names = Vec::new();
    for (index, credential) in scope.cx.api.credentials.iter().enumerate() {
        let (before, value) = emit_credential(scope, &credential.kind);
        let needs = needs(scope, scope.cx.api.credential_settings(&credential.kind));
        let value = if needs.is_empty() {
            value
        } else {
            quote!(settings.credential(&[#(#needs),*], #value))
        };
        // A block of its own, so that no local of one credential hides a setting from the next.
        let value = if before.is_empty() {
            value
        } else {
            quote!({ #before #value })
        };
        let name = credential::local(scope, CredentialId(index));
        statements.extend(quote!(let #name = #value;));
        names.push(name);
    }
    if names.is_empty() {
        return quote!(let credentials = Vec::new(););
    }
    quote!(#statements let credentials = vec![#(#names),*];)
}

/// The statements that complete the addresses of the servers, and their expressions.
fn servers(scope: &Scope<'_>) -> (TokenStream, Vec<TokenStream>) {
    let servers = &scope.cx.api.servers;
    let of = |server: &crate::ir::Server| needs(scope, server.base.settings().collect());
    let is_lazy = servers.iter().any(|server| !of(server).is_empty());
    let (mut statements, mut values) = (TokenStream::new(), Vec::new());
    let digits = servers.len().to_string().len();
    for (index, server) in servers.iter().enumerate() {
        let local = format!("server_{index:0digits$}");
        if is_lazy {
            let text = template::text(scope, &server.base, Source::Build);
            let (local, needs) = (format_ident!("{local}"), of(server));
            statements.extend(
                text.written(|value| quote!(let #local = settings.server(&[#(#needs),*], #value);)),
            );
            values.push(quote!(#local));
            continue;
        }
        let (before, text) = template::bound(scope, &server.base, &local);
        statements.extend(before);
        values.push(match text {
            Bound::Borrowed(text) => text,
            Bound::Owned(local) => quote!(#local.as_str()),
        });
    }
    (statements, values)
}

/// Whether the client cannot be built without a setting: every call needs it, or calls read it as it is.
fn is_required(scope: &Scope<'_>, id: SettingId) -> bool {
    scope.cx.setting(id).0.required || scope.cx.api.called_settings().contains(&id)
}

/// The setters of those settings that may have no value although the client was built.
fn needs<'a>(scope: &Scope<'a>, used: BTreeSet<SettingId>) -> Vec<&'a str> {
    let may_lack = |id: SettingId| {
        let default = scope.cx.setting(id).0.default.as_ref();
        let is_plain = default.is_some_and(|default| default.settings().next().is_none());
        !is_plain && !is_required(scope, id)
    };
    used.into_iter()
        .filter(|id| may_lack(*id))
        .map(|id| scope.cx.setting(id).1.field.bare())
        .collect()
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
    for used in default_settings(scope, id) {
        visit(scope, used, open, ordered);
    }
    open.pop();
    ordered.push(id);
}

/// The settings that the default of a setting refers to.
fn default_settings<'a>(
    scope: &Scope<'a>,
    id: SettingId,
) -> impl Iterator<Item = SettingId> + use<'a> {
    let default = scope.cx.setting(id).0.default.iter();
    default.flat_map(Template::settings)
}

fn local(scope: &Scope<'_>, id: SettingId) -> TokenStream {
    let (setting, names) = scope.cx.setting(id);
    let (field, setter) = (&names.field, names.field.bare());
    let is_required = is_required(scope, id);
    let method = match (scope.cx.api.is_token(id), setting.secret, is_required) {
        (true, _, true) => "token",
        (true, _, false) => "optional_token",
        (false, true, true) => "secret",
        (false, true, false) => "optional_secret",
        (false, false, true) => "required",
        (false, false, false) => "optional",
    };
    let method = format_ident!("{method}");
    if setting.secret {
        return quote!(let #field = settings.#method(#setter, self.#field););
    }
    let default = setting
        .default
        .as_ref()
        .filter(|default| !in_cycle(scope, id, default));
    match default {
        None => quote!(let #field = settings.#method(#setter, self.#field, None);),
        Some(default) => {
            let needs = needs(scope, default.settings().collect());
            template::text(scope, default, Source::Build).written(|value| {
                if needs.is_empty() {
                    return quote!(let #field = settings.#method(#setter, self.#field, Some(#value)););
                }
                quote! {
                    let default = settings.completed(&[#(#needs),*], #value);
                    let #field = settings.#method(#setter, self.#field, default);
                }
            })
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
            next.extend(default_settings(scope, used));
        }
    }
    false
}
