//! Waiting for what the bot does: woken by every change, never by sleeping.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Mutex;
use std::sync::PoisonError;

use super::Telegram;
use crate::sandbox::ledger::Call;
use crate::sandbox::world::World;
use crate::sandbox::world::callbacks::Answer;
use crate::sandbox::world::journal::Event;
use crate::sandbox::world::types::Message;

/// How far each chat was heard already.
#[derive(Debug, Default)]
pub(super) struct Heard(Mutex<BTreeMap<i64, u64>>);

impl Heard {
    fn until(&self, chat: i64) -> u64 {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(chat).or_default()
    }

    fn now_until(&self, chat: i64, number: u64) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(chat, number);
    }
}

/// What was waited for did not happen in time; tells which methods were called how often.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
pub struct WaitedTooLong {
    calls: BTreeMap<String, usize>,
    unconfirmed: usize,
}

impl fmt::Display for WaitedTooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "waited too long; calls so far: {:?}; unconfirmed updates: {}",
            self.calls, self.unconfirmed
        )
    }
}

impl fmt::Debug for WaitedTooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Telegram {
    /// Waits until `look` finds something in the world.
    ///
    /// # Errors
    /// It found nothing within the handle's patience.
    pub async fn wait_for<T>(&self, mut look: impl FnMut(&World) -> Option<T>) -> Result<T, WaitedTooLong> {
        self.wait_until(|telegram| telegram.look(&mut look)).await
    }

    /// Waits until `look` finds something in this handle: the world or the calls.
    ///
    /// # Errors
    /// It found nothing within the handle's patience.
    pub async fn wait_until<T>(&self, mut look: impl FnMut(&Self) -> Option<T>) -> Result<T, WaitedTooLong> {
        let mut changes = self.shared.listen();
        let found = async {
            loop {
                if let Some(found) = look(self) {
                    return Some(found);
                }
                changes.changed().await.ok()?;
            }
        };
        match tokio::time::timeout(self.patience, found).await {
            Ok(Some(found)) => Ok(found),
            Ok(None) | Err(_) => Err(self.gave_up()),
        }
    }

    fn gave_up(&self) -> WaitedTooLong {
        let mut calls = BTreeMap::new();
        for call in self.calls() {
            *calls.entry(call.method).or_default() += 1;
        }
        WaitedTooLong { calls, unconfirmed: self.look(World::unconfirmed) }
    }

    /// The next message the bot sends to a chat; each is handed out once, edits in between are passed over.
    ///
    /// # Errors
    /// The bot sent none in time.
    pub async fn sent_to(&self, chat: i64) -> Result<Message, WaitedTooLong> {
        self.next_in(chat, |event| match event {
            Event::Message(message) if message.is_from_bot() => Some(message.as_ref().clone()),
            _ => None,
        })
        .await
    }

    /// The next message the bot sends to a chat or edits in it; each is handed out once.
    ///
    /// # Errors
    /// The bot did neither in time.
    pub async fn heard_in(&self, chat: i64) -> Result<Message, WaitedTooLong> {
        self.next_in(chat, |event| match event {
            Event::Message(message) | Event::Edited(message) if message.is_from_bot() => {
                Some(message.as_ref().clone())
            }
            _ => None,
        })
        .await
    }

    /// The next event of a chat that `pick` takes, after those already handed out.
    ///
    /// # Errors
    /// None came in time.
    pub async fn next_in<T>(
        &self,
        chat: i64,
        pick: impl Fn(&Event) -> Option<T>,
    ) -> Result<T, WaitedTooLong> {
        let from = self.heard.until(chat);
        let (number, found) = self
            .wait_for(|world| {
                let mut events = world.journal().after(from).filter(|entry| entry.chat == chat);
                events.find_map(|entry| Some((entry.number, pick(&entry.event)?)))
            })
            .await?;
        self.heard.now_until(chat, number);
        Ok(found)
    }

    /// Passes over everything that has happened in a chat until now.
    pub fn skip_to_now(&self, chat: i64) {
        self.heard.now_until(chat, self.look(|world| world.journal().last()));
    }

    /// Waits for the answer to a tap.
    ///
    /// # Errors
    /// The bot gave none in time.
    pub async fn answer_to(&self, callback_id: &str) -> Result<Answer, WaitedTooLong> {
        self.wait_for(|world| world.callback(callback_id)?.answer.clone()).await
    }

    /// Waits until the bot has confirmed all updates.
    ///
    /// # Errors
    /// It did not in time.
    pub async fn all_confirmed(&self) -> Result<(), WaitedTooLong> {
        self.wait_for(|world| (world.unconfirmed() == 0).then_some(())).await
    }

    /// Waits until a method was called and answered at least `times` times; returns these calls.
    ///
    /// # Errors
    /// It was not in time.
    pub async fn called(&self, method: &str, times: usize) -> Result<Vec<Call>, WaitedTooLong> {
        self.wait_until(|telegram| {
            let mut calls = telegram.calls_of(method);
            calls.retain(|call| call.status.is_some());
            (calls.len() >= times).then_some(calls)
        })
        .await
    }

    /// Waits until a method was called at least `times` times, answered or not.
    ///
    /// # Errors
    /// It was not in time.
    pub async fn call_arrived(&self, method: &str, times: usize) -> Result<Vec<Call>, WaitedTooLong> {
        self.wait_until(|telegram| Some(telegram.calls_of(method)).filter(|calls| calls.len() >= times)).await
    }
}
