//! Multipart forms, as Postman writes them.

use super::body::Payload;
use super::draft::Draft;
use super::encode;
use super::entropy::Entropy;
use super::values::{File, Parameter};

/// A multipart form being written; after every part it is complete.
#[derive(Debug)]
pub(super) struct Form {
    boundary: String,
    bytes: Vec<u8>,
}

impl Form {
    fn new(boundary: String) -> Self {
        Self { boundary, bytes: Vec::new() }
    }

    /// Adds a part. Names are not escaped, as Postman does it, except that a line break or a quote cannot end the header.
    fn part(&mut self, name: &str, file: Option<&str>, content_type: Option<&str>, content: &[u8]) {
        let end = format!("--{}--\r\n", self.boundary);
        let open = self.bytes.len().saturating_sub(end.len());
        self.bytes.truncate(open);
        let mut head = format!("--{}\r\nContent-Disposition: form-data; name=\"", self.boundary);
        push_name(&mut head, name);
        head.push('"');
        if let Some(file) = file {
            head.push_str("; filename=\"");
            push_name(&mut head, file);
            head.push('"');
            if file.chars().any(|character| character > '\u{ff}') {
                head.push_str("; filename*=UTF-8''");
                encode::push(&mut head, file, encode::FORM);
            }
        }
        if let Some(content_type) = content_type {
            head.push_str("\r\nContent-Type: ");
            head.extend(content_type.chars().filter(|character| !character.is_control()));
        }
        head.push_str("\r\n\r\n");
        self.bytes.extend_from_slice(head.as_bytes());
        self.bytes.extend_from_slice(content);
        self.bytes.extend_from_slice(b"\r\n");
        self.bytes.extend_from_slice(end.as_bytes());
    }
}

/// Names go out as they are, but what would end the header is encoded as browsers do.
fn push_name(head: &mut String, name: &str) {
    for character in name.chars() {
        match character {
            '"' => head.push_str("%22"),
            '\r' => head.push_str("%0D"),
            '\n' => head.push_str("%0A"),
            character => head.push(character),
        }
    }
}

/// As Postman's: 26 dashes and 24 digits.
fn random_boundary(entropy: &Entropy) -> String {
    let (high, low) = (entropy.random() % 1_000_000_000_000, entropy.random() % 1_000_000_000_000);
    format!("--------------------------{high:012}{low:012}")
}

impl Draft {
    /// Uses this boundary instead of one made for the call; to be set before the first part.
    pub fn boundary(&mut self, boundary: &str) -> &mut Self {
        self.content_type(&format!("multipart/form-data; boundary={boundary}"));
        self.request.body = Payload::Multipart(Form::new(boundary.to_owned()).bytes);
        self
    }

    /// Adds a text part, once for each text of the value.
    pub fn part_text(
        &mut self,
        name: &str,
        value: &dyn Parameter,
        content_type: Option<&str>,
    ) -> &mut Self {
        value.each(&mut |value| {
            let text = value.to_string();
            self.form_mut().part(name, None, content_type, text.as_bytes());
        });
        self
    }

    /// Adds a file.
    pub fn part_file(&mut self, name: &str, file: &File) -> &mut Self {
        let content_type = file.content_type.as_deref().unwrap_or("application/octet-stream");
        self.form_mut().part(name, Some(&file.name), Some(content_type), &file.content);
        self
    }
}
