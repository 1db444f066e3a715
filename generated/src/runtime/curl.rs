//! A call as a curl command.

use http::HeaderValue;

use super::body::Payload;
use super::call::Call;
use super::error::Error;
use super::request::{Request, masked_target};
use super::secret::is_secret;

#[allow(
    clippy::wrong_self_convention,
    reason = "a call is finished into a request once, as when it is sent"
)]
impl<T, P> Call<T, P> {
    /// The call as a curl command for a POSIX shell; values of credentials and of the query are `***`.
    ///
    /// # Errors
    ///
    /// When the request could not be written or signed.
    pub fn to_curl(self) -> Result<String, Error> {
        Ok(self.request()?.to_curl(true))
    }

    /// The call as a curl command that can be run, secrets included.
    ///
    /// # Errors
    ///
    /// When the request could not be written or signed.
    pub fn to_curl_with_secrets(self) -> Result<String, Error> {
        Ok(self.request()?.to_curl(false))
    }
}

impl Request {
    fn to_curl(&self, masks: bool) -> String {
        let target = if masks {
            masked_target(self.target())
        } else {
            self.target().to_owned()
        };
        let url = format!("{}://{}{target}", self.scheme(), self.authority());
        let mut command = format!("curl --request {} {}", self.method(), quoted(&url));
        for (name, value) in self.headers() {
            let value = if masks && is_secret(name, value) {
                "***".into()
            } else {
                text_of(value)
            };
            command.push_str(" --header ");
            command.push_str(&quoted(&format!("{name}: {value}")));
        }
        match self.body() {
            Payload::Empty => {}
            Payload::Stream(_) => command.push_str(" --data-binary @-"),
            body => {
                let bytes = body.bytes().unwrap_or_default();
                command.push_str(" --data-binary ");
                command.push_str(&quoted(&String::from_utf8_lossy(bytes)));
            }
        }
        command
    }
}

fn text_of(value: &HeaderValue) -> String {
    String::from_utf8_lossy(value.as_bytes()).into_owned()
}

/// In single quotes, for a POSIX shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
