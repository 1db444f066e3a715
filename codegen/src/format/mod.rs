//! Tokens to text, in the layout that rustfmt keeps.
//!
//! `printer` finds the lines, `unit` puts the spaces into a statement, `width` breaks the statement where rustfmt does.
//! Nothing is parsed, so this is the cheapest stage; only what the emitter writes is known here.

pub(crate) mod doc;
mod operator;
mod printer;
#[cfg(test)]
mod tests;
mod unit;
mod width;

use proc_macro2::TokenStream;

/// Prints items behind what a text holds already.
pub fn print(text: &mut String, items: TokenStream) {
    printer::Printer::print(text, items);
}
