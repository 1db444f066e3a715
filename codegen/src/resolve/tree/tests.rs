use super::MAX_REQUESTS;
use crate::diagnostic::{Code, Diagnostics, DocumentId};
use crate::postman::collection_from_slice;
use crate::resolve::{Resolved, resolve};

fn resolved(items: &str) -> (Resolved, Vec<(Code, String)>) {
    let document = format!(r#"{{"info": {{}}, "item": [{items}]}}"#);
    let mut diagnostics = Diagnostics::default();
    let collection =
        collection_from_slice(document.as_bytes(), DocumentId(0), &mut diagnostics).unwrap();
    let resolved = resolve(collection, &[], &mut diagnostics);
    let found = diagnostics.iter();
    let found = found.map(|found| (found.code, found.place.pointer.clone()));
    (resolved, found.collect())
}

#[test]
fn folders_without_requests_are_reported_and_their_siblings_stay() {
    let (resolved, found) = resolved(
        r#"{"name": "a", "item": [{"name": "b", "item": []}]},
           {"name": "c", "item": [{"name": "d", "item": []}, {"name": "e", "request": "https://a.test"}]}"#,
    );
    let names: Vec<&str> = resolved
        .folders
        .iter()
        .map(|folder| folder.name.as_str())
        .collect();
    assert_eq!(names, ["", "c"]);
    let empty = |pointer: &str| (Code::EmptyFolder, pointer.to_owned());
    assert_eq!(
        found,
        ["/item/0/item/0", "/item/0", "/item/1/item/0"].map(empty)
    );
}

#[test]
fn requests_and_folders_are_counted_together_left_out_ones_too() {
    let (resolved, _) = resolved(
        r#"{"name": "a", "request": "https://a.test"}, {"name": "empty", "item": []}, null,
           {"name": "b", "item": [{"name": "c", "request": "https://a.test"}]},
           {"name": "d", "request": "https://a.test"}"#,
    );
    let folders = resolved.folders.iter();
    let folders = folders.map(|folder| (folder.name.as_str(), folder.index));
    let requests = resolved.requests.iter();
    let requests = requests.map(|request| (request.item.name.as_str(), request.item.index));
    let positions: Vec<_> = folders.skip(1).chain(requests).collect();
    assert_eq!(positions, [("b", 3), ("a", 0), ("c", 0), ("d", 4)]);
}

#[test]
fn requests_beyond_the_limit_are_skipped_and_reported_once() {
    let items = vec![r#"{"request": "https://a.test"}"#; MAX_REQUESTS + 2].join(",");
    let (resolved, found) = resolved(&items);
    assert_eq!(resolved.requests.len(), MAX_REQUESTS);
    let last = format!("/item/{MAX_REQUESTS}");
    assert_eq!(found, [(Code::LimitReached, last)]);
}
