//! Tokens to text, in the layout that rustfmt keeps.
//!
//! prettyplease prints; `width` lays out again the lines where its margin differs from rustfmt's; `spacing` puts
//! blank lines between items; `doc` unfolds documentation.

pub(crate) mod doc;
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
    Ok(doc::unfold(&spacing::space(&width::fit(&text))))
}
