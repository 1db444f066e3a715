//! The item that the project started from, whole: everything that is emitted for "Link a user account".

use std::fmt::Write as _;
use std::path::Path;

/// Items at an indentation, each with its documentation and attributes.
fn blocks(text: &str, indent: usize) -> Vec<String> {
    let mut blocks = vec![String::new()];
    let mut gap = true;
    for line in text.lines() {
        let depth = line.len() - line.trim_start().len();
        let begins = depth < indent || gap && depth == indent;
        if begins && !line.is_empty() {
            blocks.push(String::new());
        }
        gap = line.is_empty();
        if let Some(block) = blocks.last_mut() {
            block.push_str(line);
            block.push('\n');
        }
    }
    blocks
}

/// The line that says what a block is.
fn head(block: &str) -> &str {
    let mut lines = block.lines().map(str::trim_start);
    let is_code = |line: &&str| !line.is_empty() && !line.starts_with(['/', '#']);
    lines.find(is_code).unwrap_or_default()
}

/// Whether a block belongs to the item: its function, its request, its body, its answer.
fn is_part(block: &str, indent: usize) -> bool {
    let head = head(block);
    let mut words = head.split(|c: char| !c.is_alphanumeric() && c != '_');
    if indent > 0 {
        return words.any(|word| word == "link_a_user_account");
    }
    let is_import = head.starts_with("use ") || head.starts_with("pub use ");
    !is_import && words.any(|word| word == "UserIdentity" || word.starts_with("LinkAUserAccount"))
}

#[test]
fn the_link_item() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated/src/auth0");
    let mut shown = String::new();
    for (file, indent) in [
        ("users.rs", 4),
        ("users.rs", 0),
        ("users/types.rs", 0),
        ("users/codec.rs", 0),
        ("types.rs", 0),
        ("codec.rs", 0),
    ] {
        let text = std::fs::read_to_string(folder.join(file)).expect("the generated file");
        for block in blocks(&text, indent)
            .iter()
            .filter(|block| is_part(block, indent))
        {
            let _ = write!(shown, "// {file}\n{}\n\n", block.trim_end());
        }
    }
    insta::assert_snapshot!(shown);
}
