//! Looking for entries: pages of lists, search, who touched an entry last.

use crate::curation::Revision;
use crate::faq::Entry;
use crate::faq::EntryId;
use crate::faq::Faq;
use crate::matching::Matcher;
use crate::matching::Outcome;

/// Rows on a page of a list: as many as fit on a phone.
pub const PAGE: usize = 7;

/// Entries found by their title or id that come before the matcher's lesser candidates.
const BY_NAME: usize = 3;

/// A page of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page<'l, T> {
    /// Its rows.
    pub rows: &'l [T],
    /// Which page it is, from 0; the last one where there is no such page (any more).
    pub number: usize,
    /// How many pages there are: at least one.
    pub pages: usize,
}

impl<'l, T> Page<'l, T> {
    /// Returns a page of a list.
    #[must_use]
    pub fn of(all: &'l [T], number: usize) -> Self {
        let pages = all.len().div_ceil(PAGE).max(1);
        let number = number.min(pages.saturating_sub(1));
        let rows = all.chunks(PAGE).nth(number).unwrap_or_default();
        Self { rows, number, pages }
    }

    /// Returns the rows with their numbers among all, from 1.
    pub fn numbered(&self) -> impl Iterator<Item = (usize, &'l T)> {
        let first = self.number.saturating_mul(PAGE).saturating_add(1);
        (first..).zip(self.rows)
    }
}

/// What a search came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Whether the bot would answer or ask back, or something is called so: the rest is only the nearest.
    pub is_sure: bool,
    /// At most [`PAGE`] entries, best first.
    pub entries: Vec<EntryId>,
}

/// Searches as people's questions are matched, and besides by id and by the words of the title.
#[must_use]
pub fn search(faq: &Faq, matcher: &Matcher, words: &str) -> Found {
    let judgement = matcher.judge(words);
    let certain: Vec<String> = match judgement.outcome {
        Outcome::Answer(label) => vec![label],
        Outcome::Choose(labels) => labels,
        Outcome::Redirect(_) | Outcome::Unknown => Vec::new(),
    };
    let named = named(faq, words);
    let is_sure = !certain.is_empty() || !named.is_empty();
    let (exact, named): (Vec<EntryId>, Vec<EntryId>) =
        named.into_iter().partition(|id| id.as_str() == words.trim());
    let likely = judgement.candidates.into_iter().map(|candidate| candidate.label);
    let known = |label: String| EntryId::parse(&label).filter(|id| faq.entry(id).is_some());
    let all = exact.into_iter().chain(certain.into_iter().filter_map(known));
    let mut entries = Vec::new();
    for id in all.chain(named.into_iter().take(BY_NAME)).chain(likely.filter_map(known)) {
        if !entries.contains(&id) && entries.len() < PAGE {
            entries.push(id);
        }
    }
    Found { is_sure, entries }
}

/// Entries whose title or id holds every one of the words.
fn named(faq: &Faq, words: &str) -> Vec<EntryId> {
    let words: Vec<String> = words.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let holds = |entry: &&Entry| {
        let name = format!("{} {}", entry.title.to_lowercase(), entry.id);
        words.iter().all(|word| name.contains(word.as_str()))
    };
    if words.is_empty() {
        return Vec::new();
    }
    faq.entries.iter().filter(holds).map(|entry| entry.id.clone()).collect()
}

/// Returns the last revision that changed a file.
#[must_use]
pub fn last_change<'r>(revisions: &'r [Revision], path: &str) -> Option<&'r Revision> {
    let touches = |revision: &&Revision| revision.changes.iter().any(|change| change.path == path);
    revisions.iter().rev().find(touches)
}

/// Whether an editor has to look at an entry again: its law changed, or somebody put it under review.
#[must_use]
pub fn is_waiting(faq: &Faq, entry: &Entry) -> bool {
    entry.under_review.is_some() || !faq.open_marks(entry).is_empty()
}

/// Returns the entry by which the bot would surely answer a question now, unless it is this one.
#[must_use]
pub fn answered_by<'f>(faq: &'f Faq, matcher: &Matcher, question: &str, own: &EntryId) -> Option<&'f Entry> {
    let Outcome::Answer(label) = matcher.judge(question).outcome else { return None };
    faq.entry(&EntryId::parse(&label)?).filter(|entry| entry.id != *own)
}

#[cfg(test)]
mod tests {
    use super::PAGE;
    use super::Page;

    #[test]
    fn a_page_that_is_gone_is_the_last_one() {
        let all: Vec<usize> = (1..=15).collect();
        let page = |number| Page::of(&all, number);
        assert_eq!(page(0).rows, [1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(page(2).rows, [15]);
        assert_eq!(page(99), page(2));
        assert_eq!((page(99).number, page(0).pages), (2, 3));
        assert_eq!(page(1).numbered().next(), Some((PAGE + 1, &8)));
        assert_eq!(Page::<usize>::of(&[], 3), Page { rows: &[], number: 0, pages: 1 });
    }
}
