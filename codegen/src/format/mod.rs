//! Tokens to text, in the layout that rustfmt keeps.
//!
//! `printer` finds the lines, `unit` puts the spaces into a statement, `width` breaks the statement where rustfmt does.
//! `length` marks what clippy finds too long. Nothing is parsed, so this is the cheapest stage; only what the emitter writes
//! is known here; `tests/tests/printer.rs` holds what is printed against syn and prettyplease.

mod doc;
mod length;
mod operator;
mod printer;
#[cfg(test)]
mod tests;
mod unit;
mod width;

use proc_macro2::TokenStream;

/// Prints items. They come in pieces of whole items, of which only one at a time needs memory.
pub fn print(pieces: impl IntoIterator<Item = TokenStream>) -> String {
    printer::Printer::print(pieces)
}

/// Prints what stands on one line, such as an attribute, as the lines that rustfmt makes of it.
pub fn print_line(line: &str) -> String {
    let mut text = String::new();
    width::lay_out(&mut text, 0, line);
    text
}

/// The line above a function that is written as text, when its body is longer than clippy likes; else nothing.
pub fn allow_length(body: &str) -> String {
    if length::is_long(body) {
        length::mark(0)
    } else {
        String::new()
    }
}

/// Puts the spaces before a line, which are a multiple of four.
fn indent(text: &mut String, columns: usize) {
    text.extend(std::iter::repeat_n("    ", columns / 4));
}
