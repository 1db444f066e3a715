//! How well types hold for what was not seen: those inferred from all samples of an answer but one, against that one.

use std::fs;
use std::io;
use std::path::Path;

use postwright::diagnostic::Diagnostics;
use postwright::infer::{Sample, Shape, Values, parse_sample};
use postwright::ir::{Direction, Origin, ResourceId, Status};
use postwright::lower::types::{Options, Position, Role, Types};
use serde_json::json;

use crate::model;
use crate::outcome::Outcome;

/// How many left-out samples there were, and how many decode.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Rate {
    pub(crate) tried: usize,
    pub(crate) decoded: usize,
}

/// Leaves out each sample of each answer that has several different ones; the samples go to `export`, one answer a line,
/// so that other generators can be asked the same.
pub(crate) fn rate(outcomes: &[Outcome], export: &Path) -> io::Result<Rate> {
    let mut rate = Rate::default();
    let mut lines = String::new();
    for outcome in outcomes {
        let Ok(read) = &outcome.read else { continue };
        for operation in &read.api.operations {
            for case in &operation.responses {
                let samples = different(&case.samples);
                if samples.len() < 2 {
                    continue;
                }
                let decoded = decoded(&samples);
                rate.tried += samples.len();
                rate.decoded += decoded.iter().filter(|decodes| **decodes).count();
                let line = json!({
                    "collection": outcome.config.collection,
                    "item": operation.origin.path,
                    "status": case.status.code(),
                    "samples": samples,
                    "decoded": decoded,
                });
                lines.push_str(&line.to_string());
                lines.push('\n');
            }
        }
    }
    fs::write(export, lines)?;
    Ok(rate)
}

/// A sample that was saved twice says nothing about what was not seen.
fn different(samples: &[String]) -> Vec<&String> {
    let mut different: Vec<&String> = Vec::new();
    for sample in samples {
        if !different.contains(&sample) {
            different.push(sample);
        }
    }
    different
}

fn decoded(texts: &[&String]) -> Vec<bool> {
    let values = Values::default();
    let samples: Vec<Sample> = texts
        .iter()
        .filter_map(|text| parse_sample(text).ok())
        .collect();
    (0..samples.len())
        .map(|left_out| {
            let others = samples.iter().enumerate();
            let others = others.filter(|(index, _)| *index != left_out);
            let shape = Shape::of_samples(others.map(|(_, sample)| sample), &values);
            let mut types = Types::new(Options::default());
            let type_ref = types.lower(&shape, &answer());
            let types = types.finish(&mut Diagnostics::default());
            let text = texts.get(left_out);
            text.is_some_and(|text| model::decodes(&types, &type_ref, text))
        })
        .collect()
}

/// Where an answer stands; its names do not matter here.
fn answer() -> Position {
    Position {
        home: ResourceId::ROOT,
        direction: Direction::Decode,
        folder: String::new(),
        operation: "Get".to_owned(),
        role: Role::Response(Status::Code(200)),
        origin: Origin::default(),
    }
}
