//! The layout of one statement, by rustfmt's rules.

use super::group::broken_group;
use super::signature::{attribute, implementation, is_signature, signature};
use super::text::{closing, marks, split_list, width};
use super::{CALL, LINE, STRUCT, TAB};

/// The lines of a statement.
pub(super) fn layout(indent: usize, unit: &str) -> Vec<String> {
    if unit.contains("fn ") && unit.ends_with(['{', ';', '}']) && is_signature(unit) {
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
    if let Some(arm) = unit
        .find(" => ")
        .filter(|_| unit.ends_with(',') && !fits(indent, unit))
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
fn fits(indent: usize, unit: &str) -> bool {
    indent + width(unit) <= LINE && groups_fit(unit) && chain_fits(unit)
}

/// Whether every list of arguments or elements is narrow enough; a single one may fill the line.
fn groups_fit(unit: &str) -> bool {
    marks(unit)
        .filter(|mark| matches!(mark.character, '(' | '['))
        .all(|mark| {
            let Some(close) = closing(unit, mark.at) else {
                return true;
            };
            let inner = &unit[mark.at + 1..close];
            width(inner) <= CALL || split_list(inner).len() == 1
        })
}

/// Whether a chain is narrow enough for one line; a `?` at its end counts twice.
fn chain_fits(unit: &str) -> bool {
    let unit = assignment(unit).map_or(unit, |at| &unit[at + 3..]);
    let chain = unit.trim_end_matches([';', ',']);
    let marks = chain.len() - chain.trim_end_matches('?').len();
    links(unit).len() < 2 || width(chain) + marks <= CALL
}

/// Where the method calls of the outermost chain start, at their dots.
fn links(expression: &str) -> Vec<usize> {
    marks(expression)
        .filter(|mark| mark.depth == 0 && mark.character == '.')
        .map(|mark| mark.at)
        .filter(|&at| {
            let name = &expression[at + 1..];
            let end = name
                .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '#'))
                .unwrap_or(name.len());
            name[end..].starts_with('(')
        })
        .collect()
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

/// An expression that does not fit: its chain or its last call is broken.
fn expression(indent: usize, left: &str, right: &str) -> Vec<String> {
    let joined = |text: &str| {
        if left.is_empty() {
            text.to_owned()
        } else {
            format!("{left} {text}")
        }
    };
    let dots = links(right);
    let unit = joined(right);
    let offset = unit.len() - right.len();
    let Some(&first) = dots.first() else {
        let open = marks(&unit).find(|mark| {
            mark.at >= offset && mark.depth == 0 && matches!(mark.character, '(' | '[')
        });
        if let Some(head) = right
            .strip_suffix(");")
            .filter(|head| !left.is_empty() && head.ends_with('('))
        {
            let below = [
                line(indent, left),
                line(indent + 4, head),
                line(indent + 4, ");"),
            ];
            return checked(indent, &unit, Some(below.to_vec()), |_| false);
        }
        let broken = broken_group(indent, &unit, open.map(|mark| mark.at));
        let is_wide = |lines: &Vec<String>| lines.first().is_some_and(|first| width(first) > LINE);
        if !left.is_empty() && broken.as_ref().is_some_and(is_wide) {
            let open = open.map(|mark| mark.at - offset);
            let below = broken_group(indent + 4, right, open).map(|lines| {
                let mut all = vec![line(indent, left)];
                all.extend(lines);
                all
            });
            return checked(indent, &unit, below, is_text);
        }
        // A text is never broken: a call with one that is too wide is laid out all the same.
        return checked(indent, &unit, broken, is_text);
    };
    let head = &right[..first];
    let is_call = head.ends_with([')', ']']);
    if !is_call && dots.len() == 1 {
        let open = unit[offset + first..]
            .find('(')
            .map(|at| offset + first + at);
        let group = broken_group(indent, &unit, open);
        let is_short = group.as_ref().is_none_or(|lines| lines.len() < 5);
        let (call, head_line) = (&right[first..], joined(head));
        let may_break = width(head) > TAB && fits(indent, &head_line);
        if is_short && may_break && fits(indent + 4, call) {
            return vec![line(indent, &head_line), line(indent + 4, call)];
        }
        let is_wide = |lines: &Vec<String>| lines.first().is_some_and(|first| width(first) > LINE);
        if may_break && group.as_ref().is_some_and(is_wide) {
            let open = call.find('(');
            let below = broken_group(indent + 4, call, open).map(|lines| {
                let mut all = vec![line(indent, &head_line)];
                all.extend(lines);
                all
            });
            return checked(indent, &unit, below, |_| false);
        }
        return checked(indent, &unit, group, |_| false);
    }
    let calls: Vec<&str> = dots
        .iter()
        .zip(dots.iter().skip(1).copied().chain([right.len()]))
        .map(|(&start, end)| &right[start..end])
        .collect();
    if let [_] = dots[..]
        && let Some(lines) = long_last_call(indent, &unit, offset + first)
    {
        return lines;
    }
    // The end of the statement must fit behind the head too.
    if fits(indent + 1, &joined(head)) {
        let mut output = vec![line(indent, &joined(head))];
        output.extend(calls.iter().flat_map(|call| link(indent + 4, call)));
        return output;
    }
    if !left.is_empty() && fits(indent + 4, head) {
        if let [_] = dots[..]
            && let Some(lines) = long_last_call(indent + 4, right, first)
        {
            return [vec![line(indent, left)], lines].concat();
        }
        let mut output = vec![line(indent, left), line(indent + 4, head)];
        output.extend(calls.iter().map(|call| line(indent + 8, call)));
        return output;
    }
    let open = marks(&joined(head))
        .find(|mark| mark.at >= offset && mark.depth == 0 && matches!(mark.character, '(' | '['));
    let open = open.map(|mark| mark.at);
    let Some(mut output) = broken_group(indent, &joined(head), open) else {
        return vec![line(indent, &unit)];
    };
    output.extend(calls.iter().map(|call| line(indent, call)));
    checked(indent, &unit, Some(output), |_| false)
}

/// A chain of one call that starts at `dot`: rustfmt leaves the call behind its head where the call takes five lines or
/// more, and the end of the statement has room behind the first.
fn long_last_call(indent: usize, unit: &str, dot: usize) -> Option<Vec<String>> {
    let open = unit[dot..].find('(').map(|at| dot + at);
    let lines = broken_group(indent, unit, open).filter(|lines| lines.len() >= 5)?;
    let has_room = lines.first().is_some_and(|first| width(first) + 2 <= LINE);
    let fits = lines.iter().all(|line| width(line) <= LINE);
    (has_room && fits).then_some(lines)
}

/// A call of a chain that is broken: a closure at its end gets a block where the arguments, or its own chain, are too
/// wide.
fn link(indent: usize, call: &str) -> Vec<String> {
    let closure = call.find('|').and_then(|at| {
        let open = call[..at].rfind('(')?;
        let end = closing(call, open)?;
        let body = at + 1 + call[at + 1..end].find("| ")? + 2;
        let arguments = &call[open + 1..end];
        let is_wide = if split_list(arguments).len() > 1 {
            width(arguments) > CALL
        } else {
            !chain_fits(&call[body..end])
        };
        is_wide.then_some((body, end))
    });
    match closure {
        Some((body, end)) => {
            let mut lines = vec![line(indent, &format!("{}{{", &call[..body]))];
            lines.extend(chain(indent + 4, &call[body..end]));
            lines.push(line(indent, &format!("}}{}", &call[end..])));
            lines
        }
        None => vec![line(indent, call)],
    }
}

/// A chain of calls and fields that starts with a name: on one line, or broken at each dot.
fn chain(indent: usize, chain: &str) -> Vec<String> {
    let dots = marks(chain).filter(|mark| mark.depth == 0 && mark.character == '.');
    let dots: Vec<usize> = dots.map(|mark| mark.at).collect();
    let Some(&first) = dots.first().filter(|_| !fits(indent, chain)) else {
        return vec![line(indent, chain)];
    };
    let mut lines = vec![line(indent, &chain[..first])];
    let ends = dots.iter().skip(1).copied().chain([chain.len()]);
    lines.extend(
        dots.iter()
            .zip(ends)
            .map(|(&start, end)| line(indent + 4, &chain[start..end])),
    );
    lines
}

/// A layout that is still too wide is none: rustfmt leaves such a statement as it is.
fn checked(
    indent: usize,
    unit: &str,
    lines: Option<Vec<String>>,
    may_be_wide: impl Fn(&str) -> bool,
) -> Vec<String> {
    lines
        .filter(|lines| {
            lines
                .iter()
                .all(|line| width(line) <= LINE || may_be_wide(line))
        })
        .unwrap_or_else(|| vec![line(indent, unit)])
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

fn is_text(line: &str) -> bool {
    line.trim_start().starts_with('"')
}
