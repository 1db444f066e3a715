//! Placeholders that importers write in place of values: `"<string>"`, `"<integer>"`, `"<string,null>"`.
//!
//! A placeholder is a type, never a value. In a JSON body it stands in quotes for every type, so `"<integer>"` means
//! that the real value is an integer. The type that comes of it accepts integers only, and a sample that holds a
//! placeholder ([`has_placeholder`]) is neither an example for documentation nor one that must survive a round trip:
//! accepting the placeholder's own text too would make every field of an imported collection a union with text.

use super::{IntegerShape, Sample, Shape, Source, Tally, TextShape};

/// Whether `text` is a placeholder: `<` and `>` around a word, a few words, or types with commas between them.
pub fn is_placeholder(text: &str) -> bool {
    let Some(inside) = text
        .strip_prefix('<')
        .and_then(|text| text.strip_suffix('>'))
    else {
        return false;
    };
    inside.starts_with(|first: char| first.is_ascii_alphabetic())
        && inside
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b" -_.,".contains(&byte))
}

/// Whether a placeholder stands anywhere in the sample.
pub fn has_placeholder(sample: &Sample) -> bool {
    sample.any_scalar(&|scalar| matches!(scalar, Sample::Text(text) if is_placeholder(text)))
}

/// The shape that a placeholder names, or `None` when `text` is none. A name that is no type is the format of a text
/// (`<html-color>`).
pub fn placeholder_shape(text: &str) -> Option<Shape> {
    if !is_placeholder(text) {
        return None;
    }
    let inside = text.trim_start_matches('<').trim_end_matches('>');
    Some(
        inside
            .split(',')
            .map(|name| named_shape(name.trim()))
            .collect::<Shape>()
            .from_source(Source::Placeholder),
    )
}

fn named_shape(name: &str) -> Shape {
    let mut shape = Shape::default();
    match name {
        "null" => shape.null = Some(Tally::ONCE),
        "boolean" => shape.boolean = Some(Tally::ONCE),
        "integer" | "long" | "int32" | "int64" => {
            shape.integer = Some(IntegerShape {
                tally: Tally::ONCE,
                ..IntegerShape::default()
            });
        }
        "number" | "float" | "double" => shape.float = Some(Tally::ONCE),
        "array" => shape.list.get_or_insert_default().tally = Tally::ONCE,
        "object" => shape.object.get_or_insert_default().tally = Tally::ONCE,
        _ => {
            let format = match name {
                "string" | "" => None,
                "dateTime" => Some("date-time"),
                other => Some(other),
            };
            let formats = format.into_iter().map(str::to_owned).collect();
            shape.text = Some(TextShape {
                tally: Tally::ONCE,
                formats,
                values: None,
            });
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::infer::{Values, parse_sample};

    fn kinds(text: &str) -> String {
        let shape = placeholder_shape(text).expect("a placeholder");
        let components = shape.components();
        let formats = shape
            .text
            .iter()
            .flat_map(|text| text.formats.clone())
            .map(|format| format!(":{format}"));
        components
            .map(|component| format!("{component:?}").to_lowercase())
            .chain(formats)
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn placeholders_name_types() {
        let names = [
            "string",
            "integer",
            "long",
            "number",
            "boolean",
            "dateTime",
            "uuid",
            "string,null",
            "array",
            "object",
        ];
        let kinds: Vec<String> = names
            .iter()
            .map(|name| kinds(&format!("<{name}>")))
            .collect();
        insta::assert_snapshot!(kinds.join("\n"), @r"
        text
        integer
        integer
        float
        boolean
        text :date-time
        text :uuid
        null text
        list
        object
        ");
    }

    #[test]
    fn a_format_of_its_own_is_text() {
        assert_eq!(kinds("<html-color>"), "text :html-color");
    }

    #[test]
    fn markup_and_comparisons_are_no_placeholders() {
        for text in [
            "<b>x</b>",
            "<",
            "<>",
            "< 5 >",
            "<a",
            "a<string>",
            "<br/>",
            "<?xml>",
        ] {
            assert!(!is_placeholder(text), "{text}");
        }
    }

    #[test]
    fn equal_placeholder_elements_are_one_sample() {
        let twice = parse_sample(r#"[{"a": "<integer>"}, {"a": "<integer>"}]"#).expect("a sample");
        assert!(has_placeholder(&twice));
        let list = Shape::of(&twice, &Values::default()).list.expect("a list");
        assert_eq!(list.element.object.expect("an object").tally.seen, 1);
    }
}
