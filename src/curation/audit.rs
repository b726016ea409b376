//! The audit: admins' acts as a chain of hashes, so that no row can be changed or left out unseen.

use serde::Deserialize;
use serde::Serialize;
use sha2::Digest as _;
use sha2::Sha256;

use crate::coordinates::Timestamp;
use crate::curation::Author;
use crate::curation::Kept;
use crate::curation::record::Kind;

/// The hash of a row and, through it, of all before it.
pub type Hash = [u8; 32];

/// One act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRow {
    /// Counted from 1.
    pub number: u32,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub author: Author,
    /// What, in words an auditor reads: no text of anybody's, no name, no chat.
    pub what: String,
    /// The hash of the row before; zeros before the first.
    pub before: Hash,
}

impl Kept for AuditRow {
    const KIND: Kind = Kind::Audit;

    fn key(&self) -> String {
        format!("{:08}", self.number)
    }
}

impl AuditRow {
    /// Returns the row that follows `last`.
    #[must_use]
    pub fn after(last: Option<&Self>, at: Timestamp, author: Author, what: String) -> Self {
        let number = last.map_or(1, |last| last.number.saturating_add(1));
        Self { number, at, author, what, before: last.map_or([0; 32], Self::hash) }
    }

    /// Returns the hash of this row.
    #[must_use]
    pub fn hash(&self) -> Hash {
        Sha256::digest(self.to_bytes()).into()
    }
}

/// Returns the number of the first row that doesn't follow from the one before, if there is any.
#[must_use]
pub fn first_broken(rows: &[AuditRow]) -> Option<u32> {
    let mut last: Option<&AuditRow> = None;
    for row in rows {
        let number = last.map_or(1, |last| last.number.saturating_add(1));
        if row.number != number || row.before != last.map_or([0; 32], AuditRow::hash) {
            return Some(number);
        }
        last = Some(row);
    }
    None
}
