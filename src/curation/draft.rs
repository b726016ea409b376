//! Drafts: changes of the FAQ's files that aren't published yet. One becomes a proposal by being submitted.

use serde::Deserialize;
use serde::Serialize;

use crate::coordinates::Timestamp;
use crate::curation::Author;
use crate::curation::FileChange;
use crate::curation::Kept;
use crate::curation::record::Kind;
use crate::curation::revision::Purpose;

/// A draft's number; buttons name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DraftId(pub u32);

/// A change in the making. It outlives restarts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Its number.
    pub id: DraftId,
    /// Who writes it.
    pub author: Author,
    /// What kind of change it is.
    pub purpose: Purpose,
    /// What it changes; `before` is the text it was begun from.
    pub changes: Vec<FileChange>,
    /// Why, in the author's words.
    pub reason: Option<String>,
    /// When it was last worked on.
    pub at: Timestamp,
    /// When it was put before an approver, or since when nobody but its author could agree; `None` while it is
    /// being written.
    pub submitted: Option<Timestamp>,
}

impl Kept for Draft {
    const KIND: Kind = Kind::Draft;

    fn key(&self) -> String {
        format!("{:08}", self.id.0)
    }
}

/// The number that was given to a draft last, so that none is given twice: old buttons name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastDraft(pub u32);

impl Kept for LastDraft {
    const KIND: Kind = Kind::Mark;

    fn key(&self) -> String {
        "draf".to_owned()
    }
}
