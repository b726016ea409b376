//! Tells owners and handlers when something about the bot itself needs them: its clock, or its room for reports.

use std::collections::BTreeSet;
use std::sync::PoisonError;
use std::sync::atomic::Ordering;

use crate::desk::Desk;
use crate::desk::curation::CurationDesk;
use crate::desk::tips::TipDesk;
use crate::ports::ChatId;
use crate::ports::Store;
use crate::ports::Trust;
use crate::ports::Word;
use crate::texts::Message;
use crate::texts::clock;
use crate::texts::tips;

impl<S: Store> Desk<S> {
    /// Returns what is to be said of the clock: once for each thing there is to say.
    pub(super) fn clock_words(&self) -> Vec<(ChatId, Vec<Word>)> {
        let now = self.store.trust();
        let mut told = self.clock_told.lock().unwrap_or_else(PoisonError::into_inner);
        let before = std::mem::replace(&mut *told, now);
        news(before, now).map(|message| self.to_caretakers(&message)).unwrap_or_default()
    }

    /// Returns what is to be said when reports are turned away for want of room.
    pub(super) fn room_words(&self) -> Vec<(ChatId, Vec<Word>)> {
        if !self.tips.as_ref().is_some_and(TipDesk::is_full_news) {
            return Vec::new();
        }
        self.turned_away.store(true, Ordering::Release);
        self.to_caretakers(&tips::menu_is_full())
    }

    /// Whether reports were turned away since this was last asked, for the log.
    pub fn turned_reports_away(&self) -> bool {
        self.turned_away.swap(false, Ordering::AcqRel)
    }

    fn to_caretakers(&self, message: &Message) -> Vec<(ChatId, Vec<Word>)> {
        let owners = self.curation.iter().flat_map(CurationDesk::owners).copied();
        // Whoever is both hears it once.
        let concerned: BTreeSet<ChatId> = owners.chain(self.handler_chats()).collect();
        let word = |message: &Message| Word::Send { message: message.clone(), trail: None, protected: false };
        concerned.into_iter().map(|chat| (chat, vec![word(message)])).collect()
    }
}

/// Returns what there is to say when the clock was in one standing and is in another.
fn news(before: Trust, now: Trust) -> Option<Message> {
    if before == now {
        return None;
    }
    Some(match now {
        Trust::Sound => clock::sound_again(),
        Trust::Doubtful => clock::doubtful(),
        Trust::Contradicted => clock::contradicted(),
        Trust::Returned => clock::returned(),
    })
}
