//! One span for each call: operation, method, path template, status, retries. No secret, no address, no body.

use std::future::Future;

use tracing::{Instrument, Span, field};

use super::error::Error;
use super::operation::Operation;
use super::transport::Reply;

/// Runs a call in a span of its own.
pub(super) async fn traced(
    operation: &'static Operation,
    call: impl Future<Output = Result<(Reply, u32), Error>>,
) -> Result<(Reply, u32), Error> {
    let span = tracing::info_span!(
        "call",
        operation = operation.name(),
        method = operation.method(),
        path = operation.template(),
        status = field::Empty,
        retries = field::Empty,
        error = field::Empty,
    );
    let result = call.instrument(span.clone()).await;
    record(&span, &result);
    result
}

fn record(span: &Span, result: &Result<(Reply, u32), Error>) {
    match result {
        Ok((reply, retries)) => {
            span.record("status", reply.status().as_u16());
            span.record("retries", retries);
        }
        Err(error) => {
            if let Some(status) = error.status() {
                span.record("status", status.as_u16());
            }
            span.record("retries", error.retries());
            span.record("error", field::debug(error.kind()));
        }
    }
}
