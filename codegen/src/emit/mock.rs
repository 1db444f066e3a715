//! A client for tests: it answers from the collection's saved responses.

use std::fmt::Write as _;

use proc_macro2::TokenStream;
use quote::quote;

use crate::format;
use crate::ir::{OperationId, ResourceId, SavedAnswer, Setting, SettingId, TemplatePart};

use super::context::Context;
use super::feature;
use super::operation::operation_name;
use super::quoted::spelled;
use super::scope::Scope;

/// Above a list that only folders add to, each of which has a cargo feature.
const UNCHANGED: &str =
    "    #[allow(unused_mut, reason = \"no folder may be compiled that adds any\")]\n";

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

/// The client of `mock.rs` that answers with the API's saved responses.
pub(super) fn emit_mock(scope: &Scope<'_>) -> TokenStream {
    let cx = scope.cx;
    let (mock, error) = (scope.runtime("Mock"), scope.runtime("Error"));
    let client = scope.import("super::client", "Client");
    let settings = cx.api.settings.iter().zip(&cx.names.settings).enumerate();
    let settings = settings
        .filter(|(_, (setting, _))| setting.default.is_none())
        .map(|(index, (setting, names))| {
            let (field, value) = (&names.field, placeholder(cx, SettingId(index), setting));
            quote!(.#field(#value))
        });
    quote! {
        #[doc = " The saved responses, and a client that sends to them."]
        pub(super) fn client() -> Result<(#client, #mock), #error> {
            let mock = answers();
            let client = #client::builder() #(#settings)* .transport(mock.clone()).build()?;
            Ok((client, mock))
        }
    }
}

/// The function that gives the API's saved responses or adds those of a folder, as text that needs no printing: bodies are
/// long, and on their way through tokens they would be read several times.
pub(super) fn emit_answers(scope: &Scope<'_>, id: ResourceId) -> String {
    let cx = scope.cx;
    scope.runtime("Mock");
    let added = added(cx, id);
    let (docs, head, body) = if id == ResourceId::ROOT {
        (
            "/// The saved responses, a line for each.",
            "fn answers() -> Mock",
            all(cx, &added),
        )
    } else {
        (
            "/// Adds the saved responses of this folder, a line for each.",
            "pub(crate) fn answers(mut mock: Mock) -> Mock",
            format!("{added}    mock\n"),
        )
    };
    let allow = format::allow_length(&body);
    let names = operations(cx, id);
    format!("{docs}\n#[rustfmt::skip]\n{allow}{head} {{\n{body}}}\n{names}")
}

/// The list of all operations, beside the function for the whole API.
fn operations(cx: Context<'_>, id: ResourceId) -> String {
    if id != ResourceId::ROOT || cx.api.operations.is_empty() {
        return String::new();
    }
    let mut text =
        String::from("\n/// All operations.\n#[rustfmt::skip]\nconst OPERATIONS: &[&str] = &[\n");
    for index in 0..cx.api.operations.len() {
        let (operation, names) = cx.operation(OperationId(index));
        let name = spelled(&operation_name(cx, operation, names));
        let _ = writeln!(text, "    {name},");
    }
    text + "];\n"
}

/// The body of the function that gives all saved responses, which these statements add.
fn all(cx: Context<'_>, added: &str) -> String {
    if cx.api.operations.is_empty() {
        return "    Mock::new()\n".to_owned();
    }
    if added.is_empty() {
        return "    Mock::new().operations(OPERATIONS)\n".to_owned();
    }
    let unchanged = if cx.api.options.folder_features {
        UNCHANGED
    } else {
        ""
    };
    format!("{unchanged}    let mut mock = Mock::new().operations(OPERATIONS);\n{added}    mock\n")
}

/// The statements that add the saved responses of a folder and of those below it.
fn added(cx: Context<'_>, id: ResourceId) -> String {
    let mut text = String::new();
    let resource = cx.resource(id).0;
    for id in &resource.operations {
        push_saved(&mut text, cx, *id);
    }
    for child in resource.children.iter().filter(|id| is_needed(cx, **id)) {
        let module = cx.resource(*child).1.module.as_str();
        let statement = format!("mock = super::{module}::mock::answers(mock);");
        let _ = match feature::of_folder(cx, *child) {
            Some(feature) => writeln!(
                text,
                "    #[cfg(feature = {feature:?})]\n    {{\n        {statement}\n    }}"
            ),
            None => writeln!(text, "    {statement}"),
        };
    }
    text
}

/// Adds the statements that add the saved responses of an operation.
fn push_saved(text: &mut String, cx: Context<'_>, id: OperationId) {
    let (operation, names) = cx.operation(id);
    let name = spelled(&operation_name(cx, operation, names));
    for case in &operation.responses {
        let Some(status) = case.status.code() else {
            continue;
        };
        if case.examples.is_empty() {
            let _ = writeln!(text, "    mock = mock.saved({name}, {status}, \"\");");
        }
        for SavedAnswer { headers, body } in &case.examples {
            let headers = headers.iter().filter(|header| !is_implied(header, body));
            let headers: Vec<String> = headers
                .map(|(name, value)| format!("({}, {})", spelled(name), spelled(value)))
                .collect();
            let (headers, body) = (headers.join(", "), spelled(body));
            let _ = if headers.is_empty() {
                writeln!(text, "    mock = mock.saved({name}, {status}, {body});")
            } else {
                writeln!(
                    text,
                    "    mock = mock.saved_with({name}, {status}, &[{headers}], {body});"
                )
            };
        }
    }
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
