//! Postman's percent-encoding, applied to constants when the code is emitted, so that the runtime only appends them.
//!
//! UTF-8 bytes, upper-case hex. `%` is never encoded, so that an existing `%XX` stays as it is.

/// A component of a URL, with its own set of characters that are encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Component {
    /// The path.
    Path,
    /// The query, the whole text.
    Query,
}

impl Component {
    /// Whether an ASCII character is encoded here, besides control characters.
    fn encodes(self, byte: u8) -> bool {
        match self {
            Self::Path => b" \"<>`#?{}".contains(&byte),
            Self::Query => b" \"#'<>".contains(&byte),
        }
    }
}

/// Encodes the text of a component.
pub(super) fn encode(component: Component, text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for character in text.chars() {
        let ascii = u8::try_from(character).ok().filter(u8::is_ascii);
        if ascii.is_some_and(|byte| !byte.is_ascii_control() && !component.encodes(byte)) {
            encoded.push(character);
        } else {
            push_bytes(&mut encoded, character);
        }
    }
    encoded
}

/// The name of a query entry: `&`, `#` and `=` would end it, so they are encoded before the query as a whole is.
pub(super) fn query_name(name: &str) -> String {
    encode(Component::Query, &protect(name, &['&', '#', '=']))
}

/// The value of a query entry: `&` and `#` would end it, so they are encoded before the query as a whole is.
pub(super) fn query_value(value: &str) -> String {
    encode(Component::Query, &protect(value, &['&', '#']))
}

/// The path: a backslash is a slash to Postman.
pub(super) fn path(text: &str) -> String {
    encode(Component::Path, &text.replace('\\', "/"))
}

fn protect(text: &str, delimiters: &[char]) -> String {
    let mut protected = String::with_capacity(text.len());
    for character in text.chars() {
        if delimiters.contains(&character) {
            push_bytes(&mut protected, character);
        } else {
            protected.push(character);
        }
    }
    protected
}

fn push_bytes(text: &mut String, character: char) {
    const HEX: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F',
    ];
    for byte in character.encode_utf8(&mut [0; 4]).bytes() {
        text.push('%');
        text.extend(HEX.get(usize::from(byte >> 4)));
        text.extend(HEX.get(usize::from(byte & 15)));
    }
}

#[cfg(test)]
mod tests {
    use super::{Component, encode, path, query_name, query_value};

    #[test]
    fn each_component_encodes_its_own_set() {
        let all = "a \"<>`#?{}|^[]';@:+!$&()*,/=%41%zz";
        assert_eq!(
            encode(Component::Path, all),
            "a%20%22%3C%3E%60%23%3F%7B%7D|^[]';@:+!$&()*,/=%41%zz"
        );
        assert_eq!(
            encode(Component::Query, all),
            "a%20%22%3C%3E`%23?{}|^[]%27;@:+!$&()*,/=%41%zz"
        );
    }

    #[test]
    fn control_characters_and_non_ascii_are_encoded_as_utf_8() {
        assert_eq!(
            encode(Component::Path, "\0\t\u{7f}é€"),
            "%00%09%7F%C3%A9%E2%82%AC"
        );
    }

    #[test]
    fn a_backslash_in_a_path_is_a_slash() {
        assert_eq!(path("/a\\b"), "/a/b");
    }

    #[test]
    fn delimiters_in_a_query_entry_are_protected() {
        assert_eq!(query_name("a&b=c#d"), "a%26b%3Dc%23d");
        assert_eq!(query_value("a&b=c#d"), "a%26b=c%23d");
    }
}
