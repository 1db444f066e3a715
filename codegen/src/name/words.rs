//! Text of a collection as words: the common form behind every identifier.

mod read;
#[cfg(test)]
mod tests;

use read::{Symbols, read};

/// Longest name in characters; longer text is cut after the last whole word that fits.
const LONGEST: usize = 80;

/// Words in lower-case ASCII letters and digits, `_` between them.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Words(String);

impl Words {
    /// The words of `text`. Symbols separate words, with three exceptions: a leading sign is spelled (`-created_at` is
    /// "minus created at"), text of symbols alone is spelled (`>=` is "greater equal"), and an apostrophe
    /// inside a word is dropped ("user's" is "users").
    pub(super) fn of(text: &str) -> Self {
        if is_snake(text) {
            return Self(text.to_owned());
        }
        Self(read(text, Symbols::Separate)).shortened()
    }

    /// The words with every symbol spelled, for names that differ in nothing else (`C++` and `C#`).
    pub(super) fn spelled(text: &str) -> Self {
        Self(read(text, Symbols::Spelled)).shortened()
    }

    /// The words without a leading number of a list ("2. Users", "01 - Login", "5.2.1 Logout"), when words are left.
    pub(super) fn unnumbered(text: &str) -> Self {
        let text = text.trim_start();
        let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let name = rest.trim_start_matches([' ', ')', ':', '-', '–']);
        let number = text.strip_suffix(name).unwrap_or_default();
        let mark = number.trim_end();
        let is_marked = mark.matches('.').count() > 1 || mark.ends_with(['.', ')', ':', '-', '–']);
        if is_marked && number.ends_with(' ') && number.starts_with(|c: char| c.is_ascii_digit()) {
            let words = Self::of(name);
            if words.starts_with_letter() {
                return words;
            }
        }
        Self::of(text)
    }

    /// Whether there is no word.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether an identifier can start with the first word.
    pub(super) fn starts_with_letter(&self) -> bool {
        self.0.starts_with(|c: char| c.is_ascii_alphabetic())
    }

    /// Whether every word of `other` is among the words, in singular or plural.
    pub(super) fn covers(&self, other: &Self) -> bool {
        other
            .each()
            .all(|word| self.each().any(|own| singular(own) == singular(word)))
    }

    /// Whether these words start with those of `other`.
    pub(super) fn starts_with(&self, other: &Self) -> bool {
        let rest = self.0.strip_prefix(&other.0);
        rest.is_some_and(|rest| other.is_empty() || rest.is_empty() || rest.starts_with('_'))
    }

    /// These words, then those of `other`.
    pub(super) fn then(&self, other: &Self) -> Self {
        self.then_whole(other).shortened()
    }

    /// These words, then those of `other`, however long: for what is no identifier.
    pub(super) fn then_whole(&self, other: &Self) -> Self {
        let mut words = self.0.clone();
        add(&mut words, &other.0);
        Self(words)
    }

    /// These words, then a number: what is left when no meaning tells names apart.
    pub(super) fn numbered(&self, number: usize) -> Self {
        self.then_whole(&Self(number.to_string()))
    }

    /// In snake case: `link_a_user_account`.
    pub(super) fn snake(&self) -> String {
        self.0.clone()
    }

    /// In upper camel case: `LinkAUserAccount`. Numbers that would run together keep an underscore: `V1_2`.
    pub(super) fn camel(&self) -> String {
        let mut camel = String::with_capacity(self.0.len());
        for word in self.each() {
            let mut letters = word.chars();
            let Some(first) = letters.next() else {
                continue;
            };
            if first.is_ascii_digit() && camel.ends_with(|c: char| c.is_ascii_digit()) {
                camel.push('_');
            }
            camel.push(first.to_ascii_uppercase());
            camel.push_str(letters.as_str());
        }
        camel
    }

    fn each(&self) -> impl Iterator<Item = &str> {
        self.0.split('_').filter(|word| !word.is_empty())
    }

    fn shortened(mut self) -> Self {
        if let Some(fitting) = self.0.get(..=LONGEST) {
            let end = fitting.rfind('_').unwrap_or(LONGEST);
            self.0.truncate(end);
        }
        self
    }
}

/// Whether a text is what its words would be: most members of JSON are.
fn is_snake(text: &str) -> bool {
    let is_word = |word: &[u8]| {
        let mut letters = word.iter();
        !word.is_empty() && letters.all(|c| matches!(c, b'a'..=b'z' | b'0'..=b'9'))
    };
    text.len() <= LONGEST && text.as_bytes().split(|byte| *byte == b'_').all(is_word)
}

/// Adds words to words.
fn add(words: &mut String, more: &str) {
    if !words.is_empty() && !more.is_empty() {
        words.push('_');
    }
    words.push_str(more);
}

fn singular(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}
