//! The heads of functions and `impl` blocks.

use super::LINE;
use super::statement::line;
use super::text::{closing, marks, split_list, width};

/// Whether a statement is the head of a function.
pub(super) fn is_signature(unit: &str) -> bool {
    let head = unit.split("fn ").next().unwrap_or_default();
    head.is_empty()
        || head.starts_with("pub")
        || head.starts_with("const")
        || head.starts_with("async")
}

/// The head of a function.
pub(super) fn signature(indent: usize, unit: &str) -> Vec<String> {
    if indent + width(unit) <= LINE {
        return vec![line(indent, unit)];
    }
    let open = marks(unit)
        .find(|mark| mark.character == '(' && mark.depth == 0)
        .map(|mark| mark.at);
    let Some((open, close)) = open.and_then(|open| Some((open, closing(unit, open)?))) else {
        return vec![line(indent, unit)];
    };
    let parameters = split_list(&unit[open + 1..close]);
    if parameters.is_empty() {
        return without_parameters(indent, unit, close);
    }
    let mut lines = vec![line(indent, &unit[..=open])];
    lines.extend(
        parameters
            .iter()
            .flat_map(|text| parameter(indent + 4, text)),
    );
    lines.extend(returned(indent, &unit[close..]));
    lines
}

/// The head of a function that takes nothing, whose brackets close at `close`: the brace goes below what fills the line,
/// else the return type does.
fn without_parameters(indent: usize, unit: &str, close: usize) -> Vec<String> {
    let head = unit.trim_end_matches(" {");
    if indent + width(head) < LINE + 2 {
        return vec![line(indent, head), line(indent, "{")];
    }
    let (name, result) = unit.split_at(close + 1);
    vec![line(indent, name), line(indent, result.trim_start())]
}

/// A parameter: a type that is too wide is broken where its head fits. rustfmt gives both five columns more.
fn parameter(indent: usize, text: &str) -> Vec<String> {
    let whole = format!("{text},");
    let generic = text.find('<').zip(text.rfind('>'));
    let is_broken = |&(open, _): &(usize, usize)| {
        indent + width(&whole) > LINE + 5 && indent + width(&text[..=open]) <= LINE + 5
    };
    match generic.filter(is_broken) {
        Some((open, close)) => vec![
            line(indent, &text[..=open]),
            line(indent + 4, &format!("{},", &text[open + 1..close])),
            line(indent, &format!("{},", &text[close..])),
        ],
        None => vec![line(indent, &whole)],
    }
}

/// An attribute: one element a line when it is too wide, without a comma behind the last one.
pub(super) fn attribute(indent: usize, unit: &str) -> Vec<String> {
    let group = unit.find('(').zip(unit.rfind(')'));
    let Some((open, close)) = group.filter(|_| indent + width(unit) > LINE) else {
        return vec![line(indent, unit)];
    };
    let mut lines = vec![line(indent, &unit[..=open])];
    for element in split_list(&unit[open + 1..close]) {
        lines.push(line(indent + 4, &format!("{element},")));
    }
    lines.last_mut().map(String::pop);
    lines.push(line(indent, &unit[close..]));
    lines
}

/// The head of an `impl` block.
pub(super) fn implementation(indent: usize, unit: &str) -> Vec<String> {
    if indent + width(unit) <= LINE {
        return vec![line(indent, unit)];
    }
    let head = unit.trim_end_matches(" {");
    let (first, second) = match head.rfind(" for ") {
        Some(at) => (&head[..at], &head[at + 1..]),
        None => head.split_once(' ').unwrap_or((head, "")),
    };
    vec![
        line(indent, first),
        line(indent + 4, second),
        line(indent, "{"),
    ]
}

/// The end of a signature that is broken: where a return type leaves no room, the brace goes below it; what is wider
/// still is broken itself.
fn returned(indent: usize, end: &str) -> Vec<String> {
    let columns = indent + width(end);
    // rustfmt counts the indent twice before it moves the brace, and not at all the brace before it breaks the type.
    if columns + indent <= LINE || !end.ends_with(" {") {
        return vec![line(indent, end)];
    }
    if columns <= LINE + 4 {
        return vec![line(indent, end.trim_end_matches(" {")), line(indent, "{")];
    }
    let Some((open, close)) = end.find('<').zip(end.rfind('>')) else {
        return vec![line(indent, end)];
    };
    let elements = split_list(&end[open + 1..close]);
    if elements.iter().all(|element| element.starts_with('\'')) {
        // rustfmt drops the space where nothing can be broken.
        return vec![line(indent, &end.replace("> {", ">{"))];
    }
    let mut lines = vec![line(indent, &end[..=open])];
    lines.extend(
        elements
            .iter()
            .map(|element| line(indent + 4, &format!("{element},"))),
    );
    lines.push(line(indent, &end[close..]));
    lines
}
