//! Bodies with what their bare variables are known to hold.

use std::borrow::Cow;

use crate::infer::{self, Sample};
use crate::lower::Lower;
use crate::resolve::{holds_secret, variables_of};

impl Lower<'_> {
    /// The sample with a list or an object in the place of a bare variable that holds one: unlike a scalar, it cannot be
    /// filled in when the example is made. What holds a secret stays a variable.
    pub(super) fn with_known<'s>(&self, sample: &'s Sample) -> Cow<'s, Sample> {
        if !sample.has_bare() {
            return Cow::Borrowed(sample);
        }
        let known = |text: &str| {
            let composed = self.composed(text);
            composed.unwrap_or_else(|| Sample::Bare(text.to_owned()))
        };
        Cow::Owned(sample.replace_bare(&known))
    }

    /// The list or object that a variable holds.
    fn composed(&self, text: &str) -> Option<Sample> {
        let known = self.values.fill(text).into_iter().next()?;
        let sample = infer::parse_sample(&known).ok()?;
        let is_composed = matches!(sample, Sample::List(_) | Sample::Object(_));
        let is_secret = |name| self.resolved.usage.is_secret(name);
        let is_open = !variables_of(text).any(is_secret) && !holds_secret(&known);
        (is_composed && is_open).then_some(sample)
    }
}
