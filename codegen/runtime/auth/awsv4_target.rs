//! The request target in an AWS signature: canonical path and canonical query.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::super::sign::{Outgoing, SignError};
use super::encoding::{decode, encode};

/// What JavaScript's `encodeURI` keeps, besides letters and digits.
const URI: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b';')
    .remove(b',')
    .remove(b'/')
    .remove(b'?')
    .remove(b':')
    .remove(b'@')
    .remove(b'&')
    .remove(b'=')
    .remove(b'+')
    .remove(b'$')
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'!')
    .remove(b'~')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'#');

/// A request target, taken apart as Postman's signer does.
#[derive(Debug)]
pub struct Target {
    path: String,
    /// Decoded entries in order, those of one name together.
    query: Vec<(String, Vec<String>)>,
}

impl Target {
    /// Takes a target apart.
    ///
    /// # Errors
    ///
    /// When a `%` in it encodes nothing.
    pub fn parse(target: &str) -> Result<Self, SignError> {
        let is_kept = |byte: u8| {
            byte == b'%' || byte.is_ascii_alphanumeric() || b";,/?:@&=+$-_.!~*'()#".contains(&byte)
        };
        // One character that `encodeURI` would encode makes the whole target go through it.
        let target = if target.bytes().all(is_kept) {
            target.to_owned()
        } else {
            utf8_percent_encode(&decode_uri(target).ok_or_else(undecodable)?, URI).to_string()
        };
        let (path, query) = target.split_once('?').unwrap_or((&target, ""));
        let mut target = Self {
            path: path.to_owned(),
            query: Vec::new(),
        };
        for entry in query.split('&').filter(|entry| !entry.is_empty()) {
            let (name, value) = entry.split_once('=').unwrap_or((entry, ""));
            let [name, value] = [name, value].map(|part| {
                percent_decode_str(&part.replace('+', " "))
                    .decode_utf8_lossy()
                    .into_owned()
            });
            match target.query.iter_mut().find(|(other, _)| *other == name) {
                Some((_, values)) => values.push(value),
                None => target.query.push((name, vec![value])),
            }
        }
        Ok(target)
    }

    /// The first value of a query entry, unless it is empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        let (_, values) = self.query.iter().find(|(other, _)| other == name)?;
        values
            .first()
            .map(String::as_str)
            .filter(|value| !value.is_empty())
    }

    /// Sets a query entry: in its place, or at the end.
    pub fn set(&mut self, name: &str, value: &str) {
        let values = vec![value.to_owned()];
        match self.query.iter_mut().find(|(other, _)| other == name) {
            Some(entry) => entry.1 = values,
            None => self.query.push((name.to_owned(), values)),
        }
    }

    /// Every segment encoded once more; S3 alone takes the path as it is, decoded first.
    ///
    /// # Errors
    ///
    /// When a `%` in it encodes nothing.
    pub fn canonical_path(&self, is_s3: bool) -> Result<String, SignError> {
        if self.path == "/" {
            return Ok(self.path.clone());
        }
        let mut segments: Vec<String> = Vec::new();
        let mut path = self.path.clone();
        if is_s3 {
            for segment in path.split('/') {
                let decoded = decode(&segment.replace('+', " ")).ok_or_else(undecodable)?;
                segments.push(encode(&decoded).replace("%2F", "/"));
            }
        } else {
            while path.contains("//") {
                path = path.replace("//", "/");
            }
            for segment in path.split('/') {
                match segment {
                    ".." => drop(segments.pop()),
                    "." => {}
                    _ => segments.push(encode(segment)),
                }
            }
        }
        let path = segments.join("/");
        Ok(if path.starts_with('/') {
            path
        } else {
            format!("/{path}")
        })
    }

    /// Sorted and encoded; of a repeated entry S3 takes the first value.
    pub fn canonical_query(&self, is_s3: bool) -> String {
        let mut entries: Vec<(String, Vec<String>)> = Vec::new();
        for (name, values) in self.query.iter().filter(|(name, _)| !name.is_empty()) {
            let taken = if is_s3 { 1 } else { values.len() };
            let mut values: Vec<String> = values
                .iter()
                .take(taken)
                .map(|value| encode(value))
                .collect();
            values.sort();
            entries.push((encode(name), values));
        }
        entries.sort();
        let written = |(name, values): &(String, Vec<String>)| {
            values
                .iter()
                .map(|value| format!("{name}={value}"))
                .collect::<Vec<_>>()
                .join("&")
        };
        entries.iter().map(written).collect::<Vec<_>>().join("&")
    }

    /// Adds the entries of the signature to the request's query, which keeps its own as they are written.
    pub fn add_to(&self, request: &mut Outgoing) {
        let mut entries = request.entries();
        for (name, values) in self
            .query
            .iter()
            .filter(|(name, _)| name.starts_with("X-Amz-"))
        {
            let is_present = entries
                .iter()
                .any(|entry| entry.split('=').next() == Some(name));
            if let (Some(value), false) = (values.first(), is_present) {
                entries.push(format!("{}={}", encode(name), encode(value)));
            }
        }
        request.set_entries(&entries);
    }
}

fn undecodable() -> SignError {
    SignError::new("awsv4", "the path holds a `%` that encodes nothing")
}

/// JavaScript's `decodeURI`: what encodes a separator stays. `None` where it throws.
fn decode_uri(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        bytes.extend_from_slice(before.as_bytes());
        let (digits, after) = (after.get(..2)?, after.get(2..)?);
        let byte = u8::from_str_radix(digits, 16).ok()?;
        if b";/?:@&=+$,#".contains(&byte) {
            bytes.push(b'%');
            bytes.extend_from_slice(digits.as_bytes());
        } else {
            bytes.push(byte);
        }
        rest = after;
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8(bytes).ok()
}
