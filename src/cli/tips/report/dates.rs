//! Dates that can be read for sure: with day, month and a year of four digits.

use chrono::Datelike;
use chrono::NaiveDate;

/// Names of months, each with its short forms.
const MONTHS: [&[&str]; 12] = [
    &["januari", "jan"],
    &["februari", "feb", "pebruari"],
    &["maret", "mar"],
    &["april", "apr"],
    &["mei"],
    &["juni", "jun"],
    &["juli", "jul"],
    &["agustus", "agu", "agt", "ags"],
    &["september", "sep", "sept"],
    &["oktober", "okt"],
    &["november", "nov", "nopember"],
    &["desember", "des"],
];

/// Years that a report can be about.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2099;

/// Reads the day of receipt: `2026-02-23`.
pub(super) fn read_received(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
}

/// Finds all dates: `2026-02-23`, `23-2-2026`, `23/02/2026`, `23.02.2026`, `23 Februari 2026`.
pub(super) fn read_all(text: &str) -> Vec<NaiveDate> {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.windows(3).filter_map(read).filter(|day| YEARS.contains(&day.year())).collect()
}

fn read(words: &[&str]) -> Option<NaiveDate> {
    let [first, second, third] = words else { return None };
    if first.len() == 4 {
        return NaiveDate::from_ymd_opt(number(first)?, two(second)?, two(third)?);
    }
    let month = month(second).or_else(|| two(second))?;
    (third.len() == 4).then(|| NaiveDate::from_ymd_opt(number(third)?, month, two(first)?))?
}

fn month(word: &str) -> Option<u32> {
    let index = MONTHS.iter().position(|names| names.contains(&word))?;
    u32::try_from(index.saturating_add(1)).ok()
}

fn two(word: &str) -> Option<u32> {
    (word.len() <= 2).then(|| word.parse().ok())?
}

fn number(word: &str) -> Option<i32> {
    word.parse().ok()
}
