//! The gate: what a change of the FAQ does to the answers people get, seen before it is published.
//!
//! It asks the FAQ of before and the FAQ of after the same questions: those of `_uji.tsv` and the phrases of
//! every entry that the change touches. What lands elsewhere is a [`Move`]; the worst kind comes first.

mod questions;

use std::collections::BTreeSet;

use crate::curation::Files;
use crate::curation::gate::questions::Question;
use crate::curation::gate::questions::questions;
use crate::faq::EntryId;
use crate::faq::Faq;
use crate::faq::Problem;
use crate::faq::Verdict;
use crate::faq::rehearsal;
use crate::matching::Matcher;
use crate::matching::Outcome;

/// An FAQ with its matcher and the files it was read from.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The FAQ.
    pub faq: &'a Faq,
    /// Its matcher.
    pub matcher: &'a Matcher,
    /// Its files.
    pub files: &'a Files,
    /// What an editor should look at although it can be used.
    pub warnings: &'a [Problem],
}

/// What the gate found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// What is wrong since the change: errors keep it from being published.
    pub problems: Vec<Problem>,
    /// Questions that land elsewhere, the worst first.
    pub moves: Vec<Move>,
    /// How many questions were asked.
    pub asked: usize,
}

/// A question that lands elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Move {
    /// How bad that is.
    pub shift: Shift,
    /// What is asked.
    pub question: String,
    /// Where it landed.
    pub before: Landing,
    /// Where it lands.
    pub after: Landing,
}

/// What kind of move it is, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shift {
    /// What was permitted is forbidden now, or the other way round.
    Flip,
    /// It was answered right and isn't any more.
    Lost,
    /// It wasn't right before and isn't now, or nobody has said what is right.
    Elsewhere,
    /// It wasn't answered right and is now.
    Gained,
}

/// Where a question lands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Landing {
    /// It is answered.
    Answer {
        /// With this entry.
        entry: EntryId,
        /// What that is called.
        title: String,
        /// What that says.
        verdict: Said,
    },
    /// People choose among a few.
    Choose,
    /// People are pointed to somebody else, by this group.
    Redirect(String),
    /// The FAQ doesn't know.
    Unknown,
}

/// A verdict that can be put in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said(pub Verdict);

impl PartialOrd for Said {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Said {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.as_str().cmp(other.0.as_str())
    }
}

impl Report {
    /// Whether the change can't be published as it is.
    #[must_use]
    pub fn blocks(&self) -> bool {
        self.problems.iter().any(Problem::is_error)
    }

    /// Returns how many questions get the opposite verdict.
    #[must_use]
    pub fn flips(&self) -> usize {
        self.count(Shift::Flip)
    }

    /// Returns how many questions move in this way.
    #[must_use]
    pub fn count(&self, shift: Shift) -> usize {
        self.moves.iter().filter(|moved| moved.shift == shift).count()
    }
}

/// Asks both sides, and says what a change does.
#[must_use]
pub fn examine(before: Side<'_>, after: Side<'_>) -> Report {
    let known = |problem: &Problem| {
        before.warnings.iter().any(|other| (&other.file, &other.what) == (&problem.file, &problem.what))
    };
    let mut problems: Vec<Problem> =
        after.warnings.iter().filter(|problem| !known(problem)).cloned().collect();
    problems.extend(contradictions(before.faq, after.faq));
    problems.sort();
    let asked = questions(before, after);
    let mut moves: Vec<Move> = asked.iter().filter_map(|question| moved(question, before, after)).collect();
    moves.sort();
    Report { problems, moves, asked: asked.len() }
}

/// Returns the entries whose files differ, in order.
#[must_use]
pub fn touched(before: &Files, after: &Files) -> BTreeSet<EntryId> {
    let paths = before.keys().chain(after.keys()).filter(|path| before.get(*path) != after.get(*path));
    paths.filter_map(|path| entry_of(path)).collect()
}

/// Returns the entry whose file has this path; `None` for every other file.
#[must_use]
pub fn entry_of(path: &str) -> Option<EntryId> {
    let (group, name) = path.split_once('/')?;
    let is_entry = !group.starts_with('.') && !name.starts_with('_');
    EntryId::parse(name.strip_suffix(".md")?).filter(|_| is_entry)
}

/// Asks every new phrase of matchers that haven't seen it: one that then gets the opposite verdict is an
/// error, unless it was so before. An entry whose verdict turns is no matter of its phrases: that every one of
/// them flips is what the moves tell, and what somebody else has to agree to.
fn contradictions(before: &Faq, after: &Faq) -> Vec<Problem> {
    let fresh = fresh_phrases(before, after);
    let parts = rehearsal::parts_with(after, &fresh);
    let astray = parts.into_iter().flat_map(|part| rehearsal::rehearse(after, part));
    let astray: Vec<_> = astray.filter(|one| one.is_opposite() && !one.was_so(before)).collect();
    rehearsal::report(after, &astray).into_iter().map(|shown| shown.problem).collect()
}

/// Returns the phrases that are new where they stand.
fn fresh_phrases<'faq>(before: &'faq Faq, after: &'faq Faq) -> BTreeSet<&'faq str> {
    let of_entries = after.entries.iter().flat_map(|entry| {
        let old = before.entry(&entry.id);
        let is_fresh = move |phrase: &&String| old.is_none_or(|old| !old.phrases.contains(phrase));
        entry.phrases.iter().filter(is_fresh)
    });
    let outside = after.outside.iter().flat_map(|group| {
        let old = before.outside_group(&group.id);
        let is_fresh = move |phrase: &&String| old.is_none_or(|old| !old.phrases.contains(phrase));
        group.phrases.iter().filter(is_fresh)
    });
    of_entries.chain(outside).map(String::as_str).collect()
}

fn moved(question: &Question, before: Side<'_>, after: Side<'_>) -> Option<Move> {
    let (from, to) = (landing(before, &question.text), landing(after, &question.text));
    let flips = match (&from, &to) {
        (Landing::Answer { verdict: one, .. }, Landing::Answer { verdict: other, .. }) => {
            one.0.contradicts(other.0)
        }
        _ => false,
    };
    if !flips && from.is_like(&to) {
        return None;
    }
    let shift = match (question.was_right(&from), question.is_right(&to)) {
        _ if flips => Shift::Flip,
        (true, false) => Shift::Lost,
        (false, true) => Shift::Gained,
        _ => Shift::Elsewhere,
    };
    Some(Move { shift, question: question.text.clone(), before: from, after: to })
}

fn landing(side: Side<'_>, question: &str) -> Landing {
    match side.matcher.judge(question).outcome {
        Outcome::Answer(label) => {
            let entry = side.faq.entries.iter().find(|entry| entry.id.as_str() == label);
            entry.map_or(Landing::Unknown, |entry| Landing::Answer {
                entry: entry.id.clone(),
                title: entry.title.clone(),
                verdict: Said(entry.verdict),
            })
        }
        Outcome::Choose(_) => Landing::Choose,
        Outcome::Redirect(group) => Landing::Redirect(group),
        Outcome::Unknown => Landing::Unknown,
    }
}

impl Landing {
    /// Whether people get the same, even if it is worded or called otherwise.
    fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Answer { entry: one, .. }, Self::Answer { entry: other, .. }) => one == other,
            _ => self == other,
        }
    }
}

#[cfg(test)]
mod tests;
