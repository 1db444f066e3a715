//! Clock and random values, variables of examples, serde shims.

use std::time::{Duration, UNIX_EPOCH};

use serde::ser::{Error, Serialize, Serializer};

use crate::runtime::writer::Writer;
use crate::runtime::{Entropy, Values};

#[test]
fn a_pinned_clock_gives_the_same_values_each_time() {
    let leap_day = UNIX_EPOCH + Duration::from_millis(1_709_208_000_120);
    let entropy = Entropy::pinned(leap_day, "nonce");
    assert_eq!(entropy.iso_timestamp(), "2024-02-29T12:00:00.120Z");
    assert_eq!(entropy.timestamp(), 1_709_208_000);
    assert_eq!(
        (entropy.uuid().as_str(), entropy.random_integer()),
        ("nonce", 0)
    );
    assert_eq!(
        Entropy::pinned(UNIX_EPOCH, "").iso_timestamp(),
        "1970-01-01T00:00:00.000Z"
    );
}

#[test]
fn a_uuid_is_of_version_4() {
    let (one, two) = (Entropy::system().uuid(), Entropy::system().uuid());
    assert_ne!(one, two);
    let parts: Vec<&str> = one.split('-').collect();
    assert_eq!(
        parts.iter().map(|part| part.len()).collect::<Vec<_>>(),
        [8, 4, 4, 4, 12]
    );
    assert!(parts[2].starts_with('4'));
    assert!(parts[3].starts_with(['8', '9', 'a', 'b']));
    assert!(Entropy::system().random_integer() <= 1000);
}

#[test]
fn variables_are_filled_by_postmans_rules() {
    let values = Values::new()
        .set("a", "1")
        .set("b", "{{a}}2")
        .set("x1", "nested")
        .set("loop", "{{loop}}")
        .set(" s ", "space");
    let table = [
        ("{{a}}/{{b}}", "1/12"),
        ("{{x{{a}}}}", "nested"),
        ("{{ a }}{{ s }}", "{{ a }}space"),
        ("{{{a}}}", "{1}"),
        ("{{unknown}} }} {{", "{{unknown}} }} {{"),
        ("{{loop}}", "{{loop}}"),
        ("{{}}ü}}", "{{}}ü}}"),
    ];
    for (text, filled) in table {
        assert_eq!(values.fill(text), filled, "{text}");
    }
}

#[test]
fn what_a_bare_variable_quotes_is_text() {
    let values = Values::new().set("quoted", r#""a\"b""#).set("word", "it's");
    assert_eq!(values.fill_bare("{{quoted}}"), "a\"b");
    assert_eq!(values.fill_bare("{{word}}"), "it's");
    assert_eq!(values.fill_bare("-{{unknown}}"), "-{{unknown}}");
}

#[test]
fn base64_is_read_as_leniently_as_by_postman() {
    let values = Values::new().set("v", "aGVs");
    assert_eq!(values.file("{{v}}bG8="), b"hello");
    assert_eq!(
        values.file("-_\n+/ ignored=QQ=="),
        values.file("-_+/ignored")
    );
    assert_eq!(values.file("-_+/"), [0xfb, 0xff, 0xbf]);
    assert_eq!(values.file("QUI"), b"AB");
    assert_eq!(values.file("Q"), b"");
    assert_eq!(values.file("=QQ=="), b"");
}

#[test]
fn only_present_members_are_written() {
    let mut bytes = Vec::new();
    let mut serializer = serde_json::Serializer::new(&mut bytes);
    let mut object = Writer::new(&mut serializer);
    object.optional("a", &Some(1));
    object.optional("b", &None::<i64>);
    object.end().unwrap();
    assert_eq!(bytes, b"{\"a\":1}");
}

#[test]
fn nothing_is_written_after_a_member_that_cannot_be() {
    struct Unwritable;
    impl Serialize for Unwritable {
        fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            Err(S::Error::custom("not this one"))
        }
    }
    let mut bytes = Vec::new();
    let mut serializer = serde_json::Serializer::new(&mut bytes);
    let mut object = Writer::new(&mut serializer);
    object.required("a", &Unwritable);
    object.required("b", &1);
    assert_eq!(object.end().unwrap_err().to_string(), "not this one");
    assert!(!String::from_utf8(bytes).unwrap().contains('b'));
}
