//! What those on the bot's own machine ask of admins' work, and what they are told.

use serde::Deserialize;
use serde::Serialize;

use crate::curation::DraftId;
use crate::curation::Files;
use crate::curation::RevisionId;
use crate::curation::Role;

/// Files that somebody brings on the bot's own machine.
#[derive(Clone, Serialize, Deserialize)]
pub struct Delivered {
    /// The texts, by their paths.
    pub files: Files,
    /// Whether the whole folder was brought.
    pub whole: bool,
    /// Whether entries that a whole folder lacks go.
    pub retire: bool,
    /// Why.
    pub reason: Option<String>,
    /// Whether only to tell what would happen.
    pub trial: bool,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Imported {
    /// The FAQ says all that already.
    Same,
    /// It can't be published; what is wrong, one a line.
    Unfit(Vec<String>),
    /// It turns answers into their opposite, and nobody has said why.
    Unexplained(Impact),
    /// This would happen.
    Would(Impact),
    /// It is in force.
    Published(RevisionId, Impact),
    /// It waits for an approver.
    Proposed(DraftId, Impact),
}

/// What an import does, by titles.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Impact {
    /// What comes to say something else.
    pub changed: Vec<String>,
    /// What is new.
    pub added: Vec<String>,
    /// What comes to lie in another group.
    pub moved: Vec<String>,
    /// What goes.
    pub retired: Vec<String>,
    /// What the folder lacks and yet stays.
    pub left: Vec<String>,
    /// Questions that land elsewhere, the worst first, one a line.
    pub moves: Vec<String>,
    /// New warnings, one a line.
    pub warnings: Vec<String>,
    /// Whether somebody else has to agree.
    pub approval: bool,
    /// Whether somebody else would have to agree and there is nobody who can.
    #[serde(default)]
    pub alone: bool,
}

/// How admins' work stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Health {
    /// How many hold each role.
    pub admins: Vec<(Role, usize)>,
    /// The last revision; 0 before the first.
    pub revision: u32,
    /// Drafts that aren't proposed.
    pub drafts: usize,
    /// Drafts that wait for an approver.
    pub proposals: usize,
    /// Files whose base has moved on under a revision.
    pub conflicts: Vec<String>,
    /// Files whose revision makes no FAQ: the base stands there.
    pub fallen: Vec<String>,
}
