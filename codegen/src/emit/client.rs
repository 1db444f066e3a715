//! The client and its builder.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{
    Body, FormValue, HeaderValue, Operation, PartContent, PartSource, PathPart, QueryValue,
    SettingId, Template,
};

use super::builder::emit_builder;
use super::context::Context;
use super::docs::{Lines, code};
use super::operation::{credential_of, server_of};
use super::scope::Scope;
use super::{doctest, environment};

/// `Client`, `ClientBuilder` and, when there are any, the named environments.
pub(super) fn emit_client(scope: &Scope<'_>) -> TokenStream {
    let client = client(scope);
    let builder = emit_builder(scope);
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
    let title = code(&scope.cx.api.title);
    let mut docs = Lines::text(&format!("A client of `{title}`; cheap to clone."));
    doctest::building(&mut docs, scope.cx);
    let settings = (!used_settings(scope).is_empty()).then(|| {
        let arc = scope.import("std::sync", "Arc");
        let unused = unused(scope.cx);
        quote!(#unused pub(super) settings: #arc<CallSettings>,)
    });
    let unused = unused(scope.cx);
    let request = request(scope);
    quote! {
        #docs
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

            #request
        }

        impl #fmt::Debug for Client {
            fn fmt(&self, f: &mut #fmt::Formatter<'_>) -> #fmt::Result {
                f.debug_struct("Client").finish_non_exhaustive()
            }
        }
    }
}

/// The function for calls that the collection does not show.
fn request(scope: &Scope<'_>) -> Option<TokenStream> {
    let (server, credential) = scope.cx.api.usual()?;
    let [operation, call, body] = ["Operation", "Call", "Body"].map(|name| scope.runtime(name));
    let method = scope.import("http", "Method");
    let server = server_of(server);
    let credential = credential_of(credential);
    Some(quote! {
        #[doc = " A call that the collection does not show: to a path of the server that most calls go to, encoded already and with its"]
        #[doc = " query, authorized as most calls there are."]
        #[doc = ""]
        #[doc = " [`Call::json`] and [`Call::body`] give it a body, [`Call::base_url`] another server, [`Call::credential`] another"]
        #[doc = " credential."]
        pub fn request(&self, method: #method, path: &str) -> #call<#body> {
            static OPERATION: #operation = #operation::new("request", "ANY", "*") #server #credential;
            self.core.draft(&OPERATION).to(method, path)
        }
    })
}

/// Settings that calls read, in order.
pub(super) fn used_settings(scope: &Scope<'_>) -> BTreeSet<SettingId> {
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
        add(&entry.name);
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

/// What only operations read is read by none where there are none.
fn unused(cx: Context<'_>) -> Option<TokenStream> {
    let reason = if cx.api.options.folder_features {
        "read by the folders that are compiled"
    } else if cx.api.operations.is_empty() {
        "the collection has no requests"
    } else {
        return None;
    };
    Some(quote!(#[allow(dead_code, reason = #reason)]))
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
    let unused = unused(scope.cx);
    quote! {
        #[doc = " Settings that calls read."]
        #unused
        pub(super) struct CallSettings {
            #(#fields)*
        }
    }
}
