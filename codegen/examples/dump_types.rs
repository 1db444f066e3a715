//! Temporary.
use postwright::ir::*;
use postwright::{config::ApiConfig, generator};
fn main() {
    for path in std::io::read_to_string(std::io::stdin()).unwrap().lines() {
        let Ok(api) = ApiConfig::new(path.as_ref() as &std::path::Path) else {
            continue;
        };
        let Ok(read) = generator::read(&api) else {
            continue;
        };
        for (def, names) in read.api.types.iter().zip(&read.names.types) {
            let (kind, fields) = match &def.kind {
                TypeKind::Struct(s) => (
                    "struct",
                    s.fields
                        .iter()
                        .map(|f| {
                            format!(
                                "{}:{}{}",
                                f.name,
                                short(&f.type_ref, &read),
                                if f.presence == Presence::Required {
                                    ""
                                } else {
                                    "?"
                                }
                            )
                        })
                        .collect::<Vec<_>>()
                        .join(" "),
                ),
                TypeKind::Enum(v) => (
                    "enum",
                    v.iter()
                        .map(|v| v.value.clone())
                        .collect::<Vec<_>>()
                        .join("|"),
                ),
                TypeKind::Union(v) => ("union", v.len().to_string()),
                TypeKind::Tagged { tag, .. } => ("tagged", tag.clone()),
                TypeKind::ByStatus(_) => ("status", String::new()),
            };
            println!(
                "{}\t{}\t{}\t{:?}\t{:?}\t{}\t{}\t{}",
                path,
                names.name.bare(),
                kind,
                def.direction,
                def.home,
                def.names.join(","),
                def.origin
                    .path
                    .join("/")
                    .replace('\n', " ")
                    .replace('\t', " "),
                fields.replace('\t', " ").replace('\n', " ")
            );
        }
    }
}
fn short(t: &TypeRef, r: &generator::ReadApi) -> String {
    match t {
        TypeRef::Named(id) => r.names.types[id.0].name.bare().to_owned(),
        TypeRef::List(i) => format!("[{}]", short(i, r)),
        TypeRef::Boxed(i) => format!("Box<{}>", short(i, r)),
        TypeRef::Map(i) => format!("Map<{}>", short(i, r)),
        TypeRef::Nullable(i) => format!("{}|null", short(i, r)),
        TypeRef::Formatted(f) => f.name.clone(),
        o => format!("{o:?}"),
    }
}
