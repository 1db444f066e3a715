//! Which types others use.

use std::collections::BTreeSet;

use super::{
    Api, Field, Home, Operation, Output, ResourceId, ResponseBody, TypeDef, TypeId, TypeKind,
    TypeRef, VariantContent,
};

impl TypeRef {
    /// The definition that a use leads to.
    pub fn named(&self) -> Option<TypeId> {
        match self {
            Self::Named(id) => Some(*id),
            Self::Nullable(inner) | Self::List(inner) | Self::Map(inner) | Self::Boxed(inner) => {
                inner.named()
            }
            _ => None,
        }
    }
}

impl ResponseBody {
    /// The type of a JSON body.
    pub fn type_ref(&self) -> Option<&TypeRef> {
        match self {
            Self::Json(type_ref) => Some(type_ref),
            Self::Unknown | Self::Empty | Self::Text | Self::Bytes => None,
        }
    }
}

impl TypeKind {
    /// Every use in a definition itself, in order.
    pub fn uses(&self) -> Vec<&TypeRef> {
        match self {
            Self::Struct(content) => of_fields(&content.fields).collect(),
            Self::Enum(_) => Vec::new(),
            Self::Union(variants) | Self::Tagged { variants, .. } => variants
                .iter()
                .flat_map(|variant| match &variant.content {
                    VariantContent::Fields(fields) => of_fields(fields).collect(),
                    VariantContent::Value(type_ref) => vec![type_ref],
                    VariantContent::Unit => Vec::new(),
                })
                .collect(),
            Self::ByStatus(cases) => {
                let bodies = cases.iter().map(|case| &case.body);
                bodies.filter_map(ResponseBody::type_ref).collect()
            }
        }
    }
}

impl Operation {
    /// Every use in an operation itself, in order.
    pub fn uses(&self) -> impl Iterator<Item = &TypeRef> {
        let bodies = self.responses.iter().map(|case| &case.body);
        let output = match &self.output {
            Output::One(body) => body.type_ref(),
            Output::ByStatus(type_ref) => Some(type_ref),
        };
        let pagination = self.pagination.as_ref();
        of_fields(&self.fields)
            .chain(bodies.filter_map(ResponseBody::type_ref))
            .chain(output)
            .chain(pagination.map(|pagination| &pagination.item_type))
    }
}

impl Api {
    /// The types in `open` and all that they use, directly or inside another type.
    pub fn reached(&self, mut open: Vec<TypeId>) -> BTreeSet<TypeId> {
        let mut reached = BTreeSet::new();
        while let Some(id) = open.pop() {
            if reached.insert(id)
                && let Some(definition) = self.types.get(id.0)
            {
                open.extend(
                    definition
                        .kind
                        .uses()
                        .into_iter()
                        .filter_map(TypeRef::named),
                );
            }
        }
        reached
    }

    /// Shared types that the operations of a folder use, also inside others; its module has them, too.
    pub fn shared_types_of(&self, resource: ResourceId) -> BTreeSet<TypeId> {
        let folder = self.resources.get(resource.0);
        let operations = folder.into_iter().flat_map(|folder| &folder.operations);
        let own = operations.filter_map(|id| self.operations.get(id.0));
        let used = own.flat_map(Operation::uses).filter_map(TypeRef::named);
        let mut used = self.reached(used.collect());
        let is_shared = |definition: &TypeDef| definition.home.module() == Home::Shared;
        used.retain(|id| self.types.get(id.0).is_some_and(is_shared));
        used
    }
}

fn of_fields(fields: &[Field]) -> impl Iterator<Item = &TypeRef> {
    fields.iter().map(|field| &field.type_ref)
}
