//! The call that a newcomer sees.

use insta::assert_snapshot;

use super::fixture::{self, finish, member, names_of, operation};
use crate::emit::{ModuleSettings, first_call};
use crate::ir::{Api, Presence, TypeRef};

fn program(api: &Api) -> Option<String> {
    let settings = ModuleSettings {
        crate_name: Some("acme".to_owned()),
        ..ModuleSettings::default()
    };
    first_call::program(api, &names_of(api), &settings)
}

#[test]
fn the_first_call_reads_and_needs_the_least() {
    let mut operations = vec![
        operation("Create", 1, "POST", vec![]),
        operation("Old", 1, "GET", vec![]),
        operation("Read", 1, "GET", vec![]),
        operation("List", 1, "GET", vec![]),
    ];
    operations[1].deprecated = Some("gone".to_owned());
    operations[2].fields = vec![member("id", TypeRef::Text, Presence::Required)];
    let api = |operations| finish(fixture::api(operations, vec![]));
    assert_snapshot!(program(&api(operations.clone())).unwrap(), @r#"
    //! A first call, shown as a command; `call.await?` sends it.

    use acme::sample_api::Client;
    use acme::sample_api::users::List;

    fn main() -> std::process::ExitCode {
        match first_call() {
            Ok(command) => println!("{command}"),
            Err(error) => {
                eprintln!("{error}");
                return std::process::ExitCode::FAILURE;
            }
        }
        std::process::ExitCode::SUCCESS
    }

    fn first_call() -> Result<String, Box<dyn std::error::Error>> {
        let client = Client::from_env()?;
        let request = List::new();
        let call = client.users().list(&request);
        Ok(call.to_curl()?)
    }
    "#);
    operations.truncate(1);
    let writes = program(&api(operations)).unwrap();
    assert!(
        writes.contains("client.users().create(&request)"),
        "{writes}"
    );
    assert_eq!(program(&api(vec![])), None);
}
