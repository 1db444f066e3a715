//! `digest`: HTTP digest authentication (RFC 7616), as Postman answers it.

use std::sync::{Mutex, PoisonError};

use http::HeaderMap;
use http::header::WWW_AUTHENTICATE;
use md5::{Digest as _, Md5};
use secrecy::{ExposeSecret as _, SecretString};
use sha2::{Sha256, Sha512_256};

use super::super::sign::{Outgoing, Payload, Sign, SignContext, SignError};
use super::encoding::hex;
use super::parameters::Parameters;

const KIND: &str = "digest";

/// Answers digest challenges.
///
/// A request is first sent unsigned, unless `realm` and `nonce` are known; a challenge is answered, and what it says is
/// remembered for later requests, whose nonce count goes up. Parameters given by the collection win over a challenge.
///
/// As in Postman, only a quoted `qop="auth"` or `qop="auth-int"` is used; any other answer is that of RFC 2069. Unlike
/// Postman, the nonce count is hexadecimal (which shows at the tenth request), a client nonce is made wherever one is
/// needed, and a request with a remembered nonce that the server no longer takes is signed again.
#[derive(Debug)]
pub struct Digest {
    username: String,
    password: SecretString,
    algorithm: String,
    given: Challenge,
    given_count: String,
    retries: bool,
    known: Mutex<Known>,
}

/// What a server asks for; empty where it says nothing.
#[derive(Debug, Clone, Default)]
struct Challenge {
    realm: String,
    nonce: String,
    qop: String,
    opaque: String,
    client_nonce: String,
}

/// What the last challenge said, and how many requests were signed with it.
#[derive(Debug, Default)]
struct Known {
    challenge: Challenge,
    count: u32,
}

impl Digest {
    /// From Postman's parameters: `username`, `password`, `algorithm` (MD5; MD5-sess, SHA-256, SHA-256-sess,
    /// SHA-512-256, SHA-512-256-sess), `realm`, `nonce`, `qop`, `nonceCount`, `clientNonce` (8 random characters),
    /// `opaque`, `disableRetryRequest`.
    pub fn new(parameters: &[(&str, String)]) -> Self {
        let parameters = Parameters(parameters);
        Self {
            username: parameters.text("username"),
            password: parameters.secret("password"),
            algorithm: parameters.text_or("algorithm", "MD5"),
            given: Challenge {
                realm: parameters.text("realm"),
                nonce: parameters.text("nonce"),
                qop: parameters.text("qop"),
                opaque: parameters.text("opaque"),
                client_nonce: parameters.text("clientNonce"),
            },
            given_count: parameters.text("nonceCount"),
            retries: !parameters.flag("disableRetryRequest"),
            known: Mutex::default(),
        }
    }

    /// What the next request is signed with, and its nonce count; `None` while there is no nonce.
    fn next(&self, context: &SignContext) -> Result<Option<(Challenge, String)>, SignError> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.challenge.client_nonce.is_empty() && self.given.client_nonce.is_empty() {
            known.challenge.client_nonce = context.nonce(8)?;
        }
        let challenge = known.challenge.under(&self.given);
        if challenge.realm.is_empty() || challenge.nonce.is_empty() {
            return Ok(None);
        }
        known.count = known.count.saturating_add(1);
        let count = if self.given_count.is_empty() {
            format!("{:08x}", known.count)
        } else {
            self.given_count.clone()
        };
        Ok(Some((challenge, count)))
    }

    fn header(
        &self,
        request: &Outgoing,
        challenge: &Challenge,
        count: &str,
    ) -> Result<String, SignError> {
        let Challenge {
            realm,
            nonce,
            qop,
            opaque,
            client_nonce,
        } = challenge;
        let has_qop = has_qop(qop);
        let is_session = self.algorithm.ends_with("-sess");
        let mut secret = format!(
            "{}:{realm}:{}",
            self.username,
            self.password.expose_secret()
        );
        if is_session {
            secret = format!("{}:{nonce}:{client_nonce}", self.hash(secret.as_bytes())?);
        }
        let mut action = format!("{}:{}", request.method, request.target);
        if qop == "auth-int" {
            if matches!(request.body, Payload::Multipart) {
                return Err(SignError::new(
                    KIND,
                    "a multipart body cannot be hashed for auth-int",
                ));
            }
            action = format!("{action}:{}", self.hash(request.signed_body(KIND)?)?);
        }
        let [secret, action] = [self.hash(secret.as_bytes())?, self.hash(action.as_bytes())?];
        let response = if has_qop {
            format!("{secret}:{nonce}:{count}:{client_nonce}:{qop}:{action}")
        } else {
            format!("{secret}:{nonce}:{action}")
        };
        let mut fields = vec![
            format!("username=\"{}\"", self.username),
            format!("realm=\"{realm}\""),
            format!("nonce=\"{nonce}\""),
            format!("uri=\"{}\"", request.target),
            format!("algorithm=\"{}\"", self.algorithm),
        ];
        if has_qop {
            fields.push(format!("qop={qop}"));
            fields.push(format!("nc={count}"));
        }
        if has_qop || is_session {
            fields.push(format!("cnonce=\"{client_nonce}\""));
        }
        fields.push(format!("response=\"{}\"", self.hash(response.as_bytes())?));
        if !opaque.is_empty() {
            fields.push(format!("opaque=\"{opaque}\""));
        }
        Ok(format!("Digest {}", fields.join(", ")))
    }

    fn hash(&self, bytes: &[u8]) -> Result<String, SignError> {
        match self.algorithm.as_str() {
            "MD5" | "MD5-sess" => Ok(hex(&Md5::digest(bytes))),
            "SHA-256" | "SHA-256-sess" => Ok(hex(&Sha256::digest(bytes))),
            "SHA-512-256" | "SHA-512-256-sess" => Ok(hex(&Sha512_256::digest(bytes))),
            other => Err(SignError::new(
                KIND,
                format!("algorithm `{other}` is not supported"),
            )),
        }
    }

    /// The digest challenge of a response: the one with our algorithm, else the first.
    fn challenge<'h>(&self, headers: &'h HeaderMap) -> Option<&'h str> {
        let challenges = || {
            let values = headers
                .get_all(WWW_AUTHENTICATE)
                .into_iter()
                .filter_map(|value| value.to_str().ok());
            values.filter(|value| {
                value
                    .get(..7)
                    .is_some_and(|scheme| scheme.eq_ignore_ascii_case("digest "))
            })
        };
        let ours = self.algorithm.to_lowercase();
        let matches = |value: &&str| {
            let value = value.to_lowercase().replace('"', "");
            match value.split_once("algorithm=") {
                Some((_, algorithm)) => algorithm.split([',', ' ']).next() == Some(&*ours),
                None => ours == "md5",
            }
        };
        challenges().find(matches).or_else(|| challenges().next())
    }

    /// Whether a request that was signed is worth another try with this challenge.
    fn is_news(&self, sent: &str, challenge: &Challenge, is_stale: bool) -> bool {
        let lacks =
            |name: &str, asked: &str| !asked.is_empty() && !sent.contains(&format!("{name}="));
        let is_first = sent.contains("nc=00000001");
        has_qop(&challenge.qop) && lacks("qop", &challenge.qop)
            || lacks("opaque", &challenge.opaque)
            || self.given.nonce.is_empty()
                && !sent.contains(&format!("nonce=\"{}\"", challenge.nonce))
                && (is_stale || !is_first)
    }
}

impl Challenge {
    /// Reads the fields of a challenge, which count only in quotes, as in Postman.
    fn read(header: &str) -> Self {
        let lower = header.to_ascii_lowercase();
        let field = |name: &str| {
            let start = lower
                .find(&format!("{name}=\""))
                .map(|at| at + name.len() + 2);
            let rest = start
                .and_then(|start| header.get(start..))
                .and_then(|rest| rest.split_once('"'));
            rest.map_or_else(String::new, |(value, _)| value.to_owned())
        };
        Self {
            realm: field("realm"),
            nonce: field("nonce"),
            qop: field("qop"),
            opaque: field("opaque"),
            client_nonce: String::new(),
        }
    }

    /// This one, with what is given in its place.
    fn under(&self, given: &Self) -> Self {
        let pick = |given: &String, known: &String| {
            if given.is_empty() {
                known.clone()
            } else {
                given.clone()
            }
        };
        Self {
            realm: pick(&given.realm, &self.realm),
            nonce: pick(&given.nonce, &self.nonce),
            qop: pick(&given.qop, &self.qop),
            opaque: pick(&given.opaque, &self.opaque),
            client_nonce: pick(&given.client_nonce, &self.client_nonce),
        }
    }
}

/// Whether the quality of protection is one that is used: a list of several is not.
fn has_qop(qop: &str) -> bool {
    matches!(qop, "auth" | "auth-int")
}

impl Sign for Digest {
    fn sign(&self, request: &mut Outgoing, context: &SignContext) -> Result<(), SignError> {
        if self.username.is_empty() {
            return Ok(());
        }
        if let Some((challenge, count)) = self.next(context)? {
            request.set_header("Authorization", self.header(request, &challenge, &count)?);
        }
        Ok(())
    }

    fn answer(
        &self,
        request: &mut Outgoing,
        status: u16,
        headers: &HeaderMap,
        context: &SignContext,
    ) -> Result<bool, SignError> {
        if !self.retries || self.username.is_empty() || !matches!(status, 401 | 403) {
            return Ok(false);
        }
        let Some(header) = self.challenge(headers) else {
            return Ok(false);
        };
        let challenge = Challenge::read(header);
        if challenge.nonce.is_empty() {
            return Ok(false);
        }
        let is_stale = header
            .to_lowercase()
            .replace(['"', ' '], "")
            .contains("stale=true");
        let sent = request
            .header("authorization")
            .map(String::from_utf8_lossy)
            .filter(|value| value.starts_with("Digest "));
        if let Some(sent) = sent
            && !self.is_news(&sent, &challenge, is_stale)
        {
            return Ok(false);
        }
        // The old client nonce goes too: the next request makes one of its own.
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = Known {
            challenge,
            count: 0,
        };
        self.sign(request, context)?;
        Ok(true)
    }
}
