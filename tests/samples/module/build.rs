//! Writes the client to `src/api`, where it can be read and committed.

use postwright::build_script::{BuildScript, Error};

fn main() -> Result<(), Error> {
    BuildScript::new("collections/notes.postman_collection.json")
        .folder("src/api")
        .run()
}
