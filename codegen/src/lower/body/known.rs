//! Bodies with what their bare variables are known to hold.

use std::borrow::Cow;

use crate::infer::{self, Sample};
use crate::lower::Lower;
use crate::resolve::{Segment, holds_secret, segments};

impl Lower<'_> {
    /// The sample with a list or an object in the place of a bare variable that holds one: unlike a scalar, it cannot be
    /// filled in when the example is made. What holds a secret stays a variable.
    pub(super) fn with_known<'s>(&self, sample: &'s Sample) -> Cow<'s, Sample> {
        if !has_bare(sample) {
            return Cow::Borrowed(sample);
        }
        Cow::Owned(match sample {
            Sample::Bare(text) => self.composed(text).unwrap_or_else(|| sample.clone()),
            Sample::List(elements) => {
                let elements = elements
                    .iter()
                    .map(|element| self.with_known(element).into_owned());
                Sample::List(elements.collect())
            }
            Sample::Object(members) => {
                let members = members
                    .iter()
                    .map(|(name, value)| (name.clone(), self.with_known(value).into_owned()));
                Sample::Object(members.collect())
            }
            scalar => scalar.clone(),
        })
    }

    /// The list or object that a variable holds.
    fn composed(&self, text: &str) -> Option<Sample> {
        let known = self.values.fill(text).into_iter().next()?;
        let sample = infer::parse_sample(&known).ok()?;
        let is_composed = matches!(sample, Sample::List(_) | Sample::Object(_));
        let is_secret = |segment: Segment<'_>| matches!(segment, Segment::Variable(name) if self.resolved.usage.is_secret(name));
        let is_open = !segments(text).into_iter().any(is_secret) && !holds_secret(&known);
        (is_composed && is_open).then_some(sample)
    }
}

/// Whether a bare variable stands anywhere in a sample.
fn has_bare(sample: &Sample) -> bool {
    match sample {
        Sample::Bare(_) => true,
        Sample::List(elements) => elements.iter().any(has_bare),
        Sample::Object(members) => members.iter().any(|(_, value)| has_bare(value)),
        _ => false,
    }
}
