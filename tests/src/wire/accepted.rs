//! The differences that stay on purpose, by rule. `tests/oracle/ACCEPTED.md` gives the reason of each.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Capture, Difference, Names};

/// Why a difference stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// Length and host of a message are what HTTP needs, not what the collection says.
    Framing,
    /// One `Authorization`, `Content-Type` or API key, where the collection has several.
    OneHeader,
    /// A field that is required and disabled in the collection is sent.
    Required,
    /// JSON, where the collection has a text that is none.
    Json,
    /// A value of the type that the other samples of its place have.
    OneType,
    /// Parts of one name stand together.
    GroupedParts,
    /// A file after a list of files is sent.
    FileAfterFiles,
    /// What cannot be signed is not sent.
    Unsigned,
    /// A method is no variable.
    Method,
    /// An address has a valid port.
    Address,
    /// A token or an API key without a value of its own.
    BlankKey,
    /// A signature of AWS without keys.
    BlankAws,
    /// The bytes of a header beyond ASCII.
    HeaderBytes,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Self; 13] = [
        Self::Framing,
        Self::OneHeader,
        Self::Required,
        Self::Json,
        Self::OneType,
        Self::GroupedParts,
        Self::FileAfterFiles,
        Self::Unsigned,
        Self::Method,
        Self::Address,
        Self::BlankKey,
        Self::BlankAws,
        Self::HeaderBytes,
    ];

    /// The name in the list.
    pub fn name(self) -> &'static str {
        match self {
            Self::Framing => "framing",
            Self::OneHeader => "one-header",
            Self::Required => "required",
            Self::Json => "json",
            Self::OneType => "one-type",
            Self::GroupedParts => "grouped-parts",
            Self::FileAfterFiles => "file-after-files",
            Self::Unsigned => "unsigned",
            Self::Method => "method",
            Self::Address => "address",
            Self::BlankKey => "blank-key",
            Self::BlankAws => "blank-aws",
            Self::HeaderBytes => "header-bytes",
        }
    }

    /// The rule under which a call fails although newman sends something.
    pub(super) fn of_failure(reason: &str) -> Option<Self> {
        let table = [
            ("it could not be signed", Self::Unsigned),
            ("the method cannot be sent", Self::Method),
            ("a base URL has no valid host and port", Self::Address),
        ];
        let found = table.iter().find(|(text, _)| reason.contains(text));
        found.map(|(_, rule)| *rule)
    }

    /// The rule of a difference.
    pub(super) fn of(
        difference: &Difference,
        ours: &Capture,
        newman: &Capture,
        names: &Names,
    ) -> Option<Self> {
        let Names { required, keys } = names;
        let is_new = difference.newman == "(absent)";
        let rule_if = |rule: Self, holds: bool| holds.then_some(rule);
        match difference.cause.as_str() {
            "header authorization" | "query" if is_aws_without_keys(&difference.newman) => {
                Some(Self::BlankAws)
            }
            "header content-length" => Some(Self::Framing),
            // The type of a form that newman does not send; whether it may be sent is up to its parts.
            "header content-type" if newman.body.is_empty() && ours.multipart.is_some() => {
                Some(Self::Required)
            }
            "header host" => rule_if(Self::Framing, is_new),
            cause if is_header(cause) && is_same_in_utf8(difference) => Some(Self::HeaderBytes),
            "header authorization" if difference.newman == "Bearer undefined" => {
                rule_if(Self::BlankKey, difference.ours == "(absent)")
            }
            cause if is_one_of_several(cause, difference, keys) => Some(Self::OneHeader),
            "query" => {
                let (ours, newman) = (ours.target().1, newman.target().1);
                let (ours, newman) = (entries(&ours), entries(&newman));
                if has_blank_key(&ours, &newman, keys) {
                    return Some(Self::BlankKey);
                }
                rule_if(Self::Required, are_additions(ours, newman, required))
            }
            "body that newman does not send" => {
                let holds = are_additions(entries(&ours.body_text()), Vec::new(), required);
                rule_if(Self::Required, holds)
            }
            "body that is no JSON" => Some(Self::Json),
            "body JSON" => rule_if(Self::OneType, has_same_texts(&ours.body, &newman.body)),
            "body" => rule_if(Self::Framing, ours.body.starts_with(&newman.body)),
            "multipart" => of_parts(ours, newman, required),
            cause => {
                let header = cause.strip_prefix("header ")?;
                let is_field = |known: &String| known.eq_ignore_ascii_case(header);
                if difference.newman == "null" && keys.iter().any(is_field) {
                    return Some(Self::BlankKey);
                }
                rule_if(Self::Required, is_new && required.iter().any(is_field))
            }
        }
    }
}

/// The rule of a difference between the parts of two forms.
fn of_parts(ours: &Capture, newman: &Capture, required: &BTreeSet<String>) -> Option<Rule> {
    let (ours, newman) = match &newman.multipart {
        Some(parts) => (ours.multipart.clone()?, parts.clone()),
        None if newman.body.is_empty() => (ours.multipart.clone()?, Vec::new()),
        None => return None,
    };
    let sorted = |mut parts: Vec<String>| {
        parts.sort();
        parts
    };
    if sorted(ours.clone()) == sorted(newman.clone()) {
        return Some(Rule::GroupedParts);
    }
    let mut pairs = ours.iter().zip(&newman);
    if ours.len() == newman.len()
        && pairs.all(|(own, sent)| own == sent || sent.contains("; filename=\"\"; "))
    {
        return Some(Rule::FileAfterFiles);
    }
    let named = |parts: Vec<String>| {
        parts
            .into_iter()
            .map(|part| (part_name(&part), part))
            .collect()
    };
    are_additions(named(ours), named(newman), required).then_some(Rule::Required)
}

fn part_name(part: &str) -> String {
    let name = part.split_once("name=\"").map_or("", |(_, rest)| rest);
    name.split('"').next().unwrap_or_default().to_owned()
}

/// The entries of a query or a form: name, and the whole.
fn entries(text: &str) -> Vec<(String, String)> {
    let entries = text.trim_start_matches('?').split('&');
    entries
        .filter(|entry| !entry.is_empty())
        .map(|entry| {
            let name = entry.split('=').next().unwrap_or_default();
            (name.to_owned(), entry.to_owned())
        })
        .collect()
}

/// Whether all that was sent is there, in order, and the rest are fields of these names.
fn are_additions(
    ours: Vec<(String, String)>,
    newman: Vec<(String, String)>,
    names: &BTreeSet<String>,
) -> bool {
    let mut sent = newman.into_iter().map(|(_, entry)| entry).peekable();
    let mut is_known = true;
    for (name, entry) in ours {
        if sent.next_if(|sent| *sent == entry).is_none() {
            is_known &= names.contains(&name);
        }
    }
    is_known && sent.next().is_none()
}

/// Whether entries differ in API keys only, of which newman sends the names.
fn has_blank_key(
    ours: &[(String, String)],
    newman: &[(String, String)],
    keys: &BTreeSet<String>,
) -> bool {
    let mut pairs = ours.iter().zip(newman);
    ours.len() == newman.len()
        && pairs.all(|(own, sent)| {
            own == sent || (own.0 == sent.0 && sent.0 == sent.1 && keys.contains(&own.0))
        })
}

/// Whether a difference is one of a header.
fn is_header(cause: &str) -> bool {
    cause.starts_with("header ")
}

/// Whether newman sent several headers, each with what the client sends once: `Authorization`, `Content-Type` or a key.
fn is_one_of_several(cause: &str, difference: &Difference, keys: &BTreeSet<String>) -> bool {
    let Some(header) = cause.strip_prefix("header ") else {
        return false;
    };
    let mut sent = difference.newman.split(" | ");
    let is_field = |known: &str| known.eq_ignore_ascii_case(header);
    difference.newman.contains(" | ")
        && (["authorization", "content-type"]
            .iter()
            .any(|known| is_field(known))
            || keys.iter().any(|known| is_field(known)))
        && sent.any(|one| one == difference.ours)
}

/// Whether newman sent in UTF-8 what the client sends in Latin-1; recordings show bytes as Latin-1.
fn is_same_in_utf8(difference: &Difference) -> bool {
    let bytes = difference
        .newman
        .chars()
        .map(|byte| u8::try_from(byte).ok());
    let bytes: Option<Vec<u8>> = bytes.collect();
    let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
    text.is_some_and(|text| text == difference.ours)
}

/// Whether newman signed for AWS without a key's ID.
fn is_aws_without_keys(newman: &str) -> bool {
    let ids = ["Credential=undefined", "Credential=/", "Credential=%2F"];
    newman.contains("AWS4-HMAC-SHA256") && ids.iter().any(|id| newman.contains(id))
}

/// Whether two JSON texts say the same when every scalar is text.
fn has_same_texts(ours: &[u8], newman: &[u8]) -> bool {
    fn as_texts(value: Value) -> Value {
        match value {
            Value::Array(list) => list.into_iter().map(as_texts).collect(),
            Value::Object(members) => {
                let members = members.into_iter();
                members
                    .map(|(name, value)| (name, as_texts(value)))
                    .collect()
            }
            Value::Number(number) => Value::String(number.to_string()),
            Value::Bool(value) => Value::String(value.to_string()),
            value => value,
        }
    }
    let read = |bytes| serde_json::from_slice(bytes).ok().map(as_texts);
    read(ours).is_some_and(|ours| read(newman) == Some(ours))
}

#[cfg(test)]
mod tests {
    use super::{
        Difference, Rule, are_additions, entries, has_blank_key, has_same_texts, is_one_of_several,
        is_same_in_utf8,
    };

    #[test]
    fn the_list_and_the_rules_are_the_same() {
        let list = include_str!("../../oracle/ACCEPTED.md");
        let (rules, _) = list.split_once("Values that a caller gives").unwrap();
        let listed: Vec<&str> = rules
            .lines()
            .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
            .collect();
        let rules: Vec<&str> = Rule::ALL.iter().map(|rule| rule.name()).collect();
        assert_eq!(listed, rules);
    }

    #[test]
    fn only_required_fields_may_be_added() {
        let required = ["from".to_owned()].into();
        let holds = |ours, newman| are_additions(entries(ours), entries(newman), &required);
        assert!(holds("?from=&a=1", "?a=1"));
        assert!(!holds("?from=&a=2", "?a=1"));
        assert!(!holds("?to=&a=1", "?a=1"));
        assert!(!holds("?from=", "?from=&a=1"));
    }

    #[test]
    fn only_the_value_of_an_api_key_may_be_missing() {
        let keys = ["kk".to_owned()].into();
        let holds = |ours, newman| has_blank_key(&entries(ours), &entries(newman), &keys);
        assert!(holds("?a=1&kk=", "?a=1&kk"));
        assert!(!holds("?a=&kk=", "?a&kk"));
        assert!(!holds("?a=1", "?a=1&kk"));
        assert!(!holds("?kk=1", "?kk=2"));
    }

    #[test]
    fn only_headers_of_credentials_and_types_are_sent_once() {
        let keys = ["X-Api-Key".to_owned()].into();
        let holds = |header: &str, ours: &str| {
            let difference = Difference {
                cause: format!("header {header}"),
                newman: "a | b".to_owned(),
                ours: ours.to_owned(),
            };
            is_one_of_several(&difference.cause, &difference, &keys)
        };
        assert!(holds("authorization", "a"));
        assert!(holds("x-api-key", "b"));
        assert!(!holds("x-api-key", "c"));
        assert!(!holds("x-list", "a"));
    }

    #[test]
    fn only_the_encoding_of_a_header_may_differ() {
        let holds = |newman: &str, ours: &str| {
            is_same_in_utf8(&Difference {
                cause: "header x-a".to_owned(),
                newman: newman.to_owned(),
                ours: ours.to_owned(),
            })
        };
        assert!(holds("\u{c3}\u{a9}", "é"));
        assert!(!holds("\u{c3}\u{a9}", "e"));
        assert!(!holds("é", "è"));
    }

    #[test]
    fn another_type_is_the_same_text_and_nothing_else() {
        assert!(has_same_texts(br#"{"a":["1"]}"#, br#"{"a":[1]}"#));
        assert!(!has_same_texts(br#"{"a":"1"}"#, br#"{"a":2}"#));
        assert!(!has_same_texts(br#"{"a":null}"#, br#"{"a":"null"}"#));
    }
}
