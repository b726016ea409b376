//! The counts of one week.

use std::collections::BTreeMap;

use crate::conversation::Counted;
use crate::conversation::Rating;
use crate::curation::statistics::WeeklyCounts;

/// What was counted in a week.
pub(super) struct Counts<'c>(BTreeMap<&'c Counted, u64>);

impl<'c> Counts<'c> {
    /// Takes a week out of all.
    pub(super) fn of(all: &'c WeeklyCounts, week: u32) -> Self {
        let mut counts: BTreeMap<&Counted, u64> = BTreeMap::new();
        for (_, counted, count) in all.iter().filter(|(other, ..)| *other == week) {
            let sum = counts.entry(counted).or_default();
            *sum = sum.saturating_add(*count);
        }
        Self(counts)
    }

    /// How often something happened.
    pub(super) fn get(&self, counted: &Counted) -> u64 {
        self.0.get(counted).copied().unwrap_or(0)
    }

    /// How often anything was rated so.
    pub(super) fn rated(&self, wanted: Rating) -> u64 {
        let rated = |counted: &Counted| matches!(counted, Counted::Rated(_, rating) if *rating == wanted);
        let counts = self.0.iter().filter(|(counted, _)| rated(counted));
        counts.fold(0, |sum, (_, count)| sum.saturating_add(*count))
    }
}
