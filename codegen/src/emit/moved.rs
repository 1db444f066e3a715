//! Tokens that are moved into place.

use std::cell::Cell;

use proc_macro2::TokenStream;
use quote::ToTokens;

/// Tokens that stand in one place: `quote!` moves them there, where it copies a `TokenStream` token by token. To put them
/// into a second place is a mistake that a debug build notices: they would be nothing there.
pub(super) struct Moved(Cell<Option<TokenStream>>);

impl From<TokenStream> for Moved {
    fn from(tokens: TokenStream) -> Self {
        Self(Cell::new(Some(tokens)))
    }
}

impl ToTokens for Moved {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let own = self.0.take();
        debug_assert!(own.is_some(), "tokens are moved into a second place");
        tokens.extend(own.unwrap_or_default());
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

    #[test]
    #[cfg(debug_assertions)]
    #[should_panic(expected = "a second place")]
    fn a_second_place_is_noticed() {
        let moved = Moved::from(quote!(a));
        let _ = quote!(#moved + #moved);
    }
}
