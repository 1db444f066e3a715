//! The saved responses of a mock, which are written as text.

use insta::assert_snapshot;

use super::fixture::{api, operation};
use super::{excerpt, file};
use crate::ir::{Docs, Operation, ResponseBody, ResponseCase, SavedAnswer, Status};

fn answered(headers: &[(&str, &str)], body: &str) -> Operation {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    let saved = SavedAnswer {
        headers: headers.iter().map(owned).collect(),
        body: body.to_owned(),
    };
    let mut get = operation("Get", 1, "GET", vec![]);
    get.responses = vec![ResponseCase {
        status: Status::Code(200),
        docs: Docs::default(),
        body: ResponseBody::Unknown,
        stream: None,
        examples: vec![saved],
        samples: vec![],
    }];
    get
}

#[test]
fn a_saved_response_is_one_line_that_its_content_cannot_leave() {
    let get = answered(&[("x-\"\\", "a")], "\");\n} // \u{202e}");
    let text = file(api(vec![get], vec![]), "sample_api/users/mock.rs");
    assert_snapshot!(excerpt(&text, "#[rustfmt::skip]", "}"));
}

#[test]
fn a_list_that_only_folders_of_a_feature_add_to_may_stay_unchanged() {
    let mut api = api(vec![answered(&[], "{}")], vec![]);
    api.options.folder_features = true;
    let text = file(api, "sample_api/mock.rs");
    assert_snapshot!(excerpt(&text, "#[rustfmt::skip]", "}"));
}
