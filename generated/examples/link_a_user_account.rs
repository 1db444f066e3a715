//! Links a secondary account to a primary one, with each of the two forms, and shows what the server gets and answers.
//!
//! ```text
//! cargo run --example link_a_user_account -p generated
//! ```
//!
//! It talks to a server in this process. With `AUTH0_DOMAIN` and `AUTH0_TOKEN` set it links two accounts of that tenant:
//! `PRIMARY_USER_ID` (`auth0|…`) and `SECONDARY_USER_ID` (`google-oauth2|…`).
//!
//! This file is written by hand: Postwright leaves files that it did not write alone.

use std::env::var;
use std::error::Error;

use generated::auth0::Client;
use generated::auth0::users::{ApiError, LinkAUserAccount, LinkAUserAccountBody};
use generated::runtime;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    if var("AUTH0_DOMAIN").is_ok() && var("AUTH0_TOKEN").is_ok() {
        return real_tenant().await;
    }
    println!("AUTH0_DOMAIN and AUTH0_TOKEN are not set: a server in this process answers.\n");
    let server = server::start()?;
    let client = Client::builder()
        .auth0_domain("tenant.eu.auth0.com")
        .auth0_token("a-management-token")
        .base_url(server)
        .build()?;
    let forms = [
        LinkAUserAccountBody::link_with("the.secondary.jwt"),
        LinkAUserAccountBody::identity("google-oauth2", "115015401343387192604"),
        LinkAUserAccountBody::identity("google-oauth2", "linked-already"),
    ];
    for body in forms {
        let request = LinkAUserAccount::new("auth0|507f1f77bcf86cd799439020", body);
        show(client.users().link_a_user_account(&request).await)?;
    }
    Ok(())
}

async fn real_tenant() -> Result<(), Box<dyn Error>> {
    let primary = var("PRIMARY_USER_ID").map_err(|_| "PRIMARY_USER_ID is not set")?;
    let secondary = var("SECONDARY_USER_ID").map_err(|_| "SECONDARY_USER_ID is not set")?;
    let (provider, user_id) = secondary
        .split_once('|')
        .ok_or("SECONDARY_USER_ID must look like `google-oauth2|1150154013433`")?;
    let body = LinkAUserAccountBody::identity(provider, user_id);
    let request = LinkAUserAccount::new(primary, body);
    show(
        Client::from_env()?
            .users()
            .link_a_user_account(&request)
            .await,
    )
}

/// Prints the identities, or what the server says against it.
fn show(
    result: Result<Vec<generated::auth0::users::UserIdentity>, runtime::Error>,
) -> Result<(), Box<dyn Error>> {
    match result {
        Ok(identities) => {
            for identity in identities {
                println!("client: {} {}", identity.provider, identity.user_id);
            }
        }
        Err(error) => {
            // Any other failure (no connection, no token) ends the example.
            let Ok(details) = error.decode::<ApiError>() else {
                return Err(error.into());
            };
            println!("client: {error}: {}", details.message.unwrap_or_default());
        }
    }
    println!();
    Ok(())
}

/// A server that prints every request and knows one answer and one refusal.
mod server {
    use std::io::{BufRead as _, BufReader, Read as _, Result, Write as _};
    use std::net::{TcpListener, TcpStream};

    const LINKED: &str = r#"[
  {"connection": "Username-Password-Authentication", "user_id": "507f1f77bcf86cd799439020", "provider": "auth0", "isSocial": false},
  {"connection": "google-oauth2", "user_id": "115015401343387192604", "provider": "google-oauth2", "isSocial": true}
]"#;

    const CONFLICT: &str = r#"{"statusCode": 409, "error": "Conflict", "message": "The account is linked already.", "errorCode": "identity_conflict"}"#;

    /// Starts it and gives its address.
    pub fn start() -> Result<String> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let address = listener.local_addr()?;
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if let Err(error) = answer(stream) {
                    eprintln!("server: {error}");
                }
            }
        });
        Ok(format!("http://{address}"))
    }

    fn answer(stream: TcpStream) -> Result<()> {
        let mut reader = BufReader::new(stream);
        let mut length = 0;
        loop {
            let mut line = String::new();
            reader.read_line(&mut line)?;
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            println!("server: {line}");
            if let Some(("content-length", value)) = line.split_once(": ") {
                length = value.parse().unwrap_or(0);
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body)?;
        let body = String::from_utf8_lossy(&body);
        println!("server: {body}");
        let (status, text) = if body.contains("linked-already") {
            ("409 Conflict", CONFLICT)
        } else {
            ("201 Created", LINKED)
        };
        let length = text.len();
        write!(
            reader.into_inner(),
            "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{text}"
        )
    }
}
