//! Examples in the documentation: they compile, and show the collection's own values.

use std::collections::BTreeSet;

use crate::ir::{Field, OperationId, Output, Presence, ResourceId, ResponseBody};

use super::context::Context;
use super::docs::Lines;
use super::literal::Written;

/// How many optional inputs an example sets.
const SHOWN_SETTERS: usize = 2;

/// Adds the example of an operation.
pub(super) fn example(lines: &mut Lines, cx: Context<'_>, id: OperationId) {
    let (operation, names) = cx.operation(id);
    let mut written = Written::new(cx);
    let arguments: Vec<String> = operation
        .fields
        .iter()
        .filter(|field| field.presence == Presence::Required)
        .map(|field| written.argument(field))
        .collect();
    let request = &names.request;
    let mut build = vec![format!(
        "let request = {request}::new({});",
        arguments.join(", ")
    )];
    let setters: Vec<String> = operation
        .fields
        .iter()
        .zip(&names.fields)
        .filter(|(field, _)| shows(field))
        .take(SHOWN_SETTERS)
        .map(|(field, name)| format!(".{name}({})", written.argument(field)))
        .collect();
    if let Some(last) = build.last_mut().filter(|_| !setters.is_empty()) {
        last.pop();
        last.push_str(&setters.concat());
        last.push(';');
    }
    let mut code = imports(cx, id, &written.types);
    code.push(String::new());
    code.push("# async fn example() -> Result<(), Box<dyn std::error::Error>> {".to_owned());
    code.push(client(cx));
    code.append(&mut build);
    let unit = operation.output == Output::One(ResponseBody::Empty);
    let binding = if unit { "" } else { "let answer = " };
    let folders: Vec<String> = cx
        .modules(operation.resource)
        .iter()
        .map(|module| format!(".{module}()"))
        .collect();
    code.push(format!(
        "{binding}client{}.{}(&request).await?;",
        folders.concat(),
        names.function
    ));
    code.push("# Ok(())".to_owned());
    code.push("# }".to_owned());
    lines.paragraph("# Examples");
    let language = if cx.settings.crate_name.is_some() {
        "no_run"
    } else {
        "ignore"
    };
    lines.code(language, &code);
}

fn shows(field: &Field) -> bool {
    field.presence != Presence::Required && field.example.is_some() && field.deprecated.is_none()
}

fn imports(cx: Context<'_>, id: OperationId, types: &BTreeSet<String>) -> Vec<String> {
    let (operation, names) = cx.operation(id);
    let root = match &cx.settings.crate_name {
        Some(name) => format!("{name}::{}", cx.api.module),
        None => format!("crate::{}", cx.api.module),
    };
    let request = &names.request;
    let mut lines = vec![format!("use {root}::Client;")];
    if operation.resource == ResourceId::ROOT {
        lines.push(format!("use {root}::{request};"));
    } else {
        lines.push(format!(
            "use {root}::{}::{request};",
            cx.modules(operation.resource).join("::")
        ));
    }
    lines.extend(types.iter().map(|path| format!("use {root}::{path};")));
    lines
}

fn client(cx: Context<'_>) -> String {
    let settings: Vec<String> = cx
        .names
        .settings
        .iter()
        .zip(&cx.api.settings)
        .filter(|(_, setting)| setting.default.is_none())
        .map(|(names, _)| format!(".{}(\"…\")", names.field))
        .collect();
    format!(
        "let client = Client::builder(){}.build()?;",
        settings.concat()
    )
}
