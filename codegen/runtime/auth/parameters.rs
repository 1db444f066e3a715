//! Looking up the parameters of a credential, as Postman reads them.

use secrecy::SecretString;

/// The parameters of one credential: Postman's names and their values, after variables.
#[derive(Clone, Copy)]
#[allow(missing_debug_implementations, reason = "the values may be secret")]
pub struct Parameters<'a>(pub &'a [(&'a str, String)]);

impl Parameters<'_> {
    /// The value of a parameter; of several with one name the last one counts. `None` when there is none.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .rev()
            .find(|(other, _)| *other == name)
            .map(|(_, value)| value.as_str())
    }

    /// The value of a parameter, empty when there is none.
    pub fn text(&self, name: &str) -> String {
        self.get(name).unwrap_or_default().to_owned()
    }

    /// The value of a parameter, or `default` when there is none or it is empty.
    pub fn text_or(&self, name: &str, default: &str) -> String {
        self.get(name)
            .filter(|value| !value.is_empty())
            .unwrap_or(default)
            .to_owned()
    }

    /// The value of a parameter that must not be shown, empty when there is none.
    pub fn secret(&self, name: &str) -> SecretString {
        SecretString::from(self.text(name))
    }

    /// A switch: off when there is none, or it is empty or `false`.
    pub fn flag(&self, name: &str) -> bool {
        self.get(name)
            .is_some_and(|value| !matches!(value, "" | "false"))
    }
}
