//! Characters first: what has no place in a doc comment, and `<pre>` on lines of its own.

use std::borrow::Cow;

/// Removes control, bidirectional and invisible characters, and sets `<pre>` apart.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    let clean = if text.bytes().all(|byte| matches!(byte, b'\n' | b' '..=b'~')) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(visible(text))
    };
    if clean.contains('<') && clean.contains("<pre") {
        Cow::Owned(isolated(&clean))
    } else {
        clean
    }
}

fn visible(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\r' => {
                if characters.peek() != Some(&'\n') {
                    clean.push('\n');
                }
            }
            '\n' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' | '\u{85}' => clean.push('\n'),
            '\t' => clean.push_str("    "),
            _ if c.is_control() || is_invisible(c) => {}
            _ if c.is_whitespace() => clean.push(' '),
            _ => clean.push(c),
        }
    }
    clean
}

/// Marks that change the direction of text, and characters without width.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffc}' | '\u{e0000}'..='\u{e0fff}')
}

/// Puts `<pre>…</pre>` between blank lines: Markdown would otherwise read what stands inside, or after it.
fn isolated(text: &str) -> String {
    let mut isolated = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(start) = rest.find("<pre") {
        let (before, element) = rest.split_at(start);
        isolated.push_str(before);
        let Some(end) = element.find("</pre>").map(|at| at + "</pre>".len()) else {
            rest = element;
            break;
        };
        let (element, behind) = element.split_at(end);
        let is_code = before.ends_with('`') || isolated.matches("```").count() % 2 == 1;
        if is_code {
            isolated.push_str(element);
        } else {
            isolated.truncate(isolated.trim_end_matches(' ').len());
            isolated.push_str("\n\n");
            isolated.push_str(element);
            isolated.push_str("\n\n");
        }
        rest = if is_code {
            behind
        } else {
            behind.trim_start_matches(' ')
        };
    }
    isolated + rest
}
