//! Settings of a client: what is missing is named all at once.

use secrecy::SecretString;

use super::core::Server;
use super::credential::Credential;
use super::error::Error;
use super::token::Token;

/// Collects the settings of a client and the names of those that are missing.
#[derive(Debug, Default)]
pub struct Settings {
    missing: Vec<&'static str>,
    /// Those that only some calls need.
    absent: Vec<&'static str>,
}

impl Settings {
    /// Nothing asked for yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The setting's value, else its default; without both its name is noted and the text is empty.
    pub fn required(
        &mut self,
        variable: &'static str,
        value: Option<String>,
        default: Option<&str>,
    ) -> String {
        if let Some(value) = value.or_else(|| default.map(str::to_owned)) {
            value
        } else {
            self.missing.push(variable);
            String::new()
        }
    }

    /// The secret setting's value; without one its name is noted and the secret is empty.
    pub fn secret(&mut self, variable: &'static str, value: Option<SecretString>) -> SecretString {
        value.unwrap_or_else(|| {
            self.missing.push(variable);
            SecretString::default()
        })
    }

    /// The token; without one the setting's name is noted and the token is empty.
    pub fn token(&mut self, variable: &'static str, value: Option<Token>) -> Token {
        value.unwrap_or_else(|| {
            self.missing.push(variable);
            Token::from("")
        })
    }

    /// As [`Settings::required`], for a setting that only some calls need.
    pub fn optional(
        &mut self,
        variable: &'static str,
        value: Option<String>,
        default: Option<&str>,
    ) -> String {
        self.noted(|settings| settings.required(variable, value, default))
    }

    /// As [`Settings::secret`], for a setting that only some calls need.
    pub fn optional_secret(
        &mut self,
        variable: &'static str,
        value: Option<SecretString>,
    ) -> SecretString {
        self.noted(|settings| settings.secret(variable, value))
    }

    /// As [`Settings::token`], for a setting that only some calls need.
    pub fn optional_token(&mut self, variable: &'static str, value: Option<Token>) -> Token {
        self.noted(|settings| settings.token(variable, value))
    }

    /// Reads a setting; if it is missing, that does not fail the building of the client.
    fn noted<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let known = self.missing.len();
        let value = read(self);
        self.absent.extend(self.missing.drain(known..));
        value
    }

    /// The first of these settings that has no value.
    fn first_missing(&self, needs: &[&'static str]) -> Option<&'static str> {
        let is_missing = |need: &&str| self.absent.contains(need) || self.missing.contains(need);
        needs.iter().copied().find(is_missing)
    }

    /// A default that is made of other settings; none when one of them has no value.
    pub fn completed<'t>(&self, needs: &[&'static str], text: &'t str) -> Option<&'t str> {
        self.first_missing(needs).is_none().then_some(text)
    }

    /// A server; calls to it fail when one of the settings that its address is made of has no value.
    pub fn server<'t>(&self, needs: &[&'static str], address: &'t str) -> Server<'t> {
        match self.first_missing(needs) {
            None => Server::from(address),
            Some(variable) => Server::missing(variable),
        }
    }

    /// A credential; calls with it fail when one of the settings that it is made of has no value.
    pub fn credential(&self, needs: &[&'static str], credential: Credential) -> Credential {
        match self.first_missing(needs) {
            None => credential,
            Some(variable) => Credential::missing(variable),
        }
    }

    /// Notes a missing setting by name.
    pub fn missing(&mut self, variable: &'static str) {
        self.missing.push(variable);
    }

    /// # Errors
    ///
    /// One error that names every missing setting.
    pub fn finish(&self) -> Result<(), Error> {
        match self.missing.as_slice() {
            [] => Ok(()),
            [one] => Err(Error::build(format!("the setting `{one}` is missing"))),
            all => Err(Error::build(format!(
                "the settings `{}` are missing",
                all.join("`, `")
            ))),
        }
    }
}

/// The value of an environment variable; absent, empty and not UTF-8 are the same: `None`.
pub fn from_env<T: From<String>>(name: &str) -> Option<T> {
    let value = std::env::var(name).ok();
    value.filter(|value| !value.is_empty()).map(T::from)
}
