//! Drafts: what is open, whose it is, and giving one up.

use crate::coordinates::Timestamp;
use crate::curation::AdminId;
use crate::curation::Author;
use crate::curation::Button;
use crate::curation::Draft;
use crate::curation::DraftId;
use crate::curation::browsing::Page;
use crate::curation::button::drafts;
use crate::curation::button::drafts::Deed;
use crate::curation::button::entries;
use crate::curation::button::publish;
use crate::curation::editing;
use crate::curation::revision::Purpose;
use crate::faq::Entry;
use crate::texts::KeyView;
use crate::texts::Message;
use crate::texts::curation::ago;
use crate::texts::curation::browse::to_menu;
use crate::texts::curation::key;
use crate::texts::curation::message;
use crate::texts::curation::page_of;
use crate::texts::curation::pager;
use crate::texts::curation::purpose_name;
use crate::texts::curation::row;
use crate::texts::curation::who;
use crate::texts::label::shorten;
use crate::texts::markup::escape;

/// Who reads, and when.
#[derive(Debug, Clone, Copy)]
pub struct Reader {
    /// Whose drafts are "own".
    pub admin: AdminId,
    /// Now.
    pub now: Timestamp,
    /// Hours that local time is ahead of UTC.
    pub hours_east: u8,
}

impl Reader {
    /// Whether a draft is this admin's own.
    #[must_use]
    pub fn owns(self, draft: &Draft) -> bool {
        matches!(draft.author, Author::Admin(admin, _) if admin == self.admin)
    }

    fn when(self, draft: &Draft) -> String {
        ago(draft.at, self.now, self.hours_east)
    }
}

/// A draft's button.
pub(super) fn on(draft: DraftId, deed: Deed) -> Button {
    Button::Drafts(drafts::Button::On(draft, deed))
}

/// The button that shows what a draft comes to, and publishes it.
pub(super) fn preview_key(draft: DraftId) -> KeyView {
    key("Pratinjau dan terbitkan", &Button::Publish(publish::Button::Preview(draft)))
}

/// The way back to all drafts.
pub(super) fn to_drafts() -> KeyView {
    key("Semua draf", &Button::Drafts(drafts::Button::List(0)))
}

/// What a draft is about, in a few words.
#[must_use]
pub fn subject(draft: &Draft) -> String {
    match editing::titles(draft).as_slice() {
        [] => format!("{} berkas", draft.changes.len()),
        [title] => title.clone(),
        // The entry that goes or comes back, before those that only link to it.
        [title, others @ ..] => format!("{title} dan {} lainnya", others.len()),
    }
}

/// A page of all open drafts: own ones first.
#[must_use]
pub fn list(reader: Reader, page: &Page<'_, Draft>) -> Message {
    if page.rows.is_empty() {
        let html = "Tidak ada draf yang terbuka. Pilih entri lalu <b>Ubah</b>, atau tambah entri baru.";
        let browse = key("Telusuri topik", &Button::Entries(entries::Button::Groups));
        let add = key("Tambah entri", &Button::Drafts(drafts::Button::Add));
        return message(html, vec![vec![browse, add], vec![to_menu()]]);
    }
    let rows = page.rows.iter().enumerate().map(|(index, draft)| {
        let whose = if reader.owns(draft) { "Anda".to_owned() } else { who(draft.author) };
        let old = if editing::is_old(draft, reader.now) { " · <b>lebih dari 30 hari</b>" } else { "" };
        let waits = if draft.submitted.is_some() { " · menunggu persetujuan" } else { "" };
        let (number, subject) = (index.saturating_add(1), escape(&subject(draft)));
        let what = purpose_name(draft.purpose);
        format!("{number}. {subject}\n    <i>{what}</i> · {whose}, {}{waits}{old}", reader.when(draft))
    });
    let list: Vec<String> = rows.collect();
    let open = |(number, draft): (usize, &Draft)| {
        row(shorten(&format!("{number}. {}", subject(draft))), &on(draft.id, Deed::Open))
    };
    let mut keyboard: Vec<Vec<KeyView>> = (1..).zip(page.rows).map(open).collect();
    keyboard.extend(pager(page.number, page.pages, |page| Button::Drafts(drafts::Button::List(page))));
    keyboard.push(vec![to_menu()]);
    message(format!("<b>Draf</b>{}\n\n{}", page_of(page.number, page.pages), list.join("\n")), keyboard)
}

/// Somebody is at this entry already.
#[must_use]
pub fn somebody_is_at_it(reader: Reader, entry: &Entry, drafts: &[&Draft]) -> Message {
    let others = drafts.iter().filter(|draft| !reader.owns(draft)).map(|draft| {
        let waits = if draft.submitted.is_some() { ", menunggu persetujuan" } else { "" };
        format!("• {}, terakhir {}{waits}", who(draft.author), reader.when(draft))
    });
    let others: Vec<String> = others.collect();
    let own = drafts.iter().find(|draft| reader.owns(draft));
    let mut html = format!("<b>{}</b>\n\n", escape(&entry.title));
    if !others.is_empty() {
        html.push_str(&format!(
            "Entri ini sedang diubah juga oleh:\n{}\n\nBicarakan dulu, supaya tidak saling menimpa. Yang terbit belakangan disatukan bila bagiannya berbeda.",
            others.join("\n")
        ));
    } else {
        html.push_str("Anda sudah punya draf untuk entri ini.");
    }
    message(html, ways_on(reader, entry, drafts, own.copied()))
}

fn ways_on(reader: Reader, entry: &Entry, drafts: &[&Draft], own: Option<&Draft>) -> Vec<Vec<KeyView>> {
    let mut keyboard: Vec<Vec<KeyView>> = Vec::new();
    match own {
        Some(own) => keyboard.push(row("Lanjutkan draf saya", &on(own.id, Deed::Open))),
        None => {
            let begin = Button::Drafts(drafts::Button::BeginAnyway(entry.id.clone()));
            keyboard.push(row("Buat draf saya sendiri", &begin));
        }
    }
    for draft in drafts.iter().filter(|draft| !reader.owns(draft)).take(3) {
        keyboard.push(row(format!("Lihat draf {}", who(draft.author)), &on(draft.id, Deed::Open)));
    }
    keyboard.push(row("Batal", &Button::Entries(entries::Button::Seen(entry.id.clone()))));
    keyboard
}

/// A draft that isn't there any more.
#[must_use]
pub fn gone() -> Message {
    let html = "Draf ini sudah tidak ada: sudah terbit, atau dibuang.";
    message(html, vec![vec![to_drafts(), to_menu()]])
}

/// What may be done with a draft that somebody else writes, or that isn't edited field by field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rights {
    /// Whether its author is no admin any more, so that somebody else may go on.
    pub may_take_over: bool,
    /// Whether this admin may discard it.
    pub may_discard: bool,
}

/// A draft of somebody else's, or one that changes more than one entry.
#[must_use]
pub fn look_at(reader: Reader, draft: &Draft, rights: Rights) -> Message {
    let whose = if reader.owns(draft) { "Anda".to_owned() } else { who(draft.author) };
    let reason =
        draft.reason.as_ref().map_or_else(String::new, |reason| format!("\nAlasan: {}", escape(reason)));
    let waits = if draft.submitted.is_some() { "\nMenunggu persetujuan." } else { "" };
    let files = match draft.purpose {
        Purpose::Import | Purpose::RollBack(_) => format!("\n{} berkas berubah.", draft.changes.len()),
        _ => String::new(),
    };
    let html = format!(
        "<b>Draf:</b> {}\n<i>{}</i> · {whose}, {}{files}{reason}{waits}",
        escape(&subject(draft)),
        purpose_name(draft.purpose),
        reader.when(draft)
    );
    let mut keyboard = vec![vec![preview_key(draft.id)]];
    if rights.may_take_over {
        keyboard.push(row("Ambil alih draf ini", &on(draft.id, Deed::TakeOver)));
    }
    if rights.may_discard {
        keyboard.push(row("Buang draf", &on(draft.id, Deed::AskDiscard)));
    }
    keyboard.push(vec![to_drafts(), to_menu()]);
    message(html, keyboard)
}

/// A word over the chat: this draft is somebody else's.
#[must_use]
pub fn not_yours(draft: &Draft) -> String {
    format!("Draf ini ditulis {}. Anda hanya dapat melihatnya.", who(draft.author))
}

/// Asks whether a draft is to be discarded.
#[must_use]
pub fn ask_discard(reader: Reader, draft: &Draft) -> Message {
    let whose = if reader.owns(draft) { String::new() } else { format!(" milik {}", who(draft.author)) };
    let html = format!(
        "<b>Buang draf{whose}?</b>\n{}\n\nFAQ yang berlaku tidak berubah. Anda masih dapat membatalkannya sesudah ini.",
        escape(&subject(draft))
    );
    message(
        html,
        vec![vec![key("Ya, buang", &on(draft.id, Deed::Discard)), key("Jangan", &on(draft.id, Deed::Open))]],
    )
}

/// A draft is discarded, and can be brought back.
#[must_use]
pub fn discarded(draft: &Draft) -> Message {
    let html = format!("Draf dibuang: {}", escape(&subject(draft)));
    message(html, vec![row("Kembalikan draf", &on(draft.id, Deed::Recall)), vec![to_drafts(), to_menu()]])
}

/// A discarded draft can't be brought back any more.
#[must_use]
pub fn not_recalled() -> Message {
    let html = "Draf itu tidak dapat dikembalikan lagi: hanya yang terakhir dibuang yang masih ada.";
    message(html, vec![vec![to_drafts(), to_menu()]])
}

/// Tells an author of drafts that nobody has touched for a month.
#[must_use]
pub fn reminder(drafts: &[&Draft]) -> Message {
    let list: Vec<String> =
        drafts.iter().take(7).map(|draft| format!("• {}", escape(&subject(draft)))).collect();
    let html = format!(
        "<b>{} draf Anda</b> sudah 30 hari tidak disentuh:\n{}\n\nDraf tidak dihapus sendiri. Lanjutkan, atau buang bila tidak perlu.",
        drafts.len(),
        list.join("\n")
    );
    message(html, vec![vec![to_drafts()]])
}

/// Tells the author that somebody else discarded a draft.
#[must_use]
pub fn discarded_by(by: Author, draft: &Draft) -> Message {
    let html = format!(
        "Draf Anda <b>{}</b> dibuang oleh {}. Bila keliru, minta dikembalikan: draf itu masih ada padanya.",
        escape(&subject(draft)),
        who(by)
    );
    message(html, vec![vec![to_drafts()]])
}
