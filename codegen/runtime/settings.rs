//! Settings of a client: what is missing is named all at once.

use std::fmt;

use secrecy::SecretString;

use super::core::Server;
use super::credential::Credential;
use super::error::Error;
use super::token::Token;

/// The names of a setting: its setter and its environment variable.
pub type SettingNames = (&'static str, &'static str);

/// Collects the settings of a client, by their setters, and those that are missing.
#[derive(Debug)]
pub struct Settings {
    names: &'static [SettingNames],
    missing: Vec<&'static str>,
    /// Those that only some calls need.
    absent: Vec<&'static str>,
}

impl Settings {
    /// Nothing asked for yet of the settings with these names.
    pub fn new(names: &'static [SettingNames]) -> Self {
        Self {
            names,
            missing: Vec::new(),
            absent: Vec::new(),
        }
    }

    /// The setting's value, else its default; without both its name is noted and the text is empty.
    pub fn required(
        &mut self,
        setter: &'static str,
        value: Option<String>,
        default: Option<&str>,
    ) -> String {
        if let Some(value) = value.or_else(|| default.map(str::to_owned)) {
            value
        } else {
            self.missing.push(setter);
            String::new()
        }
    }

    /// The secret setting's value; without one its name is noted and the secret is empty.
    pub fn secret(&mut self, setter: &'static str, value: Option<SecretString>) -> SecretString {
        value.unwrap_or_else(|| {
            self.missing.push(setter);
            SecretString::default()
        })
    }

    /// The token; without one the setting's name is noted and the token is empty.
    pub fn token(&mut self, setter: &'static str, value: Option<Token>) -> Token {
        value.unwrap_or_else(|| {
            self.missing.push(setter);
            Token::from("")
        })
    }

    /// As [`Settings::required`], for a setting that only some calls need.
    pub fn optional(
        &mut self,
        setter: &'static str,
        value: Option<String>,
        default: Option<&str>,
    ) -> String {
        self.noted(|settings| settings.required(setter, value, default))
    }

    /// As [`Settings::secret`], for a setting that only some calls need.
    pub fn optional_secret(
        &mut self,
        setter: &'static str,
        value: Option<SecretString>,
    ) -> SecretString {
        self.noted(|settings| settings.secret(setter, value))
    }

    /// As [`Settings::token`], for a setting that only some calls need.
    pub fn optional_token(&mut self, setter: &'static str, value: Option<Token>) -> Token {
        self.noted(|settings| settings.token(setter, value))
    }

    /// Reads a setting; if it is missing, that does not fail the building of the client.
    fn noted<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let known = self.missing.len();
        let value = read(self);
        self.absent.append(&mut self.missing.split_off(known));
        value
    }

    /// Those of these settings that have no value; `None` when each has one.
    fn missing_of(&self, needs: &[&'static str]) -> Option<Missing> {
        let is_missing = |need: &str| {
            let mut without = self.absent.iter().chain(&self.missing);
            needs.contains(&need) && without.any(|setter| *setter == need)
        };
        let names = self.names.iter().filter(|(setter, _)| is_missing(setter));
        let names: Vec<SettingNames> = names.copied().collect();
        (!names.is_empty()).then_some(Missing(names))
    }

    /// A default that is made of other settings; none when one of them has no value.
    pub fn completed<'t>(&self, needs: &[&'static str], text: &'t str) -> Option<&'t str> {
        self.missing_of(needs).is_none().then_some(text)
    }

    /// A server; calls to it fail when one of the settings that its address is made of has no value.
    pub fn server<'t>(&self, needs: &[&'static str], address: &'t str) -> Server<'t> {
        match self.missing_of(needs) {
            None => Server::from(address),
            Some(missing) => Server::missing(missing),
        }
    }

    /// A credential; calls with it fail when one of the settings that it is made of has no value.
    pub fn credential(&self, needs: &[&'static str], credential: Credential) -> Credential {
        match self.missing_of(needs) {
            None => credential,
            Some(missing) => Credential::missing(missing),
        }
    }

    /// # Errors
    ///
    /// One error that names every missing setting.
    pub fn finish(&self) -> Result<(), Error> {
        match self.missing_of(&self.missing) {
            Some(missing) => Err(Error::build(missing.to_string())),
            None => Ok(()),
        }
    }
}

/// Settings that have no value. Shows how each can be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Missing(Vec<SettingNames>);

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let subject = if self.0.len() == 1 {
            "a setting is"
        } else {
            "settings are"
        };
        write!(f, "{subject} missing: ")?;
        for (index, (_, variable)) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            write!(f, "{separator}`{variable}`")?;
        }
        f.write_str(" in the environment, or ")?;
        for (index, (setter, _)) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            write!(f, "{separator}`.{setter}(…)`")?;
        }
        f.write_str(" on the builder")
    }
}

/// The value of an environment variable; absent, empty and not UTF-8 are the same: `None`.
pub fn from_env<T: From<String>>(name: &str) -> Option<T> {
    let value = std::env::var(name).ok();
    value.filter(|value| !value.is_empty()).map(T::from)
}
