//! A description cut into words, whatever its markup.

/// A part of a description.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word<'t> {
    /// A word or a number.
    Plain(&'t str),
    /// Text set as code or in quotes: `` `x` ``, `<code>x</code>`, `"x"`, `'x'`.
    Code(&'t str),
    /// A punctuation mark.
    Mark(char),
    /// A line end, a list item, any HTML tag that starts a line.
    Break,
}

impl Word<'_> {
    /// Whether this is the plain word `text`, in any case.
    pub(super) fn is(&self, text: &str) -> bool {
        matches!(self, Self::Plain(word) if word.eq_ignore_ascii_case(text))
    }

    /// The integer that it spells.
    pub(super) fn number(&self) -> Option<i64> {
        match self {
            Self::Plain(word) | Self::Code(word) => word.parse().ok(),
            Self::Mark(_) | Self::Break => None,
        }
    }
}

/// Cuts `text` into words. Tags other than `<code>` disappear or break the line.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (word, length) = next_word(rest, first);
        words.extend(word);
        rest = rest.get(length..).unwrap_or_default();
    }
    words
}

/// The next word, if what stands there is one, and the length of the text that it takes.
fn next_word(text: &str, first: char) -> (Option<Word<'_>>, usize) {
    let one = first.len_utf8();
    match first {
        '\n' => (Some(Word::Break), one),
        _ if first.is_whitespace() => (None, one),
        '`' => span(text, "`", "`").unwrap_or((None, one)),
        '"' => span(text, "\"", "\"").unwrap_or((None, one)),
        '\'' => span(text, "'", "'").unwrap_or((None, one)),
        '“' => span(text, "“", "”").unwrap_or((None, one)),
        '<' => span(text, "<code>", "</code>")
            .or_else(|| tag(text))
            .unwrap_or((Some(Word::Mark('<')), one)),
        '-' if text
            .get(1..2)
            .is_some_and(|next| next.starts_with(|digit: char| digit.is_ascii_digit())) =>
        {
            plain(text)
        }
        _ if first.is_alphanumeric() || first == '_' => plain(text),
        _ => (Some(Word::Mark(first)), one),
    }
}

/// Short text on one line between `open` and `close`.
fn span<'t>(text: &'t str, open: &str, close: &str) -> Option<(Option<Word<'t>>, usize)> {
    let inside = text.strip_prefix(open)?;
    let length = inside.find(close)?;
    let content = inside.get(..length)?.trim();
    let is_value = !content.is_empty() && content.len() <= 100 && !content.contains(['\n', '<']);
    is_value.then_some((Some(Word::Code(content)), open.len() + length + close.len()))
}

fn tag(text: &str) -> Option<(Option<Word<'_>>, usize)> {
    let inside = text.get(1..text.find('>')?)?;
    let name = inside.trim_start_matches('/').to_ascii_lowercase();
    let is_tag = name.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && !name.contains(['<', '\n']);
    let breaks = ["br", "li", "ul", "ol", "p", "div", "tr"]
        .iter()
        .any(|block| name.trim_end_matches([' ', '/']) == *block);
    is_tag.then_some((breaks.then_some(Word::Break), inside.len() + 2))
}

/// A run of letters and digits with single joining marks within: `google-oauth2`, `v1.2`, `users:read`.
fn plain(text: &str) -> (Option<Word<'_>>, usize) {
    let is_part = |character: char| character.is_alphanumeric() || character == '_';
    let mut length = text.chars().next().map_or(0, char::len_utf8);
    let mut rest = text.get(length..).unwrap_or_default();
    while let Some(next) = rest.chars().next() {
        let joins = "-.:+@'".contains(next) && rest.chars().nth(1).is_some_and(is_part);
        if !is_part(next) && !joins {
            break;
        }
        length += next.len_utf8();
        rest = text.get(length..).unwrap_or_default();
    }
    (text.get(..length).map(Word::Plain), length)
}
