//! Hides `{{variables}}`, so that their characters do not count as syntax.

/// The text with every `{{…}}` overwritten by underscores: the same bytes elsewhere, the same length, so an index into
/// one is an index into the other. A variable's name has no braces (`{{{x}}}` is `{`, `{{x}}`, `}`).
pub(in crate::postman) fn mask_variables(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, variable)) = next_variable(rest) {
        masked.push_str(before);
        masked.extend(std::iter::repeat_n('_', variable.len()));
        rest = rest
            .get(before.len() + variable.len()..)
            .unwrap_or_default();
    }
    masked.push_str(rest);
    masked
}

/// The first variable of a text and what stands before it.
pub(super) fn next_variable(text: &str) -> Option<(&str, &str)> {
    let mut from = 0;
    loop {
        let open = from + text.get(from..)?.find("{{")?;
        let name = text.get(open + 2..)?;
        let length = name.find(['{', '}'])?;
        if name.get(length..)?.starts_with("}}") {
            return Some((text.get(..open)?, text.get(open..open + 2 + length + 2)?));
        }
        from = open + 1;
    }
}
