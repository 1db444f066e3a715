//! The emitted client of the tide tables: tokens, lists and values that are sent unless the caller changes them.

use std::time::Duration;

use generated::runtime::{ErrorKind, OAuth2};
use generated::tides::Client;
use generated::tides::mock;
use generated::tides::readings::{ListReadings, RecordAReading};
use generated::tides::stations::{ListNeighbours, ListStations, SearchStations};
use tests::server::{Recorded, Script, Server};

const TOKEN: &str = r#"{"access_token":"t1","token_type":"Bearer","expires_in":3600}"#;
const READING: &str = r#"{"time":"2026-03-01T06:00:00Z","height":4.25}"#;

/// A client with a token, against a server.
fn client(server: &Server) -> Client {
    let builder = Client::builder().base_url(server.url()).access_token("t");
    builder.build().unwrap()
}

fn targets(server: &Server) -> Vec<String> {
    server.recorded().iter().map(Recorded::target).collect()
}

fn station(id: i64) -> String {
    format!(r#"{{"id":{id},"name":"s","latitude":1.5,"longitude":1.5}}"#)
}

#[tokio::test]
async fn a_grant_knows_the_collections_endpoint_client_scope_and_parameters() {
    let answers = [Script::json(TOKEN), Script::answer(201, &[], READING)];
    let server = Server::with(answers);
    let client = Client::builder()
        .base_url(server.url())
        .client_id("app")
        .access_token(OAuth2::client_credentials("hunter2"))
        .build()
        .unwrap();
    for _ in 0..2 {
        let call = client
            .readings()
            .record_a_reading(&RecordAReading::new("1"));
        call.await.unwrap();
    }
    let recorded = server.recorded();
    assert_eq!(recorded[0].line(), "POST /oauth/token HTTP/1.1");
    assert_eq!(
        recorded[0].text(),
        "grant_type=client_credentials&audience=tides&scope=tides%3Aread%20tides%3Awrite"
    );
    assert_eq!(
        recorded[0].header("authorization").as_deref(),
        Some("Basic YXBwOmh1bnRlcjI=")
    );
    assert_eq!(recorded.len(), 3, "one token for both calls");
    for call in &recorded[1..] {
        assert_eq!(call.header("authorization").as_deref(), Some("Bearer t1"));
    }
}

#[tokio::test]
async fn the_other_grants_ask_the_same_endpoint() {
    let grants = [
        (
            OAuth2::refresh_token("r1"),
            "grant_type=refresh_token&refresh_token=r1&client_id=app&",
        ),
        (
            OAuth2::password("ada", "pw"),
            "grant_type=password&username=ada&password=pw&client_id=app&",
        ),
    ];
    for (grant, body) in grants {
        let server = Server::with([Script::json(TOKEN), Script::json("[]")]);
        let client = Client::builder()
            .base_url(server.url())
            .client_id("app")
            .access_token(grant)
            .build()
            .unwrap();
        let request = SearchStations::new();
        client.stations().search_stations(&request).await.unwrap();
        let request = server.recorded().remove(0);
        assert_eq!(request.target(), "/oauth/token");
        assert!(request.text().starts_with(body), "{}", request.text());
    }
}

#[tokio::test]
async fn a_thousand_calls_that_wait_for_a_grant_ask_once() {
    let server = Server::start(|_, request| match request.target().as_str() {
        "/oauth/token" => Script::json(TOKEN).after(Duration::from_millis(50)),
        _ => Script::json("[]"),
    });
    let client = Client::builder()
        .base_url(server.url())
        .client_id("app")
        .access_token(OAuth2::client_credentials("s"))
        .build()
        .unwrap();
    let request = SearchStations::new();
    let calls: Vec<_> = (0..1000)
        .map(|_| tokio::spawn(client.stations().search_stations(&request).into_future()))
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    let asked = targets(&server);
    let tokens = asked.iter().filter(|target| *target == "/oauth/token");
    assert_eq!((tokens.count(), asked.len()), (1, 1001));
}

#[tokio::test]
async fn a_refused_grant_is_the_error_of_the_call() {
    let server = Server::with([Script::answer(401, &[], r#"{"error":"invalid_client"}"#)]);
    let client = Client::builder()
        .base_url(server.url())
        .client_id("app")
        .access_token(OAuth2::client_credentials("hunter2"))
        .build()
        .unwrap();
    let call = client.stations().search_stations(&SearchStations::new());
    let error = call.await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert_eq!(
        error.to_string(),
        "stations.search_stations (GET /stations/search): no token: the token endpoint answered 401: invalid_client"
    );
    assert_eq!(
        targets(&server),
        ["/oauth/token"],
        "nothing went unauthenticated"
    );
    assert!(!format!("{client:?} {error:?}").contains("hunter2"));
}

#[tokio::test]
async fn what_the_collection_sends_is_sent_unless_the_caller_changes_it() {
    let server = Server::with([Script::answer(201, &[], READING)]);
    let client = client(&server);
    let own = RecordAReading::new("1");
    client.readings().record_a_reading(&own).await.unwrap();
    let mut changed = RecordAReading::new("1").height(5.0).notify(false);
    changed.source = None;
    changed.tags = Some(Vec::new());
    client.readings().record_a_reading(&changed).await.unwrap();
    let recorded = server.recorded();
    assert_eq!(recorded[0].target(), "/stations/1/readings?notify=true");
    assert_eq!(
        recorded[0].text(),
        r#"{"height":4.25,"unit":"m","source":{"kind":"gauge","serial":7},"tags":["spring"]}"#
    );
    assert_eq!(recorded[1].target(), "/stations/1/readings?notify=false");
    assert_eq!(recorded[1].text(), r#"{"height":5.0,"unit":"m","tags":[]}"#);
    assert!(ListStations::default() == ListStations::new());
    assert_eq!(ListStations::new().limit, Some(50));
    assert_eq!(
        ListStations::new().cursor,
        None,
        "a disabled entry is not sent"
    );
}

#[tokio::test]
async fn a_cursor_goes_from_page_to_page_until_there_is_none() {
    let page = |ids: &[i64], next: &str| {
        let stations: Vec<String> = ids.iter().map(|id| station(*id)).collect();
        let stations = stations.join(",");
        Script::json(&format!(
            r#"{{"stations":[{stations}],"next_cursor":{next}}}"#
        ))
    };
    // An empty page in the middle is no end.
    let server = Server::with([
        page(&[1, 2], "\"a b\""),
        page(&[], "\"c\""),
        page(&[3], "null"),
    ]);
    let list = client(&server)
        .stations()
        .list_stations(&ListStations::new());
    let ids: Vec<i64> = list
        .items()
        .all()
        .await
        .unwrap()
        .iter()
        .map(|s| s.id)
        .collect();
    assert_eq!(ids, [1, 2, 3]);
    assert_eq!(
        targets(&server),
        [
            "/stations?limit=50",
            "/stations?limit=50&cursor=a%20b",
            "/stations?limit=50&cursor=c",
        ]
    );
}

#[tokio::test]
async fn a_cursor_that_comes_again_is_an_error_and_no_loop() {
    let server = Server::start(|index, _| {
        let body = format!(
            r#"{{"stations":[{}],"next_cursor":"same"}}"#,
            station(i64::try_from(index).unwrap())
        );
        Script::json(&body)
    });
    let list = client(&server)
        .stations()
        .list_stations(&ListStations::new());
    let error = list.items().all().await.unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("the list asks for the same page again"),
        "{error}"
    );
    assert_eq!(targets(&server).len(), 2);
}

#[tokio::test]
async fn a_link_header_leads_to_the_next_page_of_the_same_server() {
    let next = |address: &str| format!("<{address}>; rel=\"next\"");
    let page = |link: Option<&str>| {
        let link = link.map(next);
        let headers: Vec<(&str, &str)> = link.iter().map(|link| ("Link", link.as_str())).collect();
        Script::answer(200, &headers, format!("[{}]", station(1)))
    };
    let server = Server::with([page(Some("/stations/search?q=x&page=2")), page(None)]);
    let search = client(&server)
        .stations()
        .search_stations(&SearchStations::new());
    let mut pages = search.pages();
    let first = pages.next().await.unwrap().unwrap();
    assert_eq!((first.status().as_u16(), first.len()), (200, 1));
    assert!(first.headers().contains_key("link"));
    assert!(pages.next().await.unwrap().is_ok());
    assert!(pages.next().await.is_none());
    assert_eq!(
        targets(&server),
        ["/stations/search?q=tower", "/stations/search?q=x&page=2"]
    );

    let elsewhere = Server::with([page(Some("http://evil.example/steal"))]);
    let search = client(&elsewhere)
        .stations()
        .search_stations(&SearchStations::new());
    let error = search.items().all().await.unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("the next page is on another server"),
        "{error}"
    );

    let stuck = Server::with([page(Some("/stations/search?q=tower"))]);
    let search = client(&stuck)
        .stations()
        .search_stations(&SearchStations::new());
    assert!(search.items().all().await.is_err());
    assert_eq!(targets(&stuck).len(), 1);
}

#[tokio::test]
async fn the_address_in_an_answer_leads_to_the_next_page() {
    let page = |next: &str| {
        Script::json(&format!(
            r#"{{"data":[{}],"links":{{"next":{next}}}}}"#,
            station(2)
        ))
    };
    let server = Server::with([page("\"?radius=25&after=2\""), page("null")]);
    let request = ListNeighbours::new("1");
    let list = client(&server).stations().list_neighbours(&request);
    assert_eq!(list.items().all().await.unwrap().len(), 2);
    assert_eq!(
        targets(&server),
        [
            "/stations/1/neighbours?radius=25",
            "/stations/1/neighbours?radius=25&after=2"
        ]
    );
}

#[tokio::test]
async fn a_total_saves_the_request_for_an_empty_page() {
    let page = |count: usize| {
        let readings = vec![READING; count].join(",");
        Script::json(&format!(r#"{{"readings":[{readings}],"total":3}}"#))
    };
    let server = Server::with([page(2), page(1)]);
    let list = client(&server)
        .readings()
        .list_readings(&ListReadings::new("1").limit(2));
    assert_eq!(list.items().all().await.unwrap().len(), 3);
    assert_eq!(
        targets(&server),
        [
            "/stations/1/readings?offset=0&limit=2",
            "/stations/1/readings?limit=2&offset=2",
        ]
    );
}

#[tokio::test]
async fn a_total_of_the_page_alone_loses_nothing() {
    let page = |count: usize, total: usize| {
        let readings = vec![READING; count].join(",");
        Script::json(&format!(r#"{{"readings":[{readings}],"total":{total}}}"#))
    };
    let server = Server::with([page(2, 2), page(1, 1), page(0, 0)]);
    let list = client(&server)
        .readings()
        .list_readings(&ListReadings::new("1"));
    assert_eq!(list.items().all().await.unwrap().len(), 3);
}

#[tokio::test]
async fn a_mock_gives_the_saved_headers_so_that_a_list_goes_on_by_its_link() {
    let (client, mock) = mock().unwrap();
    mock.answer_saved("stations.search_stations", 200).answer(
        "stations.search_stations",
        200,
        "[]",
    );
    let list = client.stations().search_stations(&SearchStations::new());
    assert_eq!(list.items().all().await.unwrap().len(), 1);
    let next = &mock.requests()[1].url;
    assert!(next.ends_with("/stations/search?q=tower&page=2"), "{next}");
}

#[tokio::test]
async fn a_mock_answers_lists_and_a_stream_of_the_futures_crates_goes_through_them() {
    use futures_core::Stream as _;
    let (client, mock) = mock().unwrap();
    let body = format!(r#"{{"stations":[{}],"next_cursor":null}}"#, station(9));
    mock.answer_saved("stations.list_stations", 200)
        .answer("stations.list_stations", 200, body);
    let list = client.stations().list_stations(&ListStations::new());
    let mut stream = std::pin::pin!(list.items().into_stream());
    let mut ids = Vec::new();
    while let Some(item) = std::future::poll_fn(|context| stream.as_mut().poll_next(context)).await
    {
        ids.push(item.unwrap().id);
    }
    assert_eq!(ids, [1, 2, 9]);
    assert!(
        mock.requests()[1]
            .url
            .ends_with("/stations?limit=50&cursor=c2")
    );
}
