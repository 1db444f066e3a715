//! What the compiler and its kin say, and which request it is about.

use postwright::generator::ReadApi;
use postwright::ir::ResourceId;
use serde_json::Value;

use crate::group::MODULE;

/// Who says something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tool {
    /// The compiler.
    Compiler,
    /// Clippy.
    Clippy,
    /// rustdoc.
    Rustdoc,
    /// The compiler, about an example of the documentation.
    Doctest,
}

/// One message about emitted code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Message {
    /// Who says it.
    pub(crate) tool: Tool,
    /// The lint or the error's number; empty where it has none.
    pub(crate) code: String,
    /// The file, from the workspace on.
    pub(crate) file: String,
    /// The line there.
    pub(crate) line: usize,
    /// The text, with its excerpt.
    pub(crate) text: String,
    /// The request that the place belongs to, where it can be told.
    pub(crate) operation: Option<usize>,
}

impl Message {
    /// A line of cargo's JSON output; `None` when it is no message with a place.
    pub(crate) fn parse(line: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(line).ok()?;
        if value.get("reason")?.as_str()? != "compiler-message" {
            return None;
        }
        let inner = value.get("message")?;
        let code = inner
            .pointer("/code/code")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let tool = match code.split("::").next() {
            Some("clippy") => Tool::Clippy,
            Some("rustdoc") => Tool::Rustdoc,
            _ => Tool::Compiler,
        };
        let spans = inner.get("spans")?.as_array()?;
        let is_primary =
            |span: &&Value| span.get("is_primary").and_then(Value::as_bool) == Some(true);
        let span = spans.iter().find(is_primary).or_else(|| spans.first())?;
        Some(Self {
            tool,
            code: code.to_owned(),
            file: span.get("file_name")?.as_str()?.to_owned(),
            line: span
                .get("line_start")
                .and_then(Value::as_u64)
                .and_then(|line| usize::try_from(line).ok())
                .unwrap_or_default(),
            text: inner.get("rendered")?.as_str()?.to_owned(),
            operation: None,
        })
    }

    /// Whether the code does not compile for it.
    pub(crate) fn is_error(&self) -> bool {
        self.text.starts_with("error")
    }

    /// The modules and the file that the message is about, in the library or in the wire example: `c0001`, `users`.
    pub(crate) fn modules(&self) -> impl Iterator<Item = &str> {
        let path = self.file.strip_suffix(".rs").unwrap_or(&self.file);
        path.split('/')
            .skip_while(|part| !["src", "wire"].contains(part))
            .skip(1)
            .skip_while(|part| *part == MODULE)
    }
}

/// The request whose function, struct or implementation a line of an emitted file is in.
pub(crate) fn operation_at(
    read: &ReadApi,
    modules: &[&str],
    text: &str,
    line: usize,
) -> Option<usize> {
    let before: Vec<&str> = text.lines().take(line.max(1)).collect();
    let name = before.iter().rev().find_map(|line| declared(line))?;
    operation_named(read, modules, name)
}

/// The request with a function or a struct of that name in one file.
pub(crate) fn operation_named(read: &ReadApi, modules: &[&str], name: &str) -> Option<usize> {
    let of_folder = |resource: ResourceId| {
        let mut path = Vec::new();
        let mut next = Some(resource);
        while let Some(id) = next.filter(|id| *id != ResourceId::ROOT) {
            path.push(read.names.resources.get(id.0)?.module.bare());
            next = read.api.resources.get(id.0)?.parent;
        }
        path.reverse();
        if path.is_empty() {
            path.push("operations");
        }
        Some(path)
    };
    let operations = read.api.operations.iter().zip(&read.names.operations);
    let mut operations = operations.enumerate();
    operations
        .find(|(_, (operation, names))| {
            let is_named = names.function.bare() == name || names.request.bare() == name;
            is_named && of_folder(operation.resource).is_some_and(|path| path == modules)
        })
        .map(|(index, _)| index)
}

/// The name that a line of emitted code declares, or implements something for.
fn declared(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let starts = ["pub fn ", "pub struct ", "impl "];
    let rest = starts.iter().find_map(|start| line.strip_prefix(start))?;
    let rest = rest.split_once(" for ").map_or(rest, |(_, rest)| rest);
    let rest = rest.strip_prefix("r#").unwrap_or(rest);
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_');
    rest.get(..end.unwrap_or(rest.len()))
        .filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{Message, Tool, declared};

    #[test]
    fn a_message_has_the_place_of_its_primary_span() {
        let line = r#"{"reason":"compiler-message","message":{"code":{"code":"clippy::a"},"rendered":"A",
            "spans":[{"file_name":"x.rs","line_start":1,"is_primary":false},
                     {"file_name":"g/src/c0001/users.rs","line_start":7,"is_primary":true}]}}"#;
        let message = Message::parse(&line.replace('\n', " "));
        let message = message
            .as_ref()
            .map(|m| (m.tool, m.line, m.modules().collect::<Vec<_>>()));
        assert_eq!(message, Some((Tool::Clippy, 7, vec!["c0001", "users"])));
    }

    #[test]
    fn the_module_around_the_apis_is_none_of_theirs() {
        let message = Message {
            tool: Tool::Clippy,
            code: String::new(),
            file: "g/src/api/c0001/api.rs".to_owned(),
            line: 1,
            text: String::new(),
            operation: None,
        };
        assert_eq!(message.modules().collect::<Vec<_>>(), ["c0001", "api"]);
    }

    #[test]
    fn a_file_of_the_wire_example_belongs_to_its_api() {
        let line = r#"{"reason":"compiler-message","message":{"code":null,"rendered":"error: A",
            "spans":[{"file_name":"g/examples/wire/c0001/users.rs","line_start":7,"is_primary":true}]}}"#;
        let message = Message::parse(&line.replace('\n', " "));
        let message = message
            .as_ref()
            .map(|m| (m.is_error(), m.modules().collect::<Vec<_>>()));
        assert_eq!(message, Some((true, vec!["c0001", "users"])));
    }

    #[test]
    fn declarations_have_names() {
        assert_eq!(declared("    pub fn r#type(&self) {"), Some("type"));
        assert_eq!(declared("impl Serialize for GetUser {"), Some("GetUser"));
        assert_eq!(declared("    let a = 1;"), None);
    }
}
