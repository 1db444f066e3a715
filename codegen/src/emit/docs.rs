//! Documentation: lines of Markdown, folded into one `#[doc]` until they are printed.

use std::borrow::Cow;

use proc_macro2::{Delimiter, Group, Literal, Punct, Spacing, TokenStream};
use quote::{ToTokens, TokenStreamExt, quote};

use crate::ir::{Docs, Field, Location, Presence};

/// How long a line of evidence mostly is.
const EVIDENCE: usize = 32;

/// Lines of documentation as a `#[doc]` has them: a space before each that is not empty, and its end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Lines(String);

impl Lines {
    /// The summary, the body and the evidence.
    pub(super) fn of(docs: &Docs) -> Self {
        let mut lines = Self(String::with_capacity(
            docs.summary.len() + docs.body.len() + EVIDENCE * docs.evidence.len(),
        ));
        lines.paragraph(&docs.summary);
        lines.paragraph(&docs.body);
        lines.evidence(docs);
        lines
    }

    /// Where facts come from, a line each.
    pub(super) fn evidence(&mut self, docs: &Docs) {
        let mut shown = docs.evidence.iter().filter(|evidence| evidence.in_docs);
        if let Some(first) = shown.next() {
            self.paragraph(&first.text);
        }
        for evidence in shown {
            evidence.text.lines().for_each(|line| self.line(line));
        }
    }

    /// One sentence.
    pub(super) fn text(text: &str) -> Self {
        let mut lines = Self::default();
        lines.paragraph(text);
        lines
    }

    /// A field's documentation, with its name on the wire, or in the path, when the identifier is another one.
    pub(super) fn field(field: &Field, identifier: &str) -> Self {
        let mut lines = Self::of(&field.docs);
        if lines.0.is_empty() {
            lines.paragraph(&format!("`{}`.", code(&field.name)));
        } else if field.name != identifier {
            let name = code(&field.name);
            lines.paragraph(&match field.location {
                Location::Path => format!("`{{{name}}}` in the path."),
                _ => format!("`{name}` on the wire."),
            });
        }
        if field.presence == Presence::Nullable {
            lines.paragraph("`None` leaves it out, which is not the same as null.");
        }
        lines
    }

    /// Adds a paragraph; nothing when it is empty.
    pub(super) fn paragraph(&mut self, text: &str) {
        let text = text.trim_matches(['\n', '\r']);
        if text.trim().is_empty() {
            return;
        }
        self.gap();
        text.lines().for_each(|line| self.line(line));
    }

    /// Adds an empty line, unless there is none above.
    pub(super) fn gap(&mut self) {
        if !self.0.is_empty() && self.0 != "\n" && !self.0.ends_with("\n\n") {
            self.0.push('\n');
        }
    }

    /// Adds a line.
    pub(super) fn line(&mut self, line: &str) {
        let line = safe(line);
        if !line.is_empty() {
            self.0.push(' ');
            self.0.push_str(&line);
        }
        self.0.push('\n');
    }

    /// Adds a block of code; the fence is longer than any in the code.
    pub(super) fn code(&mut self, language: &str, code: &[String]) {
        let mut fence = "```".to_owned();
        let has_fence = |line: &String, fence: &str| line.contains('`') && line.contains(fence);
        while code.iter().any(|line| has_fence(line, &fence)) {
            fence.push('`');
        }
        self.gap();
        self.line(&format!("{fence}{language}"));
        code.iter()
            .flat_map(|line| line.split('\n'))
            .for_each(|line| self.line(line));
        self.line(&fence);
    }

    /// As a part of a page of Markdown.
    pub(super) fn page(&self) -> String {
        let mut text = String::new();
        for line in self.0.lines() {
            text.extend([line.strip_prefix(' ').unwrap_or(line), "\n"]);
        }
        text
    }

    /// As the inner documentation of a file.
    pub(super) fn inner(&self) -> String {
        let mut text = String::new();
        for line in self.0.lines() {
            text.extend(["//!", line, "\n"]);
        }
        text
    }
}

impl ToTokens for Lines {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Some(text) = self.0.strip_suffix('\n') else {
            return;
        };
        // A raw literal: documentation is most of the output, and escapes cost more than all else that is done to it.
        let fence = fence(text);
        let raw = ["r", &fence, "\"", text, "\"", &fence].concat();
        let text = raw.parse().unwrap_or_else(|_| Literal::string(text));
        let mut attribute = quote!(doc =);
        attribute.append(text);
        tokens.append(Punct::new('#', Spacing::Alone));
        tokens.append(Group::new(Delimiter::Bracket, attribute));
    }
}

/// What a raw literal of the text has around its quotes.
fn fence(text: &str) -> String {
    let mut fence = String::new();
    // Most texts have no quote at all, which a single byte tells faster than a search for text.
    while text.contains('"') && text.contains(&format!("\"{fence}")) {
        fence.push('#');
    }
    fence
}

/// Text for a code span: it cannot end the span or the line, nor turn round what follows.
pub(super) fn code(text: &str) -> String {
    let text = text.replace('`', "'");
    text.replace(['\n', '\r', '\t'], " ").replace(is_hidden, "")
}

/// A line without characters that end it, hide or turn round what follows.
fn safe(line: &str) -> Cow<'_, str> {
    if line.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Cow::Borrowed(line.trim_end());
    }
    let line = line.replace('\t', " ").replace(is_hidden, "");
    Cow::Owned(line.trim_end().to_owned())
}

fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::{Lines, code};

    #[test]
    fn carriage_returns_and_direction_marks_are_dropped() {
        assert_eq!(
            Lines::text("a\rb\u{202e}c\r\nd").inner(),
            "//! abc\n//! d\n"
        );
    }

    #[test]
    fn a_code_span_has_no_tabs_and_turns_nothing_round() {
        assert_eq!(code("a\tb`c\u{202e}\r\nd"), "a b'c  d");
    }

    #[test]
    fn a_fence_in_code_cannot_end_the_block() {
        let mut lines = Lines::default();
        lines.code("sh", &["```".to_owned()]);
        assert_eq!(lines.inner(), "//! ````sh\n//! ```\n//! ````\n");
    }
}
