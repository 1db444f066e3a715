//! `awsv4`: AWS Signature Version 4, in headers or in the query.

use hmac::{Hmac, KeyInit as _, Mac as _};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use secrecy::{ExposeSecret as _, SecretString};
use sha2::{Digest as _, Sha256};

use super::super::sign::{Outgoing, Payload, Sign, SignContext, SignError};
use super::encoding::{decode, encode, hex, latin1};
use super::parameters::Parameters;

const KIND: &str = "awsv4";
const ALGORITHM: &str = "AWS4-HMAC-SHA256";

/// Headers that are not signed, because proxies change them.
const UNSIGNED: [&str; 7] = [
    "authorization",
    "connection",
    "x-amzn-trace-id",
    "user-agent",
    "expect",
    "presigned-expires",
    "range",
];
/// Headers of an earlier signature.
const OLD_HEADERS: [&str; 4] = [
    "Authorization",
    "X-Amz-Date",
    "X-Amz-Security-Token",
    "X-Amz-Content-Sha256",
];
/// Query entries of an earlier signature.
const OLD_ENTRIES: [&str; 6] = [
    "X-Amz-Security-Token",
    "X-Amz-Date",
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-SignedHeaders",
    "X-Amz-Signature",
];

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

/// Signs requests with AWS Signature Version 4.
///
/// Every header that exists when the signer runs is signed. The body is hashed unless it is multipart; with the
/// signature in the query it never is. Unlike Postman, which hashes a body that it then does not send (a GET), the hash
/// is that of the body as sent; and where a header occurs twice, Postman's third copy of it is not made.
#[derive(Debug, Clone)]
pub struct AwsV4 {
    access_key: SecretString,
    secret_key: SecretString,
    session_token: SecretString,
    service: String,
    region: String,
    in_query: bool,
}

/// The entries of a query, decoded, in order; those of one name together.
type Query = Vec<(String, Vec<String>)>;

/// What one signature is about.
struct Signing<'a> {
    signer: &'a AwsV4,
    /// `yyyyMMddTHHmmssZ`.
    time: String,
    path: String,
    query: Query,
}

impl AwsV4 {
    /// From Postman's parameters: `accessKey`, `secretKey`, `sessionToken`, `service` (execute-api), `region`
    /// (us-east-1), `addAuthDataToQuery`.
    pub fn new(parameters: &[(&str, String)]) -> Self {
        let parameters = Parameters(parameters);
        let service = parameters.text_or("service", "execute-api");
        Self {
            access_key: parameters.secret("accessKey"),
            secret_key: parameters.secret("secretKey"),
            session_token: parameters.secret("sessionToken"),
            // The mail service signs under another name than its host has.
            service: if service == "email" {
                "ses".to_owned()
            } else {
                service
            },
            region: parameters.text_or("region", "us-east-1"),
            in_query: parameters.flag("addAuthDataToQuery"),
        }
    }

    fn is_s3(&self) -> bool {
        self.service == "s3"
    }

    fn sign_headers(
        &self,
        request: &mut Outgoing,
        mut signing: Signing<'_>,
    ) -> Result<(), SignError> {
        let hash = hex(&Sha256::digest(request.signed_body(KIND)?));
        let mut hash_sent = !matches!(request.body, Payload::Empty | Payload::Multipart);
        if hash_sent {
            request.set_header("X-Amz-Content-Sha256", hash.as_str());
        }
        add_host(request);
        if !self.session_token.expose_secret().is_empty() {
            request.set_header("X-Amz-Security-Token", self.session_token.expose_secret());
        }
        if self.is_s3() && !hash_sent {
            request.set_header("X-Amz-Content-Sha256", hash.as_str());
            hash_sent = true;
        }
        debug_assert!(hash_sent || matches!(request.body, Payload::Empty | Payload::Multipart));
        request.set_header("X-Amz-Date", signing.time.as_str());
        let signature = signing.signature(request, &hash)?;
        let authorization = format!(
            "{ALGORITHM} Credential={}, SignedHeaders={}, Signature={signature}",
            signing.credential(),
            signed_names(request).join(";"),
        );
        signing.query.clear();
        request.set_header("Authorization", authorization);
        Ok(())
    }

    fn sign_query(
        &self,
        request: &mut Outgoing,
        mut signing: Signing<'_>,
    ) -> Result<(), SignError> {
        add_host(request);
        if !self.session_token.expose_secret().is_empty() {
            signing.set("X-Amz-Security-Token", self.session_token.expose_secret());
        }
        if self.is_s3() && signing.get("X-Amz-Expires").is_none() {
            signing.set("X-Amz-Expires", "86400");
        }
        match signing.get("X-Amz-Date").map(str::to_owned) {
            Some(time) => signing.time = time,
            None => signing.set("X-Amz-Date", &signing.time.clone()),
        }
        signing.set("X-Amz-Algorithm", ALGORITHM);
        signing.set("X-Amz-Credential", &signing.credential());
        signing.set("X-Amz-SignedHeaders", &signed_names(request).join(";"));
        let hash = if self.is_s3() {
            "UNSIGNED-PAYLOAD".to_owned()
        } else {
            hex(&Sha256::digest([]))
        };
        let signature = signing.signature(request, &hash)?;
        signing.set("X-Amz-Signature", &signature);
        signing.add_to(request);
        Ok(())
    }
}

impl Sign for AwsV4 {
    fn sign(&self, request: &mut Outgoing, context: &SignContext) -> Result<(), SignError> {
        for name in OLD_HEADERS {
            request.remove_header(name);
        }
        let (path, query) = parse(&request.target)?;
        let signing = Signing {
            signer: self,
            time: time(request, context)?,
            path,
            query,
        };
        if let Some(query) = request.query().map(str::to_owned)
            && query.split('&').any(is_old)
        {
            request.set_query(query.split('&').filter(|entry| !is_old(entry)));
        }
        if self.in_query {
            self.sign_query(request, signing)
        } else {
            self.sign_headers(request, signing)
        }
    }
}

impl Signing<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        let (_, values) = self.query.iter().find(|(other, _)| other == name)?;
        values
            .first()
            .map(String::as_str)
            .filter(|value| !value.is_empty())
    }

    fn set(&mut self, name: &str, value: &str) {
        match self.query.iter_mut().find(|(other, _)| other == name) {
            Some((_, values)) => *values = vec![value.to_owned()],
            None => self.query.push((name.to_owned(), vec![value.to_owned()])),
        }
    }

    fn date(&self) -> &str {
        self.time.get(..8).unwrap_or(&self.time)
    }

    fn scope(&self) -> String {
        format!(
            "{}/{}/{}/aws4_request",
            self.date(),
            self.signer.region,
            self.signer.service
        )
    }

    fn credential(&self) -> String {
        format!(
            "{}/{}",
            self.signer.access_key.expose_secret(),
            self.scope()
        )
    }

    fn signature(&self, request: &Outgoing, hash: &str) -> Result<String, SignError> {
        let names = signed_names(request);
        let headers: String = names
            .iter()
            .map(|name| format!("{name}:{}\n", value_of(request, name)))
            .collect();
        let canonical = [
            &request.method,
            &self.canonical_path()?,
            &self.canonical_query(),
            &headers,
            &names.join(";"),
            hash,
        ]
        .join("\n");
        let text = [
            ALGORITHM,
            &self.time,
            &self.scope(),
            &hex(&Sha256::digest(canonical)),
        ]
        .join("\n");
        let mut key = format!("AWS4{}", self.signer.secret_key.expose_secret()).into_bytes();
        for part in [
            self.date(),
            &self.signer.region,
            &self.signer.service,
            "aws4_request",
        ] {
            key = mac(&key, part)?;
        }
        mac(&key, &text).map(|signature| hex(&signature))
    }

    /// Every segment encoded once more; S3 alone takes the path as it is, decoded first.
    fn canonical_path(&self) -> Result<String, SignError> {
        let mut segments: Vec<String> = Vec::new();
        if self.path == "/" {
            return Ok("/".to_owned());
        }
        if self.signer.is_s3() {
            for segment in self.path.split('/') {
                let decoded = decode(&segment.replace('+', " ")).ok_or_else(undecodable)?;
                segments.push(encode(&decoded).replace("%2F", "/"));
            }
        } else {
            for (index, segment) in self.path.split('/').enumerate() {
                match segment {
                    ".." => drop(segments.pop()),
                    "." => {}
                    // Slashes in a row count as one, but for the first and the last.
                    "" if index > 0 && segments.last().is_some_and(String::is_empty) => {}
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

    fn canonical_query(&self) -> String {
        let mut entries = Vec::new();
        for (name, values) in self.query.iter().filter(|(name, _)| !name.is_empty()) {
            let mut values: Vec<String> = values.iter().map(|value| encode(value)).collect();
            if self.signer.is_s3() {
                values.truncate(1);
            }
            values.sort();
            entries.push((encode(name), values));
        }
        entries.sort();
        let entry = |(name, values): &(String, Vec<String>)| {
            values
                .iter()
                .map(|value| format!("{name}={value}"))
                .collect::<Vec<_>>()
                .join("&")
        };
        entries.iter().map(entry).collect::<Vec<_>>().join("&")
    }

    /// Adds the entries of the signature to the query, which keeps its own as they are written.
    fn add_to(&self, request: &mut Outgoing) {
        let query = request.query().unwrap_or_default().to_owned();
        let mut entries: Vec<String> = query.split('&').map(str::to_owned).collect();
        if query.is_empty() {
            entries.clear();
        }
        for (name, values) in self
            .query
            .iter()
            .filter(|(name, _)| name.starts_with("X-Amz-"))
        {
            let present = entries
                .iter()
                .any(|entry| entry.split('=').next() == Some(name));
            if let (Some(value), false) = (values.first(), present) {
                entries.push(format!("{}={}", encode(name), encode(value)));
            }
        }
        request.set_query(entries.iter().map(String::as_str));
    }
}

fn undecodable() -> SignError {
    SignError::new(KIND, "the path holds a `%` that encodes nothing")
}

fn mac(key: &[u8], text: &str) -> Result<Vec<u8>, SignError> {
    let mac = Hmac::<Sha256>::new_from_slice(key)
        .map_err(|_| SignError::new(KIND, "secretKey cannot be used as a key"))?;
    Ok(mac.chain_update(text).finalize().into_bytes().to_vec())
}

fn is_old(entry: &str) -> bool {
    OLD_ENTRIES.contains(&entry.split_once('=').map_or(entry, |(name, _)| name))
}

fn add_host(request: &mut Outgoing) {
    if request.header("host").is_none() {
        request
            .headers
            .push(("Host".to_owned(), request.authority.clone().into_bytes()));
    }
}

/// The names of the signed headers, lower-case and sorted.
fn signed_names(request: &Outgoing) -> Vec<String> {
    let mut names: Vec<String> = request
        .headers
        .iter()
        .map(|(name, _)| name.to_lowercase())
        .collect();
    names.retain(|name| !UNSIGNED.contains(&name.as_str()));
    names.sort();
    names.dedup();
    names
}

/// The values of a header with commas between, trimmed, runs of white space made one space.
fn value_of(request: &Outgoing, name: &str) -> String {
    let values = request
        .headers
        .iter()
        .filter(|(other, _)| other.eq_ignore_ascii_case(name));
    let value = values
        .map(|(_, value)| latin1(value))
        .collect::<Vec<_>>()
        .join(",");
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The time of the signature: the request's `Date`, else now.
fn time(request: &Outgoing, context: &SignContext) -> Result<String, SignError> {
    let time = match request.header("date") {
        Some(date) => jiff::fmt::rfc2822::DateTimeParser::new()
            .parse_timestamp(latin1(date))
            .ok(),
        None => i64::try_from(context.seconds())
            .ok()
            .and_then(|seconds| jiff::Timestamp::from_second(seconds).ok()),
    };
    let time = time
        .ok_or_else(|| SignError::new(KIND, "the Date header or the clock has no usable time"))?;
    Ok(time.strftime("%Y%m%dT%H%M%SZ").to_string())
}

/// The path as it enters the signature, and the query's entries.
fn parse(target: &str) -> Result<(String, Query), SignError> {
    let kept = |byte: u8| {
        byte == b'%' || byte.is_ascii_alphanumeric() || b";,/?:@&=+$-_.!~*'()#".contains(&byte)
    };
    // One character that `encodeURI` would encode makes the whole target go through it.
    let target = if target.bytes().all(kept) {
        target.to_owned()
    } else {
        utf8_percent_encode(&decode_uri(target).ok_or_else(undecodable)?, URI).to_string()
    };
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    let mut entries = Query::new();
    for entry in query.split('&').filter(|entry| !entry.is_empty()) {
        let (name, value) = entry.split_once('=').unwrap_or((entry, ""));
        let [name, value] = [name, value].map(|part| {
            percent_decode_str(&part.replace('+', " "))
                .decode_utf8_lossy()
                .into_owned()
        });
        match entries.iter_mut().find(|(other, _)| *other == name) {
            Some((_, values)) => values.push(value),
            None => entries.push((name, vec![value])),
        }
    }
    Ok((path.to_owned(), entries))
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
