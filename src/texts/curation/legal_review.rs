//! What is said while a lawyer's review is recorded.

use crate::curation::Button;
use crate::curation::RevisionId;
use crate::curation::button::entries;
use crate::curation::button::history;
use crate::curation::button::legal_review;
use crate::curation::legal_review::LONGEST_NAME;
use crate::curation::legal_review::Refused;
use crate::curation::legal_review::Reviewer;
use crate::curation::legal_review::Scope;
use crate::curation::legal_review::sight;
use crate::faq::Entry;
use crate::texts::KeyView;
use crate::texts::Message;
use crate::texts::curation::browse::to_menu;
use crate::texts::curation::key;
use crate::texts::curation::message;
use crate::texts::curation::row;
use crate::texts::markup::escape;
use crate::texts::review::long_date;

/// Titles that are listed before the rest is only counted.
const TITLES: usize = 12;

/// Over the chat, when a text changed after it was shown.
pub const CHANGED_MEANWHILE: &str = "Ada teks yang berubah sejak itu. Baca lagi sebelum mencatat.";

fn back(scope: &Scope) -> Vec<KeyView> {
    let to = match scope {
        Scope::Entry(id) => entries::Button::Data(id.clone()),
        Scope::Group(id) => entries::Button::Group(id.clone(), 0),
    };
    vec![key("Kembali", &Button::Entries(to)), key("Batal", &Button::Cancel)]
}

/// Asks who has reviewed, and when.
#[must_use]
pub fn ask(entries: &[&Entry], scope: &Scope, wrong: Option<Refused>) -> Message {
    let wrong = wrong.map_or_else(String::new, |wrong| format!("<b>{}</b>\n\n", refused(wrong)));
    let html = format!(
        "{wrong}<b>Catat telaah hukum</b>\n{}\n\nSiapa yang sudah menelaah teks ini? Ketik jabatan dan nama seperti ditulis instansi Anda, \
         misalnya <i>Kepala Bagian Hukum Setda, [nama]</i>. Bila bukan hari ini, tulis tanggalnya di baris kedua, misalnya <code>2026-12-03</code>.\n\n\
         Nama itu tampil kepada semua orang di bawah jawabannya, dan tersimpan dalam riwayat.",
        titles(entries)
    );
    let is_recorded = entries.iter().any(|entry| entry.legal_review.is_some());
    let withdraw = Button::LegalReview(legal_review::Button::Withdraw(scope.clone()));
    let withdraw = is_recorded.then(|| row("Cabut catatan telaah yang ada", &withdraw));
    message(html, withdraw.into_iter().chain([back(scope)]).collect())
}

/// That no text is there that somebody could vouch for: all are hidden, or gone.
#[must_use]
pub fn nothing_to_review(scope: &Scope, is_hidden: bool) -> Message {
    let html = if is_hidden {
        "Jawabannya sedang ditinjau, jadi belum dapat dicatat sebagai ditelaah. Selesaikan peninjauannya dulu."
    } else {
        "Yang ditunjuk tombol ini sudah tidak ada."
    };
    message(html, vec![back(scope)])
}

fn refused(wrong: Refused) -> String {
    match wrong {
        Refused::Nameless => "Belum ada jabatan atau nama.".to_owned(),
        Refused::TooLong(excess) => {
            format!("Terlalu panjang {excess} huruf; paling banyak {LONGEST_NAME}.")
        }
        Refused::NotYet => "Tanggal itu belum tiba.".to_owned(),
    }
}

fn titles(entries: &[&Entry]) -> String {
    let mut lines: Vec<String> =
        entries.iter().take(TITLES).map(|entry| format!("• {}", escape(&entry.title))).collect();
    match entries.len().saturating_sub(TITLES) {
        0 => {}
        others => lines.push(format!("… dan {others} lagi.")),
    }
    lines.join("\n")
}

/// What would be recorded.
#[must_use]
pub fn preview(entries: &[&Entry], scope: &Scope, reviewer: &Reviewer) -> Message {
    let html = format!(
        "<b>Pratinjau</b>\nDi bawah {} jawaban akan tertulis: <i>ditinjau {}, {}</i>\n\n{}\n\n\
         Catatan ini berlaku untuk teks yang sekarang: begitu teks sebuah jawaban berubah, catatannya gugur sendiri. Untuk mengganti nama atau tanggal, ketik lagi.",
        entries.len(),
        escape(&reviewer.by),
        long_date(reviewer.on),
        titles(entries)
    );
    let record = legal_review::Button::Record(scope.clone(), sight(entries, reviewer));
    message(html, vec![row("Catat", &Button::LegalReview(record)), back(scope)])
}

/// Why the revision was made, in its history.
#[must_use]
pub fn reason(reviewer: &Reviewer) -> String {
    format!("Ditelaah oleh {}, tanggal {}", reviewer.by, reviewer.on)
}

/// That it was recorded.
#[must_use]
pub fn recorded(reviewer: &Reviewer, entries: usize, revision: RevisionId) -> Message {
    let html = format!(
        "<b>Dicatat</b> sebagai revisi {}: {entries} jawaban ditelaah {}, {}.",
        revision.0,
        escape(&reviewer.by),
        long_date(reviewer.on)
    );
    let undo = row("Urungkan", &Button::History(history::Button::Undo(revision)));
    message(html, vec![undo, vec![to_menu()]])
}

/// Why the revision was made that takes records away, in its history.
pub const WITHDRAWN: &str = "Catatan telaah hukum dicabut";

/// That records were taken away.
#[must_use]
pub fn withdrawn(entries: usize, revision: RevisionId) -> Message {
    let html = format!(
        "<b>Dicabut</b> sebagai revisi {}: catatan telaah pada {entries} jawaban. Namanya tidak tampil lagi, tetapi tetap tersimpan dalam riwayat.",
        revision.0
    );
    let undo = row("Urungkan", &Button::History(history::Button::Undo(revision)));
    message(html, vec![undo, vec![to_menu()]])
}

/// That there is no record to take away.
#[must_use]
pub fn nothing_recorded() -> Message {
    message("Tidak ada catatan telaah di situ.", vec![vec![to_menu()]])
}

/// That just this was recorded before.
#[must_use]
pub fn recorded_before() -> Message {
    message("Telaah itu sudah tercatat; tidak ada yang berubah.", vec![vec![to_menu()]])
}
