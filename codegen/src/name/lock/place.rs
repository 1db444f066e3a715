//! Where types stand: in operations and in other types.

use crate::ir::{
    Api, Body, Field, Location, Operation, OperationId, Output, OutputCase, ResponseBody, Status,
    TypeDef, TypeId, TypeKind, TypeRef, VariantContent,
};

/// What a type stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Root {
    Operation(OperationId),
    Type(TypeId),
}

/// One use of a type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) root: Root,
    /// The way from the root: ` 200[].owner`, ` query.sort`, `.address`.
    pub(super) steps: String,
    pub(super) target: TypeId,
}

/// All uses, operations first, in the order of the API. What a type holds is listed once, below the type.
pub(super) fn places(api: &Api) -> Vec<Place> {
    let mut places = Vec::new();
    for (index, operation) in api.operations.iter().enumerate() {
        let mut visit = Visit {
            root: Root::Operation(OperationId(index)),
            places: &mut places,
        };
        visit.operation(operation);
    }
    for (index, definition) in api.types.iter().enumerate() {
        let id = TypeId(index);
        let mut visit = Visit {
            root: Root::Type(id),
            places: &mut places,
        };
        visit.definition(definition);
    }
    places.retain(|place| place.root != Root::Type(place.target));
    places
}

struct Visit<'p> {
    root: Root,
    places: &'p mut Vec<Place>,
}

impl Visit<'_> {
    fn operation(&mut self, operation: &Operation) {
        let whole = match &operation.body {
            Some(Body::JsonObject { .. }) | None => "body.",
            Some(_) => "",
        };
        for field in &operation.fields {
            let location = match field.location {
                Location::Path => "path.",
                Location::Query => "query.",
                Location::Header => "header.",
                Location::Body => whole,
            };
            self.type_ref(&field.type_ref, || format!(" {location}{}", field.name));
        }
        for case in &operation.responses {
            self.body(&case.body, || match case.status {
                Status::Unknown => " answer".to_owned(),
                status => format!(" {status}"),
            });
        }
        match &operation.output {
            Output::ByStatus(type_ref) => self.type_ref(type_ref, || " output".to_owned()),
            Output::One(body) => self.body(body, || " output".to_owned()),
        }
    }

    fn definition(&mut self, definition: &TypeDef) {
        match &definition.kind {
            TypeKind::Struct(content) => self.fields(&content.fields, ""),
            TypeKind::Enum(_) => {}
            TypeKind::Union(variants) | TypeKind::Tagged { variants, .. } => {
                for variant in variants {
                    let name = variant.tag.as_ref().or(variant.names.first());
                    let step = format!("|{}", name.map_or("", String::as_str));
                    match &variant.content {
                        VariantContent::Fields(fields) => self.fields(fields, &step),
                        VariantContent::Value(type_ref) => self.type_ref(type_ref, || step),
                        VariantContent::Unit => {}
                    }
                }
            }
            TypeKind::ByStatus(cases) => {
                for OutputCase { body, statuses, .. } in cases {
                    let status = || statuses.first().map(u16::to_string).unwrap_or_default();
                    self.body(body, || format!(" {}", status()));
                }
            }
        }
    }

    fn fields(&mut self, fields: &[Field], before: &str) {
        for field in fields {
            self.type_ref(&field.type_ref, || format!("{before}.{}", field.name));
        }
    }

    fn body(&mut self, body: &ResponseBody, steps: impl FnOnce() -> String) {
        if let ResponseBody::Json(type_ref) = body {
            self.type_ref(type_ref, steps);
        }
    }

    /// Most uses are of no definition; only of the others is the way written down.
    fn type_ref(&mut self, mut type_ref: &TypeRef, steps: impl FnOnce() -> String) {
        let mut inside = String::new();
        loop {
            type_ref = match type_ref {
                TypeRef::Named(id) => {
                    self.places.push(Place {
                        root: self.root,
                        steps: steps() + &inside,
                        target: *id,
                    });
                    return;
                }
                TypeRef::List(inner) => {
                    inside.push_str("[]");
                    inner
                }
                TypeRef::Map(inner) => {
                    inside.push_str("{}");
                    inner
                }
                TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => inner,
                _ => return,
            }
        }
    }
}
