//! Saved answers as a mock gives them.

use crate::infer;
use crate::ir::SavedAnswer;
use crate::postman::{Header, SavedResponse};
use crate::resolve::has_variable;
use crate::secret::{is_secret_name, mask_tokens};

/// The saved answers that hold something: a body, or a header that a caller may look at.
pub(super) fn answers<'s>(saved: &[&'s SavedResponse]) -> impl Iterator<Item = SavedAnswer> + 's {
    let answers: Vec<SavedAnswer> = saved.iter().map(|saved| answer(saved)).collect();
    answers
        .into_iter()
        .filter(|answer| *answer != SavedAnswer::default())
}

fn answer(saved: &SavedResponse) -> SavedAnswer {
    let kept = saved.headers.iter().filter(|header| is_kept(header));
    SavedAnswer {
        headers: kept
            .map(|header| (header.name.to_ascii_lowercase(), header.value.clone()))
            .collect(),
        body: saved.body.clone().unwrap_or_default(),
    }
}

/// Whether a header is one that a caller may look at: it says something of the answer and not of the connection, and no
/// secret. An importer's placeholder says nothing.
fn is_kept(header: &Header) -> bool {
    const OF_THE_CONNECTION: [&str; 14] = [
        "access-control-",
        "alt-svc",
        "cf-",
        "connection",
        "content-encoding",
        "content-length",
        "content-security-policy",
        "date",
        "keep-alive",
        "server",
        "strict-transport-security",
        "transfer-encoding",
        "vary",
        "via",
    ];
    let name = header.name.to_ascii_lowercase();
    let is_secret = is_secret_name(&name)
        || ["auth", "cookie", "secret", "session", "token"]
            .iter()
            .any(|word| name.contains(word));
    !header.disabled
        && !is_secret
        && !OF_THE_CONNECTION
            .iter()
            .any(|start| name.starts_with(start))
        && is_shown(&header.value)
}

/// Whether a value is one, and holds no secret, also as a parameter of an address.
fn is_shown(value: &str) -> bool {
    let mut parameters = value.split(['?', '&', ';', ' ']);
    !value.is_empty()
        && value.chars().all(|character| !character.is_control())
        && !has_variable(value)
        && !infer::is_placeholder(value)
        && mask_tokens(value) == value
        && !parameters.any(|parameter| {
            let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            !value.is_empty() && is_secret_name(name)
        })
}

#[cfg(test)]
mod tests {
    use super::{is_kept, is_shown};
    use crate::postman::Header;

    #[test]
    fn a_caller_sees_what_is_said_of_the_answer() {
        let is_kept = |name: &str, value: &str| {
            is_kept(&Header {
                name: name.to_owned(),
                value: value.to_owned(),
                disabled: false,
                description: None,
                index: 0,
            })
        };
        assert!(is_kept("Link", "<https://h/a?page=2>; rel=\"next\""));
        assert!(is_kept("X-Total-Count", "7"));
        assert!(is_kept("Retry-After", "3"));
        assert!(!is_kept("Content-Length", "12"));
        assert!(!is_kept("Access-Control-Allow-Origin", "*"));
        assert!(!is_kept("Set-Cookie", "a=b"));
        assert!(!is_kept("X-Api-Key", "k"));
    }

    #[test]
    fn no_secret_and_no_placeholder_is_shown() {
        assert!(!is_shown("<integer>"));
        assert!(!is_shown("{{total}}"));
        assert!(!is_shown(
            "<https://h/a?page=2&access_token=x>; rel=\"next\""
        ));
        assert!(!is_shown("a\r\nb: c"));
        assert!(is_shown("<https://h/a?page=2&q=>; rel=\"next\""));
    }
}
