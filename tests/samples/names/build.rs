//! Generates the client into `OUT_DIR`, with examples and both directions of every type.

fn main() -> Result<(), postwright::build_script::Error> {
    postwright::build_script("postwright.toml")
}
