//! How the FAQ fared in a week, without anybody's traces.
//!
//! Only closed weeks are told, and each stays as it was first told. A count below five is never shown,
//! others are rounded to fives. Everything else, totals, shares and trends, is reckoned from what is
//! shown, so that no small count follows from it. What is rare is pooled by topic before it is rounded.

mod cell;
mod count;

pub use cell::Cell;

use serde::Deserialize;
use serde::Serialize;

use crate::conversation::Counted;
use crate::conversation::Rating;
use crate::curation::Kept;
use crate::curation::record::Kind;
use crate::curation::statistics::count::Counts;
use crate::faq::Entry;
use crate::faq::Faq;

/// Entries that are listed.
const TOP: usize = 10;

/// Weeks for which what was told is kept.
pub const TOLD_FOR: u32 = 60;

/// How often what happened, in which week.
pub type WeeklyCounts = [(u32, Counted, u64)];

/// A week, as it may be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The week's number: days since 1970 by seven.
    pub week: u32,
    /// What became of the questions.
    pub outcomes: Outcomes,
    /// The same of the week before, for the trend.
    pub before: Outcomes,
    /// The entries that answered most.
    pub entries: Vec<Row>,
    /// The topics that answered, in the FAQ's order.
    pub groups: Vec<Row>,
    /// How often people pressed "Membantu".
    pub helpful: Cell,
    /// How often people pressed "Belum menjawab".
    pub unanswered: Cell,
    /// Entries whose answers somebody called wrong.
    pub wrong: Vec<Row>,
    /// Questions that were passed on.
    pub passed_on: Cell,
}

/// What became of questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcomes {
    /// Answered: the sum of the topics.
    pub answered: u64,
    /// A choice was offered.
    pub chose: Cell,
    /// Somebody else was pointed to.
    pub redirected: Cell,
    /// Nothing was found.
    pub unknown: Cell,
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The entry's or topic's id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// How often.
    pub count: Cell,
}

/// A week as it was told first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told(pub Report);

impl Kept for Told {
    const KIND: Kind = Kind::Mark;

    fn key(&self) -> String {
        Self::key_of(self.0.week)
    }
}

impl Told {
    /// The key of a week.
    #[must_use]
    pub fn key_of(week: u32) -> String {
        format!("statistik-{week:06}")
    }
}

impl Outcomes {
    /// All questions.
    #[must_use]
    pub fn questions(&self) -> u64 {
        let others = [self.chose, self.redirected, self.unknown];
        others.iter().fold(self.answered, |sum, cell| sum.saturating_add(cell.value()))
    }

    /// What share of the questions a part is, in percent; `None` without questions.
    #[must_use]
    pub fn share(&self, part: u64) -> Option<u64> {
        part.saturating_mul(100).checked_div(self.questions())
    }
}

impl Report {
    /// What share of the ratings was "Membantu", in percent; `None` where too few rated.
    #[must_use]
    pub fn helpful_share(&self) -> Option<u64> {
        let all = self.helpful.value().saturating_add(self.unanswered.value());
        self.helpful.value().saturating_mul(100).checked_div(all)
    }
}

/// Returns the week to tell: the one that is wanted if it is closed, or else the last closed one.
#[must_use]
pub fn closed(wanted: Option<u32>, this_week: u32) -> u32 {
    let last = this_week.saturating_sub(1);
    wanted.map_or(last, |wanted| wanted.min(last))
}

/// Returns the first week of which anything is known; `None` if that is none.
#[must_use]
pub fn first_week(counts: &WeeklyCounts) -> Option<u32> {
    counts.iter().map(|(week, ..)| *week).min()
}

/// Tells a week. It must be closed: a later look would tell more.
#[must_use]
pub fn report(counts: &WeeklyCounts, faq: &Faq, week: u32) -> Report {
    let own = Counts::of(counts, week);
    let row =
        |entry: &Entry, count: Cell| Row { id: entry.id.to_string(), title: entry.title.clone(), count };
    let answered = |entry: &Entry| row(entry, Cell::of(own.get(&Counted::Answered(entry.id.clone()))));
    let mut entries: Vec<Row> =
        faq.entries.iter().map(answered).filter(|row| row.count != Cell::Few).collect();
    entries.sort_by(|one, other| other.count.cmp(&one.count).then_with(|| one.title.cmp(&other.title)));
    entries.truncate(TOP);
    let flags = |entry: &Entry| (entry.clone(), own.get(&Counted::Rated(entry.id.clone(), Rating::Wrong)));
    let flagged = faq.entries.iter().map(flags).filter(|(_, count)| *count > 0);
    let mut wrong: Vec<Row> = flagged.map(|(entry, count)| row(&entry, Cell::of(count))).collect();
    wrong.sort_by_key(|row| std::cmp::Reverse(row.count));
    Report {
        week,
        outcomes: outcomes(&own, faq),
        before: outcomes(&Counts::of(counts, week.saturating_sub(1)), faq),
        entries,
        groups: groups(&own, faq),
        helpful: Cell::of(own.rated(Rating::Helpful)),
        unanswered: Cell::of(own.rated(Rating::Unanswered)),
        wrong,
        passed_on: Cell::of(own.get(&Counted::PassedOn)),
    }
}

fn outcomes(counts: &Counts<'_>, faq: &Faq) -> Outcomes {
    let rows = groups(counts, faq);
    let answered = rows.iter().fold(0_u64, |sum, row| sum.saturating_add(row.count.value()));
    Outcomes {
        answered,
        chose: Cell::of(counts.get(&Counted::Chose)),
        redirected: Cell::of(counts.get(&Counted::Redirected)),
        unknown: Cell::of(counts.get(&Counted::Unknown)),
    }
}

/// A topic is the sum of its rounded entries and of its rare ones together.
fn groups(counts: &Counts<'_>, faq: &Faq) -> Vec<Row> {
    let of_group = |group: &crate::faq::Group| {
        let own = faq.entries_of(&group.id).map(|entry| counts.get(&Counted::Answered(entry.id.clone())));
        let (rare, shown): (Vec<u64>, Vec<u64>) = own.partition(|count| Cell::of(*count) == Cell::Few);
        let shown = shown.iter().fold(0_u64, |sum, count| sum.saturating_add(Cell::of(*count).value()));
        let count = shown.saturating_add(cell::pooled(&rare));
        let count = if count == 0 { Cell::Few } else { Cell::About(count) };
        Row { id: group.id.to_string(), title: group.title.clone(), count }
    };
    faq.groups.iter().map(of_group).filter(|row| row.count != Cell::Few).collect()
}

#[cfg(test)]
mod tests;
