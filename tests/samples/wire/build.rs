//! Generates a crate of the oracle's fixtures into `OUT_DIR`: the clients, and the example that prints their requests.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use postwright::config::{ApiConfig, Layout, Output};
use postwright::generator;

/// Module and fixture.
const FIXTURES: [(&str, &str); 10] = [
    ("urls", "01-urls"),
    ("headers", "02-headers"),
    ("bodies", "03-bodies"),
    ("auth", "04-auth"),
    ("auth_collection", "04b-auth-collection"),
    ("variables", "05-variables"),
    ("v1", "06-v1"),
    ("sloppy", "07-sloppy"),
    ("traps", "08-client"),
    ("corners", "09-corners"),
];

fn main() -> Result<(), Box<dyn Error>> {
    let fixtures = Path::new("../../oracle/fixtures");
    println!("cargo::rerun-if-changed={}", fixtures.display());
    let mut apis = Vec::new();
    for (module, name) in FIXTURES {
        let config = ApiConfig {
            module: module.to_owned(),
            ..ApiConfig::new(&fixtures.join(format!("{name}.json")))?
        };
        apis.push(generator::read(&config)?);
    }
    let folder = Path::new(&env::var("OUT_DIR")?).join("wire");
    let mut output = Output::new(&folder, Layout::Crate);
    output.package = "sample-wire".to_owned();
    let apis: Vec<_> = apis.iter().collect();
    for file in generator::files(&output, &apis) {
        let path = folder.join(&file.path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        // `include!` does not allow the documentation and attributes of the file that it includes.
        let is_root = ["src/lib.rs", "examples/wire/main.rs"].contains(&file.path.as_str());
        let text: String = match is_root {
            true => without_own_lines(&file.text),
            false => file.text,
        };
        fs::write(path, text)?;
    }
    Ok(())
}

fn without_own_lines(text: &str) -> String {
    let is_own = |line: &&str| line.starts_with("//!") || line.starts_with("#![");
    let lines = text.lines().filter(|line| !is_own(line));
    lines.flat_map(|line| [line, "\n"]).collect()
}
