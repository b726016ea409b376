//! Entries of the FAQ as people see them: verdict first, always with basis, date and whom to ask.

use crate::conversation::Part;
use crate::conversation::Preface;
use crate::conversation::State;
use crate::faq::Employment;
use crate::faq::Entry;
use crate::faq::Faq;
use crate::faq::LegalBasis;
use crate::faq::NormId;
use crate::faq::Sanction;
use crate::faq::Verdict;
use crate::texts::Scene;
use crate::texts::label::employment_name;
use crate::texts::label::numbered_entries;
use crate::texts::markup::bold;
use crate::texts::markup::escape;
use crate::texts::markup::from_markdown;
use crate::texts::review;
use crate::texts::review::month_of;

/// Norms an answer names; more would push the next step off a phone's screen.
const NORMS_IN_SHORT: usize = 3;

/// Words one part of an entry.
pub(super) fn html(
    scene: Scene<'_>,
    state: &State,
    entry: &Entry,
    part: Part,
    preface: Option<Preface>,
) -> String {
    let mut paragraphs: Vec<String> = preface.map(preface_text).into_iter().collect();
    paragraphs.extend(match part {
        part if review::hides(entry, part) => hidden(scene, entry),
        Part::Answer => answer(scene, state, entry),
        Part::More => more(scene, entry),
        Part::Basis => basis(scene, entry),
        Part::Sanction => sanction(scene, entry),
        Part::For(employment) => for_status(scene, entry, employment),
        Part::Related => related(scene, entry),
    });
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs.join("\n\n")
}

fn preface_text(preface: Preface) -> String {
    match preface {
        Preface::Edited => "<i>Jawaban untuk pertanyaan yang baru Anda ubah:</i>",
        Preface::Caption => "<i>Saya tidak melihat gambarnya; yang saya jawab keterangan di bawahnya:</i>",
        Preface::Changed => {
            "<i>Jawaban ini sudah berubah sejak pesan yang tombolnya Anda tekan. Yang berlaku sekarang:</i>"
        }
        Preface::Forwarded => "<i>Pesan terusan ini saya baca sebagai pertanyaan Anda:</i>",
    }
    .to_owned()
}

/// What is said in place of a part of an entry that is under review.
fn hidden(scene: Scene<'_>, entry: &Entry) -> Vec<String> {
    let mut paragraphs = review::in_place_of_answer(scene, entry);
    paragraphs.extend(footer(scene, entry));
    paragraphs
}

/// The answer: everything somebody in a hurry must know.
fn answer(scene: Scene<'_>, state: &State, entry: &Entry) -> Vec<String> {
    let mut paragraphs = vec![heading(scene.faq, entry), escape(&without_verdict(entry))];
    paragraphs.extend(state.employment.and_then(|employment| tailored(entry, employment)));
    paragraphs.extend(caveat(entry));
    paragraphs.extend(footer(scene, entry));
    paragraphs
}

/// The verdict and the question it answers.
fn heading(faq: &Faq, entry: &Entry) -> String {
    heading_of_part(verdict_word(entry.verdict), faq, entry)
}

/// A heading, which warns where the law changed or the entry is under review.
fn heading_of_part(name: &str, faq: &Faq, entry: &Entry) -> String {
    let heading = format!("<b>{name}</b> · {}", escape(&entry.title));
    review::banner(faq, entry).map_or_else(|| heading.clone(), |banner| format!("{heading}\n{banner}"))
}

/// Returns the word a verdict is told by.
pub(super) fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Allowed => "BOLEH",
        Verdict::Forbidden => "DILARANG",
        Verdict::Conditional => "BERSYARAT",
        Verdict::Info => "PENJELASAN",
    }
}

/// The summary without the verdict's word, which the heading already says.
pub(super) fn without_verdict(entry: &Entry) -> String {
    let word = verdict_word(entry.verdict);
    let said = entry.summary.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let rest = entry.summary.get(word.len()..).unwrap_or_default().trim_start();
    match rest.strip_prefix(['.', ':']) {
        Some(rest) if said && !rest.trim().is_empty() => rest.trim_start().to_owned(),
        _ => entry.summary.clone(),
    }
}

/// What the person's own status changes.
fn tailored(entry: &Entry, employment: Employment) -> Option<String> {
    let name = employment_name(employment);
    let section = entry.explanation.sections.iter().find(|section| section.employment == employment);
    if let Some(section) = section {
        return Some(format!("{}\n{}", bold(&format!("Untuk {name}:")), from_markdown(&section.body)));
    }
    if entry.applies_to.contains(&employment) {
        return None;
    }
    let covered: Vec<&str> = entry.applies_to.iter().copied().map(employment_name).collect();
    Some(format!(
        "<i>Jawaban ini untuk {}. Status Anda ({name}) belum tentu sama; tanyakan dulu.</i>",
        escape(&covered.join(", "))
    ))
}

/// What a lawyer still has to make sure of.
fn caveat(entry: &Entry) -> Option<String> {
    let note = entry.review_note.as_ref()?;
    Some(format!("<i>Catatan: {}</i>", escape(note)))
}

/// Legal basis in short, date of the sources, whom to ask; every answer ends with it.
fn footer(scene: Scene<'_>, entry: &Entry) -> Vec<String> {
    vec![
        format!("<b>Dasar hukum:</b> {}", basis_in_short(scene.faq, entry)),
        format!(
            "<i>Sumber s.d. {}, belum ditinjau ahli hukum. Ini panduan, bukan nasihat hukum. Untuk kepastian, tanya {}.</i>",
            month_of(entry.checked_on),
            whom_to_ask(scene)
        ),
    ]
}

/// The first norms with their articles; the others have a screen of their own.
fn basis_in_short(faq: &Faq, entry: &Entry) -> String {
    let mut norms: Vec<(&NormId, String)> = Vec::new();
    for basis in &entry.basis {
        match norms.iter_mut().find(|(norm, _)| *norm == &basis.norm) {
            Some((_, cited)) => {
                cited.push_str(" dan ");
                cited.push_str(&article_label(faq, basis).unwrap_or_default());
            }
            None => norms.push((&basis.norm, citation(faq, basis))),
        }
    }
    let others = norms.len().saturating_sub(NORMS_IN_SHORT);
    norms.truncate(NORMS_IN_SHORT);
    let cited: Vec<String> = norms.into_iter().map(|(_, cited)| cited).collect();
    match others {
        0 => cited.join("; "),
        others => format!("{}; dan {others} aturan lain", cited.join("; ")),
    }
}

/// Whom to ask in person.
pub(super) fn whom_to_ask(scene: Scene<'_>) -> String {
    match (&scene.agency.name, &scene.agency.contact) {
        (Some(name), Some(contact)) => format!("{}, {}", escape(name), escape(contact)),
        (Some(name), None) => escape(name),
        (None, _) => "BKPSDM/BKD atau bagian kepegawaian instansi Anda".to_owned(),
    }
}

pub(super) fn citation(faq: &Faq, basis: &LegalBasis) -> String {
    let Some(norm) = faq.norms.get(&basis.norm) else { return escape(basis.norm.as_str()) };
    match article_label(faq, basis) {
        Some(article) => format!("{} {article}", escape(&norm.citation)),
        None => escape(&norm.citation),
    }
}

fn article_label(faq: &Faq, basis: &LegalBasis) -> Option<String> {
    let label = faq.norms.get(&basis.norm)?.articles.get(basis.article.as_ref()?)?;
    Some(escape(label))
}

fn more(scene: Scene<'_>, entry: &Entry) -> Vec<String> {
    let mut paragraphs = vec![heading(scene.faq, entry), from_markdown(&entry.explanation.body)];
    paragraphs.extend(caveat(entry));
    paragraphs.extend(footer(scene, entry));
    paragraphs
}

fn basis(scene: Scene<'_>, entry: &Entry) -> Vec<String> {
    let mut paragraphs = vec![heading_of_part("Dasar hukum", scene.faq, entry)];
    paragraphs.extend(entry.basis.iter().map(|basis| full_citation(scene.faq, basis)));
    paragraphs.extend(caveat(entry));
    paragraphs.extend(footer(scene, entry).pop());
    paragraphs
}

fn full_citation(faq: &Faq, basis: &LegalBasis) -> String {
    let Some(norm) = faq.norms.get(&basis.norm) else { return escape(basis.norm.as_str()) };
    let title = match &norm.link {
        Some(link) => format!("<a href=\"{}\">{}</a>", escape(link), escape(&norm.title)),
        None => escape(&norm.title),
    };
    format!("• <b>{}</b>\n{title}\n<i>Status: {}</i>", citation(faq, basis), escape(&norm.status))
}

fn sanction(scene: Scene<'_>, entry: &Entry) -> Vec<String> {
    let mut paragraphs = vec![heading_of_part("Sanksi", scene.faq, entry)];
    if !entry.sanctions.is_empty() {
        let names: Vec<&str> = entry.sanctions.iter().copied().map(sanction_name).collect();
        paragraphs.push(format!("Yang disebut aturan: {}.", names.join("; ")));
    }
    paragraphs.push(match &entry.explanation.sanction {
        Some(text) => from_markdown(text),
        None => "Jenis dan berat sanksi diputuskan pejabat yang berwenang di instansi setelah pemeriksaan."
            .to_owned(),
    });
    paragraphs.extend(caveat(entry));
    paragraphs.extend(footer(scene, entry));
    paragraphs
}

pub(super) fn sanction_name(sanction: Sanction) -> &'static str {
    match sanction {
        Sanction::Moral => "sanksi moral (kode etik)",
        Sanction::DisiplinRingan => "hukuman disiplin ringan",
        Sanction::DisiplinSedang => "hukuman disiplin sedang",
        Sanction::DisiplinBerat => "hukuman disiplin berat",
        Sanction::Pemberhentian => "pemberhentian",
        Sanction::Pidana => "pidana",
    }
}

fn for_status(scene: Scene<'_>, entry: &Entry, employment: Employment) -> Vec<String> {
    let name = format!("Untuk {}", employment_name(employment));
    let section = entry.explanation.sections.iter().find(|section| section.employment == employment);
    let text = match section {
        Some(section) => from_markdown(&section.body),
        None if entry.applies_to.contains(&employment) => {
            format!("Jawabannya sama: {}", escape(&entry.summary))
        }
        None => "Belum ada penjelasan khusus untuk status ini. Tanyakan dulu sebelum bertindak.".to_owned(),
    };
    let mut paragraphs = vec![heading_of_part(&name, scene.faq, entry), text];
    paragraphs.extend(caveat(entry));
    paragraphs.extend(footer(scene, entry));
    paragraphs
}

fn related(scene: Scene<'_>, entry: &Entry) -> Vec<String> {
    vec![
        format!("<b>Pertanyaan terkait</b> · {}", escape(&entry.title)),
        numbered_entries(scene.faq, &entry.related),
        "Tekan salah satu, atau ketik nomornya.".to_owned(),
    ]
}
