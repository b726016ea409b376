//! Somebody's chat with the bot, as on a phone: what is written and tapped there, and what comes of it.

use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;

use netral::sandbox::Telegram;
use netral::sandbox::world::World;
use netral::sandbox::world::journal::Event;
use netral::sandbox::world::types::Message;

use super::replies;

/// A phone that waits for what it expects to read, never for how much comes.
pub(crate) struct Phone {
    telegram: Telegram,
    pub(crate) chat: i64,
    /// Everything up to this event was there before the last thing that was done here.
    before: AtomicU64,
}

impl Phone {
    pub(crate) fn of(telegram: &Telegram, chat: i64) -> Self {
        Self { telegram: telegram.clone(), chat, before: AtomicU64::new(0) }
    }

    pub(crate) fn telegram(&self) -> &Telegram {
        &self.telegram
    }

    /// From here on only what comes now is read.
    pub(crate) fn looks_away(&self) {
        let last = self.telegram.look(|world| world.journal().last());
        self.before.store(last, Ordering::SeqCst);
    }

    pub(crate) fn says(&self, text: &str) {
        self.looks_away();
        self.telegram.say(self.chat, text);
    }

    /// Writes, and waits for an answer with these words.
    pub(crate) async fn asks(&self, text: &str, words: &str) -> Message {
        self.says(text);
        self.reads(words).await
    }

    /// Taps the newest button with this label, once it has come; returns the query's id.
    pub(crate) async fn taps(&self, label: &str) -> String {
        self.taps_where(label, |shown| shown == label).await
    }

    /// Taps the newest button whose label begins so.
    pub(crate) async fn taps_first(&self, beginning: &str) -> String {
        self.taps_where(beginning, |shown| shown.starts_with(beginning)).await
    }

    async fn taps_where(&self, wanted: &str, is_it: impl Fn(&str) -> bool) -> String {
        let (message, data) = self.finds(wanted, is_it).await;
        self.forges(message, &data)
    }

    /// Taps any button on a message, shown or not; returns the query's id.
    pub(crate) fn forges(&self, message: i32, data: &str) -> String {
        self.looks_away();
        self.telegram.tap(self.chat, self.chat, message, data)
    }

    /// Waits for a button on what came since the last thing that was done: its message and what it carries.
    pub(crate) async fn finds(&self, wanted: &str, is_it: impl Fn(&str) -> bool) -> (i32, String) {
        let before = self.before.load(Ordering::SeqCst);
        let look = |telegram: &Telegram| {
            telegram.look(|world| {
                let came: Vec<i32> = self.came(world, before).map(|message| message.message_id).collect();
                let mut shown = came.iter().rev().filter_map(|number| world.message(self.chat, *number));
                shown.find_map(|message| {
                    let labels = message.labels();
                    let label = labels.iter().find(|label| is_it(label))?;
                    Some((message.message_id, message.data_of(label)?.to_owned()))
                })
            })
        };
        let found = self.telegram.wait_until(look).await;
        found.unwrap_or_else(|waited| panic!("no [{wanted}]: {waited}\n{}", self.transcript()))
    }

    /// Waits for a message, new or edited, with these words.
    pub(crate) async fn reads(&self, words: &str) -> Message {
        let before = self.before.load(Ordering::SeqCst);
        let look = |telegram: &Telegram| {
            telegram.look(|world| {
                self.came(world, before).find(|message| message.words().contains(words)).cloned()
            })
        };
        let found = self.telegram.wait_until(look).await;
        found.unwrap_or_else(|waited| panic!("no {words:?}: {waited}\n{}", self.transcript()))
    }

    /// What the bot has sent or edited here after an event.
    fn came<'w>(&self, world: &'w World, before: u64) -> impl Iterator<Item = &'w Message> {
        let here = world.journal().after(before).filter(move |entry| entry.chat == self.chat);
        here.filter_map(|entry| match &entry.event {
            Event::Message(message) | Event::Edited(message) if message.is_from_bot() => {
                Some(message.as_ref())
            }
            _ => None,
        })
    }

    /// What the chat shows of the bot now.
    pub(crate) fn transcript(&self) -> String {
        replies(&self.telegram, self.chat).join("\n----\n")
    }
}
