//! The first screen of an entry: all that somebody in a hurry needs, in words a school-leaver understands.
//!
//! In this order: the label and the question; the answer; what a person's own status changes; the one thing to
//! do now; what it can come to; a doubt that changes what to do; two norms; one quiet line. Everything else is a
//! tap away.

use crate::conversation::Part;
use crate::conversation::State;
use crate::faq::Employment;
use crate::faq::Entry;
use crate::faq::Faq;
use crate::faq::Label;
use crate::faq::Problem;
use crate::faq::Sanction;
use crate::faq::Severity;
use crate::faq::Verdict;
use crate::faq::edit;
use crate::texts::Agency;
use crate::texts::Scene;
use crate::texts::entry::citation;
use crate::texts::entry::for_reader;
use crate::texts::entry::heading;
use crate::texts::entry::html;
use crate::texts::entry::sanction_name;
use crate::texts::entry::without_label;
use crate::texts::label::employment_name;
use crate::texts::markup::bold;
use crate::texts::markup::escape;
use crate::texts::markup::from_markdown;
use crate::texts::markup::length;

/// Most letters of a first screen: what a phone shows with little scrolling.
const LONGEST: usize = 700;

/// Norms that the first screen names.
const NORMS: usize = 2;

/// The answer: everything somebody in a hurry must know.
pub(super) fn paragraphs(scene: Scene<'_>, state: &State, entry: &Entry) -> Vec<String> {
    let employment = state.employment;
    let mut paragraphs = vec![heading(scene.faq, entry), escape(&without_label(entry))];
    paragraphs.extend(employment.and_then(|employment| tailored(entry, employment)));
    let step = entry.step.as_ref().map(|step| for_reader(&escape(step), employment));
    paragraphs.extend(step.map(|step| format!("<b>Sekarang:</b> {step}")));
    paragraphs.extend(consequence(entry, employment));
    paragraphs.extend(caution(entry));
    paragraphs
}

/// What the person's own status changes: the first paragraph of its section.
fn tailored(entry: &Entry, employment: Employment) -> Option<String> {
    let name = employment_name(employment);
    if let Some(section) = entry.section(employment) {
        let lead = section.body.split("\n\n").next().unwrap_or_default();
        return Some(format!("{} {}", bold(&format!("Untuk {name}:")), from_markdown(lead)));
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

/// A doubt that changes what people should do.
pub(super) fn caution(entry: &Entry) -> Option<String> {
    let caution = entry.caution.as_ref()?;
    Some(format!("<i>Catatan: {}</i>", escape(caution)))
}

/// What it can come to. Whoever has a section of his own reads it there; others than civil servants aren't
/// punished by the rules of an entry that is for those, too.
pub(in crate::texts) fn consequence(entry: &Entry, employment: Option<Employment>) -> Option<String> {
    let is_told = employment.is_some_and(|employment| entry.section(employment).is_some());
    // What something means, or what to do, threatens nobody.
    if is_told
        || entry.verdict == Verdict::Info
        || !employment.is_none_or(|employment| is_punished(entry, employment))
    {
        return None;
    }
    let names = sanction_names(entry.all_sanctions());
    let (last, others) = names.split_last()?;
    let listed = match others {
        [] => last.clone(),
        [one] => format!("{one} atau {last}"),
        others => format!("{}, atau {last}", others.join(", ")),
    };
    let others = if employment.is_none() { consequence_for_others(entry) } else { String::new() };
    Some(format!("{} {listed}.{others}", opening(entry)))
}

/// What is permitted, or guided through, can only be punished where it is done otherwise.
fn opening(entry: &Entry) -> &'static str {
    match entry.label() {
        Label::Avoid => "Bila dinilai melanggar, akibatnya bisa",
        Label::Forbidden => "Akibatnya bisa",
        _ => "Bila dilanggar, akibatnya bisa",
    }
}

fn is_punished(entry: &Entry, employment: Employment) -> bool {
    employment.is_asn() || !entry.applies_to.iter().any(|other| other.is_asn())
}

/// Names sanctions, the disciplinary ones together.
fn sanction_names(sanctions: impl Iterator<Item = Sanction>) -> Vec<String> {
    let present: Vec<Sanction> = sanctions.collect();
    let mut names: Vec<String> = Vec::new();
    let mut discipline: Vec<&str> = Vec::new();
    for sanction in Sanction::ALL.into_iter().filter(|sanction| present.contains(sanction)) {
        match sanction.discipline() {
            Some(degree) => discipline.push(degree),
            None => names.push(sanction_name(sanction).to_owned()),
        }
    }
    if !discipline.is_empty() {
        let place = usize::from(present.contains(&Sanction::Moral));
        let degrees = match discipline.as_slice() {
            [first, _, last] => format!("{first} sampai {last}"),
            degrees => degrees.join(" atau "),
        };
        names.insert(place, format!("hukuman disiplin {degrees}"));
    }
    names
}

/// What discipline means to those whom it can cost their whole employment.
fn consequence_for_others(entry: &Entry) -> String {
    let weighs = |sanction: Sanction| {
        matches!(sanction, Sanction::DisiplinSedang | Sanction::DisiplinBerat | Sanction::Pemberhentian)
    };
    if !entry.all_sanctions().any(weighs) {
        return String::new();
    }
    let told =
        [(Employment::Cpns, "CPNS bisa diberhentikan"), (Employment::Pppk, "PPPK bisa diputus kontraknya")];
    let told: Vec<&str> =
        told.into_iter().filter(|(who, _)| entry.applies_to.contains(who)).map(|(_, told)| told).collect();
    if told.is_empty() { String::new() } else { format!(" {}.", told.join("; ")) }
}

/// The first norms with one article each, and how many more stand behind the button.
pub(super) fn basis_in_short(faq: &Faq, entry: &Entry) -> String {
    let mut named = Vec::new();
    for basis in &entry.basis {
        if !named.iter().any(|(norm, _)| *norm == &basis.norm) {
            named.push((&basis.norm, citation(faq, basis)));
        }
    }
    named.truncate(NORMS);
    let others = entry.basis.len().saturating_sub(named.len());
    let cited: Vec<String> = named.into_iter().map(|(_, cited)| cited).collect();
    match others {
        0 => format!("{}.", cited.join("; ")),
        others => format!("{}; dan {others} lainnya.", cited.join("; ")),
    }
}

/// Finds the entries whose first screen is too long, for whichever status.
#[must_use]
pub fn too_long(faq: &Faq) -> Vec<Problem> {
    faq.entries.iter().filter_map(|entry| too_long_entry(faq, entry)).collect()
}

fn too_long_entry(faq: &Faq, entry: &Entry) -> Option<Problem> {
    let agency = Agency::default();
    let scene = Scene { faq, agency: &agency, bot: None, takes_tips: false };
    let letters = |employment| {
        let state = State { employment, ..State::default() };
        length(&html(scene, &state, entry, Part::Answer, None))
    };
    let readers = [None].into_iter().chain(entry.applies_to.iter().copied().map(Some));
    let (letters, reader) =
        readers.map(|reader| (letters(reader), reader)).max_by_key(|(letters, _)| *letters)?;
    let whose = reader.map_or_else(String::new, |reader| format!(" bagi {}", employment_name(reader)));
    (letters > LONGEST).then(|| Problem {
        file: edit::path(&entry.group, &entry.id),
        line: None,
        severity: Severity::Warning,
        what: format!("Layar pertama{whose} panjangnya {letters} huruf."),
        remedy: format!(
            "Persingkat `Ringkas:`, `sekarang`, `catatan`, atau paragraf pertama bagian statusnya sampai paling banyak {LONGEST} huruf."
        ),
    })
}
