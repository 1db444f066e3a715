//! The building of a client: settings into servers and credentials.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::ir::{CredentialId, SettingId, Template};

use super::client::used_settings;
use super::credential::{self, credential_settings, emit_credential, is_token};
use super::lints;
use super::scope::Scope;
use super::template::{self, Source};

/// The function that builds the client.
///
/// What every call needs must be there; a server or credential that lacks a setting fails the calls that need it.
pub(super) fn emit_build(scope: &Scope<'_>) -> TokenStream {
    let (core, error) = (scope.runtime("Core"), scope.runtime("Error"));
    let locals: TokenStream = in_order(scope)
        .into_iter()
        .map(|id| local(scope, id))
        .collect();
    let (start, finish) = if scope.cx.api.settings.is_empty() {
        (None, None)
    } else {
        let settings = scope.runtime("Settings");
        let names = scope.cx.names.settings.iter();
        let names = names.map(|names| (names.field.bare(), &names.environment));
        let (setters, variables): (Vec<_>, Vec<_>) = names.unzip();
        (
            Some(quote!(let mut settings = #settings::new(&[#((#setters, #variables)),*]);)),
            Some(quote!(settings.finish()?;)),
        )
    };
    let (statements, servers) = servers(scope);
    let endpoints = &scope.cx.api.token_endpoints;
    let tokens: TokenStream = endpoints
        .iter()
        .filter_map(|endpoint| credential::complete_token(scope, endpoint))
        .collect();
    let credentials: Vec<TokenStream> = scope
        .cx
        .api
        .credentials
        .iter()
        .map(|credential| {
            let (before, value) = emit_credential(scope, &credential.kind);
            let needs = needs(scope, credential_settings(scope.cx.api, &credential.kind));
            let value = if needs.is_empty() {
                value
            } else {
                quote!(settings.credential(&[#(#needs),*], #value))
            };
            // A block of its own, so that no local of one credential hides a setting from the next.
            if before.is_empty() {
                value
            } else {
                quote!({ #before #value })
            }
        })
        .collect();
    let names = (0..credentials.len()).map(|index| credential::local(scope, CredentialId(index)));
    let names: Vec<_> = names.collect();
    let list = if names.is_empty() {
        quote!(Vec::new())
    } else {
        quote!(vec![#(#names),*])
    };
    let server_type = servers.is_empty().then(|| quote!(: [&str; 0]));
    let kept = used_settings(scope);
    let kept = (!kept.is_empty()).then(|| {
        let arc = scope.import("std::sync", "Arc");
        let fields = kept.iter().map(|id| &scope.cx.setting(*id).1.field);
        (quote!(let settings = CallSettings { #(#fields),* }; let settings = #arc::new(settings);), quote!(, settings))
    });
    let (keep, field) = kept.unzip();
    let lints = lints::of_locals(
        scope
            .cx
            .names
            .settings
            .iter()
            .map(|names| names.field.bare())
            .chain(["core", "credentials", "servers", "settings"]),
    );
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
            #start
            #locals
            #finish
            #statements
            #tokens
            #(let #names = #credentials;)*
            let credentials = #list;
            let servers #server_type = [#(#servers),*];
            let core = #core::new(self.options #lenient, &servers, credentials)?;
            #keep
            Ok(Client { core #field })
        }
    }
}

/// The statements that complete the addresses of the servers, and their expressions.
fn servers(scope: &Scope<'_>) -> (TokenStream, Vec<TokenStream>) {
    let servers = &scope.cx.api.servers;
    let of = |server: &crate::ir::Server| needs(scope, server.base.settings().collect());
    let is_lazy = servers.iter().any(|server| !of(server).is_empty());
    let (mut statements, mut values) = (TokenStream::new(), Vec::new());
    let digits = servers.len().to_string().len();
    for (index, server) in servers.iter().enumerate() {
        let (text, local) = (
            template::text(scope, &server.base, Source::Build),
            format_ident!("server_{index:0digits$}"),
        );
        let (before, value, needs) = (text.before, text.value, of(server));
        let value = if is_lazy {
            quote!(settings.server(&[#(#needs),*], #value))
        } else {
            value
        };
        statements.extend(quote!(#before let #local = #value;));
        values.push(quote!(#local));
    }
    (statements, values)
}

/// Whether the client cannot be built without a setting: every call needs it, or calls read it as it is.
fn is_required(scope: &Scope<'_>, id: SettingId) -> bool {
    scope.cx.setting(id).0.required || used_settings(scope).contains(&id)
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
    let (field, setter) = (&names.field, names.field.bare());
    let is_required = is_required(scope, id);
    let method = match (is_token(scope, id), setting.secret, is_required) {
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
            let text = template::text(scope, default, Source::Build);
            let (before, value) = (text.before, text.value);
            let needs = needs(scope, default.settings().collect());
            if needs.is_empty() {
                return quote!(#before let #field = settings.#method(#setter, self.#field, Some(#value)););
            }
            quote! {
                #before
                let default = settings.completed(&[#(#needs),*], #value);
                let #field = settings.#method(#setter, self.#field, default);
            }
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
