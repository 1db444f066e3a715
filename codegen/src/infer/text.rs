//! Shapes of texts that stand in paths, queries, headers and forms, where every value is text and the text tells what
//! the value is.

use super::placeholder::placeholder_shape;
use super::sample::is_number;
use super::{Shape, Tally, Values};

impl Shape {
    /// The join of the shapes of all `texts` of one place.
    ///
    /// Only the spelling that a type writes back is that type: `7` is an integer, but `007`, `+7`, `-0` and `1e3` are
    /// text, and so is `1.50`, for a number type would print `1.5`. `true` and `false` are booleans. Importers'
    /// placeholders are their types. Blank text, and a text with a variable that has no known value, says nothing: the
    /// shape of these alone is the bottom, and the place takes any text.
    pub fn of_texts<'t>(texts: impl IntoIterator<Item = &'t str>, values: &Values) -> Shape {
        let mut shape = Shape::default();
        for text in texts {
            if text.contains("{{") {
                values
                    .fill(text)
                    .iter()
                    .for_each(|text| shape.observe_spelling(text));
            } else {
                shape.observe_spelling(text);
            }
        }
        shape
    }

    fn observe_spelling(&mut self, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        if let Some(shape) = placeholder_shape(text) {
            self.join(shape);
            return;
        }
        match text {
            "true" | "false" => self.boolean.get_or_insert_default().join(Tally::ONCE),
            _ if is_integer(text) || is_float(text) => self.observe_number(text),
            _ => self.observe_plain(text),
        }
    }
}

/// Digits that an integer type prints just so.
fn is_integer(text: &str) -> bool {
    is_number(text) && text != "-0" && !text.contains(['.', 'e', 'E'])
}

/// A fraction that a floating point type prints just so.
fn is_float(text: &str) -> bool {
    is_number(text)
        && text.contains('.')
        && text
            .parse::<f64>()
            .is_ok_and(|value| value.to_string() == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(texts: &[&str]) -> String {
        let values = Values::new([("page".to_owned(), "3".to_owned())]);
        let shape = Shape::of_texts(texts.iter().copied(), &values);
        let components = shape.components();
        let formats = shape.text.iter().flat_map(|text| text.formats.clone());
        components
            .map(|component| format!("{component:?}").to_lowercase())
            .chain(formats)
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn only_canonical_integers_are_integers() {
        assert_eq!(kinds(&["7", "-7", "0", "18446744073709551616"]), "integer");
        for text in ["007", "+7", "-0", "1e3", "1_000", " 7", "NaN", "0x1"] {
            assert_eq!(kinds(&[text]), "text", "{text}");
        }
    }

    #[test]
    fn fractions_that_print_the_same_are_floats() {
        assert_eq!(kinds(&["1.5", "-0.25"]), "float");
        assert_eq!(kinds(&["1.0", "1.50"]), "text decimal");
    }

    #[test]
    fn only_lower_case_booleans_are_booleans() {
        assert_eq!(kinds(&["true", "false"]), "boolean");
        assert_eq!(kinds(&["True"]), "text");
    }

    #[test]
    fn blank_text_and_unknown_variables_say_nothing() {
        assert_eq!(kinds(&["", " ", "{{unknown}}", "a{{unknown}}"]), "");
        assert_eq!(kinds(&["{{unknown}}", "{{page}}"]), "integer");
    }

    #[test]
    fn mixed_spellings_are_a_union() {
        assert_eq!(kinds(&["me", "12"]), "integer text");
    }

    #[test]
    fn formats_and_placeholders_are_known() {
        assert_eq!(kinds(&["2020-01-01"]), "text date");
        assert_eq!(kinds(&["<long>"]), "integer");
    }
}
