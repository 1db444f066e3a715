//! The clock and random values of a client, so that tests and wire checks can pin both.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// The clock and random values of a client.
#[derive(Debug, Clone, Default)]
pub struct Entropy {
    pinned: Option<Arc<Pinned>>,
}

#[derive(Debug)]
struct Pinned {
    now: SystemTime,
    nonce: String,
    integer: u64,
}

impl Entropy {
    /// The system's clock and random numbers.
    pub fn system() -> Self {
        Self::default()
    }

    /// A fixed time, and a text that stands for every nonce and UUID.
    pub fn pinned(now: SystemTime, nonce: impl Into<String>) -> Self {
        Self::pinned_with_integer(now, nonce, 0)
    }

    /// As [`Entropy::pinned`], with the integer of `{{$randomInt}}`.
    pub fn pinned_with_integer(now: SystemTime, nonce: impl Into<String>, integer: u64) -> Self {
        Self {
            pinned: Some(Arc::new(Pinned {
                now,
                nonce: nonce.into(),
                integer,
            })),
        }
    }

    /// The pinned time and text.
    pub fn as_pinned(&self) -> Option<(SystemTime, &str)> {
        self.pinned
            .as_deref()
            .map(|pinned| (pinned.now, pinned.nonce.as_str()))
    }

    /// The time.
    pub fn now(&self) -> SystemTime {
        self.pinned
            .as_deref()
            .map_or_else(system_now, |pinned| pinned.now)
    }

    /// Time since 1970-01-01T00:00:00Z; zero before it.
    pub fn since_epoch(&self) -> Duration {
        self.now()
            .duration_since(SystemTime::UNIX_EPOCH)
            .unwrap_or_default()
    }

    /// Whole seconds since 1970 (`{{$timestamp}}`).
    pub fn timestamp(&self) -> u64 {
        self.since_epoch().as_secs()
    }

    /// UTC with milliseconds, such as `2026-07-08T21:39:41.120Z` (`{{$isoTimestamp}}`).
    pub fn iso_timestamp(&self) -> String {
        let since = self.since_epoch();
        let (days, seconds) = (since.as_secs() / 86_400, since.as_secs() % 86_400);
        let (year, month, day) = civil(days);
        format!(
            "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}.{:03}Z",
            seconds / 3600,
            seconds / 60 % 60,
            seconds % 60,
            since.subsec_millis()
        )
    }

    /// A version 4 UUID (`{{$guid}}`), or the pinned text.
    pub fn uuid(&self) -> String {
        if let Some(pinned) = &self.pinned {
            return pinned.nonce.clone();
        }
        let mut bytes = [0; 16];
        fill(&mut bytes);
        // Version 4 and the variant of RFC 9562 have their places in the number itself.
        let number =
            u128::from_be_bytes(bytes) & !(0xf << 76) & !(0x3 << 62) | (0x4 << 76) | (0x2 << 62);
        let mut text = format!("{number:032x}");
        for dash in [8, 13, 18, 23] {
            text.insert(dash, '-');
        }
        text
    }

    /// An integer from 0 to 1000 (`{{$randomInt}}`), or the pinned one.
    pub fn random_integer(&self) -> u64 {
        self.pinned
            .as_deref()
            .map_or_else(|| self.random() % 1001, |pinned| pinned.integer)
    }

    /// 64 random bits; 0 when pinned.
    pub(super) fn random(&self) -> u64 {
        if self.pinned.is_some() {
            return 0;
        }
        let mut bytes = [0; 8];
        fill(&mut bytes);
        u64::from_le_bytes(bytes)
    }
}

/// Random bytes. A system without random numbers gives zeros: what is made of them is unique, never secret.
fn fill(bytes: &mut [u8]) {
    if getrandom::fill(bytes).is_err() {
        bytes.fill(0);
    }
}

#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
fn system_now() -> SystemTime {
    SystemTime::now()
}

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
fn system_now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs_f64(js_sys::Date::now() / 1000.0)
}

/// Year, month and day of a number of days since 1970-01-01, in the Gregorian calendar.
fn civil(days: u64) -> (u64, u64, u64) {
    // Howard Hinnant's algorithm: eras of 400 years that begin on a 1st of March.
    let days = days + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    (era * 400 + year_of_era + u64::from(month <= 2), month, day)
}
