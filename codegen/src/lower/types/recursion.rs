//! Definitions that hold themselves.

use std::collections::HashSet;

use indexmap::IndexMap;

use crate::infer::Shape;

/// Whether the definition `name` is reached from itself.
pub(super) fn holds_itself(definitions: &IndexMap<String, Shape>, name: &str) -> bool {
    let mut seen = HashSet::new();
    let mut waiting: Vec<&Shape> = definitions.get(name).into_iter().collect();
    while let Some(shape) = waiting.pop() {
        if let Some(reference) = shape.reference.as_deref() {
            if reference == name {
                return true;
            }
            if seen.insert(reference) {
                waiting.extend(definitions.get(reference));
            }
        }
        waiting.extend(&shape.alternatives);
        waiting.extend(shape.list.iter().map(|list| &list.element));
        if let Some(object) = &shape.object {
            waiting.extend(object.members.values().map(|member| &member.shape));
            waiting.extend(&object.map);
        }
    }
    false
}
