//! Revisions: published changes of the FAQ's files, each with who, when and why.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::Serialize;
use sha2::Digest as _;
use sha2::Sha256;

use crate::coordinates::Timestamp;
use crate::curation::AdminId;
use crate::curation::Kept;
use crate::curation::Role;
use crate::curation::record::Kind;

/// The texts of an FAQ folder by their path in it, with `/`.
pub type Files = BTreeMap<String, String>;

/// What tells a text from any other.
pub type Digest = [u8; 32];

/// Returns the digest of a text.
#[must_use]
pub fn digest(text: &str) -> Digest {
    Sha256::digest(text).into()
}

/// A revision's number: 1, 2, 3 …, without gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RevisionId(pub u32);

/// A published change.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// Its number.
    pub id: RevisionId,
    /// When it was published.
    pub at: Timestamp,
    /// Who wrote it.
    pub author: Author,
    /// Who agreed, where somebody had to.
    pub approver: Option<AdminId>,
    /// What kind of change it is.
    pub purpose: Purpose,
    /// Why, in the author's words.
    pub reason: Option<String>,
    /// What it changes.
    pub changes: Vec<FileChange>,
    /// What the base's texts were that it was published over, by path; a path that isn't in it had none.
    pub bases: BTreeMap<String, Digest>,
}

/// Who makes a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Author {
    /// An admin, and in which role.
    Admin(AdminId, Role),
    /// Whoever works on the bot's own machine.
    CommandLine,
}

/// What kind of change this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Purpose {
    /// An entry was edited.
    Edit,
    /// An entry was added.
    Add,
    /// An entry was retired: people don't get it any more.
    Retire,
    /// A retired entry came back.
    Restore,
    /// An entry was put under review: its verdict is hidden.
    Review,
    /// An entry was confirmed, after a review or a change of law.
    Confirm,
    /// A norm or article was marked as changed.
    MarkLaw,
    /// A lawyer's review was recorded.
    LegalReview,
    /// A question that was passed on became a phrase.
    Phrase,
    /// Files were imported.
    Import,
    /// What an earlier revision left was put back.
    RollBack(RevisionId),
    /// The last revision was taken back at once.
    Undo(RevisionId),
    /// A conflict with a newer base was settled.
    Settle,
}

/// What becomes of one file.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileChange {
    /// Which file.
    pub path: String,
    /// Its text before; `None` where it wasn't there.
    pub before: Option<String>,
    /// Its text from now on; `None` where it goes.
    pub after: Option<String>,
}

impl FileChange {
    /// Whether it changes anything.
    #[must_use]
    pub fn is_change(&self) -> bool {
        self.before != self.after
    }
}

// Reasons and texts are people's words: no rendering holds them.
impl fmt::Debug for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Revision({}, {:?})", self.id.0, self.purpose)
    }
}

impl fmt::Debug for FileChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FileChange({})", self.path)
    }
}

impl Kept for Revision {
    const KIND: Kind = Kind::Revision;

    fn key(&self) -> String {
        format!("{:08}", self.id.0)
    }
}

impl RevisionId {
    /// Returns the number after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}
