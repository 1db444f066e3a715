//! Settings of a client: what is missing is named all at once.

use secrecy::SecretString;

use super::error::Error;

/// Collects the settings of a client and the names of those that are missing.
#[derive(Debug, Default)]
pub struct Settings {
    missing: Vec<&'static str>,
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

    /// Notes a missing setting by name.
    pub fn missing(&mut self, variable: &'static str) {
        self.missing.push(variable);
    }

    /// # Errors
    ///
    /// One error that names every missing setting.
    pub fn finish(self) -> Result<(), Error> {
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
pub fn from_env(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
