//! Answers: saved responses, scripts and hints, by status.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Lower;
use super::context::Context;
use super::hint::ResponseHints;
use super::types::{Position, Role};
use super::{docs, round_trip, saved};
use crate::hints::MemberHint;
use crate::infer::{self, Definitions, Sample, Shape};
use crate::ir::{
    Direction, Docs, Origin, Output, OutputCase, ResponseBody, ResponseCase, SavedAnswer, Status,
    Stream,
};
use crate::markdown;
use crate::postman::SavedResponse;
use crate::resolve::ResolvedRequest;

/// What is known of one status.
#[derive(Default)]
struct Case<'q> {
    saved: Vec<&'q SavedResponse>,
    /// A script expects the status.
    expected: bool,
    /// What scripts state of the body, and the definitions that this refers to.
    stated: Option<(Shape, Definitions)>,
}

/// What the saved bodies of one status are.
#[derive(Default)]
struct Seen {
    /// All that are JSON.
    shape: Option<Shape>,
    /// What the last one is that is not.
    other: Option<ResponseBody>,
    /// Some are events or lines.
    is_streamed: bool,
    /// Those that the round-trip tests read.
    samples: Vec<String>,
}

/// The cases by status, and what a successful call yields.
pub(super) type Answers = (Vec<ResponseCase>, Output);

impl Lower<'_> {
    /// The answers of all operations, by index. Which of several almost equal ones become one type follows from what they
    /// show, not from the collection's order: those that show most come first, for they know best what is required.
    pub(super) fn all_responses(&mut self, requests: &[ResolvedRequest]) -> Vec<Answers> {
        let mut order: Vec<(usize, &ResolvedRequest)> = requests.iter().enumerate().collect();
        order.sort_by_cached_key(|(_, request)| {
            let bodies = request.item.responses.iter();
            let bodies = bodies.filter_map(|saved| saved.body.as_ref());
            let shown: usize = bodies.map(String::len).sum();
            let asked = &request.item.request;
            let url = asked.url.to_text_with_variables();
            let name = (request.path.clone(), asked.method.clone(), url);
            (Reverse(shown), name)
        });
        let mut answers: Vec<(usize, Answers)> = Vec::with_capacity(order.len());
        for (index, request) in order {
            let context = self.context(index, request, None);
            answers.push((index, self.responses(&context)));
        }
        answers.sort_by_key(|(index, _)| *index);
        answers.into_iter().map(|(_, answers)| answers).collect()
    }

    /// The cases by status, and what a successful call yields.
    fn responses(&mut self, context: &Context<'_>) -> Answers {
        let mut cases: BTreeMap<Status, Case<'_>> = BTreeMap::new();
        for response in &context.request.item.responses {
            cases
                .entry(status_of(response))
                .or_default()
                .saved
                .push(response);
        }
        let facts = self
            .facts
            .get(context.operation)
            .cloned()
            .unwrap_or_default();
        for status in &facts.statuses {
            let status = Status::Code(*status);
            cases.entry(status).or_default().expected = true;
        }
        for status in context.hinted_statuses() {
            cases.entry(status).or_default();
        }
        if let Some(stated) = facts.stated() {
            state(&mut cases, stated);
        }
        let lowered: Vec<ResponseCase> = cases
            .into_iter()
            .map(|(status, mut case)| {
                // What a call decodes comes first, for mocks answer with it.
                case.saved.sort_by_key(|saved| stream_of(saved).is_some());
                self.case(status, &case, context)
            })
            .collect();
        let output = self.output(&lowered, &context.at);
        (lowered, output)
    }

    fn case(&mut self, status: Status, case: &Case<'_>, context: &Context<'_>) -> ResponseCase {
        let is_open = case.stated.is_none() && !case.saved.iter().copied().any(has_body);
        let hint = context.response_hints(status, is_open);
        let stream = case.saved.iter().copied().find_map(stream_of);
        let (body, mut samples) = if hint.empty {
            (ResponseBody::Empty, Vec::new())
        } else {
            self.response_body(status, case, hint.schema.as_ref(), context)
        };
        let docs = docs_of(case, &hint);
        let hinted = hint.example.into_iter();
        if self.options.emitted.round_trip && matches!(body, ResponseBody::Json(_)) {
            let stated = hinted
                .clone()
                .filter_map(|text| infer::parse_sample(&text).ok());
            samples.extend(stated.filter_map(|sample| round_trip::of_response(&sample)));
        }
        let hinted = hinted.map(|body| SavedAnswer {
            body,
            ..SavedAnswer::default()
        });
        let examples = hinted.chain(saved::answers(&case.saved)).collect();
        ResponseCase {
            status,
            docs,
            body,
            stream,
            examples,
            samples,
        }
    }

    /// The body of one status, and the saved ones that must be values of it: JSON joined over all samples, else what
    /// the saved responses say of their kind. Where a failure is JSON at one time and a proxy's page at another, JSON is
    /// what a caller decodes, and so it is where a success is JSON or a stream: who wants the stream asks for it.
    fn response_body(
        &mut self,
        status: Status,
        case: &Case<'_>,
        hint: Option<&MemberHint>,
        context: &Context<'_>,
    ) -> (ResponseBody, Vec<String>) {
        let Seen {
            mut shape,
            other,
            is_streamed,
            samples,
        } = self.seen(case, context.origin());
        let mut definitions = Definitions::default();
        if let Some(shape) = &mut shape
            && case.stated.is_none()
        {
            self.split_by_tag(shape, &case.saved);
        }
        if let Some((stated, named)) = &case.stated {
            shape.get_or_insert_default().join(stated.clone());
            definitions.clone_from(named);
        }
        if let Some(shape) = &mut shape {
            definitions.settle(shape);
            definitions.detect_maps();
            shape.detect_maps();
        }
        if let Some(hint) = hint {
            let shape = shape.get_or_insert_default();
            definitions.open(shape);
            if let Some(operation) = context.hint {
                operation.note_unmatched_answer(&status.to_string(), shape);
            }
            hint.lay_over(shape);
        }
        let is_success = !status.is_failure();
        let at = &received(&context.at, status);
        let body = match (shape, other) {
            (Some(_), Some(_)) if is_success => ResponseBody::Unknown,
            (Some(shape), _) => ResponseBody::Json(self.types.lower_with(&shape, definitions, at)),
            (None, Some(other)) => other,
            (None, None) if is_streamed => ResponseBody::Text,
            (None, None) if matches!(status, Status::Code(204 | 205)) => ResponseBody::Empty,
            (None, None) => ResponseBody::Unknown,
        };
        (body, samples)
    }

    /// Reads the saved bodies of one status.
    fn seen(&mut self, case: &Case<'_>, origin: &Origin) -> Seen {
        let mut seen = Seen::default();
        for saved in &case.saved {
            let text = saved.body.as_deref().unwrap_or_default();
            if text.trim().is_empty() {
                continue;
            }
            match infer::parse_sample(text) {
                Ok(sample) if is_json(saved, &sample) => {
                    let shape = seen.shape.get_or_insert_default();
                    shape.observe(&sample, &self.values);
                    if self.options.emitted.round_trip {
                        seen.samples.extend(round_trip::of_response(&sample));
                    }
                }
                _ if is_binary(saved) => seen.other = Some(ResponseBody::Bytes),
                _ if stream_of(saved).is_some() => seen.is_streamed = true,
                read => {
                    if read.is_err() && says_json(saved) {
                        let place = origin.place.member("response").element(saved.index);
                        self.report_broken(place.member("body"), "saved body", origin);
                    }
                    seen.other = Some(ResponseBody::Text);
                }
            }
        }
        seen
    }

    /// Tells kinds of objects apart, which takes all samples at once: they are read again where it may be of use.
    fn split_by_tag(&self, shape: &mut Shape, saved: &[&SavedResponse]) {
        if !shape.may_split_by_tag() {
            return;
        }
        let read = |saved: &&SavedResponse| {
            let sample = infer::parse_sample(saved.body.as_deref()?).ok()?;
            is_json(saved, &sample).then_some(sample)
        };
        let samples: Vec<Sample> = saved.iter().filter_map(read).collect();
        let samples: Vec<&Sample> = samples.iter().collect();
        shape.split_by_tag(&samples, &self.values);
    }

    /// What a success yields: one body, or an enum by status where bodies differ.
    fn output(&mut self, cases: &[ResponseCase], at: &Position) -> Output {
        let mut kinds: Vec<OutputCase> = Vec::new();
        for case in cases.iter().filter(|case| case.status.is_success()) {
            let Some(status) = case.status.code() else {
                continue;
            };
            match kinds.iter_mut().find(|kind| kind.body == case.body) {
                Some(kind) => kind.statuses.push(status),
                None => kinds.push(OutputCase {
                    statuses: vec![status],
                    body: case.body.clone(),
                }),
            }
        }
        let known = kinds
            .iter()
            .filter(|kind| kind.body != ResponseBody::Unknown)
            .count();
        match kinds.as_slice() {
            [] => Output::One(ResponseBody::Unknown),
            [only] => Output::One(only.body.clone()),
            _ if known == 0 => Output::One(ResponseBody::Unknown),
            _ => Output::ByStatus(self.types.by_status(kinds, &received(at, Status::Unknown))),
        }
    }
}

/// The position of the answers with a status to the operation at `at`.
fn received(at: &Position, status: Status) -> Position {
    Position {
        direction: Direction::Decode,
        role: Role::Response(status),
        ..at.clone()
    }
}

/// What an answer means: by its own hint, else by the name of a saved one, else by a hint for many answers; and who states
/// it.
fn docs_of(case: &Case<'_>, hint: &ResponseHints) -> Docs {
    let mut names = case.saved.iter().map(|saved| saved.name.trim());
    let name = names.find(|name| !name.is_empty());
    let mut docs = match (&hint.description, name, &hint.shared_description) {
        (Some(description), _, _) | (None, None, Some(description)) => {
            docs::described(Some(description), String::new)
        }
        (None, name, _) => Docs::sentence(name.map(markdown::line).unwrap_or_default()),
    };
    let is_hinted = hint.schema.is_some() || hint.empty;
    docs.evidence.extend(docs::evidence([
        (case.expected, "A test script expects it."),
        (case.stated.is_some(), "A test script states the body."),
        (is_hinted, "The hints state the body."),
    ]));
    docs
}

/// The status of a saved response.
pub(super) fn status_of(saved: &SavedResponse) -> Status {
    saved.code.map_or(Status::Unknown, Status::Code)
}

fn has_body(saved: &SavedResponse) -> bool {
    let body = saved.body.as_deref();
    body.is_some_and(|body| !body.trim().is_empty())
}

/// Puts what scripts say of the body where it belongs: to the only success that is known, else to 200.
fn state(cases: &mut BTreeMap<Status, Case<'_>>, stated: (Shape, Definitions)) {
    let success = cases.keys().copied().find(|status| status.is_success());
    cases
        .entry(success.unwrap_or(Status::Code(200)))
        .or_default()
        .stated = Some(stated);
}

/// JSON by its look; a lone word or number only where the response says that it is JSON.
fn is_json(saved: &SavedResponse, sample: &Sample) -> bool {
    match sample {
        Sample::Object(_) | Sample::List(_) => true,
        Sample::Bare(_) => false,
        _ => says_json(saved),
    }
}

/// How a body is written that is a stream of several values: by its type, else by its look.
fn stream_of(saved: &SavedResponse) -> Option<Stream> {
    let text = saved.body.as_deref()?.trim();
    let says_events = || content_type(saved).is_some_and(|value| value.contains("event-stream"));
    let is_event = |line: &str| {
        let mut starts = ["data:", "event:", "id:", "retry:", ":"].into_iter();
        line.is_empty() || starts.any(|start| line.starts_with(start))
    };
    let is_value = |line: &str| line.trim().is_empty() || infer::parse_sample(line).is_ok();
    match text.chars().next()? {
        '{' | '[' | '"' => {
            let is_stream = text.contains('\n') && text.lines().all(is_value);
            is_stream.then_some(Stream::Lines)
        }
        _ => {
            let has_data = || text.lines().any(|line| line.starts_with("data:"));
            let looks_so = || has_data() && text.lines().all(is_event);
            (says_events() || looks_so()).then_some(Stream::Events)
        }
    }
}

fn says_json(saved: &SavedResponse) -> bool {
    saved.language.as_deref() == Some("json")
        || content_type(saved).is_some_and(|value| value.contains("json"))
}

fn is_binary(saved: &SavedResponse) -> bool {
    content_type(saved).is_some_and(|value| {
        [
            "image/",
            "audio/",
            "video/",
            "octet-stream",
            "pdf",
            "zip",
            "font/",
        ]
        .iter()
        .any(|kind| value.contains(kind))
    })
}

fn content_type(saved: &SavedResponse) -> Option<String> {
    let header = saved
        .headers
        .iter()
        .find(|header| header.name.eq_ignore_ascii_case("content-type"))?;
    Some(header.value.to_ascii_lowercase())
}
