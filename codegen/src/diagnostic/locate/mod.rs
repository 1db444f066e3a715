//! JSON pointers into bytes of the source text, computed only when something is printed.

mod json;
mod yaml;

use std::{collections::BTreeMap, ops::Range, path::Path};

/// The bytes that each pointer names: of a plain value its text, of a list or an object its key, or its bracket where
/// it has no key. Where a pointer leads nowhere, the nearest place above it. One pass over the text for all pointers.
pub(super) fn locate(path: &Path, text: &str, pointers: &[&str]) -> Vec<Range<usize>> {
    let mut wanted = Wanted::default();
    for (index, pointer) in pointers.iter().enumerate() {
        wanted.insert(pointer, index);
    }
    let mut found = vec![0..0; pointers.len()];
    let is_yaml = path
        .extension()
        .is_some_and(|extension| extension == "yaml" || extension == "yml");
    if is_yaml {
        yaml::locate(text, &wanted, &mut found);
    } else {
        json::locate(text, &wanted, &mut found);
    }
    found
}

/// The wanted places as a tree of keys.
#[derive(Debug, Default)]
struct Wanted {
    /// Which pointers end here.
    indices: Vec<usize>,
    children: BTreeMap<String, Wanted>,
}

impl Wanted {
    fn insert(&mut self, pointer: &str, index: usize) {
        let mut node = self;
        for token in pointer.split('/').skip(1) {
            node = node
                .children
                .entry(token.replace("~1", "/").replace("~0", "~"))
                .or_default();
        }
        node.indices.push(index);
    }

    /// Notes `span` for every pointer that ends here or below; deeper places overwrite it when they are found.
    fn note(&self, span: &Range<usize>, found: &mut [Range<usize>]) {
        for index in &self.indices {
            if let Some(place) = found.get_mut(*index) {
                *place = span.clone();
            }
        }
        for child in self.children.values() {
            child.note(span, found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(name: &str, text: &str, pointer: &str) -> String {
        text[locate(Path::new(name), text, &[pointer])[0].clone()].to_owned()
    }

    #[test]
    fn a_json_pointer_names_the_value_or_the_key_of_a_container() {
        let text = r#"{"info": {"name": "a \" b"}, "item": [{"x": 1}, {"request": {"url": {"raw": null}}}], "a/b~c": true}"#;
        assert_eq!(at("c.json", text, "/info/name"), r#""a \" b""#);
        assert_eq!(at("c.json", text, "/info"), r#""info""#);
        assert_eq!(at("c.json", text, "/item/1"), "{");
        assert_eq!(at("c.json", text, "/item/0/x"), "1");
        assert_eq!(at("c.json", text, "/item/1/request/url/raw"), "null");
        assert_eq!(at("c.json", text, "/a~1b~0c"), "true");
        assert_eq!(at("c.json", text, ""), "{");
    }

    #[test]
    fn a_pointer_that_leads_nowhere_names_the_nearest_place_above() {
        let text = r#"{"item": [{"name": "x"}]}"#;
        assert_eq!(at("c.json", text, "/item/0/request/url"), "{");
        assert_eq!(at("c.json", text, "/item/7"), r#""item""#);
        assert_eq!(at("c.json", text, "/item/0/name/deeper"), r#""x""#);
    }

    #[test]
    fn keys_with_escapes_and_the_last_of_two_equal_keys_are_found() {
        assert_eq!(at("c.json", r#"{"\u0061": 1}"#, "/a"), "1");
        assert_eq!(at("c.json", r#"{"a": 1, "a": 2}"#, "/a"), "2");
    }

    #[test]
    fn broken_json_and_a_byte_order_mark_do_no_harm() {
        for text in [
            "",
            "{",
            "{\"a\"",
            "{\"a\": [1, ",
            "]",
            "\"",
            "{\"a\": \"\\",
            "{\"a\" 1}",
        ] {
            locate(Path::new("c.json"), text, &["/a/1", ""]);
        }
        assert_eq!(at("c.json", "\u{feff}{\"a\": 1}", "/a"), "1");
        let deep = "[".repeat(200_000);
        locate(Path::new("c.json"), &deep, &["/1"]);
    }

    #[test]
    fn a_yaml_pointer_names_the_value_or_the_key_of_a_container() {
        let text = "\
# comment
$kind: http-request
url: \"https://x\"  # trailing
headers:
  - key: Accept
    value: '*/*'
  - key: X
body:
  type: json
  content: |-
    {
      \"type\": 1
    }
auth:
  type: bearer
empty:
- one
- two
";
        assert_eq!(at("r.yaml", text, "/url"), "\"https://x\"");
        assert_eq!(at("r.yaml", text, "/headers"), "headers");
        assert_eq!(at("r.yaml", text, "/headers/0/value"), "'*/*'");
        assert_eq!(at("r.yaml", text, "/headers/1"), "-");
        assert_eq!(at("r.yaml", text, "/headers/1/key"), "X");
        assert_eq!(at("r.yaml", text, "/body/content"), "content");
        assert_eq!(at("r.yaml", text, "/auth/type"), "bearer");
        assert_eq!(at("r.yaml", text, "/empty/1"), "two");
        assert_eq!(at("r.yaml", text, "/auth/credentials/0"), "auth");
    }
}
