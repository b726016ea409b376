//! Who keeps the FAQ: admins by number, each in one role.

use std::fmt;

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
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Admin {
    /// The number.
    pub id: AdminId,
    /// The role.
    pub role: Role,
    /// Where the admin talks to the bot; forgotten with the role, so that only the number stays.
    pub chat: Option<ChatId>,
    /// Day on which the role was taken.
    pub since: u32,
    /// Who that is, as an owner notes it; only owners see it. Forgotten with the role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl fmt::Debug for Admin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Admin({}, {:?})", self.id.0, self.role)
    }
}

impl Admin {
    /// The admin without a role: only the number is left.
    #[must_use]
    pub fn dismissed(&self) -> Self {
        Self { chat: None, note: None, ..self.clone() }
    }
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

    /// Puts an admin in place of what was known under the same number.
    #[must_use]
    pub fn with(&self, admin: Admin) -> Self {
        let mut admins = self.0.clone();
        admins.retain(|other| other.id != admin.id);
        admins.push(admin);
        Self::new(admins)
    }

    /// Returns how admins must change so that the owners are exactly these.
    ///
    /// Whoever else serves in an owner's chat becomes the owner and keeps the number; an owner who isn't one
    /// any more has no role at all.
    #[must_use]
    pub fn owners_become(&self, owners: &[ChatId], today: u32) -> Vec<Enrolment> {
        let is_owner = |chat: Option<ChatId>| chat.is_some_and(|chat| owners.contains(&chat));
        let dropped = self.serving().filter(|admin| admin.role == Role::Owner && !is_owner(admin.chat));
        let mut enrolments: Vec<Enrolment> = dropped
            .map(|admin| Enrolment { before: Some(admin.clone()), after: admin.dismissed() })
            .collect();
        let mut next = self.next_id();
        let mut seen: Vec<ChatId> = Vec::new();
        for chat in owners {
            if seen.contains(chat) {
                continue;
            }
            seen.push(*chat);
            match self.in_chat(*chat) {
                Some(admin) if admin.role == Role::Owner => {}
                Some(admin) => enrolments.push(Enrolment {
                    before: Some(admin.clone()),
                    after: Admin { role: Role::Owner, since: today, ..admin.clone() },
                }),
                None => {
                    let after =
                        Admin { id: next, role: Role::Owner, chat: Some(*chat), since: today, note: None };
                    next = AdminId(next.0.saturating_add(1));
                    enrolments.push(Enrolment { before: None, after });
                }
            }
        }
        enrolments
    }
}

/// How an admin comes to a role by the configuration, or loses it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// What is kept of the admin; `None` for somebody new.
    pub before: Option<Admin>,
    /// What is to be kept.
    pub after: Admin,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admin(id: u32, role: Role, chat: i64) -> Admin {
        let chat = (chat != 0).then_some(ChatId(chat));
        Admin { id: AdminId(id), role, chat, since: 1, note: None }
    }

    fn after(roster: &Roster, owners: &[i64]) -> Roster {
        let owners: Vec<ChatId> = owners.iter().copied().map(ChatId).collect();
        let enrolments = roster.owners_become(&owners, 9);
        enrolments.into_iter().fold(roster.clone(), |roster, enrolment| roster.with(enrolment.after))
    }

    #[test]
    fn owners_of_the_configuration_get_numbers_of_their_own() {
        let roster = after(&Roster::default(), &[30, 31, 30]);
        let ids: Vec<_> = roster.serving().map(|admin| (admin.id.0, admin.chat)).collect();
        assert_eq!(ids, [(1, Some(ChatId(30))), (2, Some(ChatId(31)))]);
        assert_eq!(after(&roster, &[31, 30]), roster, "and keep them");
    }

    #[test]
    fn an_owner_who_is_none_any_more_has_no_role_and_nobody_gets_that_number() {
        let roster = after(&after(&Roster::default(), &[30, 31]), &[30]);
        assert_eq!(roster.in_chat(ChatId(31)), None);
        let back = after(&roster, &[30, 31]);
        assert_eq!(back.in_chat(ChatId(31)).unwrap().id, AdminId(3));
    }

    #[test]
    fn a_chat_has_one_role_and_owner_wins() {
        let roster = Roster::new(vec![admin(1, Role::Editor, 30), admin(2, Role::Editor, 0)]);
        let roster = after(&roster, &[30]);
        assert_eq!(roster.in_chat(ChatId(30)).unwrap().id, AdminId(1));
        assert_eq!(roster.in_chat(ChatId(30)).unwrap().role, Role::Owner);
        assert_eq!(roster.serving().count(), 1);
    }
}
