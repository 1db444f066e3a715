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

/// Renders a description. Headings go below those of the item itself: the first level becomes the second.
///
/// Never fails: what is no Markdown and no HTML is text.
pub fn to_rustdoc(text: &str) -> Rendered {
    let nodes = read::read(&clean::clean(text));
    let mut blocks = block::blocks(nodes);
    let summary = summary::take(&mut blocks);
    Rendered {
        summary: write::write_inlines(&summary),
        body: write::write(&blocks),
    }
}
