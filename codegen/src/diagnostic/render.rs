//! Findings and faults for people, in rustc's manner.

use std::{ops::Range, path::Path};

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Code, Lines, Located, Severity, SourceError, printable};
use crate::secret::mask_tokens;

/// The longest line that is shown whole; of a longer one (minified JSON) the part around the caret is.
const LONGEST_LINE: usize = 160;

/// How much of a long line is shown on each side of the caret.
const CONTEXT: usize = 60;

/// A finding: its code and message, the source line with a caret, the item, what was emitted instead and how to settle
/// it. With ANSI styles, which a writer may strip.
pub fn render(located: &Located<'_>) -> String {
    let diagnostic = located.diagnostic;
    let level = match diagnostic.code.severity() {
        Severity::Note => Level::NOTE,
        Severity::Warning => Level::WARNING,
    };
    let item = diagnostic.item.join(" / ");
    let item = (!item.is_empty()).then(|| format!("in `{item}`"));
    let instead = diagnostic
        .instead
        .as_ref()
        .map(|instead| format!("emitted instead: {instead}"));
    let notes = [item, instead]
        .into_iter()
        .flatten()
        .map(|note| Level::NOTE.message(one_line(&note)));
    let help = diagnostic
        .help
        .as_deref()
        .map(|help| Level::HELP.message(one_line(help)));
    let title = level
        .primary_title(one_line(&diagnostic.message))
        .id(diagnostic.code.text());
    let excerpt = Excerpt::new(&located.path, located.text, &located.span);
    let group = Group::with_title(title);
    let group = if diagnostic.code == Code::LiteralSecret {
        // The line would bring the secret into logs.
        excerpt.add_place_to(group)
    } else {
        excerpt.add_to(group)
    };
    let group = group.elements(notes).elements(help);
    Renderer::styled().render(&[group])
}

/// A fault that ended the run, shown as a finding is.
pub fn error(error: &SourceError) -> String {
    let excerpt = Excerpt::new(&error.path, &error.text, &error.span);
    let help = error
        .help
        .as_deref()
        .map(|help| Level::HELP.message(one_line(help)));
    let title = Level::ERROR.primary_title(one_line(&error.message));
    Renderer::styled().render(&[excerpt.add_to(Group::with_title(title)).elements(help)])
}

/// Text of a message, which the renderer does not make harmless itself.
fn one_line(text: &str) -> String {
    printable(text).trim_end().replace('\n', " ")
}

/// The one line that is shown, so that the renderer never sees the rest of a large file.
struct Excerpt<'t> {
    path: String,
    line: usize,
    column: usize,
    text: String,
    span: Range<usize>,
    /// Whether the text before the span is not that of the line.
    is_cut: bool,
    source: &'t str,
}

impl<'t> Excerpt<'t> {
    fn new(path: &Path, source: &'t str, span: &Range<usize>) -> Self {
        let lines = Lines::new(source);
        let position = lines.position(span.start);
        let line = lines.line(position.line);
        let end = span.end.clamp(span.start, line.end.max(span.start));
        let (from, to) = if line.len() <= LONGEST_LINE {
            (line.start, line.end)
        } else {
            let from = source
                .floor_char_boundary(span.start.saturating_sub(CONTEXT))
                .max(line.start);
            let to = source
                .ceil_char_boundary(end.min(span.start + CONTEXT) + CONTEXT)
                .min(line.end);
            (from, to)
        };
        let shown = source.get(from..to).unwrap_or_default();
        let (before, after) = (
            if from > line.start { "…" } else { "" },
            if to < line.end { "…" } else { "" },
        );
        let start = span.start.saturating_sub(from).min(shown.len());
        let end = end.min(to).saturating_sub(from).clamp(start, shown.len());
        let part = |range: Range<usize>| shown.get(range).unwrap_or_default();
        // A secret may stand near what the finding is about.
        let (left, right) = (
            mask_tokens(part(0..start)),
            mask_tokens(part(end..shown.len())),
        );
        let marked = part(start..end);
        let is_masked = left.len() != start;
        let start = before.len() + left.len();
        let end = start + marked.len();
        Self {
            path: path.to_string_lossy().replace('\\', "/"),
            line: position.line,
            column: position.column,
            text: format!("{before}{left}{marked}{right}{after}"),
            span: start..end,
            is_cut: is_masked || to - from < line.len(),
            source,
        }
    }

    /// Where it is, without the line.
    fn add_place_to<'g>(&'g self, group: Group<'g>) -> Group<'g> {
        if self.path.is_empty() {
            return group;
        }
        let origin = Origin::path(self.path.as_str());
        group.element(origin.line(self.line).char_column(self.column))
    }

    fn add_to<'g>(&'g self, group: Group<'g>) -> Group<'g> {
        if self.path.is_empty() {
            return group;
        }
        if self.source.is_empty() {
            return group.element(Origin::path(self.path.as_str()));
        }
        let snippet = Snippet::source(self.text.as_str())
            .line_start(self.line)
            .annotation(AnnotationKind::Primary.span(self.span.clone()));
        if self.is_cut {
            // The renderer would count the column in what is left of the line.
            let origin = Origin::path(self.path.as_str())
                .line(self.line)
                .char_column(self.column);
            return group.element(origin).element(snippet);
        }
        group.element(snippet.path(self.path.as_str()))
    }
}
