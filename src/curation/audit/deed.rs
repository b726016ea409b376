//! What admins do, as the audit names it: closed kinds, and nobody's text, name or chat.

use serde::Deserialize;
use serde::Serialize;

use crate::curation::AdminId;
use crate::curation::DraftId;
use crate::curation::RevisionId;
use crate::curation::Role;
use crate::curation::revision::Purpose;

/// An act. Kinds are added and never changed: rows that rest in the chain name them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Deed {
    /// A change was published.
    Published {
        /// As which revision.
        revision: RevisionId,
        /// What kind of change.
        purpose: Purpose,
        /// Who else agreed.
        approver: Option<AdminId>,
    },
    /// A draft was put before approvers.
    Submitted(DraftId),
    /// A draft was taken back from them.
    Withdrawn(DraftId),
    /// A draft was agreed to.
    Approved(DraftId),
    /// A draft was turned down.
    Refused(DraftId),
    /// A draft of one's own was thrown away.
    Discarded(DraftId),
    /// A draft of somebody else's was thrown away.
    DiscardedOf(DraftId, AdminId),
    /// A draft that was thrown away was brought back.
    Recalled(DraftId),
    /// A draft was begun anew from the newest texts.
    StartedOver(DraftId),
    /// Somebody else's draft was taken over.
    TookOver(DraftId, AdminId),
    /// A draft that came from the bot's own machine was taken over.
    TookOverImport(DraftId),
    /// Files came in and became a draft.
    Imported(DraftId),
    /// The FAQ was fetched as files, as of a revision.
    Exported(RevisionId),
    /// The folder of the FAQ was read anew.
    FolderRead,
    /// The folder of the FAQ couldn't be read: the last good FAQ stayed.
    FolderRefused,
    /// So many questions that were passed on left the list, or will once a draft with them is published.
    Parted(Parting, u32),
    /// A revision that somebody else should have agreed to was published where nobody could agree.
    NobodyToAgree(RevisionId),
    /// An announcement began to go out to so many.
    Announced(u32, u32),
    /// An announcement was stopped.
    AnnouncementStopped(u32),
    /// An announcement went out: to how many, and how many are uncertain.
    AnnouncementEnded {
        /// Which.
        number: u32,
        /// Those who got it.
        sent: u32,
        /// Those of whom that isn't known.
        uncertain: u32,
    },
    /// Somebody was invited into a role.
    Invited(Role),
    /// An invitation into a role was withdrawn.
    Uninvited(Role),
    /// An invitation was accepted.
    Joined {
        /// Into which role.
        role: Role,
        /// Who had invited.
        by: AdminId,
    },
    /// An invitation was turned down.
    Declined(Role),
    /// An admin's role was taken away.
    Removed(AdminId, Role),
    /// A role that was taken away was given back.
    Reinstated(AdminId, Role),
    /// An admin has another role now: the old one, the new one.
    Moved(AdminId, Role, Role),
    /// The configuration names an owner.
    OwnerNamed(AdminId),
    /// The configuration doesn't name an owner any more.
    OwnerDropped(AdminId),
}

/// How questions that were passed on leave the list. What becomes part of the FAQ is noted when its draft is
/// begun; that it came into force stands in the row of its publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Parting {
    /// A draft was begun that makes them phrases of an entry.
    Phrase,
    /// A draft of a new entry was begun with them.
    Entry,
    /// A draft was begun that puts them outside the FAQ.
    Outside,
    /// They were thrown away.
    Discarded,
    /// They were brought back.
    Returned,
}
