//! Editing an entry, one field at a time.

mod choices;
mod lists;

pub use choices::articles;
pub use choices::norms;
pub use lists::Neighbour;
pub use lists::neighbours;

use crate::curation::Draft;
use crate::curation::adding;
use crate::curation::browsing::Page;
use crate::curation::button::drafts::Deed;
use crate::curation::editing;
use crate::curation::editing::Checked;
use crate::curation::editing::Sheet;
use crate::curation::revision::Purpose;
use crate::faq::Faq;
use crate::faq::LegalBasis;
use crate::faq::Problem;
use crate::faq::edit;
use crate::faq::edit::Field;
use crate::faq::edit::Trouble;
use crate::texts::KeyView;
use crate::texts::Message;
use crate::texts::curation::browse::to_menu;
use crate::texts::curation::drafts::Reader;
use crate::texts::curation::drafts::on;
use crate::texts::curation::drafts::preview_key;
use crate::texts::curation::drafts::to_drafts;
use crate::texts::curation::key;
use crate::texts::curation::message;
use crate::texts::curation::purpose_name;
use crate::texts::curation::row;
use crate::texts::entry::citation;
use crate::texts::markup::escape;
use crate::texts::markup::split;

/// Problems that are listed before the rest is only counted.
const PROBLEMS: usize = 5;

/// Letters of a value that the overview shows.
const IN_SHORT: usize = 90;

/// Letters of a value above which it is shown in messages of its own, to be copied.
const COPIED_APART: usize = 1_200;

/// Letters of a piece of such a value.
const PIECE: usize = 3_500;

const DISAGREES: &str =
    "<b>Ringkasan dan putusan tidak sama.</b> Ringkasan diawali putusan lain; ubah salah satunya.";

/// A draft on somebody's desk.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The FAQ in force.
    pub faq: &'a Faq,
    /// The draft.
    pub draft: &'a Draft,
    /// The entry it edits.
    pub sheet: Sheet<'a>,
    /// What is wrong with it.
    pub checked: &'a Checked,
    /// Who reads, and when.
    pub reader: Reader,
    /// What is to be said first: what was just done, what to look out for.
    pub told: &'a [String],
}

impl View<'_> {
    fn value(&self, field: Field) -> Option<String> {
        edit::value(self.sheet.text, field)
    }

    fn is_new(&self) -> bool {
        self.draft.purpose == Purpose::Add
    }

    fn on(&self, deed: Deed) -> crate::curation::Button {
        on(self.draft.id, deed)
    }

    fn title(&self) -> String {
        escape(&self.value(Field::Title).unwrap_or_else(|| "(belum ada judul)".to_owned()))
    }
}

/// What was done to a field.
#[must_use]
pub fn saved(field: Field) -> String {
    format!("<b>{}</b> disimpan di draf.", field.label())
}

/// Nothing changed: the value was the same already.
#[must_use]
pub fn unchanged(field: Field) -> String {
    format!("<b>{}</b> tidak berubah.", field.label())
}

/// An edit that can't be made, and what to do.
#[must_use]
pub fn refused(trouble: &Trouble) -> String {
    format!("<b>Belum disimpan.</b> {}", escape(&trouble.told()))
}

/// What was put before an approver isn't any more, because it was changed.
#[must_use]
pub fn withdrawn() -> String {
    "Pengajuan persetujuan ditarik, karena drafnya berubah. Ajukan lagi bila sudah selesai.".to_owned()
}

/// A phrase that the bot answers with another entry until now.
#[must_use]
pub fn belongs_elsewhere(phrase: &str, title: &str, contradicts: bool) -> String {
    let warning = if contradicts { " <b>Putusannya berlawanan.</b>" } else { "" };
    format!(
        "Frasa <i>{}</i> sekarang dijawab oleh entri <b>{}</b>.{warning} Pindah ke sini hanya bila memang milik entri ini.",
        escape(phrase),
        escape(title)
    )
}

/// A draft's overview: every field in short, what is wrong, and a button for each field.
#[must_use]
pub fn sheet(view: View<'_>) -> Message {
    let mut paragraphs: Vec<String> = view.told.to_vec();
    paragraphs.push(format!("<b>Draf:</b> {}\n<i>{}</i>", view.title(), purpose_name(view.draft.purpose)));
    let fields: Vec<Field> = shown_fields(&view);
    let lines: Vec<String> = fields.iter().skip(1).map(|field| overview(&view, *field)).collect();
    paragraphs.push(lines.join("\n"));
    if editing::summary_disagrees(view.sheet.text) {
        paragraphs.push(DISAGREES.to_owned());
    }
    paragraphs.push(problems(view.checked));
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    message(paragraphs.join("\n\n"), sheet_keys(&view, &fields))
}

/// Why an entry is under review is only shown where it is.
fn shown_fields(view: &View<'_>) -> Vec<Field> {
    Field::edited().filter(|field| *field != Field::UnderReview || view.value(*field).is_some()).collect()
}

fn overview(view: &View<'_>, field: Field) -> String {
    let value = match field {
        Field::Phrases | Field::NearMisses | Field::Subquestions => counted(view, field),
        Field::Basis => joined(bases(view)),
        Field::Related => joined(lists::related(view).into_iter().map(|(_, title)| title).collect()),
        _ => view.value(field).map(|value| value.replace('\n', " ")),
    };
    let value = value.map_or_else(|| "<i>kosong</i>".to_owned(), |value| escape(&in_short(&value)));
    let changed = if view.sheet.changed(field) && !view.is_new() { " · <i>diubah</i>" } else { "" };
    format!("<b>{}:</b> {value}{changed}", field.label())
}

fn counted(view: &View<'_>, field: Field) -> Option<String> {
    let count = edit::lines(view.sheet.text, field).len();
    (count > 0).then(|| format!("{count} kalimat"))
}

fn joined(items: Vec<String>) -> Option<String> {
    (!items.is_empty()).then(|| items.join("; "))
}

/// The legal bases as people read them.
fn bases(view: &View<'_>) -> Vec<String> {
    let lines = edit::lines(view.sheet.text, Field::Basis);
    lines.iter().map(|line| basis_name(view.faq, line)).collect()
}

/// A legal basis as people read it, as plain text.
fn basis_name(faq: &Faq, line: &str) -> String {
    let basis = LegalBasis::parse(line);
    basis.map_or_else(|| line.to_owned(), |basis| crate::texts::markup::plain(&citation(faq, &basis)))
}

fn in_short(value: &str) -> String {
    if value.chars().count() <= IN_SHORT {
        return value.to_owned();
    }
    format!("{}…", value.chars().take(IN_SHORT).collect::<String>().trim_end())
}

fn sheet_keys(view: &View<'_>, fields: &[Field]) -> Vec<Vec<KeyView>> {
    let mut keyboard = Vec::new();
    if let Some(field) = adding::first_open(view.sheet.text).filter(|_| view.is_new()) {
        keyboard.push(row(format!("Lanjut: {}", field.label()), &view.on(Deed::Field(field))));
    }
    let field_key = |field: &Field| key(field.label(), &view.on(Deed::Field(*field)));
    keyboard.extend(fields.chunks(2).map(|two| two.iter().map(field_key).collect::<Vec<_>>()));
    if view.is_new() {
        keyboard.push(row("Pindah topik", &view.on(Deed::Topics)));
    }
    keyboard.push(vec![preview_key(view.draft.id)]);
    keyboard.push(row("Buang draf", &view.on(Deed::AskDiscard)));
    keyboard.push(vec![to_drafts(), to_menu()]);
    keyboard
}

/// What is wrong with a draft, in words; nothing where nothing is.
#[must_use]
pub fn problems(checked: &Checked) -> String {
    let mut lines = listed(&checked.own, |problem| {
        let mark = if problem.is_error() { "<b>Harus diperbaiki:</b>" } else { "Catatan:" };
        format!("• {mark} {} {}", escape(&problem.what), escape(&problem.remedy))
    });
    lines.extend(listed(&checked.elsewhere, |problem| {
        let (file, what) = (escape(&problem.file), escape(&problem.what));
        format!("• <b>Di {file}:</b> {what} {}", escape(&problem.remedy))
    }));
    if lines.is_empty() {
        return String::new();
    }
    let heading = match checked.is_sound() {
        true => "<b>Yang perlu diperhatikan</b>",
        false => "<b>Belum dapat diterbitkan.</b> Draf tetap tersimpan.",
    };
    format!("{heading}\n{}", lines.join("\n"))
}

fn listed(problems: &[Problem], word: impl Fn(&Problem) -> String) -> Vec<String> {
    let mut lines: Vec<String> = problems.iter().take(PROBLEMS).map(word).collect();
    let others = problems.len().saturating_sub(PROBLEMS);
    if others > 0 {
        lines.push(format!("… dan {others} lagi."));
    }
    lines
}

/// A field: what it says now, and how to change it. A long value comes in messages of its own before.
#[must_use]
pub fn field(view: View<'_>, field: Field, page: usize) -> Vec<Message> {
    let (html, mut keyboard) = match field {
        Field::Verdict => choices::verdict(&view),
        Field::Sanctions => choices::sanctions(&view),
        Field::AppliesTo => choices::statuses(&view),
        Field::Basis | Field::Phrases | Field::NearMisses | Field::Related | Field::Subquestions => {
            lists::list(&view, field, page)
        }
        Field::CheckedOn => choices::checked_on(&view),
        _ => text_field(&view, field),
    };
    if view.sheet.change.before.is_some() && view.sheet.changed(field) {
        keyboard.push(row("Kembalikan seperti semula", &view.on(Deed::Reset(field))));
    }
    keyboard.extend(ways_on(&view, field));
    let heading = format!("<b>{}</b> · {}{}", field.label(), view.title(), step(&view, field));
    let mut paragraphs: Vec<String> = view.told.to_vec();
    paragraphs.extend([heading, html]);
    if edit::value(view.sheet.text, field).is_some() || !view.is_new() {
        paragraphs.push(problems(view.checked));
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    let mut messages = copies(&view, field);
    messages.push(message(paragraphs.join("\n\n"), keyboard));
    messages
}

fn step(view: &View<'_>, field: Field) -> String {
    match adding::step_of(field).filter(|_| view.is_new()) {
        Some(step) => {
            let (step, steps) = (step.saturating_add(2), adding::STEPS.len().saturating_add(1));
            format!("\n<i>Langkah {step} dari {steps}</i>")
        }
        None => String::new(),
    }
}

/// The dialogue goes on and back; an edit is done.
fn ways_on(view: &View<'_>, field: Field) -> Vec<Vec<KeyView>> {
    let open = |label| key(label, &view.on(Deed::Open));
    if !view.is_new() || adding::step_of(field).is_none() {
        return vec![vec![open("Selesai")]];
    }
    let back = match adding::before(field) {
        Some(before) => key("Kembali", &view.on(Deed::Field(before))),
        None => key("Kembali", &view.on(Deed::Topics)),
    };
    let next = match adding::next(field) {
        Some(next) => key("Lanjut", &view.on(Deed::Field(next))),
        None => open("Lanjut"),
    };
    vec![vec![back, next], vec![open("Semua bagian")]]
}

fn text_field(view: &View<'_>, field: Field) -> (String, Vec<Vec<KeyView>>) {
    let now = match view.value(field) {
        None => "Sekarang: <i>kosong</i>".to_owned(),
        Some(value) if is_long(&value) => {
            "Isinya sekarang ada di atas; tekan lama untuk menyalin.".to_owned()
        }
        Some(value) if value.contains('\n') => format!("Sekarang:\n<pre>{}</pre>", escape(&value)),
        Some(value) => format!("Sekarang:\n<code>{}</code>", escape(&value)),
    };
    let mut keyboard = Vec::new();
    if !field.is_required() && view.value(field).is_some() {
        keyboard.push(row("Kosongkan", &view.on(Deed::Clear(field))));
    }
    (format!("{now}\n\n{}", ask(field)), keyboard)
}

fn ask(field: Field) -> &'static str {
    match field {
        Field::Title => "Ketik judul baru: satu pertanyaan, misalnya <i>Bolehkah ASN ikut konvoi?</i>",
        Field::Summary => {
            "Ketik ringkasan baru: satu atau dua kalimat tanpa nomor pasal, <b>putusan lebih dulu</b> (\"Dilarang. …\"), paling banyak 300 huruf."
        }
        Field::Body => {
            "Ketik penjelasan baru, seluruhnya. Baris yang diawali <code>## </code> menjadi judul bagian, <code>- </code> menjadi daftar. \
             <code>## Sanksi</code> dan <code>## Untuk PPPK</code> tampil lewat tombolnya sendiri."
        }
        Field::ReviewNote => {
            "Ketik catatan baru: yang masih harus dipastikan ahli hukum. Hanya penyunting yang membacanya."
        }
        Field::Label => {
            "Ketik <b>hindari</b> bila tidak ada aturan yang tegas melarang, <b>penjelasan</b> bila judulnya menanyakan apa, siapa, atau mengapa, \
             <b>panduan</b> bila judulnya menanyakan apa yang harus dilakukan. Kosong: kata putusannya."
        }
        Field::Step => {
            "Ketik satu langkah yang dapat dilakukan pembaca sekarang. Periksa dulu: <b>bisakah langkah ini sendiri dipakai melawan dia?</b>"
        }
        Field::Caution => {
            "Ketik satu kalimat biasa untuk pembaca, hanya bila ada keraguan yang mengubah apa yang sebaiknya ia lakukan."
        }
        Field::PossibleSanctions => {
            "Ketik jenis sanksi yang mungkin, tetapi tidak disebut aturan untuk perbuatan ini, misalnya <code>disiplin-berat</code>. Satu per baris."
        }
        Field::Ask => {
            "Ketik kepada siapa pembaca bertanya, bila bukan ke tempat yang biasa, misalnya <i>LKBH KORPRI atau advokat</i>."
        }
        Field::UnderReview => "Ketik alasan baru. Selama terisi, putusan dan ringkasan disembunyikan.",
        _ => "Ketik yang baru.",
    }
}

fn is_long(value: &str) -> bool {
    value.chars().count() > COPIED_APART || value.contains("\n\n")
}

/// A long value in messages of its own.
fn copies(view: &View<'_>, field: Field) -> Vec<Message> {
    let value = view.value(field).filter(|value| !field.is_list() && is_long(value));
    let pieces = value.map(|value| split(&escape(&value), PIECE)).unwrap_or_default();
    pieces.into_iter().map(|piece| message(format!("<pre>{piece}</pre>"), Vec::new())).collect()
}

/// The whole of a list, to be copied: one item a line.
#[must_use]
pub fn copy(view: View<'_>, field: Field) -> Vec<Message> {
    let value = view.value(field).unwrap_or_default();
    let mut pieces: Vec<String> = vec![String::new()];
    for line in value.lines() {
        match pieces.last_mut() {
            Some(last) if last.encode_utf16().count().saturating_add(line.len()) < PIECE => {
                last.push_str(line);
                last.push('\n');
            }
            _ => pieces.push(format!("{line}\n")),
        }
    }
    let pieces = pieces.iter().filter(|piece| !piece.is_empty());
    pieces.map(|piece| message(format!("<pre>{}</pre>", escape(piece.trim_end())), Vec::new())).collect()
}

/// Turns the pages of a list in a field.
fn pages(view: &View<'_>, field: Field, page: &Page<'_, String>) -> Option<Vec<KeyView>> {
    crate::texts::curation::pager(page.number, page.pages, |page| view.on(Deed::Page(field, page)))
}
