//! Texts that stand in the place of a secret and are none.

use heck::ToSnakeCase;

/// Whether a value only marks the place of a secret: `<token>`, `YOUR_API_KEY`, `xxxx`, `string`, the name itself.
pub(crate) fn is_placeholder(name: &str, value: &str) -> bool {
    let value = value.trim();
    let lower = value.to_lowercase();
    let bracketed = [('<', '>'), ('[', ']'), ('{', '}'), (':', ' ')]
        .iter()
        .any(|(open, close)| value.starts_with(*open) && (value.ends_with(*close) || *open == ':'));
    let mut bytes = lower.bytes();
    let first = bytes.next();
    bracketed
        || bytes.all(|byte| Some(byte) == first)
        || [
            "your",
            "placeholder",
            "xxxx",
            "example",
            "sample",
            "redacted",
            "...",
        ]
        .iter()
        .any(|word| lower.contains(word))
        || matches!(
            lower.as_str(),
            "string"
                | "text"
                | "null"
                | "none"
                | "undefined"
                | "true"
                | "false"
                | "bearer"
                | "basic"
        )
        || lower.to_snake_case() == name.to_snake_case()
}
