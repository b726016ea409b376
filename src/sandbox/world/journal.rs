//! What happened in the chats, in order, numbered: the source of the page's events and of the tests' waiting.

use std::collections::VecDeque;

use super::types::Message;

/// Events kept; older ones are forgotten.
const KEPT: usize = 20_000;

/// Something a person could see.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A new message, from the bot or a person.
    Message(Box<Message>),
    /// A message in its new form.
    Edited(Box<Message>),
    /// Messages that are gone.
    Deleted(Vec<i32>),
    /// The bot shows that it works on something.
    Typing(String),
    /// The answer to a tap.
    CallbackAnswer {
        /// Which tap.
        callback_id: String,
        /// Who tapped.
        user: i64,
        /// What is shown, if anything.
        text: Option<String>,
        /// As a dialog rather than a passing note.
        show_alert: bool,
    },
    /// The chat was emptied by its owner.
    Cleared,
}

/// An event with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Counts up from 1.
    pub number: u64,
    /// Where it happened.
    pub chat: i64,
    /// What happened.
    pub event: Event,
}

/// All events, the newest last.
#[derive(Debug, Default)]
pub struct Journal {
    entries: VecDeque<Entry>,
    last: u64,
}

impl Journal {
    pub(crate) fn note(&mut self, chat: i64, event: Event) {
        self.last += 1;
        self.entries.push_back(Entry { number: self.last, chat, event });
        if self.entries.len() > KEPT {
            self.entries.pop_front();
        }
    }

    /// The number of the newest event.
    #[must_use]
    pub fn last(&self) -> u64 {
        self.last
    }

    /// Events after the one with this number.
    pub fn after(&self, number: u64) -> impl Iterator<Item = &Entry> {
        let first = self.entries.front().map_or(0, |entry| entry.number);
        let skip = usize::try_from((number + 1).saturating_sub(first)).unwrap_or(usize::MAX);
        self.entries.iter().skip(skip)
    }
}
