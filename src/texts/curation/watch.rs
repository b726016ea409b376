//! What is said about what must be watched.

use crate::curation::Act;
use crate::curation::Button;
use crate::curation::RevisionId;
use crate::curation::Role;
use crate::curation::browsing::Page;
use crate::curation::button::history;
use crate::curation::button::law;
use crate::curation::button::law::Spot;
use crate::curation::button::watch;
use crate::curation::watch::sight;
use crate::faq::Faq;
use crate::faq::Watch;
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
use crate::texts::markup::plain;
use crate::texts::review;
use crate::texts::review::long_date;

/// Titles that are listed before the rest is only counted.
const TITLES: usize = 10;
/// Norms and entries that get a button.
const BUTTONS: usize = 8;

/// Over the chat, when a button was about something else than what it stood under.
pub const CHANGED_MEANWHILE: &str = "Ada yang berubah sejak itu. Baca lagi, lalu tekan Tidak berubah.";

fn button(button: watch::Button) -> Button {
    Button::Watch(button)
}

fn back() -> Vec<KeyView> {
    vec![key("Kembali", &button(watch::Button::List(0))), to_menu()]
}

/// A page of what is watched.
#[must_use]
pub fn list(faq: &Faq, page: &Page<'_, &Watch>) -> Message {
    if page.rows.is_empty() {
        let html =
            "<b>Yang dipantau</b>\n\nBelum ada. Daftarnya ada di <code>_pantau.toml</code> (Ekspor/impor).";
        return message(html, vec![vec![to_menu()]]);
    }
    let rows = (1..).zip(page.rows).map(|(number, watch): (usize, _)| {
        let urgent = if watch.is_urgent { "<b>Mendesak.</b> " } else { "" };
        let count = faq.watched(watch).count();
        format!(
            "{number}. {urgent}{} <i>(dicari {}; {count} jawaban)</i>",
            escape(&watch.what),
            long_date(watch.last)
        )
    });
    let html = format!(
        "<b>Yang dipantau</b>{}\nHal yang dapat berubah setelah sumber FAQ berakhir. Satu kali menjawab berlaku untuk semua jawaban yang bergantung padanya.\n\n{}",
        page_of(page.number, page.pages),
        rows.collect::<Vec<_>>().join("\n\n")
    );
    let keys = (1..).zip(page.rows).map(|(number, watch): (usize, _)| {
        row(shorten(&format!("{number}. {}", watch.what)), &button(watch::Button::Look(watch.id.clone())))
    });
    let turn = pager(page.number, page.pages, |page| button(watch::Button::List(page)));
    let to_waiting = vec![key("Kembali", &Button::Law(law::Button::Menu)), to_menu()];
    message(html, keys.chain(turn).chain([to_waiting]).collect())
}

/// One thing that is watched: where to look, what depends on it, and what to do with what is found.
#[must_use]
pub fn look(faq: &Faq, watch: &Watch, role: Role) -> Message {
    let may_edit = role.may(Act::Edit);
    let html = format!(
        "<b>Dipantau</b>\n{}\n\n<b>Lihat:</b> {}\n<b>Terakhir dicari:</b> {}\n\n{}{}",
        escape(&watch.what),
        escape(&watch.look),
        long_date(watch.last),
        dependents(faq, watch),
        match (may_edit, watch.norms.is_empty()) {
            (false, _) => "",
            (true, false) => MARK_THE_NORM,
            (true, true) => MARK_EACH,
        }
    );
    let mut keyboard = Vec::new();
    if may_edit {
        let looked = watch::Button::Looked(watch.id.clone(), sight(watch));
        keyboard.push(row("Tidak berubah, catat hari ini", &button(looked)));
        let norms = watch.norms.iter().take(BUTTONS).map(|norm| {
            let label = format!("Berubah: {}", plain(&review::place(faq, norm)));
            row(shorten(&label), &Button::Law(law::Button::AskKind(Spot::of(norm))))
        });
        keyboard.extend(norms);
    }
    let named = watch.entries.iter().filter_map(|id| faq.entry(id)).take(BUTTONS);
    keyboard.extend(named.map(|entry| {
        row(shorten(&format!("Buka: {}", entry.title)), &Button::Law(law::Button::Look(entry.id.clone())))
    }));
    keyboard.push(back());
    message(html, keyboard)
}

const MARK_THE_NORM: &str = "\n\nTidak ada yang berubah? Tekan <b>Tidak berubah</b>: tanggal hari ini dicatat untuk semua jawaban itu sekaligus. \
     Ada yang berubah? Pilih aturannya di bawah: tandanya langsung tampil pada semua jawaban yang memakainya.";

const MARK_EACH: &str = "\n\nTidak ada yang berubah? Tekan <b>Tidak berubah</b>: tanggal hari ini dicatat. \
     Ada yang berubah? Buka jawaban yang terkena, lalu pilih <b>Tinjau dulu</b> atau <b>Ubah</b>.";

fn dependents(faq: &Faq, watch: &Watch) -> String {
    let entries: Vec<_> = faq.watched(watch).collect();
    if entries.is_empty() {
        return "Belum ada jawaban yang bergantung padanya.".to_owned();
    }
    let mut lines: Vec<String> =
        entries.iter().take(TITLES).map(|entry| format!("• {}", escape(&entry.title))).collect();
    match entries.len().saturating_sub(TITLES) {
        0 => {}
        others => lines.push(format!("… dan {others} lagi.")),
    }
    format!("<b>{} jawaban bergantung padanya:</b>\n{}", entries.len(), lines.join("\n"))
}

/// That it was noted, and what is next.
#[must_use]
pub fn looked(faq: &Faq, watch: &Watch, revision: RevisionId, next: Option<&Watch>) -> Message {
    let html = format!(
        "<b>Dicatat</b> sebagai revisi {}: tidak ada yang berubah.\n\n{}\n\nBerlaku untuk {} jawaban.",
        revision.0,
        escape(&watch.what),
        faq.watched(watch).count()
    );
    let mut keyboard: Vec<Vec<KeyView>> = next
        .map(|next| row("Berikutnya", &button(watch::Button::Look(next.id.clone()))))
        .into_iter()
        .collect();
    keyboard.push(row("Urungkan", &Button::History(history::Button::Undo(revision))));
    keyboard.push(back());
    message(html, keyboard)
}

/// That it was noted today already.
#[must_use]
pub fn looked_before(watch: &Watch) -> Message {
    message(format!("Sudah dicatat hari ini: {}", escape(&watch.what)), vec![back()])
}
