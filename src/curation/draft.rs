//! Drafts: changes of the FAQ's files that aren't published yet. One becomes a proposal by being submitted.

use std::fmt;

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
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
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

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Draft({}, {:?})", self.id.0, self.purpose)
    }
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

#[cfg(test)]
mod tests {
    use super::Draft;
    use super::DraftId;
    use crate::coordinates::Timestamp;
    use crate::curation::Author;
    use crate::curation::FileChange;
    use crate::curation::Revision;
    use crate::curation::RevisionId;
    use crate::curation::revision::Purpose;

    #[test]
    fn no_rendering_holds_a_reason_or_a_text() {
        let words = || Some("Pak Budi bertanya".to_owned());
        let changes = vec![FileChange { path: "a/b.md".to_owned(), before: words(), after: words() }];
        let (author, at, reason) = (Author::CommandLine, Timestamp(1), words());
        let purpose = Purpose::Edit;
        let draft = Draft {
            id: DraftId(7),
            author,
            purpose,
            changes: changes.clone(),
            reason: reason.clone(),
            at,
            submitted: None,
        };
        let id = RevisionId(8);
        let bases = std::collections::BTreeMap::new();
        let revision = Revision { id, at, author, approver: None, purpose, reason, changes, bases };
        let shown = format!("{draft:?} {revision:?} {:?}", revision.changes);
        assert!(shown.contains("Draft(7") && shown.contains("Revision(8"), "{shown}");
        assert!(!shown.contains("Budi"), "{shown}");
    }
}
