//! What every part of the emitter reads.

use std::collections::BTreeSet;

use crate::ir::{
    Api, Direction, Home, Operation, OperationId, Output, Resource, ResourceId, ResponseBody,
    Setting, SettingId, TypeDef, TypeId, TypeKind, TypeRef, VariantContent,
};
use crate::name::{Names, OperationNames, ResourceNames, SettingNames, TypeNames};

use super::ModuleSettings;
use super::survey::{self, Survey};

/// An API with its names, read by all parts of the emitter.
///
/// Ids come from the same IR as the tables they index, so that looking them up here cannot fail.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'a> {
    /// The API.
    pub(super) api: &'a Api,
    /// Its names.
    pub(super) names: &'a Names,
    /// Its surroundings.
    pub(super) settings: &'a ModuleSettings,
    survey: &'a Survey,
}

impl<'a> Context<'a> {
    pub(super) fn new(
        api: &'a Api,
        names: &'a Names,
        settings: &'a ModuleSettings,
        survey: &'a Survey,
    ) -> Self {
        Self {
            api,
            names,
            settings,
            survey,
        }
    }

    pub(super) fn resource(self, id: ResourceId) -> (&'a Resource, &'a ResourceNames) {
        (&self.api.resources[id.0], &self.names.resources[id.0])
    }

    pub(super) fn operation(self, id: OperationId) -> (&'a Operation, &'a OperationNames) {
        (&self.api.operations[id.0], &self.names.operations[id.0])
    }

    pub(super) fn setting(self, id: SettingId) -> (&'a Setting, &'a SettingNames) {
        (&self.api.settings[id.0], &self.names.settings[id.0])
    }

    pub(super) fn type_def(self, id: TypeId) -> (&'a TypeDef, &'a TypeNames) {
        (&self.api.types[id.0], &self.names.types[id.0])
    }

    /// The folders from the outside in, without the root.
    pub(super) fn folders(self, id: ResourceId) -> Vec<ResourceId> {
        let mut folders = Vec::new();
        let mut next = Some(id);
        while let Some(id) = next.filter(|id| *id != ResourceId::ROOT) {
            folders.push(id);
            next = self.resource(id).0.parent;
        }
        folders.reverse();
        folders
    }

    /// The modules of a folder below the API's own, outermost first.
    pub(super) fn modules(self, id: ResourceId) -> Vec<&'a str> {
        self.folders(id)
            .into_iter()
            .map(|id| self.resource(id).1.module.as_str())
            .collect()
    }

    /// Where a type lives; what only the root uses is shared, too.
    pub(super) fn home(self, id: TypeId) -> Home {
        survey::home(self.type_def(id).0)
    }

    /// The types that live in one place, in order.
    pub(super) fn types_in(self, home: Home) -> &'a [TypeId] {
        self.survey.types_in(home)
    }

    /// Whether a type stands in paths, queries, headers, forms or parts.
    pub(super) fn is_parameter(self, id: TypeId) -> bool {
        self.survey.is_parameter(id)
    }

    /// Whether a type is written; types are also written for the development feature that emits both directions.
    pub(super) fn encodes(self, id: TypeId) -> bool {
        self.type_def(id).0.direction != Direction::Decode
    }

    /// Whether a type is read.
    pub(super) fn decodes(self, id: TypeId) -> bool {
        self.type_def(id).0.direction != Direction::Encode
    }

    /// Shared types that the operations of a folder use, also inside others.
    pub(super) fn shared_types_of(self, resource: ResourceId) -> BTreeSet<TypeId> {
        let mut used = BTreeSet::new();
        for &id in &self.resource(resource).0.operations {
            let operation = self.operation(id).0;
            for field in &operation.fields {
                self.collect(&field.type_ref, &mut used);
            }
            match &operation.output {
                Output::One(body) => self.collect_body(body, &mut used),
                Output::ByStatus(type_ref) => self.collect(type_ref, &mut used),
            }
            for case in &operation.responses {
                self.collect_body(&case.body, &mut used);
            }
        }
        used.retain(|id| self.home(*id) == Home::Shared);
        used
    }

    fn collect_body(self, body: &ResponseBody, used: &mut BTreeSet<TypeId>) {
        if let ResponseBody::Json(type_ref) = body {
            self.collect(type_ref, used);
        }
    }

    fn collect(self, type_ref: &TypeRef, used: &mut BTreeSet<TypeId>) {
        match type_ref {
            TypeRef::Named(id) if used.insert(*id) => {
                self.collect_content(*id, used);
            }
            TypeRef::Nullable(inner)
            | TypeRef::List(inner)
            | TypeRef::Map(inner)
            | TypeRef::Boxed(inner) => self.collect(inner, used),
            _ => {}
        }
    }

    fn collect_content(self, id: TypeId, used: &mut BTreeSet<TypeId>) {
        match &self.type_def(id).0.kind {
            TypeKind::Struct(content) => content
                .fields
                .iter()
                .for_each(|field| self.collect(&field.type_ref, used)),
            TypeKind::Enum(_) => {}
            TypeKind::Union(variants) | TypeKind::Tagged { variants, .. } => {
                for variant in variants {
                    match &variant.content {
                        VariantContent::Fields(fields) => fields
                            .iter()
                            .for_each(|field| self.collect(&field.type_ref, used)),
                        VariantContent::Value(type_ref) => self.collect(type_ref, used),
                        VariantContent::Unit => {}
                    }
                }
            }
            TypeKind::ByStatus(cases) => cases
                .iter()
                .for_each(|case| self.collect_body(&case.body, used)),
        }
    }
}
