//! Text of a line: white space joined; identifiers, variables and addresses set apart from prose.

use std::fmt::Write;

use super::block::Inline;

/// Names that read as prose although clippy's `doc_markdown` looks twice at their shape; it knows them too.
const PROSE: [&str; 16] = [
    "GitHub",
    "GitLab",
    "GraphQL",
    "IPv4",
    "IPv6",
    "JavaScript",
    "TypeScript",
    "OAuth",
    "OpenSSL",
    "OpenTelemetry",
    "PostScript",
    "PowerPoint",
    "WebAssembly",
    "WebSocket",
    "iOS",
    "macOS",
];

/// Joins white space and texts, and turns words into code and links where prose must not show them bare. Empty pieces
/// and white space at both ends go.
pub(super) fn tidy(line: Vec<Inline>) -> Vec<Inline> {
    let mut tidy: Vec<Inline> = Vec::with_capacity(line.len());
    for inline in line {
        match inline {
            Inline::Text(text) => text_pieces(&text, &mut tidy),
            Inline::Code(text) => push_code(
                text.split_whitespace().collect::<Vec<_>>().join(" "),
                &mut tidy,
            ),
            Inline::Emphasis(inner) | Inline::Strong(inner) if inner.is_empty() => {}
            Inline::Link(target, inner) => push_link(&target, inner, &mut tidy),
            Inline::Break => {
                trim_end(&mut tidy);
                if !tidy.is_empty() && tidy.last() != Some(&Inline::Break) {
                    tidy.push(Inline::Break);
                }
            }
            inline => tidy.push(inline),
        }
    }
    while tidy
        .last()
        .is_some_and(|last| matches!(last, Inline::Break) || is_blank(last))
    {
        tidy.pop();
    }
    trim_end(&mut tidy);
    if let Some(Inline::Text(first)) = tidy.first_mut() {
        *first = first.trim_start().to_owned();
    }
    tidy.retain(|inline| !matches!(inline, Inline::Text(text) if text.is_empty()));
    tidy
}

fn is_blank(inline: &Inline) -> bool {
    matches!(inline, Inline::Text(text) if text.trim().is_empty())
}

fn trim_end(line: &mut [Inline]) {
    if let Some(Inline::Text(last)) = line.last_mut() {
        last.truncate(last.trim_end().len());
    }
}

fn push_text(text: &str, line: &mut Vec<Inline>) {
    match line.last_mut() {
        Some(Inline::Text(last)) if last.ends_with(' ') => {
            last.push_str(text.trim_start_matches(' '));
        }
        Some(Inline::Text(last)) => last.push_str(text),
        Some(Inline::Break) | None => {
            line.push(Inline::Text(text.trim_start_matches(' ').to_owned()));
        }
        Some(_) => line.push(Inline::Text(text.to_owned())),
    }
}

/// Code that touches code becomes one piece: two spans in a row would run together.
fn push_code(code: String, line: &mut Vec<Inline>) {
    match line.last_mut() {
        _ if code.is_empty() => {}
        Some(Inline::Code(last)) => last.push_str(&code),
        _ => line.push(Inline::Code(code)),
    }
}

/// A link to an absolute address; any other leads nowhere from a documentation page and stays text.
fn push_link(target: &str, inner: Vec<Inline>, line: &mut Vec<Inline>) {
    let target = target.trim();
    let is_absolute = ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| target.starts_with(scheme));
    if !is_absolute
        || target.contains("{{")
        || target
            .split_once(':')
            .is_none_or(|(_, rest)| rest.len() <= 3)
    {
        line.extend(inner);
        return;
    }
    let inner: Vec<Inline> = inner.into_iter().flat_map(without_links).collect();
    line.push(Inline::Link(encoded(target), inner));
}

fn without_links(inline: Inline) -> Vec<Inline> {
    match inline {
        Inline::Link(_, inner) => inner,
        Inline::Break => vec![Inline::Text(" ".to_owned())],
        Inline::Emphasis(inner) => vec![Inline::Emphasis(
            inner.into_iter().flat_map(without_links).collect(),
        )],
        Inline::Strong(inner) => vec![Inline::Strong(
            inner.into_iter().flat_map(without_links).collect(),
        )],
        inline => vec![inline],
    }
}

/// An address with everything encoded that could end it inside `<…>` or `(…)`.
fn encoded(target: &str) -> String {
    let mut address = String::with_capacity(target.len());
    for c in target.chars() {
        if c.is_ascii_alphanumeric() || "-._~:/?#@!$&*+,;=%".contains(c) || !c.is_ascii() {
            address.push(c);
        } else {
            let _ = write!(address, "%{:02X}", u32::from(c));
        }
    }
    address
}

/// Text as words, with single spaces between them. A `{{variable}}` is code; so is the whole of an address or path
/// that it stands in.
fn text_pieces(text: &str, line: &mut Vec<Inline>) {
    let mut rest = text;
    while let Some((start, end)) = variable(rest) {
        let (from, to) = (word_start(rest, start), word_end(rest, end));
        let is_path = rest.get(from..to).is_some_and(|word| word.contains('/'));
        let (from, to) = if is_path { (from, to) } else { (start, end) };
        words(rest.get(..from).unwrap_or_default(), line);
        push_code(rest.get(from..to).unwrap_or_default().to_owned(), line);
        rest = rest.get(to..).unwrap_or_default();
    }
    words(rest, line);
}

/// Where the first `{{variable}}` stands.
fn variable(text: &str) -> Option<(usize, usize)> {
    let start = text.find("{{")?;
    let behind = text.get(start..)?;
    let length = behind.find("}}")? + 2;
    let name = behind.get(..length)?.trim_matches(['{', '}']);
    (!name.is_empty() && !name.contains(['{', '}', '\n'])).then_some((start, start + length))
}

fn word_start(text: &str, variable: usize) -> usize {
    let before = text.get(..variable).unwrap_or_default();
    let word = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    variable - word.trim_start_matches(['(', '[', '"', '\'']).len()
}

/// Where the word behind a variable ends, with the variables in it.
fn word_end(text: &str, variable: usize) -> usize {
    let mut at = variable;
    loop {
        let behind = text.get(at..).unwrap_or_default();
        let word = behind.split(char::is_whitespace).next().unwrap_or_default();
        match self::variable(behind) {
            Some((start, end)) if start < word.len() => at += end,
            _ => {
                return at
                    + word
                        .trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '"', '\''])
                        .len();
            }
        }
    }
}

fn words(text: &str, line: &mut Vec<Inline>) {
    let mut pieces = text.split(char::is_whitespace);
    if let Some(first) = pieces.next() {
        word(first, line);
    }
    for piece in pieces {
        push_text(" ", line);
        word(piece, line);
    }
}

/// One word with the punctuation around it.
fn word(word: &str, line: &mut Vec<Inline>) {
    if is_plain(word) {
        return push_text(word, line);
    }
    if let Some(at) = word.find("http://").or_else(|| word.find("https://")) {
        let (before, address) = word.split_at(at);
        let address = address
            .split(['"', '`', '|', '\\'])
            .next()
            .unwrap_or_default();
        let address =
            address.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'', ']', '}', '*', '_']);
        part(before, line);
        self::address(address, line);
        return part(
            word.get(before.len() + address.len()..).unwrap_or_default(),
            line,
        );
    }
    for (index, piece) in word.split('\'').enumerate() {
        if index > 0 {
            push_text("'", line);
        }
        part(piece, line);
    }
}

/// Whether a word is what most words are: small letters, perhaps behind a capital and before a sign, so that it can be no
/// identifier and no address.
fn is_plain(word: &str) -> bool {
    let letters = word.trim_end_matches(['.', ',', ';']).as_bytes();
    let letters = match letters {
        [b'A'..=b'Z', small @ ..] => small,
        letters => letters,
    };
    letters.iter().all(u8::is_ascii_lowercase)
}

fn address(address: &str, line: &mut Vec<Inline>) {
    let host = address.split_once("://").map_or("", |(_, rest)| {
        rest.split(['/', '?', '#']).next().unwrap_or_default()
    });
    let is_public = host.contains('.')
        && host
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':'))
        && address
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'{' | b'}' | b'[' | b']'));
    if is_public {
        line.push(Inline::Link(encoded(address), Vec::new()));
    } else {
        push_code(address.to_owned(), line);
    }
}

/// A word, as code when it is an identifier; punctuation around it stays outside.
fn part(word: &str, line: &mut Vec<Inline>) {
    let is_edge = |c: char| !c.is_alphanumeric() && c != ':';
    let trimmed = word.trim_end_matches(is_edge);
    let trimmed = word
        .get(..trimmed.len() + 2)
        .filter(|called| called.ends_with("()"))
        .unwrap_or(trimmed);
    let behind = word.get(trimmed.len()..).unwrap_or_default();
    let core = trimmed.trim_start_matches(is_edge);
    let before = trimmed.strip_suffix(core).unwrap_or_default();
    if is_identifier(core) {
        push_text(before, line);
        push_code(core.to_owned(), line);
        push_text(behind, line);
    } else {
        push_text(word, line);
    }
}

/// Whether some part of the word looks like a name in code: snake case, inner capitals, a path, a call.
fn is_identifier(word: &str) -> bool {
    let mut names = word.split(|c: char| !c.is_alphanumeric() && c != '_');
    word.contains("::")
        || word.ends_with("()")
        || names.any(|name| has_underscore(name) || is_camel_case(name))
}

fn has_underscore(name: &str) -> bool {
    name.trim_matches('_').contains('_') || (name.len() > 1 && name.contains('_'))
}

fn is_camel_case(name: &str) -> bool {
    let stem = name.strip_suffix('s').unwrap_or(name);
    let inner_capital = stem
        .char_indices()
        .any(|(at, c)| at > 0 && c.is_uppercase());
    inner_capital && stem.chars().any(char::is_lowercase) && !PROSE.contains(&name)
}
