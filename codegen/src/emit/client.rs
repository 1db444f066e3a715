//! The client and its builder.

use proc_macro2::TokenStream;
use quote::quote;

use super::builder::emit_builder;
use super::context::Context;
use super::docs::{Lines, code};
use super::operation::{credential_of, server_of};
use super::scope::Scope;
use super::{doctest, environment, lints};

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
    let settings = (!scope.cx.api.called_settings().is_empty()).then(|| {
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
    let used = scope.cx.api.called_settings();
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
    let names = used.iter().map(|id| scope.cx.setting(*id).1.field.bare());
    let lints = lints::of_private_fields(names);
    quote! {
        #[doc = " Settings that calls read."]
        #unused
        #lints
        pub(super) struct CallSettings {
            #(#fields)*
        }
    }
}
