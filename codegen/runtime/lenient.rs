//! Answers of which some values do not fit their types: those are left out and listed, the rest is read.

use std::fmt;
use std::ops::Range;

use serde_json::Value;

use super::error::{Error, masked};
use super::json_path::{self, Place, Step};
use super::response::Answer;

/// How many bytes are read again at most, so that no answer keeps the processor busy.
const WORK: usize = 1 << 30;

/// A value of an answer that did not fit its type and was left out.
#[derive(Clone)]
pub struct Misfit {
    steps: Vec<Step>,
    value: Value,
    reason: String,
}

impl Misfit {
    /// Where it stands in the answer, such as `users[3].id`.
    pub fn path(&self) -> String {
        json_path::display(self.steps.iter())
    }

    /// The value as it came.
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// Why it did not fit; names no value.
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`: {}", self.path(), self.reason)
    }
}

/// The value is left out: it may be a secret.
impl fmt::Debug for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Misfit")
            .field("path", &self.path())
            .field("reason", &self.reason)
            .finish_non_exhaustive()
    }
}

/// An answer being decoded. While its JSON fits, this is the body and nothing else.
pub(super) struct Reading<'a> {
    answer: &'a Answer,
    text: &'a str,
    repair: Option<Repair>,
}

impl<'a> Reading<'a> {
    /// An answer and its body as text.
    pub(super) fn new(answer: &'a Answer, text: &'a str) -> Self {
        Self {
            answer,
            text,
            repair: None,
        }
    }

    /// The JSON to decode.
    pub(super) fn text(&self) -> &str {
        match &self.repair {
            Some(repair) => &repair.text,
            None => self.text,
        }
    }

    /// Leaves out the value that failed to decode, so that the rest can be tried.
    ///
    /// # Errors
    ///
    /// When the answer is not to be read leniently, is no JSON, or does not fit as a whole.
    pub(super) fn leave_out(&mut self, error: serde_json::Error) -> Result<(), Error> {
        if !self.answer.is_lenient() {
            return Err(Error::decode_of(self.answer, &error));
        }
        let repair = self.repair.get_or_insert_with(|| Repair::new(self.text));
        if error.is_data() && repair.leave_out(&error) {
            repair.first.get_or_insert(error);
            return Ok(());
        }
        let first = repair.first.take().unwrap_or(error);
        Err(Error::decode_of(self.answer, &first))
    }

    /// Lists what was left out.
    pub(super) fn finish(self) {
        if let Some(repair) = self.repair {
            self.answer.list_misfits(repair.finish(self.text));
        }
    }
}

/// JSON of which values are left out.
struct Repair {
    text: String,
    /// What the untouched text failed with.
    first: Option<serde_json::Error>,
    /// What was left out, by its way in the untouched text, and why.
    left_out: Vec<(Vec<Step>, String)>,
    /// The ways of elements that are no longer there, in the order in which they stood.
    removed: Vec<Vec<Step>>,
    /// How many bytes were read again.
    read: usize,
}

impl Repair {
    fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            first: None,
            left_out: Vec::new(),
            removed: Vec::new(),
            read: 0,
        }
    }

    /// Puts null in place of the value that did not fit. Where null does not fit either, an element of a list goes, and
    /// with a member that must be there the object that holds it. `false` when nothing would be left.
    fn leave_out(&mut self, error: &serde_json::Error) -> bool {
        self.read = self.read.saturating_add(self.text.len());
        let mut places = json_path::places(self.text.as_bytes(), error.line(), error.column());
        if self.read > WORK {
            return false;
        }
        while let Some(place) = places.last() {
            let value = value_at(self.text.as_bytes(), place.start);
            let is_null = self.text.get(value.clone()) == Some("null");
            if !is_null {
                self.text.replace_range(value, "null");
                self.note(&places, error);
                return true;
            }
            if let Step::Index(_) = place.step {
                let element = with_comma(self.text.as_bytes(), value);
                let steps = self.note(&places, error);
                self.text.replace_range(element, "");
                self.removed.push(steps);
                return true;
            }
            places.pop();
        }
        false
    }

    /// Notes what was left out, in place of all that it held.
    fn note(&mut self, places: &[Place], error: &serde_json::Error) -> Vec<Step> {
        let steps = self.original(places);
        let inside = |known: &Vec<Step>| known.starts_with(&steps);
        let first = self.left_out.iter().position(|(known, _)| inside(known));
        let reason = match first.and_then(|index| self.left_out.get(index)) {
            Some((_, reason)) => reason.clone(),
            None => reason(error),
        };
        self.left_out.retain(|(known, _)| !inside(known));
        self.left_out.push((steps.clone(), reason));
        steps
    }

    /// The way in the untouched text, where elements that are gone still count.
    fn original(&self, places: &[Place]) -> Vec<Step> {
        let mut steps: Vec<Step> = Vec::with_capacity(places.len());
        for place in places {
            let step = match &place.step {
                Step::Index(index) => {
                    let mut index = *index;
                    for removed in &self.removed {
                        let (last, before) = match removed.split_last() {
                            Some((Step::Index(last), before)) => (*last, before),
                            _ => continue,
                        };
                        if before == steps && last <= index {
                            index += 1;
                        }
                    }
                    Step::Index(index)
                }
                key @ Step::Key(_) => key.clone(),
            };
            steps.push(step);
        }
        steps
    }

    fn finish(self, body: &str) -> Vec<Misfit> {
        let whole: Value = body.parse().unwrap_or_default();
        let misfit = |(steps, reason): (Vec<Step>, String)| {
            let value = steps.iter().try_fold(&whole, |value, step| match step {
                Step::Key(key) => value.get(unescaped(key)?),
                Step::Index(index) => value.get(index),
            });
            let value = value.cloned().unwrap_or_default();
            Misfit {
                steps,
                value,
                reason,
            }
        };
        self.left_out.into_iter().map(misfit).collect()
    }
}

/// A key as it is meant.
fn unescaped(key: &str) -> Option<String> {
    match format!("\"{key}\"").parse() {
        Ok(Value::String(key)) => Some(key),
        _ => None,
    }
}

/// The message without place and values.
fn reason(error: &serde_json::Error) -> String {
    let text = masked(&error.to_string());
    match text.rsplit_once(" at line ") {
        Some((message, _)) => message.to_owned(),
        None => text,
    }
}

/// The value that begins at `start`, without the space around it.
fn value_at(text: &[u8], start: usize) -> Range<usize> {
    let rest = text.get(start..).unwrap_or_default();
    let space = rest.iter().take_while(|byte| is_space(**byte)).count();
    let start = start + space;
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    let rest = rest.iter().enumerate().skip(space);
    for (index, byte) in rest.map(|(index, byte)| (start - space + index, byte)) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => {
                quoted = !quoted;
                if !quoted && depth == 0 {
                    return start..index + 1;
                }
            }
            _ if quoted => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' | b',' if depth == 0 => return start..index,
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return start..index + 1;
                }
            }
            byte if depth == 0 && is_space(*byte) => return start..index,
            _ => {}
        }
    }
    start..text.len()
}

/// An element with the comma that goes with it.
fn with_comma(text: &[u8], element: Range<usize>) -> Range<usize> {
    let after = text.get(element.end..).unwrap_or_default();
    let space = after.iter().take_while(|byte| is_space(**byte)).count();
    if after.get(space) == Some(&b',') {
        return element.start..element.end + space + 1;
    }
    let before = text.get(..element.start).unwrap_or_default();
    let space = before.iter().rev().take_while(|byte| is_space(**byte));
    let start = element.start - space.count();
    match start.checked_sub(1).and_then(|comma| text.get(comma)) {
        Some(b',') => start - 1..element.end,
        _ => element,
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}
