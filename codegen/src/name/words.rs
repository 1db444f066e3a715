//! Text of a collection as words: the common form behind every identifier.

use deunicode::deunicode;
use heck::ToSnakeCase;

/// Longest name in characters; longer text is cut after the last whole word that fits.
const LONGEST: usize = 80;

/// How much of a text is looked at; nothing beyond it can reach a name of [`LONGEST`] characters.
const LOOKED_AT: usize = 1000;

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

/// Words in lower-case ASCII letters and digits, `_` between them.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Words(String);

impl Words {
    /// The words of `text`. Symbols separate words, with three exceptions: a leading sign is spelled (`-created_at` is
    /// "minus created at"), text of symbols alone is spelled (`>=` is "greater than or equal"), and an apostrophe
    /// inside a word is dropped ("user's" is "users").
    pub(super) fn of(text: &str) -> Self {
        Self::read(text, false)
    }

    /// The words with every symbol spelled, for names that differ in nothing else (`C++` and `C#`).
    pub(super) fn spelled(text: &str) -> Self {
        Self::read(text, true)
    }

    /// The words without a leading number of a list ("2. Users", "01 - Login", "5.2.1 Logout"), when words are left.
    pub(super) fn unnumbered(text: &str) -> Self {
        let text = text.trim_start();
        let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let name = rest.trim_start_matches([' ', ')', ':', '-', '–']);
        let number = text.strip_suffix(name).unwrap_or_default();
        let mark = number.trim_end();
        let is_marked = mark.matches('.').count() > 1 || mark.ends_with(['.', ')', ':', '-', '–']);
        if is_marked && number.ends_with(' ') && number.starts_with(|c: char| c.is_ascii_digit()) {
            let words = Self::of(name);
            if words.starts_with_letter() {
                return words;
            }
        }
        Self::of(text)
    }

    fn read(text: &str, spell: bool) -> Self {
        if !spell && is_snake(text) {
            return Self(text.to_owned());
        }
        let end = text.char_indices().nth(LOOKED_AT).map(|(at, _)| at);
        let ascii = ascii(end.and_then(|end| text.get(..end)).unwrap_or(text));
        let mut plain = separated(&ascii, spell);
        if !plain.bytes().any(|byte| byte.is_ascii_alphanumeric()) {
            plain = separated(&ascii, true);
        }
        if plain.bytes().any(|byte| byte.is_ascii_uppercase()) {
            for (name, word) in COMPOUNDS {
                if plain.contains(name) {
                    plain = plain.replace(name, word);
                }
            }
        }
        Self(joined(&plain)).shortened()
    }

    /// Whether there is no word.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether an identifier can start with the first word.
    pub(super) fn starts_with_letter(&self) -> bool {
        self.0.starts_with(|c: char| c.is_ascii_alphabetic())
    }

    /// Whether every word of `other` is among the words, in singular or plural.
    pub(super) fn covers(&self, other: &Self) -> bool {
        other
            .each()
            .all(|word| self.each().any(|own| singular(own) == singular(word)))
    }

    /// Whether these words start with those of `other`.
    pub(super) fn starts_with(&self, other: &Self) -> bool {
        let rest = self.0.strip_prefix(&other.0);
        rest.is_some_and(|rest| other.is_empty() || rest.is_empty() || rest.starts_with('_'))
    }

    /// These words, then those of `other`.
    pub(super) fn then(&self, other: &Self) -> Self {
        self.then_whole(other).shortened()
    }

    /// These words, then those of `other`, however long: for what is no identifier.
    pub(super) fn then_whole(&self, other: &Self) -> Self {
        let mut words = self.0.clone();
        add(&mut words, &other.0);
        Self(words)
    }

    /// These words, then a number: what is left when no meaning tells names apart.
    pub(super) fn numbered(&self, number: usize) -> Self {
        self.then_whole(&Self(number.to_string()))
    }

    /// In snake case: `link_a_user_account`.
    pub(super) fn snake(&self) -> String {
        self.0.clone()
    }

    /// In upper camel case: `LinkAUserAccount`. Numbers that would run together keep an underscore: `V1_2`.
    pub(super) fn camel(&self) -> String {
        let mut camel = String::with_capacity(self.0.len());
        for word in self.each() {
            let mut letters = word.chars();
            let Some(first) = letters.next() else {
                continue;
            };
            if first.is_ascii_digit() && camel.ends_with(|c: char| c.is_ascii_digit()) {
                camel.push('_');
            }
            camel.push(first.to_ascii_uppercase());
            camel.push_str(letters.as_str());
        }
        camel
    }

    fn each(&self) -> impl Iterator<Item = &str> {
        self.0.split('_').filter(|word| !word.is_empty())
    }

    fn shortened(mut self) -> Self {
        if let Some(fitting) = self.0.get(..=LONGEST) {
            let end = fitting.rfind('_').unwrap_or(LONGEST);
            self.0.truncate(end);
        }
        self
    }
}

/// Whether a text is what its words would be: most members of JSON are.
fn is_snake(text: &str) -> bool {
    let is_word = |word: &[u8]| {
        let mut letters = word.iter();
        !word.is_empty() && letters.all(|c| matches!(c, b'a'..=b'z' | b'0'..=b'9'))
    };
    text.len() <= LONGEST && text.as_bytes().split(|byte| *byte == b'_').all(is_word)
}

/// Adds words to words.
fn add(words: &mut String, more: &str) {
    if !words.is_empty() && !more.is_empty() {
        words.push('_');
    }
    words.push_str(more);
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
fn separated(text: &str, spell: bool) -> String {
    let mut text = text.trim();
    if text.starts_with("http") {
        text = text.trim_start_matches("https://");
        text = text.trim_start_matches("http://");
    }
    let mut plain = String::with_capacity(text.len());
    let mut symbols = text.char_indices().peekable();
    while let Some((at, c)) = symbols.next() {
        let next = symbols.peek().map(|(_, next)| *next);
        let inside = plain.ends_with(|c: char| c.is_ascii_alphabetic());
        let sign = at == 0
            && matches!(c, '+' | '-')
            && next.is_some_and(|next| next.is_ascii_alphanumeric());
        if c.is_ascii_alphanumeric() {
            plain.push(c);
        } else if c == '\'' && inside && next.is_some_and(|next| next.is_ascii_alphabetic()) {
            // "user's" is one word.
        } else if let Some(name) = symbol_name(c).filter(|_| spell || sign) {
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

fn singular(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
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

#[cfg(test)]
mod tests {
    use super::Words;

    fn snake(text: &str) -> String {
        Words::of(text).snake()
    }

    #[test]
    fn a_sentence_becomes_its_words() {
        assert_eq!(snake("Link a user account"), "link_a_user_account");
        assert_eq!(Words::of("Link a user account").camel(), "LinkAUserAccount");
    }

    #[test]
    fn an_apostrophe_does_not_split_a_word() {
        assert_eq!(snake("Get user's log events"), "get_users_log_events");
        assert_eq!(snake("Get user’s log events"), "get_users_log_events");
        assert_eq!(snake("Send a 'hello'"), "send_a_hello");
    }

    #[test]
    fn product_names_and_plural_capitals_stay_whole() {
        assert_eq!(snake("OAuth2 IDs over IPv6"), "oauth2_ids_over_ipv6");
        assert_eq!(snake("userIDs"), "user_ids");
        assert_eq!(snake("listURLsByID"), "list_urls_by_id");
        assert_eq!(snake("DNSsettings"), "dn_ssettings");
        assert_eq!(snake("JSONBody"), "json_body");
    }

    #[test]
    fn signs_and_lone_symbols_are_spelled() {
        assert_eq!(snake("+1"), "plus_1");
        assert_eq!(snake("-created_at"), "minus_created_at");
        assert_eq!(snake(">="), "greater_equal");
        assert_eq!(snake("*"), "star");
        assert_eq!(Words::spelled("C++").snake(), "c_plus_plus");
        assert_eq!(snake("-- x"), "x");
    }

    #[test]
    fn other_scripts_are_transliterated() {
        assert_eq!(snake("Größe ändern"), "grosse_andern");
        assert_eq!(snake("北京 天气"), "bei_jing_tian_qi");
        assert_eq!(snake("dogs🐶now"), "dogs_dog_now");
        assert_eq!(snake("Удалить"), "udalit");
    }

    #[test]
    fn a_url_loses_its_scheme() {
        assert_eq!(
            snake("https://{{host}}/v1/users?id=1"),
            "host_v1_users_id_1"
        );
    }

    #[test]
    fn list_numbers_are_dropped_only_before_words() {
        assert_eq!(Words::unnumbered("2. Users").snake(), "users");
        assert_eq!(Words::unnumbered("01 - Log in").snake(), "log_in");
        assert_eq!(Words::unnumbered("1.2) Log in").snake(), "log_in");
        assert_eq!(Words::unnumbered("5.2.1 Log in").snake(), "log_in");
        assert_eq!(Words::unnumbered("200 OK").snake(), "200_ok");
        assert_eq!(Words::unnumbered("2.").snake(), "2");
        assert_eq!(Words::unnumbered("3-D models").snake(), "3_d_models");
        assert_eq!(Words::unnumbered("1.5 hours").snake(), "1_5_hours");
        assert_eq!(Words::unnumbered("3D models").snake(), "3d_models");
        assert_eq!(Words::unnumbered("1.2.3").snake(), "1_2_3");
    }

    #[test]
    fn long_text_is_cut_after_a_word() {
        let name = snake(&"many words make a very long name ".repeat(9));
        assert!(name.len() <= 80, "{name}");
        assert!(name.ends_with("_very_long_name_many_words"), "{name}");
        assert_eq!(snake(&"x".repeat(500)).len(), 80);
    }

    #[test]
    fn numbers_do_not_run_together() {
        assert_eq!(Words::of("v1.2").camel(), "V1_2");
    }
}
