//! What is remembered of questions on their way: in memory only, and not for long.

use std::collections::HashMap;
use std::collections::VecDeque;

use zeroize::Zeroizing;

use crate::conversation::Slip;
use crate::ports::ChatId;
use crate::ports::Timestamp;

/// Questions that one chat may pass on in a day.
const MOST_A_DAY: usize = 5;

/// Seconds in a day.
const DAY: u64 = 86_400;

/// Chats whose last preview is remembered, so that its button can also be typed.
const MOST_SHOWN: usize = 500;

/// Questions on their way.
#[derive(Default)]
pub(in crate::desk) struct Memory {
    shown: VecDeque<(ChatId, Zeroizing<String>, Slip)>,
    sent: HashMap<ChatId, VecDeque<u64>>,
}

impl Memory {
    /// Notes what a chat was shown last.
    pub(super) fn show(&mut self, chat: ChatId, text: Zeroizing<String>, slip: Slip) {
        self.forget_shown(chat);
        if self.shown.len() >= MOST_SHOWN {
            drop(self.shown.pop_front());
        }
        self.shown.push_back((chat, text, slip));
    }

    /// Returns what a chat was shown last.
    pub(super) fn shown(&self, chat: ChatId) -> Option<(Zeroizing<String>, Slip)> {
        let (_, text, slip) = self.shown.iter().find(|(other, ..)| *other == chat)?;
        Some((text.clone(), *slip))
    }

    /// Whether a chat has passed on as many as it may.
    pub(super) fn is_full(&mut self, chat: ChatId, now: Timestamp) -> bool {
        self.forget(now);
        self.sent.get(&chat).is_some_and(|sent| sent.len() >= MOST_A_DAY)
    }

    /// Notes that a chat passed one on; one that was passed on before counts no more.
    pub(super) fn sent(&mut self, chat: ChatId, now: Timestamp, fresh: bool) {
        self.forget_shown(chat);
        if fresh {
            self.sent.entry(chat).or_default().push_back(now.0);
        }
    }

    /// Forgets a chat's preview: it was sent, dropped, or the chat wants to be forgotten.
    pub(in crate::desk) fn forget_shown(&mut self, chat: ChatId) {
        self.shown.retain(|(other, ..)| *other != chat);
    }

    fn forget(&mut self, now: Timestamp) {
        self.sent.retain(|_, sent| {
            sent.retain(|then| then.saturating_add(DAY) > now.0);
            !sent.is_empty()
        });
    }
}

#[cfg(test)]
mod tests {
    use zeroize::Zeroizing;

    use super::DAY;
    use super::Memory;
    use crate::conversation::Slip;
    use crate::ports::ChatId;
    use crate::ports::Timestamp;

    #[test]
    fn a_chat_passes_on_five_a_day() {
        let (mut memory, chat) = (Memory::default(), ChatId(1));
        for second in 0..5 {
            assert!(!memory.is_full(chat, Timestamp(second)));
            memory.sent(chat, Timestamp(second), true);
            memory.sent(chat, Timestamp(second), false);
        }
        assert!(memory.is_full(chat, Timestamp(DAY - 1)));
        assert!(!memory.is_full(ChatId(2), Timestamp(DAY - 1)));
        assert!(!memory.is_full(chat, Timestamp(DAY)));
    }

    #[test]
    fn only_the_last_preview_of_a_chat_is_remembered() {
        let (mut memory, chat) = (Memory::default(), ChatId(1));
        memory.show(chat, Zeroizing::new("satu".to_owned()), Slip::from_random([1; 8]));
        memory.show(chat, Zeroizing::new("dua".to_owned()), Slip::from_random([2; 8]));
        assert!(memory.shown(chat).is_some_and(|(text, _)| *text == "dua"));
        memory.forget_shown(chat);
        assert!(memory.shown(chat).is_none());
    }
}
