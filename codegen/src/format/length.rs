//! Functions that are longer than clippy likes.
//!
//! Clippy counts lines, and lines exist only here. A function has many because the collection has many entries of one
//! kind; to spread them over several functions would hide that.

/// Most lines of code that clippy lets a function have.
const MOST_LINES: usize = 100;

const ATTRIBUTE: &str =
    "#[allow(clippy::too_many_lines, reason = \"as many as in the collection\")]";

/// The line above a function that is too long.
pub(super) fn mark(indent: usize) -> String {
    format!("{:indent$}{ATTRIBUTE}\n", "")
}

/// Whether the lines of a function's body are more code than clippy likes.
pub(super) fn is_long(body: &str) -> bool {
    // Few bodies have that many lines at all, which is faster to see than what is code in them.
    if body.bytes().filter(|byte| *byte == b'\n').count() <= MOST_LINES {
        return false;
    }
    let code = body.lines().map(str::trim_start);
    let code = code.filter(|code| !code.is_empty() && !code.starts_with("//"));
    code.count() > MOST_LINES
}

/// Whether a statement that opens a block is the head of a function.
pub(super) fn is_head(code: &str) -> bool {
    let code = code.strip_prefix("pub").unwrap_or(code);
    let code = match code.strip_prefix('(') {
        Some(scope) => scope.split_once(')').map_or(code, |(_, rest)| rest),
        None => code,
    };
    code.trim_start().starts_with("fn ")
}

#[cfg(test)]
mod tests {
    use super::super::print;
    use super::ATTRIBUTE;

    fn printed(code: &str) -> String {
        print([code.parse().unwrap()])
    }

    fn function(lines: usize) -> String {
        let body = "        a();\n".repeat(lines);
        format!(
            "impl A {{\n    fn a();\n    #[b]\n    pub(super) fn b() -> u8 {{\n{body}    }}\n}}\n"
        )
    }

    #[test]
    fn a_function_of_a_hundred_lines_passes_and_one_more_is_marked() {
        assert_eq!(printed(&function(100)), function(100));
        let marked = function(101).replace(
            "    pub(super)",
            &format!("    {ATTRIBUTE}\n    pub(super)"),
        );
        assert_eq!(printed(&function(101)), marked);
    }

    #[test]
    fn documentation_is_no_code() {
        let documented =
            "impl A { fn b() { #[doc = \" C.\"] ".to_owned() + &"a();".repeat(100) + "} }";
        assert!(!printed(&documented).contains(ATTRIBUTE));
    }

    #[test]
    fn the_function_behind_a_long_one_is_marked_where_it_stands() {
        let long = format!("fn b() {{ {} }}", "a();".repeat(101));
        let mark = format!("{ATTRIBUTE}\nfn b() {{\n");
        let printed = printed(&format!("{long} {long}"));
        assert!(printed.starts_with(&mark));
        assert!(printed.contains(&format!("}}\n\n{mark}")));
    }

    #[test]
    fn a_function_within_another_counts_for_the_outer_one() {
        let inner = format!("fn b() {{ {} }}", "a();".repeat(101));
        let printed = printed(&format!("fn outer() {{ {inner} }}"));
        assert!(printed.starts_with(ATTRIBUTE));
        assert_eq!(printed.matches(ATTRIBUTE).count(), 1);
    }
}
