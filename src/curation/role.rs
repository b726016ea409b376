//! Roles of admins, and what each may do.

use serde::Deserialize;
use serde::Serialize;

/// What somebody is to the FAQ. Handlers of tips are apart from this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    /// Named in the configuration: invites and removes the others, and may do what they may.
    Owner,
    /// Agrees to other people's changes of verdicts and legal bases; may do what an editor may.
    Approver,
    /// Writes the FAQ.
    Editor,
    /// Looks on: reads the audit, the history and the statistics.
    Auditor,
}

/// Something only admins do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// Look at entries as data, at the history and at what waits.
    Look,
    /// Look at the statistics.
    Measure,
    /// Write drafts, publish what needs no second pair of eyes, put entries under review.
    Edit,
    /// Agree to other people's changes, and settle conflicts.
    Approve,
    /// Read the audit.
    Audit,
    /// Send announcements.
    Announce,
    /// Invite, list and remove admins.
    Govern,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Owner, Self::Approver, Self::Editor, Self::Auditor];

    /// Roles that an invitation can give; owners stand in the configuration.
    pub const INVITED: [Self; 3] = [Self::Approver, Self::Editor, Self::Auditor];

    /// Whether somebody in this role may do that.
    #[must_use]
    pub fn may(self, act: Act) -> bool {
        match act {
            Act::Look | Act::Measure => true,
            Act::Edit | Act::Announce => matches!(self, Self::Owner | Self::Approver | Self::Editor),
            Act::Approve => matches!(self, Self::Owner | Self::Approver),
            Act::Audit => matches!(self, Self::Owner | Self::Auditor),
            Act::Govern => self == Self::Owner,
        }
    }

    /// Returns the role as records and buttons write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "pemilik",
            Self::Approver => "penyetuju",
            Self::Editor => "penyunting",
            Self::Auditor => "pemeriksa",
        }
    }

    /// Reads what [`as_str`](Self::as_str) writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == text)
    }
}

impl Act {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Look, Self::Measure, Self::Edit, Self::Approve, Self::Audit, Self::Announce, Self::Govern];
}
