//! Tests of the runtime, one file for each part of it.

mod auth;
mod base;
mod call;
mod draft;
mod error;
mod layout;
mod lenient;
mod mock;
mod oauth2;
mod paginate;
mod reading;
mod retry;
mod sign;
mod small;
mod stream;
mod token;
mod values;

use crate::runtime::{Call, Core, Credential, Draft, Operation, Options, decode};

/// A core for one server with one credential.
fn core(base: &str, options: Options, credential: Option<Credential>) -> Core {
    Core::new(options, &[base], credential.into_iter().collect()).unwrap()
}

/// `GET /things` with the credential, if there is one.
static GET: Operation = Operation::new("things.list", "GET", "/things").credential(0);

/// `POST /things` with the credential, if there is one.
static POST: Operation = Operation::new("things.create", "POST", "/things").credential(0);

/// A call of an operation at `/things` that gives text.
fn text(core: &Core, operation: &'static Operation) -> Call<String> {
    let mut draft = core.draft(operation);
    draft.path("/things");
    draft.call(decode::text)
}

/// What a draft sends, as text: request line, `Host`, headers in order, body.
fn written(draft: Draft) -> String {
    let request = match draft.call(decode::nothing).request() {
        Ok(request) => request,
        Err(error) => return error.to_string(),
    };
    let mut text = format!(
        "{} {}\nhost: {}\n",
        request.method(),
        request.target(),
        request.authority()
    );
    for (name, value) in request.headers() {
        let value = String::from_utf8_lossy(value.as_bytes());
        text.extend([
            name.as_str(),
            ": ",
            &value,
            "
",
        ]);
    }
    text.push('\n');
    text.push_str(&String::from_utf8_lossy(request.body().bytes().unwrap()));
    text
}
