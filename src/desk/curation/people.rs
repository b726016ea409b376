//! Owners look after those who keep the FAQ: list, roles, notes, removal.

use std::sync::MutexGuard;
use std::sync::PoisonError;

use crate::curation::Act;
use crate::curation::Admin;
use crate::curation::AdminId;
use crate::curation::Author;
use crate::curation::Draft;
use crate::curation::Kept;
use crate::curation::Role;
use crate::curation::Roster;
use crate::curation::audit::Deed;
use crate::curation::button::people::Button;
use crate::curation::invitation::Invitation;
use crate::curation::publishing::relieved;
use crate::desk::curation::CurationDesk;
use crate::desk::curation::session::Awaiting;
use crate::desk::curation::session::Session;
use crate::desk::curation::turn::After;
use crate::desk::curation::turn::Turn;
use crate::ports::ChatId;
use crate::ports::Records;
use crate::ports::StoreError;
use crate::ports::Timestamp;
use crate::ports::Word;
use crate::texts::Message;
use crate::texts::curation::people as texts;

/// Rows of a list on a page.
pub(super) const PAGE: usize = 7;

/// Seconds for which a removed admin can be given the role back.
const UNDO: u64 = 5 * 60;

/// Somebody who lost the role, while that can be undone. Lives in memory only: the chat is to be forgotten.
pub(super) struct Leaver {
    admin: Admin,
    at: Timestamp,
}

impl<S: Records> CurationDesk<S> {
    /// Follows a button of roles, invitations or the audit.
    pub(super) fn people_pressed(
        &self,
        turn: &mut Turn<'_>,
        me: &Admin,
        button: Button,
    ) -> Result<bool, StoreError> {
        turn.take_awaiting();
        match button {
            Button::Menu => self.people(turn, me, 0)?,
            Button::Page(page) => self.people(turn, me, page)?,
            Button::Audit(page) => self.audit(turn, page)?,
            Button::Invite => turn.show(texts::choose_invitation()),
            Button::InviteAs(role) => self.ask_for_whom(turn, role),
            Button::WithoutNote(role) => self.invite(turn, me, role, None)?,
            Button::Invitations => self.invitations(turn)?,
            Button::Withdraw(name) => self.withdraw(turn, me, &name)?,
            Button::Reinstate(admin) => self.reinstate(turn, me, admin)?,
            Button::Accept(_) | Button::Decline(_) => return Ok(false),
            Button::Show(id)
            | Button::ChangeRole(id)
            | Button::SetRole(id, _)
            | Button::EditNote(id)
            | Button::ClearNote(id)
            | Button::AskRemove(id)
            | Button::Remove(id) => self.person_pressed(turn, me, id, &button)?,
        }
        Ok(true)
    }

    /// Follows a button about one admin, who may be gone by now, and is never an owner.
    fn person_pressed(
        &self,
        turn: &mut Turn<'_>,
        me: &Admin,
        id: AdminId,
        button: &Button,
    ) -> Result<(), StoreError> {
        let Some(admin) = self.in_office(turn, id) else { return Ok(()) };
        match button {
            Button::ChangeRole(_) => turn.show(texts::choose_role(&admin)),
            Button::SetRole(_, role) => self.set_role(turn, me, &admin, *role)?,
            Button::EditNote(_) => {
                turn.show(texts::ask_note(&admin));
                turn.awaits(Awaiting::AdminNote(id));
            }
            Button::ClearNote(_) => self.note_on(turn, &admin, None)?,
            Button::AskRemove(_) => turn.show(texts::ask_remove(&admin, self.drafts_of(id)?)),
            Button::Remove(_) => self.remove(turn, me, &admin)?,
            _ => turn.show(texts::admin(&admin, self.drafts_of(id)?)),
        }
        Ok(())
    }

    /// Returns an admin who can be changed from here, or says why nobody can.
    fn in_office(&self, turn: &mut Turn<'_>, id: AdminId) -> Option<Admin> {
        let admin = self.roster().admin(id).filter(|admin| admin.chat.is_some()).cloned();
        let refusal = match &admin {
            None => texts::gone(),
            Some(admin) if admin.role == Role::Owner => texts::owners_are_configured(),
            Some(_) => return admin,
        };
        turn.show(refusal);
        None
    }

    /// Shows a page of those who keep the FAQ, and renews the owner's own menu of commands.
    pub(super) fn people(&self, turn: &mut Turn<'_>, me: &Admin, page: usize) -> Result<(), StoreError> {
        let roster = self.roster();
        let mut admins: Vec<&Admin> = roster.serving().collect();
        admins.sort_by_key(|admin| (admin.role, admin.id));
        let pages = admins.len().div_ceil(PAGE).max(1);
        let page = page.min(pages.saturating_sub(1));
        let rows: Vec<&Admin> = admins.into_iter().skip(page.saturating_mul(PAGE)).take(PAGE).collect();
        let open = self.open_invitations(turn)?.len();
        turn.show(texts::roster(texts::Page { rows: &rows, page, pages }, me, open));
        turn.say(self.menu_of(turn.incoming.chat, Some(me.role)));
        Ok(())
    }

    fn set_role(&self, turn: &mut Turn<'_>, me: &Admin, admin: &Admin, role: Role) -> Result<(), StoreError> {
        if role == Role::Owner {
            turn.show(texts::owners_are_configured());
            return Ok(());
        }
        let after = Admin { role, ..admin.clone() };
        if after != *admin {
            turn.write(after.put_over(admin));
            self.relieve(turn, me, &after)?;
            self.close_session(turn, admin.id)?;
            self.note(turn, author(me), Deed::Moved(admin.id, admin.role, role))?;
            self.tell(turn, admin.chat, texts::your_role_changed(role), Some(role));
            turn.afterwards(After::Serve(after.clone()));
        }
        turn.show(texts::role_changed(&after));
        Ok(())
    }

    fn remove(&self, turn: &mut Turn<'_>, me: &Admin, admin: &Admin) -> Result<(), StoreError> {
        turn.write(admin.dismissed().put_over(admin));
        self.relieve(turn, me, &admin.dismissed())?;
        self.close_session(turn, admin.id)?;
        self.note(turn, author(me), Deed::Removed(admin.id, admin.role))?;
        self.tell(turn, admin.chat, texts::your_role_ended(), None);
        turn.afterwards(After::Serve(admin.dismissed()));
        turn.afterwards(After::Leaves(Leaver { admin: admin.clone(), at: turn.now }));
        turn.show(texts::removed(admin));
        Ok(())
    }

    /// Takes back the proposals of somebody who writes no more, and begins the wait of those who remain alone.
    fn relieve(&self, turn: &mut Turn<'_>, me: &Admin, after: &Admin) -> Result<(), StoreError> {
        let (roster, drafts) = (self.roster(), self.store.all_kept::<Draft>()?);
        let next = Roster::clone(&roster).with(after.clone());
        for (before, after) in relieved(&drafts, &roster, &next, turn.now) {
            turn.write(after.put_over(&before));
            if after.submitted.is_none() {
                self.note(turn, author(me), Deed::Withdrawn(after.id))?;
            }
        }
        Ok(())
    }

    /// Gives a role back, unless it is too late or the person has come back another way.
    fn reinstate(&self, turn: &mut Turn<'_>, me: &Admin, id: AdminId) -> Result<(), StoreError> {
        let roster = self.roster();
        let Some(before) = roster.admin(id).filter(|admin| admin.chat.is_none()) else {
            // A second press: what the first one did still stands.
            turn.show(roster.admin(id).map_or_else(texts::gone, texts::reinstated));
            return Ok(());
        };
        let Some(admin) = self.leaver(id, turn.now) else {
            turn.show(texts::too_late());
            return Ok(());
        };
        if admin.chat.is_none_or(|chat| roster.in_chat(chat).is_some()) {
            turn.show(texts::too_late());
            return Ok(());
        }
        turn.write(admin.put_over(before));
        self.note(turn, author(me), Deed::Reinstated(id, admin.role))?;
        self.tell(turn, admin.chat, texts::your_role_is_back(admin.role), Some(admin.role));
        turn.show(texts::reinstated(&admin));
        turn.afterwards(After::Serve(admin));
        Ok(())
    }

    /// Takes a note that was written on an admin.
    pub(super) fn take_admin_note(
        &self,
        turn: &mut Turn<'_>,
        me: &Admin,
        id: AdminId,
        text: &str,
    ) -> Result<bool, StoreError> {
        if !me.role.may(Act::Govern) {
            return Ok(false);
        }
        turn.take_awaiting();
        let Some(admin) = self.in_office(turn, id) else { return Ok(true) };
        match tidy_note(text) {
            Some(note) => self.note_on(turn, &admin, Some(note))?,
            None => {
                turn.show(texts::odd_note());
                turn.awaits(Awaiting::AdminNote(id));
            }
        }
        Ok(true)
    }

    /// What owners note on somebody is theirs: the audit doesn't hold it.
    fn note_on(&self, turn: &mut Turn<'_>, admin: &Admin, note: Option<String>) -> Result<(), StoreError> {
        let after = Admin { note, ..admin.clone() };
        turn.write(after.put_over(admin));
        turn.show(texts::admin(&after, self.drafts_of(admin.id)?));
        turn.afterwards(After::Serve(after));
        Ok(())
    }

    /// What was open in an admin's chat isn't any more: it belonged to the role.
    fn close_session(&self, turn: &mut Turn<'_>, id: AdminId) -> Result<(), StoreError> {
        let session: Option<Session> = self.store.kept(&Session::new(id).key())?;
        session.iter().for_each(|session| turn.write(session.take_out()));
        Ok(())
    }

    /// Says something in an admin's own chat, and shows the commands that go with the role from now on.
    fn tell(&self, turn: &mut Turn<'_>, chat: Option<ChatId>, message: Message, role: Option<Role>) {
        let Some(chat) = chat else { return };
        let word = Word::Send { message, trail: None, protected: false };
        turn.afterwards(After::Tell(chat, vec![word, self.menu_of(chat, role)]));
    }

    fn drafts_of(&self, id: AdminId) -> Result<usize, StoreError> {
        let drafts: Vec<Draft> = self.store.all_kept()?;
        let is_theirs = |draft: &&Draft| matches!(draft.author, Author::Admin(author, _) if author == id);
        Ok(drafts.iter().filter(is_theirs).count())
    }

    /// Returns the invitations that wait, the one that ends first in front.
    pub(super) fn open_invitations(&self, turn: &Turn<'_>) -> Result<Vec<Invitation>, StoreError> {
        let mut all: Vec<Invitation> = self.store.all_kept()?;
        all.retain(|invitation| invitation.is_open(turn.now));
        all.sort_by_key(|invitation| (invitation.until, invitation.key()));
        Ok(all)
    }

    pub(super) fn leavers(&self) -> MutexGuard<'_, Vec<Leaver>> {
        self.leavers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn leaver(&self, id: AdminId, now: Timestamp) -> Option<Admin> {
        let mut leavers = self.leavers();
        leavers.retain(|leaver| now.0.saturating_sub(leaver.at.0) <= UNDO);
        leavers.iter().find(|leaver| leaver.admin.id == id).map(|leaver| leaver.admin.clone())
    }
}

/// Whom revisions and the audit name.
pub(super) fn author(admin: &Admin) -> Author {
    Author::Admin(admin.id, admin.role)
}

/// A note as it is kept: one short line. `None` if it isn't one.
pub(super) fn tidy_note(text: &str) -> Option<String> {
    let note = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = (1..=texts::LONGEST_NOTE).contains(&note.chars().count());
    (fits && !note.chars().any(char::is_control)).then_some(note)
}
