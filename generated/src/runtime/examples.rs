//! Values for the variables of examples.

use std::collections::BTreeMap;

/// Values for the variables that occur in the collection's own values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Values(BTreeMap<String, String>);

impl Values {
    /// No values: variables stay as they are written.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the value of a variable.
    #[must_use]
    pub fn set(mut self, variable: impl Into<String>, value: impl Into<String>) -> Self {
        self.0.insert(variable.into(), value.into());
        self
    }

    /// The value of a variable.
    pub fn get(&self, variable: &str) -> Option<&str> {
        self.0.get(variable).map(String::as_str)
    }

    /// Text with every `{{variable}}` replaced by its value, by Postman's rules: names are not trimmed, innermost braces
    /// first, values may hold variables themselves (at most 19 rounds), what has no value stays as it is.
    pub fn fill(&self, text: &str) -> String {
        let mut filled = text.to_owned();
        for _ in 0..19 {
            match self.round(&filled) {
                Some(next) => filled = next,
                None => break,
            }
        }
        filled
    }

    /// Text with its variables filled in where they stand bare in JSON: a value in quotes is what it quotes.
    pub fn fill_bare(&self, text: &str) -> String {
        let filled = self.fill(text);
        serde_json::from_str(&filled).unwrap_or(filled)
    }

    /// The bytes of a file that a collection holds in base64, read as leniently as Postman does it: what is none of the
    /// alphabet, or of the one for addresses, is skipped, and the first `=` is the end.
    pub fn file(&self, base64: &str) -> Vec<u8> {
        let text = self.fill(base64);
        let (mut bits, mut count) = (0_u32, 0);
        let mut content = Vec::with_capacity(text.len() / 4 * 3);
        for character in text.bytes().take_while(|character| *character != b'=') {
            let digit = match character {
                b'A'..=b'Z' => character - b'A',
                b'a'..=b'z' => character - b'a' + 26,
                b'0'..=b'9' => character - b'0' + 52,
                b'+' | b'-' => 62,
                b'/' | b'_' => 63,
                _ => continue,
            };
            bits = (bits << 6) | u32::from(digit);
            count += 6;
            if count >= 8 {
                count -= 8;
                content.extend(u8::try_from((bits >> count) & 0xff));
            }
        }
        content
    }

    /// One round; `None` when nothing was replaced.
    fn round(&self, text: &str) -> Option<String> {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        let mut replaced = false;
        while let Some(end) = rest.find("}}") {
            let (before, after) = rest.split_at(end);
            let opening = before.rfind("{{").map(|open| before.split_at(open));
            let value = opening.and_then(|(literal, braced)| {
                let name = braced.get(2..).filter(|name| !name.contains(['{', '}']))?;
                Some((literal, self.get(name)?))
            });
            if let Some((literal, value)) = value {
                out.push_str(literal);
                out.push_str(value);
                replaced = true;
                rest = after.get(2..).unwrap_or_default();
            } else {
                let (skipped, next) = rest.split_at(end + 1);
                out.push_str(skipped);
                rest = next;
            }
        }
        out.push_str(rest);
        replaced.then_some(out)
    }
}

impl<K: Into<String>, V: Into<String>> FromIterator<(K, V)> for Values {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        Self(
            pairs
                .into_iter()
                .map(|(name, value)| (name.into(), value.into()))
                .collect(),
        )
    }
}
