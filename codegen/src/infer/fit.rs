//! Whether a value is in a shape.

use super::format::has_format;
use super::observe::integer_of;
use super::placeholder::placeholder_shape;
use super::sample::parse_sample;
use super::shape::Component;
use super::{IntegerShape, MemberShape, ObjectShape, Sample, Shape, TextShape, Values};

impl Shape {
    /// Whether the shape, as a set, holds the sample. A set is no wider than its evidence: only members that were seen,
    /// integers between the least and the greatest, text with the formats that all texts had, no element in a list
    /// that was always empty. Joining only widens it.
    pub fn fits(&self, sample: &Sample, values: &Values) -> bool {
        Fit {
            values,
            reading: Reading::Set,
        }
        .value(self, sample)
    }

    /// Whether a type made from the shape decodes the sample: as [`Shape::fits`], but members that were not seen are
    /// ignored, a member is required only where two samples or a statement say so, `null` counts as absent, text is any
    /// text, an integer fits the integer type of the range, and where nothing or only null was seen everything decodes.
    pub fn decodes(&self, sample: &Sample, values: &Values) -> bool {
        Fit {
            values,
            reading: Reading::Type,
        }
        .value(self, sample)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    Set,
    Type,
}

#[derive(Clone, Copy)]
struct Fit<'v> {
    values: &'v Values,
    reading: Reading,
}

impl Fit<'_> {
    fn value(self, shape: &Shape, sample: &Sample) -> bool {
        let is_unknown = || {
            let mut components = shape.components();
            components.all(|component| component == Component::Null) && shape.reference.is_none()
        };
        if shape.any.is_some() || (self.reading == Reading::Type && is_unknown()) {
            return true;
        }
        match sample {
            Sample::Null => shape.null.is_some(),
            Sample::Boolean(_) => shape.boolean.is_some(),
            Sample::Number(text) => match integer_of(text) {
                Some(integer) => {
                    shape.float.is_some()
                        || shape
                            .integer
                            .as_ref()
                            .is_some_and(|known| self.integer(known, &integer))
                }
                None => shape.float.is_some(),
            },
            Sample::Text(text) => self.quoted(shape, text),
            Sample::Bare(text) => self.bare(shape, text),
            Sample::List(elements) => shape.list.as_ref().is_some_and(|list| {
                elements
                    .iter()
                    .all(|element| self.value(&list.element, element))
            }),
            Sample::Object(members) => {
                let components = shape.object.as_deref().into_iter();
                let alternatives = shape
                    .alternatives
                    .iter()
                    .filter_map(|alternative| alternative.object.as_deref());
                components
                    .chain(alternatives)
                    .any(|object| self.object(object, members))
            }
        }
    }

    fn integer(self, known: &IntegerShape, seen: &IntegerShape) -> bool {
        let (least, greatest) = match self.reading {
            Reading::Set => (known.least, known.greatest),
            Reading::Type
                if known.least >= i64::MIN.into() && known.greatest <= i64::MAX.into() =>
            {
                (i64::MIN.into(), i64::MAX.into())
            }
            Reading::Type if known.least >= 0 && known.greatest <= u64::MAX.into() => {
                (0, u64::MAX.into())
            }
            Reading::Type => return true,
        };
        known.huge || (!seen.huge && seen.least >= least && seen.greatest <= greatest)
    }

    fn quoted(self, shape: &Shape, text: &str) -> bool {
        if let Some(placeholder) = placeholder_shape(text) {
            let is_known = |named| shape.components().any(|known| known == named);
            return placeholder.components().all(is_known)
                && match (&placeholder.text, &shape.text) {
                    (Some(named), Some(known)) => {
                        self.reading == Reading::Type || known.formats.is_subset(&named.formats)
                    }
                    _ => true,
                };
        }
        let Some(known) = &shape.text else {
            return false;
        };
        let filled = if text.contains("{{") {
            self.values.fill(text)
        } else {
            vec![text.to_owned()]
        };
        if filled.is_empty() {
            return self.reading == Reading::Type || known.formats.is_empty();
        }
        filled.iter().all(|text| self.text(known, text))
    }

    fn text(self, known: &TextShape, text: &str) -> bool {
        self.reading == Reading::Type || known.formats.iter().all(|format| has_format(text, format))
    }

    /// Bare text fits when each of its known values does; without any, only where anything does, or where a type is
    /// asked for: then there is no value that could fail.
    fn bare(self, shape: &Shape, text: &str) -> bool {
        let filled = self.values.fill(text);
        let is_open = self.reading == Reading::Type;
        (!filled.is_empty() || is_open)
            && filled
                .iter()
                .all(|text| parse_sample(text).map_or(is_open, |sample| self.value(shape, &sample)))
    }

    fn object(self, object: &ObjectShape, members: &[(String, Sample)]) -> bool {
        if let Some(map) = &object.map {
            return members.iter().all(|(_, value)| self.value(map, value));
        }
        let required = object
            .members
            .values()
            .filter(|member| self.is_required(object, member))
            .count();
        let mut present = 0;
        for (name, value) in members {
            let fits = match object.members.get(name) {
                None => self.reading == Reading::Type,
                Some(member) => {
                    let is_required = self.is_required(object, member);
                    present += usize::from(is_required);
                    let is_absent =
                        self.reading == Reading::Type && !is_required && *value == Sample::Null;
                    is_absent || self.value(&member.shape, value)
                }
            };
            if !fits {
                return false;
            }
        }
        present == required
    }

    fn is_required(self, object: &ObjectShape, member: &MemberShape) -> bool {
        match self.reading {
            Reading::Set => object.always_has(member),
            Reading::Type => {
                let is_shown = member.tally == object.tally && object.tally.seen >= 2;
                member.shape.null.is_none() && object.stated(member).unwrap_or(is_shown)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(text: &str) -> Sample {
        parse_sample(text).expect("a sample")
    }

    fn shape(samples: &[&str]) -> Shape {
        let samples: Vec<Sample> = samples.iter().map(|text| sample(text)).collect();
        Shape::of_samples(&samples, &Values::default())
    }

    fn decodes(samples: &[&str], other: &str) -> bool {
        shape(samples).decodes(&sample(other), &Values::default())
    }

    fn fits(samples: &[&str], other: &str) -> bool {
        shape(samples).fits(&sample(other), &Values::default())
    }

    #[test]
    fn a_set_is_no_wider_than_its_evidence() {
        assert!(fits(&["[1, 5]"], "[3]") && !fits(&["[1, 5]"], "[6]"));
        assert!(fits(&["[]"], "[]") && !fits(&["[]"], "[1]"));
        assert!(fits(&[r#"{"a": 1}"#, "{}"], "{}") && !fits(&[r#"{"a": 1}"#], "{}"));
        assert!(!fits(&["{}"], r#"{"a": 1}"#));
        assert!(!fits(&[r#""2020-01-01""#], r#""x""#));
    }

    #[test]
    fn a_type_is_as_wide_as_what_is_made_of_it() {
        assert!(decodes(&["[1, 5]"], "[6]") && !decodes(&["[1, 5]"], "[9223372036854775808]"));
        assert!(decodes(&["9223372036854775808"], "1") && !decodes(&["9223372036854775808"], "-1"));
        assert!(decodes(&["[]"], r#"[1, "x", null]"#) && decodes(&["[null]"], "[1]"));
        assert!(decodes(&["{}"], r#"{"a": 1}"#));
        assert!(decodes(&[r#""2020-01-01""#], r#""x""#));
        assert!(!decodes(&["1"], "1.5") && decodes(&["1.5"], "1"));
        assert!(decodes(&["1"], "{{unknown}}"));
    }

    #[test]
    fn one_sample_does_not_make_a_member_required() {
        assert!(decodes(&[r#"{"a": 1}"#], "{}"));
        assert!(decodes(&[r#"{"a": 1}"#], r#"{"a": null}"#));
        assert!(!decodes(&[r#"[{"a": 1}, {"a": 2}]"#], "[{}]"));
        assert!(decodes(&[r#"[{"a": 1}, {"a": null}]"#], "[{}]"));
    }

    #[test]
    fn a_placeholder_fits_the_type_that_it_names() {
        assert!(fits(&[r#""<integer>""#], r#""<integer>""#));
        assert!(decodes(&["1"], r#""<integer>""#) && !decodes(&["1"], r#""<string>""#));
        assert!(!decodes(&[r#""<integer>""#], r#""1""#));
    }
}
