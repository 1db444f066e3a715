//! A new user's first session, from an empty folder to a crate that compiles and is used.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use tempfile::TempDir;

const NOTES: &str = r#"{"info": {"name": "Notes", "schema":
    "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
    "item": [
        {"name": "Pads", "item": [
            {"name": "List notes", "request": "https://{{host}}/notes?page=1", "response": [
                {"name": "Two", "code": 200, "header": [{"key": "Content-Type", "value": "application/json"}],
                 "body": "[{\"id\": 1, \"text\": \"Milk\"}, {\"id\": 2, \"text\": \"Eggs\"}]"}]}]},
        {"name": "Ping", "request": "https://{{host}}/ping"}]}"#;

/// Code of one's own, beside what is generated.
const OWN: &str = r#"
use notes_client::pads::{ListNotes, Note};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (client, mock) = notes_client::mock()?;
    let notes: Vec<Note> = client.pads().list_notes(&ListNotes::new().page(2)).await?;
    println!("{} notes, {} request", notes.len(), mock.requests().len());
    Ok(())
}
"#;

/// More functions of a folder, in a file that no run replaces.
const EXTENSION: &str = r"
//! More than the collection has.

use crate::pads::{ListNotes, Note, Pads};
use crate::runtime::PagedCall;

impl Pads<'_> {
    /// The second page of notes.
    pub fn second_page(&self) -> PagedCall<Vec<Note>, Note> {
        self.list_notes(&ListNotes::new().page(2))
    }
}
";

struct Session(TempDir);

impl Session {
    fn run(&self, program: &str, arguments: &[&str]) -> io::Result<Output> {
        Command::new(program)
            .args(arguments)
            .current_dir(self.0.path())
            .env("CARGO_TARGET_DIR", workspace().join("target"))
            .env("CARGO_NET_OFFLINE", "true")
            .env_remove("NOTES_HOST")
            .output()
    }

    /// Runs the program, which must succeed.
    fn postwright(&self, arguments: &[&str]) -> io::Result<String> {
        let output = self.run(env!("CARGO_BIN_EXE_postwright"), arguments)?;
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{arguments:?}: {told}");
        Ok(told + &String::from_utf8_lossy(&output.stdout))
    }

    /// Runs an example of the crate: whether it succeeded, and what it wrote.
    fn example(&self, name: &str) -> io::Result<(bool, String)> {
        let manifest = "notes-client/Cargo.toml";
        let cargo = env::var("CARGO").unwrap_or("cargo".into());
        let arguments = [
            "run",
            "--quiet",
            "--features",
            "mock",
            "--manifest-path",
            manifest,
            "--example",
            name,
        ];
        let output = self.run(&cargo, &arguments)?;
        let text = [output.stdout, output.stderr].concat();
        let text = String::from_utf8_lossy(&text).into_owned();
        Ok((output.status.success(), text))
    }

    fn write(&self, path: &str, text: &str) -> io::Result<()> {
        fs::write(self.0.path().join(path), text)
    }
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

#[test]
fn an_empty_folder_becomes_a_crate_that_is_used() {
    let session = Session(TempDir::new().unwrap());
    session.write("notes.json", NOTES).unwrap();
    let told = session
        .postwright(&["init", "notes.json", "--out", "notes-client"])
        .unwrap();
    assert!(told.contains("--example notes "), "{told}");
    // The versions of this workspace are here already.
    fs::copy(
        workspace().join("Cargo.lock"),
        session.0.path().join("notes-client/Cargo.lock"),
    )
    .unwrap();

    let (is_done, told) = session.example("notes").unwrap();
    assert!(
        !is_done && told.contains("a setting is missing: `NOTES_HOST` in the environment"),
        "{told}"
    );

    session.write("notes-client/examples/own.rs", OWN).unwrap();
    assert_eq!(
        session.example("own").unwrap(),
        (true, "2 notes, 1 request\n".to_owned())
    );

    // Functions of one's own beside the generated ones.
    session.write("notes-client/src/own.rs", EXTENSION).unwrap();
    session.postwright(&[]).unwrap();
    session
        .write(
            "notes-client/examples/own.rs",
            &OWN.replace("list_notes(&ListNotes::new().page(2))", "second_page()")
                .replace("ListNotes, ", ""),
        )
        .unwrap();
    assert_eq!(
        session.example("own").unwrap(),
        (true, "2 notes, 1 request\n".to_owned())
    );
    session.write("notes-client/examples/own.rs", OWN).unwrap();

    // A rename in Postman: the old code goes on, with a warning that names the new one.
    session
        .write("notes.json", &NOTES.replace("List notes", "All notes"))
        .unwrap();
    assert!(
        session
            .postwright(&["diff", "--help"])
            .unwrap()
            .contains("--git")
    );
    session.postwright(&[]).unwrap();
    session.postwright(&["check"]).unwrap();
    let (is_done, told) = session.example("own").unwrap();
    assert!(is_done && told.contains("2 notes, 1 request"), "{told}");
    assert!(told.contains("renamed to `all_notes`"), "{told}");
}
