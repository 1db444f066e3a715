//! What the parts of the emitter ask again and again about an API, worked out once.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Api, Body, Home, Location, TypeId, TypeRef};

/// Where the types of an API live, and which of them are parameters.
#[derive(Debug)]
pub(super) struct Survey {
    homes: BTreeMap<Home, Vec<TypeId>>,
    parameters: BTreeSet<TypeId>,
}

impl Survey {
    /// Surveys an API.
    pub(super) fn of(api: &Api) -> Self {
        let mut homes: BTreeMap<Home, Vec<TypeId>> = BTreeMap::new();
        for (index, definition) in api.types.iter().enumerate() {
            let types = homes.entry(definition.home.module()).or_default();
            types.push(TypeId(index));
        }
        Self {
            homes,
            parameters: parameters(api),
        }
    }

    /// The types that live in one place, in order.
    pub(super) fn types_in(&self, home: Home) -> &[TypeId] {
        self.homes.get(&home).map_or(&[], Vec::as_slice)
    }

    /// Whether a type stands in paths, queries, headers, forms or parts.
    pub(super) fn is_parameter(&self, id: TypeId) -> bool {
        self.parameters.contains(&id)
    }
}

/// The types that stand in paths, queries, headers, forms and parts.
fn parameters(api: &Api) -> BTreeSet<TypeId> {
    let mut parameters = BTreeSet::new();
    for operation in &api.operations {
        let in_form = matches!(
            operation.body,
            Some(Body::Form { .. } | Body::Multipart { .. })
        );
        for field in &operation.fields {
            if field.location != Location::Body || in_form {
                collect(&field.type_ref, &mut parameters);
            }
        }
    }
    parameters
}

fn collect(type_ref: &TypeRef, parameters: &mut BTreeSet<TypeId>) {
    match type_ref {
        TypeRef::Named(id) => {
            parameters.insert(*id);
        }
        TypeRef::Nullable(inner) | TypeRef::List(inner) | TypeRef::Boxed(inner) => {
            collect(inner, parameters);
        }
        _ => {}
    }
}
