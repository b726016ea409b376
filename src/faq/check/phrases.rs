//! Phrases: enough of them, each leading to one answer only.

use std::collections::BTreeMap;

use crate::faq::Problem;
use crate::faq::draft::At;
use crate::faq::draft::Draft;
use crate::faq::draft::EntryDraft;
use crate::faq::wording;

const MIN_PHRASES: usize = 5;
const OUTSIDE_FILE: &str = "_di-luar.toml";

pub(super) fn check(draft: &Draft) -> Vec<Problem> {
    let mut owners = Owners::default();
    for entry in &draft.entries {
        owners.add_all(&entry.file, entry.id.as_str(), &entry.content.phrases);
        // A title may repeat a phrase of its own entry, but not one of another.
        if let Some(title) = &entry.content.title {
            owners.add_title(&entry.file, entry.id.as_str(), title);
        }
    }
    for group in &draft.outside {
        owners.add_all(OUTSIDE_FILE, group.id.value.as_str(), &group.phrases);
    }
    owners.report_trials(draft);
    let mut problems = owners.problems;
    problems.extend(draft.entries.iter().filter_map(few_phrases));
    problems.extend(draft.entries.iter().flat_map(near_misses));
    problems
}

/// Who asks each phrase first, and what is wrong with the later ones.
#[derive(Default)]
struct Owners<'d> {
    firsts: BTreeMap<String, Owner<'d>>,
    problems: Vec<Problem>,
}

#[derive(Clone, Copy)]
struct Owner<'d> {
    file: &'d str,
    label: &'d str,
    line: usize,
}

impl Owner<'_> {
    fn place(self) -> String {
        format!("{} baris {}", self.file, self.line)
    }
}

impl<'d> Owners<'d> {
    fn add_all(&mut self, file: &'d str, label: &'d str, phrases: &[At<String>]) {
        for phrase in phrases {
            let owner = Owner { file, label, line: phrase.line };
            let key = plain(&phrase.value);
            if key.is_empty() {
                self.problems.push(wording::phrase_without_words(&phrase.value).at(file, phrase.line));
                continue;
            }
            if let Some(first) = self.claim(key, owner, &phrase.value) {
                let finding = wording::repeated_phrase(&phrase.value, first.line);
                self.problems.push(finding.at(file, phrase.line));
            }
        }
    }

    fn add_title(&mut self, file: &'d str, label: &'d str, title: &At<String>) {
        let owner = Owner { file, label, line: title.line };
        // Ends in nothing where the entry itself already has it.
        let _own = self.claim(plain(&title.value), owner, &title.value);
    }

    /// Gives a phrase to its first owner, reports one that belongs to somebody else, and returns
    /// the first place of one that the same owner has already.
    fn claim(&mut self, key: String, owner: Owner<'d>, phrase: &str) -> Option<Owner<'d>> {
        let Some(first) = self.firsts.get(&key).copied() else {
            self.firsts.insert(key, owner);
            return None;
        };
        if first.label == owner.label && first.file == owner.file {
            return Some(first);
        }
        let finding = wording::contradictory_phrase(phrase, &first.place());
        self.problems.push(finding.at(owner.file, owner.line));
        None
    }

    fn report_trials(&mut self, draft: &Draft) {
        for trial in &draft.trials {
            if let Some(first) = self.firsts.get(&plain(&trial.value.question)) {
                let finding = wording::trial_also_phrase(&first.place());
                self.problems.push(finding.at("_uji.tsv", trial.line));
            }
        }
    }
}

fn few_phrases(entry: &EntryDraft) -> Option<Problem> {
    let count = entry.content.phrases.len();
    let is_few = (1..MIN_PHRASES).contains(&count);
    is_few.then(|| wording::few_phrases(count, MIN_PHRASES).at(&entry.file, entry.content.phrases_line))
}

fn near_misses(entry: &EntryDraft) -> Vec<Problem> {
    let phrases: BTreeMap<String, usize> =
        entry.content.phrases.iter().map(|phrase| (plain(&phrase.value), phrase.line)).collect();
    let both = entry.content.near_misses.iter().filter_map(|miss| {
        let line = phrases.get(&plain(&miss.value))?;
        Some(wording::near_miss_is_phrase(&miss.value, *line).at(&entry.file, miss.line))
    });
    both.collect()
}

/// Returns a phrase as it is compared: lower case, words only, one space between them.
fn plain(phrase: &str) -> String {
    let lower = phrase.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}
