//! Looking for entries, and at one of them.

use crate::conversation::Screen;
use crate::conversation::State;
use crate::coordinates::Timestamp;
use crate::curation::Act;
use crate::curation::Button;
use crate::curation::Revision;
use crate::curation::Role;
use crate::curation::browsing::Page;
use crate::curation::browsing::is_waiting;
use crate::curation::button::drafts;
use crate::curation::button::entries;
use crate::curation::button::files;
use crate::curation::button::gaps;
use crate::curation::button::history;
use crate::curation::button::law;
use crate::curation::button::legal_review;
use crate::curation::button::publish;
use crate::curation::legal_review::Scope;
use crate::faq::Entry;
use crate::faq::EntryId;
use crate::faq::Faq;
use crate::faq::Group;
use crate::texts::KeyView;
use crate::texts::Message;
use crate::texts::Scene;
use crate::texts::curation::ago;
use crate::texts::curation::key;
use crate::texts::curation::message;
use crate::texts::curation::page_of;
use crate::texts::curation::pager;
use crate::texts::curation::row;
use crate::texts::curation::who;
use crate::texts::entry::citation;
use crate::texts::entry::label_word;
use crate::texts::entry::sanction_name;
use crate::texts::label::employment_name;
use crate::texts::label::shorten;
use crate::texts::markup::escape;
use crate::texts::review::long_date;

/// How much waits for an admin.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Drafts of the admin's own.
    pub drafts: usize,
    /// Proposals of others'.
    pub proposals: usize,
    /// Entries to be looked at again.
    pub reviews: usize,
    /// Questions that people passed on.
    pub gaps: usize,
    /// Drafts of the admin's own that nobody has touched for a month.
    pub old: usize,
}

/// What an admin can do with the FAQ.
#[must_use]
pub fn menu(role: Role, counts: Counts) -> Message {
    let of = |label: &str, count: usize| match count {
        0 => label.to_owned(),
        count => format!("{label} ({count})"),
    };
    let rows = [
        vec![
            ("Telusuri topik".to_owned(), Button::Entries(entries::Button::Groups)),
            ("Cari".to_owned(), Button::Entries(entries::Button::Search)),
        ],
        vec![
            ("Tambah entri".to_owned(), Button::Drafts(drafts::Button::Add)),
            (of("Draf saya", counts.drafts), Button::Drafts(drafts::Button::List(0))),
        ],
        vec![(of("Menunggu persetujuan", counts.proposals), Button::Publish(publish::Button::Menu))],
        vec![
            (of("Perlu ditinjau", counts.reviews), Button::Law(law::Button::Menu)),
            (of("Pertanyaan orang", counts.gaps), Button::Gaps(gaps::Button::Menu)),
        ],
        vec![
            ("Riwayat".to_owned(), Button::History(history::Button::Menu)),
            ("Ekspor/impor".to_owned(), Button::Files(files::Button::Menu)),
        ],
    ];
    let allowed = rows.into_iter().map(|row| {
        let keys = row.into_iter().filter(|(_, button)| role.may(button.act()));
        keys.map(|(label, button)| key(label, &button)).collect::<Vec<KeyView>>()
    });
    let old = match counts.old {
        0 => String::new(),
        old => format!("\n\n{old} draf Anda sudah lebih dari 30 hari tidak disentuh. Lanjutkan atau buang."),
    };
    message(format!("<b>Mengelola FAQ</b>\n\nMau apa?{old}"), allowed.filter(|row| !row.is_empty()).collect())
}

/// The way back to the menu.
pub(super) fn to_menu() -> KeyView {
    key("Menu FAQ", &Button::Entries(entries::Button::Menu))
}

fn entry_key(number: usize, entry: &Entry) -> Vec<KeyView> {
    let label = shorten(&format!("{number}. {}", entry.title));
    row(label, &Button::Entries(entries::Button::Seen(entry.id.clone())))
}

/// The topics, each with how many entries it has.
#[must_use]
pub fn groups(faq: &Faq, retired: usize) -> Message {
    let rows = (1..).zip(&faq.groups).map(|(number, group): (usize, &Group)| {
        let count = faq.entries_of(&group.id).count();
        let label = shorten(&format!("{number}. {} ({count})", group.title));
        row(label, &Button::Entries(entries::Button::Group(group.id.clone(), 0)))
    });
    let mut keyboard: Vec<Vec<KeyView>> = rows.collect();
    if retired > 0 {
        keyboard
            .push(row(format!("Entri pensiun ({retired})"), &Button::Entries(entries::Button::Retired(0))));
    }
    keyboard.push(vec![to_menu()]);
    message("<b>Topik</b>\n\nPilih topik, atau ketik nomornya.", keyboard)
}

/// A page of a topic's entries. Those under review say so.
#[must_use]
pub fn group(faq: &Faq, group: &Group, page: &Page<'_, &Entry>, role: Role) -> Message {
    let rows = page.rows.iter().enumerate().map(|(index, entry)| {
        let review = if is_waiting(faq, entry) { " · <i>sedang ditinjau</i>" } else { "" };
        let number = index.saturating_add(1);
        format!("{number}. {} · <i>{}</i>{review}", escape(&entry.title), verdict_name(entry))
    });
    let list: Vec<String> = rows.collect();
    let list = if list.is_empty() { "Belum ada entri di topik ini.".to_owned() } else { list.join("\n") };
    let mut keyboard: Vec<Vec<KeyView>> =
        (1..).zip(page.rows).map(|(number, entry)| entry_key(number, entry)).collect();
    let turn = |page| Button::Entries(entries::Button::Group(group.id.clone(), page));
    keyboard.extend(pager(page.number, page.pages, turn));
    if role.may(Act::Approve) && page.rows.iter().any(|entry| entry.under_review.is_none()) {
        let scope = Scope::Group(group.id.clone());
        let ask = Button::LegalReview(legal_review::Button::Ask(scope));
        keyboard.push(row("Catat telaah hukum topik ini", &ask));
    }
    keyboard.push(vec![key("Topik lain", &Button::Entries(entries::Button::Groups)), to_menu()]);
    message(
        format!("<b>{}</b>{}\n\n{list}", escape(&group.title), page_of(page.number, page.pages)),
        keyboard,
    )
}

fn verdict_name(entry: &Entry) -> String {
    label_word(entry.label()).to_lowercase()
}

/// Asks for words to search with.
#[must_use]
pub fn ask_search() -> Message {
    message(
        "Ketik kata atau pertanyaan yang dicari, dengan kata-kata orang. Nama berkas entri juga bisa.",
        vec![vec![to_menu()]],
    )
}

/// What a search came to.
#[must_use]
pub fn found(words: &str, is_sure: bool, entries: &[&Entry]) -> Message {
    let heading = match (entries.is_empty(), is_sure) {
        (true, _) => "Tidak ada entri yang cocok.",
        (false, true) => "Yang cocok, paling dekat di atas:",
        (false, false) => "Tidak ada yang benar-benar cocok. Yang paling dekat:",
    };
    let list = (1..).zip(entries).map(|(number, entry): (usize, &&Entry)| {
        format!("{number}. {} · <i>{}</i>", escape(&entry.title), verdict_name(entry))
    });
    let list: Vec<String> = list.collect();
    let mut keyboard: Vec<Vec<KeyView>> =
        (1..).zip(entries).map(|(number, entry)| entry_key(number, entry)).collect();
    keyboard.push(vec![key("Cari lagi", &Button::Entries(entries::Button::Search)), to_menu()]);
    let words: String = words.chars().take(200).collect();
    message(format!("Dicari: <i>{}</i>\n\n{heading}\n\n{}", escape(&words), list.join("\n")), keyboard)
}

/// The entry isn't there (any more).
#[must_use]
pub fn gone(retired: bool) -> Message {
    let html = if retired {
        "Entri ini sudah dipensiunkan. Anda dapat memulihkannya dari daftar entri pensiun."
    } else {
        "Entri ini tidak ada (lagi). Mungkin namanya berubah; cari dengan kata-katanya."
    };
    let mut keyboard = vec![vec![key("Cari", &Button::Entries(entries::Button::Search)), to_menu()]];
    if retired {
        keyboard.insert(0, row("Entri pensiun", &Button::Entries(entries::Button::Retired(0))));
    }
    message(html, keyboard)
}

/// How an entry can be acted on.
#[derive(Debug, Clone, Copy)]
pub struct Way<'a> {
    /// The entry.
    pub entry: &'a Entry,
    /// The role of who looks.
    pub role: Role,
    /// The page of its topic that it stands on.
    pub page: usize,
    /// Whether an editor has to look at it again.
    pub is_waiting: bool,
}

/// An entry as people see it.
#[must_use]
pub fn seen(scene: Scene<'_>, way: Way<'_>) -> Message {
    let state = State::default().at(entry_screen(&way.entry.id));
    let html = crate::texts::screen(scene, &state).html;
    message(format!("<i>Seperti dilihat orang:</i>\n\n{html}"), actions(scene.faq, way, true))
}

fn entry_screen(entry: &EntryId) -> Screen {
    Screen::Entry { entry: entry.clone(), part: crate::conversation::Part::Answer, preface: None }
}

fn actions(faq: &Faq, way: Way<'_>, as_seen: bool) -> Vec<Vec<KeyView>> {
    let id = || way.entry.id.clone();
    let other_face = if as_seen {
        key("Sebagai data", &Button::Entries(entries::Button::Data(id())))
    } else {
        key("Seperti dilihat orang", &Button::Entries(entries::Button::Seen(id())))
    };
    let further = if as_seen {
        key("Bagian lain", &Button::Entries(entries::Button::Parts(id())))
    } else {
        key("Daftar frasa", &Button::Entries(entries::Button::Phrases(id(), 0)))
    };
    let mut keyboard = Vec::new();
    if way.role.may(Act::Edit) {
        keyboard.push(row("Ubah", &Button::Drafts(drafts::Button::Begin(id()))));
    }
    keyboard.push(vec![other_face, further]);
    keyboard.push(row("Riwayat entri", &Button::History(history::Button::Entry(id(), 0))));
    if way.role.may(Act::Edit) {
        let review = match way.is_waiting {
            true => key("Konfirmasi", &Button::Law(law::Button::Look(id()))),
            false => key("Tinjau dulu", &Button::Entries(entries::Button::AskReview(id()))),
        };
        keyboard.push(vec![review, key("Pensiunkan", &Button::Entries(entries::Button::AskRetire(id())))]);
    }
    if way.role.may(Act::Approve) && way.entry.under_review.is_none() {
        let scope = Scope::Entry(id());
        keyboard.push(row("Catat telaah hukum", &Button::LegalReview(legal_review::Button::Ask(scope))));
    }
    let group = faq.group(&way.entry.group).map_or("Topik", |group| &group.title);
    let back = Button::Entries(entries::Button::Group(way.entry.group.clone(), way.page));
    keyboard.push(vec![key(shorten(&format!("Ke {group}")), &back), to_menu()]);
    keyboard
}

/// The end of an entry's parts.
#[must_use]
pub fn end_of_parts(entry: &Entry) -> Message {
    let back = Button::Entries(entries::Button::Seen(entry.id.clone()));
    message("Itu semua bagiannya.", vec![vec![key("Kembali ke entri", &back), to_menu()]])
}

/// An entry as data, in words.
#[must_use]
pub fn data(
    faq: &Faq,
    way: Way<'_>,
    path: &str,
    last: Option<&Revision>,
    now: Timestamp,
    hours_east: u8,
) -> Message {
    let entry = way.entry;
    let group = faq.group(&entry.group).map_or(entry.group.as_str(), |group| &group.title);
    let mut lines = vec![
        format!("<b>{}</b>\n", escape(&entry.title)),
        line("Topik", &escape(group)),
        line("Putusan", &verdict_name(entry)),
        line("Berlaku untuk", &listed(entry.applies_to.iter().copied().map(employment_name))),
        line("Ringkas", &escape(&entry.summary)),
        line("Isi", &format!("{} huruf", entry.explanation.body.chars().count())),
        line("Dasar", &listed_owned(entry.basis.iter().map(|basis| citation(faq, basis)))),
        line("Naskah belum dibaca", &listed_owned(unread(faq, entry))),
        line("Sanksi yang disebut", &listed(entry.sanctions.iter().copied().map(sanction_name))),
        line("Sanksi yang mungkin", &listed(entry.possible_sanctions.iter().copied().map(sanction_name))),
        line("Frasa", &entry.phrases.len().to_string()),
        line("Frasa milik tetangga", &entry.near_misses.len().to_string()),
        line("Terkait", &listed_owned(entry.related.iter().map(|id| title_of(faq, id)))),
        line("Diperiksa", &long_date(entry.checked_on)),
    ];
    lines.extend(entry.review_note.as_ref().map(|note| line("Catatan untuk penyunting", &escape(note))));
    lines.push(line("Telaah hukum", &legal_review_of(entry)));
    lines.push(line("Terakhir diubah", &last_change(last, now, hours_east)));
    lines.push(line("Berkas", &format!("<code>{}</code>", escape(path))));
    message(lines.join("\n"), actions(faq, way, false))
}

/// Who has reviewed it, and whether that still holds for what it says.
fn legal_review_of(entry: &Entry) -> String {
    let Some(review) = &entry.legal_review else { return "belum".to_owned() };
    let lapsed = if entry.valid_review().is_none() { "; gugur, teksnya berubah sejak itu" } else { "" };
    format!("{}, {}{lapsed}", escape(&review.by), long_date(review.on))
}

/// Norms of an entry whose own text nobody has read.
fn unread(faq: &Faq, entry: &Entry) -> impl Iterator<Item = String> {
    let mut norms: Vec<_> = entry.basis.iter().filter_map(|basis| faq.norms.get(&basis.norm)).collect();
    norms.dedup_by_key(|norm| &norm.id);
    norms.into_iter().filter(|norm| !norm.was_read).map(|norm| escape(&norm.citation))
}

fn line(name: &str, value: &str) -> String {
    format!("<b>{name}:</b> {value}")
}

fn listed<'a>(items: impl Iterator<Item = &'a str>) -> String {
    listed_owned(items.map(escape))
}

fn listed_owned(items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.collect();
    if items.is_empty() { "tidak ada".to_owned() } else { items.join("; ") }
}

/// An entry's title, as HTML.
pub(super) fn title_of(faq: &Faq, id: &EntryId) -> String {
    escape(faq.entry(id).map_or(id.as_str(), |entry| &entry.title))
}

fn last_change(last: Option<&Revision>, now: Timestamp, hours_east: u8) -> String {
    let Some(last) = last else { return "belum pernah lewat bot".to_owned() };
    let reason = last.reason.as_ref().map_or_else(String::new, |reason| format!(": {}", escape(reason)));
    let when = ago(last.at, now, hours_east);
    format!("{}, {when} (revisi {}{reason})", who(last.author), last.id.0)
}

/// A page of an entry's phrases.
#[must_use]
pub fn phrases(entry: &Entry, page: &Page<'_, String>) -> Message {
    let rows = page.numbered().map(|(number, phrase)| format!("{number}. {}", escape(phrase)));
    let rows: Vec<String> = rows.collect();
    let list = if rows.is_empty() { "Belum ada frasa.".to_owned() } else { rows.join("\n") };
    let turn = |page| Button::Entries(entries::Button::Phrases(entry.id.clone(), page));
    let mut keyboard: Vec<Vec<KeyView>> = pager(page.number, page.pages, turn).into_iter().collect();
    let back = Button::Entries(entries::Button::Data(entry.id.clone()));
    keyboard.push(vec![key("Kembali ke entri", &back), to_menu()]);
    let place = page_of(page.number, page.pages);
    message(format!("<b>Frasa</b> · {}{place}\n\n{list}", escape(&entry.title)), keyboard)
}
