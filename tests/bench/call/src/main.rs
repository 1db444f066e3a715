//! `call-bench server PORT`, and `call-bench MODE COUNT PORT`: calls by hand with `reqwest` and calls of an emitted client.

use std::alloc::{GlobalAlloc, Layout, System};
use std::convert::Infallible;
use std::error::Error;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use bytes::Bytes;
use client::invoices::{Client, CreateInvoice, GetInvoice, types};
use client::runtime::http::{HeaderMap, StatusCode};
use client::runtime::{Answer, decode};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use serde::{Deserialize, Serialize};

/// Counts allocations.
struct Counting;

static ALLOCATIONS: AtomicUsize = AtomicUsize::new(0);

#[global_allocator]
static ALLOCATOR: Counting = Counting;

// SAFETY: everything is left to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        unsafe { System.dealloc(place, layout) }
    }

    unsafe fn realloc(&self, place: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        unsafe { System.realloc(place, layout, size) }
    }
}

#[derive(Clone, Deserialize, Serialize)]
struct Details {
    email: String,
    #[serde(rename = "countryCode")]
    country_code: String,
    score: f64,
}

#[derive(Clone, Deserialize, Serialize)]
struct Invoice {
    id: String,
    name: String,
    status: Option<String>,
    amount: Option<f64>,
    quantity: Option<i64>,
    #[serde(rename = "externalId")]
    external_id: Option<String>,
    tags: Option<Vec<String>>,
    details: Option<Details>,
}

const INVOICE: &str = r#"{"id":"0b1c","name":"active invoice","status":"draft","amount":12.5,"quantity":7,"externalId":"x-1","tags":["a","b"],"details":{"email":"a@example.com","countryCode":"DE","score":0.5}}"#;
const TOKEN: &str = "0123456789abcdef";

/// What a careful person writes.
#[derive(Clone)]
struct ByHand {
    http: reqwest::Client,
    base: String,
}

impl ByHand {
    fn get(&self, id: &str) -> reqwest::RequestBuilder {
        self.http
            .get(format!("{}/v1/invoices/{id}", self.base))
            .query(&[("page", "1"), ("per_page", "50")])
            .bearer_auth(TOKEN)
            .header("accept", "application/json")
    }

    fn create(&self, invoice: &Invoice) -> reqwest::RequestBuilder {
        self.http
            .post(format!("{}/v1/invoices", self.base))
            .bearer_auth(TOKEN)
            .header("accept", "application/json")
            .json(invoice)
    }
}

async fn answer(request: reqwest::RequestBuilder) -> Result<Invoice, reqwest::Error> {
    request.send().await?.error_for_status()?.json().await
}

fn get(id: &str) -> GetInvoice {
    GetInvoice::new(id).page(1).per_page(50)
}

fn create() -> CreateInvoice {
    let details = types::CreateInvoiceDetails::new();
    CreateInvoice::new()
        .id("0b1c")
        .name("active invoice")
        .status("draft")
        .amount(12.5)
        .quantity(7)
        .external_id("x-1")
        .tags(vec!["a".to_owned(), "b".to_owned()])
        .details(details.email("a@example.com").country_code("DE").score(0.5))
}

/// Answers a GET with the invoice and everything else with what it was sent.
async fn serve(
    request: hyper::Request<Incoming>,
) -> Result<hyper::Response<Full<Bytes>>, Infallible> {
    let is_get = request.method() == reqwest::Method::GET;
    let body = request.into_body().collect().await;
    let sent = body.map(|body| body.to_bytes()).unwrap_or_default();
    let body = if is_get {
        Bytes::from_static(INVOICE.as_bytes())
    } else {
        sent
    };
    let mut response = hyper::Response::new(Full::new(body));
    let json = reqwest::header::HeaderValue::from_static("application/json");
    response.headers_mut().insert("content-type", json);
    Ok(response)
}

async fn listen(port: u16) -> Result<(), Box<dyn Error>> {
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let stream = hyper_util::rt::TokioIo::new(stream);
        let service = hyper::service::service_fn(serve);
        tokio::spawn(hyper::server::conn::http1::Builder::new().serve_connection(stream, service));
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (mode, count, port) = match arguments.as_slice() {
        [mode, port] if mode == "server" => return listen(port.parse()?).await,
        [mode, count, port] => (mode.as_str(), count.parse::<usize>()?, port),
        _ => return Err("server PORT, or MODE COUNT PORT".into()),
    };
    let base = format!("http://127.0.0.1:{port}");
    let hand = ByHand {
        http: reqwest::Client::new(),
        base: base.clone(),
    };
    let emitted = Client::builder()
        .base_url(base)
        .token(TOKEN)
        .reqwest(hand.http.clone())
        .build()?;
    let (invoice, input): (Invoice, _) = (serde_json::from_str(INVOICE)?, create());
    let shown = Answer::new(StatusCode::OK, HeaderMap::new(), INVOICE.into());
    let (allocated, started) = (ALLOCATIONS.load(Ordering::Relaxed), Instant::now());
    let mut read = 0;
    match mode {
        "many-hand" | "many-emitted" => read = many(mode, count, &hand, &emitted).await?,
        _ => {
            for _ in 0..count {
                read += match mode {
                    "get-hand" => answer(hand.get("0b1c")).await?.id.len(),
                    "get-emitted" => emitted.get_invoice(&get("0b1c")).await?.id.len(),
                    "post-hand" => answer(hand.create(&invoice)).await?.id.len(),
                    "post-emitted" => emitted.create_invoice(&input).await?.id.len(),
                    "build-get-hand" => hand.get("0b1c").build()?.url().as_str().len(),
                    "build-get-emitted" => {
                        emitted.get_invoice(&get("0b1c")).request()?.target().len()
                    }
                    "build-post-hand" => hand.create(&invoice).build()?.url().as_str().len(),
                    "build-post-emitted" => {
                        emitted.create_invoice(&input).request()?.target().len()
                    }
                    "read-hand" => serde_json::from_slice::<Invoice>(INVOICE.as_bytes())?
                        .id
                        .len(),
                    "read-emitted" => decode::json::<types::Invoice>(&shown)?.id.len(),
                    "write-hand" => serde_json::to_vec(&invoice)?.len(),
                    "write-emitted" => serde_json::to_vec(&input)?.len(),
                    _ => return Err("no such mode".into()),
                };
            }
        }
    }
    let each = |total: f64| total / f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    let allocations = ALLOCATIONS.load(Ordering::Relaxed) - allocated;
    let allocations = each(f64::from(u32::try_from(allocations).unwrap_or(u32::MAX)));
    let microseconds = each(started.elapsed().as_secs_f64() * 1e6);
    println!("{mode}: {microseconds:.1} µs, {allocations:.1} allocations ({read} bytes)");
    Ok(())
}

/// Calls from 64 tasks at once.
async fn many(
    mode: &str,
    count: usize,
    hand: &ByHand,
    emitted: &Client,
) -> Result<usize, Box<dyn Error>> {
    let mut tasks = Vec::new();
    for _ in 0..64 {
        let (is_hand, hand, emitted) = (mode == "many-hand", hand.clone(), emitted.clone());
        tasks.push(tokio::spawn(async move {
            let mut read = 0;
            for _ in 0..count / 64 {
                read += if is_hand {
                    answer(hand.get("0b1c"))
                        .await
                        .map_or(0, |invoice| invoice.id.len())
                } else {
                    emitted
                        .get_invoice(&get("0b1c"))
                        .await
                        .map_or(0, |invoice| invoice.id.len())
                };
            }
            read
        }));
    }
    let mut read = 0;
    for task in tasks {
        read += task.await?;
    }
    Ok(read)
}
