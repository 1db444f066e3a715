//! Brackets that are broken: one element a line, or several where all are short.

use super::statement::{layout, line};
use super::text::{closing, marks, split_list, width};
use super::{CALL, LINE};

/// `head(`, one element a line, `)tail`. An only element that is a call or a list itself is broken instead, inside.
pub(super) fn broken_group(indent: usize, unit: &str, open: Option<usize>) -> Option<Vec<String>> {
    let (open, close) = innermost(unit, open?)?;
    let elements = split_list(&unit[open + 1..close]);
    if elements.is_empty() {
        return None;
    }
    let mut lines = vec![line(indent, &unit[..=open])];
    if elements.iter().all(|element| is_short(element)) {
        lines.extend(filled(indent + 4, &elements));
    } else {
        lines.extend(
            elements
                .iter()
                .flat_map(|element| layout(indent + 4, &format!("{element},"))),
        );
    }
    lines.push(line(indent, &unit[close..]));
    Some(lines)
}

/// Whether an element is so short and simple that several stand in a line.
fn is_short(element: &str) -> bool {
    width(element) <= 10 && !element.contains(['(', '[', '{', '|']) && !element.contains("::")
}

/// The brackets to break: those that open at the given place, or those of an only element which ends where its call ends.
fn innermost(unit: &str, open: usize) -> Option<(usize, usize)> {
    let close = closing(unit, open)?;
    let inner = &unit[open + 1..close];
    let next = marks(inner).find(|mark| matches!(mark.character, '(' | '['));
    match next {
        Some(mark)
            if mark.at < CALL
                && closing(inner, mark.at)
                    .is_some_and(|end| end > mark.at + 1 && end + 1 == inner.len())
                && !inner[..mark.at].contains(['"', '.'])
                && split_list(inner).len() == 1 =>
        {
            innermost(unit, open + 1 + mark.at)
        }
        _ => Some((open, close)),
    }
}

/// Short elements, as many a line as fit.
fn filled(indent: usize, elements: &[&str]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for (index, element) in elements.iter().enumerate() {
        // Only the last one may end at the margin.
        match lines.last_mut() {
            Some(last)
                if width(last) + width(element) + 2
                    < LINE + usize::from(index + 1 == elements.len()) =>
            {
                last.push(' ');
                last.push_str(element);
                last.push(',');
            }
            _ => lines.push(line(indent, &format!("{element},"))),
        }
    }
    lines
}
