//! Reading a hints file, strictly.

use std::collections::BTreeSet;
use std::ops::Range;

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value;

use crate::diagnostic::{Key, Position, locate_key, nearest, suggestion};
use crate::infer::Schema;
use crate::infer::schema::Items;
use crate::ir::Status;

use super::operation::{FolderHints, MEDIA_TYPE, MediaType, MemberHint, OperationHints, TokenHint};
use super::table::Table;
use super::{Hints, Responses};

/// What is wrong with a hints file, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{position}: {message}")]
#[non_exhaustive]
pub struct HintError {
    /// What is wrong.
    pub message: String,
    /// The bytes of the file that are at fault.
    pub span: Range<usize>,
    /// Where they begin.
    pub position: Position,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct File {
    operations: Table<OperationHints>,
    folders: Table<FolderHints>,
    responses: Responses,
    tokens: Table<TokenHint>,
    types: IndexMap<String, Schema>,
}

/// Keywords that hints have beyond JSON Schema's.
const ADDED: [&str; 3] = ["rename", "constant", MEDIA_TYPE];

pub(super) fn parse(text: &str) -> Result<Hints, HintError> {
    let file: File = toml::from_str(text).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        let message = plain(error.message(), text.get(..span.start));
        HintError::at(text, span, message)
    })?;
    if let Some(problem) = problems(&file) {
        let span = locate_key(text, &problem.keys);
        return Err(HintError::at(text, span, problem.message));
    }
    Ok(Hints {
        operations: file.operations,
        folders: file.folders,
        responses: file.responses,
        tokens: file.tokens,
        types: file.types,
        ..Hints::default()
    })
}

/// The message in the words of the file: the model's own type names mean nothing to its writer. `before` is the file up to
/// the value.
fn plain(message: &str, before: Option<&str>) -> String {
    if let Some(message) = unknown(message) {
        return message;
    }
    if !message.starts_with("data did not match any variant") {
        return message.to_owned();
    }
    let key = before.and_then(|before| before.trim_end().strip_suffix('='));
    let key = key.and_then(|key| key.trim_end().rsplit([' ', '\n', '.', ',', '{']).next());
    match key {
        Some("type") => "`type` is `string`, `integer`, `number`, `boolean`, `object`, `array` or `null`, or a list of these".to_owned(),
        Some(key) if !key.is_empty() => format!("the value does not fit `{key}` of JSON Schema"),
        _ => "the value does not fit this keyword of JSON Schema".to_owned(),
    }
}

/// What serde says of a word that is none of those that it knows, with the word that is meant.
fn unknown(message: &str) -> Option<String> {
    let (what, rest) = message
        .strip_prefix("unknown field `")
        .map(|rest| ("key", rest))
        .or_else(|| Some(("value", message.strip_prefix("unknown variant `")?)))?;
    let (written, known) = rest.split_once("`, expected ")?;
    let known: Vec<&str> = known.split('`').skip(1).step_by(2).collect();
    Some(format!(
        "unknown {what} `{written}`; {}",
        suggestion(written, &known)
    ))
}

impl HintError {
    fn at(text: &str, span: Range<usize>, message: String) -> Self {
        Self {
            message,
            position: Position::of(text, span.start),
            span,
        }
    }
}

/// Something that serde lets through and hints do not.
#[derive(Debug)]
struct Problem {
    keys: Vec<Key>,
    message: String,
}

fn problems(file: &File) -> Option<Problem> {
    let mut check = Check {
        types: &file.types,
        referenced: BTreeSet::new(),
        keys: Vec::new(),
        problem: None,
    };
    check.named("types", |check| {
        for (name, schema) in &file.types {
            check.named(name, |check| check.schema(schema));
        }
    });
    check.named("operations", |check| {
        for (name, operation) in file.operations.iter() {
            check.named(name, |check| check.operation(operation));
        }
    });
    check.named("folders", |check| {
        for (name, folder) in file.folders.iter() {
            check.named(name, |check| check.responses(&folder.responses));
        }
    });
    check.responses(&file.responses);
    check.unreferenced();
    check.problem
}

/// Walks all schemas of a file with the keys that lead to them.
struct Check<'a> {
    types: &'a IndexMap<String, Schema>,
    /// The types that some schema refers to.
    referenced: BTreeSet<String>,
    keys: Vec<Key>,
    problem: Option<Problem>,
}

impl Check<'_> {
    fn at(&mut self, key: Key, check: impl FnOnce(&mut Self)) {
        self.keys.push(key);
        check(self);
        self.keys.pop();
    }

    fn named(&mut self, name: &str, check: impl FnOnce(&mut Self)) {
        self.at(Key::name(name), check);
    }

    fn fail(&mut self, message: String) {
        if self.problem.is_none() {
            self.problem = Some(Problem {
                keys: self.keys.clone(),
                message,
            });
        }
    }

    /// A type that nothing refers to changes nothing: its name is misspelled here or where it is meant.
    fn unreferenced(&mut self) {
        let types = self.types;
        let mut unused = types.keys().filter(|name| !self.referenced.contains(*name));
        if let Some(name) = unused.next().cloned() {
            let message = format!("nothing in this file refers to `{name}`");
            self.named("types", |check| {
                check.named(&name, |check| check.fail(message));
            });
        }
    }

    fn operation(&mut self, operation: &OperationHints) {
        for (location, table) in [
            ("path", &operation.path),
            ("query", &operation.query),
            ("header", &operation.header),
        ] {
            self.named(location, |check| {
                for (name, hint) in table.iter() {
                    check.named(name, |check| check.schema(&hint.schema));
                }
            });
        }
        if let Some(body) = &operation.body {
            self.named("body", |check| check.schema(&body.schema));
        }
        self.responses(&operation.responses);
    }

    fn responses(&mut self, responses: &Responses) {
        self.named("responses", |check| {
            for (status, response) in responses {
                check.named(status, |check| {
                    check.response(status, response.schema.as_ref());
                });
            }
        });
    }

    fn response(&mut self, status: &str, schema: Option<&MemberHint>) {
        if status.parse::<Status>().is_err() {
            self.fail(format!(
                "`{status}` is not a status: 100 to 599, `4XX` or `5XX`"
            ));
        }
        if let Some(schema) = schema {
            self.named("schema", |check| check.schema(&schema.schema));
        }
    }

    /// Whether the schema at hand is that of a whole body.
    fn is_body(&self) -> bool {
        let [Key::Name(table), _, Key::Name(key)] = self.keys.as_slice() else {
            return false;
        };
        table == "operations" && key == "body"
    }

    fn schema(&mut self, schema: &Schema) {
        for (name, value) in &schema.unknown {
            let message = match (name.as_str(), value) {
                ("rename", Value::String(_)) | ("constant", Value::Bool(_)) => continue,
                ("rename", _) => "`rename` is text".to_owned(),
                ("constant", _) => "`constant` is true or false".to_owned(),
                (MEDIA_TYPE, value) if self.is_body() => {
                    if value.as_str().and_then(MediaType::of).is_some() {
                        continue;
                    }
                    format!(
                        "`{MEDIA_TYPE}` is `application/json`, `application/x-www-form-urlencoded` or `multipart/form-data`"
                    )
                }
                (MEDIA_TYPE, _) => format!("`{MEDIA_TYPE}` is for a whole body"),
                _ => unknown_keyword(name),
            };
            self.named(name, |check| check.fail(message));
        }
        self.referenced.extend(schema.reference.clone());
        if let Some(name) = &schema.reference
            && !self.types.contains_key(name)
        {
            let meant = meant(name, self.types.keys().map(String::as_str));
            self.named("$ref", |check| {
                check.fail(format!("no `[types.{name}]` in this file{meant}"));
            });
        }
        self.inner_schemas(schema);
    }

    fn inner_schemas(&mut self, schema: &Schema) {
        for (keyword, list) in [
            ("oneOf", &schema.one_of),
            ("anyOf", &schema.any_of),
            ("allOf", &schema.all_of),
            ("prefixItems", &schema.prefix_items),
        ] {
            self.named(keyword, |check| {
                for (index, schema) in list.iter().enumerate() {
                    check.at(Key::Index(index), |check| check.schema(schema));
                }
            });
        }
        for (keyword, table) in [
            ("properties", &schema.properties),
            ("patternProperties", &schema.pattern_properties),
            ("definitions", &schema.definitions),
            ("$defs", &schema.defs),
        ] {
            self.named(keyword, |check| {
                for (name, schema) in table {
                    check.named(name, |check| check.schema(schema));
                }
            });
        }
        if let Some(rest) = &schema.additional_properties {
            self.named("additionalProperties", |check| check.schema(rest));
        }
        match &schema.items {
            Some(Items::All(items)) => self.named("items", |check| check.schema(items)),
            Some(Items::Each(list)) => self.named("items", |check| {
                for (index, schema) in list.iter().enumerate() {
                    check.at(Key::Index(index), |check| check.schema(schema));
                }
            }),
            None => {}
        }
    }
}

fn unknown_keyword(name: &str) -> String {
    const KEYWORDS: [&str; 32] = [
        "type",
        "title",
        "description",
        "format",
        "pattern",
        "enum",
        "const",
        "default",
        "example",
        "examples",
        "properties",
        "required",
        "additionalProperties",
        "patternProperties",
        "items",
        "oneOf",
        "anyOf",
        "allOf",
        "$ref",
        "nullable",
        "deprecated",
        "minLength",
        "maxLength",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
        "minItems",
        "maxItems",
        "readOnly",
        "writeOnly",
    ];
    let meant = meant(name, KEYWORDS.into_iter().chain(ADDED));
    format!("unknown keyword `{name}`{meant}")
}

/// The end of a message on a name that is none of `words`.
fn meant<'w>(name: &str, words: impl Iterator<Item = &'w str>) -> String {
    let known = nearest(name, words);
    known
        .map(|known| format!("; did you mean `{known}`?"))
        .unwrap_or_default()
}
