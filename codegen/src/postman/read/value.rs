//! What JavaScript makes of a JSON value: truth, text, numbers.

use serde_json::{Number, Value};

/// Whether JavaScript takes a value for true: all but null, false, 0 and the empty text.
pub(super) fn truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(value) => *value,
        Value::Number(number) => number.as_f64().is_some_and(|number| number != 0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(_) | Value::Object(_) => true,
    }
}

/// Text, and numbers and booleans as text; `None` for the rest.
pub(super) fn scalar_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number_text(number)),
        Value::Bool(value) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// `String(value)`: null is `null`, lists are joined with commas, objects are `[object Object]`.
pub(super) fn string_text(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Array(list) => joined(list, ","),
        Value::Object(_) => "[object Object]".to_owned(),
        scalar => scalar_text(scalar).unwrap_or_default(),
    }
}

/// `list.join(separator)`: null is empty.
pub(super) fn joined(list: &[Value], separator: &str) -> String {
    let texts: Vec<String> = list
        .iter()
        .map(|value| {
            if value.is_null() {
                String::new()
            } else {
                string_text(value)
            }
        })
        .collect();
    texts.join(separator)
}

/// `JSON.stringify(value)`.
pub(super) fn json_text(value: &Value) -> String {
    match value {
        Value::Number(number) => number_text(number),
        Value::Array(list) => {
            let texts: Vec<String> = list.iter().map(json_text).collect();
            format!("[{}]", texts.join(","))
        }
        Value::Object(members) => {
            let member = |(key, value): (&String, &Value)| {
                format!("{}:{}", Value::from(key.as_str()), json_text(value))
            };
            let texts: Vec<String> = members.iter().map(member).collect();
            format!("{{{}}}", texts.join(","))
        }
        scalar => scalar.to_string(),
    }
}

/// A JSON number as JavaScript prints it: `1.50` is `1.5`, `5.0` is `5`, `1e21` is `1e+21`.
pub(super) fn number_text(number: &Number) -> String {
    number
        .as_f64()
        .map_or_else(|| number.to_string(), float_text)
}

/// A JavaScript number as text.
pub(super) fn float_text(number: f64) -> String {
    let size = number.abs();
    if size == 0.0 {
        return "0".to_owned();
    }
    if !number.is_finite() {
        return if number.is_nan() {
            "NaN"
        } else if number > 0.0 {
            "Infinity"
        } else {
            "-Infinity"
        }
        .to_owned();
    }
    if (1e-6..1e21).contains(&size) {
        return number.to_string();
    }
    let text = format!("{number:e}");
    if text.contains("e-") {
        text
    } else {
        text.replace('e', "e+")
    }
}

/// `Number(text)`: empty is 0, what is no number is NaN.
pub(super) fn number_of(text: &str) -> f64 {
    let text = text.trim();
    let radix = |digits: &str, radix| u64::from_str_radix(digits, radix).map_or(f64::NAN, as_float);
    match text.get(..2) {
        _ if text.is_empty() => 0.0,
        Some("0x" | "0X") => radix(text.get(2..).unwrap_or_default(), 16),
        Some("0o" | "0O") => radix(text.get(2..).unwrap_or_default(), 8),
        Some("0b" | "0B") => radix(text.get(2..).unwrap_or_default(), 2),
        // Rust also reads `inf`, `nan` and `infinity`, JavaScript only `Infinity`.
        _ if text.trim_start_matches(['+', '-']) == "Infinity" => text.parse().unwrap_or(f64::NAN),
        _ if text.contains(|character: char| {
            character.is_alphabetic() && !matches!(character, 'e' | 'E')
        }) =>
        {
            f64::NAN
        }
        _ => text.parse().unwrap_or(f64::NAN),
    }
}

#[allow(
    clippy::cast_precision_loss,
    reason = "JavaScript loses the same precision"
)]
fn as_float(number: u64) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{float_text, json_text, number_of, string_text, truthy};

    #[test]
    fn numbers_print_as_in_javascript() {
        let texts: Vec<_> = [1.5, 5.0, -0.0, 1e21, 1e20, 1e-7, 0.000_001, f64::NAN]
            .into_iter()
            .map(float_text)
            .collect();
        assert_eq!(
            texts,
            [
                "1.5",
                "5",
                "0",
                "1e+21",
                "100000000000000000000",
                "1e-7",
                "0.000001",
                "NaN"
            ]
        );
        assert_eq!(
            json_text(&json!({"a": [1.0, null, "x\"y"]})),
            r#"{"a":[1,null,"x\"y"]}"#
        );
    }

    #[test]
    fn texts_become_numbers_as_in_javascript() {
        let texts: Vec<_> = ["5.0", "", " 7 ", "0x10", "x", "inf", "1e3"]
            .map(|text| float_text(number_of(text)))
            .into();
        assert_eq!(texts, ["5", "0", "7", "16", "NaN", "NaN", "1000"]);
    }

    #[test]
    fn objects_and_lists_become_text_as_in_javascript() {
        assert_eq!(string_text(&json!([1, null, [2, 3]])), "1,,2,3");
        assert_eq!(string_text(&json!({})), "[object Object]");
    }

    #[test]
    fn text_false_is_true() {
        assert!(
            truthy(&json!("false"))
                && truthy(&json!([]))
                && !truthy(&json!(""))
                && !truthy(&json!(0))
        );
    }
}
