//! Text with `{{variables}}`, taken apart.

use std::ops::Range;

/// A piece of text as Postman substitutes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Segment<'t> {
    /// Literal text.
    Text(&'t str),
    /// A variable: any run without braces between `{{` and `}}`, never trimmed; or one whose name is made of others,
    /// such as `{{{{tenant}}_token}}`.
    Variable(&'t str),
}

/// The pieces of `text`, in order; no empty texts.
pub fn segments(text: &str) -> Vec<Segment<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(name) = next_variable(rest).map(|inner| with_outer(rest, inner)) {
        if name.start > 2 {
            found.push(Segment::Text(&rest[..name.start - 2]));
        }
        found.push(Segment::Variable(&rest[name.clone()]));
        rest = &rest[name.end + 2..];
    }
    if !rest.is_empty() {
        found.push(Segment::Text(rest));
    }
    found
}

/// The variables that `text` refers to, in order.
pub(crate) fn variables_of(text: &str) -> impl Iterator<Item = &str> {
    let pieces = segments(text).into_iter();
    pieces.filter_map(|piece| match piece {
        Segment::Variable(name) => Some(name),
        Segment::Text(_) => None,
    })
}

/// The variable that `text` is, where it is nothing else.
pub(crate) fn only_variable(text: &str) -> Option<&str> {
    match *segments(text).as_slice() {
        [Segment::Variable(name)] => Some(name),
        _ => None,
    }
}

/// The text that refers to a variable.
pub(crate) fn reference(name: &str) -> String {
    ["{{", name, "}}"].concat()
}

/// Whether `text` refers to any variable.
pub fn has_variable(text: &str) -> bool {
    next_variable(text).is_some()
}

/// Where the name of the first variable whose name is not made of others is; `{{{x}}}` leaves the outer pair in the texts.
pub(crate) fn next_variable(text: &str) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(end) = find_end(&text[from..]).map(|at| at + from) {
        if let Some(open) = text[..end].rfind('{')
            && text[..open].ends_with('{')
            && !text[open + 1..end].contains('}')
        {
            return Some(open + 1..end);
        }
        from = end + 1;
    }
    None
}

/// Where the first `}}` is. Most text has none and is short, where a search for text costs more than the look at it.
fn find_end(text: &str) -> Option<usize> {
    text.as_bytes().windows(2).position(|pair| pair == b"}}")
}

/// The name that a variable is part of, if it is; else its own.
fn with_outer(text: &str, mut name: Range<usize>) -> Range<usize> {
    loop {
        let (before, after) = (&text[..name.start - 2], &text[name.end + 2..]);
        let opened = before
            .rfind(['{', '}'])
            .filter(|brace| before[..=*brace].ends_with("{{"));
        match (opened, rest_of_name(after)) {
            (Some(brace), Some(rest)) => name = brace + 1..name.end + 2 + rest,
            _ => return name,
        }
    }
}

/// Where a name ends whose rest the text begins with: at a `}}`, before which other variables may stand.
fn rest_of_name(text: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let rest = &text[from..];
        let brace = rest.find(['{', '}'])?;
        let (braces, length) = (&rest[brace..], rest[brace..].find("}}")? + 2);
        if length == 2 {
            return Some(from + brace);
        }
        let inner = braces.strip_prefix("{{")?.get(..length - 4)?;
        if inner.contains(['{', '}']) {
            return None;
        }
        from += brace + length;
    }
}

#[cfg(test)]
mod tests {
    use super::{
        Segment::{Text, Variable},
        segments,
    };

    #[test]
    fn variables_and_texts_alternate() {
        assert_eq!(
            segments("a{{b}}c{{d}}{{e}}"),
            [
                Text("a"),
                Variable("b"),
                Text("c"),
                Variable("d"),
                Variable("e")
            ]
        );
    }

    #[test]
    fn names_are_not_trimmed_and_may_be_empty() {
        assert_eq!(segments("{{ x }}{{}}"), [Variable(" x "), Variable("")]);
    }

    #[test]
    fn a_third_brace_stays_outside() {
        assert_eq!(segments("{{{x}}}"), [Text("{"), Variable("x"), Text("}")]);
    }

    #[test]
    fn a_name_may_be_made_of_variables() {
        assert_eq!(
            segments("x{{a{{b}}}}y"),
            [Text("x"), Variable("a{{b}}"), Text("y")]
        );
        assert_eq!(segments("{{{{a}}b{{c}}}}"), [Variable("{{a}}b{{c}}")]);
        assert_eq!(segments("{{{{{{a}}}}}}"), [Variable("{{{{a}}}}")]);
    }

    #[test]
    fn braces_of_json_are_no_part_of_a_name() {
        assert_eq!(
            segments(r#"{"a":{"b":{{c}}}}"#),
            [Text(r#"{"a":{"b":"#), Variable("c"), Text("}}")]
        );
        assert_eq!(
            segments("{{ a { {{b}}}}"),
            [Text("{{ a { "), Variable("b"), Text("}}")]
        );
        assert_eq!(segments("{{a}}{{b}}"), [Variable("a"), Variable("b")]);
    }

    #[test]
    fn lone_braces_are_text() {
        assert_eq!(segments("{}}{{x} {{"), [Text("{}}{{x} {{")]);
    }
}
