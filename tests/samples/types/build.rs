//! Generates the clients into `OUT_DIR`.

fn main() -> Result<(), postwright::build_script::Error> {
    postwright::build_script("postwright.toml")
}
