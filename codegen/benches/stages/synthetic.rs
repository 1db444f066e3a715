//! Collections of any size: folders of ten requests with queries, paths, JSON bodies and saved responses.

use serde_json::{Map, Value, json};

const NOUNS: [&str; 12] = [
    "invoice", "customer", "order", "shipment", "product", "review", "ticket", "account",
    "payment", "refund", "device", "report",
];
const STATES: [&str; 5] = ["active", "archived", "pending", "shared", "linked"];
const FIELDS: [&str; 18] = [
    "name",
    "status",
    "amount",
    "currency",
    "quantity",
    "created_at",
    "email",
    "phone",
    "notes",
    "priority",
    "enabled",
    "tags",
    "score",
    "externalId",
    "countryCode",
    "retry-count",
    "type",
    "isDefault",
];
const KINDS: [(&str, &str); 10] = [
    ("List", "GET"),
    ("Get", "GET"),
    ("Create", "POST"),
    ("Update", "PUT"),
    ("Delete", "DELETE"),
    ("Patch", "PATCH"),
    ("Search", "POST"),
    ("Approve", "POST"),
    ("Count", "GET"),
    ("Export", "GET"),
];

/// The text of a collection with as many requests.
pub(super) fn collection(requests: usize) -> String {
    let mut random = Random(12345);
    let folders: Vec<Value> = (0..requests.div_ceil(KINDS.len()))
        .map(|index| {
            let left = requests - index * KINDS.len();
            folder(&mut random, index, left.min(KINDS.len()))
        })
        .collect();
    let schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
    json!({
        "info": { "name": "Synthetic", "schema": schema },
        "item": folders,
        "auth": { "type": "bearer", "bearer": [{ "key": "token", "value": "{{token}}" }] },
        "variable": [{ "key": "baseUrl", "value": "https://api.example.com" }],
    })
    .to_string()
}

fn folder(random: &mut Random, index: usize, requests: usize) -> Value {
    let noun = NOUNS[index % NOUNS.len()];
    let state = STATES[index / NOUNS.len() % STATES.len()];
    let base = format!("{state}-{noun}s-{index}");
    let items: Vec<Value> = KINDS
        .iter()
        .take(requests)
        .map(|(kind, method)| item(random, &base, noun, kind, method))
        .collect();
    json!({ "name": base, "description": format!("Operations on **{noun}s**."), "item": items })
}

fn item(random: &mut Random, base: &str, noun: &str, kind: &str, method: &str) -> Value {
    let mut path = vec!["v1".to_owned(), base.to_owned()];
    if !matches!(kind, "List" | "Create" | "Count" | "Search" | "Export") {
        path.push(format!(":{noun}Id"));
    }
    path.push(kind.to_lowercase());
    let mut url = json!({ "raw": format!("{{{{baseUrl}}}}/{}", path.join("/")), "host": ["{{baseUrl}}"], "path": path });
    if method == "GET" {
        url["query"] = json!([
            { "key": "page", "value": "1", "description": "Page number, **1-based**" },
            { "key": "filter[status]", "value": "active", "description": "<p>By <code>status</code></p>" },
        ]);
    }
    let mut request = json!({
        "method": method,
        "url": url,
        "header": [{ "key": "Accept", "value": "application/json" }],
        "description": format!("<p>This will <b>{kind}</b> the {noun}.</p><ul><li>Rate limit: <code>100/min</code></li></ul>"),
    });
    if matches!(method, "POST" | "PUT" | "PATCH") {
        let body = Value::Object(object(random, 2, 6)).to_string();
        request["body"] =
            json!({ "mode": "raw", "raw": body, "options": { "raw": { "language": "json" } } });
    }
    let answer = Value::Object(object(random, 3, 8)).to_string();
    let failure = json!({ "error": { "code": "E404", "message": "Not Found" } }).to_string();
    json!({
        "name": format!("{kind} {noun}"),
        "request": request,
        "response": [
            { "name": "OK", "originalRequest": request, "code": 200, "body": answer },
            { "name": "Not Found", "originalRequest": request, "code": 404, "body": failure },
        ],
    })
}

fn object(random: &mut Random, depth: usize, members: usize) -> Map<String, Value> {
    let start = random.below(FIELDS.len());
    let mut object: Map<String, Value> = (0..members)
        .map(|index| FIELDS[(start + index * 5) % FIELDS.len()])
        .map(|name| (name.to_owned(), leaf(random, name)))
        .collect();
    if depth > 1 {
        let inner = Value::Object(self::object(random, depth - 1, 4));
        object.insert("details".to_owned(), inner.clone());
        object.insert("items".to_owned(), json!([inner]));
    }
    object
}

fn leaf(random: &mut Random, name: &str) -> Value {
    match name {
        "created_at" => json!("2024-03-15T10:20:30Z"),
        "amount" | "score" => json!(12.5),
        "quantity" | "priority" | "retry-count" => json!(random.below(1000)),
        "enabled" | "isDefault" => json!(random.below(2) == 1),
        "tags" => json!(["a", "b"]),
        "email" => json!("user@example.com"),
        _ => json!(NOUNS[random.below(NOUNS.len())]),
    }
}

/// Numbers that are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % end
    }
}
