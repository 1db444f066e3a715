//! Multipart forms.

use super::content_type;
use crate::hints::MemberHint;
use crate::ir::{
    Body, Field, FileExample, Literal, Location, Part, PartContent, PartSource, Presence, TypeRef,
};
use crate::lower::Lower;
use crate::lower::context::Context;
use crate::lower::docs;
use crate::lower::inputs::{Inputs, field};
use crate::lower::parameter::{Parameter, by_name};
use crate::postman::{self, FormPart, FormPartValue};

impl Lower<'_> {
    /// The parts in order, those that only the hints know last; parts of one name are one list at the first one's place. Where
    /// a text and a file of one name are sent both, they are two.
    pub(super) fn multipart(
        &mut self,
        context: &Context<'_>,
        parts: &[FormPart],
        inputs: &mut Inputs,
    ) -> Option<Body> {
        let mut named = by_name(parts, |part| {
            let has_files = is_file(part) && is_mixed(parts, &part.name);
            (part.name.as_str(), has_files)
        });
        let shown: Vec<&str> = named.keys().map(|(name, _)| *name).collect();
        for name in context.added_members(&shown) {
            let hint = context.member_hint(Location::Body, name);
            named.insert((name, hint.is_some_and(|hint| hint.is_file())), Vec::new());
        }
        let mut lowered = Vec::with_capacity(named.len());
        for ((name, has_files), same) in named {
            let enabled = same.iter().copied().filter(|part| !part.disabled);
            let enabled: Vec<&FormPart> = enabled.collect();
            let sent = if enabled.is_empty() { &same } else { &enabled };
            let held = if has_files || sent.iter().any(|part| is_file(part)) {
                PartContent::File(inputs.add(self.file_part(context, name, sent)))
            } else {
                let own_name = is_mixed(parts, name).then(|| format!("{name} text"));
                PartContent::Text(self.text_part(context, name, sent, own_name, inputs))
            };
            lowered.push(Part {
                name: self.settings.template(name, context.origin()),
                content: held,
                content_type: same.first().and_then(|part| part.content_type.clone()),
            });
        }
        let boundary = content_type::boundary(context.request);
        (!lowered.is_empty()).then_some(Body::Multipart {
            parts: lowered,
            boundary,
        })
    }

    /// The text of the parts of one name, enabled ones unless there is none; beside a file of its name it has a name of its
    /// own.
    fn text_part(
        &mut self,
        context: &Context<'_>,
        name: &str,
        same: &[&FormPart],
        own_name: Option<String>,
        inputs: &mut Inputs,
    ) -> PartSource {
        let texts: Vec<&str> = same.iter().map(|part| part.value.as_text()).collect();
        let enabled = same.iter().any(|part| !part.disabled);
        if let [value] = texts.as_slice()
            && enabled
            && self.is_constant_text(context, name, value)
        {
            return PartSource::Constant(self.settings.template(value, context.origin()));
        }
        let parameter = Parameter {
            name,
            location: Location::Body,
            repeated: enabled && texts.len() > 1,
            texts,
            description: same.iter().find_map(|part| part.description.as_deref()),
            enabled,
        };
        let mut field = self.parameter(&parameter, context);
        field.rename = field.rename.or(own_name);
        PartSource::Field(inputs.add(field))
    }

    /// The field of file parts of one name.
    fn file_part(&self, context: &Context<'_>, name: &str, same: &[&FormPart]) -> Field {
        let files: Vec<FileExample> = same.iter().flat_map(|part| files(part)).collect();
        let hint = context.member_hint(Location::Body, name);
        let is_list = hint.as_ref().is_some_and(MemberHint::is_list);
        let several = files.len() > 1 || same.len() > 1 || is_list;
        let type_ref = if several {
            TypeRef::List(Box::new(TypeRef::File))
        } else {
            TypeRef::File
        };
        let required = hint.as_ref().and_then(MemberHint::required);
        let presence = if required == Some(true) {
            Presence::Required
        } else {
            Presence::Optional
        };
        let mut part = field(name, Location::Body, type_ref, presence);
        let description = same.iter().find_map(|part| part.description.as_deref());
        part.docs = docs::described(description, || format!("File of the part `{name}`."));
        let enabled = same.iter().any(|part| !part.disabled);
        part.example = (enabled && !files.is_empty()).then_some(Literal::Files(files));
        if let Some(hint) = &hint {
            self.apply(hint, &mut part);
        }
        part
    }
}

fn is_file(part: &FormPart) -> bool {
    !matches!(part.value, FormPartValue::Text(_))
}

/// Whether a text and a file of one name are sent both.
fn is_mixed(parts: &[FormPart], name: &str) -> bool {
    let mut kinds = parts
        .iter()
        .filter(|part| part.name == name && !part.disabled)
        .map(is_file);
    let first = kinds.next();
    kinds.any(|kind| Some(kind) != first)
}

/// The files of a part, as Postman sends them. Where none is chosen, it sends a part without name and content.
fn files(part: &FormPart) -> Vec<FileExample> {
    let files: Vec<FileExample> = match &part.value {
        FormPartValue::Text(_) => Vec::new(),
        FormPartValue::Files(paths) if paths.is_empty() => vec![FileExample::default()],
        FormPartValue::Files(paths) => paths.iter().map(|path| file(path)).collect(),
        FormPartValue::Inline(content) => vec![FileExample {
            content: Some(content.clone()),
            ..file(part.file_name.as_deref().unwrap_or_default())
        }],
    };
    let sent = |known: FileExample| FileExample {
        name: part.file_name.clone().unwrap_or(known.name),
        content_type: part.content_type.clone().or(known.content_type),
        ..known
    };
    files.into_iter().map(sent).collect()
}

/// The file at a path, under its own name.
pub(super) fn file(path: &str) -> FileExample {
    FileExample {
        path: path.to_owned(),
        name: FileExample::name_of(path).to_owned(),
        content_type: postman::media_type(path).map(str::to_owned),
        content: None,
    }
}
