//! What a text is for while something is open, and what it means once nothing is.

use crate::conversation::Preface;
use crate::conversation::Wording;
use crate::curation::Act;
use crate::curation::Admin;
use crate::curation::Kept;
use crate::desk::Happening;
use crate::desk::Incoming;
use crate::desk::curation::CurationDesk;
use crate::desk::curation::session::Awaiting;
use crate::desk::curation::session::Session;
use crate::desk::curation::turn::Turn;
use crate::ports::ChatId;
use crate::ports::Records;
use crate::ports::StoreError;

impl<S: Records> CurationDesk<S> {
    /// Takes a text for what is awaited.
    pub(super) async fn taken(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        text: &str,
        wording: Wording,
    ) -> Result<bool, StoreError> {
        if self.told_why(turn, admin, text).await? {
            return Ok(true);
        }
        match turn.session.as_ref().and_then(|session| session.awaiting.clone()) {
            Some(Awaiting::Law(known)) if wording == Wording::Typed && admin.role.may(Act::Edit) => {
                self.law_said(turn, &known, text);
                Ok(true)
            }
            Some(Awaiting::LegalReview(known))
                if wording == Wording::Typed && admin.role.may(Act::Approve) =>
            {
                self.reviewer_typed(turn, &known, text);
                Ok(true)
            }
            Some(Awaiting::Gap(asked)) if admin.role.may(Act::Edit) => {
                Ok(self.search_for_gap(turn, admin, &asked, text))
            }
            Some(Awaiting::InvitationNote(role)) => self.take_invitation_note(turn, admin, role, text),
            Some(Awaiting::AdminNote(of)) => self.take_admin_note(turn, admin, of, text),
            Some(Awaiting::Announcement) if admin.role.may(Act::Announce) => {
                turn.take_awaiting();
                self.announcement_written(turn, admin, text)?;
                Ok(true)
            }
            _ => self.entry_text(turn, admin, text, wording).await,
        }
    }

    /// Takes a text that browsing or editing waits for.
    pub(super) async fn entry_text(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        text: &str,
        wording: Wording,
    ) -> Result<bool, StoreError> {
        let is_new = matches!(wording, Wording::Typed | Wording::Special(Preface::Forwarded));
        if !is_new || !admin.role.may(Act::Look) {
            return Ok(false);
        }
        let awaited = turn.take_awaiting();
        let may_edit = admin.role.may(Act::Edit);
        match awaited {
            Some(Awaiting::Search) => return Ok(self.search(turn, text)),
            Some(Awaiting::Field(draft, key)) if may_edit => {
                self.field_typed(turn, admin, draft, &key, text)?;
            }
            Some(Awaiting::Adding(group)) if may_edit => self.title_given(turn, admin, &group, text)?,
            Some(Awaiting::Reviewing(entry)) if may_edit => self.review(turn, admin, &entry, text).await?,
            other => {
                if let Some(session) = &mut turn.session {
                    session.awaiting = other;
                }
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether the next text in a chat is for something that an admin was asked.
    pub(in crate::desk) fn awaits_text(&self, chat: ChatId) -> bool {
        let roster = self.roster();
        let session = roster.in_chat(chat).and_then(|admin| self.session(admin).ok());
        session.is_some_and(|session| !matches!(session.awaiting, None | Some(Awaiting::Files)))
    }

    /// Whether somebody with a role talks to the bot here.
    pub(in crate::desk) fn knows(&self, chat: ChatId) -> bool {
        self.roster().in_chat(chat).is_some()
    }

    /// The FAQ answers an admin: from now on a typed number means *its* buttons, and a text is a question.
    pub(super) async fn looks_away(&self, admin: &Admin, incoming: &Incoming) -> Result<(), StoreError> {
        let session = self.session(admin)?;
        let shown = matches!(
            incoming.happening,
            Happening::Commanded { .. } | Happening::Pressed(_) | Happening::Said { .. }
        );
        let is_open = session.awaiting.is_some() || !session.offered.is_empty();
        if shown && is_open {
            // Where another turn of this admin's was faster, that one says what is open.
            let away = Session { awaiting: None, offered: Vec::new(), ..session.clone() };
            self.store.apply(vec![away.put_over(&session)]).await?;
        }
        Ok(())
    }

    pub(super) fn session(&self, admin: &Admin) -> Result<Session, StoreError> {
        let session = self.store.kept::<Session>(&Session::new(admin.id).key())?;
        Ok(session.unwrap_or_else(|| Session::new(admin.id)))
    }
}
