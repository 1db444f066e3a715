//! OAuth 2 tokens, fetched from a token endpoint.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, Method};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use super::base::Base;
use super::body::Payload;
use super::encode;
use super::error::Error;
use super::request::Request;
use super::response::Answer;
use super::secret::basic_value;
use super::token::{AccessToken, Token, TokenEndpoint, TokenError, TokenSource};
use super::transport::{BoxFuture, Http};

/// A grant of OAuth 2, by which tokens are fetched: client credentials, a refresh token, or a user's password.
///
/// Give it to a client in the place of a token: a token is kept until shortly before it expires, and fetched once for all
/// calls that wait for it. What is not set here (endpoint, client id, scope) is the collection's own, where it has any.
#[derive(Clone)]
pub struct OAuth2 {
    endpoint: Option<String>,
    client_id: Option<String>,
    client_secret: Option<SecretString>,
    grant: Grant,
    parameters: BTreeMap<String, String>,
    secret_in_body: bool,
}

#[derive(Clone)]
enum Grant {
    ClientCredentials,
    /// Replaced when the server gives a new one, which clones share.
    RefreshToken(Arc<Mutex<SecretString>>),
    Password {
        username: String,
        password: SecretString,
    },
}

impl OAuth2 {
    fn new(grant: Grant) -> Self {
        Self {
            endpoint: None,
            client_id: None,
            client_secret: None,
            grant,
            parameters: BTreeMap::new(),
            secret_in_body: false,
        }
    }

    /// The client's own token (`grant_type=client_credentials`).
    pub fn client_credentials(client_secret: impl Into<SecretString>) -> Self {
        Self::new(Grant::ClientCredentials).client_secret(client_secret)
    }

    /// A user's token, by a refresh token (`grant_type=refresh_token`).
    pub fn refresh_token(refresh_token: impl Into<SecretString>) -> Self {
        let refresh_token = Arc::new(Mutex::new(refresh_token.into()));
        Self::new(Grant::RefreshToken(refresh_token))
    }

    /// A user's token, by name and password (`grant_type=password`).
    pub fn password(username: impl Into<String>, password: impl Into<SecretString>) -> Self {
        Self::new(Grant::Password {
            username: username.into(),
            password: password.into(),
        })
    }

    /// The address of the token endpoint, such as `https://login.example/oauth/token`.
    #[must_use]
    pub fn endpoint(mut self, address: impl Into<String>) -> Self {
        self.endpoint = Some(address.into());
        self
    }

    /// The client's id.
    #[must_use]
    pub fn client_id(mut self, id: impl Into<String>) -> Self {
        self.client_id = Some(id.into());
        self
    }

    /// The client's secret.
    #[must_use]
    pub fn client_secret(mut self, secret: impl Into<SecretString>) -> Self {
        self.client_secret = Some(secret.into());
        self
    }

    /// Sends the client's id and secret in the body instead of a header.
    #[must_use]
    pub fn secret_in_body(mut self) -> Self {
        self.secret_in_body = true;
        self
    }

    /// The scopes to ask for, separated by spaces.
    #[must_use]
    pub fn scope(self, scope: impl Into<String>) -> Self {
        self.parameter("scope", scope)
    }

    /// Another parameter of the token request, such as `audience`.
    #[must_use]
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.insert(name.into(), value.into());
        self
    }

    /// The client's id, once there is one.
    fn id(&self) -> Result<&str, TokenError> {
        let id = self.client_id.as_deref().filter(|id| !id.is_empty());
        id.ok_or_else(|| TokenError::new("the grant has no client id"))
    }

    fn form(&self) -> Result<String, TokenError> {
        let mut form = String::new();
        match &self.grant {
            Grant::ClientCredentials => push(&mut form, "grant_type", "client_credentials"),
            Grant::RefreshToken(token) => {
                push(&mut form, "grant_type", "refresh_token");
                let token = token.lock().unwrap_or_else(PoisonError::into_inner);
                push(&mut form, "refresh_token", token.expose_secret());
            }
            Grant::Password { username, password } => {
                push(&mut form, "grant_type", "password");
                push(&mut form, "username", username);
                push(&mut form, "password", password.expose_secret());
            }
        }
        if self.secret_in_body || self.client_secret.is_none() {
            push(&mut form, "client_id", self.id()?);
            if let Some(secret) = &self.client_secret {
                push(&mut form, "client_secret", secret.expose_secret());
            }
        }
        for (name, value) in &self.parameters {
            push(&mut form, name, value);
        }
        Ok(form)
    }

    fn request(&self) -> Result<Request, TokenError> {
        let endpoint = self.endpoint.as_deref().unwrap_or_default();
        let base = Base::parse(endpoint)
            .map_err(|error| TokenError::new(format!("the token endpoint: {error}")))?;
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        let form_type = HeaderValue::from_static("application/x-www-form-urlencoded");
        headers.insert(CONTENT_TYPE, form_type);
        if let (Some(secret), false) = (&self.client_secret, self.secret_in_body) {
            // RFC 6749 2.3.1: both are form-encoded before they are joined.
            let mut pair = String::new();
            encode::push(&mut pair, self.id()?, encode::FORM);
            pair.push(':');
            encode::push(&mut pair, secret.expose_secret(), encode::FORM);
            let value = basic_value(pair.as_bytes());
            let value = value.map_err(|error| TokenError::new(error.to_string()))?;
            headers.insert(AUTHORIZATION, value);
        }
        let mut request = Request::new(Method::POST, base);
        request.headers = headers;
        request.body = Payload::Form(self.form()?);
        Ok(request)
    }

    async fn fetch_token(&self, http: &Http) -> Result<AccessToken, TokenError> {
        let failed =
            |error: Error| TokenError::new(error.to_string()).retryable(error.is_retryable());
        let mut reply = http.send(self.request()?).await.map_err(failed)?;
        reply.read_whole(1 << 20).await.map_err(failed)?;
        self.read(&reply.into_answer())
    }

    fn read(&self, answer: &Answer) -> Result<AccessToken, TokenError> {
        let body: Value = serde_json::from_slice(answer.body()).unwrap_or_default();
        let text = |name: &str| body.get(name).and_then(Value::as_str);
        let token = text("access_token").filter(|_| answer.status().is_success());
        let Some(token) = token else {
            let status = answer.status().as_u16();
            let code = text("error")
                .filter(|code| is_code(code))
                .unwrap_or("no access token");
            let message = format!("the token endpoint answered {status}: {code}");
            return Err(TokenError::new(message).retryable(status == 429 || status >= 500));
        };
        if let (Grant::RefreshToken(kept), Some(next)) = (&self.grant, text("refresh_token")) {
            *kept.lock().unwrap_or_else(PoisonError::into_inner) = SecretString::from(next);
        }
        let expires_in = body.get("expires_in").and_then(|value| match value {
            Value::String(text) => text.parse().ok(),
            value => value.as_u64(),
        });
        let token = AccessToken::new(token);
        Ok(match expires_in {
            Some(seconds) => token.expires_in(Duration::from_secs(seconds)),
            None => token,
        })
    }
}

/// An error code of RFC 6749, which holds no secret.
fn is_code(text: &str) -> bool {
    text.len() <= 64
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

fn push(form: &mut String, name: &str, value: &str) {
    if !form.is_empty() {
        form.push('&');
    }
    encode::push(form, name, encode::FORM);
    form.push('=');
    encode::push(form, value, encode::FORM);
}

impl TokenSource for OAuth2 {
    fn fetch<'a>(&'a self, http: &'a Http) -> BoxFuture<'a, Result<AccessToken, TokenError>> {
        Box::pin(self.fetch_token(http))
    }

    fn completed(&self, endpoint: &TokenEndpoint) -> Option<Token> {
        let mut grant = self.clone();
        if grant.endpoint.is_none() {
            grant.endpoint = Some(endpoint.url.clone());
            grant.secret_in_body |= endpoint.secret_in_body;
            for (name, value) in &endpoint.parameters {
                let parameter = grant.parameters.entry((*name).to_owned());
                parameter.or_insert_with(|| value.clone());
            }
        }
        if grant.client_id.is_none() {
            grant.client_id.clone_from(&endpoint.client_id);
        }
        Some(grant.into())
    }
}

impl From<OAuth2> for Token {
    fn from(source: OAuth2) -> Self {
        Self::source(source)
    }
}

/// Names and values that are secrets are left out.
impl fmt::Debug for OAuth2 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let grant = match self.grant {
            Grant::ClientCredentials => "client_credentials",
            Grant::RefreshToken(_) => "refresh_token",
            Grant::Password { .. } => "password",
        };
        f.debug_struct("OAuth2")
            .field("grant", &grant)
            .finish_non_exhaustive()
    }
}
