//! Rehearses the FAQ: every phrase is asked of a matcher that was trained without it.
//!
//! A phrase that another entry then answers surely shows where people would be misled. One answered with the
//! opposite verdict is an error, once leaving out that phrase alone has confirmed it. Others count only when
//! an entry loses several to the same neighbour: phrases are written to be unlike one another, so that
//! single ones go astray in any good FAQ.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::faq::Faq;
use crate::faq::Problem;
use crate::faq::wording;
use crate::matching::Corpus;
use crate::matching::Matcher;
use crate::matching::Outcome;
use crate::matching::folds;

/// Parts of a rehearsal, which can be held side by side.
pub const PARTS: usize = folds::FOLDS;

/// Phrases lost to one neighbour from which an editor should look at both.
const SEVERAL: usize = 3;

/// The file of what lies outside.
const OUTSIDE_FILE: &str = "_di-luar.toml";

/// A phrase that an entry answers surely although it isn't the entry's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Astray {
    phrase: String,
    /// Label of the entry it belongs to; `None` for one from outside.
    owner: Option<String>,
    answered: String,
    is_opposite: bool,
}

/// A problem with the phrase that shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// What is wrong, still without a line.
    pub problem: Problem,
    /// The phrase whose line it is.
    pub phrase: String,
}

/// Rehearses one of the [`PARTS`].
#[must_use]
pub fn rehearse(faq: &Faq, part: usize) -> Vec<Astray> {
    let corpus = faq.corpus();
    let (rest, rows) = folds::split(&corpus, part);
    let matcher = Matcher::train(&rest);
    let astray = rows.into_iter().filter_map(|row| {
        let Outcome::Answer(answered) = matcher.judge(&row.question).outcome else { return None };
        let owner = row.expected;
        let stance = |label: &str| matcher.stance(label);
        let is_opposite = owner
            .as_deref()
            .and_then(stance)
            .zip(stance(&answered))
            .is_some_and(|(owner, answered)| owner != answered);
        (owner.as_ref() != Some(&answered)).then_some(Astray {
            phrase: row.question,
            owner,
            answered,
            is_opposite,
        })
    });
    astray.filter(|astray| !astray.is_opposite || is_confirmed(&corpus, astray)).collect()
}

/// Returns the parts in which at least one of these phrases is asked.
#[must_use]
pub fn parts_with(faq: &Faq, phrases: &BTreeSet<&str>) -> BTreeSet<usize> {
    let lists = faq.entries.iter().map(|entry| &entry.phrases);
    let lists = lists.chain(faq.outside.iter().map(|group| &group.phrases));
    let places = lists.flat_map(|list| list.iter().enumerate());
    let asked = places.filter(|(_, phrase)| phrases.contains(phrase.as_str()));
    asked.filter_map(|(place, _)| place.checked_rem(PARTS)).collect()
}

impl Astray {
    /// Whether the answer it got says the opposite of the right one.
    #[must_use]
    pub fn is_opposite(&self) -> bool {
        self.is_opposite
    }

    /// Whether an earlier FAQ let the same phrase of the same entry go astray to the same opposite.
    #[must_use]
    pub fn was_so(&self, before: &Faq) -> bool {
        let verdict = |label: &str, phrase: Option<&String>| {
            let entry = before.entries.iter().find(|entry| entry.id.as_str() == label)?;
            phrase.is_none_or(|phrase| entry.phrases.contains(phrase)).then_some(entry.verdict)
        };
        let owner = self.owner.as_deref().and_then(|owner| verdict(owner, Some(&self.phrase)));
        let contradicted = owner.zip(verdict(&self.answered, None));
        contradicted.is_some_and(|(owner, answered)| owner.contradicts(answered))
            && is_confirmed(&before.corpus(), self)
    }
}

/// Whether a phrase goes astray also when it alone is left out.
fn is_confirmed(corpus: &Corpus, astray: &Astray) -> bool {
    let mut rest = corpus.clone();
    rest.topics.iter_mut().for_each(|topic| topic.phrases.retain(|phrase| *phrase != astray.phrase));
    let outcome = Matcher::train(&rest).judge(&astray.phrase).outcome;
    outcome == Outcome::Answer(astray.answered.clone())
}

/// Words what a rehearsal found, in the order of the files.
#[must_use]
pub fn report(faq: &Faq, astray: &[Astray]) -> Vec<Shown> {
    let mut lost: BTreeMap<(String, &str), Vec<&Astray>> = BTreeMap::new();
    let mut shown = Vec::new();
    for one in astray {
        let file = file_of(faq, one);
        if one.is_opposite {
            let problem = wording::opposite_phrase(&one.phrase, &one.answered).in_file(&file);
            shown.push(Shown { problem, phrase: one.phrase.clone() });
        } else {
            lost.entry((file, &one.answered)).or_default().push(one);
        }
    }
    for ((file, answered), lost) in lost.into_iter().filter(|(_, lost)| lost.len() >= SEVERAL) {
        let Some(first) = lost.first() else { continue };
        let problem = wording::lost_phrases(lost.len(), answered, &first.phrase).in_file(&file);
        shown.push(Shown { problem, phrase: first.phrase.clone() });
    }
    shown.sort_by(|one, next| one.problem.cmp(&next.problem));
    shown
}

fn file_of(faq: &Faq, astray: &Astray) -> String {
    let owner = astray.owner.as_deref();
    let entry = faq.entries.iter().find(|entry| owner == Some(entry.id.as_str()));
    entry.map_or_else(|| OUTSIDE_FILE.to_owned(), |entry| format!("{}/{}.md", entry.group, entry.id))
}

#[cfg(test)]
mod tests;
