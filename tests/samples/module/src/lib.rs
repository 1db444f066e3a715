//! A package whose client is a module of its own, written by the build script.

#[rustfmt::skip]
pub mod api;

/// Hand-written code stands beside the generated one, in a file that Postwright does not know.
impl api::notes::notes::ListNotes {
    /// The first page.
    pub fn first() -> Self {
        Self::new().page(1)
    }
}

#[cfg(test)]
mod tests {
    use super::api::notes::{Client, notes::ListNotes};

    #[test]
    fn the_client_writes_requests() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder()
            .notes_host("notes.test")
            .notes_token("secret")
            .build()?;
        let call = client.notes().list_notes(&ListNotes::first());
        assert_eq!(call.request()?.url(), "https://notes.test/notes?page=1");
        Ok(())
    }
}
