//! The former names of what was renamed, deprecated.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Home, OperationId, ResourceId, TypeId};
use crate::name::{Ident, ResourceNames};

use super::context::Context;
use super::feature;
use super::operation::call_type;
use super::scope::Scope;

/// The functions of renamed operations.
pub(super) fn functions(scope: &Scope<'_>, operations: &[OperationId]) -> TokenStream {
    let renamed = operations.iter().filter_map(|id| {
        let (operation, names) = scope.cx.operation(*id);
        Some((operation, names, names.alias.as_ref()?))
    });
    let functions = renamed.map(|(operation, names, alias)| {
        let call = call_type(scope, operation).0;
        let (function, request, old) = (&names.function, &names.request, &alias.function);
        let note = format!("renamed to `{}`", function.bare());
        let docs = format!(" The former name of [`Self::{}`].", function.bare());
        quote! {
            #[doc = #docs]
            #[deprecated(note = #note)]
            pub fn #old(&self, request: &#request) -> #call {
                self.#function(request)
            }
        }
    });
    functions.collect()
}

/// The request structs of renamed operations.
pub(super) fn requests(cx: Context<'_>, operations: &[OperationId]) -> TokenStream {
    let renamed = operations.iter().filter_map(|id| {
        let names = cx.operation(*id).1;
        let old = &names.alias.as_ref()?.request;
        (*old != names.request).then_some((&names.request, old))
    });
    renamed.map(|(name, old)| alias(name, old)).collect()
}

/// The renamed types that the file of a folder exports.
pub(super) fn types_of_folder(cx: Context<'_>, id: ResourceId) -> TokenStream {
    let own = cx.types_in(Home::Resource(id)).iter().copied();
    types(cx, own.chain(cx.shared_types_of(id)))
}

/// The renamed ones of these types.
pub(super) fn types(cx: Context<'_>, ids: impl IntoIterator<Item = TypeId>) -> TokenStream {
    let renamed = ids.into_iter().filter_map(|id| {
        let names = cx.type_def(id).1;
        Some((&names.name, names.alias.as_ref()?))
    });
    renamed.map(|(name, old)| alias(name, old)).collect()
}

/// A renamed type under its former name.
fn alias(name: &Ident, old: &Ident) -> TokenStream {
    let note = format!("renamed to `{name}`");
    let docs = format!(" The former name of [`{name}`].");
    quote! {
        #[doc = #docs]
        #[deprecated(note = #note)]
        pub type #old = #name;
    }
}

/// The accessor of a renamed folder under its former name; `lifetime` is that of the sub-client.
pub(super) fn accessor(names: &ResourceNames, lifetime: &TokenStream) -> Option<TokenStream> {
    let old = &names.alias.as_ref()?.module;
    let (module, client) = (&names.module, &names.client);
    let note = format!("renamed to `{}`", module.bare());
    let docs = format!(" The former name of [`Self::{}`].", module.bare());
    Some(quote! {
        #[doc = #docs]
        #[deprecated(note = #note)]
        pub fn #old(&self) -> #client<#lifetime> {
            self.#module()
        }
    })
}

/// The modules of renamed folders in `parent`.
pub(super) fn modules(cx: Context<'_>, parent: ResourceId) -> TokenStream {
    let renamed = cx.resource(parent).0.children.iter().filter_map(|id| {
        let names = cx.resource(*id).1;
        Some((feature::of_folder(cx, *id), names, names.alias.as_ref()?))
    });
    let modules = renamed.map(|(feature, names, alias)| {
        let feature = feature.map(|feature| quote!(#[cfg(feature = #feature)]));
        let (module, client) = (&names.module, &names.client);
        let (old, old_client) = (&alias.module, &alias.client);
        let note = format!("renamed to `{}`", module.bare());
        let docs = format!(" The former name of [`{}`].", module.bare());
        let client = (client != old_client).then(|| {
            let docs = format!(" The former name of [`{client}`].");
            quote! {
                #[doc = #docs]
                pub type #old_client<'c> = super::#module::#client<'c>;
            }
        });
        quote! {
            #[doc = #docs]
            #[deprecated(note = #note)]
            #feature
            pub mod #old {
                pub use super::#module::*;

                #client
            }
        }
    });
    modules.collect()
}
