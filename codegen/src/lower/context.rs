//! The operation that is being lowered.

use super::types::Position;
use crate::hints::{OperationHints, Responses};
use crate::infer::Sample;
use crate::ir::Origin;
use crate::postman::Url;
use crate::resolve::ResolvedRequest;

/// What the lowering of each part of an operation needs to know of it.
pub(super) struct Context<'c> {
    /// Index of the operation.
    pub(super) operation: usize,
    /// The request.
    pub(super) request: &'c ResolvedRequest,
    /// The JSON body, when there is one that can be read.
    pub(super) sample: Option<&'c Sample>,
    /// The position of its types.
    pub(super) at: Position,
    /// What the hints say of it.
    pub(super) hint: Option<&'c OperationHints>,
    /// What they say of the answers of all operations around it, the nearest first.
    pub(super) shared_responses: Vec<&'c Responses>,
}

impl<'c> Context<'c> {
    /// The address of the request.
    pub(super) fn url(&self) -> &'c Url {
        &self.request.item.request.url
    }

    /// Where the collection has it.
    pub(super) fn origin(&self) -> &Origin {
        &self.at.origin
    }
}
