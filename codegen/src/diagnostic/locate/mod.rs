//! JSON pointers into bytes of the source text, computed only when something is printed.

mod json;
#[cfg(test)]
mod tests;
mod yaml;

use std::{collections::BTreeMap, ops::Range, path::Path};

/// The bytes that each pointer names: of a plain value its text, of a list or an object its key, or its bracket where
/// it has no key. Where a pointer leads nowhere, the nearest place above it. One pass over the text for all pointers.
pub(super) fn locate(path: &Path, text: &str, pointers: &[&str]) -> Vec<Range<usize>> {
    let mut wanted = Wanted::default();
    for (index, pointer) in pointers.iter().enumerate() {
        wanted.insert(pointer, index);
    }
    let mut found = vec![0..0; pointers.len()];
    let is_yaml = path
        .extension()
        .is_some_and(|extension| extension == "yaml" || extension == "yml");
    if is_yaml {
        yaml::locate(text, &wanted, &mut found);
    } else {
        json::locate(text, &wanted, &mut found);
    }
    found
}

/// The wanted places as a tree of keys.
#[derive(Debug, Default)]
struct Wanted {
    /// Which pointers end here.
    indices: Vec<usize>,
    children: BTreeMap<String, Wanted>,
}

impl Wanted {
    fn insert(&mut self, pointer: &str, index: usize) {
        let mut node = self;
        for token in pointer.split('/').skip(1) {
            node = node
                .children
                .entry(token.replace("~1", "/").replace("~0", "~"))
                .or_default();
        }
        node.indices.push(index);
    }

    /// Notes `span` for every pointer that ends here or below; deeper places overwrite it when they are found.
    fn note(&self, span: &Range<usize>, found: &mut [Range<usize>]) {
        for index in &self.indices {
            if let Some(place) = found.get_mut(*index) {
                *place = span.clone();
            }
        }
        for child in self.children.values() {
            child.note(span, found);
        }
    }
}
