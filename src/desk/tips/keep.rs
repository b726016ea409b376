//! What happens to tips by itself: drafts expire, handlers are told that there is news.

use std::sync::PoisonError;

use crate::desk::tips::TipDesk;
use crate::desk::tips::handle::may_open;
use crate::desk::tips::memory::DRAFT_LIVES;
use crate::desk::tips::memory::Kind;
use crate::desk::tips::turn::Turn;
use crate::ports::ChatId;
use crate::ports::StoreError;
use crate::ports::Timestamp;
use crate::ports::TipStore;
use crate::ports::Word;
use crate::texts::Message;
use crate::texts::tips as texts;
use crate::tips::Tip;
use crate::tips::retention;
use crate::tips::retention::Due;

const HOUR: u64 = 3600;
const DAY: u64 = 24 * HOUR;

/// Local hours at which handlers are told that there is news: all of half a day in one notice.
const NOTICE_HOURS: [u64; 2] = [8, 16];

/// Seconds by which a notice is put off at random, so that it tells nothing about when a tip came in.
const JITTER: u64 = 20 * 60;

impl<S: TipStore> TipDesk<S> {
    /// Whether reports were turned away for want of room, and nobody has been told of it yet.
    pub(in crate::desk) fn is_full_news(&self) -> bool {
        let now = self.clock.now();
        self.memory().is_full_news(now)
    }

    /// Returns what is to be said unprompted by now.
    pub(in crate::desk) async fn words_due(&self) -> Vec<(ChatId, Vec<Word>)> {
        let now = self.clock.now();
        let over = self.memory().take_over(now);
        for (chat, session) in over {
            self.let_go(chat, session, now);
        }
        let mut words = self.due(now);
        words.extend(self.told_of_recipients().await.unwrap_or_default());
        if self.notices_are_due(now) {
            words.extend(self.notices(now).await.unwrap_or_default());
        }
        words
    }

    /// Tells all handlers, once, that the list of recipients is another one than before.
    async fn told_of_recipients(&self) -> Result<Vec<(ChatId, Vec<Word>)>, StoreError> {
        let now = self.handlers.fingerprint();
        let before = self.store.recipients()?;
        if before == Some(now) {
            return Ok(Vec::new());
        }
        self.store.note_recipients(now).await?;
        let told = before.map(|_| self.handlers.all()).unwrap_or_default();
        Ok(told.iter().map(|handler| (handler.chat, vec![said(texts::recipients_changed())])).collect())
    }

    fn due(&self, now: Timestamp) -> Vec<(ChatId, Vec<Word>)> {
        let mut memory = self.memory();
        memory.forget(now);
        if self.restarted.is_some_and(|then| then.0.saturating_add(DRAFT_LIVES) <= now.0) {
            memory.forget_who_is_sure();
        }
        std::mem::take(&mut memory.due)
    }

    /// Takes leave of everybody who is in the middle of something, and forgets it.
    pub(in crate::desk) fn farewell(&self) -> Vec<(ChatId, Vec<Word>)> {
        let now = self.clock.now();
        let sessions = self.memory().take_all();
        let words = sessions.into_iter().map(|(chat, session)| {
            let told = match session.kind {
                Kind::Filing { .. } => Some(texts::stopping()),
                Kind::Replying { tag, .. } => Some(texts::reply_lost(tag)),
                Kind::Following(following) => following.addition.map(|_| texts::addition_lost()),
                Kind::AskedReceipt => None,
            };
            (chat, Turn::unprompted(&session.trail, told))
        });
        let due = self.due(now);
        due.into_iter().chain(words).collect()
    }

    /// Whether the time has come; the next one is set then.
    fn notices_are_due(&self, now: Timestamp) -> bool {
        let mut next = self.next_notices.lock().unwrap_or_else(PoisonError::into_inner);
        match *next {
            Some(then) if now < then => false,
            due => {
                let random = self.sealer.random().ok().and_then(|bytes| bytes.first_chunk().copied());
                let jitter = u64::from(u32::from_be_bytes(random.unwrap_or_default())) % JITTER;
                *next = Some(Timestamp(next_slot(now, self.hours_east).saturating_add(jitter)));
                due.is_some()
            }
        }
    }

    /// Words the notices, and notes that handlers have been told. Told at most once.
    async fn notices(&self, now: Timestamp) -> Result<Vec<(ChatId, Vec<Word>)>, StoreError> {
        let week = self.week(now);
        let mut news = Vec::new();
        let mut going = Vec::new();
        for (lookup, before) in self.store.tips()? {
            let goes = retention::due(&before, week) != Due::Stay && !before.warned;
            if !before.news && !goes {
                continue;
            }
            let after = Tip { news: false, warned: before.warned || goes, ..before.clone() };
            if self.store.revise(lookup, before.clone(), after, Vec::new(), None).await? {
                news.extend(before.news.then(|| before.clone()));
                going.extend(goes.then_some(before));
            }
        }
        let told = |tips: &[Tip], message: fn(texts::Desk<'_>) -> Message| {
            let concerned = self.handlers.all().iter();
            let concerned = concerned.filter(|handler| tips.iter().any(|tip| may_open(handler, tip)));
            concerned.map(|handler| (handler.chat, vec![said(message(self.words()))])).collect::<Vec<_>>()
        };
        let mut words = told(&news, texts::news);
        words.extend(told(&going, texts::goes_soon));
        Ok(words)
    }
}

fn said(message: Message) -> Word {
    Word::Send { message, trail: None, protected: false }
}

/// Returns the next moment at which it is one of the notice hours here.
fn next_slot(now: Timestamp, hours_east: u8) -> u64 {
    let east = u64::from(hours_east).saturating_mul(HOUR);
    let local = now.0.saturating_add(east);
    let today = local.saturating_sub(local % DAY);
    let hours = NOTICE_HOURS.into_iter().chain(NOTICE_HOURS.map(|hour| hour.saturating_add(24)));
    let slots = hours.map(|hour| today.saturating_add(hour.saturating_mul(HOUR)));
    slots.into_iter().find(|slot| *slot > local).unwrap_or(local.saturating_add(DAY)).saturating_sub(east)
}

#[cfg(test)]
mod tests {
    use super::HOUR;
    use super::next_slot;
    use crate::ports::Timestamp;

    #[test]
    fn notices_go_out_at_eight_and_four_local_time() {
        let midnight_utc = 1_771_804_800; // 2026-02-23
        let at = |hour: u64| Timestamp(midnight_utc + hour * HOUR);
        assert_eq!(next_slot(at(0), 7), at(1).0, "07:00 in Jakarta");
        assert_eq!(next_slot(at(1), 7), at(9).0, "08:00 in Jakarta: the next is 16:00");
        assert_eq!(next_slot(at(10), 7), at(25).0, "17:00 in Jakarta: the next is tomorrow's 08:00");
        assert_eq!(next_slot(at(0), 9), at(7).0, "09:00 in Jayapura");
    }
}
