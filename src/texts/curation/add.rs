//! The dialogue that adds an entry, up to its title; from there on it is edited like any other.

use crate::curation::Button;
use crate::curation::DraftId;
use crate::curation::button::drafts;
use crate::curation::button::drafts::Deed;
use crate::faq::Faq;
use crate::faq::Group;
use crate::texts::KeyView;
use crate::texts::Message;
use crate::texts::curation::browse::to_menu;
use crate::texts::curation::drafts::on;
use crate::texts::curation::key;
use crate::texts::curation::message;
use crate::texts::curation::row;
use crate::texts::label::shorten;
use crate::texts::markup::escape;

/// The topics a new entry can belong to.
#[must_use]
pub fn topics(faq: &Faq) -> Message {
    let mut keyboard = group_keys(faq, |group| Button::Drafts(drafts::Button::AddTo(group.id.clone())));
    keyboard.push(vec![to_menu()]);
    let html = "<b>Tambah entri</b>\n<i>Langkah 1 dari 8</i>\n\nTentang topik apa? \
                Cari dulu bila mungkin sudah ada: satu pertanyaan sebaiknya satu entri.";
    message(html, keyboard)
}

/// The topics a draft can move to.
#[must_use]
pub fn other_topics(faq: &Faq, draft: DraftId) -> Message {
    let mut keyboard = group_keys(faq, |group| on(draft, Deed::Move(group.id.clone())));
    keyboard.push(vec![key("Kembali", &on(draft, Deed::Open)), to_menu()]);
    message("<b>Pindah topik</b>\n\nEntri ini tentang topik apa?", keyboard)
}

fn group_keys(faq: &Faq, button: impl Fn(&Group) -> Button) -> Vec<Vec<KeyView>> {
    let rows = (1..).zip(&faq.groups);
    let label = |number: usize, group: &Group| shorten(&format!("{number}. {}", group.title));
    rows.map(|(number, group)| row(label(number, group), &button(group))).collect()
}

/// Asks for the title of a new entry.
#[must_use]
pub fn ask_title(group: &Group, trouble: Option<&str>) -> Message {
    let trouble = trouble.map_or_else(String::new, |trouble| format!("{}\n\n", escape(trouble)));
    let html = format!(
        "{trouble}<b>Entri baru</b> di topik <b>{}</b>\n<i>Langkah 2 dari 8</i>\n\nKetik judulnya: satu pertanyaan yang dibaca orang, \
         misalnya <i>Bolehkah ASN ikut konvoi?</i>",
        escape(&group.title)
    );
    message(html, vec![vec![key("Kembali", &Button::Drafts(drafts::Button::Add)), to_menu()]])
}

/// The topic isn't there any more.
#[must_use]
pub fn no_topic() -> Message {
    let again = key("Pilih topik", &Button::Drafts(drafts::Button::Add));
    message("Topik itu sudah tidak ada. Pilih yang lain.", vec![vec![again, to_menu()]])
}

/// What the bot answers to the title until now: perhaps the entry is there already.
#[must_use]
pub fn looks_alike(title: &str) -> String {
    format!(
        "Pertanyaan itu sekarang dijawab oleh entri <b>{}</b>. Bila maksudnya sama, lebih baik ubah entri itu.",
        escape(title)
    )
}

/// The draft of a new entry is begun.
#[must_use]
pub fn begun() -> String {
    "Draf dibuat. Anda boleh berhenti kapan saja; lanjutkan lewat /faq draf.".to_owned()
}

/// The draft belongs to another topic now.
#[must_use]
pub fn moved(group: &Group) -> String {
    format!("Topiknya sekarang <b>{}</b>.", escape(&group.title))
}
