//! Generates the client of a folder into `OUT_DIR`.

fn main() -> Result<(), postwright::build_script::Error> {
    postwright::build_script("collections/notes")
}
