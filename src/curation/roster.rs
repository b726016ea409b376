//! Who keeps the FAQ: admins by number, each in one role.

use serde::Deserialize;
use serde::Serialize;

use crate::coordinates::ChatId;
use crate::curation::Act;
use crate::curation::Kept;
use crate::curation::Role;
use crate::curation::record::Kind;

/// An admin's number: what revisions and the audit name instead of a person. Never given twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AdminId(pub u32);

/// Somebody who keeps the FAQ, or did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Admin {
    /// The number.
    pub id: AdminId,
    /// The role.
    pub role: Role,
    /// Where the admin talks to the bot; forgotten with the role, so that only the number stays.
    pub chat: Option<ChatId>,
    /// Day on which the role was taken.
    pub since: u32,
}

impl Kept for Admin {
    const KIND: Kind = Kind::Admin;

    fn key(&self) -> String {
        format!("{:08}", self.id.0)
    }
}

/// All admins, former ones among them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roster(Vec<Admin>);

impl Roster {
    /// Makes a roster.
    #[must_use]
    pub fn new(mut admins: Vec<Admin>) -> Self {
        admins.sort_by_key(|admin| admin.id);
        Self(admins)
    }

    /// Returns those who hold a role now, by number.
    pub fn serving(&self) -> impl Iterator<Item = &Admin> {
        self.0.iter().filter(|admin| admin.chat.is_some())
    }

    /// Returns the admin who talks to the bot in this chat.
    #[must_use]
    pub fn in_chat(&self, chat: ChatId) -> Option<&Admin> {
        self.0.iter().find(|admin| admin.chat == Some(chat))
    }

    /// Returns the admin with this number, serving or not.
    #[must_use]
    pub fn admin(&self, id: AdminId) -> Option<&Admin> {
        self.0.iter().find(|admin| admin.id == id)
    }

    /// Returns those who may do that now.
    pub fn who_may(&self, act: Act) -> impl Iterator<Item = &Admin> {
        self.serving().filter(move |admin| admin.role.may(act))
    }

    /// Returns a number that nobody has had.
    #[must_use]
    pub fn next_id(&self) -> AdminId {
        AdminId(self.0.last().map_or(1, |admin| admin.id.0.saturating_add(1)))
    }
}
