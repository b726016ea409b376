//! A calendar day, as the FAQ's files write it.

use std::fmt;

/// A day of the calendar; which time zone it belongs to doesn't matter for laws.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Year of the common era.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

impl Date {
    /// Returns the day of a TOML date, when it has one.
    #[must_use]
    pub fn from_toml(datetime: &toml::value::Datetime) -> Option<Self> {
        let date = datetime.date?;
        Some(Self { year: date.year, month: date.month, day: date.day })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}
