//! The counters in the `faq` database: how often what happened in which week, and to nobody in particular.
//!
//! Row: week, kind, entry; record: the count.

use std::collections::BTreeMap;

use sled::Tree;

use crate::conversation::Counted;
use crate::conversation::Rating;
use crate::faq::EntryId;
use crate::ports::StoreError;
use crate::ports::Timestamp;
use crate::storage::Database;
use crate::storage::OpenError;
use crate::storage::record;
use crate::storage::retention;
use crate::storage::rows::Rows;
use crate::storage::rows::unreadable;

const WEEK_BYTES: usize = 4;

/// The open counters.
pub(super) struct Counters {
    tree: Tree,
}

impl Counters {
    /// Opens the counters.
    pub(super) fn open(database: &Database) -> Result<Self, OpenError> {
        Ok(Self { tree: database.tree("counters")? })
    }

    /// Adds to this week's counters; runs on the committer's thread.
    pub(super) fn add(
        &self,
        group: &mut Rows,
        counts: Vec<(Counted, u64)>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut sums = BTreeMap::new();
        for (counted, count) in counts {
            let sum: &mut u64 = sums.entry(row(now.week(), &counted)).or_default();
            *sum = sum.saturating_add(count);
        }
        let mut own = Rows::default();
        for (row, count) in sums {
            let before = group.get(&self.tree, &row)?;
            let before = before.map_or(Ok(0), |record| record::read_count(&record))?;
            own.put(&row, record::count(before.saturating_add(count)));
        }
        group.absorb(own);
        Ok(())
    }

    /// Removes the counts of weeks that nobody looks at any more; returns how many went.
    pub(super) fn purge(&self, group: &mut Rows, now: Timestamp) -> Result<usize, StoreError> {
        let (mut own, mut removed) = (Rows::default(), 0);
        for row in self.tree.iter().keys() {
            let row = row.map_err(unreadable)?;
            let week = week(&row).ok_or(StoreError::Unreadable)?;
            if !retention::count_expired(week, now.week()) {
                break;
            }
            own.remove(&row);
            removed += 1;
        }
        group.absorb(own);
        Ok(removed)
    }

    /// Returns the last week in which anything was counted.
    pub(super) fn last_week(&self) -> Option<u32> {
        self.tree.last().ok().flatten().and_then(|(row, _)| week(&row))
    }

    /// Returns where the counts stand.
    pub(super) fn tree(&self) -> &Tree {
        &self.tree
    }

    /// Returns the counts of all weeks together.
    pub(super) fn totals(&self) -> Result<Vec<(Counted, u64)>, StoreError> {
        let mut totals = BTreeMap::new();
        for (_, counted, count) in self.weekly()? {
            let total: &mut u64 = totals.entry(counted).or_default();
            *total = total.saturating_add(count);
        }
        Ok(totals.into_iter().collect())
    }

    /// See [`Store::weekly_counts`](crate::ports::Store::weekly_counts).
    pub(super) fn weekly(&self) -> Result<Vec<(u32, Counted, u64)>, StoreError> {
        let mut counts = Vec::new();
        for row in &self.tree {
            let (row, record) = row.map_err(unreadable)?;
            let week = week(&row).ok_or(StoreError::Unreadable)?;
            let counted = counted(&row).ok_or(StoreError::Unreadable)?;
            counts.push((week, counted, record::read_count(&record)?));
        }
        Ok(counts)
    }
}

fn row(week: u32, counted: &Counted) -> Vec<u8> {
    let (kind, entry) = match counted {
        Counted::Answered(entry) => (0, entry.as_str()),
        Counted::Chose => (1, ""),
        Counted::Redirected => (2, ""),
        Counted::Unknown => (3, ""),
        Counted::Rated(entry, Rating::Helpful) => (4, entry.as_str()),
        Counted::Rated(entry, Rating::Unanswered) => (5, entry.as_str()),
        Counted::Rated(entry, Rating::Wrong) => (6, entry.as_str()),
        Counted::Unread => (7, ""),
        Counted::PassedOn => (8, ""),
    };
    [week.to_be_bytes().as_slice(), &[kind], entry.as_bytes()].concat()
}

fn week(row: &[u8]) -> Option<u32> {
    row.first_chunk().copied().map(u32::from_be_bytes)
}

fn counted(row: &[u8]) -> Option<Counted> {
    let (kind, entry) = row.get(WEEK_BYTES..)?.split_first()?;
    let entry = || std::str::from_utf8(entry).ok().and_then(EntryId::parse);
    Some(match kind {
        0 => Counted::Answered(entry()?),
        1 => Counted::Chose,
        2 => Counted::Redirected,
        3 => Counted::Unknown,
        4 => Counted::Rated(entry()?, Rating::Helpful),
        5 => Counted::Rated(entry()?, Rating::Unanswered),
        6 => Counted::Rated(entry()?, Rating::Wrong),
        7 => Counted::Unread,
        8 => Counted::PassedOn,
        _ => return None,
    })
}
