//! rustfmt's widths.
//!
//! rustfmt breaks at 100 columns, but arguments and arrays at 60, chains at 60, struct literals and patterns at 18. A
//! statement comes as one line and is laid out by these rules. Only what the emitter writes is known here: signatures,
//! calls, chains, assignments, arrays, struct literals; anything else stays on its line.

mod expression;
mod group;
mod signature;
mod statement;
mod text;

/// The width of a line.
const LINE: usize = 100;
/// The width of arguments, of the elements of an array and of a chain.
const CALL: usize = 60;
/// A head of a chain that is no wider has its first call on its line.
const TAB: usize = 4;
/// The width of the members of a struct literal or pattern.
const STRUCT: usize = 18;

/// Writes the lines of one statement.
pub(super) fn lay_out(text: &mut String, indent: usize, statement: &str) {
    let is_short = statement.len() <= CALL && indent + statement.len() <= LINE;
    if is_short && !statement.contains("{ ") {
        line(text, indent, statement);
        return;
    }
    for laid_out in statement::layout(indent, statement) {
        line(text, 0, &laid_out);
    }
}

fn line(text: &mut String, indent: usize, line: &str) {
    super::indent(text, indent);
    text.push_str(line);
    text.push('\n');
}

#[cfg(test)]
mod tests;
