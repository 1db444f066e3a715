//! Temporary.
#![allow(missing_docs, reason = "temporary")]
use super::{Sample, Shape, Values};
#[derive(Debug, Clone, Default)]
pub struct Remarks { pub required: Option<bool>, pub values: Vec<String>, pub default: Option<String>, pub deprecated: Option<String>, pub text: String }
pub fn remarks(text: &str) -> Remarks { Remarks { text: text.to_owned(), ..Remarks::default() } }
pub fn blocks(_: &str) -> Vec<Sample> { Vec::new() }
#[derive(Debug, Clone, Default)]
pub struct ScriptFacts { pub statuses: Vec<u16>, pub response: Option<Shape> }
impl ScriptFacts { pub fn merge(&mut self, _: Self) {} }
pub fn script(_: &str) -> ScriptFacts { ScriptFacts::default() }
pub fn with_alternatives(shape: Shape, _: &[Sample], _: &Values) -> Shape { shape }
