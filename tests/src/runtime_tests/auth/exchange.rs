//! A recorded exchange: what a signer is given, what Postman sent, and what the server answered.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use crate::runtime::sign::{MAX_ANSWERS, Outgoing, Payload, Sign, SignContext};
use http::{HeaderMap, HeaderValue};
use serde_json::Value;

/// Signs with one kind of credential.
pub(super) type Signer = fn(&[(&str, String)]) -> Box<dyn Sign>;

/// One request of a recording, and everything around it.
pub(super) struct Exchange {
    pub(super) name: String,
    pub(super) parameters: Vec<(String, String)>,
    pub(super) request: Outgoing,
    pub(super) context: SignContext,
    /// Every request that Postman sent: target, headers, body.
    pub(super) sent: Vec<Sent>,
    /// The response to each: status and `WWW-Authenticate` values.
    responses: Vec<(u16, HeaderMap)>,
}

/// A request on the wire, without the headers that Postman adds after signing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sent {
    pub(super) target: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: String,
}

/// The second at which the recordings were made.
pub(super) const NOW: u64 = 1_700_000_000;

/// The exchanges of a recording, with the keys that their parameters name put in.
pub(super) fn exchanges(recording: &str) -> Vec<Exchange> {
    let keys: BTreeMap<String, String> = keys();
    let Value::Array(exchanges) = serde_json::from_str(recording).unwrap() else {
        panic!("not a list")
    };
    exchanges
        .iter()
        .map(|exchange| read(exchange, &keys))
        .collect()
}

/// Private and public keys in PEM, made for these tests.
pub(super) fn keys() -> BTreeMap<String, String> {
    serde_json::from_str(include_str!("../../../fixtures/auth/keys.json")).unwrap()
}

impl Exchange {
    /// Everything that our signer sends in the same exchange.
    pub(super) fn replay(&self, signer: Signer) -> Vec<Sent> {
        let parameters: Vec<(&str, String)> = self
            .parameters
            .iter()
            .map(|(name, value)| (name.as_str(), value.clone()))
            .collect();
        let signer = signer(&parameters);
        let mut request = self.request.clone();
        signer.sign(&mut request, &self.context).unwrap();
        let mut sent = vec![wire(&request)];
        for (status, headers) in self.responses.iter().take(MAX_ANSWERS) {
            if !signer
                .answer(&mut request, *status, headers, &self.context)
                .unwrap()
            {
                break;
            }
            sent.push(wire(&request));
        }
        sent
    }
}

/// Asserts that every exchange of a recording comes out the same, but for those named.
pub(super) fn assert_equal(recording: &str, signer: Signer, accepted: &[&str]) {
    let mut different = Vec::new();
    for exchange in exchanges(recording) {
        let ours = exchange.replay(signer);
        let is_equal = ours == exchange.sent;
        if is_equal == accepted.contains(&exchange.name.as_str()) {
            different.push(format!(
                "{}\n  ours   {ours:?}\n  theirs {:?}",
                exchange.name, exchange.sent
            ));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn pairs(value: &Value) -> Vec<(String, String)> {
    value
        .as_array()
        .into_iter()
        .flatten()
        .map(|pair| (text(&pair[0]), text(&pair[1])))
        .collect()
}

fn read(exchange: &Value, keys: &BTreeMap<String, String>) -> Exchange {
    let parameters = exchange["parameters"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, value)| {
            let mut value = text(value);
            if let Some(named) = value.trim_matches('"').strip_prefix('@') {
                value = value.replace(&format!("@{named}"), &keys[named]);
            }
            (name.clone(), value)
        });
    let request = &exchange["request"];
    let body = text(&request["body"]);
    let sent = |sent: &Value| Sent {
        target: text(&sent["target"]),
        headers: pairs(&sent["headers"]),
        body: text(&sent["body"]),
    };
    Exchange {
        name: text(&exchange["name"]),
        parameters: parameters.collect(),
        request: Outgoing {
            method: text(&exchange["method"]),
            scheme: text(&exchange["scheme"]),
            authority: text(&exchange["authority"]),
            target: text(&request["target"]),
            raw_target: exchange["raw_target"] == Value::Bool(true),
            headers: pairs(&request["headers"])
                .into_iter()
                .map(|(name, value)| (name, value.into_bytes()))
                .collect(),
            body: match exchange["mode"].as_str().unwrap() {
                "formdata" => Payload::Multipart,
                "urlencoded" => Payload::Form(body),
                _ if body.is_empty() => Payload::Empty,
                _ => Payload::Bytes(body.into()),
            },
        },
        context: SignContext::pinned(
            SystemTime::UNIX_EPOCH + Duration::from_secs(NOW),
            exchange["nonce"].as_str().unwrap_or("unused"),
        ),
        sent: exchange["sent"]
            .as_array()
            .unwrap()
            .iter()
            .map(sent)
            .collect(),
        responses: exchange["responses"]
            .as_array()
            .into_iter()
            .flatten()
            .map(response)
            .collect(),
    }
}

fn response(response: &Value) -> (u16, HeaderMap) {
    let mut headers = HeaderMap::new();
    for (_, value) in pairs(&response["headers"]) {
        headers.append(
            http::header::WWW_AUTHENTICATE,
            HeaderValue::from_str(&value).unwrap(),
        );
    }
    (
        u16::try_from(response["status"].as_u64().unwrap()).unwrap(),
        headers,
    )
}

fn wire(request: &Outgoing) -> Sent {
    let header = |(name, value): &(String, Vec<u8>)| {
        (name.clone(), String::from_utf8(value.clone()).unwrap())
    };
    Sent {
        target: request.target.clone(),
        headers: request.headers.iter().map(header).collect(),
        body: match &request.body {
            Payload::Bytes(bytes) => String::from_utf8(bytes.to_vec()).unwrap(),
            Payload::Form(form) => form.clone(),
            Payload::Empty | Payload::Multipart | Payload::Stream => String::new(),
        },
    }
}
