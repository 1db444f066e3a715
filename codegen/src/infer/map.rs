//! Objects whose keys are data.
//!
//! JSON has one kind of object for structs and for keyed maps. A map is recognised by its keys, once all samples of the
//! place are joined, and only on clear evidence, for a struct mistaken for a map loses its names:
//!
//! 1. every key is spelled as data: a UUID, a date or time, a number, a long hexadecimal ID, an e-mail or IP address,
//!    a URL or a path, a `{{variable}}`, or an importer's `key_0`; or
//! 2. ten keys or more are codes of one length in capitals (`USD`, `DE`), and their values are of one kind; or
//! 3. twelve keys or more have objects with the same two or more member names as values; or
//! 4. at least three samples have eight keys or more between them, each key is in a third of the samples on average,
//!    and the values are of one kind.
//!
//! Rules 2 to 4 ask for values of one kind that was seen: empty objects, as in a list of options, prove nothing.
//! Members that a schema states are names, whatever they look like.

use super::format::{formats_of, is_uuid};
use super::shape::Component;
use super::{MemberShape, ObjectShape, Shape};

impl Shape {
    /// Turns objects whose keys are data into maps, everywhere in the shape. To be called once on the join of all
    /// samples: single samples do not show it.
    pub fn detect_maps(&mut self) {
        if let Some(list) = &mut self.list {
            list.element.detect_maps();
        }
        if let Some(object) = &mut self.object {
            object.detect_maps();
        }
        for mut alternative in std::mem::take(&mut self.alternatives) {
            alternative.detect_maps();
            // Two alternatives may have become the same map.
            self.join_alternative(alternative);
        }
    }
}

impl ObjectShape {
    fn detect_maps(&mut self) {
        if self.has_keys_as_data() {
            self.keys_into_data();
        }
        if let Some(map) = &mut self.map {
            map.detect_maps();
        }
        self.members
            .values_mut()
            .for_each(|member| member.shape.detect_maps());
    }

    fn has_keys_as_data(&self) -> bool {
        let count = self.members.len();
        if count == 0
            || self
                .members
                .values()
                .any(|member| member.required.is_some())
        {
            return false;
        }
        if self.members.keys().all(|key| is_data(key)) {
            return true;
        }
        (count >= 10 && are_codes(self.members.keys()) && self.is_uniform(only_component))
            || (count >= 12 && self.is_uniform(members_of))
            || (count >= 8 && self.is_sparse() && self.is_uniform(only_component))
    }

    /// Whether `trait_of` finds the same in every value.
    fn is_uniform<'s, T: PartialEq>(&'s self, trait_of: fn(&'s Shape) -> Option<T>) -> bool {
        let mut traits = self
            .members
            .values()
            .map(|MemberShape { shape, .. }| trait_of(shape));
        let first = traits.next().flatten();
        first.is_some() && traits.all(|other| other == first)
    }

    fn is_sparse(&self) -> bool {
        let present: u64 = self
            .members
            .values()
            .map(|member| u64::from(member.tally.seen))
            .sum();
        let samples = u64::from(self.tally.seen);
        samples >= 3 && present * 3 <= samples * self.members.len() as u64
    }
}

/// The only component of a shape beside null, or `None` when there is no such. For objects, only non-empty ones.
fn only_component(shape: &Shape) -> Option<Component> {
    let mut components = shape
        .components()
        .filter(|component| *component != Component::Null);
    let only = components.next()?;
    let is_shown = |object: &ObjectShape| !object.members.is_empty();
    let is_single = components.next().is_none() && only != Component::Any;
    (is_single && shape.object.as_deref().is_none_or(is_shown)).then_some(only)
}

/// The sorted member names of a shape that is an object and nothing else but null, with two members at least.
fn members_of(shape: &Shape) -> Option<Vec<&str>> {
    only_component(shape)?;
    let mut names: Vec<&str> = shape
        .object
        .as_ref()?
        .members
        .keys()
        .map(String::as_str)
        .collect();
    names.sort_unstable();
    (names.len() >= 2).then_some(names)
}

/// Whether a key is spelled as data is.
fn is_data(key: &str) -> bool {
    let is_digits =
        |text: &str| !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
    is_digits(key)
        || key.strip_prefix("key_").is_some_and(is_digits)
        || key.starts_with('/')
        || (key.contains("{{") && key.contains("}}"))
        || is_uuid(&key.to_ascii_lowercase())
        || is_hexadecimal_id(key)
        || !formats_of(key).is_empty()
}

/// Sixteen digits or more, decimal ones among them, in base 16.
fn is_hexadecimal_id(key: &str) -> bool {
    key.len() >= 16
        && key.bytes().all(|digit| digit.is_ascii_hexdigit())
        && key.bytes().any(|digit| digit.is_ascii_digit())
}

/// Two or three capitals each, all of one length.
fn are_codes<'k>(mut keys: impl Iterator<Item = &'k String>) -> bool {
    let mut length = None;
    keys.all(|key| {
        let is_code =
            (2..=3).contains(&key.len()) && key.bytes().all(|letter| letter.is_ascii_uppercase());
        is_code && *length.get_or_insert(key.len()) == key.len()
    })
}
