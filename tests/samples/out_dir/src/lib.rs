//! A package whose client lies in `OUT_DIR`: nothing generated is committed.

pub mod api {
    include!(concat!(env!("OUT_DIR"), "/postwright/mod.rs"));
}

pub use api::notes::{Client, notes::AddANote};

#[cfg(test)]
mod tests {
    use super::{AddANote, Client, api::notes::notes::ListNotes};

    #[test]
    fn the_client_writes_requests() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder()
            .notes_host("notes.test")
            .notes_token("secret")
            .build()?;
        let call = client.notes().list_notes(&ListNotes::new().page(2));
        assert_eq!(call.request()?.url(), "https://notes.test/notes?page=2");
        let call = client.notes().add_a_note(&AddANote::new().text("Milk"));
        assert_eq!(call.request()?.method(), "POST");
        Ok(())
    }
}
