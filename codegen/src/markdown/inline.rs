//! A line of inlines into words of Markdown that may be broken between.

use super::block::Inline;

/// Stands for a space that must not be broken, until the words are laid out. Cleaned text has no control characters.
const GLUE: char = '\0';

/// Stands for a line break.
const BREAK: &str = "\u{1}";

/// Where the words go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Lines of their own.
    Lines,
    /// One line: a heading or a cell of a table.
    OneLine,
}

/// The words of a line, escaped.
pub(super) fn words(line: &[Inline], place: Place) -> Vec<Vec<String>> {
    let mut text = String::new();
    write(line, &mut text, place);
    text.split(BREAK)
        .map(|line| {
            line.split(' ')
                .filter(|word| !word.is_empty())
                .map(|word| word.replace(GLUE, " "))
                .collect()
        })
        .filter(|words: &Vec<String>| !words.is_empty())
        .collect()
}

fn write(line: &[Inline], into: &mut String, place: Place) {
    for (index, inline) in line.iter().enumerate() {
        let next = line.get(index + 1).map(first_character);
        match inline {
            Inline::Text(text) => escape(text, into),
            Inline::Code(code) => write_code(code, into, place),
            Inline::Emphasis(inner) => write_marked("*", inner, next, into, place),
            Inline::Strong(inner) => write_marked("**", inner, next, into, place),
            Inline::Link(target, inner) => write_link(target, inner, into, place),
            Inline::Break if place == Place::Lines => into.push_str(BREAK),
            Inline::Break => into.push(' '),
        }
    }
}

/// Emphasis, where its marks would be read as such: not inside a word, and not beside other marks.
fn write_marked(mark: &str, inner: &[Inline], next: Option<char>, into: &mut String, place: Place) {
    let mut content = String::new();
    write(inner, &mut content, Place::OneLine);
    let content = content.trim();
    let before = into.chars().next_back();
    let is_open =
        |c: char| c == ' ' || c == '\u{1}' || (c.is_ascii_punctuation() && !"*_\\`".contains(c));
    let fits = before.is_none_or(is_open)
        && next.is_none_or(is_open)
        && !content.is_empty()
        && !content.replace("\\*", "").contains(mark)
        && !content.starts_with('*')
        && !content.ends_with(['*', '\\']);
    if fits {
        into.push_str(mark);
        into.push_str(content);
        into.push_str(mark);
    } else {
        write(inner, into, place);
    }
}

fn write_link(target: &str, inner: &[Inline], into: &mut String, place: Place) {
    let mut content = String::new();
    write(inner, &mut content, Place::OneLine);
    let content = straight_quotes_replaced(content.trim());
    let shown = content.replace('\\', "");
    if shown.is_empty() || shown == target || shown.contains("://") {
        into.extend(["<", target, ">"]);
    } else {
        let target = if place == Place::OneLine {
            target.replace('|', "%7C")
        } else {
            target.to_owned()
        };
        let target = target.replace('*', "%2A").replace('_', "%5F");
        into.extend(["[", &content, "](", &target, ")"]);
    }
}

/// A link whose text has straight quotes looks to clippy like one to an item.
fn straight_quotes_replaced(text: &str) -> String {
    let text = text.trim_start_matches('\'');
    let pieces = text
        .split('"')
        .enumerate()
        .map(|(index, piece)| match index {
            0 => piece.to_owned(),
            _ if index % 2 == 1 => format!("“{piece}"),
            _ => format!("”{piece}"),
        });
    pieces.collect()
}

fn write_code(code: &str, into: &mut String, place: Place) {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if code.starts_with('`') || code.ends_with('`') {
        "\0"
    } else {
        ""
    };
    let code = code.replace(' ', "\0");
    let code = if place == Place::OneLine {
        code.replace('|', "\\|")
    } else {
        code
    };
    if into.ends_with('`') {
        into.push(' ');
    }
    into.extend([&fence, pad, &code, pad, &fence]);
}

fn first_character(inline: &Inline) -> char {
    match inline {
        Inline::Text(text) => text.chars().next().unwrap_or(' '),
        Inline::Code(_) => '`',
        Inline::Emphasis(_) | Inline::Strong(_) => '*',
        Inline::Link(..) => '<',
        Inline::Break => ' ',
    }
}

/// Writes text so that no character of it is markup.
fn escape(text: &str, into: &mut String) {
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let next = characters.peek().copied();
        let is_markup = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' => true,
            '&' => next.is_some_and(|next| next.is_ascii_alphanumeric() || next == '#'),
            _ => false,
        };
        if is_markup {
            into.push('\\');
        }
        into.push(c);
    }
}

/// Escapes what would be markup at the start of a line only: headings, items, rules.
pub(super) fn escape_start(word: &str) -> String {
    let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = word.split_at(digits);
    if (1..=9).contains(&digits) && rest.starts_with(['.', ')']) {
        format!("{number}\\{rest}")
    } else if word.starts_with(['#', '+', '-', '=', ':']) {
        format!("\\{word}")
    } else {
        word.to_owned()
    }
}
