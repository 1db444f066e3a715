//! Multipart forms.

use super::content_type;
use crate::hints::MemberHint;
use crate::ir::{
    Body, Field, FileExample, Literal, Location, Part, PartContent, PartSource, Presence, Template,
    TypeRef,
};
use crate::lower::Lower;
use crate::lower::context::Context;
use crate::lower::docs;
use crate::lower::inputs::{Inputs, field};
use crate::lower::parameter::Parameter;
use crate::postman::{self, FormPart, FormPartValue};

impl Lower<'_> {
    /// The parts in order; parts of one name are one list at the first one's place. Where a text and a file of one name are
    /// sent both, they are two.
    pub(super) fn multipart(
        &mut self,
        context: &Context<'_>,
        parts: &[FormPart],
        inputs: &mut Inputs,
    ) -> Option<Body> {
        let mut lowered = Vec::new();
        let mut done: Vec<(&str, bool)> = Vec::new();
        for part in parts {
            let is_mixed = is_mixed(parts, &part.name);
            let key = (part.name.as_str(), is_mixed && is_file(part));
            if done.contains(&key) {
                continue;
            }
            done.push(key);
            let same: Vec<&FormPart> = parts
                .iter()
                .filter(|other| other.name == part.name)
                .filter(|other| !is_mixed || is_file(other) == is_file(part))
                .collect();
            let enabled: Vec<&FormPart> = same
                .iter()
                .copied()
                .filter(|other| !other.disabled)
                .collect();
            let sent = if enabled.is_empty() { &same } else { &enabled };
            let text_name = is_mixed.then(|| format!("{} text", part.name));
            let held = self.part_content(context, sent, text_name, inputs);
            lowered.push(Part {
                name: self.settings.template(&part.name, context.origin()),
                content: held,
                content_type: part.content_type.clone(),
            });
        }
        let names: Vec<&str> = done.iter().map(|(name, _)| *name).collect();
        for (name, field) in self.added_entries(&names, context, inputs) {
            lowered.push(Part {
                name: Template::text(&name),
                content: PartContent::Text(PartSource::Field(field)),
                content_type: None,
            });
        }
        let boundary = content_type::boundary(context.request);
        (!lowered.is_empty()).then_some(Body::Multipart {
            parts: lowered,
            boundary,
        })
    }

    /// The content of the parts of one name, enabled ones unless there is none; a text beside a file of its name has a
    /// name of its own.
    fn part_content(
        &mut self,
        context: &Context<'_>,
        same: &[&FormPart],
        text_name: Option<String>,
        inputs: &mut Inputs,
    ) -> PartContent {
        if same.iter().any(|part| is_file(part)) {
            let field = self.file_part(same);
            return PartContent::File(inputs.add(field));
        }
        let name = same.first().map_or("", |part| part.name.as_str());
        let texts: Vec<&str> = same
            .iter()
            .filter_map(|part| match &part.value {
                FormPartValue::Text(text) => Some(text.as_str()),
                FormPartValue::Files(_) | FormPartValue::Inline(_) => None,
            })
            .collect();
        let enabled = same.iter().any(|part| !part.disabled);
        if let [value] = texts.as_slice()
            && enabled
            && self.is_constant_text(context.operation, name, value)
        {
            return PartContent::Text(PartSource::Constant(
                self.settings.template(value, context.origin()),
            ));
        }
        let parameter = Parameter {
            name,
            location: Location::Body,
            repeated: enabled && texts.len() > 1,
            texts,
            description: same.iter().find_map(|part| part.description.as_deref()),
            enabled,
        };
        let mut field = self.parameter(&parameter, context.at);
        field.rename = field.rename.or(text_name);
        PartContent::Text(PartSource::Field(inputs.add(field)))
    }

    /// The field of file parts of one name.
    fn file_part(&self, same: &[&FormPart]) -> Field {
        let name = same.first().map_or("", |part| part.name.as_str());
        let files: Vec<FileExample> = same.iter().flat_map(|part| files(part)).collect();
        let hint = self.member_hint(Location::Body, name);
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
