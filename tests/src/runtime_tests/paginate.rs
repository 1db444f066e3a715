//! Lists page by page.

use super::{GET, core, text};
use crate::runtime::{Call, Core, Options, Pages, decode, next_link};
use crate::server::{Script, Server};

fn page(core: &Core, number: i64) -> Call<Vec<i64>> {
    let mut draft = core.draft(&GET);
    draft.path("/things").query("page", &number);
    draft.call(decode::json)
}

/// Pages by number, until an empty one.
fn pages(core: &Core) -> Pages<Vec<i64>> {
    let (client, mut number) = (core.clone(), 1);
    Pages::new(page(core, 1), move |list| {
        number += 1;
        (!list.is_empty()).then(|| page(&client, number))
    })
}

#[tokio::test]
async fn items_of_all_pages_in_order() {
    let server = Server::with([
        Script::json("[1,2]"),
        Script::json("[3]"),
        Script::json("[]"),
    ]);
    let core = core(&server.url(), Options::new(), None);
    let mut items = pages(&core).items(|list| Some(list));
    let mut all = Vec::new();
    while let Some(item) = items.next().await {
        all.push(item.unwrap());
    }
    assert_eq!(all, [1, 2, 3]);
    let targets: Vec<_> = server
        .recorded()
        .iter()
        .map(crate::server::Recorded::target)
        .collect();
    assert_eq!(
        targets,
        ["/things?page=1", "/things?page=2", "/things?page=3"]
    );
}

/// The pages' statuses and, at the end, the error.
async fn walk(mut pages: Pages<Vec<i64>>) -> (usize, String) {
    let mut count = 0;
    loop {
        match pages.next().await {
            Some(Ok(_)) => count += 1,
            Some(Err(error)) => {
                assert!(pages.next().await.is_none());
                return (count, error.to_string());
            }
            None => return (count, "end".to_owned()),
        }
    }
}

#[tokio::test]
async fn endless_pages_end() {
    let same = Server::with([Script::json("[1]")]);
    let client = core(&same.url(), Options::new(), None);
    let expected = "things.list (GET /things): the server gave the same page again";
    assert_eq!(walk(pages(&client)).await, (1, expected.to_owned()));

    let growing = Server::start(|index, _| Script::json(&format!("[{index}]")));
    let client = core(&growing.url(), Options::new(), None);
    let expected = "things.list (GET /things): the list has more pages than allowed";
    assert_eq!(
        walk(pages(&client).limit(5)).await,
        (5, expected.to_owned())
    );

    let again = client.clone();
    let stuck = Pages::new(page(&client, 1), move |_| Some(page(&again, 1)));
    let expected = "things.list (GET /things): the list asks for the same page again";
    assert_eq!(walk(stuck).await, (1, expected.to_owned()));
}

#[test]
fn the_next_link_among_others() {
    let mut headers = http::HeaderMap::new();
    assert_eq!(next_link(&headers), None);
    let value = r#"<https://h/a?p=1,2>; rel="prev", <https://h/a?p=3>; title="x"; rel="last next""#;
    headers.insert("link", value.parse().unwrap());
    assert_eq!(next_link(&headers).as_deref(), Some("https://h/a?p=3"));
    headers.insert(
        "link",
        "</b?c=d>; rel=next, </z>; rel=last".parse().unwrap(),
    );
    assert_eq!(next_link(&headers).as_deref(), Some("/b?c=d"));
}

#[test]
fn a_next_link_keeps_to_its_server() {
    let core = core("http://h/v1", Options::new(), None);
    let target = |address: &str| match text(&core, &GET).at(address).request() {
        Ok(request) => request.target().to_owned(),
        Err(error) => error.to_string(),
    };
    assert_eq!(target("?page=2"), "/v1/things?page=2");
    assert_eq!(target("http://h:80/x"), "/x");
    assert_eq!(
        target("http://evil/x"),
        "things.list (GET /things): the next page is on another server"
    );
}
