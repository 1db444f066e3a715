//! The generated clients of this repository, and those of the oracle's fixtures, send what newman sends.
//!
//! The recordings are renewed by `tests/oracle/renew.sh`.

use std::fs;
use std::path::Path;
use std::process::Command;

use postwright::config::ApiConfig;
use tests::wire::{Comparison, Outcome, Recording, blanks, check, printed, values};

type Tested = Result<(), Box<dyn std::error::Error>>;

/// The program that prints the requests of the collections in `collections/`.
const GENERATED: &[&str] = &[
    "--package",
    "generated",
    "--features",
    "examples",
    "--example",
    "wire",
];
/// The program that prints those of the fixtures.
const FIXTURES: &[&str] = &["--package", "sample-wire"];

#[test]
fn auth0_requests_are_newmans() -> Tested {
    let collection = "collections/auth0-management.postman_collection.json";
    // The collection mixes the two forms of the body, which the type does not allow.
    let found = differences(GENERATED, "auth0", collection, &[])?;
    insta::assert_snapshot!(found, @"
    Connections / Delete a connection user: required
    Jobs / Import users: required
    User Blocks / Get blocks by identifier: required
    User Blocks / Unblock by identifier: required
    Users / Link a user account: different body JSON
    ");
    Ok(())
}

#[test]
fn kitchen_sink_requests_are_newmans() -> Tested {
    let collection = "collections/kitchen-sink.postman_collection.json";
    insta::assert_snapshot!(differences(GENERATED, "kitchen_sink", collection, &[])?, @"");
    Ok(())
}

/// A test of one fixture, whose items are named for their traps; those that differ stand with their reasons.
macro_rules! fixture {
    ($test:ident, $module:literal, $name:literal, $environments:expr, @$differences:literal) => {
        #[test]
        fn $test() -> Tested {
            let collection = concat!("tests/oracle/fixtures/", $name, ".json");
            let found = differences(FIXTURES, $module, collection, &$environments)?;
            insta::assert_snapshot!(found, @$differences);
            Ok(())
        }
    };
}

fixture!(urls_are_newmans, "urls", "01-urls", [], @"");
fixture!(headers_are_newmans, "headers", "02-headers", [], @"
user content-length GET: framing
user content-length wrong: framing
ppb disable all system: framing
");
fixture!(bodies_are_newmans, "bodies", "03-bodies", [], @"
raw text keeps comments: json
raw no language no header comments: json
raw variables: json
formdata text: grouped-parts
formdata quotes: different multipart
formdata file override: different multipart
formdata two file params: file-after-files
file content base64: different header content-type
graphql bad variables: json
");
fixture!(signatures_are_newmans, "auth", "04-auth", [], @"
jwt no algorithm: unsigned
jwt bad payload: unsigned
");
fixture!(inherited_auth_is_newmans, "auth_collection", "04b-auth-collection", [], @"");
fixture!(
    variables_are_newmans,
    "variables",
    "05-variables",
    ["05-variables.globals", "05-variables.environment"],
    @"
enabled false is ignored: different body
everywhere: method
"
);
fixture!(v1_is_newmans, "v1", "06-v1", [], @"");
fixture!(sloppy_input_is_newmans, "sloppy", "07-sloppy", [], @"
urlencoded object: different header content-type, body absent
formdata object: different multipart
");
fixture!(what_clients_may_get_wrong_is_newmans, "traps", "08-client", [], @"");
fixture!(corners_are_newmans, "corners", "09-corners", [], @"
key no value: blank-key
key null value: blank-key
key with query: blank-key
key header null value: blank-key
key number value: blank-key
entries u no key: different header content-type, body absent
bare bare unquoted word: json
aws no keys: blank-aws
aws empty keys: blank-aws
aws secret only: blank-aws
aws query none: blank-aws
Latin-1 header before a text: header-bytes
two content types: one-header
");

/// The items that a client sends otherwise than newman, a line each; the values are those that newman had.
fn differences(
    program: &[&str],
    module: &str,
    collection: &str,
    environments: &[&str],
) -> Result<String, Box<dyn std::error::Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let collection = root.join(collection);
    let file = collection.file_name().unwrap_or_default().to_string_lossy();
    let name = file.split('.').next().unwrap_or_default();
    let recorded = root.join(format!("tests/fixtures/wire/{name}.jsonl"));
    let newman = Recording::read(&fs::read_to_string(recorded)?)?;
    let mut config = ApiConfig::new(&collection)?;
    let hints = collection.with_file_name(format!("{name}.hints.toml"));
    config.hints = hints.exists().then_some(hints);
    let read = postwright::generator::read(&config)?;
    let folder = root.join("tests/oracle/fixtures");
    let environments = environments
        .iter()
        .map(|name| folder.join(format!("{name}.json")));
    let values = values(&collection, environments, &read.secrets, &newman);
    let values_file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{module}.values.json"));
    let blanks = blanks(&read.secrets);
    let compared = check(&newman, &values, &blanks, &read.api, |values| {
        fs::write(&values_file, serde_json::to_vec(values)?)?;
        let mut command = Command::new(env!("CARGO"));
        command.args(["run", "--quiet", "--locked"]).args(program);
        command
            .arg("--")
            .arg(&values_file)
            .arg(module)
            .current_dir(&root);
        let printed = printed(&mut command)?;
        assert_in_order(&printed.recording, &newman);
        Ok(printed)
    })?;
    let lines = compared.iter().filter_map(line);
    Ok(lines.collect::<Vec<_>>().join("\n"))
}

/// The client's program prints the items in the collection's order and says where they stand.
fn assert_in_order(ours: &Recording, newman: &Recording) {
    let places = |recording: &Recording| -> Vec<_> {
        let items = recording.items.iter();
        items.map(|item| (item.ix.clone(), item.label())).collect()
    };
    let (ours, mut newman) = (places(ours), places(newman));
    newman.retain(|item| ours.contains(item));
    assert_eq!(ours, newman);
}

/// In what an item differs, or by which rule it may; the details of a failure are printed.
fn line(item: &Comparison) -> Option<String> {
    let found = match &item.outcome {
        Outcome::Equal | Outcome::NotSent => return None,
        Outcome::Accepted(rules) => {
            let rules: Vec<&str> = rules.iter().map(|rule| rule.name()).collect();
            rules.join(", ")
        }
        Outcome::NotGenerated(reason) => format!("not generated: {reason}"),
        Outcome::Different(differences) => {
            println!("{}: {differences:#?}", item.name);
            let causes: Vec<&str> = differences
                .iter()
                .map(|difference| difference.cause.as_str())
                .collect();
            format!("different {}", causes.join(", "))
        }
    };
    Some(format!("{}: {found}", item.name))
}
