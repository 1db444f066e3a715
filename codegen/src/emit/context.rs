//! What every part of the emitter reads.

use std::collections::BTreeSet;

use crate::ir::{
    Api, Home, Operation, OperationId, Resource, ResourceId, Setting, SettingId, TypeDef, TypeId,
};
use crate::name::{Names, OperationNames, ResourceNames, SettingNames, TypeNames};

use super::ModuleSettings;
use super::survey::Survey;

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
        self.api.folders(id)
    }

    /// The modules of a folder below the API's own, outermost first.
    pub(super) fn modules(self, id: ResourceId) -> Vec<&'a str> {
        self.names.modules(self.api, id)
    }

    /// Where a type lives; what only the root uses is shared, too.
    pub(super) fn home(self, id: TypeId) -> Home {
        self.type_def(id).0.home.module()
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
        self.type_def(id).0.direction.encodes()
    }

    /// Whether a type is read.
    pub(super) fn decodes(self, id: TypeId) -> bool {
        self.type_def(id).0.direction.decodes()
    }

    /// Shared types that the operations of a folder use, also inside others.
    pub(super) fn shared_types_of(self, resource: ResourceId) -> BTreeSet<TypeId> {
        self.api.shared_types_of(resource)
    }
}
