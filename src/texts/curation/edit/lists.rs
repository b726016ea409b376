//! Fields that are lists: phrases, legal bases, neighbours.

use crate::curation::adding;
use crate::curation::browsing::Page;
use crate::curation::button::drafts::Deed;
use crate::curation::editing;
use crate::faq::Entry;
use crate::faq::EntryId;
use crate::faq::edit;
use crate::faq::edit::Field;
use crate::texts::KeyView;
use crate::texts::Message;
use crate::texts::curation::edit::View;
use crate::texts::curation::edit::basis_name;
use crate::texts::curation::edit::pages;
use crate::texts::curation::key;
use crate::texts::curation::message;
use crate::texts::curation::page_of;
use crate::texts::curation::row;
use crate::texts::label::shorten;
use crate::texts::markup::escape;

/// A page of a list, with what takes a line out and adds one.
pub(super) fn list(view: &View<'_>, field: Field, page: usize) -> (String, Vec<Vec<KeyView>>) {
    let lines = edit::lines(view.sheet.text, field);
    let page = Page::of(&lines, page);
    let name = |line: &String| match field {
        Field::Basis => basis_name(view.faq, line),
        Field::Related => title_of(view, line),
        _ => line.clone(),
    };
    let rows = page.numbered().map(|(number, line)| format!("{number}. {}", escape(&name(line))));
    let rows: Vec<String> = rows.collect();
    let now = if rows.is_empty() { "Masih kosong.".to_owned() } else { rows.join("\n") };
    let remove = |(number, line): (usize, &String)| {
        let label = shorten(&format!("Hapus {number}. {}", name(line)));
        row(label, &view.on(Deed::Remove(field, editing::mark(line))))
    };
    let mut keyboard: Vec<Vec<KeyView>> = page.numbered().map(remove).collect();
    keyboard.extend(pages(view, field, &page));
    keyboard.extend(adding_keys(view, field, lines.len()));
    let place = page_of(page.number, page.pages);
    (format!("{} baris{place}\n{now}\n\n{}", lines.len(), ask(field, lines.len())), keyboard)
}

fn adding_keys(view: &View<'_>, field: Field, count: usize) -> Vec<Vec<KeyView>> {
    let mut keyboard = Vec::new();
    if field == Field::Basis {
        keyboard.push(row("Tambah dasar", &view.on(Deed::Norms(0))));
    }
    if count > 0 && matches!(field, Field::Phrases | Field::NearMisses) {
        keyboard.push(row("Salin semua", &view.on(Deed::Copy(field))));
    }
    keyboard
}

fn ask(field: Field, count: usize) -> String {
    match field {
        Field::Basis => "Tambah lewat tombol: pilih aturan, lalu pasalnya.".to_owned(),
        Field::Related => "Ketik kata dari entri yang berdekatan untuk mencarinya, lalu pilih.".to_owned(),
        Field::NearMisses => {
            "Ketik kalimat yang mirip tetapi <b>milik entri lain</b>, satu per baris. Menambah, tidak mengganti.".to_owned()
        }
        Field::Subquestions => {
            "Ketik yang juga ditanyakan orang di sini, lalu di mana jawabannya, satu per baris. Menambah, tidak mengganti.\n\n\
             • <code>Foto lama? = foto lama jangan diunggah</code> (kata-kata dari satu kalimat jawaban)\n\
             • <code>Pose jarinya? -&gt; pose-jari-foto</code> (dijawab tetangga)"
                .to_owned()
        }
        _ => format!("Ketik cara orang bertanya, satu per baris. Menambah, tidak mengganti.{}", facets(count)),
    }
}

/// What a few phrases still lack, mostly.
fn facets(count: usize) -> String {
    let few = match adding::FEWEST_PHRASES.saturating_sub(count) {
        0 => String::new(),
        missing => format!(" Paling sedikit {missing} lagi."),
    };
    format!(
        "{few}\n\nCampurkan, supaya dikenali:\n\
         • resmi: <i>apakah pegawai diperkenankan mengikuti konvoi</i>\n\
         • obrolan: <i>min boleh ga sih ikut konvoi?</i>\n\
         • kata kunci: <i>konvoi motor partai</i>\n\
         • cerita: <i>Saya diajak tetangga ikut arak-arakan hari Minggu. Amankah?</i>"
    )
}

fn title_of(view: &View<'_>, id: &str) -> String {
    let entry = EntryId::parse(id).and_then(|id| view.faq.entry(&id));
    entry.map_or_else(|| id.to_owned(), |entry| entry.title.clone())
}

/// The neighbours with their titles.
pub(super) fn related(view: &View<'_>) -> Vec<(String, String)> {
    let lines = edit::lines(view.sheet.text, Field::Related);
    lines.into_iter().map(|line| (line.clone(), title_of(view, &line))).collect()
}

/// An entry that could be a neighbour.
#[derive(Debug, Clone, Copy)]
pub struct Neighbour<'a> {
    /// The entry.
    pub entry: &'a Entry,
    /// Whether it is one already.
    pub is_named: bool,
}

/// Entries that could be neighbours, by the words somebody typed.
#[must_use]
pub fn neighbours(view: View<'_>, words: &str, found: &[Neighbour<'_>]) -> Message {
    let rows = (1..).zip(found).map(|(number, it): (usize, &Neighbour<'_>)| {
        let named = if it.is_named { " · <i>sudah terkait</i>" } else { "" };
        format!("{number}. {}{named}", escape(&it.entry.title))
    });
    let rows: Vec<String> = rows.collect();
    let list = if rows.is_empty() { "Tidak ada yang cocok.".to_owned() } else { rows.join("\n") };
    let add = |(number, it): (usize, &Neighbour<'_>)| {
        let button = view.on(Deed::Related(it.entry.id.clone()));
        (!it.is_named).then(|| row(shorten(&format!("Tambah {number}. {}", it.entry.title)), &button))
    };
    let mut keyboard: Vec<Vec<KeyView>> = (1..).zip(found).filter_map(add).collect();
    keyboard.push(vec![key("Kembali", &view.on(Deed::Field(Field::Related)))]);
    let words: String = words.chars().take(200).collect();
    let html =
        format!("Dicari: <i>{}</i>\n\n{list}\n\nPilih untuk menambah, atau ketik kata lain.", escape(&words));
    message(html, keyboard)
}
