//! One value that does not fit must not lose the whole answer, when that is asked for.

use serde_json::json;

use super::{GET, core};
use crate::runtime::codec::{self, object};
use crate::runtime::{Answer, Error, Misfit, Options, decode};
use crate::server::{Script, Server};

#[derive(Debug, PartialEq)]
struct User {
    id: i64,
    name: Option<String>,
    tags: Option<Vec<i64>>,
    owner: Option<Box<User>>,
}

object! {
    User
    required {
        id = "id",
    }
    optional {
        name = "name",
        tags = "tags",
        owner = "owner",
    }
}

fn user(id: i64) -> User {
    User {
        id,
        name: None,
        tags: None,
        owner: None,
    }
}

fn answer(body: &str) -> Answer {
    Answer::new(
        http::StatusCode::OK,
        http::HeaderMap::new(),
        body.to_owned().into(),
    )
    .lenient(true)
}

/// The value, and path and raw value of what was left out.
fn read<T: codec::Read>(body: &str) -> Result<(T, Vec<(String, String)>), Error> {
    let answer = answer(body);
    let value = decode::json(&answer)?;
    let misfit = |misfit: &Misfit| (misfit.path(), misfit.value().to_string());
    Ok((value, answer.misfits().iter().map(misfit).collect()))
}

fn listed(misfits: &[(String, String)]) -> Vec<(&str, &str)> {
    misfits
        .iter()
        .map(|(path, value)| (path.as_str(), value.as_str()))
        .collect()
}

#[test]
fn a_member_that_does_not_fit_is_none_and_the_rest_is_read() {
    let (value, misfits) =
        read::<User>(r#"{"id": 1, "name": {"first": "Ada"}, "tags": [1, 2]}"#).unwrap();
    let tags = Some(vec![1, 2]);
    assert_eq!(value, User { tags, ..user(1) });
    assert_eq!(listed(&misfits), [("name", r#"{"first":"Ada"}"#)]);
}

#[test]
fn an_element_that_does_not_fit_goes_and_paths_stay_those_of_the_answer() {
    let body =
        r#"[{"id": 1, "tags": ["a", 2, "b" , 3, true]}, {"name": "no id"}, {"id": 3, "name": 5}]"#;
    let (value, misfits) = read::<Vec<User>>(body).unwrap();
    let tags = Some(vec![2, 3]);
    assert_eq!(value, [User { tags, ..user(1) }, user(3)]);
    assert_eq!(
        listed(&misfits),
        [
            ("[0].tags[0]", r#""a""#),
            ("[0].tags[2]", r#""b""#),
            ("[0].tags[4]", "true"),
            ("[1]", r#"{"name":"no id"}"#),
            ("[2].name", "5"),
        ]
    );
}

#[test]
fn what_holds_a_member_that_must_be_there_goes_as_a_whole() {
    let (value, misfits) = read::<User>(r#"{"id": 1, "owner": {"id": "x", "name": 7}}"#).unwrap();
    assert_eq!(value, user(1));
    assert_eq!(listed(&misfits), [("owner", r#"{"id":"x","name":7}"#)]);
    let (value, misfits) = read::<Vec<User>>(r#"[{"id": null}, {"id": 2}]"#).unwrap();
    assert_eq!(value, [user(2)]);
    assert_eq!(listed(&misfits), [("[0]", r#"{"id":null}"#)]);
}

#[test]
fn an_answer_that_does_not_fit_as_a_whole_is_an_error_of_its_first_failure() {
    let error = read::<User>(r#"{"name": 1, "id": "x"}"#).unwrap_err();
    assert_eq!(error.json_path(), Some("name"));
    assert_eq!(&error.body().unwrap()[..], br#"{"name": 1, "id": "x"}"#);
    assert!(read::<User>("[1]").is_err());
    assert!(read::<User>(r#"{"id": 1"#).is_err());
    assert!(read::<User>("").is_err());
}

#[test]
fn odd_text_around_a_misfit_is_left_alone() {
    let body = "{ \"ü\\\"]\" : \"}\" ,\n\t\"name\"\r\n:\n [ \"]\\\"\" , {} ]\n, \"id\" : 1 }";
    let (value, misfits) = read::<User>(body).unwrap();
    assert_eq!(value, user(1));
    assert_eq!(listed(&misfits), [("name", r#"["]\"",{}]"#)]);
    let (value, _) = read::<Vec<i64>>("[ \"a\" ]").unwrap();
    assert!(value.is_empty());
    let (value, _) = read::<Vec<i64>>("[ 1 , \"a\" ]").unwrap();
    assert_eq!(value, [1]);
    let (value, misfits) =
        read::<std::collections::BTreeMap<String, Option<i64>>>(r#"{"a\"b": "x", "c": 1}"#)
            .unwrap();
    assert_eq!(value.len(), 2);
    assert_eq!(misfits[0].1, r#""x""#);
}

#[test]
fn numbers_that_are_not_touched_keep_every_digit() {
    let body = r#"{"id": 1, "name": 123456789012345678901234567890, "tags": [9007199254740993]}"#;
    let (value, _) = read::<User>(body).unwrap();
    assert_eq!(value.tags, Some(vec![9_007_199_254_740_993]));
}

#[test]
fn a_misfit_says_why_without_its_value() {
    let answer = answer(r#"{"id": 1, "name": ["s3cret"]}"#);
    decode::json::<User>(&answer).unwrap();
    let [misfit] = answer.misfits() else {
        panic!("one misfit");
    };
    assert_eq!(
        misfit.to_string(),
        "`name`: invalid type: sequence, expected a string"
    );
    assert!(!format!("{misfit:?}").contains("s3cret"));
    assert_eq!(misfit.value(), &json!(["s3cret"]));
}

#[test]
fn many_misfits_end() {
    let body = format!("[{}]", vec![r#"{"id": 1, "name": 2}"#; 200].join(","));
    let (value, misfits) = read::<Vec<User>>(&body).unwrap();
    assert_eq!((value.len(), misfits.len()), (200, 200));
    assert_eq!(misfits[199].0, "[199].name");
}

#[tokio::test]
async fn only_a_lenient_client_or_call_leaves_anything_out() {
    let body = r#"{"id": 1, "name": 2}"#;
    for (client, call, fits) in [
        (None, None, false),
        (Some(true), None, true),
        (None, Some(true), true),
        (Some(true), Some(false), false),
    ] {
        let server = Server::with([Script::answer(200, &[], body)]);
        let mut options = Options::new();
        if let Some(on) = client {
            options = options.lenient(on);
        }
        let mut draft = core(&server.url(), options, None).draft(&GET);
        draft.path("/things");
        let mut sent = draft.call(decode::json::<User>);
        if let Some(on) = call {
            sent = sent.lenient(on);
        }
        let result = sent.send().await;
        assert_eq!(result.is_ok(), fits, "{client:?} {call:?}");
        if let Ok(response) = result {
            assert_eq!(response.misfits().len(), 1);
            assert_eq!(response.into_inner(), user(1));
        }
    }
    let off = format!("{:?}", Options::new().lenient(false).lenient_by_default());
    let on = format!("{:?}", Options::new().lenient_by_default());
    assert!(off.contains("lenient: Some(false)") && on.contains("lenient: Some(true)"));
}
