//! What is a secret by the name of its place, or by its own look: the words that all stages share.

mod name;
mod placeholder;
mod token;

pub(crate) use name::{is_credential_header, is_secret_name};
pub(crate) use placeholder::is_placeholder;
pub(crate) use token::{has_letters_and_digits, looks_like_token, mask_tokens, tokens};

#[cfg(test)]
mod tests;
