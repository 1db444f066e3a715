//! Recordings: JSON lines, one an item, as `tests/oracle/record.mjs` and the wire examples write them.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::jwt;

/// Headers that newman adds for itself, and what their values begin with; one that the collection has is compared.
const OWN_OF_NEWMAN: [(&str, &str); 6] = [
    ("user-agent", "PostmanRuntime/"),
    ("postman-token", ""),
    ("accept-encoding", "gzip, deflate, br"),
    ("connection", "keep-alive"),
    ("cache-control", "no-cache"),
    ("accept", "*/*"),
];

/// A recording.
#[derive(Debug, Default)]
pub struct Recording {
    /// The first line of newman's: what was filled in.
    pub meta: Value,
    /// The items, in order.
    pub items: Vec<Item>,
}

/// An item.
#[derive(Debug)]
pub struct Item {
    /// Its place: indices into nested lists of items.
    pub ix: Vec<usize>,
    /// The folders from the root.
    pub folders: Vec<String>,
    /// Its name.
    pub name: String,
    /// Why there is no request.
    pub errors: Vec<String>,
    /// The requests; more than one only for challenges.
    pub captures: Vec<Capture>,
    /// The values that were made up for its path variables.
    path_values: BTreeMap<String, String>,
}

/// A request on the wire.
#[derive(Debug)]
pub struct Capture {
    /// The method.
    pub method: String,
    scheme: String,
    host: String,
    port: String,
    target: String,
    /// Names in lower case.
    headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// The parts of a multipart body: headers and content.
    pub multipart: Option<Vec<String>>,
}

impl Recording {
    /// Reads JSON lines.
    ///
    /// # Errors
    ///
    /// When a line is no JSON.
    pub fn read(text: &str) -> serde_json::Result<Self> {
        let mut recording = Self::default();
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let line: Value = serde_json::from_str(line)?;
            if line["kind"] == "meta" {
                recording.meta = line;
            } else {
                recording.items.push(Item::read(&line));
            }
        }
        Ok(recording)
    }

    /// Adds what was filled in to values that a collection has.
    pub fn add_values(&self, values: &mut BTreeMap<String, String>) {
        let fill = &self.meta["fill"];
        values.extend(strings(&fill["emptied"]));
        for (name, value) in strings(&fill["vars"]).chain(strings(&fill["dynamic"])) {
            values.entry(name).or_insert(value);
        }
        for (name, value) in self.items.iter().flat_map(|item| &item.path_values) {
            // The client writes a name that is a variable itself without its braces.
            let name = name.replace(['{', '}'], "");
            values.insert(format!(":{name}"), value.clone());
        }
    }
}

impl Item {
    fn read(line: &Value) -> Self {
        let texts = |value: &Value| -> Vec<String> {
            value.as_array().into_iter().flatten().map(text).collect()
        };
        let ix = line["ix"].as_array().into_iter().flatten();
        Self {
            ix: ix
                .filter_map(|index| usize::try_from(index.as_u64()?).ok())
                .collect(),
            folders: texts(&line["folders"]),
            name: text(&line["name"]),
            errors: texts(&line["errors"]),
            captures: line["captures"]
                .as_array()
                .into_iter()
                .flatten()
                .map(Capture::read)
                .collect(),
            path_values: strings(&line["fill"]["path"]).collect(),
        }
    }

    /// Folders and name.
    pub fn label(&self) -> String {
        let mut parts = self.folders.clone();
        parts.push(self.name.clone());
        parts.join(" / ")
    }
}

impl Capture {
    fn read(value: &Value) -> Self {
        let meant_for = &value["meant_for"];
        let headers = value["headers"].as_array().into_iter().flatten();
        let parts = value["multipart"]["parts"].as_array();
        Self {
            method: text(&value["method"]),
            scheme: text(&meant_for["scheme"]),
            // Node writes IPv6 addresses without their brackets.
            host: text(&meant_for["host"]).trim_matches(['[', ']']).to_owned(),
            port: text(&meant_for["port"]),
            target: text(&value["target"]),
            headers: headers
                .map(|header| (text(&header[0]).to_ascii_lowercase(), text(&header[1])))
                .collect(),
            body: decoded(&value["body_b64"]),
            multipart: parts.map(|parts| parts.iter().map(part).collect()),
        }
    }

    /// Scheme, host and port of the connection.
    pub fn address(&self) -> String {
        format!("{}://{}:{}", self.scheme, self.host, self.port)
    }

    /// Path and query.
    pub fn target(&self) -> (String, String) {
        let target = jwt::without_random_signature(&self.target);
        let (path, query) = target.split_once('?').unwrap_or((&target, ""));
        let mark = if target.contains('?') { "?" } else { "" };
        (path.to_owned(), format!("{mark}{query}"))
    }

    /// The headers that count, by name; the order of different names does not matter. What newman adds for itself is left
    /// out where the other request has no such header.
    pub fn compared_headers(&self, other: &Self) -> BTreeMap<String, Vec<String>> {
        let mut headers: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in &self.headers {
            let is_own_of_newman = OWN_OF_NEWMAN
                .iter()
                .any(|(own, begin)| name == own && value.starts_with(begin));
            if is_own_of_newman && other.header(name).is_none() {
                continue;
            }
            let value = masked(name, value);
            headers.entry(name.clone()).or_default().push(value);
        }
        headers
    }

    /// The first header of a name.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut same = self.headers.iter().filter(|(other, _)| other == name);
        same.next().map(|(_, value)| value.as_str())
    }

    /// The nonce that a signature was made with.
    pub fn nonce(&self) -> Option<String> {
        let authorization = self.header("authorization").unwrap_or_default();
        let body = self.body_text();
        let texts = [authorization, &self.target, &body];
        let named = ["oauth_nonce=", "cnonce=", "nonce="]
            .iter()
            .find_map(|name| {
                let mut found = texts.iter().filter_map(|text| text.split_once(name));
                found.next().map(|(_, rest)| {
                    let rest = rest.trim_start_matches('"');
                    let end = rest.find(['"', '&', ';', ',']).unwrap_or(rest.len());
                    rest[..end].to_owned()
                })
            });
        named.or_else(|| jwt::claim(authorization, "jti"))
    }

    /// The body, readable.
    pub fn body_text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The parts, readable.
    pub fn parts_text(&self) -> String {
        match &self.multipart {
            Some(parts) => parts.join(" | "),
            None => format!("(no parts) {}", self.body_text()),
        }
    }
}

fn part(value: &Value) -> String {
    let headers: Vec<String> = value["headers"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|header| {
            format!(
                "{}: {}",
                text(&header[0]).to_ascii_lowercase(),
                text(&header[1])
            )
        })
        .collect();
    let content = decoded(&value["content_b64"]);
    let content = String::from_utf8(content).unwrap_or_else(|_| text(&value["content_b64"]));
    format!("{}; {content}", headers.join("; "))
}

/// A header's value without what is random in it: the boundary that the sender makes, a signature of ECDSA or PSS.
fn masked(name: &str, value: &str) -> String {
    match (name, value.split_once("boundary=")) {
        ("content-type", Some((before, boundary))) if is_made(boundary) => {
            format!("{before}boundary=…")
        }
        ("authorization", _) => jwt::without_random_signature(value),
        _ => value.to_owned(),
    }
}

/// Whether a boundary is one of those that Postman makes: 26 dashes and 24 digits.
fn is_made(boundary: &str) -> bool {
    let digits = boundary.trim_start_matches('-');
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number && digits.len() == 24 && boundary.len() == 50
}

fn decoded(value: &Value) -> Vec<u8> {
    let text = value.as_str().unwrap_or_default();
    STANDARD.decode(text).unwrap_or_default()
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        value => value.to_string(),
    }
}

fn strings(value: &Value) -> impl Iterator<Item = (String, String)> {
    value
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, value)| (name.clone(), text(value)))
}
