//! Reads one entry's file: the header between `+++` lines, then the answer.

use std::ops::Range;

use crate::faq::Confirmation;
use crate::faq::Employment;
use crate::faq::EntryId;
use crate::faq::LegalBasis;
use crate::faq::Sanction;
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
const APPLIES_TO: Key = Key { name: "berlaku_untuk", example: "berlaku_untuk = [\"pns\", \"pppk\"]" };
const BASIS: Key = Key { name: "dasar", example: "dasar = [\"pp-94-2021:pasal-5-n\"]" };
const SANCTIONS: Key = Key { name: "sanksi", example: "sanksi = [\"moral\"]" };
const RELATED: Key = Key { name: "terkait", example: "terkait = [\"foto-bersama-calon\"]" };
const CHECKED_ON: Key = Key { name: "diperiksa", example: "diperiksa = 2026-02-23" };
const REVIEW_NOTE: Key = Key { name: "tinjau", example: "tinjau = \"Pedoman 2024, periksa yang terbaru.\"" };
const UNDER_REVIEW: Key = Key { name: "ditinjau", example: "ditinjau = \"Menunggu surat edaran terbaru.\"" };
const CONFIRMED: Key =
    Key { name: "dikonfirmasi", example: "dikonfirmasi = [\"uu-7-2017:pasal-280@2026-11-22\"]" };
const PHRASES: Key = Key { name: "tanya", example: "tanya = [\"boleh ga sih …\"]" };
const NEAR_MISSES: Key = Key { name: "bukan", example: "bukan = [\"…\"]" };
const KEYS: [Key; 12] = [
    TITLE,
    VERDICT,
    APPLIES_TO,
    BASIS,
    SANCTIONS,
    RELATED,
    CHECKED_ON,
    CONFIRMED,
    UNDER_REVIEW,
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
    let applies_to = fields.texts(sheet, APPLIES_TO);
    let basis = fields.texts(sheet, BASIS);
    let sanctions = fields.texts_or_none(sheet, SANCTIONS);
    let related = fields.texts_or_none(sheet, RELATED);
    Content {
        title: fields.text(sheet, TITLE),
        verdict: verdict.and_then(|word| {
            choice(sheet, VERDICT, &word, Verdict::parse, Verdict::ALL.map(Verdict::as_str))
        }),
        applies_to: choices(
            sheet,
            APPLIES_TO,
            &applies_to,
            Employment::parse,
            Employment::ALL.map(Employment::as_str),
        ),
        basis: basis.into_iter().filter_map(|word| legal_basis(sheet, word)).collect(),
        sanctions: choices(
            sheet,
            SANCTIONS,
            &sanctions,
            Sanction::parse,
            Sanction::ALL.map(Sanction::as_str),
        ),
        related: related.into_iter().filter_map(|word| slug(sheet, word, EntryId::parse)).collect(),
        checked_on: fields.date(sheet, CHECKED_ON),
        review_note: fields.optional_text(sheet, REVIEW_NOTE).map(|note| note.value),
        under_review: fields.optional_text(sheet, UNDER_REVIEW).map(|reason| reason.value),
        confirmed: confirmed(sheet, fields),
        phrases_line: fields.line_of(sheet, PHRASES),
        phrases: fields.texts(sheet, PHRASES),
        near_misses: fields.optional_texts(sheet, NEAR_MISSES),
        ..Content::default()
    }
}

/// Returns what a word stands for, or reports the words that could stand there.
fn choice<T, const N: usize>(
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

fn legal_basis(sheet: &mut Sheet<'_>, word: At<String>) -> Option<At<LegalBasis>> {
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
