//! Tokens to text, in the layout that rustfmt keeps.
//!
//! prettyplease prints; `width` lays out again the lines where its margin differs from rustfmt's; `spacing` puts
//! blank lines between items; `length` marks what clippy finds too long; `doc` unfolds documentation.

pub(crate) mod doc;
mod length;
mod spacing;
mod width;

use proc_macro2::TokenStream;

/// Prints items.
///
/// # Errors
///
/// The tokens are no items: a defect of the emitter.
pub fn print(tokens: TokenStream) -> Result<String, syn::Error> {
    let file = syn::parse2(tokens)?;
    let text = prettyplease::unparse(&file);
    let text = length::mark(spacing::space(&width::fit(&text)));
    Ok(doc::unfold(&text))
}
