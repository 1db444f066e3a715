//! A JSON sample, as people write it in Postman.

mod comments;
mod parse;
#[cfg(test)]
mod tests;

pub use comments::strip_comments;
pub(super) use parse::is_number;
pub use parse::{SampleError, parse_sample};

/// A value of a JSON sample. Numbers keep their spelling; `{{variables}}` may stand bare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sample {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number as written.
    Number(String),
    /// Text, escapes resolved; may hold `{{variables}}`.
    Text(String),
    /// Bare text with variables outside quotes, such as `{{id}}` or `-{{amount}}.00`.
    Bare(String),
    /// A list.
    List(Vec<Sample>),
    /// An object; of duplicate keys the last wins, at the first one's place.
    Object(Vec<(String, Sample)>),
}

impl Sample {
    /// The sample as compact JSON. Numbers are written as they were read, and bare text stays bare: a sample that
    /// holds some is JSON only once its variables are filled in.
    pub fn to_json(&self) -> String {
        let mut json = String::new();
        self.write(&mut json);
        json
    }

    /// Whether the test holds for a scalar: the sample itself, or one anywhere in it.
    pub fn any_scalar(&self, is_it: &dyn Fn(&Self) -> bool) -> bool {
        match self {
            Self::List(elements) => elements.iter().any(|element| element.any_scalar(is_it)),
            Self::Object(members) => members.iter().any(|(_, value)| value.any_scalar(is_it)),
            scalar => is_it(scalar),
        }
    }

    /// Whether bare text stands anywhere in it.
    pub fn has_bare(&self) -> bool {
        self.any_scalar(&|scalar| matches!(scalar, Self::Bare(_)))
    }

    /// The sample with something else in place of each bare text.
    #[must_use]
    pub fn replace_bare(&self, replace: &dyn Fn(&str) -> Self) -> Self {
        match self {
            Self::Bare(text) => replace(text),
            Self::List(elements) => {
                let elements = elements.iter().map(|element| element.replace_bare(replace));
                Self::List(elements.collect())
            }
            Self::Object(members) => {
                let members = members
                    .iter()
                    .map(|(name, value)| (name.clone(), value.replace_bare(replace)));
                Self::Object(members.collect())
            }
            scalar => scalar.clone(),
        }
    }

    fn write(&self, json: &mut String) {
        match self {
            Self::Null => json.push_str("null"),
            Self::Boolean(true) => json.push_str("true"),
            Self::Boolean(false) => json.push_str("false"),
            Self::Number(text) | Self::Bare(text) => json.push_str(text),
            Self::Text(text) => write_text(text, json),
            Self::List(elements) => {
                json.push('[');
                for (position, element) in elements.iter().enumerate() {
                    if position > 0 {
                        json.push(',');
                    }
                    element.write(json);
                }
                json.push(']');
            }
            Self::Object(members) => {
                json.push('{');
                for (position, (key, value)) in members.iter().enumerate() {
                    if position > 0 {
                        json.push(',');
                    }
                    write_text(key, json);
                    json.push(':');
                    value.write(json);
                }
                json.push('}');
            }
        }
    }
}

fn write_text(text: &str, json: &mut String) {
    json.push('"');
    for character in text.chars() {
        match character {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\n' => json.push_str("\\n"),
            '\r' => json.push_str("\\r"),
            '\t' => json.push_str("\\t"),
            '\u{8}' => json.push_str("\\b"),
            '\u{c}' => json.push_str("\\f"),
            control if control < ' ' => write_control(control, json),
            other => json.push(other),
        }
    }
    json.push('"');
}

/// Writes a control character as `\u` and four digits; the first two are always 0.
fn write_control(control: char, json: &mut String) {
    let digit = |value: u32| char::from_digit(value, 16).unwrap_or('0');
    let code = u32::from(control);
    json.push_str("\\u00");
    json.push(digit(code >> 4));
    json.push(digit(code & 0xf));
}
