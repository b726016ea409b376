//! Changes of law: marking them, what they concern, and confirming answers one by one.

use crate::curation::FileChange;
use crate::curation::Files;
use crate::curation::editing;
use crate::faq::Date;
use crate::faq::Entry;
use crate::faq::Faq;
use crate::faq::LegalBasis;
use crate::faq::Mark;
use crate::faq::edit;
use crate::faq::edit::Field;
use crate::faq::edit::Trouble;

/// The file of norms and their marks.
const NORMS: &str = "_norma.toml";

/// Why an answer waits for somebody to look at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Waiting {
    /// An editor put it under review: people don't see its verdict.
    UnderReview,
    /// Its law changed, and nobody has confirmed it since.
    Changed,
    /// Nobody has checked it for more than a year.
    Old,
    /// It has a note for a lawyer.
    Noted,
}

impl Waiting {
    /// All of them, the most urgent first.
    pub const ALL: [Self; 4] = [Self::UnderReview, Self::Changed, Self::Old, Self::Noted];

    /// Returns it as buttons write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::UnderReview => "t",
            Self::Changed => "h",
            Self::Old => "l",
            Self::Noted => "c",
        }
    }

    /// Reads what [`as_str`](Self::as_str) writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|waiting| waiting.as_str() == text)
    }

    /// Whether an entry waits for this.
    #[must_use]
    pub fn holds(self, faq: &Faq, entry: &Entry, today: Date) -> bool {
        match self {
            Self::UnderReview => entry.under_review.is_some(),
            Self::Changed => !faq.open_marks(entry).is_empty(),
            Self::Old => entry.checked_on < today.a_year_before(),
            Self::Noted => entry.review_note.is_some(),
        }
    }
}

/// Returns the entries that wait for this, in the FAQ's order.
#[must_use]
pub fn waiting(faq: &Faq, kind: Waiting, today: Date) -> Vec<&Entry> {
    faq.entries.iter().filter(|entry| kind.holds(faq, entry, today)).collect()
}

/// Returns how many entries wait for somebody to act: a lawyer's notes alone don't count.
#[must_use]
pub fn pressing(faq: &Faq, today: Date) -> usize {
    faq.entries.iter().filter(|entry| is_pressing(faq, entry, today)).count()
}

/// Returns the entries that wait for somebody to act, those after this one first and without it.
#[must_use]
pub fn pressing_but<'faq>(faq: &'faq Faq, done: &Entry, today: Date) -> Vec<&'faq Entry> {
    let place = faq.entries.iter().position(|entry| entry.id == done.id).unwrap_or_default();
    let (before, after) = faq.entries.split_at_checked(place).unwrap_or((&faq.entries, &[]));
    let others = after.iter().chain(before).filter(|entry| entry.id != done.id);
    others.filter(|entry| is_pressing(faq, entry, today)).collect()
}

/// Whether an entry waits for somebody to act.
#[must_use]
pub fn is_pressing(faq: &Faq, entry: &Entry, today: Date) -> bool {
    let kinds = Waiting::ALL.into_iter().filter(|kind| *kind != Waiting::Noted);
    kinds.into_iter().any(|kind| kind.holds(faq, entry, today))
}

/// Returns the change that puts a mark on a norm or article, or takes it away. A confirmation that answers
/// to the same day goes: it was given for what the mark said before.
///
/// # Errors
/// When a file can't be changed.
pub fn mark(
    files: &Files,
    faq: &Faq,
    place: &LegalBasis,
    mark: Option<&Mark>,
) -> Result<Vec<FileChange>, Trouble> {
    let before = files.get(NORMS).ok_or(Trouble::Unreadable)?;
    let after = edit::mark(before, place, mark)?;
    let mut changes: Vec<FileChange> = changed(NORMS, before, after).into_iter().collect();
    let Some(day) = mark.map(|mark| mark.marked_on.unwrap_or(mark.since)) else { return Ok(changes) };
    for entry in faq.dependents(place) {
        let path = edit::path(&entry.group, &entry.id);
        let Some(text) = files.get(&path) else { continue };
        let kept = entry.confirmed.iter().filter(|one| one.marked != *place || one.marked_on != day);
        let kept: Vec<String> = kept.map(ToString::to_string).collect();
        if kept.len() != entry.confirmed.len() {
            changes.extend(changed(&path, text, edit::set(text, Field::Confirmed, &kept.join("\n"))?));
        }
    }
    Ok(changes)
}

/// Returns the change that confirms an entry as it is: checked today, against all marks of its law, and no
/// longer under review. No change where there is nothing to confirm.
///
/// # Errors
/// When its file can't be changed.
pub fn confirm(files: &Files, faq: &Faq, entry: &Entry, today: Date) -> Result<Option<FileChange>, Trouble> {
    let path = edit::path(&entry.group, &entry.id);
    let before = files.get(&path).ok_or(Trouble::Unreadable)?;
    let current: Vec<_> = faq.marks().map(|placed| placed.confirmation()).collect();
    let old = entry.confirmed.iter().filter(|confirmation| current.contains(confirmation)).cloned();
    let new = faq.open_marks(entry).into_iter().map(|placed| placed.confirmation());
    let all: Vec<String> = old.chain(new).map(|confirmation| confirmation.to_string()).collect();
    let after = edit::set(before, Field::Confirmed, &all.join("\n"))?;
    let after = edit::set(&after, Field::CheckedOn, &today.to_string())?;
    let after = edit::set(&after, Field::UnderReview, "")?;
    Ok(changed(&path, before, after))
}

/// Returns a number for what an editor sees of an entry before confirming it: its text and what waits.
#[must_use]
pub fn sight(faq: &Faq, entry: &Entry) -> u32 {
    editing::mark(&format!("{entry:?} {:?}", faq.open_marks(entry)))
}

fn changed(path: &str, before: &str, after: String) -> Option<FileChange> {
    (after != before).then(|| FileChange {
        path: path.to_owned(),
        before: Some(before.to_owned()),
        after: Some(after),
    })
}
