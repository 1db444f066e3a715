//! Generates the client into `OUT_DIR`.

fn main() -> Result<(), postwright::build_script::Error> {
    postwright::build_script("collections/notes.postman_collection.json")
}
