//! Signers as credentials of a client, on real connections.

use std::io::{BufRead, BufReader, Write as _};
use std::net::TcpListener;
use std::thread;
use std::time::{Duration, SystemTime};

use super::super::{GET, POST, core, text};
use crate::runtime::auth::{awsv4::AwsV4, digest::Digest, ntlm::Ntlm, oauth1::OAuth1};
use crate::runtime::{Core, Credential, Entropy, Options, Sign, decode};
use crate::server::{Recorded, Script, Server};

fn client(base: &str, signer: impl Sign + 'static) -> Core {
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    let options = Options::new()
        .timeout(Duration::from_secs(5))
        .entropy(Entropy::pinned(now, "nonce"));
    core(base, options, Some(Credential::signer(signer)))
}

fn account() -> [(&'static str, String); 2] {
    [("username", "u".to_owned()), ("password", "p".to_owned())]
}

#[test]
fn what_a_signer_adds_is_secret_and_headers_that_occur_twice_stay() {
    let keys = ["accessKey", "secretKey", "sessionToken"].map(|name| (name, "k".to_owned()));
    let client = client("http://host.test", AwsV4::new(&keys));
    let mut draft = client.draft(&GET);
    draft.path("/things");
    draft.header("x-it", &"1").header("x-it", &"2");
    let request = draft.call(decode::text).request().unwrap();
    let headers = request.headers();
    assert_eq!(
        headers.get_all("x-it").iter().collect::<Vec<_>>(),
        ["1", "2"]
    );
    assert!(!headers["x-it"].is_sensitive());
    assert!(headers["x-amz-security-token"].is_sensitive());
    assert!(headers["authorization"].is_sensitive());
}

#[tokio::test]
async fn a_digest_challenge_is_answered_and_remembered() {
    let challenge = r#"Digest realm="r", nonce="n", qop="auth""#;
    let server = Server::start(move |_, request| match request.header("authorization") {
        None => Script::answer(401, &[("www-authenticate", challenge)], "who are you?"),
        Some(_) => Script::answer(200, &[], "welcome"),
    });
    let client = client(&server.url(), Digest::new(&account()));
    assert_eq!(text(&client, &GET).await.unwrap(), "welcome");
    assert_eq!(text(&client, &GET).await.unwrap(), "welcome");
    let sent: Vec<Option<String>> = server
        .recorded()
        .iter()
        .map(|request| request.header("authorization"))
        .collect();
    assert_eq!(sent.len(), 3);
    assert!(sent[0].is_none());
    assert!(
        sent[1]
            .as_ref()
            .unwrap()
            .contains(r#"uri="/things", algorithm="MD5", qop=auth, nc=00000001"#)
    );
    assert!(sent[2].as_ref().unwrap().contains("nc=00000002"));
}

#[tokio::test]
async fn a_wrong_password_ends_with_the_401() {
    let challenge = r#"Digest realm="r", nonce="n", qop="auth""#;
    let server = Server::with([Script::answer(
        401,
        &[("www-authenticate", challenge)],
        "no",
    )]);
    let error = text(&client(&server.url(), Digest::new(&account())), &GET)
        .await
        .unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(401));
    assert_eq!(server.recorded().len(), 2);
}

/// Reads a request without a body; the value of its `Authorization`.
fn authorization(reader: &mut impl BufRead) -> Option<String> {
    let mut found = None;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        if line.trim().is_empty() {
            return found;
        }
        if let Some((name, value)) = line.split_once(": ")
            && name.eq_ignore_ascii_case("authorization")
        {
            found = Some(value.trim().to_owned());
        }
    }
}

#[tokio::test]
async fn an_ntlm_handshake_takes_one_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    // A second connection is never accepted, so that a client that opens one runs into its timeout.
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        let body = "x".repeat(100_000);
        let refusal = |challenge: &str| {
            format!(
                "HTTP/1.1 401 No\r\nwww-authenticate: NTLM{challenge}\r\ncontent-length: 100000\r\n\r\n{body}"
            )
        };
        let type2 =
            " TlRMTVNTUAACAAAADAAMADAAAAAFggAAASNFZ4mrze8AAAAAAAAAAAAAAAA8AAAATwBSAEEAQwBMAEUA";
        let welcome = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok".to_owned();
        let mut sent = Vec::new();
        for answer in [refusal(""), refusal(type2), welcome] {
            sent.push(authorization(&mut reader));
            stream.write_all(answer.as_bytes()).unwrap();
        }
        sent
    });
    let client = client(&format!("http://{address}"), Ntlm::new(&account()));
    assert_eq!(text(&client, &GET).await.unwrap(), "ok");
    let sent = server.join().unwrap();
    assert_eq!(sent[0], None);
    assert!(
        sent[1]
            .as_ref()
            .unwrap()
            .starts_with("NTLM TlRMTVNTUAABAAAA")
    );
    assert!(
        sent[2]
            .as_ref()
            .unwrap()
            .starts_with("NTLM TlRMTVNTUAADAAAA")
    );
}

async fn recorded(signer: impl Sign + 'static, write: fn(&mut crate::runtime::Draft)) -> Recorded {
    let server = Server::with([Script::answer(200, &[], "")]);
    let client = client(&server.url(), signer);
    let mut draft = client.draft(&POST);
    draft.path("/things");
    write(&mut draft);
    draft.call(decode::text).await.unwrap();
    server.recorded().remove(0)
}

#[tokio::test]
async fn the_type_of_a_json_body_is_signed_and_that_of_text_is_not() {
    let signer = || AwsV4::new(&[("accessKey", "a".to_owned()), ("secretKey", "s".to_owned())]);
    let json = recorded(signer(), |draft| {
        draft.json(&[1]);
    });
    let text = recorded(signer(), |draft| {
        draft.text("[1]");
    });
    let (json, text) = (json.await, text.await);
    let names = |request: &Recorded| {
        let header = request.header("authorization").unwrap();
        header
            .split("SignedHeaders=")
            .nth(1)
            .unwrap()
            .split(',')
            .next()
            .unwrap()
            .to_owned()
    };
    assert_eq!(
        names(&json),
        "content-type;host;x-amz-content-sha256;x-amz-date"
    );
    assert_eq!(names(&text), "host;x-amz-content-sha256;x-amz-date");
    let hosts = json
        .lines()
        .iter()
        .filter(|line| line.to_lowercase().starts_with("host:"))
        .count();
    assert_eq!(hosts, 1);
}

#[tokio::test]
async fn parameters_are_added_to_a_form() {
    let parameters = [
        ("consumerKey", "k".to_owned()),
        ("consumerSecret", "s".to_owned()),
        ("signatureMethod", "PLAINTEXT".to_owned()),
    ];
    let request = recorded(OAuth1::new(&parameters), |draft| {
        draft.form("a", &"b c");
    });
    assert_eq!(
        request.await.text(),
        "a=b%20c&oauth_consumer_key=k&oauth_signature_method=PLAINTEXT&oauth_timestamp=1700000000\
         &oauth_nonce=nonce&oauth_signature=s%26"
    );
}

#[tokio::test]
async fn a_signer_that_fails_sends_nothing() {
    let server = Server::with([Script::answer(200, &[], "")]);
    let parameters = [
        ("consumerKey", "k".to_owned()),
        ("privateKey", "nonsense".to_owned()),
        ("signatureMethod", "RSA-SHA1".to_owned()),
    ];
    let error = text(&client(&server.url(), OAuth1::new(&parameters)), &GET)
        .await
        .unwrap_err();
    assert!(
        error
            .to_string()
            .contains("oauth1: privateKey is not an RSA key in PEM"),
        "{error}"
    );
    assert!(server.recorded().is_empty());
}
