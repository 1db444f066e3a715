//! Text with `{{variables}}`, taken apart.

/// A piece of text as Postman substitutes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Segment<'t> {
    /// Literal text.
    Text(&'t str),
    /// A variable: any run without braces between `{{` and `}}`, never trimmed.
    Variable(&'t str),
}

/// The pieces of `text`, in order; no empty texts.
pub fn segments(text: &str) -> Vec<Segment<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((before, name, after)) = next_variable(rest) {
        if !before.is_empty() {
            found.push(Segment::Text(before));
        }
        found.push(Segment::Variable(name));
        rest = after;
    }
    if !rest.is_empty() {
        found.push(Segment::Text(rest));
    }
    found
}

/// Whether `text` refers to any variable.
pub fn has_variable(text: &str) -> bool {
    next_variable(text).is_some()
}

/// Splits at the first `{{name}}`, where the name has no braces; `{{{x}}}` leaves the outer pair in the texts.
fn next_variable(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    while let Some(end) = text[from..].find("}}").map(|at| at + from) {
        if let Some(open) = text[..end].rfind('{')
            && open > 0
            && text.as_bytes()[open - 1] == b'{'
            && !text[open + 1..end].contains('}')
        {
            return Some((&text[..open - 1], &text[open + 1..end], &text[end + 2..]));
        }
        from = end + 1;
    }
    None
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
    fn inner_variables_come_first() {
        assert_eq!(
            segments("{{a{{b}}}}"),
            [Text("{{a"), Variable("b"), Text("}}")]
        );
    }

    #[test]
    fn lone_braces_are_text() {
        assert_eq!(segments("{}}{{x} {{"), [Text("{}}{{x} {{")]);
    }
}
