//! Values as Rust expressions in documentation.

use std::collections::BTreeSet;

use proc_macro2::Literal as Token;

use crate::ir::{Field, Literal, Presence, ResourceId, TypeId, TypeKind, TypeRef, VariantContent};

use crate::emit::context::Context;
use crate::emit::literal::{fits, member};
use crate::emit::rust_type::{Taken, is_nullable};

/// How deep values are written before an empty one ends them.
const DEEPEST: usize = 8;

/// Expressions, and what they need.
#[derive(Debug)]
pub(super) struct Written<'a> {
    cx: Context<'a>,
    /// Paths below the API's module that the expressions need.
    pub(super) types: BTreeSet<String>,
}

impl<'a> Written<'a> {
    pub(super) fn new(cx: Context<'a>) -> Self {
        Self {
            cx,
            types: BTreeSet::new(),
        }
    }

    /// The argument of a constructor or setter for a field.
    pub(super) fn argument(&mut self, field: &Field) -> String {
        if field.shown.is_none() {
            return self.value(field, 0);
        }
        let mut field = field.clone();
        field.example = field.shown.take();
        self.value(&field, 0)
    }

    fn value(&mut self, field: &Field, depth: usize) -> String {
        if is_nullable(field) {
            return match &field.example {
                Some(Literal::Null) | None => format!("{}::Nullable::Null", self.runtime()),
                Some(_) => format!(
                    "{}::Nullable::Value({})",
                    self.runtime(),
                    self.exact(&field.type_ref, field.example.as_ref(), &field.name, depth)
                ),
            };
        }
        if let (Taken::Items, TypeRef::List(inner)) = (Taken::of(self.cx, field), &field.type_ref) {
            let first = match &field.example {
                Some(Literal::List(list)) => list.first().cloned(),
                _ => None,
            };
            let item = Field {
                type_ref: TypeRef::clone(inner),
                presence: Presence::Required,
                example: first,
                ..field.clone()
            };
            return format!("[{}]", self.value(&item, depth));
        }
        if matches!(field.type_ref, TypeRef::Text)
            || matches!(&field.type_ref, TypeRef::Formatted(format) if format.rust.is_none())
        {
            return text(field.example.as_ref(), &field.name);
        }
        if let TypeRef::Named(id) = field.type_ref
            && matches!(self.cx.type_def(id).0.kind, TypeKind::Enum(_))
        {
            return self.enum_text(id, field.example.as_ref());
        }
        self.exact(&field.type_ref, field.example.as_ref(), &field.name, depth)
    }

    fn runtime(&self) -> String {
        let root = self.cx.settings.crate_name.as_deref().unwrap_or("crate");
        format!("{root}::runtime")
    }

    fn enum_text(&self, id: TypeId, literal: Option<&Literal>) -> String {
        let first = match &self.cx.type_def(id).0.kind {
            TypeKind::Enum(values) => values.first().map(|value| value.value.clone()),
            _ => None,
        };
        text(literal, &first.unwrap_or_default())
    }

    /// An expression of exactly the type.
    fn exact(
        &mut self,
        type_ref: &TypeRef,
        literal: Option<&Literal>,
        name: &str,
        depth: usize,
    ) -> String {
        match type_ref {
            TypeRef::Boolean => matches!(literal, None | Some(Literal::Boolean(true))).to_string(),
            TypeRef::Integer => number(literal)
                .and_then(|n| n.parse::<i64>().ok())
                .unwrap_or(1)
                .to_string(),
            TypeRef::Unsigned => number(literal)
                .and_then(|n| n.parse::<u64>().ok())
                .unwrap_or(1)
                .to_string(),
            TypeRef::Float => format!(
                "{:?}",
                number(literal)
                    .and_then(|n| n.parse::<f64>().ok())
                    .filter(|n| n.is_finite())
                    .unwrap_or(1.5)
            ),
            TypeRef::Number => "serde_json::Number::from(1)".to_owned(),
            TypeRef::Text => format!("String::from({})", text(literal, name)),
            TypeRef::Formatted(format) => match &format.rust {
                None => format!("String::from({})", text(literal, name)),
                Some(_) => format!(
                    "{}::Formatted::spelled({})",
                    self.runtime(),
                    text(literal, name)
                ),
            },
            TypeRef::IntegerOrText => match number(literal).and_then(|n| n.parse::<i64>().ok()) {
                Some(number) => format!("{}::IntegerOrText::Integer({number})", self.runtime()),
                None => format!(
                    "{}::IntegerOrText::from({})",
                    self.runtime(),
                    text(literal, name)
                ),
            },
            TypeRef::Json => "serde_json::Value::Null".to_owned(),
            TypeRef::File => format!("{}::File::new(\"file.txt\", \"content\")", self.runtime()),
            TypeRef::Bytes => "bytes::Bytes::from_static(b\"content\")".to_owned(),
            TypeRef::Named(id) => self.named(*id, literal, depth),
            TypeRef::Nullable(inner) => match literal {
                Some(Literal::Null) | None => format!("{}::Nullable::Null", self.runtime()),
                literal => format!(
                    "{}::Nullable::Value({})",
                    self.runtime(),
                    self.exact(inner, literal, name, depth)
                ),
            },
            TypeRef::List(inner) => match literal {
                Some(Literal::List(list)) => match list.first() {
                    Some(first) => format!("vec![{}]", self.exact(inner, Some(first), name, depth)),
                    None => "vec![]".to_owned(),
                },
                _ => "vec![]".to_owned(),
            },
            TypeRef::Map(_) => "std::collections::BTreeMap::new()".to_owned(),
            TypeRef::Boxed(inner) => {
                format!("Box::new({})", self.exact(inner, literal, name, depth))
            }
        }
    }

    fn path(&mut self, id: TypeId) -> String {
        let name = self.cx.type_def(id).1.name.as_str().to_owned();
        let module = match self.cx.home(id) {
            crate::ir::Home::Resource(resource) if resource != ResourceId::ROOT => {
                self.cx.modules(resource).join("::")
            }
            _ => "types".to_owned(),
        };
        self.types.insert(format!("{module}::{name}"));
        name
    }

    fn named(&mut self, id: TypeId, literal: Option<&Literal>, depth: usize) -> String {
        let path = self.path(id);
        let (definition, names) = self.cx.type_def(id);
        if depth > DEEPEST {
            return format!("{path}::default()");
        }
        match &definition.kind {
            TypeKind::Struct(content) => {
                let arguments = self.arguments(&content.fields, literal, depth);
                format!("{path}::new({arguments})")
            }
            TypeKind::Enum(_) => format!("{path}::from({})", self.enum_text(id, literal)),
            TypeKind::Union(variants) | TypeKind::Tagged { variants, .. } => {
                let variants = variants.iter().zip(&names.content.variants);
                let chosen = variants
                    .clone()
                    .find(|(variant, _)| fits(&variant.content, literal))
                    .or_else(|| variants.clone().next());
                let Some((variant, names)) = chosen else {
                    return format!("{path}::default()");
                };
                let constructor = &names.constructor;
                match &variant.content {
                    VariantContent::Fields(fields) => {
                        let arguments = self.arguments(fields, literal, depth);
                        format!("{path}::{constructor}({arguments})")
                    }
                    VariantContent::Value(type_ref) => format!(
                        "{path}::{}({})",
                        names.name,
                        self.exact(type_ref, literal, "value", depth + 1)
                    ),
                    VariantContent::Unit => format!("{path}::{}", names.name),
                }
            }
            TypeKind::ByStatus(_) => format!("{path}::default()"),
        }
    }

    /// The required members, from the literal's.
    fn arguments(&mut self, fields: &[Field], literal: Option<&Literal>, depth: usize) -> String {
        let mut arguments = Vec::new();
        for field in fields
            .iter()
            .filter(|field| field.presence == Presence::Required)
        {
            let mut field = field.clone();
            field.example = member(literal, &field.name).cloned().or(field.example);
            arguments.push(self.value(&field, depth + 1));
        }
        arguments.join(", ")
    }
}

fn number(literal: Option<&Literal>) -> Option<&str> {
    match literal {
        Some(Literal::Number(number)) => Some(number),
        _ => None,
    }
}

/// A string literal; `{{variables}}` are shown by their names.
fn text(literal: Option<&Literal>, otherwise: &str) -> String {
    let text = match literal {
        Some(Literal::Text(text)) => text.replace("{{", "").replace("}}", ""),
        Some(Literal::Number(number)) => number.clone(),
        Some(Literal::Boolean(value)) => value.to_string(),
        _ => String::new(),
    };
    let text = if text.is_empty() { otherwise } else { &text };
    Token::string(text).to_string()
}
