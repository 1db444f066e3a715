//! Folders: a sub-client and the operations in it.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::ResourceId;

use super::docs::code;
use super::former;
use super::moved::Moved;
use super::operation::emit_function;
use super::request::emit_request;
use super::scope::Scope;

/// The sub-client of a folder, its operations and their request structs.
pub(super) fn emit_resource(scope: &Scope<'_>, id: ResourceId) -> TokenStream {
    let (resource, names) = scope.cx.resource(id);
    let name = &names.client;
    let client = client_type(scope);
    let docs = format!(" Operations of the folder `{}`.", code(&resource.name));
    let link = " A view of the client; cheap to make and to copy.";
    let accessor = accessor(scope, id);
    let this = quote!(self.client);
    let is_empty = resource.children.is_empty() && resource.operations.is_empty();
    let unused =
        is_empty.then(|| quote!(#[allow(dead_code, reason = "the folder has no requests")]));
    let functions = resource
        .operations
        .iter()
        .map(|id| Moved::from(emit_function(scope, *id, &this)));
    let former_functions = former::functions(scope, &resource.operations);
    let functions = (!resource.operations.is_empty()).then(|| {
        Moved::from(quote! {
            impl #name<'_> {
                #(#functions)*
                #former_functions
            }
        })
    });
    let requests = resource
        .operations
        .iter()
        .map(|id| Moved::from(emit_request(scope, *id, name.as_str())));
    let former_requests = former::requests(scope.cx, &resource.operations);
    let former_types = former::types_of_folder(scope.cx, id);
    let former_modules = former::modules(scope.cx, id);
    quote! {
        #[doc = #docs]
        #[doc = ""]
        #[doc = #link]
        #[derive(Debug, Clone, Copy)]
        #[must_use]
        pub struct #name<'c> {
            #unused
            client: &'c #client,
        }

        #accessor

        #functions

        #(#requests)*
        #former_requests
        #former_types
        #former_modules
    }
}

/// Operations that stand in no folder: functions of the client itself.
pub(super) fn emit_root(scope: &Scope<'_>) -> TokenStream {
    let (resource, names) = scope.cx.resource(ResourceId::ROOT);
    let client = client_type(scope);
    let this = quote!(self);
    let functions = resource
        .operations
        .iter()
        .map(|id| Moved::from(emit_function(scope, *id, &this)));
    let requests = resource
        .operations
        .iter()
        .map(|id| Moved::from(emit_request(scope, *id, names.client.as_str())));
    let former_functions = former::functions(scope, &resource.operations);
    quote! {
        #[doc = " Operations that stand in no folder."]
        impl #client {
            #(#functions)*
            #former_functions
        }

        #(#requests)*
    }
}

/// The function of the client, or of the folder around it, that gives the sub-client of a folder.
///
/// It stands in the folder's own file, so that a folder is all in one place.
fn accessor(scope: &Scope<'_>, id: ResourceId) -> TokenStream {
    let (resource, names) = scope.cx.resource(id);
    let (module, name) = (&names.module, &names.client);
    let docs = format!(" Operations of the folder `{}`.", code(&resource.name));
    let parent = resource.parent.filter(|id| *id != ResourceId::ROOT);
    let (around, lifetime, value) = match parent {
        Some(parent) => {
            let around = &scope.cx.resource(parent).1.client;
            (
                quote!(<'c> super::#around<'c>),
                quote!('c),
                quote!(self.client),
            )
        }
        None => (client_type(scope), quote!('_), quote!(self)),
    };
    let former = former::accessor(names, &lifetime);
    quote! {
        impl #around {
            #[doc = #docs]
            pub fn #module(&self) -> #name<#lifetime> {
                #name { client: #value }
            }
            #former
        }
    }
}

fn client_type(scope: &Scope<'_>) -> TokenStream {
    let path = scope.below_api("client");
    scope.import(&path, "Client")
}
