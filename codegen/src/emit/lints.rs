//! Lints of clippy that only the collection's names can set off.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Field, TypeRef};
use crate::name::{Ident, VariantNames};

/// Most arguments that clippy lets pass.
const MOST_ARGUMENTS: usize = 7;
/// Most booleans that clippy lets pass.
pub(super) const MOST_BOOLEANS: usize = 3;
/// Fewest fields whose names clippy compares.
const FEWEST_FIELDS: usize = 3;
/// Locals of one character in a function that clippy takes as they are.
const MOST_SHORT: usize = 4;

/// The attributes for a constructor with these arguments.
pub(super) fn of_constructor(arguments: &[(&Field, &Ident)]) -> TokenStream {
    let many = (arguments.len() > MOST_ARGUMENTS)
        .then(|| quote!(#[allow(clippy::too_many_arguments, reason = "as on the wire")]));
    let booleans = arguments
        .iter()
        .filter(|(field, _)| field.type_ref == TypeRef::Boolean);
    let booleans = (booleans.count() > MOST_BOOLEANS)
        .then(|| quote!(#[allow(clippy::fn_params_excessive_bools, reason = "as on the wire")]));
    let names = of_locals(arguments.iter().map(|(_, name)| name.bare()));
    quote!(#many #booleans #names)
}

/// The attribute for a function that binds the fields of each variant in an arm.
pub(super) fn of_variants(variants: &[VariantNames]) -> Option<TokenStream> {
    variants
        .iter()
        .find_map(|names| of_locals(names.fields.iter().map(Ident::bare)))
}

/// The attribute for a function whose locals have these names; nothing unless clippy minds them.
pub(super) fn of_locals<'n>(names: impl IntoIterator<Item = &'n str>) -> Option<TokenStream> {
    let names: Vec<&str> = names.into_iter().collect();
    let short = names.iter().filter(|name| name.len() == 1).count() > MOST_SHORT;
    let similar = names.iter().enumerate().any(|(index, left)| {
        let mut others = names.iter().skip(index + 1);
        others.any(|right| are_similar(left, right))
    });
    let similar = similar.then(|| quote!(clippy::similar_names,));
    let short = short.then(|| quote!(clippy::many_single_char_names,));
    (similar.is_some() || short.is_some())
        .then(|| quote!(#[allow(#short #similar reason = "named as in the collection")]))
}

/// The attribute for a struct of private fields with these names; nothing unless all begin or all end with the same word.
pub(super) fn of_private_fields<'n>(
    names: impl IntoIterator<Item = &'n str>,
) -> Option<TokenStream> {
    let names: Vec<&str> = names.into_iter().collect();
    let ends: Option<Vec<(&str, &str)>> = names
        .iter()
        .map(|name| Some((name.split_once('_')?.0, name.rsplit_once('_')?.1)))
        .collect();
    let [(prefix, suffix), others @ ..] = ends.as_deref()? else {
        return None;
    };
    let is_common = others.iter().all(|(other, _)| other == prefix)
        || others.iter().all(|(_, other)| other == suffix);
    (is_common && names.len() >= FEWEST_FIELDS).then(
        || quote!(#[allow(clippy::struct_field_names, reason = "named as in the collection")]),
    )
}

/// As `clippy::similar_names` has it: one character differs or is added, but no lone letter at an underscore.
fn are_similar(left: &str, right: &str) -> bool {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    if left.len().min(right.len()) < 3 || left.first() == Some(&'_') || right.first() == Some(&'_')
    {
        return false;
    }
    let prefix = left.iter().zip(&right).take_while(same).count();
    let pairs = left.iter().rev().zip(right.iter().rev());
    let suffix = pairs.take_while(same).count();
    let (shorter, longer) = (left.len().min(right.len()), left.len().max(right.len()));
    match longer - shorter {
        // A letter more at the end is a plural.
        1 => prefix + suffix >= shorter && prefix < shorter,
        0 if prefix + suffix + 1 == shorter => {
            let is_letter_at_underscore = (prefix == 0 && left.get(1) == Some(&'_'))
                || (suffix == 0 && shorter > 1 && left.get(shorter - 2) == Some(&'_'));
            !is_letter_at_underscore
        }
        _ => false,
    }
}

/// Any two digits count as the same.
fn same((left, right): &(&char, &char)) -> bool {
    left == right || left.is_numeric() && right.is_numeric()
}

#[cfg(test)]
mod tests {
    use super::{are_similar, of_locals, of_private_fields};

    #[test]
    fn names_are_similar_where_clippy_says_so() {
        for (left, right) in [
            ("base_url", "base_urn"),
            ("user_ids", "user_ida"),
            ("client_id", "clients_id"),
            ("cats", "bats"),
        ] {
            assert!(are_similar(left, right), "{left} {right}");
            assert!(are_similar(right, left), "{right} {left}");
        }
        for (left, right) in [
            ("item", "items"),
            ("start_x", "start_y"),
            ("x_start", "y_start"),
            ("id_1", "id_2"),
            ("id", "ib"),
            ("name", "names_of"),
        ] {
            assert!(!are_similar(left, right), "{left} {right}");
            assert!(!are_similar(right, left), "{right} {left}");
        }
    }

    #[test]
    fn fields_with_a_word_in_common_need_an_attribute() {
        for common in [
            ["a_id", "b_c_id", "d_id"],
            ["random_a", "random_b_c", "random_d"],
        ] {
            assert!(of_private_fields(common).is_some(), "{common:?}");
        }
        for different in [["a_id", "b_id", "id"], ["a_id", "b_id", "c_ids"]] {
            assert!(of_private_fields(different).is_none(), "{different:?}");
        }
        assert!(of_private_fields(["a_id", "b_id"]).is_none());
    }

    #[test]
    fn an_attribute_names_what_is_minded() {
        assert!(of_locals(["a", "b", "c", "d"]).is_none());
        let attribute = of_locals(["a", "b", "c", "d", "e"]).map(|tokens| tokens.to_string());
        assert!(attribute.is_some_and(|text| text.contains("many_single_char_names")));
    }
}
