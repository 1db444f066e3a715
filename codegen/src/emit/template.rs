//! Text with holes, as expressions.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::ir::{DynamicVariable, SettingId, Template, TemplatePart};

use super::context::Context;
use super::scope::Scope;

/// A text expression with the statements that it needs before.
#[derive(Debug, Clone)]
pub(super) struct Text {
    /// Statements to write before.
    pub(super) before: TokenStream,
    /// An expression of type `&str`.
    pub(super) value: TokenStream,
}

impl Text {
    /// The statement that `write` makes of the expression, behind those that it needs.
    pub(super) fn written(self, write: impl FnOnce(TokenStream) -> TokenStream) -> TokenStream {
        let (before, statement) = (self.before, write(self.value));
        quote!(#before #statement)
    }
}

/// Where the holes of a template are filled from.
#[derive(Debug, Clone, Copy)]
pub(super) enum Source<'a> {
    /// A call: settings of the client, dynamic variables of the draft. The expression is that of the client.
    Call(&'a TokenStream),
    /// The building of a client: settings are locals; nothing is dynamic.
    Build,
}

/// The text of a template.
pub(super) fn text(scope: &Scope<'_>, template: &Template, source: Source<'_>) -> Text {
    let (mut before, parts) = parts(scope, template, source);
    if let [part] = parts.as_slice() {
        let value = part.clone();
        return Text { before, value };
    }
    before.extend(quote!(let text = [#(#parts),*].concat();));
    Text {
        before,
        value: quote!(text.as_str()),
    }
}

/// The text of a template while a client is built: an expression of type `&str` or, where it is made of several parts, a
/// local of type `String` with the statement that makes it.
pub(super) fn bound(scope: &Scope<'_>, template: &Template, local: &str) -> (TokenStream, Bound) {
    match parts(scope, template, Source::Build).1.as_slice() {
        [part] => (TokenStream::new(), Bound::Borrowed(part.clone())),
        parts => {
            let local = format_ident!("{local}");
            let statement = quote!(let #local = [#(#parts),*].concat(););
            (statement, Bound::Owned(local))
        }
    }
}

/// A text as an expression.
#[derive(Debug, Clone)]
pub(super) enum Bound {
    /// Of type `&str`.
    Borrowed(TokenStream),
    /// A local of type `String`, which nothing else uses.
    Owned(Ident),
}

impl Bound {
    /// As `&str`, or what becomes one.
    pub(super) fn borrowed(&self) -> TokenStream {
        match self {
            Self::Borrowed(text) => text.clone(),
            Self::Owned(local) => quote!(&#local),
        }
    }

    /// As what a `From<&str>` and a `From<String>` takes.
    pub(super) fn either(&self) -> TokenStream {
        match self {
            Self::Borrowed(text) => text.clone(),
            Self::Owned(local) => quote!(#local),
        }
    }

    /// As `String`.
    pub(super) fn owned(&self) -> TokenStream {
        match self {
            Self::Borrowed(text) => quote!(#text.to_owned()),
            Self::Owned(local) => quote!(#local),
        }
    }
}

/// The parts of a template as expressions of type `&str`, at least one, with the statements that they need before.
fn parts(
    scope: &Scope<'_>,
    template: &Template,
    source: Source<'_>,
) -> (TokenStream, Vec<TokenStream>) {
    let mut before = TokenStream::new();
    if let Some(text) = template.as_text() {
        return (before, vec![quote!(#text)]);
    }
    let part = |part: &TemplatePart| match part {
        TemplatePart::Text(text) => quote!(#text),
        TemplatePart::Setting(id) => setting(scope, *id, source),
        TemplatePart::Dynamic(variable) => {
            let Source::Call(client) = source else {
                return quote!("");
            };
            let (name, value) = (dynamic_name(*variable), dynamic(*variable, client));
            before.extend(quote!(let #name = #value;));
            quote!(#name.as_str())
        }
    };
    let parts = template.parts.iter().map(part).collect();
    (before, parts)
}

/// A template as readers see it: settings in braces.
pub(super) fn shown(cx: Context<'_>, template: &Template) -> String {
    let part = |part: &TemplatePart| match part {
        TemplatePart::Text(text) => text.clone(),
        TemplatePart::Setting(id) => format!("{{{}}}", cx.setting(*id).1.field.bare()),
        TemplatePart::Dynamic(_) => String::new(),
    };
    template.parts.iter().map(part).collect()
}

/// A template with its settings as `{{variables}}` again.
pub(super) fn with_variables(cx: Context<'_>, template: &Template) -> String {
    let part = |part: &TemplatePart| match part {
        TemplatePart::Text(text) => text.clone(),
        TemplatePart::Setting(id) => format!("{{{{{}}}}}", cx.setting(*id).0.variable),
        TemplatePart::Dynamic(_) => String::new(),
    };
    template.parts.iter().map(part).collect()
}

/// A setting as `&str`.
pub(super) fn setting(scope: &Scope<'_>, id: SettingId, source: Source<'_>) -> TokenStream {
    let (setting, names) = scope.cx.setting(id);
    let field = &names.field;
    let place = match source {
        Source::Call(_) => quote!(settings.#field),
        Source::Build => quote!(#field),
    };
    if setting.secret {
        scope.import_methods("secrecy", "ExposeSecret");
        quote!(#place.expose_secret())
    } else {
        quote!(#place.as_str())
    }
}

/// A dynamic variable, made for the call, as `String`.
pub(super) fn dynamic(variable: DynamicVariable, client: &TokenStream) -> TokenStream {
    let method = dynamic_name(variable);
    let value = quote!(#client.core.entropy().#method());
    match variable {
        DynamicVariable::Uuid | DynamicVariable::IsoTimestamp => value,
        DynamicVariable::Timestamp | DynamicVariable::RandomInteger => quote!(#value.to_string()),
    }
}

fn dynamic_name(variable: DynamicVariable) -> Ident {
    format_ident!(
        "{}",
        match variable {
            DynamicVariable::Uuid => "uuid",
            DynamicVariable::Timestamp => "timestamp",
            DynamicVariable::IsoTimestamp => "iso_timestamp",
            DynamicVariable::RandomInteger => "random_integer",
        }
    )
}
