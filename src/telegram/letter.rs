//! One answer on its way, and what of it rests in the store meanwhile.

use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;

use crate::ports::ChatId;
use crate::ports::Delivery;
use crate::ports::OutboxId;

/// What one update is answered with, shared by who carries it and who gets impatient.
pub(super) struct Letter {
    pub(super) chat: ChatId,
    deliveries: Vec<Delivery>,
    progress: Mutex<Progress>,
}

#[derive(Default)]
struct Progress {
    taken: usize,
    /// Where it rests in the store, to be struck at the end.
    places: Vec<OutboxId>,
    finished: bool,
}

impl Letter {
    pub(super) fn new(chat: ChatId, deliveries: Vec<Delivery>) -> Self {
        Self { chat, deliveries, progress: Mutex::default() }
    }

    pub(super) fn deliveries(&self) -> &[Delivery] {
        &self.deliveries
    }

    /// Notes that Telegram took the next delivery, or never will.
    pub(super) fn took_one(&self) {
        let mut progress = self.progress();
        progress.taken = progress.taken.saturating_add(1);
    }

    /// Returns what Telegram hasn't taken and what is worth keeping: a press is answered in time or never.
    pub(super) fn not_taken(&self) -> Vec<Delivery> {
        let taken = self.progress().taken;
        let rest = self.deliveries.iter().skip(taken);
        rest.filter(|delivery| !matches!(delivery, Delivery::AnswerPress { .. })).cloned().collect()
    }

    /// Notes where it rests in the store; returns what is to be struck there already.
    #[must_use]
    pub(super) fn kept(&self, places: Vec<OutboxId>) -> Vec<OutboxId> {
        let mut progress = self.progress();
        if progress.finished {
            return places;
        }
        progress.places = places;
        Vec::new()
    }

    /// Notes that there is nothing more to do; returns what is to be struck from the store.
    #[must_use]
    pub(super) fn finish(&self) -> Vec<OutboxId> {
        let mut progress = self.progress();
        progress.finished = true;
        std::mem::take(&mut progress.places)
    }

    fn progress(&self) -> MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::Letter;
    use crate::ports::ChatId;
    use crate::ports::Delivery;
    use crate::ports::OutboxId;
    use crate::texts::Message;

    fn say(text: &str) -> Delivery {
        let message = Message { html: text.to_owned(), keyboard: Vec::new() };
        Delivery::Send { message, reply_to: None }
    }

    fn letter() -> Letter {
        let press = Delivery::AnswerPress { press: "1".to_owned(), notice: None };
        Letter::new(ChatId(1), vec![press, say("satu"), say("dua")])
    }

    #[test]
    fn what_telegram_took_and_what_grows_stale_is_not_kept() {
        let letter = letter();
        assert_eq!(letter.not_taken(), [say("satu"), say("dua")]);
        letter.took_one();
        letter.took_one();
        assert_eq!(letter.not_taken(), [say("dua")]);
    }

    #[test]
    fn what_rests_in_the_store_is_struck_once_whoever_comes_first() {
        let slow = letter();
        assert!(slow.kept(vec![OutboxId(7)]).is_empty());
        assert_eq!(slow.finish(), [OutboxId(7)]);
        let quick = letter();
        assert!(quick.finish().is_empty());
        assert_eq!(quick.kept(vec![OutboxId(7)]), [OutboxId(7)]);
    }
}
