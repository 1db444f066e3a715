//! A client of names as they are found in the wild: duplicate and empty ones, URLs, sentences, slashes, line breaks,
//! emoji, Cyrillic, Chinese, leading digits, keywords, two hundred characters, folders of one name side by side, names that
//! fall together only after casing, and names of the prelude.
//!
//! That it compiles without a warning is the test, and the emitted round-trip tests in it pass.

pub mod api {
    //! What was generated.

    include!(concat!(env!("OUT_DIR"), "/postwright/mod.rs"));
}

#[cfg(test)]
mod tests {
    use super::api::names::Client;
    use super::api::names::polzovateli::UdalitPolzovatelia;

    #[test]
    fn a_name_in_another_script_is_readable() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder().token("secret").build()?;
        let request = UdalitPolzovatelia::new("42");
        let call = client.polzovateli().udalit_polzovatelia(&request);
        assert_eq!(call.request()?.url(), "https://names.test/users/42");
        Ok(())
    }
}
