//! States that are on their way to the disk: whoever asks meanwhile gets them from here.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;

use crate::conversation::State;
use crate::ports::ChatId;

/// What was remembered some milliseconds ago.
#[derive(Default)]
pub(super) struct Fresh(Mutex<Known>);

#[derive(Default)]
struct Known {
    states: HashMap<ChatId, (u64, State)>,
    next: u64,
}

impl Fresh {
    /// Returns what is on its way of a chat.
    pub(super) fn get(&self, chat: ChatId) -> Option<State> {
        self.known().states.get(&chat).map(|(_, state)| state.clone())
    }

    /// Notes a state and returns its place among all.
    pub(super) fn put(&self, chat: ChatId, state: State) -> u64 {
        let mut known = self.known();
        let place = known.next;
        known.next = place.wrapping_add(1);
        drop(known.states.insert(chat, (place, state)));
        place
    }

    /// Lets go of the state with this place: it is on the disk, or never will be.
    pub(super) fn settle(&self, chat: ChatId, place: u64) {
        let mut known = self.known();
        if known.states.get(&chat).is_some_and(|(newest, _)| *newest == place) {
            drop(known.states.remove(&chat));
        }
    }

    /// Lets go of what is on its way of a chat: something newer is written.
    pub(super) fn forget(&self, chat: ChatId) {
        drop(self.known().states.remove(&chat));
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversation::Screen;

    #[test]
    fn the_newest_state_stays_until_it_is_settled_itself() {
        let (fresh, chat) = (Fresh::default(), ChatId(1));
        let first = fresh.put(chat, State::default().at(Screen::Menu));
        let second = fresh.put(chat, State::default().at(Screen::Help));
        fresh.settle(chat, first);
        assert_eq!(fresh.get(chat).map(|state| state.screen), Some(Screen::Help));
        fresh.settle(chat, second);
        assert_eq!(fresh.get(chat), None);
    }

    #[test]
    fn what_is_overtaken_is_forgotten() {
        let (fresh, chat) = (Fresh::default(), ChatId(1));
        let place = fresh.put(chat, State::default());
        fresh.forget(chat);
        assert_eq!(fresh.get(chat), None);
        fresh.settle(chat, place);
    }
}
