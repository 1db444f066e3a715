//! Postman descriptions (Markdown, HTML, or both mixed) into clean Markdown that is safe for rustdoc.
//!
//! ```text
//! text → clean → tree (read: Markdown, html: tags) → blocks → write
//! ```
//!
//! The description is taken apart into a tree and written anew, so that the result has one form whatever the source
//! looked like: no raw HTML, no code that rustdoc would compile, no accidental links, balanced fences, lines of at most
//! [`WIDTH`] columns. All text is escaped; markup is only what the writer itself puts there.

mod block;
mod clean;
mod html;
mod inline;
mod prose;
mod read;
mod summary;
mod tree;
mod write;

#[cfg(test)]
mod tests;

use self::block::{Block, Inline};
use crate::ir::Docs;

/// Longest line, in characters; with `    /// ` before it, 100 columns. Code and single long words go beyond.
pub const WIDTH: usize = 92;

/// A description, ready for a doc comment. Lines end in `\n`, the last one in nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rendered {
    /// The first sentence with a final period. Empty when the text has none (it is empty, or starts with a list, a
    /// table or code): the caller has a better one than this module could invent.
    pub summary: String,
    /// All that follows the first sentence.
    pub body: String,
}

/// A name of the collection as a code span: on one line, without what would end the span.
pub fn code(text: &str) -> String {
    const LIMIT: usize = 80;
    let is_plain = |byte: u8| matches!(byte, b'!'..=b'~') && !matches!(byte, b'`' | b'<');
    if (1..=LIMIT).contains(&text.len()) && text.bytes().all(is_plain) {
        return ["`", text, "`"].concat();
    }
    let text = clean::clean(text);
    let end = text
        .char_indices()
        .nth(LIMIT)
        .map_or(text.len(), |(at, _)| at);
    match text.get(..end).unwrap_or_default().trim() {
        "" => "the empty text".to_owned(),
        text => ["`", &text.replace('`', "'").replace('\n', " "), "`"].concat(),
    }
}

/// A name of the collection inside a line: as Markdown where it is one paragraph of it, else as text.
pub fn line(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let text = clean::clean(text);
    match block::blocks(read::read(&text)).as_slice() {
        [Block::Paragraph(line)] if !line.contains(&Inline::Break) => write::write_inlines(line),
        _ => write::write_inlines(&prose::tidy(vec![Inline::Text(text.into_owned())])),
    }
}

/// A description as documentation; the summary is empty when the text has none.
pub fn docs(text: &str) -> Docs {
    let Rendered { summary, body } = to_rustdoc(text);
    Docs {
        summary,
        body,
        evidence: Vec::new(),
    }
}

/// Renders a description. Headings go below those of the item itself: the first level becomes the second.
///
/// Never fails: what is no Markdown and no HTML is text.
pub fn to_rustdoc(text: &str) -> Rendered {
    if is_plain(text) {
        return Rendered {
            summary: [text.trim_end_matches('.'), "."].concat(),
            body: String::new(),
        };
    }
    rendered(text)
}

/// Whether a text is one short sentence of words, which means the same in any markup: so are most names of items.
fn is_plain(text: &str) -> bool {
    let sentence = text.strip_suffix('.').unwrap_or(text);
    let is_word = |word: &str| {
        let small = word.strip_prefix(|first: char| first.is_ascii_uppercase());
        let small = small.unwrap_or(word);
        !word.is_empty() && small.bytes().all(|byte| byte.is_ascii_lowercase())
    };
    text.len() < WIDTH && sentence.split(' ').all(is_word)
}

fn rendered(text: &str) -> Rendered {
    let nodes = read::read(&clean::clean(text));
    let mut blocks = block::blocks(nodes);
    let summary = summary::take(&mut blocks);
    Rendered {
        summary: write::write_inlines(&summary),
        body: write::write(&blocks),
    }
}
