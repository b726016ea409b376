//! Marks of changed law, and that an editor has confirmed an entry all the same.

use std::fmt;

use crate::faq::Date;
use crate::faq::LegalBasis;

/// That a norm or an article of one changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The day from which the change holds; it may lie long before anybody marked it.
    pub since: Date,
    /// What changed, as people read it.
    pub note: Option<String>,
    /// Whether it was revoked, not only changed.
    pub is_revoked: bool,
    /// The day it was marked; absent where it was written by hand without one.
    pub marked_on: Option<Date>,
}

/// A mark that an editor has confirmed for an entry: `uu-7-2017:pasal-280@2026-11-22`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    /// The norm or article that carries the mark.
    pub marked: LegalBasis,
    /// The day of the mark that was confirmed.
    pub marked_on: Date,
}

impl Confirmation {
    /// Reads a confirmation as the FAQ's files write it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (marked, day) = text.split_once('@')?;
        let marked_on = Date::parse(day).filter(|date| date.to_string() == day)?;
        Some(Self { marked: LegalBasis::parse(marked)?, marked_on })
    }
}

impl fmt::Display for Confirmation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.marked, self.marked_on)
    }
}
