//! What holds for all names of all APIs.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{
    add_folder, add_operation, add_type, api, assigned, field, functions, structure, values,
};
use crate::ir::*;

/// Text as it stands in collections, at its worst.
fn hard_name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-c]{0,2}[ _-]?[A-C0-9]{0,2}",
        "(self|super|crate|Self|type|new|Error|Default|gen|_|id|ID|Other|1\\. a|2\\. a)",
        "\\PC{0,12}",
        "[\u{0}-\u{ff}]{0,8}",
        "([a-z]{1,12} ){0,30}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_scope_is_injective_and_valid(
        folders in prop::collection::vec(hard_name(), 0..12),
        operations in prop::collection::vec((hard_name(), "(GET|POST)", 0..3usize), 0..24),
        fields in prop::collection::vec((hard_name(), 0..4usize), 0..16),
        types in prop::collection::vec((hard_name(), any::<bool>()), 0..12),
    ) {
        let mut api = api();
        for name in &folders {
            add_folder(&mut api, name, 0);
        }
        for (name, method, folder) in &operations {
            let folder = folder % api.resources.len();
            add_operation(&mut api, folder, name, method, "/users/:id");
        }
        let members: Vec<Field> = fields
            .iter()
            .map(|(name, place)| {
                field(name, [Location::Path, Location::Query, Location::Header, Location::Body][*place])
            })
            .collect();
        for (name, shared) in &types {
            let home = if *shared { Home::Shared } else { Home::Resource(ResourceId(1)) };
            add_type(&mut api, &[name], home, structure(members.clone()));
        }
        let literals: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
        add_type(&mut api, &["Literal"], Home::Shared, values(&literals));
        let used = (0..api.types.len()).map(|id| ResponseCase {
            stream: None,
            status: Status::Unknown,
            docs: Docs::default(),
            body: ResponseBody::Json(TypeRef::Named(TypeId(id))),
            examples: Vec::new(),
            samples: Vec::new(),
        });
        let responses: Vec<ResponseCase> = used.collect();
        if let Some(operation) = api.operations.first_mut() {
            operation.responses = responses;
        }

        let names = assigned(&api);
        prop_assert_eq!(&names, &assigned(&api));
        prop_assert!(distinct_and_valid(names.resources[2..].iter().map(|names| names.module.as_str())));
        for folder in &api.resources {
            let members: Vec<_> = folder.operations.iter().map(|id| &names.operations[id.0]).collect();
            let accessors = folder.children.iter().map(|id| names.resources[id.0].module.as_str());
            prop_assert!(distinct_and_valid(
                members.iter().map(|names| names.function.as_str()).chain(accessors)
            ));
            prop_assert!(distinct_and_valid(members.iter().map(|names| names.request.as_str())));
        }
        let own = api.types.iter().zip(&names.types);
        let in_folder = |definition: &TypeDef| !operations.is_empty() || definition.home == Home::Shared;
        prop_assert!(distinct_and_valid(
            own.filter(|(definition, _)| in_folder(definition)
                && (definition.home == Home::Shared || api.operations.first().is_some_and(|o| o.resource.0 == 1)))
                .map(|(_, names)| names.name.as_str())
        ));
        for content in names.types.iter().map(|names| &names.content) {
            prop_assert!(distinct_and_valid(content.fields.iter().map(crate::name::Ident::as_str)));
            let variants = content.variants.iter().map(|variant| &variant.name).chain(&content.other);
            prop_assert!(distinct_and_valid(variants.map(crate::name::Ident::as_str)));
        }
    }

    #[test]
    fn operations_added_behind_never_rename_plain_ones(
        names in prop::collection::vec(hard_name(), 1..10),
        more in prop::collection::vec(hard_name(), 0..5),
    ) {
        let listed = |names: &[String]| {
            functions(&names.iter().map(|name| (name.as_str(), "GET", "/a/:b")).collect::<Vec<_>>())
        };
        let all: Vec<String> = names.iter().chain(&more).cloned().collect();
        let (before, after) = (listed(&names), listed(&all));
        let added: BTreeSet<&String> = after[names.len()..].iter().collect();
        for (old, new) in before.iter().zip(&after) {
            prop_assert!(old == new || added.contains(old), "{old} became {new}");
        }
    }
}

fn distinct_and_valid<'a>(names: impl Iterator<Item = &'a str>) -> bool {
    let mut seen = BTreeSet::new();
    let mut all = true;
    for name in names {
        all &= syn::parse_str::<syn::Ident>(name).is_ok()
            && seen.insert(name.trim_start_matches("r#").to_owned());
    }
    all
}
