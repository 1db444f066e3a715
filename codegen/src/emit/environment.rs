//! Named environments.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::code;
use super::scope::Scope;

/// The type with a constructor for each environment; nothing when there are none.
pub(super) fn emit_environment(scope: &Scope<'_>) -> TokenStream {
    let api = scope.cx.api;
    if api.environments.is_empty() {
        return TokenStream::new();
    }
    let constructors = api
        .environments
        .iter()
        .zip(&scope.cx.names.environments)
        .map(|(environment, name)| {
            let docs = format!(" `{}`.", code(&environment.name));
            let entries = environment.values.iter().map(|(id, value)| {
                let index = Literal::usize_unsuffixed(id.0);
                quote!((#index, #value))
            });
            quote! {
                #[doc = #docs]
                pub fn #name() -> Self {
                    const VALUES: &[(usize, &str)] = &[#(#entries),*];
                    Self { values: VALUES }
                }
            }
        });
    quote! {
        #[doc = " Values of settings that belong together; secrets are never among them."]
        #[derive(Debug, Clone, Copy)]
        #[must_use]
        pub struct Environment {
            values: &'static [(usize, &'static str)],
        }

        impl Environment {
            #(#constructors)*
        }
    }
}

/// The builder's function that takes over an environment.
pub(super) fn builder_method(scope: &Scope<'_>) -> TokenStream {
    let api = scope.cx.api;
    if api.environments.is_empty() {
        return TokenStream::new();
    }
    let arms = api
        .settings
        .iter()
        .zip(&scope.cx.names.settings)
        .enumerate()
        .filter(|(_, (setting, _))| !setting.secret);
    let arms: Vec<TokenStream> = arms
        .map(|(index, (_, names))| {
            let (index, field) = (Literal::usize_unsuffixed(index), &names.field);
            quote!(#index => self.#field = Some(value.to_owned()),)
        })
        .collect();
    // One arm and nothing else is an `if` to clippy.
    let single = (arms.len() == 1)
        .then(|| quote!(#[allow(clippy::single_match, reason = "an arm for each setting")]));
    quote! {
        #[doc = " Takes over the settings of an environment."]
        #single
        pub fn environment(mut self, environment: Environment) -> Self {
            for &(setting, value) in environment.values {
                match setting {
                    #(#arms)*
                    _ => {}
                }
            }
            self
        }
    }
}
