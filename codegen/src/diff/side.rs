//! An API with its names, and its parts as callers write them.

use std::collections::{BTreeMap, BTreeSet};

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
    former: Option<&'a Former>,
    /// Whether the former names are the ones that count.
    is_former: bool,
}

/// What code for an older client may still say of a newer one.
#[derive(Debug)]
pub(super) struct Former {
    names: Names,
    /// The paths of types that only one folder used then, and several do now: its module still has them.
    shared: BTreeMap<TypeId, String>,
}

impl Former {
    pub(super) fn new(old: Side<'_>, new: Side<'_>) -> Self {
        let names = new.names.former(old.names);
        let known: BTreeSet<String> = old.types().map(|(path, ..)| path).collect();
        let mut shared = BTreeMap::new();
        let side = Side {
            names: &names,
            ..new
        };
        for folder in (0..new.api.resources.len()).map(ResourceId) {
            for id in new.api.shared_types_of(folder) {
                let path = side.type_path_in(&side.modules(folder), id);
                if known.contains(&path) && !known.contains(&side.type_path(id)) {
                    shared.entry(id).or_insert(path);
                }
            }
        }
        Self { names, shared }
    }
}

impl<'a> Side<'a> {
    /// An API with its names.
    pub fn new(api: &'a Api, names: &'a Names) -> Self {
        Self {
            api,
            names,
            former: None,
            is_former: false,
        }
    }

    /// The same with what code for an older client may still say.
    pub(super) fn with_former(self, former: &'a Former) -> Self {
        Self {
            former: Some(former),
            ..self
        }
    }

    /// The side by its former names, where it has such.
    pub(super) fn former(self) -> Self {
        Self {
            names: self.former.map_or(self.names, |former| &former.names),
            is_former: true,
            ..self
        }
    }

    /// The path at which older code still finds a type that was one folder's own.
    pub(super) fn path_before_sharing(self, id: TypeId) -> Option<&'a String> {
        self.former?.shared.get(&id)
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
        if let Some(path) = self.path_before_sharing(id).filter(|_| self.is_former) {
            return path.clone();
        }
        let home = self.api.types.get(id.0).map(|known| known.home.module());
        match home {
            Some(Home::Shared) => self.type_path_in("types", id),
            Some(Home::Resource(folder)) => self.type_path_in(&self.modules(folder), id),
            None => String::new(),
        }
    }

    fn type_path_in(self, module: &str, id: TypeId) -> String {
        let names = self.names.types.get(id.0);
        names.map_or_else(String::new, |names| below(module, names.name.as_str()))
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
