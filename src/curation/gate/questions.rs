//! What the gate asks.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::curation::gate::Landing;
use crate::curation::gate::Side;
use crate::curation::gate::touched;
use crate::faq::Entry;
use crate::faq::EntryId;
use crate::matching::evaluate;
use crate::matching::evaluate::Row;

/// Where the labelled questions stand.
const TRIALS: &str = "_uji.tsv";

/// A question, and what would be right before the change and after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Question {
    pub(super) text: String,
    before: Option<Row>,
    after: Option<Row>,
}

impl Question {
    /// Whether it led where it should.
    pub(super) fn was_right(&self, landing: &Landing) -> bool {
        self.before.as_ref().or(self.after.as_ref()).is_some_and(|row| is_right(row, landing))
    }

    /// Whether it leads where it should.
    pub(super) fn is_right(&self, landing: &Landing) -> bool {
        self.after.as_ref().or(self.before.as_ref()).is_some_and(|row| is_right(row, landing))
    }
}

fn is_right(row: &Row, landing: &Landing) -> bool {
    match landing {
        Landing::Answer { entry, .. } => row.accepts(entry.as_str()),
        Landing::Redirect(group) => row.expected.is_none() || row.accepts(group),
        Landing::Unknown => row.expected.is_none(),
        Landing::Choose => false,
    }
}

/// Returns every labelled question, and the phrases that touched entries have or had.
pub(super) fn questions(before: Side<'_>, after: Side<'_>) -> Vec<Question> {
    let touched = touched(before.files, after.files);
    let (mut old, mut new) = (rows(before, &touched), rows(after, &touched));
    let texts: BTreeSet<String> = old.keys().chain(new.keys()).cloned().collect();
    let question = |text: String| {
        let (before, after) = (old.remove(&text), new.remove(&text));
        Question { text, before, after }
    };
    texts.into_iter().map(question).collect()
}

/// Returns what one side would ask, by question.
fn rows(side: Side<'_>, touched: &BTreeSet<EntryId>) -> BTreeMap<String, Row> {
    let entries = touched.iter().filter_map(|id| side.faq.entry(id));
    let phrases = entries.flat_map(|entry| entry.phrases.iter().map(move |phrase| row(phrase, entry)));
    let trials = side.files.get(TRIALS).into_iter().flat_map(|file| trials(file));
    phrases.chain(trials).map(|row| (row.question.clone(), row)).collect()
}

fn row(phrase: &str, entry: &Entry) -> Row {
    let expected = Some(entry.id.to_string());
    Row { question: phrase.to_owned(), expected, also: Vec::new(), style: String::new() }
}

/// Reads what can be read: a line that asks nothing is a problem of the file, not of the change.
fn trials(file: &str) -> impl Iterator<Item = Row> {
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| evaluate::parse(line).ok()).flatten()
}
