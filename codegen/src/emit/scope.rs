//! A file while it is written: where it stands, and what it has to import.

use std::cell::RefCell;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};

use crate::ir::{Home, ResourceId, TypeId};
use crate::name::Ident;

use super::context::Context;
use super::imports::Imports;

impl ToTokens for Ident {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let ident = if self.as_str().starts_with("r#") {
            proc_macro2::Ident::new_raw(self.bare(), Span::call_site())
        } else {
            proc_macro2::Ident::new(self.as_str(), Span::call_site())
        };
        ident.to_tokens(tokens);
    }
}

/// Which file of an API is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// `client.rs`.
    Client,
    /// `operations.rs`: what stands in no folder.
    Operations,
    /// The file of a folder.
    Folder(ResourceId),
    /// `types.rs` of the API or a folder.
    Types(Home),
    /// `examples.rs` of the API or a folder: the collection's own values.
    Examples(ResourceId),
    /// `mock.rs` beside it: the collection's saved responses.
    Mock(ResourceId),
    /// `codec.rs` beside it.
    Codec(Home),
    /// `round_trip.rs` beside it: the other direction, for development.
    RoundTrip(Home),
    /// `round_trip_tests.rs` beside it: the collection's samples through their types.
    RoundTripTests(ResourceId),
}

/// A file while it is written.
#[derive(Debug)]
pub(super) struct Scope<'a> {
    /// The API.
    pub(super) cx: Context<'a>,
    /// The file.
    pub(super) place: Place,
    imports: RefCell<Imports>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(cx: Context<'a>, place: Place) -> Self {
        Self {
            cx,
            place,
            imports: RefCell::default(),
        }
    }

    /// What was imported.
    pub(super) fn into_imports(self) -> Imports {
        self.imports.into_inner()
    }

    /// The name, imported from a path.
    pub(super) fn import(&self, path: &str, name: &str) -> TokenStream {
        self.imports.borrow_mut().add(path, name);
        proc_macro2::Ident::new(name, Span::call_site()).into_token_stream()
    }

    /// What `write` writes; where that is nothing, nothing of it is imported.
    pub(super) fn attempt<T>(&self, write: impl FnOnce() -> Option<T>) -> Option<T> {
        let before = self.imports.borrow().clone();
        let written = write();
        if written.is_none() {
            self.imports.replace(before);
        }
        written
    }

    /// A trait whose methods are used, imported without a name.
    pub(super) fn import_methods(&self, path: &str, name: &str) {
        self.imports.borrow_mut().add(path, &format!("{name} as _"));
    }

    /// A name of the runtime.
    pub(super) fn runtime(&self, name: &str) -> TokenStream {
        let module = match name {
            "first_form" | "has_tag" | "is_float" | "member" | "only_members"
            | "present_member" | "read" | "tagged" => "runtime::union",
            "cursor" | "whole" => "runtime::paged",
            "from_env" => "runtime::settings",
            "redacted" => "runtime::values",
            "Writer" => "runtime::writer",
            _ => "runtime",
        };
        let path = self.below_api(module);
        self.import(&path, name)
    }

    /// A path below the API's module, as this file writes it.
    pub(super) fn below_api(&self, path: &str) -> String {
        let depth = match self.place {
            Place::Client | Place::Operations => 1,
            Place::Folder(id) => self.cx.folders(id).len(),
            Place::Examples(id) | Place::Mock(id) | Place::RoundTripTests(id) => {
                self.cx.folders(id).len() + 1
            }
            Place::Types(home) | Place::Codec(home) | Place::RoundTrip(home) => match home {
                Home::Shared => 1,
                Home::Resource(id) => self.cx.folders(id).len() + 1,
            },
        };
        let mut text = "super::".repeat(depth);
        text.push_str(path);
        text
    }

    /// A type of the API, imported where it is not in scope.
    pub(super) fn named(&self, id: TypeId) -> TokenStream {
        let name = &self.cx.type_def(id).1.name;
        let home = self.cx.home(id);
        match (self.place, home) {
            (Place::Types(here), _) if here == home => {}
            (Place::Codec(here) | Place::RoundTrip(here), _) if here == home => {
                return self.import("super::types", name.as_str());
            }
            (Place::Folder(_), Home::Shared) => {}
            (Place::Folder(here), Home::Resource(there)) if here == there => {}
            (Place::Examples(here) | Place::RoundTripTests(here), home)
                if here != ResourceId::ROOT
                    && [Home::Shared, Home::Resource(here)].contains(&home) =>
            {
                // The folder's module has them all: its own and those that its operations share with others.
                return self.import("super", name.as_str());
            }
            (_, Home::Shared) => {
                let path = self.below_api("types");
                return self.elsewhere(&path, name.as_str());
            }
            (_, Home::Resource(there)) => {
                let path = self.below_api(&self.cx.modules(there).join("::"));
                return self.elsewhere(&path, name.as_str());
            }
        }
        quote!(#name)
    }

    /// A type of another module: imported, or by its path where a type of the same name is near.
    fn elsewhere(&self, path: &str, name: &str) -> TokenStream {
        let is_taken = match self.place {
            Place::Examples(_) | Place::Mock(_) | Place::RoundTripTests(_) => true,
            Place::Types(here) | Place::Codec(here) | Place::RoundTrip(here) => {
                let mut own = self.cx.types_in(here).iter();
                own.any(|id| self.cx.type_def(*id).1.name.as_str() == name)
            }
            Place::Client | Place::Operations | Place::Folder(_) => false,
        };
        if is_taken {
            return format!("{path}::{name}").parse().unwrap_or_default();
        }
        self.import(path, name)
    }

    /// A name beside the types of this codec, such as a request struct.
    pub(super) fn beside(&self, name: &Ident, operation_of: ResourceId) -> TokenStream {
        let path = if operation_of == ResourceId::ROOT {
            "super::operations"
        } else {
            "super"
        };
        self.import(path, name.as_str())
    }
}
