//! `ntlm`: NTLM over HTTP, a handshake of three requests on one connection.

use http::HeaderMap;
use http::header::WWW_AUTHENTICATE;
use secrecy::SecretString;

use super::super::sign::{Outgoing, Sign, SignContext, SignError};
use super::encoding::{base64, decode_base64};
use super::ntlm_message::{self, Account, Challenge};
use super::parameters::Parameters;

const KIND: &str = "ntlm";

/// Answers NTLM challenges.
///
/// The first request goes out without credentials; a 401 or 403 that offers NTLM is answered with a negotiate message,
/// the challenge that follows with an authenticate message. The server ties the handshake to the connection, so all three
/// requests must take the same one (HTTP/1.1, each response read to its end). Nothing is remembered here between calls.
#[derive(Debug, Clone)]
pub struct Ntlm {
    account: Account,
    retries: bool,
}

impl Ntlm {
    /// From Postman's parameters: `username`, `password`, `domain`, `workstation`, `disableRetryRequest`. Without a
    /// domain, `DOMAIN\user` and `user@domain` are taken apart.
    pub fn new(parameters: &[(&str, String)]) -> Self {
        let parameters = Parameters(parameters);
        let (mut username, mut domain) = (parameters.text("username"), parameters.text("domain"));
        if domain.is_empty() {
            (username, domain) = split(&username);
        }
        Self {
            account: Account {
                username,
                password: SecretString::from(parameters.text("password")),
                domain,
                workstation: parameters.text("workstation"),
            },
            retries: !parameters.flag("disableRetryRequest"),
        }
    }
}

impl Sign for Ntlm {
    fn sign(&self, request: &mut Outgoing, _: &SignContext) -> Result<(), SignError> {
        request.remove_header("Authorization");
        Ok(())
    }

    fn answer(
        &self,
        request: &mut Outgoing,
        status: u16,
        headers: &HeaderMap,
        context: &SignContext,
    ) -> Result<bool, SignError> {
        if !self.retries || !matches!(status, 401 | 403) {
            return Ok(false);
        }
        let mut offers = headers
            .get_all(WWW_AUTHENTICATE)
            .into_iter()
            .filter_map(|value| value.to_str().ok());
        let message = match request.header("authorization") {
            None if offers.any(|offer| offer.contains("NTLM")) => {
                ntlm_message::negotiate(&self.account)
            }
            Some(sent) if *sent == *header(&ntlm_message::negotiate(&self.account)).as_bytes() => {
                let Some(challenge) = offers.find_map(|offer| offer.strip_prefix("NTLM ")) else {
                    return Ok(false);
                };
                let challenge = decode_base64(challenge).and_then(|bytes| Challenge::read(&bytes));
                let challenge = challenge.ok_or_else(|| {
                    SignError::new(KIND, "the server's challenge is no type 2 message")
                })?;
                ntlm_message::authenticate(&self.account, &challenge, context)?
            }
            _ => return Ok(false),
        };
        request.set_header("Authorization", header(&message));
        Ok(true)
    }
}

fn header(message: &[u8]) -> String {
    format!("NTLM {}", base64(message))
}

/// User and domain of `DOMAIN\user` or `user@domain`; a name with both signs is a user.
fn split(username: &str) -> (String, String) {
    let parts = |separator: char| {
        let (first, second) = username.split_once(separator)?;
        (!first.is_empty() && !second.is_empty() && !second.contains(separator))
            .then_some((first, second))
    };
    let (user, domain) = match (username.contains('\\'), username.contains('@')) {
        (true, false) => parts('\\').map(|(domain, user)| (user, domain)),
        (false, true) => parts('@'),
        _ => None,
    }
    .unwrap_or((username, ""));
    (user.to_owned(), domain.to_owned())
}
