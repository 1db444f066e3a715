//! Blocks into lines of Markdown.

use super::WIDTH;
use super::block::{Block, Inline};
use super::inline::{Place, escape_start, words};

/// Languages that a fence may name. Others, and none, become `text`: rustdoc compiles a fence without a language.
const LANGUAGES: [&str; 24] = [
    "bash",
    "c",
    "cpp",
    "csharp",
    "css",
    "csv",
    "diff",
    "go",
    "graphql",
    "html",
    "http",
    "ini",
    "java",
    "javascript",
    "json",
    "kotlin",
    "php",
    "python",
    "ruby",
    "sql",
    "toml",
    "typescript",
    "xml",
    "yaml",
];

/// The blocks as Markdown.
pub(super) fn write(blocks: &[Block]) -> String {
    lines(blocks, WIDTH).join("\n")
}

/// One paragraph as Markdown.
pub(super) fn write_inlines(line: &[Inline]) -> String {
    paragraph(line, WIDTH).join("\n")
}

fn lines(blocks: &[Block], width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| blocks.get(before));
        let own = block_lines(block, width);
        if !own.is_empty() {
            if !lines.is_empty() {
                lines.push(String::new());
                if let (Some(Block::List(one, _)), Block::List(other, _)) = (before, block)
                    && one.is_some() == other.is_some()
                {
                    lines.extend(["---".to_owned(), String::new()]);
                }
            }
            lines.extend(own);
        }
    }
    lines
}

fn block_lines(block: &Block, width: usize) -> Vec<String> {
    match block {
        Block::Paragraph(line) => paragraph(line, width),
        Block::Heading(level, line) => {
            let marks = "#".repeat(usize::from(*level).clamp(1, 5) + 1);
            let text = one_line(line);
            let text = text.trim_end_matches('#').trim_end();
            if text.is_empty() {
                Vec::new()
            } else {
                vec![format!("{marks} {text}")]
            }
        }
        Block::Code(language, code) => fence(language, code),
        Block::List(start, items) => list(*start, items, width),
        Block::Quote(blocks) => {
            let inner = lines(blocks, width.saturating_sub(2));
            inner
                .into_iter()
                .map(|line| format!("> {line}").trim_end().to_owned())
                .collect()
        }
        Block::Table(rows) => table(rows),
        Block::Rule => vec!["---".to_owned()],
    }
}

/// A paragraph, filled. A forced line break is a backslash at the end of a line.
fn paragraph(line: &[Inline], width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let parts = words(line, Place::Lines);
    let count = parts.len();
    for (index, words) in parts.into_iter().enumerate() {
        lines.extend(filled(&words, width));
        if let Some(last) = lines.last_mut().filter(|_| index + 1 < count) {
            last.push('\\');
        }
    }
    lines
}

fn filled(words: &[String], width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut length = 0;
    for word in words {
        let own = word.chars().count();
        match lines.last_mut() {
            Some(line) if length + 1 + own <= width => {
                line.push(' ');
                line.push_str(word);
                length += 1 + own;
            }
            _ => {
                let word = escape_start(word);
                length = word.chars().count();
                lines.push(word);
            }
        }
    }
    lines
}

fn one_line(line: &[Inline]) -> String {
    words(line, Place::OneLine).concat().join(" ")
}

fn fence(language: &str, code: &str) -> Vec<String> {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let marks = "`".repeat(longest.max(2) + 1);
    let mut lines = vec![format!("{marks}{}", language_of(language, code))];
    lines.extend(code.lines().map(str::to_owned));
    lines.push(marks);
    lines
}

/// The language of a fence: as named, when it is known and rustdoc will not compile it; JSON by its content.
fn language_of(named: &str, code: &str) -> &'static str {
    let named = named.trim().to_ascii_lowercase();
    let named = named
        .split([',', ' ', '{'])
        .find(|word| !word.is_empty())
        .unwrap_or_default();
    let named = named
        .strip_prefix("language-")
        .or_else(|| named.strip_prefix("lang-"))
        .unwrap_or(named);
    let named = match named {
        "sh" | "shell" | "curl" | "console" => "bash",
        "js" | "node" => "javascript",
        "ts" => "typescript",
        "py" => "python",
        "yml" => "yaml",
        "c#" | "cs" => "csharp",
        named => named,
    };
    let is_json = || {
        code.starts_with(['{', '[']) && serde_json::from_str::<serde::de::IgnoredAny>(code).is_ok()
    };
    match LANGUAGES.into_iter().find(|language| *language == named) {
        Some(language) => language,
        None if named.is_empty() && is_json() => "json",
        None => "text",
    }
}

fn list(start: Option<u64>, items: &[Vec<Block>], width: usize) -> Vec<String> {
    let first = start.filter(|start| *start < 1_000_000).unwrap_or(1);
    let is_loose = items.iter().any(|item| item.len() > 1 && !is_tight(item));
    let mut lines = Vec::new();
    for (number, item) in (first..).zip(items) {
        let mark = if start.is_some() {
            format!("{number}. ")
        } else {
            "- ".to_owned()
        };
        if is_loose && !lines.is_empty() {
            lines.push(String::new());
        }
        let inner = width.saturating_sub(mark.len()).max(20);
        let own = if is_tight(item) {
            tight(item, inner)
        } else {
            self::lines(item, inner)
        };
        let indent = " ".repeat(mark.len());
        lines.extend(own.into_iter().enumerate().map(|(index, line)| {
            match (index, line.is_empty()) {
                (0, _) => format!("{mark}{line}"),
                (_, true) => line,
                (_, false) => format!("{indent}{line}"),
            }
        }));
    }
    lines
}

/// A line of text with at most a bulleted list below it.
fn is_tight(item: &[Block]) -> bool {
    match item {
        [Block::Paragraph(_)] => true,
        [Block::Paragraph(_), Block::List(None, items)] => items.iter().all(|item| is_tight(item)),
        _ => false,
    }
}

fn tight(item: &[Block], width: usize) -> Vec<String> {
    item.iter()
        .flat_map(|block| block_lines(block, width))
        .collect()
}

/// A table with every row as wide as the widest.
fn table(rows: &[Vec<Vec<Inline>>]) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut lines = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let cells: Vec<String> = (0..columns)
            .map(|column| {
                row.get(column)
                    .map_or_else(String::new, |cell| one_line(cell))
            })
            .collect();
        let text: String = cells
            .iter()
            .map(|cell| {
                if cell.is_empty() {
                    "  |".to_owned()
                } else {
                    format!(" {cell} |")
                }
            })
            .collect();
        lines.push(format!("|{text}"));
        if index == 0 {
            lines.push(format!("|{}", "---|".repeat(columns)));
        }
    }
    lines
}
