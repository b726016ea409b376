//! Who has which role: as the configuration says at the start, as owners decide later; and what menus show it.

use std::sync::Arc;
use std::sync::PoisonError;

use crate::curation::Admin;
use crate::curation::Author;
use crate::curation::Draft;
use crate::curation::Kept;
use crate::curation::Role;
use crate::curation::Roster;
use crate::curation::audit::AuditRow;
use crate::curation::audit::Deed;
use crate::curation::publishing::relieved;
use crate::curation::record::Write;
use crate::curation::roster::Enrolment;
use crate::desk::curation::ATTEMPTS;
use crate::desk::curation::CurationDesk;
use crate::desk::curation::session::Session;
use crate::ports::ChatId;
use crate::ports::Records;
use crate::ports::StoreError;
use crate::ports::Word;
use crate::texts::commands;

impl<S: Records> CurationDesk<S> {
    /// Gives the owners of the configuration their role, and takes it from those who aren't owners any more.
    ///
    /// # Errors
    /// When that can't be stored: it holds until the next start all the same.
    pub(in crate::desk) async fn take_office(&self) -> Result<(), StoreError> {
        let mut attempts = 0..ATTEMPTS;
        while attempts.next().is_some() {
            let roster = Roster::new(self.store.all_kept()?);
            let before = roster.clone();
            let enrolments = roster.owners_become(&self.owners, self.clock.now().day());
            self.take_menus_from_dropped(&enrolments);
            let after = enrolments.iter().map(|enrolment| enrolment.after.clone());
            self.serve(after.fold(roster, |roster, admin| roster.with(admin)));
            if enrolments.is_empty() {
                return Ok(());
            }
            let mut writes = self.enrolling(&enrolments)?;
            let drafts: Vec<Draft> = self.store.all_kept()?;
            let relieved = relieved(&drafts, &before, &self.roster(), self.clock.now());
            writes.extend(relieved.iter().map(|(before, after)| after.put_over(before)));
            if self.store.apply(writes).await? {
                return Ok(());
            }
        }
        Err(StoreError::Unwritable)
    }

    fn serve(&self, roster: Roster) {
        *self.roster.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(roster);
    }

    fn enrolling(&self, enrolments: &[Enrolment]) -> Result<Vec<Write>, StoreError> {
        let mut writes = Vec::new();
        let mut last: Option<AuditRow> = self.store.all_kept()?.pop();
        for Enrolment { before, after } in enrolments {
            writes.push(match before {
                Some(before) => after.put_over(before),
                None => after.put_new(),
            });
            if after.chat.is_none() {
                let session: Option<Session> = self.store.kept(&Session::new(after.id).key())?;
                writes.extend(session.map(|session| session.take_out()));
            }
            let deed = match after.chat {
                Some(_) => Deed::OwnerNamed(after.id),
                None => Deed::OwnerDropped(after.id),
            };
            let row = AuditRow::after(last.as_ref(), self.clock.now(), Author::CommandLine, deed);
            writes.push(row.put_new());
            last = Some(row);
        }
        Ok(writes)
    }

    /// Takes what waits to be said in other chats.
    pub(in crate::desk) fn told_to_others(&self) -> Vec<(ChatId, Vec<Word>)> {
        std::mem::take(&mut *self.due())
    }

    fn take_menus_from_dropped(&self, enrolments: &[Enrolment]) {
        let dropped = enrolments.iter().filter(|enrolment| enrolment.after.chat.is_none());
        for chat in dropped.filter_map(|enrolment| enrolment.before.as_ref()?.chat) {
            self.due().push((chat, vec![self.menu_of(chat, None)]));
        }
    }

    /// Returns where admins talk to the bot, each with the commands of the role.
    pub(in crate::desk) fn menus(&self) -> Vec<(ChatId, Vec<(String, String)>)> {
        let roster = self.roster();
        let menu = |admin: &Admin| admin.chat.map(|chat| (chat, self.commands_of(chat, admin.role)));
        roster.serving().filter_map(menu).collect()
    }

    /// The commands that a chat is to show from now on.
    pub(super) fn menu_of(&self, chat: ChatId, role: Option<Role>) -> Word {
        let handles = self.handlers.contains(&chat);
        Word::Commands(match role {
            Some(role) => Some(self.commands_of(chat, role)),
            None => handles.then(|| commands::owned(&commands::handler())),
        })
    }

    fn commands_of(&self, chat: ChatId, role: Role) -> Vec<(String, String)> {
        commands::admin(role, !self.handlers.is_empty(), self.handlers.contains(&chat))
    }
}
