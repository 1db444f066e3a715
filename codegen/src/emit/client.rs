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
use super::docs::code;
use super::environment;
use super::scope::Scope;

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
    let docs = format!(
        " A client of `{}`; cheap to clone.",
        code(&scope.cx.api.title)
    );
    let settings = (!used_settings(scope).is_empty()).then(|| {
        let arc = scope.import("std::sync", "Arc");
        let unused = unused(scope.cx);
        quote!(#unused pub(super) settings: #arc<CallSettings>,)
    });
    let unused = unused(scope.cx);
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
        }

        impl #fmt::Debug for Client {
            fn fmt(&self, f: &mut #fmt::Formatter<'_>) -> #fmt::Result {
                f.debug_struct("Client").finish_non_exhaustive()
            }
        }
    }
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
