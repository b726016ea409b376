//! The first lines: the word over the answer, the answer itself, the one step.

use crate::faq::Entry;
use crate::faq::Verdict;
use crate::faq::asks_yes_or_no;
use crate::faq::problem::Finding;
use crate::faq::wording;

/// Sentences of a summary after its first word.
const MOST_SENTENCES: usize = 2;

pub(super) fn check(entry: &Entry) -> Vec<Finding> {
    let mut findings = Vec::new();
    let label = entry.label();
    if label.is_verdict() && !asks_yes_or_no(&entry.title) {
        findings.push(wording::label_for_what(label.as_str()));
    }
    let answer = after_label(entry);
    if label.is_verdict() && answer.is_none() {
        findings.push(wording::summary_without_label(label.as_str()));
    }
    let answer = answer.unwrap_or(&entry.summary);
    let sentences = sentences(answer);
    if sentences > MOST_SENTENCES {
        findings.push(wording::summary_sentences(sentences, MOST_SENTENCES));
    }
    let first_lines = [Some(&entry.summary), entry.step.as_ref()];
    if first_lines.into_iter().flatten().any(|text| names_article(text)) {
        findings.push(wording::article_in_first_lines());
    }
    if entry.step.is_none() {
        findings.push(wording::step_missing());
    }
    if entry.verdict == Verdict::Forbidden && entry.all_sanctions().next().is_none() {
        findings.push(wording::forbidden_without_sanction());
    }
    findings
}

/// The summary after the word of its label, if it begins with that.
fn after_label(entry: &Entry) -> Option<&str> {
    let word = entry.label().as_str();
    let start = entry.summary.get(..word.len())?;
    let rest = entry.summary.get(word.len()..)?;
    start.eq_ignore_ascii_case(word).then(|| rest.trim_start_matches(['.', ':', ',', ' ']))
}

fn sentences(text: &str) -> usize {
    let ends = |word: &str| word.trim_end_matches(['"', ')', '”']).ends_with(['.', '?', '!']);
    let words: Vec<&str> = text.split_whitespace().collect();
    let open = words.last().is_some_and(|last| !ends(last));
    words.iter().filter(|word| ends(word)).count().saturating_add(usize::from(open))
}

/// Whether a text names an article or a rule by its number: `Pasal 5`, `PP 94/2021`.
fn names_article(text: &str) -> bool {
    let is_numbered = |word: &str| {
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        word.split_once('/').is_some_and(|(number, year)| {
            let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            digits(number) && year.len() == 4 && digits(year)
        })
    };
    let names_part = |word: &str| {
        matches!(word.trim_matches(|letter: char| !letter.is_alphanumeric()), "Pasal" | "Lampiran")
    };
    text.split_whitespace().any(|word| names_part(word) || is_numbered(word))
}
