//! How lists go on: names of parameters, and ways to members.

use super::*;
use crate::ir::PageEnd;

#[test]
fn paging_names_parameters_and_paths() {
    let hints = parse(
        "[operations.a.pagination]\nstyle = 'cursor'\ncursor = 'after'\nnext = 'meta.next'\nitems = 'data'\nmore = 'meta.more'\n",
    );
    let paging = hints
        .operation(&path(&["a"]), None)
        .and_then(|operation| operation.pagination.as_ref())
        .expect("paging");
    let expected = PaginationHint {
        style: PaginationStyleHint::Cursor {
            cursor: "after".to_owned(),
            next: path(&["meta", "next"]),
        },
        items: path(&["data"]),
        end: Some(PageEnd::More(path(&["meta", "more"]))),
    };
    assert_eq!(*paging, expected);
}

#[test]
fn a_member_whose_name_holds_a_dot_is_named_in_a_list() {
    let hints = parse(
        "[operations.a.pagination]\nstyle = 'address'\nnext = ['@odata.nextLink']\nitems = ['a.b', 'c']\n",
    );
    let operation = hints.operation(&path(&["a"]), None);
    let paging = operation.and_then(|operation| operation.pagination.as_ref());
    let paging = paging.expect("paging");
    let next = path(&["@odata.nextLink"]);
    assert_eq!(paging.style, PaginationStyleHint::Address { next });
    assert_eq!(paging.items, path(&["a.b", "c"]));
}
