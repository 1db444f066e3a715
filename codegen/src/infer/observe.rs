//! From a sample to its shape.

use super::format::{formats_of, has_format};
use super::placeholder::{has_placeholder, placeholder_shape};
use super::sample::parse_sample;
use crate::resolve::has_variable;

use super::{
    IntegerShape, MemberShape, ObjectShape, Sample, Shape, Source, Tally, TextShape, Values,
};

impl Tally {
    /// Seen once.
    pub const ONCE: Tally = Tally { seen: 1 };
}

impl Shape {
    /// The shape of one sample.
    ///
    /// - An importer's placeholder (`"<integer>"`) is the type that it names, not text.
    /// - A bare variable has the shapes of its known values; without one, anything may stand there.
    /// - Text with variables is text, with a format only where every known value has it.
    /// - The elements of a list are samples of one place, except that neighbours which are equal and hold placeholders
    ///   count once: an importer writes every element twice.
    pub fn of(sample: &Sample, values: &Values) -> Shape {
        let mut shape = Shape::default();
        shape.observe(sample, values);
        shape
    }

    /// The join of the shapes of all `samples` of one place, with kinds of objects ([`Shape::split_by_tag`]) and keys that
    /// are data ([`Shape::detect_maps`]) told apart.
    pub fn of_samples<'s>(samples: impl IntoIterator<Item = &'s Sample>, values: &Values) -> Shape {
        let samples: Vec<&Sample> = samples.into_iter().collect();
        let mut shape = Shape::default();
        for sample in &samples {
            shape.observe(sample, values);
        }
        shape.split_by_tag(&samples, values);
        shape.detect_maps();
        shape
    }

    /// Joins the shape of one more sample; the same as joining [`Shape::of`] it, without building that.
    pub fn observe(&mut self, sample: &Sample, values: &Values) {
        match sample {
            Sample::Null => self.null.get_or_insert_default().join(Tally::ONCE),
            Sample::Boolean(_) => self.boolean.get_or_insert_default().join(Tally::ONCE),
            Sample::Number(text) => self.observe_number(text),
            Sample::Text(text) => self.observe_text(text, values),
            Sample::Bare(text) => self.observe_bare(text, values),
            Sample::List(elements) => self.observe_list(elements, values),
            Sample::Object(members) => self.object.get_or_insert_default().observe(members, values),
        }
    }

    fn observe_number(&mut self, text: &str) {
        let Some(seen) = integer_of(text) else {
            self.float.get_or_insert_default().join(Tally::ONCE);
            return;
        };
        match &mut self.integer {
            Some(integer) => integer.join(seen),
            None => self.integer = Some(seen),
        }
    }

    fn observe_text(&mut self, text: &str, values: &Values) {
        if let Some(shape) = placeholder_shape(text) {
            self.join(shape);
        } else if text.contains('{') && text.contains("{{") {
            let filled = values.fill(text);
            for text in &filled {
                self.observe_plain(text);
                self.sources.insert(Source::Variable);
            }
            if filled.is_empty() {
                self.observe_hidden();
            }
        } else {
            self.observe_plain(text);
        }
    }

    /// Text as it is.
    fn observe_plain(&mut self, text: &str) {
        if let Some(known) = &mut self.text {
            known.tally.join(Tally::ONCE);
            known.formats.retain(|format| has_format(text, format));
        } else {
            self.text = Some(TextShape {
                tally: Tally::ONCE,
                formats: formats_of(text),
                values: None,
            });
        }
    }

    /// Text of which a variable hides a part, so that no format is known of it.
    fn observe_hidden(&mut self) {
        let text = self.text.get_or_insert_default();
        text.tally.join(Tally::ONCE);
        text.formats.clear();
    }

    fn observe_bare(&mut self, text: &str, values: &Values) {
        let filled = values.fill(text);
        if filled.is_empty() {
            self.any.get_or_insert_default().join(Tally::ONCE);
        }
        for text in filled {
            self.sources.insert(Source::Variable);
            match parse_sample(&text) {
                Ok(sample) => self.observe(&sample, values),
                Err(_) => self.any.get_or_insert_default().join(Tally::ONCE),
            }
        }
    }

    fn observe_list(&mut self, elements: &[Sample], values: &Values) {
        let list = self.list.get_or_insert_default();
        list.tally.join(Tally::ONCE);
        let mut previous = None;
        for element in elements {
            if previous != Some(element) || !has_placeholder(element) {
                list.element.observe(element, values);
            }
            previous = Some(element);
        }
    }
}

/// The shape of a number, or `None` when it has a fraction, an exponent, or a sign that no integer has (`-0`).
pub(super) fn integer_of(text: &str) -> Option<IntegerShape> {
    if text.contains(['.', 'e', 'E']) || text == "-0" {
        return None;
    }
    let value = text.parse::<i128>().ok();
    let bound = value.unwrap_or_default();
    Some(IntegerShape {
        tally: Tally::ONCE,
        least: bound,
        greatest: bound,
        huge: value.is_none(),
    })
}

impl ObjectShape {
    fn observe(&mut self, members: &[(String, Sample)], values: &Values) {
        self.tally.join(Tally::ONCE);
        // A key that is made of a variable is data, and so are its neighbours.
        if members.iter().any(|(name, _)| has_variable(name)) {
            self.keys_into_data();
        }
        if let Some(map) = &mut self.map {
            for (_, value) in members {
                map.observe(value, values);
            }
            return;
        }
        if self.members.is_empty() {
            self.members.reserve(members.len());
        }
        for (position, (name, value)) in members.iter().enumerate() {
            let member = self.member(position, name);
            member.tally.join(Tally::ONCE);
            member.shape.observe(value, values);
        }
    }

    /// The member `name`, looked for at `position` first: samples of one place mostly agree on the order.
    fn member(&mut self, position: usize, name: &str) -> &mut MemberShape {
        let known = match self.members.get_index(position) {
            Some((known, _)) if known == name => Some(position),
            _ => self.members.get_index_of(name),
        };
        let index = known.unwrap_or_else(|| {
            self.members
                .insert_full(name.to_owned(), MemberShape::default())
                .0
        });
        &mut self.members[index]
    }
}
