//! Documentation of several lines, on its way through the printer as one.
//!
//! Most lines of the output are documentation. An attribute a line would be parsed and printed line by line; one
//! attribute for all lines costs a single token.

/// Stands between the lines of one `#[doc]` until the text is printed; documentation has no control characters.
pub(crate) const LINE_END: char = '\u{1f}';

/// Puts the lines of documentation on lines of their own.
pub(super) fn unfold(text: &str) -> String {
    let mut unfolded = String::with_capacity(text.len() + text.len() / 4);
    for line in text.lines() {
        let mut rest = line.split(LINE_END);
        unfolded.push_str(rest.next().unwrap_or_default().trim_end());
        unfolded.push('\n');
        let marker = line.find("///").map_or(0, |at| at + "///".len());
        for next in rest {
            unfolded.push_str(line.get(..marker).unwrap_or_default());
            unfolded.push_str(next);
            unfolded.push('\n');
        }
    }
    unfolded
}

#[cfg(test)]
mod tests {
    use super::unfold;

    #[test]
    fn every_line_gets_the_marker_and_the_indent() {
        let folded = "struct A {\n    /// One.\u{1f}\u{1f} ```///x\n    a: u8,\n}\n";
        let lines = "struct A {\n    /// One.\n    ///\n    /// ```///x\n    a: u8,\n}\n";
        assert_eq!(unfold(folded), lines);
        assert_eq!(unfold(lines), lines);
    }
}
