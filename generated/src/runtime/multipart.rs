//! Multipart forms, as Postman writes them.

use super::draft::Draft;
use super::encode;
use super::entropy::Entropy;
use super::file::File;
use super::values::Parameter;

/// The headers of a part. The collection's names are not escaped, as Postman does it; a caller's file name is, so that it
/// cannot end the header.
fn head(name: &str, file: Option<&str>, content_type: Option<&str>) -> String {
    let mut head = String::from("Content-Disposition: form-data; name=\"");
    push_name(&mut head, name, false);
    head.push('"');
    if let Some(file) = file {
        head.push_str("; filename=\"");
        push_name(&mut head, file, true);
        head.push('"');
        if file.chars().any(|character| character > '\u{ff}') {
            head.push_str("; filename*=UTF-8''");
            encode::push(&mut head, file, encode::FORM);
        }
    }
    if let Some(content_type) = content_type {
        head.push_str("\r\nContent-Type: ");
        head.extend(
            content_type
                .chars()
                .filter(|character| !character.is_control()),
        );
    }
    head
}

/// Writes a name, with line breaks, and quotes if asked for, encoded as browsers do it.
fn push_name(head: &mut String, name: &str, encodes_quotes: bool) {
    for character in name.chars() {
        match character {
            '"' if encodes_quotes => head.push_str("%22"),
            '\r' => head.push_str("%0D"),
            '\n' => head.push_str("%0A"),
            character => head.push(character),
        }
    }
}

/// As Postman's: 26 dashes and 24 digits.
fn random_boundary(entropy: &Entropy) -> String {
    let (high, low) = (
        entropy.random() % 1_000_000_000_000,
        entropy.random() % 1_000_000_000_000,
    );
    format!("--------------------------{high:012}{low:012}")
}

impl Draft {
    /// Uses this boundary instead of one made for the call; to be set before the first part.
    pub fn boundary(&mut self, boundary: &str) -> &mut Self {
        self.content_type(&format!("multipart/form-data; boundary={boundary}"))
    }

    /// Adds a text part, once for each text of the value.
    pub fn part_text(
        &mut self,
        name: &str,
        value: &dyn Parameter,
        content_type: Option<&str>,
    ) -> &mut Self {
        value.each(&mut |value| {
            self.part(
                &head(name, None, content_type),
                value.to_string().as_bytes(),
            );
        });
        self
    }

    /// Adds a file, as `application/octet-stream` unless it has a content type. One without name and content is a file
    /// that nobody has chosen: it has an empty name and no type. One with content alone has no name.
    pub fn part_file(&mut self, name: &str, file: &File) -> &mut Self {
        let is_named = !file.name.is_empty();
        let has_content = file.has_content();
        let unknown = (is_named || has_content).then_some("application/octet-stream");
        let content_type = file.content_type.as_deref().or(unknown);
        let file_name = (is_named || !has_content).then_some(file.name.as_str());
        self.part(&head(name, file_name, content_type), &file.content);
        #[cfg(all(feature = "stream", not(target_arch = "wasm32")))]
        if let Some(source) = &file.source {
            let end = 2 + self.boundary_text().len() + 6;
            let at = self.parts.len().saturating_sub(end);
            self.sources.push((at, source.clone()));
        }
        self
    }

    /// Adds a part; the form is complete after each, the next one writes over its end.
    fn part(&mut self, head: &str, content: &[u8]) {
        let boundary = self.boundary_text();
        let end = format!("--{boundary}--\r\n");
        let parts = &mut self.parts;
        parts.truncate(parts.len().saturating_sub(end.len()));
        parts.reserve(content.len() + head.len() + 3 * end.len());
        for piece in [
            b"--",
            boundary.as_bytes(),
            b"\r\n",
            head.as_bytes(),
            b"\r\n\r\n",
            content,
        ] {
            parts.extend_from_slice(piece);
        }
        parts.extend_from_slice(b"\r\n");
        parts.extend_from_slice(end.as_bytes());
    }

    /// The boundary that the content type names; a new one when it names none.
    fn boundary_text(&mut self) -> String {
        let written = self
            .content_type
            .as_ref()
            .and_then(|value| value.to_str().ok());
        if let Some((_, boundary)) = written.and_then(|value| value.split_once("boundary=")) {
            return boundary.trim_matches('"').to_owned();
        }
        let boundary = random_boundary(self.core.entropy());
        self.boundary(&boundary);
        boundary
    }
}
