//! What is said about changes of law, and about answers that wait to be checked.

use crate::curation::Act;
use crate::curation::Button;
use crate::curation::RevisionId;
use crate::curation::Role;
use crate::curation::browsing::Page;
use crate::curation::button::entries;
use crate::curation::button::history;
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
use crate::texts::KeyView;
use crate::texts::Message;
use crate::texts::curation::key;
use crate::texts::curation::message;
use crate::texts::curation::page_of;
use crate::texts::curation::pager;
use crate::texts::curation::row;
use crate::texts::entry::verdict_word;
use crate::texts::label::shorten;
use crate::texts::markup::escape;
use crate::texts::review;
use crate::texts::review::long_date;

/// Titles that are listed before the rest is only counted.
const TITLES: usize = 10;

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
        Waiting::Noted => "Catatan ahli hukum",
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
pub fn menu(counts: &[(Waiting, usize)], marks: usize, role: Role) -> Message {
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

/// An entry that waits: why, and what it says.
#[must_use]
pub fn look(faq: &Faq, entry: &Entry, today: Date, role: Role, is_conflict: bool) -> Message {
    let html = format!(
        "<b>{}</b>\n{} · diperiksa {}\n\n{}\n\n<b>Ringkasan:</b> {}\n\n<b>Dasar hukum:</b> {}{}",
        escape(&entry.title),
        verdict_word(entry.verdict),
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
        keyboard.push(row("Masih benar", &button(law::Button::Confirm(entry.id.clone()))));
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
        0 => "Tidak ada lagi yang menunggu.".to_owned(),
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
        "<b>{}</b>{}\n{}\n\nYang berubah seluruh peraturan, atau satu pasal?",
        escape(&norm.citation),
        page_of(page.number, page.pages),
        escape(&norm.title)
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
        let label = format!("{number}. {}", crate::texts::markup::plain(&review::place(faq, &placed.place)));
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
