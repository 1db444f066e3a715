use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::io::Read as _;
use std::time::{Duration, SystemTime};

/// Reads a JSON object of texts from the file that is named, or from standard input.
fn read_values() -> Result<Values, Box<dyn Error>> {
    let mut text = String::new();
    if let Some(path) = std::env::args().nth(1) {
        std::fs::File::open(path)?.read_to_string(&mut text)?;
    } else {
        std::io::stdin().read_to_string(&mut text)?;
    }
    let values: BTreeMap<String, String> = serde_json::from_str(&text)?;
    Ok(values.into_iter().collect())
}

/// Whether the second argument names this module, or there is none.
fn is_wanted(module: &str) -> bool {
    std::env::args().nth(2).is_none_or(|only| only == module)
}

/// The clock and random values: `$timestamp`, and `$nonce`, `$guid` or `$randomUUID` of the values, where they are given.
fn options(values: &Values) -> Options {
    let seconds = values.get("$timestamp").and_then(|text| text.parse().ok());
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds.unwrap_or(1_700_000_000));
    let mut nonces = ["$nonce", "$guid", "$randomUUID"].into_iter();
    let nonce = nonces.find_map(|name| values.get(name));
    let nonce = nonce.unwrap_or("00000000-0000-0000-0000-000000000000");
    let integer = values.get("$randomInt").and_then(|text| text.parse().ok());
    let entropy = Entropy::pinned_with_integer(now, nonce, integer.unwrap_or_default());
    Options::new().entropy(entropy)
}

/// A folder of the collection: its name and its index, behind those of the folders around it.
#[derive(Debug, Default)]
struct Folder {
    names: Vec<&'static str>,
    indices: Vec<usize>,
}

#[allow(dead_code, reason = "any folder may be left out")]
impl Folder {
    /// A folder in this one.
    fn folder(&self, index: usize, name: &'static str) -> Self {
        Self {
            names: [self.names.as_slice(), &[name]].concat(),
            indices: [self.indices.as_slice(), &[index]].concat(),
        }
    }

    /// Prints one line: the item, and the request that its function makes or why there is none.
    fn print(&self, index: usize, name: &str, request: Result<Request, runtime::Error>) {
        let (captures, errors) = match request {
            Ok(request) => (vec![capture(&request)], vec![]),
            Err(error) => (vec![], vec![error.to_string()]),
        };
        let indices = [self.indices.as_slice(), &[index]].concat();
        let line = json!({
            "kind": "item",
            "ix": indices,
            "folders": self.names,
            "name": name,
            "errors": errors,
            "captures": captures,
        });
        println!("{line}");
    }
}

fn capture(request: &Request) -> Value {
    let authority = request.authority();
    let port = authority
        .rsplit_once(':')
        .filter(|_| !authority.ends_with(']'));
    let (host, port) = port.unwrap_or((authority, ""));
    let port = port
        .parse()
        .unwrap_or(if request.scheme() == "https" { 443 } else { 80 });
    let latin = |bytes: &[u8]| bytes.iter().copied().map(char::from).collect::<String>();
    let mut headers: Vec<(String, String)> = request
        .headers()
        .iter()
        .map(|(name, value)| (name.to_string(), latin(value.as_bytes())))
        .collect();
    if !request.headers().contains_key("host") {
        headers.push(("host".to_owned(), authority.to_owned()));
    }
    let body = request.body().bytes().unwrap_or_default();
    if !body.is_empty() && !request.headers().contains_key("content-length") {
        headers.push(("content-length".to_owned(), body.len().to_string()));
    }
    let content_type = request
        .headers()
        .get("content-type")
        .map(|value| latin(value.as_bytes()));
    json!({
        "meant_for": { "scheme": request.scheme(), "host": host, "port": port },
        "method": request.method().as_str(),
        "target": request.target(),
        "headers": headers,
        "body_len": body.len(),
        "body_b64": base64(body),
        "multipart": content_type.and_then(|value| multipart(&value, body)),
    })
}

/// The parts of a multipart body, when the content type says that it is one.
fn multipart(content_type: &str, body: &[u8]) -> Option<Value> {
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=")?;
    let delimiter = format!("--{boundary}").into_bytes();
    let mut starts = Vec::new();
    for at in 0..body.len() {
        if body.get(at..)?.starts_with(&delimiter) {
            starts.push(at);
        }
    }
    let pairs = starts.iter().zip(starts.iter().skip(1));
    let parts = pairs.map(|(start, end)| part(body.get(start + delimiter.len() + 2..end - 2)?));
    let parts: Option<Vec<Value>> = parts.collect();
    Some(json!({ "boundary": boundary, "parts": parts? }))
}

fn part(bytes: &[u8]) -> Option<Value> {
    let end = (0..bytes.len()).find(|&at| {
        bytes
            .get(at..)
            .is_some_and(|rest| rest.starts_with(b"\r\n\r\n"))
    })?;
    let head: String = String::from_utf8_lossy(bytes.get(..end)?).into_owned();
    let headers: Vec<(&str, &str)> = head
        .split("\r\n")
        .filter_map(|line| line.split_once(": "))
        .collect();
    let quoted = |name: &str| {
        let (_, rest) = head.split_once(&format!("; {name}=\""))?;
        rest.split_once('"').map(|(value, _)| value)
    };
    let content = bytes.get(end + 4..)?;
    Some(json!({
        "name": quoted("name"),
        "filename": quoted("filename"),
        "headers": headers,
        "content_b64": base64(content),
    }))
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let number = (0..3).fold(0, |number, at| {
            number << 8 | usize::from(chunk.get(at).copied().unwrap_or(0))
        });
        for digit in 0..4 {
            let symbol = if digit > chunk.len() {
                '='
            } else {
                char::from(DIGITS[number >> (18 - 6 * digit) & 63])
            };
            let _ = text.write_char(symbol);
        }
    }
    text
}
