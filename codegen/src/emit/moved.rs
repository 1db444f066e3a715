//! Tokens that are moved into place.

use std::cell::Cell;

use proc_macro2::TokenStream;
use quote::ToTokens;

/// Tokens that stand in one place: `quote!` moves them there, where it copies a `TokenStream` token by token. Standing in
/// a second place they are nothing.
#[derive(Default)]
pub(super) struct Moved(Cell<TokenStream>);

impl From<TokenStream> for Moved {
    fn from(tokens: TokenStream) -> Self {
        Self(Cell::new(tokens))
    }
}

impl ToTokens for Moved {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.0.take());
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::Moved;

    #[test]
    fn tokens_are_where_they_were_put() {
        let (one, list) = (quote!(a + b), [quote!(c), quote!(d)]);
        let moved = Moved::from(one.clone());
        let moved_list = list.iter().cloned().map(Moved::from);
        assert_eq!(
            quote!(f(#moved, #(#moved_list),*)).to_string(),
            quote!(f(#one, #(#list),*)).to_string()
        );
    }
}
