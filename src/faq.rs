//! The FAQ: validated entries, norms, groups and what lies outside, as one immutable value.
//!
//! A [`Faq`] is built by [`parse`](parse::parse) from the texts of a folder, which also finds every
//! [`Problem`] at once; nothing here reads files.

pub mod advice;
pub mod diff;
pub mod edit;
pub mod parse;
pub mod rehearsal;

mod check;
mod corpus;
mod date;
mod draft;
mod entry;
mod label;
mod legal_review;
mod mark;
mod norm;
mod outside;
mod problem;
mod slug;
mod subquestion;
mod watch;
mod wording;

pub use date::Date;
pub use entry::{Employment, Entry, Explanation, LegalBasis, Sanction, StatusSection, Verdict};
pub use label::Label;
pub use label::asks_yes_or_no;
pub use legal_review::LegalReview;
pub use mark::Confirmation;
pub use mark::Mark;
pub use mark::PlacedMark;
pub use norm::Norm;
pub use outside::{Group, OutsideGroup};
pub use problem::Problem;
pub use problem::Severity;
pub use slug::{ArticleId, EntryId, GroupId, NormId, OutsideId, WatchId};
pub use subquestion::Answered;
pub use subquestion::Subquestion;
pub use watch::Watch;

use std::collections::BTreeMap;

use crate::matching::Thresholds;
use crate::matching::Vocabulary;

/// A validated FAQ: every reference in it leads somewhere.
#[derive(Debug, Clone, Default)]
pub struct Faq {
    /// Topic groups in the order people see them.
    pub groups: Vec<Group>,
    /// Whom people of a status ask, where that isn't the agency (`[[status]]`).
    pub ask_by_status: BTreeMap<Employment, String>,
    /// Entries in the order of their groups, then of their ids.
    pub entries: Vec<Entry>,
    /// Laws and circulars by id.
    pub norms: BTreeMap<NormId, Norm>,
    /// What must be watched, in the file's order.
    pub watches: Vec<Watch>,
    /// What people ask that the FAQ doesn't answer, with a pointer to who can help.
    pub outside: Vec<OutsideGroup>,
    /// How people write, for the matcher.
    pub vocabulary: Vocabulary,
    /// Fitted thresholds, when `faq tune` has written them.
    pub thresholds: Option<Thresholds>,
}

impl Faq {
    /// Returns the entry with this id.
    #[must_use]
    pub fn entry(&self, id: &EntryId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == *id)
    }

    /// Returns the topic group with this id.
    #[must_use]
    pub fn group(&self, id: &GroupId) -> Option<&Group> {
        self.groups.iter().find(|group| group.id == *id)
    }

    /// Returns the entries of a group, in order.
    pub fn entries_of<'faq>(&'faq self, group: &'faq GroupId) -> impl Iterator<Item = &'faq Entry> {
        self.entries.iter().filter(move |entry| entry.group == *group)
    }

    /// Returns the outside group with this id.
    #[must_use]
    pub fn outside_group(&self, id: &OutsideId) -> Option<&OutsideGroup> {
        self.outside.iter().find(|group| group.id == *id)
    }
}
