//! Forms and file names of literals.

use crate::emit::literal::{fits, member};
use crate::ir::{FileExample, Literal, TypeKind, Variant};

/// Whether a form is the one that a literal has.
pub(super) fn holds(variant: &Variant, kind: &TypeKind, literal: Option<&Literal>) -> bool {
    match (kind, &variant.tag) {
        (TypeKind::Tagged { tag, .. }, Some(value)) => {
            matches!(member(literal, tag), Some(Literal::Text(text)) if text == value)
        }
        _ => fits(&variant.content, literal),
    }
}

/// The first of the files.
pub(super) fn file_example(literal: Option<&Literal>) -> FileExample {
    match literal {
        Some(Literal::Files(files)) => files.first().cloned().unwrap_or_default(),
        _ => FileExample::default(),
    }
}

/// What stands for the content of a file that the collection names: nobody knows it, so its name; nothing where none is
/// chosen.
pub(super) fn file_stand_in(path: &str) -> String {
    match FileExample::name_of(path) {
        "" => String::new(),
        name => format!("v_file:{name}"),
    }
}
