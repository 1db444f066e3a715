//! A package whose collection is a folder of YAML files, as Postman's v3 writes it.

pub mod api {
    include!(concat!(env!("OUT_DIR"), "/postwright/mod.rs"));
}

pub use api::notes::{Client, ListNotes, archive::OldNotes};

#[cfg(test)]
mod tests {
    use super::{Client, ListNotes, OldNotes};

    #[test]
    fn the_folders_of_the_collection_are_those_of_the_client()
    -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder().notes_host("notes.test").build()?;
        let call = client.list_notes(&ListNotes::new().page(2));
        assert_eq!(call.request()?.url(), "https://notes.test/notes?page=2");
        let call = client.archive().old_notes(&OldNotes::new());
        assert_eq!(call.request()?.url(), "https://notes.test/old");
        Ok(())
    }
}
