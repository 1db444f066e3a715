//! Several forms of one body.
//!
//! The objects that one operation was seen to send come from several places: its own body, saved requests, requests in
//! its description. One rule holds for all of them:
//!
//! - two objects that share a member are samples of one form, and what one of them lacks is optional;
//! - objects that share none, not even through a third one, are different forms.
//!
//! So `{link}` and `{provider, id}` are two forms, and one object with all three members makes them one again. The rule
//! looks at sets of names alone, so that it does not depend on the order in which they come.

use super::{MemberShape, Shape, Source};

/// The forms of a body so far. Each is a shape with an object component; no two of them share a member.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Forms {
    forms: Vec<Shape>,
    /// The objects without members, which are no form.
    empty: Option<Shape>,
}

impl Forms {
    /// Adds an object that was sent: it is a sample of the form that it shares a member with, or a new form. Forms that
    /// it all has members of become one. What is no object is left out.
    pub fn add(&mut self, body: Shape) {
        match body.object.as_deref() {
            None => {}
            Some(object) if object.members.is_empty() => {
                self.empty.get_or_insert_default().join(body);
            }
            Some(_) => {
                let (place, mut form) = self.take(&body);
                form.join(body);
                self.forms.insert(place, form);
            }
        }
    }

    /// Adds the forms that a text shows. Their values are often words, too (`"ID"`), so that they tell of members and of
    /// what is required, but nothing of the values of members that were seen.
    pub fn describe(&mut self, described: Forms) {
        for body in described.forms {
            let (place, mut form) = self.take(&body);
            let known = form.object.get_or_insert_default();
            let object = body.object.unwrap_or_default();
            for (name, mut member) in object.members {
                let is_seen = |known: &MemberShape| !known.shape.is_bottom();
                if known.members.get(&name).is_some_and(is_seen) {
                    member.shape = Shape::default().from_source(Source::Description);
                }
                known.members.entry(name).or_default().join(member);
            }
            known.tally.join(object.tally);
            self.forms.insert(place, form);
        }
    }

    /// Adds an object that makes no form, such as one that was refused: it widens the form that it shares a member with,
    /// or else the first.
    pub fn widen(&mut self, body: Shape) {
        let shared = self.forms.iter().position(|form| shares(form, &body));
        match self.forms.get_mut(shared.unwrap_or_default()) {
            Some(form) => form.join(body),
            None => self.add(body),
        }
    }

    /// Whether the object would be a form of its own.
    pub fn is_new(&self, body: &Shape) -> bool {
        !self.forms.iter().any(|form| shares(form, body))
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.forms.len()
    }

    /// Leaves out the forms of which `is_kept` is false, but not the first.
    pub fn retain(&mut self, is_kept: impl Fn(&Shape) -> bool) {
        let mut is_first = true;
        self.forms
            .retain(|form| std::mem::take(&mut is_first) || is_kept(form));
    }

    /// All of it as one object, of which nothing is required.
    #[must_use]
    pub fn into_one(self) -> Shape {
        let mut one: Shape = self.forms.into_iter().chain(self.empty).collect();
        let object = one.object.iter_mut();
        let members = object.flat_map(|object| object.members.values_mut());
        members.for_each(|member| member.required = None);
        one
    }

    /// Alternatives where there are several forms, else one object. A form's only member is required, for nothing is left
    /// of the form without it; unless an object without members was seen.
    #[must_use]
    pub fn into_shape(self) -> Shape {
        if self.forms.len() < 2 || self.is_map() {
            return self.into_one();
        }
        let is_empty_seen = self.empty.is_some();
        let forms = self.forms.into_iter().map(|mut form| {
            let object = form.object.get_or_insert_default();
            let is_small = object.members.len() == 1;
            if let Some((_, only)) = object.members.first_mut().filter(|_| is_small) {
                only.required = Some(!is_empty_seen);
            }
            form.into_alternative()
        });
        forms.collect()
    }

    /// Whether the names are keys of a map, which tell nothing.
    fn is_map(&self) -> bool {
        let mut all: Shape = self.forms.iter().cloned().collect();
        all.detect_maps();
        all.object.is_some_and(|object| object.map.is_some())
    }

    /// Takes out the forms that share a member with `body`, as one, and gives the place for it.
    fn take(&mut self, body: &Shape) -> (usize, Shape) {
        let (shared, others): (Vec<_>, Vec<_>) = std::mem::take(&mut self.forms)
            .into_iter()
            .enumerate()
            .partition(|(_, form)| shares(form, body));
        let place = shared.first().map_or(others.len(), |(place, _)| *place);
        self.forms = others.into_iter().map(|(_, form)| form).collect();
        (place, shared.into_iter().map(|(_, form)| form).collect())
    }
}

/// Whether two objects have a member in common.
fn shares(left: &Shape, right: &Shape) -> bool {
    let (Some(left), Some(right)) = (&left.object, &right.object) else {
        return false;
    };
    left.members
        .keys()
        .any(|name| right.members.contains_key(name))
}

#[cfg(test)]
mod tests;
