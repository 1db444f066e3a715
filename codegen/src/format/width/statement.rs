//! The layout of one statement, by rustfmt's rules.

use super::expression::{expression, links};
use super::group::broken_group;
use super::signature::{attribute, implementation, is_signature, signature};
use super::text::{Mark, closing, is_text, marks, split_list, width};
use super::{CALL, LINE, STRUCT};

/// The lines of a statement.
pub(super) fn layout(indent: usize, unit: &str) -> Vec<String> {
    if is_text(unit) {
        return vec![line(indent, unit)];
    }
    if unit.ends_with(['{', ';', '}']) && unit.contains("fn ") && is_signature(unit) {
        return signature(indent, unit);
    }
    if unit.starts_with("impl") && unit.ends_with(" {") {
        return implementation(indent, unit);
    }
    if unit.starts_with("#[") {
        return attribute(indent, unit);
    }
    if let Some(lines) = literal(indent, unit) {
        return lines;
    }
    if unit.starts_with("if ") && unit.ends_with(") {") && indent + width(unit) > LINE {
        let broken = broken_group(indent, unit, unit.find('('));
        return broken.unwrap_or_else(|| vec![line(indent, unit)]);
    }
    if unit.ends_with(',')
        && let Some(arm) = arrow(unit).filter(|_| !fits(indent, unit))
    {
        return self::arm(indent, &unit[..arm + 3], &unit[arm + 4..]);
    }
    if fits(indent, unit) || unit.ends_with('{') {
        return vec![line(indent, unit)];
    }
    if let Some(colon) = member(unit) {
        let (left, right) = (&unit[..=colon], &unit[colon + 2..]);
        let broken = expression(indent, left, right);
        let next = [line(indent, left), line(indent + 4, right)];
        let is_behind = broken.len() > 1 && broken.first() != next.first();
        return if !is_behind && fits(indent + 4, right) {
            next.to_vec()
        } else {
            broken
        };
    }
    if let Some(at) = assignment(unit) {
        let (left, right) = (&unit[..at + 2], &unit[at + 3..]);
        if fits(indent + 4, right) {
            return vec![line(indent, left), line(indent + 4, right)];
        }
        return expression(indent, left, right);
    }
    expression(indent, "", unit)
}

pub(super) fn line(indent: usize, text: &str) -> String {
    format!("{:indent$}{text}", "")
}

/// Whether a statement stands on one line.
pub(super) fn fits(indent: usize, unit: &str) -> bool {
    indent + width(unit) <= LINE && groups_fit(unit) && chain_fits(unit)
}

/// Whether every list of arguments or elements is narrow enough; a single one may fill the line, unless it is a call
/// that can be broken itself.
fn groups_fit(unit: &str) -> bool {
    marks(unit)
        .filter(|mark| matches!(mark.character, '(' | '['))
        .all(|mark| {
            let Some(close) = closing(unit, mark.at) else {
                return true;
            };
            let inner = &unit[mark.at + 1..close];
            width(inner) <= CALL || split_list(inner).len() == 1 && !is_call(inner)
        })
}

/// Whether an expression is a function or a macro with arguments, and nothing else.
fn is_call(expression: &str) -> bool {
    let open = marks(expression).find(|mark| matches!(mark.character, '(' | '[' | '{' | '"'));
    open.is_some_and(|Mark { at, character, .. }| {
        let head = &expression[..at];
        let is_name = match character {
            '(' => head.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '>')),
            _ => character == '[' && head.ends_with('!'),
        };
        let end = closing(expression, at);
        let ends = end.is_some_and(|end| end > at + 1 && end + 1 == expression.len());
        is_name && ends && !head.contains('.')
    })
}

/// Whether a chain is narrow enough for one line; a `?` at its end counts twice.
pub(super) fn chain_fits(unit: &str) -> bool {
    let unit = assignment(unit).map_or(unit, |at| &unit[at + 3..]);
    let chain = unit.trim_end_matches([';', ',']);
    let marks = chain.len() - chain.trim_end_matches('?').len();
    links(unit).len() < 2 || width(chain) + marks <= CALL
}

/// Where ` =` of an assignment starts.
fn assignment(unit: &str) -> Option<usize> {
    marks(unit)
        .find(|mark| {
            mark.depth == 0
                && mark.character == '='
                && unit[mark.at..].starts_with("= ")
                && unit[..mark.at].ends_with(' ')
        })
        .map(|mark| mark.at - 1)
}

/// Where the ` => ` of an arm is.
fn arrow(unit: &str) -> Option<usize> {
    let spaces = marks(unit).filter(|mark| mark.character == ' ');
    spaces
        .map(|mark| mark.at)
        .find(|&at| unit[at..].starts_with(" => "))
}

/// The arm of a `match` that is too wide: its call is broken, or its value stands in a block.
fn arm(indent: usize, head: &str, value: &str) -> Vec<String> {
    let bare = value.trim_end_matches(',');
    if bare.ends_with(')') {
        return expression(indent, head, value);
    }
    let mut lines = vec![line(indent, &format!("{head} {{"))];
    lines.extend(layout(indent + 4, bare));
    lines.push(line(indent, "}"));
    lines
}

/// Where the colon of a member of a struct or of a literal is.
fn member(unit: &str) -> Option<usize> {
    let colon = unit.ends_with(',').then(|| unit.find(": "))??;
    let name = unit[..colon]
        .trim_start_matches("pub ")
        .trim_start_matches("r#");
    let is_name = name.chars().all(|c| c.is_alphanumeric() || c == '_');
    is_name.then_some(colon)
}

/// A struct literal or pattern on one line whose members are too wide for that.
fn literal(indent: usize, unit: &str) -> Option<Vec<String>> {
    if unit.starts_with("use ") || unit.starts_with("pub use ") {
        return None;
    }
    let open = marks(unit)
        .find(|mark| mark.character == '{' && mark.at + 1 < unit.len())?
        .at;
    let close = closing(unit, open)?;
    let head = unit[..open].trim_end();
    let is_path = head
        .rsplit([' ', ':'])
        .next()?
        .starts_with(|c: char| c.is_ascii_uppercase());
    let members = unit[open + 1..close].trim();
    if !is_path
        || head.starts_with("impl")
        || members.is_empty()
        || wide_result(head).is_none() && width(members) <= STRUCT && indent + width(unit) <= LINE
    {
        return None;
    }
    if let Some(name) = wide_result(head) {
        let mut lines = vec![line(indent, "Ok("), line(indent + 4, &format!("{name} {{"))];
        let members = split_list(members);
        lines.extend(
            members
                .iter()
                .map(|member| line(indent + 8, &format!("{member},"))),
        );
        lines.push(line(indent + 4, "},"));
        lines.push(line(indent, &unit[close + 1..]));
        return Some(lines);
    }
    let mut lines = vec![line(indent, &format!("{head} {{"))];
    lines.extend(split_list(members).iter().flat_map(|member| {
        let comma = if member.starts_with("..") { "" } else { "," };
        layout(indent + 4, &format!("{member}{comma}"))
    }));
    lines.push(line(indent, &unit[close..]));
    Some(lines)
}

/// The name of a struct literal in `Ok(…)`, when it is too wide to stand behind the bracket.
fn wide_result(head: &str) -> Option<&str> {
    head.strip_prefix("Ok(")
        .filter(|name| width(name) + 2 > CALL)
}
