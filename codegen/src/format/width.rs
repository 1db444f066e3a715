//! rustfmt's widths, where prettyplease has others.
//!
//! prettyplease breaks at 89 columns; rustfmt at 100, but arguments and arrays at 60, chains at 60, struct literals and
//! patterns at 18. A statement is joined to one line and laid out by rustfmt's rules. Only what the emitter writes is
//! known here: signatures, calls, chains, assignments, arrays, struct literals; anything else stays as it was printed.

mod group;
mod signature;
mod statement;
mod text;

use std::fmt::Write as _;

use text::{balance, indent_of, width};

/// The width of a line.
const LINE: usize = 100;
/// The width of arguments, of the elements of an array and of a chain.
const CALL: usize = 60;
/// A head of a chain that is no wider has its first call on its line.
const TAB: usize = 4;
/// The width of the members of a struct literal or pattern.
const STRUCT: usize = 18;

/// Lays out the lines of a file.
pub(super) fn fit(printed: &str) -> String {
    let lines: Vec<&str> = printed.lines().collect();
    let mut fitted = String::with_capacity(printed.len());
    let mut rest = lines.as_slice();
    while let Some((first, after)) = rest.split_first() {
        let (unit, next) = take_unit(first, after);
        if let Some((attribute, statement)) = attributed(first) {
            let _ = write!(
                fitted,
                "{attribute}\n{:1$}{statement}\n",
                "",
                indent_of(first)
            );
        } else if let Some(unit) = unit {
            for line in statement::layout(indent_of(first), &unit) {
                fitted.push_str(&line);
                fitted.push('\n');
            }
        } else {
            fitted.push_str(first);
            fitted.push('\n');
        }
        rest = next;
    }
    fitted
}

/// Joins the lines of one statement; `None` when the first line is none or holds a block.
fn take_unit<'a, 'b>(first: &'b str, after: &'a [&'b str]) -> (Option<String>, &'a [&'b str]) {
    let start = first.trim_start();
    if start.is_empty() || start.starts_with("//") || start.starts_with('#') {
        return (None, after);
    }
    if let Some(arm) = single_arm(first, after) {
        return (Some(arm), after.get(2..).unwrap_or_default());
    }
    if let Some((literal, rest)) = short_literal(start, after) {
        return (Some(literal), rest);
    }
    let mut unit = start.to_owned();
    let mut depth = balance(start);
    let mut rest = after;
    while let Some((line, tail)) = rest.split_first() {
        let line = line.trim_start();
        if depth == 0 && line == "{" && !unit.ends_with([';', '}']) {
            unit.push_str(" {");
            return (Some(unit), tail);
        }
        if depth == 0 && start.starts_with("impl") && line.starts_with("for ") {
            unit.push(' ');
            unit.push_str(line);
            rest = tail;
            continue;
        }
        if depth < 0 || depth == 0 && !unit.ends_with(" =") && !line.starts_with('.') {
            break;
        }
        if line.starts_with("//") || unit.ends_with('{') || unit.ends_with("=>") {
            return (None, after);
        }
        text::join(&mut unit, line);
        depth += balance(line);
        rest = tail;
    }
    (Some(unit), rest)
}

/// An attribute and the statement on the same line.
fn attributed(line: &str) -> Option<(&str, &str)> {
    let (attribute, statement) = line
        .trim_start()
        .starts_with("#[cfg(")
        .then(|| line.split_once(")] "))??;
    Some((line.get(..attribute.len() + 2)?, statement))
}

/// A struct literal of one member that is narrow enough for one line.
fn short_literal<'a, 'b>(start: &str, after: &'a [&'b str]) -> Option<(String, &'a [&'b str])> {
    let head = start.strip_suffix(" {")?;
    let [member, close, rest @ ..] = after else {
        return None;
    };
    let member = member.trim().strip_suffix(',')?;
    let is_literal =
        head.starts_with("Self") || head.starts_with("Ok(") || head.starts_with("let ");
    let closes = close.trim_start().starts_with('}');
    (is_literal && closes && width(member) <= STRUCT)
        .then(|| (format!("{head} {{ {member} {}", close.trim_start()), rest))
}

/// A match arm whose body prettyplease put into a block, when it fits without one.
fn single_arm(first: &str, after: &[&str]) -> Option<String> {
    let head = first.strip_suffix(" => {")?;
    let [body, close, ..] = after else {
        return None;
    };
    if close.trim() != "}" || body.ends_with([';', '{', ',']) || body.trim_start().starts_with("//")
    {
        return None;
    }
    let joined = format!("{head} => {},", body.trim());
    let is_call = body.trim_end().ends_with(')');
    (is_call || width(&joined) <= LINE).then(|| joined.trim_start().to_owned())
}

#[cfg(test)]
mod tests;
