//! Examples in the documentation: they compile, and show the collection's own values.

mod written;

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{
    Field, Literal, Operation, OperationId, Output, Presence, ResourceId, ResponseBody,
};
use crate::name::OperationNames;

use super::context::Context;
use super::docs::Lines;
use written::Written;

/// How many optional inputs an example sets.
const SHOWN_SETTERS: usize = 2;

/// Most characters of a line before its calls are put below each other.
const WIDTH: usize = 80;

/// Adds the example of an operation.
pub(super) fn example(lines: &mut Lines, cx: Context<'_>, id: OperationId) {
    let unit = cx.operation(id).0.output == Output::One(ResponseBody::Empty);
    let binding = if unit { "" } else { "let answer = " };
    let statements = Statements::of(cx, id, SHOWN_SETTERS);
    let mut code = statements.imports.clone();
    code.push(String::new());
    code.push("# async fn example() -> Result<(), Box<dyn std::error::Error>> {".to_owned());
    code.extend(statements.with_call(binding, Some(".await?")));
    code.push("# Ok(())".to_owned());
    code.push("# }".to_owned());
    lines.paragraph("# Examples");
    lines.code(language(cx), &code);
}

/// Adds the example of building a client: with the settings that every call needs, or else with those of some calls.
pub(super) fn building(lines: &mut Lines, cx: Context<'_>) {
    let settings = cx.api.settings.iter().zip(&cx.names.settings);
    let open = settings.filter(|(setting, _)| setting.default.is_none());
    let (needed, others): (Vec<_>, Vec<_>) = open.partition(|(setting, _)| setting.required);
    let shown = if needed.is_empty() {
        others.into_iter().take(SHOWN_SETTERS).collect()
    } else {
        needed
    };
    let setters = shown.into_iter();
    let mut calls: Vec<String> = setters
        .map(|(_, names)| format!(".{}(\"…\")", names.field))
        .collect();
    calls.push(".build()?".to_owned());
    let mut code = vec![format!("use {}::Client;", root(cx)), String::new()];
    code.push("# fn example() -> Result<(), Box<dyn std::error::Error>> {".to_owned());
    code.extend(chain("let client = Client::builder()".to_owned(), &calls));
    code.push("# Ok(())".to_owned());
    code.push("# }".to_owned());
    lines.paragraph("# Examples");
    lines.code(language(cx), &code);
}

/// Examples of a module in another crate cannot be compiled on their own.
fn language(cx: Context<'_>) -> &'static str {
    if cx.settings.crate_name.is_some() {
        "no_run"
    } else {
        "ignore"
    }
}

/// The path that the API's client is found at.
fn root(cx: Context<'_>) -> String {
    match &cx.settings.crate_name {
        Some(name) if cx.settings.is_at_root => name.clone(),
        Some(name) => format!("{name}::{}", cx.api.module),
        None => format!("crate::{}", cx.api.module),
    }
}

/// A call with the collection's own values, from the client on.
pub(super) struct Statements {
    /// What is imported, a line each.
    pub(super) imports: Vec<String>,
    request: Vec<String>,
    /// The accessors of the folders and the function.
    call: Vec<String>,
}

impl Statements {
    /// The call with everything required and a few optional inputs.
    pub(super) fn of(cx: Context<'_>, id: OperationId, setters: usize) -> Self {
        let (operation, names) = cx.operation(id);
        let mut written = Written::new(cx);
        let request = request(&mut written, operation, names, setters);
        let folders = cx.modules(operation.resource).into_iter();
        let mut call: Vec<String> = folders.map(|module| format!(".{module}()")).collect();
        call.push(format!(".{}(&request)", names.function));
        Self {
            imports: imports(cx, id, &written.types),
            request,
            call,
        }
    }

    /// The client, the request and the call, bound with `binding` and followed by `end`.
    pub(super) fn with_call(&self, binding: &str, end: Option<&str>) -> Vec<String> {
        let mut code = vec!["let client = Client::from_env()?;".to_owned()];
        code.extend_from_slice(&self.request);
        let call = self.call.iter().cloned();
        let call: Vec<String> = call.chain(end.map(str::to_owned)).collect();
        code.extend(chain(format!("{binding}client"), &call));
        code
    }
}

/// The request with everything required and a few of the values that the collection shows.
fn request(
    written: &mut Written<'_>,
    operation: &Operation,
    names: &OperationNames,
    setters: usize,
) -> Vec<String> {
    let required = operation
        .fields
        .iter()
        .filter(|field| field.presence == Presence::Required);
    let arguments: Vec<String> = required.map(|field| written.argument(field)).collect();
    let shown = operation
        .fields
        .iter()
        .zip(&names.fields)
        .filter(|(field, _)| shows(field));
    let setters: Vec<String> = shown
        .take(setters)
        .map(|(field, name)| format!(".{name}({})", written.argument(field)))
        .collect();
    let head = format!(
        "let request = {}::new({})",
        names.request,
        arguments.join(", ")
    );
    chain(head, &setters)
}

/// A statement: on one line where it fits, else with a call a line.
fn chain(head: String, calls: &[String]) -> Vec<String> {
    let tail = calls.concat();
    if calls.is_empty() || head.chars().count() + tail.chars().count() < WIDTH {
        return vec![format!("{head}{tail};")];
    }
    let mut lines = vec![head];
    lines.extend(calls.iter().map(|call| format!("    {call}")));
    if let Some(last) = lines.last_mut() {
        last.push(';');
    }
    lines
}

/// Whether an optional field is worth setting: the collection has a value for it that says something.
fn shows(field: &Field) -> bool {
    let says_something = match field.shown.as_ref().or(field.example.as_ref()) {
        None | Some(Literal::Null) => false,
        Some(Literal::Text(text)) => !text.is_empty(),
        Some(Literal::List(items)) => !items.is_empty(),
        Some(Literal::Object(members)) => !members.is_empty(),
        Some(_) => true,
    };
    field.presence != Presence::Required && says_something && field.deprecated.is_none()
}

/// The imports, one line a module.
fn imports(cx: Context<'_>, id: OperationId, types: &BTreeSet<String>) -> Vec<String> {
    let (operation, names) = cx.operation(id);
    let root = root(cx);
    let mut modules: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    let mut home = root.clone();
    if operation.resource != ResourceId::ROOT {
        home = format!("{root}::{}", cx.modules(operation.resource).join("::"));
    }
    modules.entry(root.clone()).or_default().insert("Client");
    let request = names.request.as_str();
    modules.entry(home).or_default().insert(request);
    for path in types {
        let (module, name) = match path.rsplit_once("::") {
            Some((module, name)) => (format!("{root}::{module}"), name),
            None => (root.clone(), path.as_str()),
        };
        modules.entry(module).or_default().insert(name);
    }
    modules
        .into_iter()
        .map(|(module, names)| match names.first() {
            Some(name) if names.len() == 1 => format!("use {module}::{name};"),
            _ => {
                let names: Vec<&str> = names.into_iter().collect();
                format!("use {module}::{{{}}};", names.join(", "))
            }
        })
        .collect()
}
