//! Entries that are put under review, go, and come back.

use crate::curation::Button;
use crate::curation::browsing::Page;
use crate::curation::button::entries;
use crate::curation::retiring::Retired;
use crate::faq::Entry;
use crate::texts::KeyView;
use crate::texts::Message;
use crate::texts::curation::browse::to_menu;
use crate::texts::curation::key;
use crate::texts::curation::message;
use crate::texts::curation::page_of;
use crate::texts::curation::pager;
use crate::texts::curation::row;
use crate::texts::label::shorten;
use crate::texts::markup::escape;

fn back(entry: &Entry) -> KeyView {
    key("Kembali ke entri", &Button::Entries(entries::Button::Seen(entry.id.clone())))
}

/// Asks why an entry is to be put under review.
#[must_use]
pub fn ask_review(entry: &Entry) -> Message {
    let html = format!(
        "<b>Tinjau dulu:</b> {}\n\nTulis alasannya dalam satu kalimat. <b>Orang akan membacanya</b>, misalnya: \
         <i>Aturan barunya sedang dipelajari.</i>\n\nPutusan dan ringkasannya langsung disembunyikan sampai entri dikonfirmasi. \
         Tidak perlu persetujuan.",
        escape(&entry.title)
    );
    message(html, vec![row("Batal", &Button::Entries(entries::Button::Seen(entry.id.clone())))])
}

/// The reason can't be one.
#[must_use]
pub fn review_refused(entry: &Entry, why: &str) -> Message {
    message(format!("{}\n\nTulis alasannya sekali lagi.", escape(why)), vec![vec![back(entry)]])
}

/// An entry is under review from now on.
#[must_use]
pub fn under_review(entry: &Entry, revision: u32) -> Message {
    let html = format!(
        "<b>Sedang ditinjau</b> (revisi {revision}): {}\n\nMulai sekarang orang tidak melihat putusannya. \
         Bila isinya sudah pasti benar (bila perlu, ubah dan terbitkan dulu), tekan <b>Konfirmasi</b> pada entrinya.",
        escape(&entry.title)
    );
    message(html, vec![vec![back(entry), to_menu()]])
}

/// It is under review already.
#[must_use]
pub fn already_under_review(entry: &Entry) -> Message {
    message("Entri ini sudah sedang ditinjau.", vec![vec![back(entry), to_menu()]])
}

/// Asks whether an entry is to be retired, and tells what that means.
#[must_use]
pub fn ask_retire(entry: &Entry, neighbours: &[&Entry], trials: usize) -> Message {
    let mut html = format!(
        "<b>Pensiunkan?</b> {}\n\nOrang tidak akan mendapat jawaban ini lagi. Entri tidak hilang: Anda dapat memulihkannya kapan saja.",
        escape(&entry.title)
    );
    if !neighbours.is_empty() {
        let titles: Vec<String> = neighbours.iter().map(|it| format!("• {}", escape(&it.title))).collect();
        let sentence = "Tautan <b>terkait</b> ke entri ini ikut dihapus di";
        html.push_str(&format!("\n\n{sentence} {} entri:\n{}", neighbours.len(), titles.join("\n")));
    }
    if trials > 0 {
        html.push_str(&format!("\n\n{trials} pertanyaan uji yang memakainya ikut disesuaikan."));
    }
    let entry = || entry.id.clone();
    message(
        html,
        vec![
            row("Lanjut ke pratinjau", &Button::Entries(entries::Button::Retire(entry()))),
            row("Batal", &Button::Entries(entries::Button::Seen(entry()))),
        ],
    )
}

/// An entry can't be taken out by itself.
#[must_use]
pub fn not_retired(entry: &Entry) -> Message {
    let html = "Entri ini tidak dapat dipensiunkan dari sini: salah satu berkas yang menautnya tidak terbaca. \
                Perbaiki dulu lewat Ekspor/impor.";
    message(html, vec![vec![back(entry), to_menu()]])
}

/// A page of the entries that were retired.
#[must_use]
pub fn retired(page: &Page<'_, Retired>, may_restore: bool) -> Message {
    if page.rows.is_empty() {
        return message("Tidak ada entri yang dipensiunkan.", vec![vec![to_menu()]]);
    }
    let rows = page.rows.iter().enumerate().map(|(index, it)| {
        format!("{}. {} <i>(revisi {})</i>", index.saturating_add(1), escape(&it.title), it.revision.0)
    });
    let list: Vec<String> = rows.collect();
    let restore = |(number, it): (usize, &Retired)| {
        let label = shorten(&format!("{number}. Pulihkan: {}", it.title));
        row(label, &Button::Entries(entries::Button::Restore(it.id.clone())))
    };
    let mut keyboard: Vec<Vec<KeyView>> =
        if may_restore { (1..).zip(page.rows).map(restore).collect() } else { Vec::new() };
    keyboard.extend(pager(page.number, page.pages, |page| Button::Entries(entries::Button::Retired(page))));
    keyboard.push(vec![key("Topik", &Button::Entries(entries::Button::Groups)), to_menu()]);
    let place = page_of(page.number, page.pages);
    message(format!("<b>Entri pensiun</b>{place}\n\n{}", list.join("\n")), keyboard)
}

/// What comes back with an entry, and what doesn't.
#[must_use]
pub fn restoring(title: &str, elsewhere: usize, lost: usize) -> Message {
    let mut html = format!("<b>Memulihkan:</b> {}", escape(title));
    if elsewhere > 0 {
        html.push_str(&format!("\n\nTautan dan pertanyaan uji di {elsewhere} berkas lain ikut dipulihkan."));
    }
    if lost > 0 {
        html.push_str(&format!("\n\n{lost} entri terkait sudah tidak ada dan tidak dicantumkan lagi."));
    }
    message(html, Vec::new())
}

/// It is back already, or never was.
#[must_use]
pub fn not_retired_any_more() -> Message {
    message("Entri ini tidak (lagi) ada di daftar entri pensiun.", vec![vec![to_menu()]])
}
