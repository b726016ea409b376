//! What is said about previews, approval and publishing.

use crate::curation::Button;
use crate::curation::RevisionId;
use crate::faq::Problem;
use crate::texts::KeyAction;
use crate::texts::KeyView;
use crate::texts::Message;
use crate::texts::markup::escape;

/// What people read on an answer while the folder and a revision differ in what weighs.
pub const CONFLICT_NOTE: &str =
    "Ada dua naskah yang berbeda untuk jawaban ini; pengelola sedang memilih yang benar.";

/// Problems that are listed before the rest is only counted.
const PROBLEMS: usize = 8;

/// That a change can't be published as it is, and why.
#[must_use]
pub fn broken(problems: &[Problem]) -> Message {
    let html = format!(
        "<b>Belum dapat diterbitkan.</b> Perbaiki dulu:\n\n{}\n\nFAQ yang berlaku tidak berubah.",
        listed(problems)
    );
    keyed(html, &[])
}

/// That the work on a change broke down.
#[must_use]
pub fn failed() -> Message {
    keyed(
        "<b>Belum terjadi.</b> Pemeriksaannya terhenti karena gangguan di server. Coba lagi sebentar lagi."
            .to_owned(),
        &[],
    )
}

/// That others changed the same at the same time.
#[must_use]
pub fn overtaken() -> Message {
    keyed(
        "<b>Belum terjadi.</b> Orang lain baru saja mengubah bagian yang sama. Buka lagi, lalu ulangi."
            .to_owned(),
        &[],
    )
}

/// The preview of a draft.
#[must_use]
pub fn preview(number: u32, problems: &[Problem]) -> Message {
    let problems = if problems.is_empty() { "Tidak ada masalah.".to_owned() } else { listed(problems) };
    keyed(format!("<b>Pratinjau draf {number}</b>\n\n{problems}"), &[])
}

/// That something is published.
#[must_use]
pub fn published(revision: RevisionId) -> Message {
    keyed(format!("<b>Terbit</b> sebagai revisi {}.", revision.0), &[])
}

/// Problems, each with what to do about it.
pub(super) fn listed(problems: &[Problem]) -> String {
    let one = |problem: &Problem| {
        let line = problem.line.map(|line| format!(", baris {line}")).unwrap_or_default();
        format!(
            "• {}{line}: {} <i>{}</i>",
            escape(&problem.file),
            escape(&problem.what),
            escape(&problem.remedy)
        )
    };
    let mut lines: Vec<String> = problems.iter().take(PROBLEMS).map(one).collect();
    match problems.len().saturating_sub(PROBLEMS) {
        0 => {}
        others => lines.push(format!("… dan {others} lagi.")),
    }
    lines.join("\n")
}

/// A message with rows of buttons.
pub(super) fn keyed(html: String, rows: &[Vec<(String, Button)>]) -> Message {
    let view = |(label, button): &(String, Button)| KeyView {
        label: label.clone(),
        action: KeyAction::Press(button.to_data()),
    };
    Message { html, keyboard: rows.iter().map(|row| row.iter().map(view).collect()).collect() }
}
