//! Small IRs, one trap each, and one rich IR whose crate is compiled by hand.

mod fixture;
mod rich;

use fixture::names_of;

#[test]
#[ignore = "writes a crate below $EMIT_OUT for cargo check, clippy, doc and rustfmt"]
fn writes_the_rich_crate() {
    let api = rich::api();
    let names = names_of(&api);
    let settings = super::CrateSettings { name: "sample".into(), version: "0.1.0".into(), sources: vec!["rich.json".into()] };
    let out = std::path::PathBuf::from(std::env::var("EMIT_OUT").unwrap());
    for file in super::emit_crate(&[(&api, &names)], &settings) {
        let path = out.join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, file.text).unwrap();
    }
}
