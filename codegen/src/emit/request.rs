//! Request structs: constructor and setters.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Field, OperationId, Presence, TypeRef};
use crate::name::Ident;

use super::docs::{Lines, code};
use super::lints;
use super::moved::Moved;
use super::preset::{is_wide, preset};
use super::rust_type::{argument, field_type, initial, is_nullable, taken};
use super::scope::Scope;
use super::types::debug::{self, Shown};

/// The request struct of an operation.
pub(super) fn emit_request(scope: &Scope<'_>, id: OperationId, client: &str) -> TokenStream {
    let (operation, names) = scope.cx.operation(id);
    let mut docs = Lines::text(&format!(
        "Input of [`{client}::{}`].",
        names.function.bare()
    ));
    docs.paragraph(&format!("`{}`", code(&operation.signature)));
    let record = Record {
        name: &names.request,
        fields: &operation.fields,
        names: &names.fields,
        unknown: None,
    };
    emit_input(scope, &docs, record)
}

/// A struct to be emitted.
#[derive(Clone, Copy)]
pub(super) struct Record<'r> {
    pub(super) name: &'r Ident,
    pub(super) fields: &'r [Field],
    /// The names of the fields, in their order.
    pub(super) names: &'r [Ident],
    /// The name of the map that keeps members that are not known.
    pub(super) unknown: Option<&'r Ident>,
}

impl<'r> Record<'r> {
    /// The fields with their names.
    pub(super) fn iter(self) -> impl Iterator<Item = (&'r Field, &'r Ident)> {
        self.fields.iter().zip(self.names)
    }

    fn needs_nothing(self) -> bool {
        let mut fields = self.fields.iter();
        fields.all(|field| field.presence != Presence::Required)
    }

    fn has_presets(self) -> bool {
        self.fields.iter().any(|field| field.preset.is_some())
    }
}

/// A struct that callers make: public fields, a constructor with what is required, setters for the rest.
pub(super) fn emit_input(scope: &Scope<'_>, docs: &Lines, record: Record<'_>) -> TokenStream {
    // On the type, it holds for the constructor and every setter.
    let must_use = quote!(#[must_use]);
    let definition = definition(scope, docs, record, &must_use);
    let constructor = Moved::from(constructor(scope, record));
    let name = record.name;
    let default = (record.has_presets() && record.needs_nothing()).then(|| {
        quote! {
            impl Default for #name {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    });
    let setters = record
        .iter()
        .filter(|(field, _)| field.presence != Presence::Required);
    let setters = setters.map(|(field, name)| Moved::from(setter(scope, field, name)));
    let mut tokens = definition;
    tokens.extend(quote! {
        impl #name {
            #constructor
            #(#setters)*
        }

        #default
    });
    tokens
}

/// The struct itself, with an attribute for the struct.
pub(super) fn definition(
    scope: &Scope<'_>,
    docs: &Lines,
    record: Record<'_>,
    attribute: &TokenStream,
) -> TokenStream {
    let booleans = record
        .fields
        .iter()
        .filter(|field| field.presence == Presence::Required && field.type_ref == TypeRef::Boolean)
        .count();
    let allow = (booleans > lints::MOST_BOOLEANS)
        .then(|| quote!(#[allow(clippy::struct_excessive_bools, reason = "as on the wire")]));
    let default = (record.needs_nothing() && !record.has_presets()).then(|| quote!(, Default));
    let members = record.iter().map(|(field, name)| {
        let docs = Lines::field(field, name.bare());
        let field_type = Moved::from(field_type(scope, field));
        Moved::from(quote!(#docs pub #name: #field_type,))
    });
    let shown = debug::of_struct(scope, record);
    let unknown = record.unknown.map(|name| {
        let (map, value) = (
            scope.import("std::collections", "BTreeMap"),
            scope.import("serde_json", "Value"),
        );
        quote!(#[doc = " Members that are not known."] pub #name: #map<String, #value>,)
    });
    let Shown {
        derive,
        implementation,
    } = shown;
    let (name, implementation) = (record.name, Moved::from(implementation));
    quote! {
        #docs
        #allow
        #[derive(#derive Clone, PartialEq #default)]
        #[non_exhaustive]
        #attribute
        pub struct #name {
            #(#members)*
            #unknown
        }

        #implementation
    }
}

fn constructor(scope: &Scope<'_>, record: Record<'_>) -> TokenStream {
    let required: Vec<(&Field, &Ident)> = record
        .iter()
        .filter(|(field, _)| field.presence == Presence::Required)
        .collect();
    let presets = record.has_presets();
    if required.is_empty() && !presets {
        let default = if record.names.iter().any(|name| name.bare() == "default") {
            quote!(<Self as Default>::default())
        } else {
            quote!(Self::default())
        };
        return quote! {
            #[doc = " With nothing set."]
            pub fn new() -> Self {
                #default
            }
        };
    }
    let lints = lints::of_constructor(&required);
    let arguments = required
        .iter()
        .map(|(field, name)| argument(scope, field, name));
    let mut skip = None;
    let values = record.iter().map(|(field, name)| match field.presence {
        Presence::Required => initial(scope, field, name),
        Presence::Optional | Presence::Nullable => {
            let value = preset(scope, field).unwrap_or_else(|| quote!(None));
            if is_wide(field, &value) {
                skip = Some(quote!(#[rustfmt::skip]));
            }
            quote!(#name: #value)
        }
    });
    let values: Vec<TokenStream> = values.collect();
    let unknown = record.unknown.map(|name| {
        let map = scope.import("std::collections", "BTreeMap");
        quote!(, #name: #map::new())
    });
    let docs = match (required.is_empty(), presets) {
        (false, false) => " With everything that is required.",
        (false, true) => {
            " With everything that is required, and the collection's own values for the rest."
        }
        (true, _) => " With the collection's own values.",
    };
    quote! {
        #[doc = #docs]
        #lints
        #skip
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#values),* #unknown }
        }
    }
}

/// Methods of the standard operators that look like setters.
const OPERATORS: [&str; 10] = [
    "add", "bitand", "bitor", "bitxor", "div", "mul", "rem", "shl", "shr", "sub",
];

/// What a setter needs whose name is that of a method which clippy knows from the standard library.
pub(super) fn allow_known_method(name: &Ident) -> Option<TokenStream> {
    let lint = match name.bare() {
        name if OPERATORS.contains(&name) => quote!(clippy::should_implement_trait),
        "iter" | "iter_mut" => quote!(clippy::iter_not_returning_iterator),
        _ => return None,
    };
    Some(quote!(#[allow(#lint, reason = "the name of the field")]))
}

fn setter(scope: &Scope<'_>, field: &Field, name: &Ident) -> TokenStream {
    let mut docs = Lines::text(&format!("Sets [`{0}`](Self::{0}).", name.bare()));
    if is_nullable(field) {
        docs.paragraph("Null is sent as null.");
    }
    if field.preset.is_some() {
        docs.paragraph("`new` sets it to the collection's own value; `None` leaves it out.");
    }
    let deprecated = field
        .deprecated
        .as_ref()
        .map(|note| quote!(#[deprecated(note = #note)]));
    let argument = Moved::from(argument(scope, field, name));
    let value = taken(scope, field, name).unwrap_or_else(|| quote!(#name));
    let known = allow_known_method(name);
    quote! {
        #docs
        #deprecated
        #known
        pub fn #name(mut self, #argument) -> Self {
            self.#name = Some(#value);
            self
        }
    }
}
