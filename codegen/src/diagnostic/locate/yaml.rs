//! The bytes of JSON pointers in YAML text, by indentation: block mappings and sequences, which is how people and tools
//! write such files. Inside flow collections (`{a: 1}`) and other rarities the nearest key above is named.

use std::ops::Range;

use super::Wanted;

/// An open block: the column of its keys or dashes and what is wanted of it.
struct Block<'w> {
    column: usize,
    wanted: Option<&'w Wanted>,
    /// How many elements it had so far, if it is a sequence.
    elements: Option<usize>,
}

/// Finds all `wanted` places in one pass.
pub(super) fn locate(text: &str, wanted: &Wanted, found: &mut [Range<usize>]) {
    let mut walk = Walk {
        blocks: Vec::new(),
        root: wanted,
        pending: Some(wanted),
        scalar_above: None,
        found,
    };
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        walk.line(line.trim_end(), offset);
        offset += line.len();
    }
}

struct Walk<'w, 'f> {
    blocks: Vec<Block<'w>>,
    root: &'w Wanted,
    /// What is wanted of the block that the next deeper line opens.
    pending: Option<&'w Wanted>,
    /// While inside a block scalar: the column of its key, which the scalar's lines lie beyond.
    scalar_above: Option<usize>,
    found: &'f mut [Range<usize>],
}

impl<'w> Walk<'w, '_> {
    fn line(&mut self, line: &str, line_offset: usize) {
        let content = line.trim_start();
        let mut column = line.len() - content.len();
        if content.is_empty()
            || (content.starts_with('#') && self.scalar_above.is_none())
            || content == "---"
        {
            return;
        }
        if self.scalar_above.is_some_and(|key| column > key) {
            return;
        }
        self.scalar_above = None;
        let mut rest = content;
        while rest == "-" || rest.starts_with("- ") {
            let span = line_offset + column..line_offset + column + 1;
            self.pending = self.element(column, &span);
            let after = rest.get(1..).unwrap_or_default().trim_start();
            column += rest.len() - after.len();
            rest = after;
        }
        if rest.is_empty() {
            return;
        }
        match key(rest) {
            Some((name, length)) => self.member(name, length, rest, column, line_offset + column),
            None => self.plain(rest, line_offset + column),
        }
    }

    /// Enters the next element of the sequence whose dashes stand in `column`.
    fn element(&mut self, column: usize, span: &Range<usize>) -> Option<&'w Wanted> {
        self.open(column, true);
        let block = self.blocks.last_mut()?;
        let index = block.elements.get_or_insert(0);
        let child = block
            .wanted
            .and_then(|wanted| wanted.children.get(&index.to_string()));
        *index += 1;
        if let Some(child) = child {
            child.note(span, self.found);
        }
        child
    }

    fn member(&mut self, name: &str, key_length: usize, rest: &str, column: usize, offset: usize) {
        self.open(column, false);
        let child = self
            .blocks
            .last()
            .and_then(|block| block.wanted)
            .and_then(|wanted| wanted.children.get(name));
        self.pending = child;
        let after = rest
            .get(key_length..)
            .unwrap_or_default()
            .trim_start_matches([' ', ':']);
        let value = without_comment(after);
        let is_block_scalar = value.starts_with(['|', '>']);
        if is_block_scalar {
            self.scalar_above = Some(column);
        }
        if let Some(child) = child {
            let start = offset + rest.len() - after.len();
            let has_value =
                !value.is_empty() && !is_block_scalar && !value.starts_with(['{', '[', '&', '*']);
            let span = if has_value {
                start..start + value.len()
            } else {
                offset..offset + key_length
            };
            child.note(&span, self.found);
        }
    }

    fn plain(&mut self, rest: &str, offset: usize) {
        if let Some(element) = self.pending.take() {
            let value = without_comment(rest);
            element.note(&(offset..offset + value.len()), self.found);
        }
    }

    /// Makes the block of `column` the innermost one, opening it if there is none.
    fn open(&mut self, column: usize, is_sequence: bool) {
        // A sequence may stand in the column of the key that it belongs to.
        while self.blocks.last().is_some_and(|block| {
            block.column > column
                || (block.column == column && block.elements.is_some() && !is_sequence)
        }) {
            self.blocks.pop();
        }
        let continues = self
            .blocks
            .last()
            .is_some_and(|block| block.column == column && block.elements.is_some() == is_sequence);
        if !continues {
            let wanted = if self.blocks.is_empty() {
                Some(self.root)
            } else {
                self.pending
            };
            self.blocks.push(Block {
                column,
                wanted,
                elements: is_sequence.then_some(0),
            });
        }
    }
}

/// The key that a line begins with, without quotes, and how long it is with them.
fn key(text: &str) -> Option<(&str, usize)> {
    let quote = text
        .chars()
        .next()
        .filter(|first| matches!(first, '"' | '\''));
    let length = match quote {
        Some(quote) => text.get(1..)?.find(quote)? + 2,
        None => text
            .find(": ")
            .or_else(|| text.strip_suffix(':').map(str::len))?,
    };
    let after = text.get(length..)?;
    let name = text.get(..length)?.trim_matches(['"', '\'']);
    (after == ":" || after.starts_with(": ")).then_some((name, length))
}

fn without_comment(value: &str) -> &str {
    let end = if value.starts_with(['"', '\'']) {
        None
    } else {
        value.find(" #")
    };
    let quoted_end = value
        .chars()
        .next()
        .filter(|first| matches!(first, '"' | '\''))
        .and_then(|quote| value.rfind(quote));
    let end = end
        .or(quoted_end.filter(|end| *end > 0).map(|end| end + 1))
        .unwrap_or(value.len());
    value.get(..end).unwrap_or(value).trim_end()
}
