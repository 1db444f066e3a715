//! Expressions that do not fit on their line.

use super::group::broken_group;
use super::statement::{chain_fits, fits, line};
use super::text::{Mark, closing, has_wide_text, marks, split_list, width};
use super::{CALL, LINE, TAB};

/// Of how many lines a call stays behind its head, however short that is.
const LONG_CALL: usize = 5;

/// The lines of an expression behind `left`, which is what it is assigned to or nothing: its chain or its last call is
/// broken.
pub(super) fn expression(indent: usize, left: &str, right: &str) -> Vec<String> {
    let dots = links(right);
    let expression = Expression {
        indent,
        left,
        right,
        unit: behind(left, right),
    };
    match dots[..] {
        [] => expression.group(),
        [dot] if !right[..dot].ends_with([')', ']']) => expression.call(dot),
        [first, ..] => expression.chain(first, &dots),
    }
}

struct Expression<'u> {
    indent: usize,
    left: &'u str,
    right: &'u str,
    /// Both on one line.
    unit: String,
}

impl Expression<'_> {
    /// No method call: its outermost brackets are broken.
    fn group(&self) -> Vec<String> {
        let has_left = !self.left.is_empty();
        if let Some(head) = self.right.strip_suffix(");")
            && has_left
            && head.ends_with('(')
        {
            let inner = self.indent + 4;
            let below = [
                line(self.indent, self.left),
                line(inner, head),
                line(inner, ");"),
            ];
            return self.checked(Some(below.to_vec()), |_| false);
        }
        let open = opening(self.right);
        let mut lines = broken_group(self.indent, &self.unit, open.map(|at| self.offset() + at));
        if has_left && is_wide(lines.as_deref()) {
            lines = self.below(self.left, self.right, open);
        }
        // A text is never broken: a call with one that is too wide is laid out all the same.
        self.checked(lines, |line| line.trim_start().starts_with('"'))
    }

    /// One method call of a name, at `dot`: its brackets are broken, or it goes below the name.
    fn call(&self, dot: usize) -> Vec<String> {
        // However it is broken, a line with such a text is too wide.
        if has_wide_text(self.right) {
            return vec![line(self.indent, &self.unit)];
        }
        let (head, call) = self.right.split_at(dot);
        let head_line = behind(self.left, head);
        let open = call.find('(');
        let mut lines = broken_group(
            self.indent,
            &self.unit,
            open.map(|at| self.offset() + dot + at),
        );
        let may_break = width(head) > TAB && fits(self.indent, &head_line);
        let is_short = lines.as_ref().is_none_or(|lines| lines.len() < LONG_CALL);
        if is_short && may_break && fits(self.indent + 4, call) {
            return vec![line(self.indent, &head_line), line(self.indent + 4, call)];
        }
        if may_break && is_wide(lines.as_deref()) {
            lines = self.below(&head_line, call, open);
        }
        self.checked(lines, |_| false)
    }

    /// A chain whose calls start at `dots`: one call a line.
    fn chain(&self, first: usize, dots: &[usize]) -> Vec<String> {
        let (indent, is_one) = (self.indent, dots.len() == 1);
        if is_one && let Some(lines) = long_last_call(indent, &self.unit, self.offset() + first) {
            return lines;
        }
        let ends = dots.iter().skip(1).copied().chain([self.right.len()]);
        let calls = dots
            .iter()
            .zip(ends)
            .map(|(&start, end)| &self.right[start..end]);
        let head = &self.right[..first];
        let head_line = behind(self.left, head);
        // The end of the statement must fit behind the head too.
        if fits(indent + 1, &head_line) {
            let calls = calls.flat_map(|call| link(indent + 4, call));
            return [line(indent, &head_line)]
                .into_iter()
                .chain(calls)
                .collect();
        }
        if !self.left.is_empty() && fits(indent + 4, head) {
            let below = match long_last_call(indent + 4, self.right, first) {
                Some(lines) if is_one => lines,
                _ => {
                    let calls = calls.map(|call| line(indent + 8, call));
                    [line(indent + 4, head)].into_iter().chain(calls).collect()
                }
            };
            return [vec![line(indent, self.left)], below].concat();
        }
        let open = opening(head).map(|at| self.offset() + at);
        let broken = broken_group(indent, &head_line, open);
        let calls = calls.map(|call| line(indent, call));
        self.checked(
            broken.map(|lines| lines.into_iter().chain(calls).collect()),
            |_| false,
        )
    }

    /// Where the expression starts in the unit.
    fn offset(&self) -> usize {
        self.unit.len() - self.right.len()
    }

    /// `head`, and below it `rest` with the brackets broken that open at `open`.
    fn below(&self, head: &str, rest: &str, open: Option<usize>) -> Option<Vec<String>> {
        let lines = broken_group(self.indent + 4, rest, open)?;
        Some([vec![line(self.indent, head)], lines].concat())
    }

    /// A layout that is still too wide is none: rustfmt leaves such a statement as it is.
    fn checked(&self, lines: Option<Vec<String>>, may_be_wide: fn(&str) -> bool) -> Vec<String> {
        let fits = |line: &String| width(line) <= LINE || may_be_wide(line);
        lines
            .filter(|lines| lines.iter().all(fits))
            .unwrap_or_else(|| vec![line(self.indent, &self.unit)])
    }
}

fn behind(left: &str, right: &str) -> String {
    if left.is_empty() {
        right.to_owned()
    } else {
        format!("{left} {right}")
    }
}

/// Where the first of the outermost brackets opens.
fn opening(expression: &str) -> Option<usize> {
    marks(expression)
        .find(|mark| mark.depth == 0 && matches!(mark.character, '(' | '['))
        .map(|mark| mark.at)
}

fn is_wide(lines: Option<&[String]>) -> bool {
    let first = lines.and_then(<[String]>::first);
    first.is_some_and(|first| width(first) > LINE)
}

/// Where the method calls of the outermost chain start, at their dots.
pub(super) fn links(expression: &str) -> Vec<usize> {
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

/// A chain of one call that starts at `dot`: rustfmt leaves the call behind its head where the call is long, or too wide for
/// a line of its own, and the end of the statement has room behind the first line.
fn long_last_call(indent: usize, unit: &str, dot: usize) -> Option<Vec<String>> {
    let open = unit[dot..].find('(').map(|at| dot + at);
    let is_wide = indent + 4 + width(&unit[dot..]) > LINE;
    let is_long = |lines: &Vec<String>| lines.len() >= LONG_CALL || is_wide;
    let lines = broken_group(indent, unit, open).filter(is_long)?;
    let has_room = lines.first().is_some_and(|first| width(first) + 2 <= LINE);
    let fits = lines.iter().all(|line| width(line) <= LINE);
    (has_room && fits).then_some(lines)
}

/// A call of a chain that is broken: a closure at its end gets a block where the arguments, or its own chain, are too
/// wide.
fn link(indent: usize, call: &str) -> Vec<String> {
    let pipe = marks(call).find(|mark| mark.character == '|');
    let closure = pipe.and_then(|Mark { at, depth, .. }| {
        let brackets = marks(&call[..at]).filter(|mark| mark.character == '(');
        let open = brackets.filter(|mark| mark.depth + 1 == depth).last()?.at;
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
            lines.extend(broken_chain(indent + 4, &call[body..end]));
            lines.push(line(indent, &format!("}}{}", &call[end..])));
            lines
        }
        None => vec![line(indent, call)],
    }
}

/// A chain of calls and fields that starts with a name: on one line, or broken at each dot.
fn broken_chain(indent: usize, chain: &str) -> Vec<String> {
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
