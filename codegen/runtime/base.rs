//! The base of a server's addresses, read by Postman's rules.

use std::fmt;

use http::HeaderValue;
use reqwest::Url;

use super::encode;
use super::error::Error;

/// Scheme, host, port and leading path of a server, from the text of a setting.
///
/// Read as `postman-url-encoder` reads it: no scheme is `http`; `\` before the query is `/`; user info becomes basic
/// credentials; the port stays in `Host` as it was written, default ports included; the path is not normalised.
#[derive(Clone)]
pub struct Base {
    /// What a connection is made to, with the path `/`.
    url: Url,
    /// Host and port as in the `Host` header.
    authority: String,
    /// What every target begins with, encoded.
    prefix: String,
    /// The text's own query or path ends behind a `?`.
    authorization: Option<HeaderValue>,
    /// Why nothing can be sent to it.
    failure: Option<String>,
}

/// Appends text of a component to a target, with the component's set.
type Push = fn(&mut String, &str, &'static percent_encoding::AsciiSet);

impl Base {
    /// Reads the text of a base address.
    ///
    /// # Errors
    ///
    /// When there is no host, the scheme is neither `http` nor `https`, or no address can be made of them.
    pub fn parse(text: &str) -> Result<Self, Error> {
        Self::read(text, encode::push)
    }

    /// As [`Base::parse`], with path and query as they are written (`disableUrlEncoding`).
    #[allow(dead_code, reason = "only the wire check reads such addresses")]
    pub(super) fn parse_raw(text: &str) -> Result<Self, Error> {
        Self::read(text, |out, text, _| out.push_str(text))
    }

    fn read(text: &str, push: Push) -> Result<Self, Error> {
        let text = text.trim_start();
        let text = text.split_once('#').map_or(text, |(before, _)| before);
        let (address, query) = match text.split_once('?') {
            Some((address, query)) => (address, Some(query)),
            None => (text, None),
        };
        let address = address.replace('\\', "/");
        let (scheme, rest) = match address.split_once("://") {
            Some((scheme, rest)) => (scheme.to_ascii_lowercase(), rest.trim_start_matches('/')),
            None => ("http".to_owned(), address.as_str()),
        };
        if scheme != "http" && scheme != "https" {
            return Err(Error::build(format!(
                "the scheme `{scheme}` of a base URL is not supported"
            )));
        }
        let (authority, path) = match rest.find('/') {
            Some(slash) => rest.split_at(slash),
            None => (rest, ""),
        };
        let (user_info, host_and_port) = match authority.rsplit_once('@') {
            Some((user_info, host)) => (Some(user_info), host),
            None => (None, authority),
        };
        let mut prefix = String::with_capacity(path.len());
        push(&mut prefix, path, encode::PATH);
        if let Some(query) = query {
            if prefix.is_empty() {
                prefix.push('/');
            }
            prefix.push('?');
            push(&mut prefix, query, encode::QUERY);
        }
        Self::from_parts(&scheme, user_info, host_and_port, prefix)
    }

    fn from_parts(
        scheme: &str,
        user_info: Option<&str>,
        host_and_port: &str,
        prefix: String,
    ) -> Result<Self, Error> {
        let invalid = || Error::build("a base URL has no valid host and port");
        if host_and_port.is_empty() {
            return Err(Error::build("a base URL has no host"));
        }
        let url = Url::parse(&format!("{scheme}://{host_and_port}/")).map_err(|_| invalid())?;
        let host = url
            .host_str()
            .filter(|host| !host.is_empty())
            .ok_or_else(invalid)?;
        let port = port_of(host_and_port);
        let authority = match port {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        };
        let authorization = user_info.map(basic_of_user_info).transpose()?;
        Ok(Self {
            url,
            authority,
            prefix,
            authorization,
            failure: None,
        })
    }

    /// A base to which nothing can be sent: calls fail with this text.
    pub(super) fn unusable(failure: String) -> Result<Self, Error> {
        let base = Self::parse("http://unusable.invalid")?;
        Ok(Self {
            failure: Some(failure),
            ..base
        })
    }

    /// # Errors
    ///
    /// When nothing can be sent to the address; the error says why.
    pub(super) fn check(&self) -> Result<(), Error> {
        match &self.failure {
            None => Ok(()),
            Some(failure) => Err(Error::build(failure.clone())),
        }
    }

    /// `http` or `https`.
    pub fn scheme(&self) -> &str {
        self.url.scheme()
    }

    /// Host and port as in the `Host` header: a default port that was written is kept.
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// What every target begins with, encoded; empty for the root.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The address with the path `/`.
    pub(super) fn url(&self) -> &Url {
        &self.url
    }

    /// Basic credentials from the user info.
    pub(super) fn authorization(&self) -> Option<&HeaderValue> {
        self.authorization.as_ref()
    }

    /// Whether `Host` must be set by hand, because the HTTP stack would leave the port out.
    pub(super) fn writes_default_port(&self) -> bool {
        self.url.port().is_none() && self.authority.len() != self.url.host_str().map_or(0, str::len)
    }

    /// Whether both lead to the same scheme, host and port.
    pub(super) fn same_origin(&self, other: &Self) -> bool {
        self.url.scheme() == other.url.scheme()
            && self.url.host_str() == other.url.host_str()
            && self.url.port_or_known_default() == other.url.port_or_known_default()
    }
}

/// The port as it was written, which may be empty; the colons of an IPv6 address in brackets are none.
fn port_of(host_and_port: &str) -> Option<&str> {
    let after_bracket = host_and_port
        .rsplit_once(']')
        .map_or(host_and_port, |(_, after)| after);
    after_bracket.rsplit_once(':').map(|(_, port)| port)
}

/// `user:password`, percent-decoded, as `Authorization: Basic`.
fn basic_of_user_info(user_info: &str) -> Result<HeaderValue, Error> {
    let (user, password) = user_info.split_once(':').unwrap_or((user_info, ""));
    let mut pair = encode::decoded(user);
    pair.push(b':');
    pair.extend(encode::decoded(password));
    super::secret::basic_value(&pair)
}

impl fmt::Debug for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme(), self.authority)
    }
}
