//! Documentation of several lines, on its way through the tokens as one: one attribute for all lines costs a single token.

/// Writes the literal of a `#[doc]` as comments, a line each.
pub(super) fn comment(text: &mut String, indent: usize, literal: &str) {
    let begin = |text: &mut String| {
        super::indent(text, indent);
        text.push_str("///");
    };
    begin(text);
    let is_raw = literal.starts_with('r');
    let mut rest = content(literal);
    let is_special = |byte: u8| byte == b'\n' || byte == b'\\' && !is_raw;
    while let Some(at) = rest.bytes().position(is_special) {
        let (plain, special) = rest.split_at(at);
        text.push_str(plain);
        let (character, length) = read(special);
        if character == '\n' {
            text.truncate(text.trim_end_matches(' ').len());
            text.push('\n');
            begin(text);
        } else {
            text.push(character);
        }
        rest = special.get(length..).unwrap_or_default();
    }
    text.push_str(rest);
    text.truncate(text.trim_end_matches(' ').len());
    text.push('\n');
}

/// What stands between the quotes of a literal.
fn content(literal: &str) -> &str {
    let literal = literal.strip_prefix('r').unwrap_or(literal);
    let fence = literal.bytes().take_while(|byte| *byte == b'#').count();
    let quotes = fence + 1;
    literal
        .get(quotes..literal.len().saturating_sub(quotes))
        .unwrap_or_default()
}

/// The character that a literal's text begins with, and how many bytes it takes.
fn read(text: &str) -> (char, usize) {
    let mut characters = text.chars();
    let first = characters.next().unwrap_or_default();
    if first != '\\' {
        return (first, first.len_utf8());
    }
    match characters.next().unwrap_or_default() {
        'n' => ('\n', 2),
        'r' => ('\r', 2),
        't' => ('\t', 2),
        '0' => ('\0', 2),
        'u' => {
            let digits = text
                .strip_prefix("\\u{")
                .and_then(|text| text.split('}').next());
            let digits = digits.unwrap_or_default();
            let code = u32::from_str_radix(digits, 16).ok();
            (
                code.and_then(char::from_u32).unwrap_or(' '),
                digits.len() + "\\u{}".len(),
            )
        }
        escaped => (escaped, 1 + escaped.len_utf8()),
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::Literal;

    use super::comment;

    fn written(lines: &str) -> String {
        let mut text = String::new();
        comment(&mut text, 4, &Literal::string(lines).to_string());
        let mut raw = String::new();
        comment(&mut raw, 4, &format!("r##\"{lines}\"##"));
        assert_eq!(text, raw);
        text
    }

    #[test]
    fn every_line_gets_the_marker_and_the_indent() {
        let lines = "    /// One.\n    ///\n    /// ```///x\n";
        assert_eq!(written(" One.\n\n ```///x"), lines);
    }

    #[test]
    fn what_a_literal_escapes_is_itself_again() {
        let line = " \"quoted\", back\\slash, tab\tand 'é' \u{200b}\u{301}";
        assert_eq!(written(line), format!("    ///{line}\n"));
        assert_eq!(written(" \""), "    /// \"\n");
    }
}
