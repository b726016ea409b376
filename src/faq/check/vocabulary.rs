//! The vocabulary: every word leads to its standard word in one step.

use std::collections::BTreeMap;

use crate::faq::Problem;
use crate::faq::draft::VocabularyDraft;
use crate::faq::wording;

const FILE: &str = "_kosakata.toml";

pub(super) fn check(vocabulary: &VocabularyDraft) -> Vec<Problem> {
    let pairs = vocabulary.words.iter().map(|pair| (pair.value.0.as_str(), pair.value.1.as_str()));
    let replacements: BTreeMap<&str, &str> = pairs.collect();
    let mut problems = Vec::new();
    for pair in &vocabulary.words {
        let (word, value) = &pair.value;
        if word == value {
            problems.push(wording::word_means_itself(word).at(FILE, pair.line));
        } else if let Some((link, next)) = chain(value, &replacements) {
            problems.push(wording::word_chain(word, value, link, next).at(FILE, pair.line));
        }
        if !can_be_met(word) {
            problems.push(wording::word_never_met(word).at(FILE, pair.line));
        }
    }
    for word in vocabulary.concepts.iter().flat_map(|(_, words)| words) {
        let replaced = replacements.get(word.value.as_str()).filter(|next| **next != word.value);
        problems.extend(
            replaced.map(|next| wording::concept_word_replaced(&word.value, next).at(FILE, word.line)),
        );
    }
    problems
}

/// Returns the part of a replacement, a word or the whole, that would itself be replaced.
fn chain<'v>(value: &'v str, replacements: &BTreeMap<&str, &'v str>) -> Option<(&'v str, &'v str)> {
    let parts = value.split_whitespace().chain([value]);
    let mut links = parts.filter_map(|part| Some((part, *replacements.get(part)?)));
    links.find(|(part, next)| part != next)
}

/// Whether a question, once it is in lower case and without punctuation, can hold this word.
fn can_be_met(word: &str) -> bool {
    let is_plain = word.split(' ').all(|part| !part.is_empty());
    is_plain
        && word.to_lowercase() == word
        && !word.contains(|letter: char| letter.is_whitespace() && letter != ' ')
}
