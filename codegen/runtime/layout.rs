//! The collection's own layout of a JSON body, for examples and wire checks.

use serde_json::Value;

use super::body::Payload;
use super::call::Call;

impl<T, P> Call<T, P> {
    /// Sends `text` in place of the compact JSON body if both say the same: the order of members and white space may differ.
    pub fn json_layout(mut self, text: &str) -> Self {
        if let Payload::Bytes(body) = &mut self.draft.request.body {
            let same = match (
                serde_json::from_slice::<Value>(body),
                serde_json::from_str::<Value>(text),
            ) {
                (Ok(ours), Ok(theirs)) => ours == theirs,
                _ => false,
            };
            if same {
                *body = text.to_owned().into();
            }
        }
        self
    }
}
