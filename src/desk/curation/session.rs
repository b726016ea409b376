//! What an admin's chat is in the middle of. Kept, so that a restart doesn't interrupt anybody.

use serde::Deserialize;
use serde::Serialize;

use crate::curation::AdminId;
use crate::curation::Draft;
use crate::curation::DraftId;
use crate::curation::Kept;
use crate::curation::Role;
use crate::curation::record::Kind;
use crate::desk::Incoming;
use crate::desk::curation::retold::Taken;
use crate::faq::EntryId;
use crate::faq::GroupId;
use crate::ports::Delivery;
use crate::ports::UpdateId;

/// An admin's session. Buttons name their target in full; this says what *text* means.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Session {
    /// Whose.
    pub(super) admin: AdminId,
    /// The last update that had an effect, and what was said: when it comes again, that is said again.
    pub(super) last: Option<UpdateId>,
    pub(super) said: Vec<Delivery>,
    /// What the next text is for; `None` leaves it to the FAQ.
    pub(super) awaiting: Option<Awaiting>,
    /// The buttons under the last message, label and callback data, so that each can be typed.
    pub(super) offered: Vec<(String, String)>,
    /// The draft that was discarded last, so that it can be brought back.
    #[serde(default)]
    pub(super) discarded: Option<Draft>,
    /// The texts that were taken lately, so that an edit of their message finds them.
    #[serde(default)]
    pub(super) taken: Vec<Taken>,
}

/// What the next text (or file) is for.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Awaiting {
    /// Words to search entries with.
    Search,
    /// A new value for a field of a draft, by the field's key.
    Field(DraftId, String),
    /// The title of a new entry in this topic.
    Adding(GroupId),
    /// Why an entry is put under review.
    Reviewing(EntryId),
    /// Why a draft is to be published.
    Reason(DraftId),
    /// Why a proposal is turned down.
    Refusal(DraftId),
    /// The text of an announcement.
    Announcement,
    /// What is to be said of a change of law: norm, article and what else is known by then.
    Law(Vec<String>),
    /// Who has reviewed what, and when, as far as known.
    LegalReview(Vec<String>),
    /// What is to become of a passed-on question: its key and what was chosen.
    Gap(Vec<String>),
    /// A file or folder of the FAQ.
    Files,
    /// For whom an invitation into this role is.
    InvitationNote(Role),
    /// Who an admin is.
    AdminNote(AdminId),
}

impl Session {
    /// The session of an admin who hasn't done anything yet.
    pub(super) fn new(admin: AdminId) -> Self {
        Self {
            admin,
            last: None,
            said: Vec::new(),
            awaiting: None,
            offered: Vec::new(),
            discarded: None,
            taken: Vec::new(),
        }
    }

    /// Whether an input had its effect here.
    pub(super) fn had(&self, incoming: &Incoming) -> bool {
        incoming.update.is_some() && self.last == incoming.update
    }
}

impl Kept for Session {
    const KIND: Kind = Kind::Session;

    fn key(&self) -> String {
        format!("{:08}", self.admin.0)
    }
}
