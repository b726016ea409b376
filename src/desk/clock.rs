//! Tells owners and handlers when the clock isn't to be believed, and when it is again.

use std::collections::BTreeSet;
use std::sync::PoisonError;

use crate::desk::Desk;
use crate::desk::curation::CurationDesk;
use crate::ports::ChatId;
use crate::ports::Store;
use crate::ports::Trust;
use crate::ports::Word;
use crate::texts::Message;
use crate::texts::clock;

impl<S: Store> Desk<S> {
    /// Returns what is to be said of the clock: once for each thing there is to say.
    pub(super) fn clock_words(&self) -> Vec<(ChatId, Vec<Word>)> {
        let now = self.store.trust();
        let mut told = self.clock_told.lock().unwrap_or_else(PoisonError::into_inner);
        let before = std::mem::replace(&mut *told, now);
        let Some(message) = news(before, now) else { return Vec::new() };
        let owners = self.curation.iter().flat_map(CurationDesk::owners).copied();
        // Whoever is both hears it once.
        let concerned: BTreeSet<ChatId> = owners.chain(self.handler_chats()).collect();
        let word = |message: &Message| Word::Send { message: message.clone(), trail: None, protected: false };
        concerned.into_iter().map(|chat| (chat, vec![word(&message)])).collect()
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
