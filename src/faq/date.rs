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

    /// Returns the day if the calendar has it.
    #[must_use]
    pub fn of(year: u16, month: u8, day: u8) -> Option<Self> {
        let is_day = (1..=9999).contains(&year) && (1..=days_in(year, month)).contains(&day);
        is_day.then_some(Self { year, month, day })
    }

    /// Reads a day as people type it: `2026-02-23`, `23-02-2026` or `23/2/2026`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.trim().split(['-', '/', '.', ' ']).collect();
        let [first, month, last] = parts.as_slice() else { return None };
        let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
        if year.len() != 4 || !parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit())) {
            return None;
        }
        Self::of(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// Returns the same day of the year before.
    #[must_use]
    pub fn a_year_before(self) -> Self {
        let year = self.year.saturating_sub(1);
        Self { year, month: self.month, day: self.day.min(days_in(year, self.month)) }
    }
}

/// Returns how many days a month has; none if there is no such month.
fn days_in(year: u16, month: u8) -> u8 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => 0,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn a_day_is_read_as_people_type_it_and_only_if_the_calendar_has_it() {
        for typed in ["2026-02-03", " 03-02-2026 ", "3/2/2026", "3.2.2026", "3 2 2026"] {
            assert_eq!(
                Date::parse(typed).map(|day| day.to_string()).as_deref(),
                Some("2026-02-03"),
                "{typed}"
            );
        }
        for typed in ["", "besok", "2026-02-29", "31-4-2026", "26-02-03", "2026-13-01", "+3-2-2026", "2026-2"]
        {
            assert_eq!(Date::parse(typed), None, "{typed}");
        }
        assert!(Date::parse("2028-02-29").is_some());
    }

    #[test]
    fn a_leap_day_has_a_day_a_year_before() {
        let leap = Date { year: 2028, month: 2, day: 29 };
        assert_eq!(leap.a_year_before(), Date { year: 2027, month: 2, day: 28 });
    }
}
