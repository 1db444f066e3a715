//! An API with its names, and its parts as callers write them.

use crate::ir::{
    Api, Home, Operation, OperationId, Output, ResourceId, ResponseBody, TypeDef, TypeId, TypeRef,
};
use crate::name::{Names, OperationNames, TypeNames, below};

/// An API with its names: one side of a comparison.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The API.
    pub(super) api: &'a Api,
    /// Its names.
    pub(super) names: &'a Names,
    former: Option<&'a Names>,
}

impl<'a> Side<'a> {
    /// An API with its names.
    pub fn new(api: &'a Api, names: &'a Names) -> Self {
        Self {
            api,
            names,
            former: None,
        }
    }

    /// The same with the names that code for an older client may still use.
    pub(super) fn with_former(self, former: &'a Names) -> Self {
        Self {
            former: Some(former),
            ..self
        }
    }

    /// The side by its former names, where it has such.
    pub(super) fn former(self) -> Self {
        Self {
            names: self.former.unwrap_or(self.names),
            ..self
        }
    }

    /// The modules of a folder, joined: `users::roles`; empty for the root.
    pub(crate) fn modules(self, id: ResourceId) -> String {
        self.names.modules(self.api, id).join("::")
    }

    /// The operations with their names and the modules that they stand in.
    pub(super) fn operations(
        self,
    ) -> impl Iterator<Item = (OperationId, &'a Operation, &'a OperationNames)> {
        let pairs = self.api.operations.iter().zip(&self.names.operations);
        pairs
            .enumerate()
            .map(|(index, (operation, names))| (OperationId(index), operation, names))
    }

    /// The types with their names and full paths.
    pub(super) fn types(self) -> impl Iterator<Item = (String, &'a TypeDef, &'a TypeNames)> {
        let pairs = self.api.types.iter().zip(&self.names.types);
        pairs.enumerate().map(move |(index, (definition, names))| {
            (self.type_path(TypeId(index)), definition, names)
        })
    }

    /// `users::User`, or `types::User` for a shared type.
    pub(crate) fn type_path(self, id: TypeId) -> String {
        let (Some(definition), Some(names)) =
            (self.api.types.get(id.0), self.names.types.get(id.0))
        else {
            return String::new();
        };
        let module = match definition.home.module() {
            Home::Shared => "types".to_owned(),
            Home::Resource(id) => self.modules(id),
        };
        below(&module, names.name.as_str())
    }

    /// The type of a value, with the paths of the API's own types.
    pub(crate) fn type_text(self, type_ref: &TypeRef) -> String {
        let of = |name: &str, inner: &TypeRef| format!("{name}<{}>", self.type_text(inner));
        match type_ref {
            TypeRef::Boolean => "bool".to_owned(),
            TypeRef::Integer => "i64".to_owned(),
            TypeRef::Unsigned => "u64".to_owned(),
            TypeRef::Float => "f64".to_owned(),
            TypeRef::Number => "Number".to_owned(),
            TypeRef::Text => "String".to_owned(),
            TypeRef::Formatted(format) => {
                format.rust.clone().unwrap_or_else(|| "String".to_owned())
            }
            TypeRef::IntegerOrText => "IntegerOrText".to_owned(),
            TypeRef::Json => "Value".to_owned(),
            TypeRef::File => "File".to_owned(),
            TypeRef::Bytes => "Bytes".to_owned(),
            TypeRef::Named(id) => self.type_path(*id),
            TypeRef::Nullable(inner) => of("Nullable", inner),
            TypeRef::List(inner) => of("Vec", inner),
            TypeRef::Map(inner) => of("BTreeMap<String, _>", inner),
            TypeRef::Boxed(inner) => of("Box", inner),
        }
    }

    /// What a call yields.
    pub(super) fn output_text(self, output: &Output) -> String {
        match output {
            Output::ByStatus(type_ref) => self.type_text(type_ref),
            Output::One(body) => self.body_text(body),
        }
    }

    /// What the body of an answer is read as.
    pub(crate) fn body_text(self, body: &ResponseBody) -> String {
        match body {
            ResponseBody::Unknown => "Body".to_owned(),
            ResponseBody::Empty => "()".to_owned(),
            ResponseBody::Json(type_ref) => self.type_text(type_ref),
            ResponseBody::Text => "String".to_owned(),
            ResponseBody::Bytes => "Bytes".to_owned(),
        }
    }
}

/// A text that names types, as the side writes it and by former names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spelled {
    pub(super) now: String,
    former: String,
}

impl Spelled {
    pub(super) fn new(side: Side<'_>, text: impl Fn(Side<'_>) -> String) -> Self {
        Self {
            now: text(side),
            former: text(side.former()),
        }
    }

    /// Whether code that says this of the old side says it of `new`, too.
    pub(super) fn holds_in(&self, new: &Self) -> bool {
        self.now == new.now || self.now == new.former
    }
}
