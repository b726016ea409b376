//! Limits that need no identity at rest: everything here lives in memory and is forgotten by itself.

use std::collections::HashMap;
use std::collections::VecDeque;

use crate::coordinates::ChatId;
use crate::coordinates::Timestamp;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// How much is taken, from the configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Tips of all chats in an hour; beyond it a small question is asked.
    pub tips_an_hour: usize,
    /// Tips of one chat in a day.
    pub tips_a_day: usize,
    /// Receipts looked up in a second, of all chats.
    pub receipts_a_second: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { tips_an_hour: 30, tips_a_day: 3, receipts_a_second: 1 }
    }
}

/// Messages of one chat in a minute.
const MESSAGES_A_MINUTE: usize = 20;

/// Receipts that one chat may try in ten minutes.
const RECEIPTS_IN_TEN_MINUTES: usize = 5;

/// Refused, and for how many seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryAfter(pub u64);

/// At most so many in a sliding span of time.
#[derive(Debug, Clone)]
struct Window {
    most: usize,
    seconds: u64,
    taken: VecDeque<u64>,
}

impl Window {
    fn new(most: usize, seconds: u64) -> Self {
        Self { most, seconds, taken: VecDeque::new() }
    }

    fn forget(&mut self, now: u64) {
        while self.taken.front().is_some_and(|then| then.saturating_add(self.seconds) <= now) {
            self.taken.pop_front();
        }
    }

    /// How long until there is room; `None` if there is.
    fn full(&mut self, now: u64) -> Option<RetryAfter> {
        self.forget(now);
        let first = self.taken.front()?;
        let room = first.saturating_add(self.seconds).saturating_sub(now).max(1);
        (self.taken.len() >= self.most).then_some(RetryAfter(room))
    }

    fn take(&mut self, now: u64) -> Result<(), RetryAfter> {
        match self.full(now) {
            Some(wait) => Err(wait),
            None => {
                self.taken.push_back(now);
                Ok(())
            }
        }
    }
}

#[derive(Debug)]
struct OfChat {
    tips: Window,
    messages: Window,
    receipts: Window,
}

/// What was taken lately.
#[derive(Debug)]
pub struct Limits {
    bounds: Bounds,
    chats: HashMap<ChatId, OfChat>,
    tips: Window,
    receipts: Window,
}

impl Limits {
    /// Starts with nothing taken.
    #[must_use]
    pub fn new(bounds: Bounds) -> Self {
        let tips = Window::new(bounds.tips_an_hour, HOUR);
        let receipts = Window::new(bounds.receipts_a_second, 1);
        Self { bounds, chats: HashMap::new(), tips, receipts }
    }

    /// Takes a message of a draft.
    ///
    /// # Errors
    /// When the chat writes too fast.
    pub fn message(&mut self, chat: ChatId, now: Timestamp) -> Result<(), RetryAfter> {
        self.of(chat).messages.take(now.0)
    }

    /// Takes a guess at a receipt.
    ///
    /// # Errors
    /// When this chat, or all together, tried too many.
    pub fn receipt(&mut self, chat: ChatId, now: Timestamp) -> Result<(), RetryAfter> {
        if let Some(wait) = self.of(chat).receipts.full(now.0) {
            return Err(wait);
        }
        self.receipts.take(now.0)?;
        self.of(chat).receipts.take(now.0)
    }

    /// Whether the chat has filed as many tips as it may; for how long then.
    pub fn too_many_of_chat(&mut self, chat: ChatId, now: Timestamp) -> Option<RetryAfter> {
        self.of(chat).tips.full(now.0)
    }

    /// Whether so many tips come in that a person should show that it is one.
    pub fn too_many_in_all(&mut self, now: Timestamp) -> bool {
        self.tips.full(now.0).is_some()
    }

    /// Notes a tip that was filed.
    pub fn filed(&mut self, chat: ChatId, now: Timestamp) {
        self.tips.forget(now.0);
        self.tips.taken.push_back(now.0);
        let _counted_anyway = self.of(chat).tips.take(now.0);
    }

    /// Forgets chats that have nothing to be counted any more.
    pub fn forget(&mut self, now: Timestamp) {
        self.chats.retain(|_, chat| {
            [&mut chat.tips, &mut chat.messages, &mut chat.receipts].into_iter().any(|window| {
                window.forget(now.0);
                !window.taken.is_empty()
            })
        });
    }

    fn of(&mut self, chat: ChatId) -> &mut OfChat {
        let a_day = self.bounds.tips_a_day;
        self.chats.entry(chat).or_insert_with(|| OfChat {
            tips: Window::new(a_day, DAY),
            messages: Window::new(MESSAGES_A_MINUTE, MINUTE),
            receipts: Window::new(RECEIPTS_IN_TEN_MINUTES, 10 * MINUTE),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Bounds;
    use super::Limits;
    use super::RetryAfter;
    use crate::coordinates::ChatId;
    use crate::coordinates::Timestamp;

    const NOW: Timestamp = Timestamp(1_000_000);

    fn later(seconds: u64) -> Timestamp {
        Timestamp(NOW.0 + seconds)
    }

    #[test]
    fn a_chat_may_file_three_tips_a_day_and_is_told_when_again() {
        let mut limits = Limits::new(Bounds::default());
        for hour in 0..3 {
            assert_eq!(limits.too_many_of_chat(ChatId(1), later(hour * 3600)), None);
            limits.filed(ChatId(1), later(hour * 3600));
        }
        assert_eq!(limits.too_many_of_chat(ChatId(1), later(3 * 3600)), Some(RetryAfter(21 * 3600)));
        assert_eq!(limits.too_many_of_chat(ChatId(2), later(3 * 3600)), None);
        assert_eq!(limits.too_many_of_chat(ChatId(1), later(24 * 3600)), None);
    }

    #[test]
    fn a_chat_tries_five_receipts_in_ten_minutes_and_all_together_one_a_second() {
        let mut limits = Limits::new(Bounds::default());
        for second in 0..5 {
            assert_eq!(limits.receipt(ChatId(1), later(second)), Ok(()));
        }
        assert_eq!(limits.receipt(ChatId(1), later(5)), Err(RetryAfter(595)));
        assert_eq!(limits.receipt(ChatId(2), later(5)), Ok(()));
        assert_eq!(limits.receipt(ChatId(3), later(5)), Err(RetryAfter(1)));
    }

    #[test]
    fn what_needs_no_counting_is_forgotten() {
        let mut limits = Limits::new(Bounds::default());
        limits.message(ChatId(1), NOW).unwrap();
        limits.filed(ChatId(2), NOW);
        limits.forget(later(61));
        assert_eq!(limits.chats.len(), 1);
        limits.forget(later(24 * 3600));
        assert!(limits.chats.is_empty());
    }
}
