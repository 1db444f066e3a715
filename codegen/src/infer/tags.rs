//! Objects whose kind one of their members names.
//!
//! Lists often hold things of several kinds, each with members of its own: `{"type": "photo", "url": …}` beside
//! `{"type": "poll", "options": …}`. Joined they would be one object of which nearly everything is optional. They are
//! alternatives by a tag instead, on clear evidence only, for a struct that is split without need is harder to use:
//!
//! 1. a member of all objects has a name that speaks of a kind (`type`, `kind`, `event`, `object`, `class`, also at the
//!    end of a longer name), and all its values are words;
//! 2. it has two values or more, and one of them in two objects at least;
//! 3. each value has a member of its own, which all its objects have and no object of another value;
//! 4. the members of two values are different for the most part: over all pairs of values, a third of the members at
//!    most are common to both.
//!
//! Of several such members it is the one with the fewest values, then the first by name. Members that are null count as
//! absent. The rule looks at all samples of a place at once and at sets alone, so that their order does not matter.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToSnakeCase;

use super::{MemberShape, ObjectShape, Sample, Shape, Values};

/// The last words of names that speak of a kind.
const KINDS: [&str; 6] = ["type", "typename", "kind", "event", "object", "class"];

/// The longest value of a tag, in bytes.
const VALUE_LIMIT: usize = 40;

/// As many values as a tag may have; more are names, not kinds.
const VALUE_COUNT: usize = 32;

/// The objects of one place by the value of their tag.
type Groups<'s> = BTreeMap<&'s str, Vec<&'s Sample>>;

impl Shape {
    /// Whether [`Shape::split_by_tag`] could find something, as far as the shape alone can tell.
    pub fn may_split_by_tag(&self) -> bool {
        let object = self.object.as_deref();
        object.is_some_and(may_split) || self.inner().any(Self::may_split_by_tag)
    }

    /// Turns objects of several kinds into alternatives, everywhere in the shape. `samples` are those that the shape is
    /// the join of; a place of which the shape knows more stays as it is.
    pub fn split_by_tag(&mut self, samples: &[&Sample], values: &Values) {
        if let Some(list) = &mut self.list {
            let lists = samples.iter().filter_map(|sample| match sample {
                Sample::List(elements) => Some(elements),
                _ => None,
            });
            let elements: Vec<&Sample> = lists.flatten().collect();
            list.element.split_by_tag(&elements, values);
        }
        let Some(object) = &mut self.object else {
            return;
        };
        let is_object = |sample: &&Sample| matches!(sample, Sample::Object(_));
        let objects: Vec<&Sample> = samples.iter().copied().filter(is_object).collect();
        let is_whole = u32::try_from(objects.len()) == Ok(object.tally.seen);
        if let Some((tag, groups)) = tag(object, &objects).filter(|_| is_whole) {
            self.object = None;
            for (value, objects) in groups {
                self.join_alternative(alternative(&tag, value, &objects, values));
            }
        } else {
            object.split_members_by_tag(&objects, values);
        }
    }
}

impl ObjectShape {
    fn split_members_by_tag(&mut self, objects: &[&Sample], values: &Values) {
        let members = self.members.iter_mut();
        for (name, member) in members.filter(|(_, member)| member.shape.may_split_by_tag()) {
            let inner = objects.iter().flat_map(|object| members_of(object));
            let inner = inner.filter(|(inner, _)| inner == name);
            let inner: Vec<&Sample> = inner.map(|(_, value)| value).collect();
            member.shape.split_by_tag(&inner, values);
        }
    }
}

/// The shape of the objects whose tag has this value.
fn alternative(tag: &str, value: &str, objects: &[&Sample], values: &Values) -> Shape {
    let mut shape = Shape::default();
    for object in objects {
        shape.observe(object, values);
    }
    if let Some(object) = &mut shape.object {
        object.split_members_by_tag(objects, values);
        let tag = object.members.get_mut(tag);
        if let Some(text) = tag.and_then(|tag| tag.shape.text.as_mut()) {
            text.values = Some(vec![value.to_owned()]);
        }
    }
    shape
}

/// Whether the object could be split: it has a member that may be a tag, and several that some objects lack.
fn may_split(object: &ObjectShape) -> bool {
    let members = object.members.values();
    let rare = members.filter(|member| member.tally < object.tally);
    object.tally.seen >= 3 && rare.take(2).count() == 2 && candidates(object).next().is_some()
}

/// The members that may be tags by their name and kind.
fn candidates(object: &ObjectShape) -> impl Iterator<Item = &str> {
    let is_candidate = |(name, member): &(&String, &MemberShape)| {
        let of_text = Shape {
            text: member.shape.text.clone(),
            sources: member.shape.sources,
            ..Shape::default()
        };
        let snake = name.to_snake_case();
        let last = snake.rsplit('_').next().unwrap_or_default();
        member.tally == object.tally && KINDS.contains(&last) && member.shape == of_text
    };
    let members = object.members.iter().filter(is_candidate);
    members.map(|(name, _)| name.as_str())
}

/// The member that tells the kind of the objects, and the objects by its value.
fn tag<'s>(object: &ObjectShape, objects: &[&'s Sample]) -> Option<(String, Groups<'s>)> {
    if !may_split(object) {
        return None;
    }
    let found = candidates(object).filter_map(|name| {
        let groups = groups(name, objects)?;
        is_clear(name, &groups).then_some((groups.len(), name, groups))
    });
    let (_, name, groups) = found.min_by_key(|(count, name, _)| (*count, *name))?;
    Some((name.to_owned(), groups))
}

/// The objects by the value of a member; `None` when one of the values is no word.
fn groups<'s>(tag: &str, objects: &[&'s Sample]) -> Option<Groups<'s>> {
    let mut groups = Groups::new();
    for object in objects {
        let member = members_of(object).iter().find(|(name, _)| name == tag);
        let Some((_, Sample::Text(value))) = member else {
            return None;
        };
        if !is_word(value) {
            return None;
        }
        groups.entry(value).or_default().push(object);
    }
    (2..=VALUE_COUNT).contains(&groups.len()).then_some(groups)
}

/// Letters, digits and the marks inside names, beginning with a letter.
fn is_word(value: &str) -> bool {
    let is_inner = |c: char| c.is_ascii_alphanumeric() || "_-.:/".contains(c);
    value.len() <= VALUE_LIMIT
        && value.starts_with(|c: char| c.is_ascii_alphabetic())
        && value.chars().all(is_inner)
}

/// Whether the values tell objects apart that have little in common.
fn is_clear(tag: &str, groups: &Groups<'_>) -> bool {
    let kinds: Vec<Kind<'_>> = groups
        .values()
        .map(|objects| Kind::of(tag, objects))
        .collect();
    let objects: usize = groups.values().map(Vec::len).sum();
    let (mut common, mut all) = (0, 0);
    for (index, kind) in kinds.iter().enumerate() {
        for other in kinds.iter().skip(index + 1) {
            common += kind.ever.intersection(&other.ever).count();
            all += kind.ever.union(&other.ever).count();
        }
    }
    let has_own = |kind: &Kind<'_>| {
        let others = || kinds.iter().filter(|other| !std::ptr::eq(*other, kind));
        let is_own = |name: &&str| others().all(|other| !other.ever.contains(name));
        kind.always.iter().any(is_own)
    };
    groups.len() < objects && common * 3 <= all && kinds.iter().all(has_own)
}

/// The names of the members of some objects, without their tag and without what is null.
struct Kind<'s> {
    /// Those that all have.
    always: BTreeSet<&'s str>,
    /// Those that one has.
    ever: BTreeSet<&'s str>,
}

impl<'s> Kind<'s> {
    fn of(tag: &str, objects: &[&'s Sample]) -> Self {
        let names = |object: &&'s Sample| -> BTreeSet<&'s str> {
            let members = members_of(object).iter();
            let members = members.filter(|(name, value)| name != tag && *value != Sample::Null);
            members.map(|(name, _)| name.as_str()).collect()
        };
        let mut sets = objects.iter().map(names);
        let always = sets.next().unwrap_or_default();
        let mut kind = Self {
            ever: always.clone(),
            always,
        };
        for set in sets {
            kind.always.retain(|name| set.contains(name));
            kind.ever.extend(set);
        }
        kind
    }
}

/// The members of an object.
fn members_of(sample: &Sample) -> &[(String, Sample)] {
    match sample {
        Sample::Object(members) => members,
        _ => &[],
    }
}

#[cfg(test)]
mod tests;
