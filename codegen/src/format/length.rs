//! Functions that are longer than clippy likes.
//!
//! Clippy counts lines, and lines exist only here. A function has many because the collection has many entries of one
//! kind; to spread them over several functions would hide that.

/// Most lines of code that clippy lets a function have.
const MOST_LINES: usize = 100;

const ATTRIBUTE: &str =
    "#[allow(clippy::too_many_lines, reason = \"as many as in the collection\")]";

/// Marks the functions whose bodies are too long; the text is laid out, so that a body ends at the brace that is
/// indented as its head.
pub(super) fn mark(text: String) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let marks = long_functions(&lines);
    if marks.is_empty() {
        return text;
    }
    let mut marked = String::with_capacity(text.len() + marks.len() * 100);
    for (index, line) in lines.iter().enumerate() {
        if marks.binary_search(&index).is_ok() {
            marked.push_str(indent(line));
            marked.push_str(ATTRIBUTE);
            marked.push('\n');
        }
        marked.push_str(line);
        marked.push('\n');
    }
    marked
}

/// The first lines of the functions that are too long; a function within another counts for the outer one.
fn long_functions(lines: &[&str]) -> Vec<usize> {
    let mut long = Vec::new();
    let mut start = 0;
    while let Some(line) = lines.get(start) {
        let length = is_head(line.trim_start()).then(|| length(indent(line), &lines[start..]));
        if length.is_some_and(|(_, code)| code > MOST_LINES) {
            long.push(start);
        }
        start += length.map_or(1, |(all, _)| all.max(1));
    }
    long
}

/// How many lines the function at the start has, and how many of its body are code.
fn length(outer: &str, lines: &[&str]) -> (usize, usize) {
    let is_own = |line: &str| indent(line) == outer;
    let mut own = lines.iter().enumerate().filter(|(_, line)| is_own(line));
    let head = own.find(|(_, line)| line.ends_with('{'));
    let end = own.find(|(_, line)| line.trim_start() == "}");
    let (head, all) = (head.map_or(0, |(at, _)| at), end.map_or(0, |(at, _)| at));
    let body = lines.get(head + 1..all).unwrap_or_default();
    let code = body.iter().map(|line| line.trim_start());
    let code = code.filter(|code| !code.is_empty() && !code.starts_with("//"));
    (all, code.count())
}

fn indent(line: &str) -> &str {
    line.strip_suffix(line.trim_start()).unwrap_or_default()
}

fn is_head(code: &str) -> bool {
    let code = code.strip_prefix("pub").unwrap_or(code);
    let code = match code.strip_prefix('(') {
        Some(scope) => scope.split_once(')').map_or(code, |(_, rest)| rest),
        None => code,
    };
    code.trim_start().starts_with("fn ") && !code.ends_with(['}', ';'])
}

#[cfg(test)]
mod tests {
    use super::{ATTRIBUTE, mark};

    fn function(lines: usize) -> String {
        let body = "        a();\n".repeat(lines);
        format!(
            "impl A {{\n    /// B.\n    pub(super) fn b(\n        c: u8,\n    ) -> u8 {{\n{body}\n        // c\n    }}\n}}\n"
        )
    }

    #[test]
    fn a_function_of_a_hundred_lines_passes_and_one_more_is_marked() {
        assert_eq!(mark(function(100)), function(100));
        let marked = function(101).replace(
            "    pub(super)",
            &format!("    {ATTRIBUTE}\n    pub(super)"),
        );
        assert_eq!(mark(function(101)), marked);
    }

    #[test]
    fn a_function_within_another_counts_for_the_outer_one() {
        let inner = function(99).replace("impl A {", "fn outer()\n{");
        assert!(mark(inner).starts_with(ATTRIBUTE));
    }
}
