//! Invitations: an owner makes a link, somebody opens it, and has a role.
//!
//! Whoever has the token may accept; everybody else, admin or not, gets what a dead link or an unknown
//! button gets, after the same search.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::MutexGuard;
use std::sync::PoisonError;

use crate::conversation::Wording;
use crate::curation::Act;
use crate::curation::Admin;
use crate::curation::Author;
use crate::curation::Button;
use crate::curation::Kept;
use crate::curation::Role;
use crate::curation::Roster;
use crate::curation::audit::Deed;
use crate::curation::button::people;
use crate::curation::invitation::Invitation;
use crate::curation::invitation::InvitationName;
use crate::curation::invitation::Token;
use crate::desk::Happening;
use crate::desk::curation::CurationDesk;
use crate::desk::curation::people::author;
use crate::desk::curation::people::tidy_note;
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
use crate::texts::curation as shared;
use crate::texts::curation::invitation as texts;
use crate::texts::curation::people as owners;

/// Most invitations that wait at once.
const MOST: usize = 20;

/// Seconds for which the buttons of an opened invitation can also be typed.
const TYPED: u64 = 30 * 60;

/// Invitations held in memory that can be answered by typing.
const MOST_GUESTS: usize = 64;

/// Somebody who looks at an invitation.
pub(super) struct Guest {
    token: Token,
    at: Timestamp,
}

impl<S: Records> CurationDesk<S> {
    /// Asks for whom an invitation is to be.
    pub(super) fn ask_for_whom(&self, turn: &mut Turn<'_>, role: Role) {
        if role == Role::Owner {
            turn.show(owners::owners_are_configured());
            return;
        }
        turn.show(owners::ask_invitation_note(role));
        turn.awaits(Awaiting::InvitationNote(role));
    }

    /// Takes the note that an invitation was waiting for.
    pub(super) fn take_invitation_note(
        &self,
        turn: &mut Turn<'_>,
        me: &Admin,
        role: Role,
        text: &str,
    ) -> Result<bool, StoreError> {
        if !me.role.may(Act::Govern) {
            return Ok(false);
        }
        turn.take_awaiting();
        match tidy_note(text) {
            Some(note) => self.invite(turn, me, role, Some(note))?,
            None => {
                turn.show(owners::odd_note());
                turn.awaits(Awaiting::InvitationNote(role));
            }
        }
        Ok(true)
    }

    /// Makes an invitation. Its link is said straight from memory: it rests nowhere.
    pub(super) fn invite(
        &self,
        turn: &mut Turn<'_>,
        me: &Admin,
        role: Role,
        note: Option<String>,
    ) -> Result<(), StoreError> {
        if role == Role::Owner {
            turn.show(owners::owners_are_configured());
            return Ok(());
        }
        self.clear_expired(turn)?;
        if self.open_invitations(turn)?.len() >= MOST {
            turn.show(owners::too_many_invitations(MOST));
            return Ok(());
        }
        let Some(token) = self.chance.bytes().map(|random| Token::of(&random)) else {
            turn.show(owners::no_token());
            return Ok(());
        };
        let invitation = Invitation::new(&token, role, note, me.id, turn.now);
        turn.write(invitation.put_new());
        self.note(turn, author(me), Deed::Invited(role))?;
        turn.show(owners::invited(&invitation));
        let message = texts::link(&self.agency, self.bot().as_deref(), &token, role);
        turn.say(Word::Send { message, trail: None, protected: false });
        Ok(())
    }

    fn clear_expired(&self, turn: &mut Turn<'_>) -> Result<(), StoreError> {
        let all: Vec<Invitation> = self.store.all_kept()?;
        for expired in all.iter().filter(|invitation| !invitation.is_open(self.clock.now())) {
            turn.write(expired.take_out());
        }
        Ok(())
    }

    /// Shows the invitations that wait.
    pub(super) fn invitations(&self, turn: &mut Turn<'_>) -> Result<(), StoreError> {
        let open = self.open_invitations(turn)?;
        turn.show(owners::invitations(&open, turn.now));
        Ok(())
    }

    /// Withdraws an invitation and shows those that are left.
    pub(super) fn withdraw(
        &self,
        turn: &mut Turn<'_>,
        me: &Admin,
        name: &InvitationName,
    ) -> Result<(), StoreError> {
        let mut open = self.open_invitations(turn)?;
        match open.iter().position(|invitation| invitation.name() == *name) {
            Some(place) => {
                let invitation = open.remove(place);
                turn.write(invitation.take_out());
                self.note(turn, author(me), Deed::Uninvited(invitation.role))?;
                turn.notice(owners::WITHDRAWN);
            }
            None => turn.notice(owners::NOT_OPEN),
        }
        turn.show(owners::invitations(&open, turn.now));
        Ok(())
    }

    /// Hears what somebody does with an invitation; `false` if there is none (any more).
    pub(super) fn invited(
        &self,
        turn: &mut Turn<'_>,
        guest: Option<&Guest>,
        roster: &Roster,
        admin: Option<&Admin>,
    ) -> Result<bool, StoreError> {
        let Some(invited) = read_invited(turn, guest) else { return Ok(false) };
        let Some(invitation) = self.invitation(&invited, turn.now)? else { return Ok(false) };
        turn.take_awaiting();
        if let Some(current) = admin.map(|admin| admin.role)
            && (current == Role::Owner || current == invitation.role)
        {
            turn.show(texts::not_for_you(current));
            return Ok(true);
        }
        match invited {
            Invited::Opened(payload) => match Token::from_payload(&payload) {
                Some(token) => self.offer(turn, &invitation, token, admin),
                None => return Ok(false),
            },
            Invited::Accepted(_) => self.accept(turn, roster, &invitation, admin)?,
            Invited::Declined(_) => self.decline(turn, &invitation, admin)?,
        }
        Ok(true)
    }

    fn offer(&self, turn: &mut Turn<'_>, invitation: &Invitation, token: Token, admin: Option<&Admin>) {
        let current = admin.map(|admin| admin.role);
        turn.show(texts::offer(&self.agency, invitation, &token, current, turn.now));
        let mut guests = self.guests();
        guests.retain(|_, guest| turn.now.0.saturating_sub(guest.at.0) < TYPED);
        if guests.len() < MOST_GUESTS {
            guests.insert(turn.incoming.chat, Guest { token, at: turn.now });
        }
    }

    /// Whoever is new gets a number; an admin keeps it and has the other role.
    fn accept(
        &self,
        turn: &mut Turn<'_>,
        roster: &Roster,
        invitation: &Invitation,
        admin: Option<&Admin>,
    ) -> Result<(), StoreError> {
        let (role, since) = (invitation.role, turn.now.day());
        let note = invitation.note.clone().or_else(|| admin?.note.clone());
        let chat = Some(turn.incoming.chat);
        let after = match admin {
            Some(before) => Admin { role, since, note, ..before.clone() },
            None => Admin { id: Roster::new(self.store.all_kept()?).next_id(), role, chat, since, note },
        };
        turn.write(match admin {
            Some(before) => after.put_over(before),
            None => after.put_new(),
        });
        turn.write(invitation.take_out());
        self.note(turn, author(&after), Deed::Joined { role, by: invitation.by })?;
        turn.session = Some(Session::new(after.id));
        turn.show(texts::welcome(role, after.id.0));
        turn.say(self.menu_of(turn.incoming.chat, Some(role)));
        self.tell_owners(turn, roster, &texts::accepted(invitation, after.id.0));
        turn.afterwards(After::Serve(after));
        Ok(())
    }

    /// Whoever isn't an admin has no number: the audit says who had invited.
    fn decline(
        &self,
        turn: &mut Turn<'_>,
        invitation: &Invitation,
        admin: Option<&Admin>,
    ) -> Result<(), StoreError> {
        let by = admin.map_or(Author::Admin(invitation.by, Role::Owner), author);
        turn.write(invitation.take_out());
        self.note(turn, by, Deed::Declined(invitation.role))?;
        turn.show(texts::declined());
        let roster = self.roster();
        self.tell_owners(turn, &roster, &texts::turned_down(invitation));
        Ok(())
    }

    fn tell_owners(&self, turn: &mut Turn<'_>, roster: &Roster, message: &Message) {
        let owners = roster.serving().filter(|admin| admin.role == Role::Owner);
        for chat in owners.filter_map(|owner| owner.chat) {
            let word = Word::Send { message: message.clone(), trail: None, protected: false };
            turn.afterwards(After::Tell(chat, vec![word]));
        }
    }

    /// Searches for what a link or button leads to, in the same way whatever that is.
    fn invitation(&self, invited: &Invited, now: Timestamp) -> Result<Option<Invitation>, StoreError> {
        let key = match invited {
            Invited::Opened(payload) => Token::key_of_payload(payload),
            Invited::Accepted(token) | Invited::Declined(token) => token.key(),
        };
        let invitation: Option<Invitation> = self.store.kept(&key)?;
        Ok(invitation.filter(|invitation| invitation.is_open(now)))
    }

    fn bot(&self) -> Option<Arc<str>> {
        self.bot.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn guests(&self) -> MutexGuard<'_, BTreeMap<ChatId, Guest>> {
        self.guests.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes out who looks at an invitation in this chat: whatever comes next, the look is over.
    pub(super) fn take_guest(&self, chat: ChatId) -> Option<Guest> {
        self.guests().remove(&chat)
    }
}

fn read_invited(turn: &Turn<'_>, guest: Option<&Guest>) -> Option<Invited> {
    match &turn.incoming.happening {
        Happening::Commanded { name, rest } => {
            name.eq_ignore_ascii_case("start").then(|| Invited::Opened(rest.trim().to_owned()))
        }
        Happening::Pressed(data) => Invited::of_button(Button::from_data(data)?),
        Happening::Said { text, wording: Wording::Typed } => {
            guest.filter(|guest| turn.now.0.saturating_sub(guest.at.0) < TYPED)?.read(text)
        }
        _ => None,
    }
}

impl Guest {
    /// The buttons of an opened invitation can be typed too.
    fn read(&self, text: &str) -> Option<Invited> {
        let accept = people::Button::Accept(self.token.clone());
        let decline = people::Button::Decline(self.token.clone());
        let offered = [(texts::ACCEPT, accept), (texts::DECLINE, decline)]
            .map(|(label, button)| (label.to_owned(), Button::People(button).to_data()));
        let data = shared::read_typed(&offered, text, false)?;
        Invited::of_button(Button::from_data(&data)?)
    }
}

/// What somebody does with an invitation.
enum Invited {
    Opened(String),
    Accepted(Token),
    Declined(Token),
}

impl Invited {
    fn of_button(button: Button) -> Option<Self> {
        match button {
            Button::People(people::Button::Accept(token)) => Some(Self::Accepted(token)),
            Button::People(people::Button::Decline(token)) => Some(Self::Declined(token)),
            _ => None,
        }
    }
}
