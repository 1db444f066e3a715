//! Types of the crate `time`, which its implementation of serde writes in a format of its own.

use time::format_description::well_known::{self, Rfc3339};
use time::{Date, OffsetDateTime, PrimitiveDateTime, Time};

use super::formatted::{Format, FormatError};

/// The format of ISO 8601, as JSON has it; with an offset that of RFC 3339.
#[derive(Debug, Clone, Copy)]
pub enum Iso8601 {}

impl Format<OffsetDateTime> for Iso8601 {
    fn read(text: &str) -> Result<OffsetDateTime, FormatError> {
        OffsetDateTime::parse(text, &Rfc3339).map_err(FormatError::new)
    }

    fn write(value: &OffsetDateTime) -> Result<String, FormatError> {
        value.format(&Rfc3339).map_err(FormatError::new)
    }
}

macro_rules! without_offset {
    ($($type:ident as $whole:ident),+) => {
        $(impl Format<$type> for Iso8601 {
            fn read(text: &str) -> Result<$type, FormatError> {
                $type::parse(text, &well_known::Iso8601::PARSING).map_err(FormatError::new)
            }

            fn write(value: &$type) -> Result<String, FormatError> {
                value.format(&well_known::Iso8601::$whole).map_err(FormatError::new)
            }
        })+
    };
}

without_offset!(Date as DATE, Time as TIME, PrimitiveDateTime as DATE_TIME);
