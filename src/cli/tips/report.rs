//! Reads a report as the bot writes it: a title, sections under headings, the system's notes last.

mod dates;

use chrono::NaiveDate;

use crate::cli::tips::report::dates::read_all;
use crate::cli::tips::report::dates::read_received;
use crate::texts::tips_cli::sheet::Facts;
use crate::texts::tips_cli::sheet::Lapse;

/// How the first line begins; the tip's tag follows.
const TITLE: &str = "LAPORAN ";

/// The headings, in order. The last is the system's own.
const HEADINGS: [&str; 7] = [
    "APA YANG TERJADI",
    "SIAPA",
    "KAPAN",
    "DI MANA",
    "BUKTI",
    "SAKSI, SUDAH DILAPORKAN, ATASAN TERLIBAT",
    "CATATAN SISTEM",
];

/// What stands in a section that was skipped.
const SKIPPED: &str = "(tidak diisi)";

/// Digits of a civil servant's number.
const NIP: usize = 18;

/// Reads a report; `None` if the text is none.
pub(super) fn read(text: &str) -> Option<Facts> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let (title, body) = text.split_once('\n')?;
    let tag = title.strip_prefix(TITLE)?.trim();
    let [what, who, when, place, evidence, others, notes] = sections(body)?;
    let notes = notes.unwrap_or_default();
    let received = note(&notes, "Tanggal diterima").map(str::to_owned);
    let day = received.as_deref().and_then(read_received);
    Some(Facts {
        tag: tag.to_owned(),
        nips: who.as_deref().map(nips).unwrap_or_default(),
        lapse: lapse(when.as_deref(), day),
        photos: note(&notes, "Foto").and_then(|count| count.parse().ok()).unwrap_or_default(),
        what,
        who,
        when,
        place,
        evidence,
        others,
        received,
    })
}

/// Splits the body at the headings. A heading counts only in its turn, and the system's notes are the
/// last that call themselves so: what a tipster writes can't pass for them.
fn sections(body: &str) -> Option<[Option<String>; 7]> {
    let lines: Vec<&str> = body.lines().collect();
    let is_heading = |line: &str, title: &str| line.trim_end() == format!("== {title} ==");
    let notes = lines.iter().rposition(|line| is_heading(line, HEADINGS[6]))?;
    let mut starts = Vec::with_capacity(HEADINGS.len());
    let mut from = 0;
    for title in HEADINGS.iter().take(6) {
        let turn = lines.get(from..notes)?.iter().position(|line| is_heading(line, title))?;
        starts.push(from.saturating_add(turn));
        from = from.saturating_add(turn).saturating_add(1);
    }
    starts.extend([notes, lines.len()]);
    let mut found: [Option<String>; 7] = Default::default();
    for (section, bounds) in found.iter_mut().zip(starts.windows(2)) {
        let [start, end] = bounds else { continue };
        let content = lines.get(start.saturating_add(1)..*end)?.join("\n").trim().to_owned();
        *section = (!content.is_empty() && content != SKIPPED).then_some(content);
    }
    Some(found)
}

fn note<'a>(notes: &'a str, name: &str) -> Option<&'a str> {
    notes.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':').map(str::trim))
}

/// Finds numbers of 18 digits, also written in groups.
fn nips(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut run = String::new();
    let mut gap = false;
    for character in text.chars().chain(['\n']) {
        if character.is_ascii_digit() {
            run.push(character);
            gap = false;
        } else if matches!(character, ' ' | '.' | '-') && !gap && !run.is_empty() {
            gap = true;
        } else {
            if run.len() == NIP && !found.contains(&run) {
                found.push(run.clone());
            }
            run.clear();
            gap = false;
        }
    }
    found
}

/// Counts the days from the earliest day that is named until the day of receipt.
fn lapse(when: Option<&str>, received: Option<NaiveDate>) -> Lapse {
    let (Some(when), Some(received)) = (when, received) else { return Lapse::Unknown };
    let relative = match when.trim_end_matches('.').to_lowercase().as_str() {
        "hari ini" => Some(received),
        "kemarin" => received.pred_opt(),
        _ => None,
    };
    let days = relative.map_or_else(|| read_all(when), |day| vec![day]);
    // A day in the future was misread, or is about something that is yet to come.
    if days.iter().any(|day| *day > received) {
        return Lapse::Unknown;
    }
    let Some(first) = days.into_iter().min() else { return Lapse::Unknown };
    let days = u32::try_from(received.signed_duration_since(first).num_days());
    days.map_or(Lapse::Unknown, |days| Lapse::Days(days, first.format("%Y-%m-%d").to_string()))
}

#[cfg(test)]
mod tests;
