//! Text into words.

use deunicode::deunicode;
use heck::ToSnakeCase;

use super::add;

/// Names whose inner capitals are no word boundaries, as heck would have it (`OAuth` is not "o auth").
const COMPOUNDS: [(&str, &str); 8] = [
    ("OAuth", "Oauth"),
    ("OpenID", "Openid"),
    ("GraphQL", "Graphql"),
    ("GitHub", "Github"),
    ("GitLab", "Gitlab"),
    ("PayPal", "Paypal"),
    ("IPv", "Ipv"),
    ("iOS", "ios"),
];

/// How much of a text is looked at; nothing beyond it can reach a name of [`LONGEST`](super::LONGEST) characters.
const LOOKED_AT: usize = 1000;

/// What becomes of symbols.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Symbols {
    /// They separate words, but for a leading sign and in text that has nothing else.
    Separate,
    /// They are words.
    Spelled,
}

/// The words of `text`, with `_` between them.
pub(super) fn read(text: &str, symbols: Symbols) -> String {
    let end = text.char_indices().nth(LOOKED_AT).map(|(at, _)| at);
    let ascii = ascii(end.and_then(|end| text.get(..end)).unwrap_or(text));
    let mut plain = separated(&ascii, symbols);
    if !plain.bytes().any(|byte| byte.is_ascii_alphanumeric()) {
        plain = separated(&ascii, Symbols::Spelled);
    }
    if plain.bytes().any(|byte| byte.is_ascii_uppercase()) {
        for (name, word) in COMPOUNDS {
            if plain.contains(name) {
                plain = plain.replace(name, word);
            }
        }
    }
    joined(&plain)
}

/// `text` in ASCII: other scripts transliterated, signs such as emoji by their names.
fn ascii(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let mut spaced = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '’' | '‘' | 'ʼ' => spaced.push('\''),
            _ if c.is_ascii() || c.is_alphanumeric() => spaced.push(c),
            _ => spaced.extend([' ', c, ' ']),
        }
    }
    deunicode(&spaced)
}

/// `text` with spaces for symbols, or with their names.
fn separated(text: &str, symbols: Symbols) -> String {
    let mut text = text.trim();
    if text.starts_with("http") {
        text = text.trim_start_matches("https://");
        text = text.trim_start_matches("http://");
    }
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        let inside = plain.ends_with(|c: char| c.is_ascii_alphabetic());
        let sign = at == 0
            && matches!(c, '+' | '-')
            && next.is_some_and(|next| next.is_ascii_alphanumeric());
        if c.is_ascii_alphanumeric() {
            plain.push(c);
        } else if c == '\'' && inside && next.is_some_and(|next| next.is_ascii_alphabetic()) {
            // "user's" is one word.
        } else if let Some(name) = symbol_name(c).filter(|_| symbols == Symbols::Spelled || sign) {
            plain.push(' ');
            plain.push_str(name);
            plain.push(' ');
        } else {
            plain.push(' ');
        }
    }
    plain
}

/// The words of text without symbols, by heck's rules; a plural of capitals ("userIDs") stays one word.
fn joined(plain: &str) -> String {
    let mut words = String::with_capacity(plain.len() + 4);
    for part in plain.split_ascii_whitespace() {
        // Most names are in lower case, perhaps behind a capital, which has nothing to split.
        let inner = part.bytes().skip(1).any(|byte| byte.is_ascii_uppercase());
        if inner {
            add(&mut words, &with_small_plurals(part).to_snake_case());
        } else {
            add(&mut words, part);
            let start = words.len() - part.len();
            if let Some(first) = words.get_mut(start..=start) {
                first.make_ascii_lowercase();
            }
        }
    }
    words
}

/// `userIDs` as `userIds`: heck would split before the last capital.
fn with_small_plurals(part: &str) -> String {
    let mut small = String::with_capacity(part.len());
    let mut rest = part;
    while let Some(start) = rest.find(|c: char| c.is_ascii_uppercase()) {
        let (head, tail) = rest.split_at(start);
        let end = tail
            .find(|c: char| !c.is_ascii_uppercase())
            .unwrap_or(tail.len());
        let (capitals, tail) = tail.split_at(end);
        let behind = tail.strip_prefix('s');
        let is_plural = end > 1
            && behind.is_some_and(|behind| !behind.starts_with(|c: char| c.is_ascii_lowercase()));
        small.push_str(head);
        if is_plural {
            let mut capitals = capitals.chars();
            small.extend(capitals.next());
            small.extend(capitals.map(|c| c.to_ascii_lowercase()));
        } else {
            small.push_str(capitals);
        }
        rest = tail;
    }
    small + rest
}

fn symbol_name(symbol: char) -> Option<&'static str> {
    Some(match symbol {
        '+' => "plus",
        '-' => "minus",
        '*' => "star",
        '/' => "slash",
        '\\' => "backslash",
        '=' => "equal",
        '<' => "less",
        '>' => "greater",
        '!' => "not",
        '?' => "question",
        '%' => "percent",
        '&' => "and",
        '|' => "or",
        '^' => "caret",
        '~' => "tilde",
        '#' => "hash",
        '@' => "at",
        '$' => "dollar",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '_' => "underscore",
        '(' | ')' => "parenthesis",
        '[' | ']' => "bracket",
        '{' | '}' => "brace",
        '"' => "quote",
        _ => return None,
    })
}
