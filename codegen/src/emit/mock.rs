//! A client for tests: it answers from the collection's saved responses.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::ir::{OperationId, ResourceId, SavedAnswer, Setting, SettingId, TemplatePart};

use super::context::Context;
use super::feature;
use super::moved::Moved;
use super::operation::operation_name;
use super::quoted::quoted;
use super::scope::Scope;

/// Whether there are saved responses in a folder or below it; an API always has a mock.
pub(super) fn is_needed(cx: Context<'_>, id: ResourceId) -> bool {
    let resource = cx.resource(id).0;
    let has_responses = |id: &OperationId| {
        let mut cases = cx.operation(*id).0.responses.iter();
        cases.any(|case| case.status.code().is_some())
    };
    id == ResourceId::ROOT
        || resource.operations.iter().any(has_responses)
        || resource.children.iter().any(|child| is_needed(cx, *child))
}

/// `mock.rs` of the API: the saved responses, and a client that answers with them.
pub(super) fn emit_mock(scope: &Scope<'_>) -> TokenStream {
    let cx = scope.cx;
    let (mock, error) = (scope.runtime("Mock"), scope.runtime("Error"));
    let client = scope.import("super::client", "Client");
    let added = added(cx, ResourceId::ROOT);
    let settings = cx.api.settings.iter().zip(&cx.names.settings).enumerate();
    let settings = settings
        .filter(|(_, (setting, _))| setting.default.is_none())
        .map(|(index, (setting, names))| {
            let (field, value) = (&names.field, placeholder(cx, SettingId(index), setting));
            quote!(.#field(#value))
        });
    let answers = if added.is_empty() {
        quote!(#mock::new())
    } else {
        let unchanged = cx.api.options.folder_features.then(
            || quote!(#[allow(unused_mut, reason = "no folder may be compiled that adds any")]),
        );
        quote!(#unchanged let mut mock = #mock::new(); #added mock)
    };
    quote! {
        #[doc = " The saved responses, a line for each."]
        #[rustfmt::skip]
        fn answers() -> #mock {
            #answers
        }

        #[doc = " The saved responses, and a client that sends to them."]
        pub(super) fn client() -> Result<(#client, #mock), #error> {
            let mock = answers();
            let client = #client::builder() #(#settings)* .transport(mock.clone()).build()?;
            Ok((client, mock))
        }
    }
}

/// `mock.rs` of a folder: its saved responses.
pub(super) fn emit_answers(scope: &Scope<'_>, id: ResourceId) -> TokenStream {
    let mock = scope.runtime("Mock");
    let added = Moved::from(added(scope.cx, id));
    quote! {
        #[doc = " Adds the saved responses of this folder, a line for each."]
        #[rustfmt::skip]
        pub(crate) fn answers(mut mock: #mock) -> #mock {
            #added
            mock
        }
    }
}

/// The statements that add the saved responses of a folder and of those below it.
fn added(cx: Context<'_>, id: ResourceId) -> TokenStream {
    let resource = cx.resource(id).0;
    let saved = resource.operations.iter().flat_map(|id| saved(cx, *id));
    let saved = saved.map(Moved::from);
    let mut statements: TokenStream = saved.map(|saved| quote!(mock = mock.#saved;)).collect();
    let folders = resource
        .children
        .iter()
        .filter(|child| is_needed(cx, **child));
    statements.extend(folders.map(|child| {
        let module = &cx.resource(*child).1.module;
        let statement = quote!(mock = super::#module::mock::answers(mock););
        match feature::of_folder(cx, *child) {
            Some(feature) => quote!(#[cfg(feature = #feature)] { #statement }),
            None => statement,
        }
    }));
    statements
}

/// The function of the API's module.
pub(super) fn emit_function() -> TokenStream {
    quote! {
        #[doc = " A client that sends nothing: it answers from the collection's saved responses and records its requests."]
        #[doc = ""]
        #[doc = " An operation gives its first saved success. [`Mock::answer`](runtime::Mock::answer) and"]
        #[doc = " [`Mock::answer_saved`](runtime::Mock::answer_saved) say otherwise; without any answer a call fails."]
        #[doc = ""]
        #[doc = " # Errors"]
        #[doc = ""]
        #[doc = " When no client can be built with made-up settings, because a server's address needs a setting of a certain form."]
        #[cfg(feature = "mock")]
        pub fn mock() -> Result<(Client, runtime::Mock), runtime::Error> {
            mock::client()
        }
    }
}

/// The calls that add the saved responses of an operation.
fn saved(cx: Context<'_>, id: OperationId) -> Vec<TokenStream> {
    let (operation, names) = cx.operation(id);
    let name = quoted(&operation_name(cx, operation, names));
    let mut rows = Vec::new();
    for case in &operation.responses {
        let Some(status) = case.status.code() else {
            continue;
        };
        let status = Literal::u16_unsuffixed(status);
        if case.examples.is_empty() {
            rows.push(quote!(saved(#name, #status, "")));
        }
        for SavedAnswer { headers, body } in &case.examples {
            let headers = headers.iter().filter(|header| !is_implied(header, body));
            let headers: Vec<_> = headers
                .map(|(name, value)| quote!((#name, #value)))
                .collect();
            let body = quoted(body);
            rows.push(if headers.is_empty() {
                quote!(saved(#name, #status, #body))
            } else {
                quote!(saved_with(#name, #status, &[#(#headers),*], #body))
            });
        }
    }
    rows
}

/// Whether a mock gives this header by the look of the body.
fn is_implied((name, value): &(String, String), body: &str) -> bool {
    name == "content-type" && value == "application/json" && body.starts_with(['{', '['])
}

/// A value that an address or a credential can be made of: a number where a port stands.
fn placeholder(cx: Context<'_>, id: SettingId, setting: &Setting) -> &'static str {
    let is_port = cx.api.servers.iter().any(|server| {
        server.base.parts.windows(2).any(|parts| match parts {
            [TemplatePart::Text(before), TemplatePart::Setting(port)] => {
                *port == id && before.ends_with(':')
            }
            [TemplatePart::Setting(_), TemplatePart::Setting(port)] => {
                *port == id && setting.variable.to_ascii_lowercase().contains("port")
            }
            _ => false,
        })
    });
    if is_port { "80" } else { "mock" }
}
