//! What is said about changes of law, and about answers that wait to be checked.

mod marks;

pub use marks::*;

use crate::curation::Act;
use crate::curation::Button;
use crate::curation::RevisionId;
use crate::curation::Role;
use crate::curation::browsing::Page;
use crate::curation::button::entries;
use crate::curation::button::history;
use crate::curation::button::law;
use crate::curation::button::watch;
use crate::curation::law::Waiting;
use crate::curation::law::sight;
use crate::faq::Date;
use crate::faq::Entry;
use crate::faq::Faq;
use crate::faq::PlacedMark;
use crate::texts::KeyView;
use crate::texts::Message;
use crate::texts::curation::key;
use crate::texts::curation::message;
use crate::texts::curation::page_of;
use crate::texts::curation::pager;
use crate::texts::curation::row;
use crate::texts::entry::label_word;
use crate::texts::label::shorten;
use crate::texts::markup::escape;
use crate::texts::review;
use crate::texts::review::long_date;

fn button(button: law::Button) -> Button {
    Button::Law(button)
}

fn back(to: law::Button) -> Vec<KeyView> {
    vec![key("Kembali", &button(to)), key("Menu FAQ", &Button::Entries(entries::Button::Menu))]
}

fn kind_name(kind: Waiting) -> &'static str {
    match kind {
        Waiting::UnderReview => "Putusan disembunyikan",
        Waiting::Changed => "Hukumnya berubah",
        Waiting::Old => "Lama tidak diperiksa",
        Waiting::Noted => "Catatan untuk penyunting",
    }
}

fn kind_meaning(kind: Waiting) -> &'static str {
    match kind {
        Waiting::UnderReview => "pembaca hanya melihat alasannya",
        Waiting::Changed => "tampil dengan pesan \"sedang ditinjau\"",
        Waiting::Old => "terakhir diperiksa lebih dari setahun lalu",
        Waiting::Noted => "ada yang masih harus dipastikan",
    }
}

/// What waits, by kind.
#[must_use]
pub fn menu(counts: &[(Waiting, usize)], marks: usize, watches: usize, role: Role) -> Message {
    let waits = counts.iter().filter(|(_, count)| *count > 0);
    let lines: Vec<String> = waits
        .clone()
        .map(|(kind, count)| format!("• {}: <b>{count}</b> – {}", kind_name(*kind), kind_meaning(*kind)))
        .collect();
    let html = match lines.is_empty() {
        true => "<b>Perlu ditinjau</b>\n\nTidak ada jawaban yang menunggu.".to_owned(),
        false => format!("<b>Perlu ditinjau</b>\n\n{}", lines.join("\n")),
    };
    let mut keyboard: Vec<Vec<KeyView>> = waits
        .map(|(kind, count)| {
            row(format!("{} ({count})", kind_name(*kind)), &button(law::Button::List(*kind, 0)))
        })
        .collect();
    if watches > 0 {
        let list = Button::Watch(watch::Button::List(0));
        keyboard.push(row(format!("Yang dipantau ({watches})"), &list));
    }
    if role.may(Act::Edit) {
        keyboard.push(row("Tandai perubahan hukum", &button(law::Button::Norms(0))));
    }
    if marks > 0 {
        keyboard.push(row(format!("Tanda yang ada ({marks})"), &button(law::Button::Marks(0))));
    }
    keyboard.push(row("Menu FAQ", &Button::Entries(entries::Button::Menu)));
    message(html, keyboard)
}

/// A page of the entries that wait.
#[must_use]
pub fn list(kind: Waiting, page: &Page<'_, &Entry>) -> Message {
    if page.rows.is_empty() {
        let html = format!("<b>{}</b>\n\nTidak ada lagi yang menunggu di sini.", kind_name(kind));
        return message(html, vec![back(law::Button::Menu)]);
    }
    let titles: Vec<String> = (1..)
        .zip(page.rows)
        .map(|(number, entry): (usize, _)| format!("{number}. {}", escape(&entry.title)))
        .collect();
    let html = format!(
        "<b>{}</b>{}\n\n{}\n\nTekan salah satu, atau ketik nomornya.",
        kind_name(kind),
        page_of(page.number, page.pages),
        titles.join("\n")
    );
    let rows = (1..).zip(page.rows).map(|(number, entry): (usize, _)| {
        row(shorten(&format!("{number}. {}", entry.title)), &button(law::Button::Look(entry.id.clone())))
    });
    let turn = pager(page.number, page.pages, |page| button(law::Button::List(kind, page)));
    message(html, rows.chain(turn).chain([back(law::Button::Menu)]).collect())
}

/// Over the chat, when a button confirms something else than what it stood under.
pub const CHANGED_MEANWHILE: &str = "Ada yang berubah sejak itu. Baca lagi, lalu tekan Masih benar.";

/// An entry that waits: why, and what it says.
#[must_use]
pub fn look(faq: &Faq, entry: &Entry, today: Date, role: Role, is_conflict: bool) -> Message {
    let html = format!(
        "<b>{}</b>\n{} · diperiksa {}\n\n{}\n\n<b>Ringkasan:</b> {}\n\n<b>Dasar hukum:</b> {}{}",
        escape(&entry.title),
        label_word(entry.label()),
        long_date(entry.checked_on),
        reasons(faq, entry, today),
        escape(&entry.summary),
        bases(faq, entry),
        if role.may(Act::Edit) && !is_conflict { ASK_CONFIRMATION } else { "" }
    );
    let mut keyboard = Vec::new();
    if is_conflict {
        keyboard.push(row("Lihat dua naskahnya", &Button::History(history::Button::Conflicts)));
    } else if role.may(Act::Edit) {
        keyboard.push(row("Masih benar", &button(law::Button::Confirm(entry.id.clone(), sight(faq, entry)))));
    }
    keyboard.push(row("Buka entrinya", &Button::Entries(entries::Button::Seen(entry.id.clone()))));
    keyboard.push(back(law::Button::Menu));
    message(html, keyboard)
}

const ASK_CONFIRMATION: &str = "\n\nSudah Anda cocokkan dengan aturan sekarang? Tekan <b>Masih benar</b>: tanggal hari ini dicatat, \
     dan pesan \"sedang ditinjau\" hilang. Bila tidak benar lagi, buka entrinya lalu ubah.";

fn reasons(faq: &Faq, entry: &Entry, today: Date) -> String {
    let mut reasons: Vec<String> = Vec::new();
    if let Some(reason) = &entry.under_review {
        reasons.push(format!("• Putusan disembunyikan: {}", escape(reason)));
    }
    reasons.extend(faq.open_marks(entry).iter().map(|placed| format!("• {}", told(faq, placed))));
    if Waiting::Old.holds(faq, entry, today) {
        reasons.push("• Terakhir diperiksa lebih dari setahun lalu".to_owned());
    }
    reasons.extend(entry.review_note.iter().map(|note| format!("• Catatan: {}", escape(note))));
    match reasons.is_empty() {
        true => "Tidak ada yang menunggu pada jawaban ini.".to_owned(),
        false => format!("<b>Menunggu karena:</b>\n{}", reasons.join("\n")),
    }
}

/// A mark in one sentence, with its note.
fn told(faq: &Faq, placed: &PlacedMark<'_>) -> String {
    let note = placed.mark.note.as_ref().map_or_else(String::new, |note| format!(": {}", escape(note)));
    format!("{}{note}", review::change_of_law(faq, placed))
}

fn bases(faq: &Faq, entry: &Entry) -> String {
    let bases: Vec<String> = entry.basis.iter().map(|basis| review::place(faq, basis)).collect();
    bases.join("; ")
}

/// That an entry is confirmed, and what is next.
#[must_use]
pub fn confirmed(entry: &Entry, revision: RevisionId, next: Option<&Entry>, others: usize) -> Message {
    let left = match others {
        0 => "Tidak ada lagi yang mendesak.".to_owned(),
        others => format!("Masih menunggu: {others} jawaban."),
    };
    let html = format!(
        "<b>Dikonfirmasi</b> sebagai revisi {}.\n\n{}\n\nJawaban ini tampil lagi tanpa pesan \"sedang ditinjau\". {left}",
        revision.0,
        escape(&entry.title)
    );
    let next = next.map(|next| row("Berikutnya", &button(law::Button::Look(next.id.clone()))));
    message(html, next.into_iter().chain([undo(revision), back(law::Button::Menu)]).collect())
}

/// That there is nothing to confirm (any more).
#[must_use]
pub fn confirmed_before() -> Message {
    message("Jawaban ini sudah dikonfirmasi hari ini; tidak ada yang berubah.", vec![back(law::Button::Menu)])
}

fn undo(revision: RevisionId) -> Vec<KeyView> {
    row("Urungkan", &Button::History(history::Button::Undo(revision)))
}

/// What a button was about isn't there any more.
#[must_use]
pub fn gone() -> Message {
    message(
        "Yang ditunjuk tombol ini sudah tidak ada, atau catatannya hilang. Mulai lagi dari daftar.",
        vec![back(law::Button::Menu)],
    )
}

/// A file couldn't be changed: why, and what to do.
#[must_use]
pub fn trouble(told: &str) -> Message {
    message(format!("<b>Belum terjadi.</b> {}", escape(told)), vec![back(law::Button::Menu)])
}
