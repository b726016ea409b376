//! Where and when something happens: a chat, a message in it, an update, a moment.

mod calendar;

pub use calendar::Calendar;
pub use calendar::Trust;

use std::fmt;

use chrono::DateTime;
use serde::Deserialize;
use serde::Serialize;

/// A Telegram chat. Its number never shows in a `Debug` rendering.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ChatId(pub i64);

impl fmt::Debug for ChatId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ChatId(…)")
    }
}

/// A message within a chat.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct MessageId(pub i32);

impl fmt::Debug for MessageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MessageId(…)")
    }
}

/// Telegram's number of an update; it tells nothing about anybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct UpdateId(pub u32);

/// Seconds since 1970, in UTC.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Timestamp(pub u64);

impl Timestamp {
    /// Returns the number of the day.
    #[must_use]
    pub fn day(self) -> u32 {
        u32::try_from(self.0 / 86_400).unwrap_or(u32::MAX)
    }

    /// Returns the date where local time is so many hours ahead of UTC, as `2026-02-23`.
    #[must_use]
    pub fn date(self, hours_east: u8) -> String {
        let local = self.0.saturating_add(u64::from(hours_east).saturating_mul(3600));
        let moment = i64::try_from(local).ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0));
        moment.map_or_else(String::new, |moment| moment.format("%Y-%m-%d").to_string())
    }

    /// Returns the number of the week.
    #[must_use]
    pub fn week(self) -> u32 {
        self.day() / 7
    }
}
