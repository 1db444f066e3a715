//! Reading: a macro call for each type.

use std::fmt::Write as _;

use crate::emit::quoted::spelled;
use crate::emit::scope::Scope;
use crate::ir::{Field, Presence, Struct, TypeId, TypeKind, Variant};
use crate::name::{ContentNames, Ident};

use super::unions;

/// What reads a type, as text that needs no printing; empty for an output that depends on the status.
pub(super) fn emit_reading(scope: &Scope<'_>, id: TypeId) -> String {
    let (definition, names) = scope.cx.type_def(id);
    let name = scope.named(id);
    match &definition.kind {
        TypeKind::Struct(content) => {
            import(scope, "object");
            object(&name.to_string(), content, &names.content)
        }
        TypeKind::Enum(_) => {
            import(scope, "open_enum");
            format!("open_enum!({name});\n")
        }
        TypeKind::Union(variants) | TypeKind::Tagged { variants, .. } => {
            import(scope, "forms");
            scope.runtime("first_form");
            let other = names.content.other.as_ref();
            let other = other.filter(|_| scope.cx.decodes(id));
            forms(&name.to_string(), variants, &names.content, other)
        }
        TypeKind::ByStatus(_) => String::new(),
    }
}

/// Imports a macro, and the module that it takes its names from.
fn import(scope: &Scope<'_>, name: &str) {
    let codec = scope.below_api("runtime::codec");
    for name in ["self", name] {
        scope.import(&codec, name);
    }
}

fn object(name: &str, content: &Struct, names: &ContentNames) -> String {
    let mut text = format!("object! {{\n    {name}\n");
    for (presence, keyword) in [
        (Presence::Required, "required"),
        (Presence::Optional, "optional"),
        (Presence::Nullable, "nullable"),
    ] {
        let members = content.fields.iter().zip(&names.fields);
        let members = members.filter(|(field, _)| field.presence == presence);
        push_members(&mut text, keyword, members);
    }
    if let Some(unknown) = &names.unknown {
        let _ = writeln!(text, "    unknown {{ {} }}", unknown.as_str());
    }
    text.push_str("}\n");
    text
}

fn push_members<'a>(
    text: &mut String,
    keyword: &str,
    members: impl Iterator<Item = (&'a Field, &'a Ident)>,
) {
    let mut members = members.peekable();
    if members.peek().is_none() {
        return;
    }
    let _ = writeln!(text, "    {keyword} {{");
    for (field, name) in members {
        let _ = writeln!(
            text,
            "        {} = {},",
            name.as_str(),
            spelled(&field.name)
        );
    }
    text.push_str("    }\n");
}

fn forms(name: &str, variants: &[Variant], names: &ContentNames, other: Option<&Ident>) -> String {
    let mut text = format!("forms! {{\n    {name} {{\n");
    for reader in unions::readers(variants, names) {
        let _ = writeln!(text, "        {reader},");
    }
    text.push_str("    }");
    if let Some(other) = other {
        let _ = write!(text, " else {}", other.as_str());
    }
    text.push_str("\n}\n");
    text
}
