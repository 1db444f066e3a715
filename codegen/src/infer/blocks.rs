//! JSON blocks in descriptions, as samples of the body that the description is about.

use super::{Sample, Shape, Source, Values, parse_sample};

/// The JSON objects and lists that stand in a description's code blocks: Markdown fences, `<pre>` and `<code>` over
/// several lines. A block may open with a request line and headers, as in `POST /users` and `Accept: …`; it is then a
/// request. Blocks that are no JSON are left out.
pub fn json_blocks(description: &str) -> Vec<JsonBlock> {
    code_blocks(description)
        .iter()
        .filter_map(|block| json_block(block))
        .collect()
}

/// A JSON block of a description.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonBlock {
    /// The method and the target of the request line before the JSON, when there is one.
    pub request: Option<(String, String)>,
    /// The JSON.
    pub sample: Sample,
}

impl JsonBlock {
    /// The shape of the block. A member whose text says that it may be left out (`"ID (OPTIONAL)"`) is optional; when
    /// one does, the members that do not are required.
    pub fn shape(&self, values: &Values) -> Shape {
        let mut shape = Shape::of(&self.sample, values);
        if let (Sample::Object(members), Some(object)) = (&self.sample, &mut shape.object)
            && members.iter().any(|(_, value)| is_marked_optional(value))
        {
            for (name, value) in members {
                if let Some(member) = object.members.get_mut(name) {
                    member.required = Some(!is_marked_optional(value));
                }
            }
        }
        shape.from_source(Source::Description)
    }
}

fn is_marked_optional(value: &Sample) -> bool {
    matches!(value, Sample::Text(text) if text.to_ascii_lowercase().contains("(optional)"))
}

/// The contents of the code blocks, in order, their entities resolved where they are HTML.
fn code_blocks(text: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut rest = text;
    while let Some((start, open)) = next_opening(rest) {
        let inside = rest.get(start + open.len()..).unwrap_or_default();
        let (close, skipped) = match open {
            "```" | "~~~" => (
                open,
                inside
                    .find('\n')
                    .map_or(inside.len(), |line_end| line_end + 1),
            ),
            "<pre" => (
                "</pre>",
                inside.find('>').map_or(inside.len(), |end| end + 1),
            ),
            _ => (
                "</code>",
                inside.find('>').map_or(inside.len(), |end| end + 1),
            ),
        };
        let content = inside.get(skipped..).unwrap_or_default();
        let length = find_ignoring_case(content, close).unwrap_or(content.len());
        let block = content.get(..length).unwrap_or_default();
        blocks.push(if open.starts_with('<') {
            plain_text(block)
        } else {
            block.to_owned()
        });
        rest = content.get(length + close.len()..).unwrap_or_default();
    }
    blocks
}

fn next_opening(text: &str) -> Option<(usize, &'static str)> {
    let openings = ["```", "~~~", "<pre", "<code"];
    openings
        .into_iter()
        .filter_map(|open| Some((find_ignoring_case(text, open)?, open)))
        .min()
}

fn find_ignoring_case(text: &str, part: &str) -> Option<usize> {
    text.as_bytes()
        .windows(part.len())
        .position(|window| window.eq_ignore_ascii_case(part.as_bytes()))
}

/// HTML without its tags, line breaks kept, and with the entities that JSON needs.
fn plain_text(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        text.push_str(rest.get(..start).unwrap_or_default());
        let tag = rest.get(start..).unwrap_or_default();
        let name = tag.get(1..).unwrap_or_default().trim_start_matches('/');
        if !name.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            text.push('<');
            rest = tag.get(1..).unwrap_or_default();
            continue;
        }
        if name
            .get(..2)
            .is_some_and(|name| name.eq_ignore_ascii_case("br"))
        {
            text.push('\n');
        }
        rest = tag
            .find('>')
            .and_then(|end| tag.get(end + 1..))
            .unwrap_or_default();
    }
    text.push_str(rest);
    let entities = [
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", " "),
    ];
    let text = entities.iter().fold(text, |text, (entity, character)| {
        text.replace(entity, character)
    });
    text.replace("&amp;", "&")
}

/// The JSON of one block, behind its request line and headers.
fn json_block(block: &str) -> Option<JsonBlock> {
    let mut request = None;
    let mut rest = block.trim();
    while !rest.starts_with(['{', '[']) {
        let (line, after) = rest.split_once('\n')?;
        let line = line.trim();
        match request_line(line) {
            Some(line) => request = Some(line),
            None if line.is_empty() || is_header(line) => {}
            None => return None,
        }
        rest = after.trim_start();
    }
    let sample = parse_sample(rest).ok()?;
    matches!(sample, Sample::Object(_) | Sample::List(_)).then_some(JsonBlock { request, sample })
}

/// `POST /users`, with or without a version of HTTP.
fn request_line(line: &str) -> Option<(String, String)> {
    let mut parts = line.split_ascii_whitespace();
    let (method, target) = (parts.next()?, parts.next()?);
    let is_method = method.bytes().all(|letter| letter.is_ascii_uppercase());
    let is_target =
        target.starts_with('/') || target.starts_with("http") || target.starts_with("{{");
    (is_method && is_target && parts.count() <= 1).then(|| (method.to_owned(), target.to_owned()))
}

fn is_header(line: &str) -> bool {
    let is_name = |name: &str| {
        name.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    line.split_once(':')
        .is_some_and(|(name, _)| !name.is_empty() && is_name(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(description: &str) -> Vec<String> {
        json_blocks(description)
            .iter()
            .map(|block| block.sample.to_json())
            .collect()
    }

    #[test]
    fn fences_and_html_blocks_are_read() {
        assert_eq!(
            blocks("Send\n```json\n{\"a\": 1}\n```\nor\n~~~\n[2]\n~~~"),
            [r#"{"a":1}"#, "[2]"]
        );
        assert_eq!(
            blocks("<PRE class=\"x\"><code>{&quot;a&quot;:<br>1}</code></PRE>"),
            [r#"{"a":1}"#]
        );
        assert_eq!(
            blocks("the <code>id</code> param, <code>{\"a\": \"<b>\"}</code>"),
            [r#"{"a":""}"#]
        );
    }

    #[test]
    fn other_blocks_are_left_out() {
        assert!(blocks("```sh\ncurl {}\n```\n```\nplain\n```\n```\n42\n```\n```").is_empty());
    }

    #[test]
    fn request_line_and_headers_come_before_the_json() {
        let found = json_blocks(
            "<pre>\nPOST /api/users HTTP/1.1\nAuthorization: \"Bearer X\"\n\n{\n \"a\": 1\n}\n</pre>",
        );
        let request = Some(("POST".to_owned(), "/api/users".to_owned()));
        assert_eq!(
            found
                .iter()
                .map(|block| block.request.clone())
                .collect::<Vec<_>>(),
            [request]
        );
    }

    #[test]
    fn what_is_not_marked_as_optional_beside_what_is_is_required() {
        let required = |text: &str| -> Vec<Option<bool>> {
            let shape = json_blocks(text)[0].shape(&Values::default());
            let object = shape.object.expect("an object");
            object
                .members
                .values()
                .map(|member| member.required)
                .collect()
        };
        let marked = "```\n{\"a\": \"A\", \"b\": \"B(OPTIONAL)\"}\n```";
        assert_eq!(required(marked), [Some(true), Some(false)]);
        assert_eq!(
            required("```\n{\"a\": \"A\", \"b\": \"B\"}\n```"),
            [None, None]
        );
    }

    #[test]
    fn any_text_is_survived() {
        for text in [
            "```",
            "<pre",
            "<code",
            "<pre>",
            "~~~\n",
            "<pre>é<",
            "<code></",
            "```\n{",
            "<pre>\nPOST\n{}",
        ] {
            assert!(json_blocks(text).is_empty(), "{text}");
        }
    }
}
