//! The bytes of JSON pointers in JSON text.

use std::ops::Range;

use super::Wanted;

/// Finds all `wanted` places in one pass. Text that is not JSON ends the search where it breaks.
pub(super) fn locate(text: &str, wanted: &Wanted, found: &mut [Range<usize>]) {
    let start = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let mut scanner = Scanner {
        text,
        offset: start,
    };
    scanner.value(None, wanted, found);
}

struct Scanner<'t> {
    text: &'t str,
    offset: usize,
}

impl Scanner<'_> {
    /// Passes one value, noting what is wanted of it. Goes no deeper than the pointers do.
    fn value(
        &mut self,
        key: Option<Range<usize>>,
        wanted: &Wanted,
        found: &mut [Range<usize>],
    ) -> Option<()> {
        let start = self.skip_space()?;
        let opening = self.peek()?;
        if opening != b'{' && opening != b'[' {
            self.skip_value()?;
            wanted.note(&(start..self.offset), found);
            return Some(());
        }
        wanted.note(&key.unwrap_or(start..start + 1), found);
        if wanted.children.is_empty() {
            return self.skip_value();
        }
        self.offset += 1;
        if opening == b'{' {
            self.members(wanted, found)
        } else {
            self.elements(wanted, found)
        }
    }

    fn members(&mut self, wanted: &Wanted, found: &mut [Range<usize>]) -> Option<()> {
        loop {
            let start = self.skip_space()?;
            match self.peek()? {
                b'}' => break,
                b',' => self.offset += 1,
                b'"' => {
                    self.skip_text()?;
                    let key = start..self.offset;
                    self.skip_space()?;
                    if self.peek()? == b':' {
                        self.offset += 1;
                    }
                    let name: Option<String> = self
                        .text
                        .get(key.clone())
                        .and_then(|quoted| serde_json::from_str(quoted).ok());
                    match name.and_then(|name| wanted.children.get(&name)) {
                        Some(child) => self.value(Some(key), child, found)?,
                        None => self.skip_value()?,
                    }
                }
                _ => return None,
            }
        }
        self.offset += 1;
        Some(())
    }

    fn elements(&mut self, wanted: &Wanted, found: &mut [Range<usize>]) -> Option<()> {
        let mut index = 0_usize;
        loop {
            self.skip_space()?;
            match self.peek()? {
                b']' => break,
                b',' => self.offset += 1,
                _ => {
                    match wanted.children.get(&index.to_string()) {
                        Some(child) => self.value(None, child, found)?,
                        None => self.skip_value()?,
                    }
                    index += 1;
                }
            }
        }
        self.offset += 1;
        Some(())
    }

    /// Passes a value of any depth without recursion.
    fn skip_value(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            let start = self.skip_space()?;
            match self.peek()? {
                b'{' | b'[' => {
                    depth += 1;
                    self.offset += 1;
                }
                b'}' | b']' => {
                    depth = depth.checked_sub(1)?;
                    self.offset += 1;
                }
                b'"' => self.skip_text()?,
                b',' | b':' if depth > 0 => self.offset += 1,
                _ => {
                    let rest = self.text.get(start..)?;
                    let length =
                        rest.find(|next: char| next.is_whitespace() || ",:{}[]\"".contains(next));
                    self.offset = start + length.unwrap_or(rest.len()).max(1);
                }
            }
            if depth == 0 {
                return Some(());
            }
        }
    }

    /// Passes a string, quotes included.
    fn skip_text(&mut self) -> Option<()> {
        self.offset += 1;
        loop {
            match self.peek()? {
                b'"' => break,
                b'\\' => self.offset += 2,
                _ => self.offset += 1,
            }
        }
        self.offset += 1;
        Some(())
    }

    /// Passes white space and says where it ends.
    fn skip_space(&mut self) -> Option<usize> {
        while self.peek()?.is_ascii_whitespace() {
            self.offset += 1;
        }
        Some(self.offset)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.offset).copied()
    }
}
