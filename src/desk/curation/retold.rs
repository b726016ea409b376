//! An admin edits the message that a text came in: the new text takes its place, or it is said that it doesn't.

use serde::Deserialize;
use serde::Serialize;

use crate::curation::Act;
use crate::curation::Admin;
use crate::curation::editing;
use crate::desk::curation::CurationDesk;
use crate::desk::curation::session::Awaiting;
use crate::desk::curation::turn::Turn;
use crate::faq::edit;
use crate::faq::edit::Field;
use crate::ports::ChatId;
use crate::ports::MessageId;
use crate::ports::Records;
use crate::ports::StoreError;
use crate::texts::curation as texts;

/// Texts whose messages are remembered.
const REMEMBERED: usize = 8;

/// A text that was taken: out of which message, and for what.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Taken {
    message: MessageId,
    purpose: Awaiting,
    /// For a line of a list: the list's file as it was before, and what was typed.
    before: Option<(String, String)>,
}

/// Notes what was taken last. How a list was before is kept of that one only.
pub(super) fn note(all: &mut Vec<Taken>, taken: Taken) {
    all.retain(|other| other.message != taken.message);
    all.iter_mut().for_each(|other| other.before = None);
    all.push(taken);
    let surplus = all.len().saturating_sub(REMEMBERED);
    all.drain(..surplus);
}

impl<S: Records> CurationDesk<S> {
    /// What a text that comes in now is going to be taken for.
    pub(super) fn taking(&self, turn: &Turn<'_>, text: &str) -> Result<Option<Taken>, StoreError> {
        let awaiting = turn.session.as_ref().and_then(|session| session.awaiting.clone());
        let (Some(message), Some(purpose)) = (turn.incoming.message, awaiting) else { return Ok(None) };
        let list = match &purpose {
            Awaiting::Field(id, key) if Field::parse(key).is_some_and(adds) => self.draft(*id)?,
            _ => None,
        };
        let sheet = list.as_ref().and_then(editing::sheet);
        let before = sheet.map(|sheet| (sheet.text.to_owned(), text.to_owned()));
        Ok(Some(Taken { message, purpose, before }))
    }

    /// Takes what a message says now in place of what it said.
    pub(super) fn retold(&self, turn: &mut Turn<'_>, admin: &Admin, text: &str) -> Result<bool, StoreError> {
        let all = turn.session.as_ref().map(|session| session.taken.clone()).unwrap_or_default();
        let Some(place) = all.iter().position(|taken| Some(taken.message) == turn.incoming.message) else {
            return Ok(false);
        };
        let mut later = all.iter().skip(place);
        let Some(taken) = later.next().cloned() else { return Ok(false) };
        match &taken.purpose {
            purpose if later.any(|other| other.purpose == *purpose) => turn.show(texts::old_text_stands()),
            Awaiting::Announcement if admin.role.may(Act::Announce) && self.may_rewrite(turn, admin)? => {
                drop(turn.take_awaiting());
                self.announcement_written(turn, admin, text)?;
            }
            Awaiting::Field(id, key) if admin.role.may(Act::Edit) => {
                let draft = self.draft(*id)?.filter(|draft| self.reader(turn, admin).owns(draft));
                let place = draft.as_ref().and_then(editing::sheet).zip(Field::parse(key));
                let (Some(draft), Some((sheet, field))) = (&draft, place) else {
                    turn.show(texts::old_text_stands());
                    return Ok(true);
                };
                match base(&taken, field, sheet.text) {
                    Some(base) => self.field_retold(turn, admin, draft, (field, base), text)?,
                    None => turn.show(texts::old_text_stands()),
                }
                let before = taken.before.map(|(before, _)| (before, text.to_owned()));
                turn.took(Taken { before, ..taken });
            }
            _ => turn.show(texts::old_text_stands()),
        }
        Ok(true)
    }

    /// Whether an edit in a chat is one of a text that was taken.
    pub(in crate::desk) fn took(&self, chat: ChatId, message: Option<MessageId>) -> bool {
        let roster = self.roster();
        let session = roster.in_chat(chat).and_then(|admin| self.session(admin).ok());
        let taken = session.map(|session| session.taken).unwrap_or_default();
        taken.iter().any(|taken| Some(taken.message) == message)
    }
}

/// What a text is written into anew; `None` where others have changed what it became a part of.
fn base(taken: &Taken, field: Field, now: &str) -> Option<String> {
    match &taken.before {
        None => (!adds(field)).then(|| now.to_owned()),
        Some((before, typed)) => {
            let untouched = edit::add_lines(before, field, typed).map_or(before == now, |then| then == now);
            untouched.then(|| before.clone())
        }
    }
}

/// Whether a text adds to a field, in place of becoming it.
pub(super) fn adds(field: Field) -> bool {
    matches!(field, Field::Phrases | Field::NearMisses | Field::Basis | Field::Subquestions)
}
