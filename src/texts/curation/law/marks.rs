//! What is said while a change of law is marked, and about the marks there are.

use super::back;
use super::button;
use super::told;
use super::undo;
use crate::curation::Act;
use crate::curation::Button;
use crate::curation::RevisionId;
use crate::curation::Role;
use crate::curation::browsing::Page;
use crate::curation::button::law;
use crate::curation::button::law::Kind;
use crate::curation::button::law::Spot;
use crate::curation::law::Waiting;
use crate::faq::Date;
use crate::faq::Entry;
use crate::faq::Faq;
use crate::faq::LegalBasis;
use crate::faq::Mark;
use crate::faq::Norm;
use crate::faq::PlacedMark;
use crate::texts::Message;
use crate::texts::curation::key;
use crate::texts::curation::message;
use crate::texts::curation::page_of;
use crate::texts::curation::pager;
use crate::texts::curation::row;
use crate::texts::label::shorten;
use crate::texts::markup::escape;
use crate::texts::markup::plain;
use crate::texts::review;
use crate::texts::review::long_date;

/// Titles that are listed before the rest is only counted.
const TITLES: usize = 10;

fn answers(faq: &Faq, place: &LegalBasis) -> String {
    format!("{} jawaban", faq.dependents(place).count())
}

fn whole(norm: &Norm) -> LegalBasis {
    LegalBasis { norm: norm.id.clone(), article: None }
}

/// A page of the norms, to mark one.
#[must_use]
pub fn norms(faq: &Faq, page: &Page<'_, &Norm>) -> Message {
    let rows = (1..).zip(page.rows).map(|(number, norm): (usize, _)| {
        let label = format!("{number}. {} ({})", norm.citation, answers(faq, &whole(norm)));
        row(shorten(&label), &button(law::Button::Places(norm.id.clone(), 0)))
    });
    let turn = pager(page.number, page.pages, |page| button(law::Button::Norms(page)));
    let html = format!(
        "<b>Tandai perubahan hukum</b>{}\n\nPeraturan mana yang berubah atau dicabut?",
        page_of(page.number, page.pages)
    );
    message(html, rows.chain(turn).chain([back(law::Button::Menu)]).collect())
}

/// A norm and a page of its articles, to mark one.
#[must_use]
pub fn places(faq: &Faq, norm: &Norm, page: &Page<'_, LegalBasis>) -> Message {
    let all = whole(norm);
    let first = row(
        format!("1. Seluruh peraturan ({})", answers(faq, &all)),
        &button(law::Button::AskKind(Spot::of(&all))),
    );
    let rows = (2..).zip(page.rows).map(|(number, place): (usize, _)| {
        let article = place.article.as_ref().and_then(|article| norm.articles.get(article));
        let article = article.map_or("Pasal", String::as_str);
        let label = format!("{number}. {article} ({})", answers(faq, place));
        row(shorten(&label), &button(law::Button::AskKind(Spot::of(place))))
    });
    let turn = pager(page.number, page.pages, |page| button(law::Button::Places(norm.id.clone(), page)));
    let html = format!(
        "<b>{}</b>{}\n{}{}\n\nYang berubah seluruh peraturan, atau satu pasal?",
        escape(&norm.citation),
        page_of(page.number, page.pages),
        escape(&norm.title),
        if norm.was_read {
            ""
        } else {
            "\n<i>Naskahnya belum dibaca penyusun; yang dipakai kutipan pihak lain.</i>"
        }
    );
    message(html, [first].into_iter().chain(rows).chain(turn).chain([back(law::Button::Norms(0))]).collect())
}

/// Asks what became of a norm or article.
#[must_use]
pub fn ask_kind(faq: &Faq, place: &LegalBasis, before: Option<&Mark>) -> Message {
    let before = before.map_or_else(String::new, |mark| {
        let placed = PlacedMark { place: place.clone(), mark };
        format!("\n\nSudah ditandai: {}. Tanda baru menggantikannya.", told(faq, &placed))
    });
    let html = format!(
        "<b>{}</b>\n\n{} memakainya sebagai dasar. Apa yang terjadi?{before}",
        review::place(faq, place),
        answers(faq, place)
    );
    let kinds = [("Berubah", Kind::Changed), ("Dicabut", Kind::Revoked)];
    let kinds = kinds.map(|(label, kind)| key(label, &button(law::Button::AskDay(Spot::of(place), kind))));
    message(html, vec![kinds.to_vec(), back(law::Button::Places(place.norm.clone(), 0))])
}

/// Asks since when.
#[must_use]
pub fn ask_day(faq: &Faq, place: &LegalBasis, kind: Kind, today: Date, wrong: Option<&str>) -> Message {
    let wrong = wrong.map_or_else(String::new, |wrong| format!("<b>{}</b>\n\n", escape(wrong)));
    let what = match kind {
        Kind::Changed => "berubah",
        Kind::Revoked => "dicabut",
    };
    let html = format!(
        "{wrong}<b>{}</b> {what} sejak kapan?\n\nKetik tanggalnya, misalnya <code>2026-02-23</code> atau <code>23-02-2026</code>.",
        review::place(faq, place)
    );
    let spot = Spot::of(place);
    let keyboard = vec![
        row("Hari ini", &button(law::Button::Preview(spot.clone(), kind, today))),
        vec![key("Kembali", &button(law::Button::AskKind(spot))), key("Batal", &Button::Cancel)],
    ];
    message(html, keyboard)
}

/// Says of a typed day that it hasn't come yet.
pub const NOT_YET: &str = "Tanggal itu belum tiba. Tandai saat perubahannya sudah berlaku.";

/// What a mark will say, and over which answers.
#[must_use]
pub fn preview(faq: &Faq, place: &LegalBasis, kind: Kind, mark: &Mark, affected: &[&Entry]) -> Message {
    let placed = PlacedMark { place: place.clone(), mark };
    let note = match &mark.note {
        Some(_) => "Untuk mengganti catatannya, ketik lagi.",
        None => {
            "Ketik apa yang berubah, dalam satu atau dua kalimat yang dibaca semua orang; atau tandai tanpa catatan."
        }
    };
    let html = format!(
        "<b>Pratinjau</b>\n<i>Sedang ditinjau: {}</i>\n\n{}\n\n{note}",
        told(faq, &placed),
        concerned(affected)
    );
    let spot = Spot::of(place);
    let label = if mark.note.is_some() { "Tandai sekarang" } else { "Tandai tanpa catatan" };
    let keyboard = vec![
        row(label, &button(law::Button::Mark(spot.clone(), kind, mark.since))),
        vec![key("Kembali", &button(law::Button::AskDay(spot, kind))), key("Batal", &Button::Cancel)],
    ];
    message(html, keyboard)
}

fn concerned(affected: &[&Entry]) -> String {
    if affected.is_empty() {
        return "Tidak ada jawaban yang memakai dasar ini; tandanya tetap disimpan.".to_owned();
    }
    let titles = affected.iter().take(TITLES).map(|entry| format!("• {}", escape(&entry.title)));
    let mut lines: Vec<String> = titles.collect();
    match affected.len().saturating_sub(TITLES) {
        0 => {}
        others => lines.push(format!("… dan {others} lagi.")),
    }
    format!(
        "<b>{} jawaban</b> akan membawa pesan itu; putusannya tetap tampil:\n{}",
        affected.len(),
        lines.join("\n")
    )
}

/// That something is marked.
#[must_use]
pub fn marked(faq: &Faq, placed: &PlacedMark<'_>, affected: usize, revision: RevisionId) -> Message {
    let html = format!(
        "<b>Ditandai</b> sebagai revisi {}.\n\n{}.\n\n{affected} jawaban sekarang membawa pesan \"sedang ditinjau\" sampai dikonfirmasi satu per satu.",
        revision.0,
        told(faq, placed).trim_end_matches('.'),
    );
    let review =
        (affected > 0).then(|| row("Tinjau satu per satu", &button(law::Button::List(Waiting::Changed, 0))));
    message(html, review.into_iter().chain([undo(revision), back(law::Button::Menu)]).collect())
}

/// That this mark is there already.
#[must_use]
pub fn marked_before() -> Message {
    message("Tanda ini sudah ada; tidak ada yang berubah.", vec![back(law::Button::Marks(0))])
}

/// A page of the marks there are.
#[must_use]
pub fn marks(faq: &Faq, page: &Page<'_, PlacedMark<'_>>) -> Message {
    if page.rows.is_empty() {
        return message("Belum ada tanda perubahan hukum.", vec![back(law::Button::Menu)]);
    }
    let lines =
        (1..).zip(page.rows).map(|(number, placed): (usize, _)| format!("{number}. {}", told(faq, placed)));
    let lines: Vec<String> = lines.collect();
    let html = format!(
        "<b>Tanda perubahan hukum</b>{}\n\n{}\n\nTekan salah satu, atau ketik nomornya.",
        page_of(page.number, page.pages),
        lines.join("\n")
    );
    let rows = (1..).zip(page.rows).map(|(number, placed): (usize, _)| {
        let label = format!("{number}. {}", plain(&review::place(faq, &placed.place)));
        row(shorten(&label), &button(law::Button::Marked(Spot::of(&placed.place))))
    });
    let turn = pager(page.number, page.pages, |page| button(law::Button::Marks(page)));
    message(html, rows.chain(turn).chain([back(law::Button::Menu)]).collect())
}

/// A mark, and how many answers still wait because of it.
#[must_use]
pub fn mark(faq: &Faq, placed: &PlacedMark<'_>, affected: usize, open: usize, role: Role) -> Message {
    let day = placed.mark.marked_on;
    let day = day.map_or_else(String::new, |day| format!("\nDitandai {}.", long_date(day)));
    let html = format!(
        "<b>Tanda perubahan hukum</b>\n\n{}.{day}\n\n{affected} jawaban memakai dasar ini; {open} belum dikonfirmasi.",
        told(faq, placed).trim_end_matches('.')
    );
    let spot = Spot::of(&placed.place);
    let mut keyboard = Vec::new();
    if open > 0 {
        keyboard.push(row("Tinjau satu per satu", &button(law::Button::List(Waiting::Changed, 0))));
    }
    if role.may(Act::Edit) {
        keyboard.push(vec![
            key("Ubah tanda", &button(law::Button::AskKind(spot.clone()))),
            key("Hapus tanda", &button(law::Button::Unmark(spot))),
        ]);
    }
    keyboard.push(back(law::Button::Marks(0)));
    message(html, keyboard)
}

/// That a mark is taken away.
#[must_use]
pub fn unmarked(faq: &Faq, place: &LegalBasis, revision: RevisionId) -> Message {
    let html = format!(
        "<b>Tanda dihapus</b> sebagai revisi {}.\n\n{} tidak lagi ditandai berubah.",
        revision.0,
        review::place(faq, place)
    );
    message(html, vec![undo(revision), back(law::Button::Menu)])
}
