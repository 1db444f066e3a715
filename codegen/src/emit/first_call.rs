//! A call to begin with: in the README of a crate, and as a program for its user to change.

use std::cmp::Reverse;

use crate::ir::{Api, OperationId, Presence};
use crate::name::Names;

use super::ModuleSettings;
use super::context::Context;
use super::docs::Lines;
use super::doctest::Statements;
use super::survey::Survey;

/// A program that shows the first call of an API as a command; `None` for an API without operations.
pub(super) fn program(api: &Api, names: &Names, settings: &ModuleSettings) -> Option<String> {
    let survey = Survey::of(api);
    let cx = Context::new(api, names, settings, &survey);
    let statements = Statements::of(cx, first(api)?, 0);
    let imports = statements.imports.join("\n");
    let body: Vec<String> = statements
        .with_call("let call = ", None)
        .iter()
        .map(|line| format!("    {line}\n"))
        .collect();
    let body = body.concat();
    Some(format!(
        "\
//! A first call, shown as a command; `call.await?` sends it.

{imports}

fn main() -> std::process::ExitCode {{
    match first_call() {{
        Ok(command) => println!(\"{{command}}\"),
        Err(error) => {{
            eprintln!(\"{{error}}\");
            return std::process::ExitCode::FAILURE;
        }}
    }}
    std::process::ExitCode::SUCCESS
}}

fn first_call() -> Result<String, Box<dyn std::error::Error>> {{
{body}    Ok(call.to_curl()?)
}}
"
    ))
}

/// The first call as a block of Markdown.
pub(super) fn block(cx: Context<'_>) -> Option<String> {
    let statements = Statements::of(cx, first(cx.api)?, 0);
    let mut code = statements.imports.clone();
    code.push(String::new());
    code.extend(statements.with_call("let answer = ", Some(".await?")));
    let mut lines = Lines::default();
    lines.code("rust", &code);
    Some(lines.page())
}

/// The operation to begin with: one that reads and asks for little.
fn first(api: &Api) -> Option<OperationId> {
    let ids = (0..api.operations.len()).map(OperationId);
    ids.min_by_key(|id| {
        let operation = api.operations.get(id.0);
        operation.map(|operation| {
            let fields = operation.fields.iter();
            let required = fields.filter(|field| field.presence == Presence::Required);
            let is_read = operation.method == "GET";
            (
                operation.deprecated.is_some(),
                Reverse(is_read),
                required.count(),
            )
        })
    })
}
