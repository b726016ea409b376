//! What people read over an answer that is being checked again.
//!
//! A change of law that nobody has confirmed yet is a banner under the verdict; an answer that an editor put
//! under review shows neither verdict nor explanation.

use crate::conversation::Part;
use crate::conversation::State;
use crate::faq::Date;
use crate::faq::Entry;
use crate::faq::Faq;
use crate::faq::LegalBasis;
use crate::faq::PlacedMark;
use crate::texts::Scene;
use crate::texts::entry::whom_to_ask_about;
use crate::texts::markup::escape;

/// Stands in place of a verdict that is hidden.
pub(super) const UNDER_REVIEW: &str = "SEDANG DITINJAU";

/// Whether a part of an entry is hidden while it is under review: all but its basis and its neighbours.
pub(super) fn hides(entry: &Entry, part: Part) -> bool {
    entry.under_review.is_some() && !matches!(part, Part::Basis | Part::Related)
}

/// Says in place of an answer that it is under review, why, and what to do meanwhile.
pub(super) fn in_place_of_answer(scene: Scene<'_>, state: &State, entry: &Entry) -> Vec<String> {
    let reason = entry.under_review.as_deref().unwrap_or_default();
    vec![
        format!("<b>{UNDER_REVIEW}</b> · {}", escape(&entry.title)),
        format!(
            "Jawaban ini sedang ditinjau, jadi putusan dan penjelasannya untuk sementara tidak ditampilkan.\n<b>Alasan:</b> {}",
            escape(reason)
        ),
        format!(
            "Jangan berpegang pada jawaban yang pernah Anda baca di sini. Sebelum bertindak, tanya {}.",
            whom_to_ask_about(scene, entry, state.employment)
        ),
    ]
}

/// Returns the banner of an entry whose law changed, or which is under review, where there is one.
pub(super) fn banner(faq: &Faq, entry: &Entry) -> Option<String> {
    if let Some(reason) = &entry.under_review {
        return Some(format!("<i>Sedang ditinjau: {}</i>", escape(reason)));
    }
    let open = faq.open_marks(entry);
    let first = open.first()?;
    let others = match open.len().saturating_sub(1) {
        0 => String::new(),
        others => format!(" Ada {others} perubahan lain pada dasar hukumnya."),
    };
    Some(format!(
        "<i>Sedang ditinjau: {}.{}{others} Jawaban ini dari sebelum perubahan; pastikan dulu.</i>",
        change_of_law(faq, first),
        note(first)
    ))
}

/// Says which law changed, and since when.
pub(super) fn change_of_law(faq: &Faq, placed: &PlacedMark<'_>) -> String {
    let what = if placed.mark.is_revoked { "dicabut" } else { "berubah" };
    format!("{} {what} sejak {}", place(faq, &placed.place), long_date(placed.mark.since))
}

/// Returns a norm or article as people cite it.
pub(super) fn place(faq: &Faq, place: &LegalBasis) -> String {
    let Some(norm) = faq.norms.get(&place.norm) else { return escape(place.norm.as_str()) };
    match place.article.as_ref().and_then(|article| norm.articles.get(article)) {
        Some(article) => format!("{} {}", escape(&norm.citation), escape(article)),
        None => escape(&norm.citation),
    }
}

/// The note of a mark as a sentence of its own.
fn note(placed: &PlacedMark<'_>) -> String {
    let Some(note) = &placed.mark.note else { return String::new() };
    let end = if note.ends_with(['.', '!', '?']) { "" } else { "." };
    format!(" {}{end}", escape(note))
}

const MONTHS: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];

/// Returns a day's month and year, as `Februari 2026`.
pub(super) fn month_of(date: Date) -> String {
    let month = MONTHS.get(usize::from(date.month).saturating_sub(1)).copied().unwrap_or_default();
    format!("{month} {}", date.year)
}

/// Returns a day, as `23 Februari 2026`.
pub(super) fn long_date(date: Date) -> String {
    format!("{} {}", date.day, month_of(date))
}
