//! What is said of questions that people passed on.

use crate::curation::Button;
use crate::curation::DraftId;
use crate::curation::browsing::Page;
use crate::curation::button::drafts;
use crate::curation::button::gaps;
use crate::curation::button::gaps::Key;
use crate::curation::gap::Group;
use crate::curation::gap::LIVES;
use crate::faq::Entry;
use crate::faq::Faq;
use crate::texts::KeyView;
use crate::texts::Message;
use crate::texts::curation::message;
use crate::texts::curation::page_of;
use crate::texts::curation::pager;
use crate::texts::curation::row;
use crate::texts::curation::statistics::span;
use crate::texts::markup::escape;

/// Letters of a question that stand in a list.
const SHORT: usize = 90;

/// Letters of a title on a button.
const LABEL: usize = 40;

/// Texts of a group that are shown.
const SHOWN: usize = 8;

fn key(button: gaps::Button) -> Button {
    Button::Gaps(button)
}

/// Shows a page of the groups.
#[must_use]
pub fn list(page: &Page<'_, Group>, questions: usize) -> Message {
    if page.rows.is_empty() {
        return empty();
    }
    let line = |(number, group): (usize, &Group)| {
        let count = if group.count() > 1 { format!(" <b>({}×)</b>", group.count()) } else { String::new() };
        format!("{number}. {}{count}", escape(&shortened(group.title(), SHORT)))
    };
    let lines: Vec<String> = page.numbered().map(line).collect();
    let html = format!(
        "<b>Pertanyaan yang belum terjawab</b>{}\n{questions} kiriman, dikelompokkan menurut maknanya; yang terbanyak di atas.\n\n{}",
        page_of(page.number, page.pages),
        lines.join("\n")
    );
    let open = |(number, group): (usize, &Group)| {
        let button = key(gaps::Button::Open(Key::parse(group.key())?));
        Some(row(format!("{number}. {}", shortened(group.title(), LABEL)), &button))
    };
    let mut keys: Vec<Vec<KeyView>> = page.numbered().filter_map(open).collect();
    keys.extend(pager(page.number, page.pages, |page| key(gaps::Button::Page(page))));
    message(html, keys)
}

/// The same whether something came today or not: who looks often must not see when somebody asked.
fn empty() -> Message {
    message(
        "<b>Belum ada pertanyaan yang menunggu.</b>\n\nBila bot tidak tahu jawabannya, orang dapat mengirim pertanyaannya ke sini tanpa identitas. Kiriman tampil sehari sesudahnya, agar tidak terlihat siapa yang baru saja bertanya.",
        Vec::new(),
    )
}

/// Shows a group and what can become of it.
#[must_use]
pub fn group(faq: &Faq, group: &Group, likely: &[&Entry], in_draft: bool) -> Message {
    let Some(own) = Key::parse(group.key()) else { return gone() };
    let mut keys: Vec<Vec<KeyView>> = Vec::new();
    for entry in likely {
        let label = format!("Jadi frasa: {}", shortened(&entry.title, LABEL));
        keys.push(row(label, &key(gaps::Button::Phrase(own.clone(), entry.id.clone()))));
    }
    keys.push(row("Cari entri lain", &key(gaps::Button::Search(own.clone()))));
    keys.push(row("Entri baru", &key(gaps::Button::Topics(own.clone()))));
    if !faq.outside.is_empty() {
        keys.push(row("Di luar cakupan", &key(gaps::Button::Outsides(own.clone(), 0))));
    }
    keys.push(row("Buang", &key(gaps::Button::Discard(own, group.count()))));
    keys.push(row("Kembali ke daftar", &key(gaps::Button::Menu)));
    message(told(group, in_draft), keys)
}

fn told(group: &Group, in_draft: bool) -> String {
    let (first, last) = group.weeks();
    let texts = group.texts();
    let line = |(text, count): &(&str, usize)| {
        let times = if *count > 1 { format!(" <b>({count}×)</b>") } else { String::new() };
        format!("• {}{times}", escape(text))
    };
    let mut lines: Vec<String> = texts.iter().take(SHOWN).map(line).collect();
    let rest = texts.len().saturating_sub(SHOWN);
    if rest > 0 {
        lines.push(format!("… dan {rest} lagi"));
    }
    let when = if first == last { span(first) } else { format!("{} sampai {}", span(first), span(last)) };
    let draft = if in_draft {
        "\n\nSudah ada draf dengan kalimat ini. Kelompok ini hilang dari daftar setelah draf itu terbit."
    } else {
        ""
    };
    format!(
        "<b>{} kiriman</b>, minggu {when}\n\n{}{draft}\n\n\
         Apa jawabannya? Kalimat di atas menjadi cara bertanya pada entri yang Anda pilih, sesudah pratinjau. Kiriman dihapus sendiri setelah {LIVES} minggu.",
        group.count(),
        lines.join("\n")
    )
}

/// Asks for words to search an entry with.
#[must_use]
pub fn search(key_of: &Key) -> Message {
    message(
        "Tulis beberapa kata tentang jawaban yang Anda cari, misalnya <i>foto dengan calon</i>.",
        vec![row("Batal", &key(gaps::Button::Open(key_of.clone())))],
    )
}

/// Shows what a search found.
#[must_use]
pub fn found(key_of: &Key, entries: &[&Entry]) -> Message {
    let mut keys: Vec<Vec<KeyView>> = Vec::new();
    for (number, entry) in (1_usize..).zip(entries) {
        let label = format!("{number}. {}", shortened(&entry.title, LABEL));
        keys.push(row(label, &key(gaps::Button::Phrase(key_of.clone(), entry.id.clone()))));
    }
    keys.push(row("Cari lagi", &key(gaps::Button::Search(key_of.clone()))));
    keys.push(row("Kembali ke kelompok", &key(gaps::Button::Open(key_of.clone()))));
    let html = if entries.is_empty() {
        "Tidak ada entri yang cocok. Coba kata lain, atau buat entri baru."
    } else {
        "Jadikan cara bertanya untuk entri yang mana?"
    };
    message(html, keys)
}

/// Asks in which topic a new entry belongs.
#[must_use]
pub fn topics(key_of: &Key, faq: &Faq) -> Message {
    let topic = |group: &crate::faq::Group| {
        row(group.title.clone(), &key(gaps::Button::Entry(key_of.clone(), group.id.clone())))
    };
    let mut keys: Vec<Vec<KeyView>> = faq.groups.iter().map(topic).collect();
    keys.push(row("Kembali ke kelompok", &key(gaps::Button::Open(key_of.clone()))));
    message("Entri baru: pilih topiknya. Kalimat kiriman menjadi judul sementara dan frasa pertamanya.", keys)
}

/// Says that a new entry was begun.
#[must_use]
pub fn begun(draft: DraftId) -> Message {
    let open = Button::Drafts(drafts::Button::On(draft, drafts::Deed::Open));
    message(
        "Draf entri baru dibuat dengan kalimat kiriman sebagai frasa pertama. Lengkapi judul, putusan, isi, dan dasar hukumnya.\n\n\
         Kelompok ini tetap di daftar sampai drafnya terbit.",
        vec![row("Lanjutkan draf", &open), row("Kembali ke daftar", &key(gaps::Button::Menu))],
    )
}

/// Asks which matter outside the FAQ it is.
#[must_use]
pub fn outsides(key_of: &Key, page: &Page<'_, crate::faq::OutsideGroup>) -> Message {
    let outside = |group: &crate::faq::OutsideGroup| {
        let button = key(gaps::Button::Outside(key_of.clone(), group.id.clone()));
        row(shortened(&group.title, LABEL), &button)
    };
    let mut keys: Vec<Vec<KeyView>> = page.rows.iter().map(outside).collect();
    keys.extend(pager(page.number, page.pages, |page| key(gaps::Button::Outsides(key_of.clone(), page))));
    keys.push(row("Kembali ke kelompok", &key(gaps::Button::Open(key_of.clone()))));
    let html = format!(
        "Di luar cakupan{}: termasuk hal apa? Penanya serupa nanti diarahkan ke pihak yang tepat.",
        page_of(page.number, page.pages)
    );
    message(html, keys)
}

/// Says that a group was thrown away.
#[must_use]
pub fn discarded(key_of: &Key, count: usize) -> Message {
    message(
        format!("{count} kiriman dibuang. Besok terhapus untuk selamanya."),
        vec![
            row("Urungkan", &key(gaps::Button::Undo(key_of.clone()))),
            row("Kembali ke daftar", &key(gaps::Button::Menu)),
        ],
    )
}

/// The group isn't in the list any more.
#[must_use]
pub fn gone() -> Message {
    message(
        "Kelompok ini sudah tidak ada di daftar: sudah terjawab, dibuang, atau habis waktunya.",
        vec![row("Lihat daftar", &key(gaps::Button::Menu))],
    )
}

/// Nothing is left of the questions that could be a phrase.
#[must_use]
pub fn no_phrase(key_of: &Key) -> Message {
    message(
        "Belum ada yang berubah: tanpa nama dan angka tidak tersisa kalimat yang dapat menjadi frasa, atau entri ini sudah memilikinya.",
        vec![row("Kembali ke kelompok", &key(gaps::Button::Open(key_of.clone())))],
    )
}

/// The group has changed since it was shown.
pub const CHANGED: &str = "Kelompok ini berubah. Periksa lagi sebelum membuang.";

fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words))
}
