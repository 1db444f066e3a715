//! Calls without async: the same calls, on a thread of their own.
//!
//! Not for browsers: a browser has no threads to block.

#![cfg(not(target_arch = "wasm32"))]

use std::future::pending;
use std::sync::OnceLock;
use std::sync::mpsc;

use tokio::runtime::{Builder, Handle};

use super::call::Call;
use super::error::Error;
use super::response::Response;
use super::send;

impl<T, P> Call<T, P> {
    /// Sends the call and waits for its answer; works outside and inside of async code, where it blocks the thread.
    ///
    /// # Errors
    ///
    /// Every kind of [`Error`].
    pub fn send_blocking(self) -> Result<Response<T>, Error> {
        let (operation, decode) = (self.draft.operation, self.decode);
        let (done, answer) = mpsc::sync_channel(1);
        handle()?.spawn(async move {
            // The receiver is gone only when the waiting thread is.
            let _ = done.send(send::execute(self.draft).await);
        });
        let answer = answer
            .recv()
            .map_err(|_| Error::build("the thread of blocking calls ended"))??;
        match decode(&answer) {
            Ok(value) => Ok(Response::new(answer, value)),
            Err(error) => Err(error.of(operation, answer.retries())),
        }
    }
}

/// The runtime that all blocking calls share, so that connections are kept between them.
fn handle() -> Result<&'static Handle, Error> {
    static HANDLE: OnceLock<Result<Handle, String>> = OnceLock::new();
    let handle = HANDLE.get_or_init(|| {
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| error.to_string())?;
        let handle = runtime.handle().clone();
        std::thread::Builder::new()
            .name("blocking calls".to_owned())
            .spawn(move || runtime.block_on(pending::<()>()))
            .map_err(|error| error.to_string())?;
        Ok(handle)
    });
    handle
        .as_ref()
        .map_err(|reason| Error::build(format!("no thread for blocking calls: {reason}")))
}
