//! Entries of the FAQ as people see them: verdict first, always with date and whom to ask.

pub(super) mod first_screen;

pub use first_screen::too_long;

use crate::conversation::Part;
use crate::conversation::Preface;
use crate::conversation::State;
use crate::faq::Employment;
use crate::faq::Entry;
use crate::faq::Faq;
use crate::faq::Label;
use crate::faq::LegalBasis;
use crate::faq::Norm;
use crate::faq::NormId;
use crate::faq::Sanction;
use crate::faq::Verdict;
use crate::texts::Scene;
use crate::texts::label::employment_name;
use crate::texts::label::numbered_entries;
use crate::texts::markup::LONGEST_MESSAGE;
use crate::texts::markup::escape;
use crate::texts::markup::from_markdown;
use crate::texts::markup::length;
use crate::texts::review;
use crate::texts::review::long_date;
use crate::texts::review::month_of;

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
        part if review::hides(entry, part) => review::in_place_of_answer(scene, state, entry),
        Part::Answer => first_screen::paragraphs(scene, state, entry),
        Part::More => more(scene, entry),
        Part::Basis => basis(scene, entry),
        Part::Sanction => sanction(scene, entry),
        Part::For(employment) => for_status(scene, entry, employment),
        Part::Related => related(scene, entry),
    });
    if part != Part::Related {
        let reader = if let Part::For(employment) = part { Some(employment) } else { state.employment };
        if part != Part::Basis {
            paragraphs.push(format!("<b>Dasar:</b> {}", first_screen::basis_in_short(scene.faq, entry)));
        }
        paragraphs.push(footer(scene, entry, reader));
    }
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

/// The label and the question it answers.
fn heading(faq: &Faq, entry: &Entry) -> String {
    heading_of_part(label_word(entry.label()), faq, entry)
}

/// A heading, which warns where the law changed or the entry is under review.
fn heading_of_part(name: &str, faq: &Faq, entry: &Entry) -> String {
    let heading = format!("<b>{name}</b> · {}", escape(&entry.title));
    review::banner(faq, entry).map_or_else(|| heading.clone(), |banner| format!("{heading}\n{banner}"))
}

/// Returns the word a verdict is told by.
pub(super) fn verdict_word(verdict: Verdict) -> &'static str {
    label_word(Label::of(verdict))
}

/// Returns the word that stands over an answer.
pub(super) fn label_word(label: Label) -> &'static str {
    match label {
        Label::Allowed => "BOLEH",
        Label::Forbidden => "DILARANG",
        Label::Conditional => "BERSYARAT",
        Label::Avoid => "HINDARI",
        Label::Explanation => "PENJELASAN",
        Label::Guide => "PANDUAN",
    }
}

/// The summary without the label's word, which the heading already says.
pub(super) fn without_label(entry: &Entry) -> String {
    let word = label_word(entry.label());
    let said = entry.summary.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let rest = entry.summary.get(word.len()..).unwrap_or_default().trim_start();
    match rest.strip_prefix(['.', ':']) {
        Some(rest) if said && !rest.trim().is_empty() => rest.trim_start().to_owned(),
        _ => entry.summary.clone(),
    }
}

/// One quiet line under every screen: guidance, date of the sources, who has reviewed it, whom to ask.
fn footer(scene: Scene<'_>, entry: &Entry, employment: Option<Employment>) -> String {
    let reviewed = match entry.valid_review() {
        Some(review) => format!("ditinjau {}, {}", escape(&review.by), long_date(review.on)),
        None => "belum ditinjau ahli hukum".to_owned(),
    };
    format!(
        "<i>Panduan, bukan nasihat hukum; sumber s.d. {}, {reviewed}. Tanya: {}.</i>",
        month_of(scene.faq.known_until(entry)),
        whom_to_ask_about(scene, entry, employment)
    )
}

/// Whom to ask about an entry: as the entry says, or its group, or the reader's status, or else the agency.
pub(super) fn whom_to_ask_about(scene: Scene<'_>, entry: &Entry, employment: Option<Employment>) -> String {
    let of_group = || scene.faq.group(&entry.group).and_then(|group| group.ask.as_ref());
    let of_status = || scene.faq.ask_by_status.get(&employment?);
    let said = entry.ask.as_ref().or_else(of_group).or_else(of_status);
    let said = said.map_or_else(|| whom_to_ask(scene), |said| escape(said));
    for_reader(&said, employment)
}

/// KORPRI is the corps of civil servants: others are sent to legal aid that is there for them.
fn for_reader(said: &str, employment: Option<Employment>) -> String {
    match employment {
        Some(employment) if !employment.is_asn() => said
            .replace("LKBH KORPRI", "organisasi bantuan hukum (OBH)")
            .replace("lembaga bantuan hukum KORPRI", "organisasi bantuan hukum (OBH)")
            .replace("bantuan hukum KORPRI", "bantuan hukum (OBH)"),
        _ => said.to_owned(),
    }
}

/// Whom to ask in person.
pub(super) fn whom_to_ask(scene: Scene<'_>) -> String {
    match (&scene.agency.name, &scene.agency.contact) {
        (Some(name), Some(contact)) => format!("{}, {}", escape(name), escape(contact)),
        (Some(name), None) => escape(name),
        (None, _) => "BKPSDM/BKD atau bagian kepegawaian Anda".to_owned(),
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
    paragraphs.extend(first_screen::caution(entry));
    paragraphs
}

/// Room that the other paragraphs of the screen of legal bases need in its message.
const BESIDE_BASES: usize = 700;

/// Every norm with its articles; where that is too much for one message, without their titles and states.
fn basis(scene: Scene<'_>, entry: &Entry) -> Vec<String> {
    let heading = heading_of_part("Dasar hukum", scene.faq, entry);
    let norms = by_norm(scene.faq, entry);
    let full: Vec<String> = norms.iter().map(|(norm, cited)| full_citation(*norm, cited)).collect();
    let fits = length(&full.join("\n\n")) <= LONGEST_MESSAGE - BESIDE_BASES;
    let told =
        if fits { full } else { norms.into_iter().map(|(_, cited)| format!("• <b>{cited}</b>")).collect() };
    [heading].into_iter().chain(told).collect()
}

/// The norms of an entry, each once, with everything it cites of it.
pub(super) fn by_norm<'faq>(faq: &'faq Faq, entry: &Entry) -> Vec<(Option<&'faq Norm>, String)> {
    let mut norms: Vec<(&NormId, String)> = Vec::new();
    for basis in &entry.basis {
        match norms.iter_mut().find(|(norm, _)| *norm == &basis.norm) {
            Some((_, cited)) => {
                cited.extend(article_label(faq, basis).map(|article| format!("; {article}")));
            }
            None => norms.push((&basis.norm, citation(faq, basis))),
        }
    }
    norms.into_iter().map(|(norm, cited)| (faq.norms.get(norm), cited)).collect()
}

fn full_citation(norm: Option<&Norm>, cited: &str) -> String {
    let Some(norm) = norm else { return format!("• <b>{cited}</b>") };
    let title = match &norm.link {
        Some(link) => format!("<a href=\"{}\">{}</a>", escape(link), escape(&norm.title)),
        None => escape(&norm.title),
    };
    format!("• <b>{cited}</b>\n{title}\n<i>Status: {}</i>", escape(&norm.status))
}

fn sanction(scene: Scene<'_>, entry: &Entry) -> Vec<String> {
    let mut paragraphs = vec![heading_of_part("Sanksi", scene.faq, entry)];
    let kinds = [
        ("Yang disebut aturan", &entry.sanctions),
        ("Yang mungkin dikenakan (kesimpulan, tidak disebut khusus)", &entry.possible_sanctions),
    ];
    let kinds = kinds.into_iter().filter(|(_, kinds)| !kinds.is_empty()).map(|(heading, kinds)| {
        let names: Vec<&str> = kinds.iter().copied().map(sanction_name).collect();
        format!("{heading}: {}.", names.join("; "))
    });
    paragraphs.push(kinds.collect::<Vec<_>>().join("\n"));
    paragraphs.push(match &entry.explanation.sanction {
        Some(text) => from_markdown(text),
        None => "Jenis dan berat sanksi diputuskan pejabat yang berwenang di instansi setelah pemeriksaan."
            .to_owned(),
    });
    paragraphs.extend(first_screen::caution(entry));
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
    let text = match entry.section(employment) {
        Some(section) => from_markdown(&section.body),
        None if entry.applies_to.contains(&employment) => {
            format!("Jawabannya sama: {}", escape(&entry.summary))
        }
        None => "Belum ada penjelasan khusus untuk status ini. Tanyakan dulu sebelum bertindak.".to_owned(),
    };
    let mut paragraphs = vec![heading_of_part(&name, scene.faq, entry), text];
    paragraphs.extend(first_screen::caution(entry));
    paragraphs
}

fn related(scene: Scene<'_>, entry: &Entry) -> Vec<String> {
    vec![
        format!("<b>Pertanyaan terkait</b> · {}", escape(&entry.title)),
        numbered_entries(scene.faq, &entry.related),
        "Tekan salah satu, atau ketik nomornya.".to_owned(),
    ]
}
