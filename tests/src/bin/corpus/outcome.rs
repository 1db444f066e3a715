//! What became of one collection.

use postwright::config::ApiConfig;
use postwright::generator::ReadApi;

use crate::message::{Message, Tool};
use crate::round_trip::RoundTrips;

/// A check that a run may have made, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Check {
    /// The collection is read and its client generated.
    Generated,
    /// No secret of the collection is in it.
    Secrets,
    /// The compiler has nothing to say.
    Compiled,
    /// Clippy has nothing to say, pedantic lints included.
    Clippy,
    /// rustfmt changes nothing.
    Formatted,
    /// rustdoc has nothing to say.
    Documented,
    /// The examples of the documentation compile.
    Doctests,
    /// Every sample comes through its type.
    RoundTrip,
}

impl Check {
    /// Every check, in the order of the report.
    pub(crate) const ALL: [Self; 8] = [
        Self::Generated,
        Self::Secrets,
        Self::Compiled,
        Self::Clippy,
        Self::Formatted,
        Self::Documented,
        Self::Doctests,
        Self::RoundTrip,
    ];

    /// The name in reports.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Generated => "generated",
            Self::Secrets => "no secrets",
            Self::Compiled => "compiled",
            Self::Clippy => "clippy",
            Self::Formatted => "rustfmt",
            Self::Documented => "rustdoc",
            Self::Doctests => "doctests",
            Self::RoundTrip => "round trip",
        }
    }
}

/// What became of one collection.
pub(crate) struct Outcome {
    /// The file or folder, the module that it was given, and the options.
    pub(crate) config: ApiConfig,
    /// How many requests its source has, counted without the reader.
    pub(crate) found: usize,
    /// What the pipeline made of it, or why it failed.
    pub(crate) read: Result<ReadApi, String>,
    /// The checks that were made.
    pub(crate) checked: Vec<Check>,
    /// What compiler, clippy, rustdoc and the doctests say about its module.
    pub(crate) messages: Vec<Message>,
    /// Files that hold a secret.
    pub(crate) leaks: Vec<String>,
    /// Files that rustfmt would change.
    pub(crate) unformatted: Vec<String>,
    /// What its round trips came to; `None` when they were not run.
    pub(crate) round_trips: Option<RoundTrips>,
}

impl Outcome {
    /// Whether a check was made and holds; `None` when it was not made.
    pub(crate) fn result(&self, check: Check) -> Option<bool> {
        if check == Check::Generated {
            return Some(self.read.is_ok());
        }
        let was_made = self.read.is_ok() && self.checked.contains(&check);
        let says_nothing = |tool| !self.messages.iter().any(|message| message.tool == tool);
        was_made.then(|| match check {
            Check::Generated => true,
            Check::Secrets => self.leaks.is_empty(),
            Check::Compiled => says_nothing(Tool::Compiler),
            Check::Clippy => says_nothing(Tool::Clippy),
            Check::Formatted => self.unformatted.is_empty(),
            Check::Documented => says_nothing(Tool::Rustdoc),
            Check::Doctests => says_nothing(Tool::Doctest),
            Check::RoundTrip => self
                .round_trips
                .as_ref()
                .is_none_or(|found| found.lost.is_empty()),
        })
    }

    /// The first check that does not hold.
    pub(crate) fn failure(&self) -> Option<Check> {
        Check::ALL
            .into_iter()
            .find(|check| self.result(*check) == Some(false))
    }

    /// How many operations it has.
    pub(crate) fn operations(&self) -> usize {
        self.read
            .as_ref()
            .map_or(0, |read| read.api.operations.len())
    }

    /// Whether a check holds for one of its requests, as far as a message can be told to be about it.
    pub(crate) fn request_result(&self, operation: usize, check: Check) -> Option<bool> {
        let holds = self.result(check)?;
        let about = |tool| {
            let mut messages = self.messages.iter();
            messages.any(|message| message.tool == tool && message.operation == Some(operation))
        };
        Some(match check {
            Check::Compiled => !about(Tool::Compiler),
            Check::Clippy => !about(Tool::Clippy),
            Check::Documented => !about(Tool::Rustdoc),
            Check::Doctests => !about(Tool::Doctest),
            Check::RoundTrip => {
                let lost = self.round_trips.iter().flat_map(|found| &found.lost);
                lost.filter(|lost| lost.operation == Some(operation))
                    .count()
                    == 0
            }
            Check::Generated | Check::Secrets | Check::Formatted => holds,
        })
    }
}
