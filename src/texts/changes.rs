//! Which verdicts changed lately, as everybody reads it.

use crate::curation::verdicts::VerdictChange;
use crate::faq::Date;
use crate::texts::entry::verdict_word;
use crate::texts::markup::escape;
use crate::texts::review::long_date;

/// Changes that are listed before the rest is only counted.
const LISTED: usize = 12;

/// What is said where it can't be read which verdicts changed.
pub const UNREADABLE: &str =
    "Daftar perubahan sedang tidak dapat dibaca. Coba lagi nanti; jawaban yang tampil tetap yang berlaku.";

/// Words the changes of the last 90 days; local time is so many hours ahead of UTC.
#[must_use]
pub fn html(changes: &[VerdictChange], hours_east: u8) -> String {
    let one = |change: &VerdictChange| {
        let day = Date::parse(&change.at.date(hours_east)).map(long_date).unwrap_or_default();
        format!(
            "• {}\n  {} → <b>{}</b>, {day}",
            escape(&change.title),
            verdict_word(change.before),
            verdict_word(change.after)
        )
    };
    let mut lines: Vec<String> = changes.iter().take(LISTED).map(one).collect();
    match changes.len().saturating_sub(LISTED) {
        0 => {}
        others => lines.push(format!("… dan {others} lagi.")),
    }
    format!(
        "<b>Putusan yang berubah dalam 90 hari terakhir</b>\n\n{}\n\nTulis pertanyaannya untuk membaca jawaban yang berlaku.",
        lines.join("\n\n")
    )
}
