//! Fields whose values are text: path, query, headers and forms.

use std::hash::Hash;

use indexmap::IndexMap;

use super::Lower;
use super::constant::is_paging;
use super::context::Context;
use super::docs;
use super::inputs::field;
use super::types::{Position, Role};
use crate::hints::MemberHint;
use crate::infer::{self, Remarks, Shape, TextShape};
use crate::ir::{Evidence, Field, Literal, Location, Presence, TypeRef};
use crate::resolve::only_variable;

/// What the collection says of a parameter.
pub(super) struct Parameter<'t> {
    /// The name on the wire.
    pub(super) name: &'t str,
    /// Where it goes.
    pub(super) location: Location,
    /// Its values: the first is the example.
    pub(super) texts: Vec<&'t str>,
    /// Its description, as written.
    pub(super) description: Option<&'t str>,
    /// Whether it is sent once for each element of a list.
    pub(super) repeated: bool,
    /// Whether the collection itself sends it.
    pub(super) enabled: bool,
}

impl<'t> Parameter<'t> {
    /// A parameter of the path.
    pub(super) fn of_path(
        name: &'t str,
        text: Option<&'t str>,
        description: Option<&'t str>,
    ) -> Self {
        Self {
            name,
            location: Location::Path,
            texts: text.into_iter().collect(),
            description,
            repeated: false,
            enabled: true,
        }
    }

    /// A parameter that only the hints know.
    pub(super) fn added(name: &'t str, location: Location) -> Self {
        Self {
            name,
            location,
            texts: Vec::new(),
            description: None,
            repeated: false,
            enabled: false,
        }
    }
}

/// The entries of a query or a form by what their names make one, in the order of first sight.
pub(super) fn by_name<'e, T, N: Hash + Eq>(
    entries: &'e [T],
    name: impl Fn(&'e T) -> N,
) -> IndexMap<N, Vec<&'e T>> {
    let mut named: IndexMap<N, Vec<&T>> = IndexMap::new();
    for entry in entries {
        named.entry(name(entry)).or_default().push(entry);
    }
    named
}

impl Lower<'_> {
    /// The field of a parameter. A path parameter is required; any other only where its description says so, unless the
    /// collection itself leaves it out: the request that its author saved shows that it can be missing.
    pub(super) fn parameter(&mut self, parameter: &Parameter<'_>, context: &Context<'_>) -> Field {
        let hint = context.member_hint(parameter.location, parameter.name);
        self.hinted_parameter(parameter, hint.as_ref(), context)
    }

    /// As [`Lower::parameter`], with the hint that holds for it.
    pub(super) fn hinted_parameter(
        &mut self,
        parameter: &Parameter<'_>,
        hint: Option<&MemberHint>,
        context: &Context<'_>,
    ) -> Field {
        let remarks = parameter
            .description
            .map(infer::read_remarks)
            .unwrap_or_default();
        let element = match self.parameter_type(parameter, &remarks, hint, &context.at) {
            // A hint speaks of all values at once.
            TypeRef::List(element) if parameter.repeated => *element,
            type_ref => type_ref,
        };
        let (type_ref, example) = if parameter.repeated {
            let list = parameter
                .texts
                .iter()
                .map(|text| literal(&element, text))
                .collect();
            (TypeRef::List(Box::new(element)), Some(Literal::List(list)))
        } else {
            let example = parameter
                .texts
                .first()
                .filter(|_| parameter.enabled)
                .map(|text| literal(&element, text));
            (element, example)
        };
        let stated = hint
            .and_then(MemberHint::required)
            .or(remarks.required.filter(|_| parameter.enabled));
        let required = parameter.location == Location::Path || stated == Some(true);
        let presence = if required {
            Presence::Required
        } else {
            Presence::Optional
        };
        let mut field = field(parameter.name, parameter.location, type_ref, presence);
        field.docs = docs::parameter(parameter, &remarks);
        let source = self.kept.of_texts(&parameter.texts, context.origin());
        field.docs.evidence.extend(source);
        field.example = example;
        field.deprecated = remarks
            .deprecated
            .then(|| "its description says so".to_owned());
        if let Some(hint) = hint {
            self.apply(hint, &mut field);
        }
        if self.options.send_literals && presence == Presence::Optional && parameter.enabled {
            field.preset = field.example.clone().filter(Literal::is_plain);
        }
        field
    }

    /// The type of one value. Text says little about what else may stand in its place, so it stays text unless an
    /// importer's placeholder, a list of allowed values or the parameter's own meaning (paging) says more.
    fn parameter_type(
        &mut self,
        parameter: &Parameter<'_>,
        remarks: &Remarks,
        hint: Option<&MemberHint>,
        at: &Position,
    ) -> TypeRef {
        if let Some(hint) = hint.filter(|hint| hint.is_addition()) {
            let mut shape = Shape::default();
            hint.lay_over(&mut shape);
            return self.types.lower(&shape, &for_parameter(at, parameter.name));
        }
        if !remarks.values.is_empty() {
            let text = TextShape {
                values: Some(remarks.values.clone()),
                ..TextShape::default()
            };
            let shape = Shape {
                text: Some(text),
                ..Shape::default()
            };
            return self.types.lower(&shape, &for_parameter(at, parameter.name));
        }
        if let Some(shape) = parameter
            .texts
            .iter()
            .find_map(|text| infer::placeholder_shape(text))
        {
            return match self.types.lower(&shape, &for_parameter(at, parameter.name)) {
                TypeRef::Json | TypeRef::Map(_) | TypeRef::List(_) | TypeRef::Bytes => {
                    TypeRef::Text
                }
                type_ref => type_ref,
            };
        }
        let known = || {
            parameter
                .texts
                .iter()
                .flat_map(|text| self.known_values(text))
        };
        let counts = is_paging(parameter.name)
            && known().next().is_some()
            && known().all(|text| is_integer(&text));
        if counts {
            return TypeRef::Integer;
        }
        let flags = parameter.location != Location::Path
            && known().next().is_some()
            && known().all(|text| matches!(text.as_str(), "true" | "false"));
        if flags {
            TypeRef::Boolean
        } else {
            TypeRef::Text
        }
    }

    /// What a hint says beyond the type.
    pub(super) fn apply(&self, hint: &MemberHint, field: &mut Field) {
        field.rename = hint.rename().map(str::to_owned);
        if let Some(description) = hint.description() {
            field.docs = docs::described(Some(&description), String::new);
        }
        let stated = Evidence::inspected("Stated by the hints.");
        field.docs.evidence.push(stated);
        if let Some(reason) = hint.deprecated() {
            field.deprecated = Some(reason.to_owned());
        }
        field.shown = self.shown(Some(hint), field);
    }

    /// What a text is known to be on the wire: itself, or the values of the one variable that it is.
    fn known_values(&self, text: &str) -> Vec<String> {
        if text.is_empty() {
            return Vec::new();
        }
        let variables = &self.resolved.variables;
        let values = only_variable(text).into_iter();
        let values = values.flat_map(|name| variables.values(name));
        let values: Vec<String> = values.map(str::to_owned).collect();
        if values.is_empty() {
            vec![text.to_owned()]
        } else {
            values
        }
    }
}

/// The position of a parameter of the operation at `at`.
fn for_parameter(at: &Position, name: &str) -> Position {
    Position {
        role: Role::Parameter(name.to_owned()),
        ..at.clone()
    }
}

/// A value as a literal of its type; text with variables is text until the example is made.
fn literal(type_ref: &TypeRef, text: &str) -> Literal {
    match type_ref {
        TypeRef::Integer | TypeRef::Unsigned if is_integer(text) => {
            Literal::Number(text.to_owned())
        }
        TypeRef::Boolean if text == "true" => Literal::Boolean(true),
        TypeRef::Boolean if text == "false" => Literal::Boolean(false),
        _ => Literal::Text(text.to_owned()),
    }
}

/// An integer in its canonical spelling: `007`, `+1` and `1e3` are text.
fn is_integer(text: &str) -> bool {
    text.parse::<i64>()
        .is_ok_and(|number| number.to_string() == text)
}
