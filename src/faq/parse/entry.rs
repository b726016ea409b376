//! Reads one entry's file: the header between `+++` lines, then the answer.

use std::ops::Range;

use crate::faq::Confirmation;
use crate::faq::Employment;
use crate::faq::EntryId;
use crate::faq::Label;
use crate::faq::LegalBasis;
use crate::faq::LegalReview;
use crate::faq::Sanction;
use crate::faq::Subquestion;
use crate::faq::Verdict;
use crate::faq::draft::At;
use crate::faq::draft::Content;
use crate::faq::parse::body;
use crate::faq::parse::fields::Fields;
use crate::faq::parse::fields::Key;
use crate::faq::parse::sheet::Sheet;
use crate::faq::wording;

const FENCE: &str = "+++";

const TITLE: Key = Key { name: "judul", example: "judul = \"Bolehkah ASN …?\"" };
const VERDICT: Key = Key { name: "putusan", example: "putusan = \"dilarang\"" };
const LABEL: Key = Key { name: "label", example: "label = \"panduan\"" };
const APPLIES_TO: Key = Key { name: "berlaku_untuk", example: "berlaku_untuk = [\"pns\", \"pppk\"]" };
const BASIS: Key = Key { name: "dasar", example: "dasar = [\"pp-94-2021:pasal-5-n\"]" };
const SANCTIONS: Key = Key { name: "sanksi", example: "sanksi = [\"moral\"]" };
const POSSIBLE_SANCTIONS: Key =
    Key { name: "sanksi_mungkin", example: "sanksi_mungkin = [\"disiplin-berat\"]" };
const STEP: Key = Key { name: "sekarang", example: "sekarang = \"Simpan undangannya, jangan hadir.\"" };
const ASK: Key = Key { name: "bertanya", example: "bertanya = \"LKBH KORPRI atau advokat\"" };
const RELATED: Key = Key { name: "terkait", example: "terkait = [\"foto-bersama-calon\"]" };
const SUBQUESTIONS: Key =
    Key { name: "subtanya", example: "subtanya = [\"Foto lama? = foto lama jangan diunggah\"]" };
const CHECKED_ON: Key = Key { name: "diperiksa", example: "diperiksa = 2026-02-23" };
const CAUTION: Key =
    Key { name: "catatan", example: "catatan = \"Besaran denda belum pasti; tanya Bawaslu.\"" };
const REVIEW_NOTE: Key = Key { name: "tinjau", example: "tinjau = \"Pedoman 2024, periksa yang terbaru.\"" };
const UNDER_REVIEW: Key = Key { name: "ditinjau", example: "ditinjau = \"Menunggu surat edaran terbaru.\"" };
const CONFIRMED: Key =
    Key { name: "dikonfirmasi", example: "dikonfirmasi = [\"uu-7-2017:pasal-280@2026-11-22\"]" };
const LEGAL_REVIEW: Key = Key {
    name: "telaah_hukum",
    example: "telaah_hukum = \"Bagian Hukum Setda@2026-12-03#0a1b2c3d4e5f60718293a4b5c6d7e8f9\"",
};
const PHRASES: Key = Key { name: "tanya", example: "tanya = [\"boleh ga sih …\"]" };
const NEAR_MISSES: Key = Key { name: "bukan", example: "bukan = [\"…\"]" };
const KEYS: [Key; 19] = [
    TITLE,
    VERDICT,
    LABEL,
    APPLIES_TO,
    BASIS,
    SANCTIONS,
    POSSIBLE_SANCTIONS,
    STEP,
    ASK,
    RELATED,
    SUBQUESTIONS,
    CHECKED_ON,
    CONFIRMED,
    LEGAL_REVIEW,
    UNDER_REVIEW,
    CAUTION,
    REVIEW_NOTE,
    PHRASES,
    NEAR_MISSES,
];

/// Reads what an entry's file says, reporting everything that is wrong within it.
pub(super) fn read(sheet: &mut Sheet<'_>) -> Content {
    let Some(parts) = split(sheet) else { return Content::default() };
    let table = sheet.toml(parts.header.clone());
    let fields = Fields::new(&table, sheet.line_at(parts.header.start).saturating_sub(1).max(1));
    let header = read_header(sheet, &fields);
    let answer = body::read(sheet, parts.body);
    Content { summary: answer.summary, explanation: answer.explanation, ..header }
}

/// Where the two parts of an entry lie in its text.
struct Parts {
    header: Range<usize>,
    body: Range<usize>,
}

/// Finds the header and the body; without a closing fence, the header ends where the answer begins.
fn split(sheet: &mut Sheet<'_>) -> Option<Parts> {
    let (start, text) = sheet.unmarked();
    let end = start + text.len();
    if let Some(fences) = fences(sheet.text(0..end)) {
        return Some(Parts { header: fences.header, body: fences.answer_start..end });
    }
    let mut lines = lines_with_offsets(start, text);
    let Some((_, first)) = lines.next().filter(|(_, line)| is_fence(line)) else {
        sheet.report(1, wording::header_missing());
        return None;
    };
    let header_start = start + first.len();
    let Some((offset, _)) = lines.find(|(_, line)| body::opens_summary(line)) else {
        sheet.report(1, wording::header_unclosed());
        return None;
    };
    sheet.report(sheet.line_at(offset), wording::header_unclosed());
    Some(Parts { header: header_start..offset, body: offset..end })
}

/// Where an entry's text has its header, and where its answer starts.
pub(in crate::faq) struct Fences {
    pub(in crate::faq) header: Range<usize>,
    pub(in crate::faq) answer_start: usize,
}

/// Finds the header, if both fences stand before the answer begins.
pub(in crate::faq) fn fences(text: &str) -> Option<Fences> {
    let unmarked = text.strip_prefix('\u{feff}').unwrap_or(text);
    let start = text.len() - unmarked.len();
    let mut lines = lines_with_offsets(start, unmarked);
    let (_, first) = lines.next().filter(|(_, line)| is_fence(line))?;
    let (end, fence) = lines.find(|(_, line)| is_fence(line) || body::opens_summary(line))?;
    is_fence(fence).then(|| Fences { header: start + first.len()..end, answer_start: end + fence.len() })
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == FENCE
}

fn lines_with_offsets(start: usize, text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(start, |next, line| {
        let offset = *next;
        *next += line.len();
        Some((offset, line))
    })
}

fn read_header(sheet: &mut Sheet<'_>, fields: &Fields<'_>) -> Content {
    fields.allow_only(sheet, &KEYS);
    let verdict = fields.text(sheet, VERDICT);
    let verdict = verdict
        .and_then(|word| choice(sheet, VERDICT, &word, Verdict::parse, Verdict::ALL.map(Verdict::as_str)));
    let applies_to = fields.texts(sheet, APPLIES_TO);
    let basis = fields.texts(sheet, BASIS);
    let (sanctions, possible_sanctions) = sanctions(sheet, fields);
    let related = fields.texts_or_none(sheet, RELATED);
    Content {
        title: fields.text(sheet, TITLE),
        verdict,
        relabelled: label(sheet, fields, verdict),
        applies_to: choices(
            sheet,
            APPLIES_TO,
            &applies_to,
            Employment::parse,
            Employment::ALL.map(Employment::as_str),
        ),
        basis: basis.into_iter().filter_map(|word| legal_basis(sheet, word)).collect(),
        sanctions,
        possible_sanctions,
        step: optional(sheet, fields, STEP),
        ask: optional(sheet, fields, ASK),
        related: related.into_iter().filter_map(|word| slug(sheet, word, EntryId::parse)).collect(),
        subquestions: subquestions(sheet, fields),
        checked_on: fields.date(sheet, CHECKED_ON),
        caution: optional(sheet, fields, CAUTION),
        review_note: optional(sheet, fields, REVIEW_NOTE),
        under_review: optional(sheet, fields, UNDER_REVIEW),
        confirmed: confirmed(sheet, fields),
        legal_review: legal_review(sheet, fields),
        phrases_line: fields.line_of(sheet, PHRASES),
        phrases: fields.texts(sheet, PHRASES),
        near_misses: fields.optional_texts(sheet, NEAR_MISSES),
        ..Content::default()
    }
}

fn optional(sheet: &mut Sheet<'_>, fields: &Fields<'_>, key: Key) -> Option<String> {
    fields.optional_text(sheet, key).map(|text| text.value)
}

/// Returns the label that stands in place of the verdict's word, or reports one that contradicts the verdict.
fn label(sheet: &mut Sheet<'_>, fields: &Fields<'_>, verdict: Option<Verdict>) -> Option<Label> {
    let word = fields.optional_text(sheet, LABEL)?;
    let label = choice(sheet, LABEL, &word, Label::parse, Label::WRITTEN.map(Label::as_str))?;
    if let Some(verdict) = verdict.filter(|verdict| !label.fits(*verdict)) {
        sheet.report(word.line, wording::label_against_verdict(label.as_str(), verdict.as_str()));
    }
    Some(label)
}

/// Returns the sanctions that norms name, and those that may follow without being named; none is both.
fn sanctions(sheet: &mut Sheet<'_>, fields: &Fields<'_>) -> (Vec<Sanction>, Vec<Sanction>) {
    let names = || Sanction::ALL.map(Sanction::as_str);
    let named = fields.texts_or_none(sheet, SANCTIONS);
    let possible = fields.optional_texts(sheet, POSSIBLE_SANCTIONS);
    let is_named = |word: &At<String>| named.iter().any(|other| other.value == word.value);
    for word in possible.iter().filter(|word| is_named(word)) {
        sheet.report(word.line, wording::sanction_in_both(&word.value));
    }
    let named = choices(sheet, SANCTIONS, &named, Sanction::parse, names());
    (named, choices(sheet, POSSIBLE_SANCTIONS, &possible, Sanction::parse, names()))
}

/// Returns the questions an entry must answer, or reports lines that don't say where they are answered.
fn subquestions(sheet: &mut Sheet<'_>, fields: &Fields<'_>) -> Vec<At<Subquestion>> {
    let lines = fields.optional_texts(sheet, SUBQUESTIONS);
    let mut read = |line: At<String>| {
        let subquestion = Subquestion::parse(&line.value);
        if subquestion.is_none() {
            sheet.report(line.line, wording::bad_subquestion(&line.value));
        }
        subquestion.map(|value| At { line: line.line, value })
    };
    lines.into_iter().filter_map(&mut read).collect()
}

fn legal_review(sheet: &mut Sheet<'_>, fields: &Fields<'_>) -> Option<LegalReview> {
    let text = fields.optional_text(sheet, LEGAL_REVIEW)?;
    let review = LegalReview::parse(&text.value);
    if review.is_none() {
        sheet.report(text.line, wording::bad_legal_review(&text.value));
    }
    review
}

/// Returns what a word stands for, or reports the words that could stand there.
pub(super) fn choice<T, const N: usize>(
    sheet: &mut Sheet<'_>,
    key: Key,
    word: &At<String>,
    parse: fn(&str) -> Option<T>,
    names: [&'static str; N],
) -> Option<T> {
    let chosen = parse(&word.value);
    if chosen.is_none() {
        sheet.report(word.line, wording::unknown_choice(key.name, &word.value, names.into_iter()));
    }
    chosen
}

/// Returns what each word of a list stands for, without repetitions, which are reported.
fn choices<T: PartialEq, const N: usize>(
    sheet: &mut Sheet<'_>,
    key: Key,
    words: &[At<String>],
    parse: fn(&str) -> Option<T>,
    names: [&'static str; N],
) -> Vec<T> {
    let mut chosen = Vec::with_capacity(words.len());
    for word in words {
        match choice(sheet, key, word, parse, names) {
            Some(one) if chosen.contains(&one) => {
                sheet.report(word.line, wording::repeated_item(key.name, &word.value));
            }
            Some(one) => chosen.push(one),
            None => {}
        }
    }
    chosen
}

pub(super) fn legal_basis(sheet: &mut Sheet<'_>, word: At<String>) -> Option<At<LegalBasis>> {
    let basis = LegalBasis::parse(&word.value);
    if basis.is_none() {
        sheet.report(word.line, wording::bad_basis(&word.value));
    }
    basis.map(|value| At { line: word.line, value })
}

/// Returns the marks of law that were confirmed, or reports what can't be one.
fn confirmed(sheet: &mut Sheet<'_>, fields: &Fields<'_>) -> Vec<Confirmation> {
    let words = fields.optional_texts(sheet, CONFIRMED);
    let mut read = |word: At<String>| {
        let confirmation = Confirmation::parse(&word.value);
        if confirmation.is_none() {
            sheet.report(word.line, wording::bad_confirmation(&word.value));
        }
        confirmation
    };
    words.into_iter().filter_map(&mut read).collect()
}

/// Returns the identifier a word is, or reports that it can't be one.
pub(super) fn slug<T>(
    sheet: &mut Sheet<'_>,
    word: At<String>,
    parse: fn(&str) -> Option<T>,
) -> Option<At<T>> {
    let id = parse(&word.value);
    if id.is_none() {
        sheet.report(word.line, wording::not_a_slug(&word.value));
    }
    id.map(|value| At { line: word.line, value })
}
