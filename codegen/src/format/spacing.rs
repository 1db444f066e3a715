//! Blank lines between items.

/// Puts a blank line after every item and member function that ends with a brace, unless its scope ends there.
///
/// Emitted strings have no line breaks, so every line of the text is a line of code or documentation.
pub(super) fn space(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + text.len() / 20);
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        spaced.push_str(line);
        spaced.push('\n');
        let Some(next) = lines.peek() else { break };
        if separates(line, next) {
            spaced.push('\n');
        }
    }
    spaced
}

fn separates(line: &str, next: &str) -> bool {
    let indent = indent(line);
    let ends_item = line.trim_start() == "}" && indent <= 4;
    let ends_statement_item =
        indent == 0 && line.ends_with(';') && !line.starts_with("use ") && !line.starts_with("//");
    (ends_item || ends_statement_item)
        && self::indent(next) == indent
        && !next.trim_start().starts_with('}')
        && !next.is_empty()
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::space;

    #[test]
    fn items_and_functions_are_set_apart() {
        let text =
            "struct A {\n    a: u8,\n}\nimpl A {\n    fn a() {\n    }\n    fn b() {\n    }\n}\n";
        let spaced = "struct A {\n    a: u8,\n}\n\nimpl A {\n    fn a() {\n    }\n\n    fn b() {\n    }\n}\n";
        assert_eq!(space(text), spaced);
        assert_eq!(space(spaced), spaced);
    }

    #[test]
    fn documentation_that_ends_like_a_statement_stays_at_its_item() {
        let text = "/// Sends `a;`\n/// or b;\nstruct A;\n";
        assert_eq!(space(text), text);
    }
}
