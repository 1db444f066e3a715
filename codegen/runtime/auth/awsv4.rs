//! `awsv4`: AWS Signature Version 4, in headers or in the query.

use hmac::{Hmac, KeyInit as _, Mac as _};
use secrecy::{ExposeSecret as _, SecretString};
use sha2::{Digest as _, Sha256};

use super::super::sign::{Outgoing, Payload, Sign, SignContext, SignError};
use super::awsv4_target::Target;
use super::encoding::{hex, latin1};
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

/// What one signature is about.
struct Signing<'a> {
    signer: &'a AwsV4,
    /// `yyyyMMddTHHmmssZ`.
    time: String,
    target: Target,
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

    fn sign_headers(&self, request: &mut Outgoing, signing: &Signing<'_>) -> Result<(), SignError> {
        let hash = hex(&Sha256::digest(request.signed_body(KIND)?));
        let is_hashed = !matches!(request.body, Payload::Empty | Payload::Multipart);
        if is_hashed {
            request.set_header("X-Amz-Content-Sha256", hash.as_str());
        }
        add_host(request);
        if !self.session_token.expose_secret().is_empty() {
            request.set_header("X-Amz-Security-Token", self.session_token.expose_secret());
        }
        if self.is_s3() && !is_hashed {
            request.set_header("X-Amz-Content-Sha256", hash.as_str());
        }
        request.set_header("X-Amz-Date", signing.time.as_str());
        let signature = signing.signature(request, &hash)?;
        let authorization = format!(
            "{ALGORITHM} Credential={}, SignedHeaders={}, Signature={signature}",
            signing.credential(),
            signed_names(request).join(";"),
        );
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
            signing
                .target
                .set("X-Amz-Security-Token", self.session_token.expose_secret());
        }
        if self.is_s3() && signing.target.get("X-Amz-Expires").is_none() {
            signing.target.set("X-Amz-Expires", "86400");
        }
        match signing.target.get("X-Amz-Date").map(str::to_owned) {
            Some(time) => signing.time = time,
            None => signing.target.set("X-Amz-Date", &signing.time),
        }
        signing.target.set("X-Amz-Algorithm", ALGORITHM);
        signing
            .target
            .set("X-Amz-Credential", &signing.credential());
        signing
            .target
            .set("X-Amz-SignedHeaders", &signed_names(request).join(";"));
        let hash = if self.is_s3() {
            "UNSIGNED-PAYLOAD".to_owned()
        } else {
            hex(&Sha256::digest([]))
        };
        let signature = signing.signature(request, &hash)?;
        signing.target.set("X-Amz-Signature", &signature);
        signing.target.add_to(request);
        Ok(())
    }
}

impl Sign for AwsV4 {
    fn sign(&self, request: &mut Outgoing, context: &SignContext) -> Result<(), SignError> {
        for name in OLD_HEADERS {
            request.remove_header(name);
        }
        let signing = Signing {
            signer: self,
            time: time(request, context)?,
            target: Target::parse(&request.target)?,
        };
        let mut entries = request.entries();
        entries.retain(|entry| !is_old(entry));
        request.set_entries(&entries);
        if self.in_query {
            self.sign_query(request, signing)
        } else {
            self.sign_headers(request, &signing)
        }
    }
}

impl Signing<'_> {
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
        let headers: Vec<String> = names
            .iter()
            .map(|name| {
                format!(
                    "{name}:{}
",
                    value_of(request, name)
                )
            })
            .collect();
        let canonical = [
            &request.method,
            &self.target.canonical_path(self.signer.is_s3())?,
            &self.target.canonical_query(self.signer.is_s3()),
            &headers.concat(),
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
