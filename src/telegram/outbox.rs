//! Delivers what is committed and says what is not kept: in order per chat, with retries, one chat's trouble stalling nobody.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

use teloxide::Bot;

use crate::conversation::StateChange;
use crate::curation::announcement;
use crate::ports::Change;
use crate::ports::ChatId;
use crate::ports::Delivery;
use crate::ports::Pending;
use crate::ports::Store;
use crate::ports::Word;
use crate::telegram::direct;
use crate::telegram::lanes::Lanes;
use crate::telegram::line::Attempts;
use crate::telegram::line::Line;
use crate::telegram::outbound;
use crate::telegram::outcome::Outcome;

/// Undelivered messages of one chat from which on further questions are no longer read: at
/// Telegram's one message a second they would be answered minutes later.
const FLOOD: usize = 256;

/// Sends deliveries and strikes them from the store once Telegram took them.
pub(super) struct Outbox<S> {
    inner: Arc<Inner<S>>,
}

struct Inner<S> {
    line: Line,
    store: Arc<S>,
    lanes: Lanes,
    told_to_slow_down: Mutex<HashSet<ChatId>>,
}

/// How a chat should be met in the light of what it is still owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pace {
    /// As usual.
    Calm,
    /// It sends faster than it can be answered, and hasn't been told.
    Flooding,
    /// It has been told.
    StillFlooding,
}

impl<S> Clone for Outbox<S> {
    fn clone(&self) -> Self {
        Self { inner: Arc::clone(&self.inner) }
    }
}

impl<S: Store> Outbox<S> {
    pub(super) fn open(bot: Bot, store: Arc<S>) -> Self {
        let inner = Inner {
            line: Line::new(bot),
            store,
            lanes: Lanes::default(),
            told_to_slow_down: Mutex::default(),
        };
        Self { inner: Arc::new(inner) }
    }

    /// Delivers what is committed.
    pub(super) fn enqueue(&self, pending: Vec<Pending>) {
        for delivery in pending {
            let inner = Arc::clone(&self.inner);
            self.inner.lanes.push(delivery.chat, async move { inner.deliver(delivery).await });
        }
    }

    /// Delivers what could not be stored; a crash loses it.
    pub(super) fn send_unsaved(&self, chat: ChatId, deliveries: Vec<Delivery>) {
        for delivery in deliveries {
            let inner = Arc::clone(&self.inner);
            self.inner.lanes.push(chat, async move {
                let _nothing_to_strike = inner.insist(chat, &delivery).await;
            });
        }
    }

    /// Says words in order, after what else is to be said in that chat. A crash loses them.
    pub(super) fn say(&self, chat: ChatId, words: Vec<Word>) {
        for word in words {
            let inner = Arc::clone(&self.inner);
            self.inner.lanes.push(chat, async move { inner.say(chat, word).await });
        }
    }

    /// Says words in several chats.
    pub(super) fn say_all(&self, words: Vec<(ChatId, Vec<Word>)>) {
        for (chat, words) in words {
            self.say(chat, words);
        }
    }

    /// Judges whether a chat floods.
    pub(super) fn pace(&self, chat: ChatId) -> Pace {
        let backlog = self.inner.lanes.backlog(chat);
        let mut told = self.inner.told_to_slow_down.lock().unwrap_or_else(PoisonError::into_inner);
        if backlog < FLOOD {
            if backlog < FLOOD / 2 {
                told.remove(&chat);
            }
            return Pace::Calm;
        }
        if told.insert(chat) { Pace::Flooding } else { Pace::StillFlooding }
    }

    /// Waits until everything is delivered.
    pub(super) async fn settled(&self) {
        self.inner.lanes.settled().await;
    }
}

impl<S: Store> Inner<S> {
    async fn deliver(&self, pending: Pending) {
        if self.insist(pending.chat, &pending.delivery).await == Outcome::Gone {
            self.forget(pending.chat).await;
        }
        if self.store.delivered(vec![pending.id]).await.is_err() {
            tracing::warn!(
                "a delivery could not be struck from the outbox; it may be repeated after a restart"
            );
        }
    }

    /// Tries until Telegram took the delivery or never will.
    async fn insist(&self, chat: ChatId, delivery: &Delivery) -> Outcome {
        let attempts = match delivery {
            Delivery::AnswerPress { .. } => Attempts::Two,
            Delivery::Send { .. } | Delivery::Edit { .. } => Attempts::Endless,
        };
        self.line.insist(chat, attempts, |chat| outbound::attempt(&self.line.bot, chat, delivery)).await
    }

    /// Says a word. If the chat is gone, what else waited for it is dropped; the store isn't touched, so
    /// that it tells nothing of tips. What it still holds for the chat is found out after a restart.
    async fn say(&self, chat: ChatId, word: Word) {
        if direct::say(&self.line, chat, word).await == Outcome::Gone {
            self.lanes.clear(chat);
        }
    }

    /// The chat is gone: nothing of it is kept, nothing more is sent.
    async fn forget(&self, chat: ChatId) {
        self.lanes.clear(chat);
        let change = Change { chat, handled: None, state: StateChange::Forget, deliveries: Vec::new() };
        let subscription = self.store.apply(vec![announcement::leaving(chat)]).await;
        if self.store.commit(change).await.is_err() || subscription.is_err() {
            tracing::warn!("a chat that is gone could not be forgotten yet");
        }
    }
}
