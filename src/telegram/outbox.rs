//! Speaks: in order per chat, with retries, one chat's trouble stalling nobody.
//!
//! What Telegram takes at once leaves no trace. Only what it keeps waiting is sealed into the store, so
//! that the update it answers can be let go; it is struck there once Telegram took it.

use std::collections::HashMap;
use std::collections::HashSet;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;

use teloxide::Bot;
use tokio::sync::oneshot;
use tokio::time;

use crate::conversation::StateChange;
use crate::curation::announcement;
use crate::ports::Change;
use crate::ports::ChatId;
use crate::ports::Delivery;
use crate::ports::OutboxId;
use crate::ports::Pending;
use crate::ports::Store;
use crate::ports::Word;
use crate::telegram::direct;
use crate::telegram::lanes::Lanes;
use crate::telegram::letter::Letter;
use crate::telegram::line::Attempts;
use crate::telegram::line::Line;
use crate::telegram::outbound;
use crate::telegram::outcome::Outcome;

/// What waits for one chat from which on further questions are no longer read: at Telegram's one
/// message a second they would be answered minutes later.
const FLOOD: usize = 256;

/// How long an answer is waited for before it is sealed and its update let go.
const PATIENCE: Duration = Duration::from_secs(4);

/// Says things to Telegram, and keeps what has to wait.
pub(super) struct Outbox<S> {
    inner: Arc<Inner<S>>,
}

struct Inner<S> {
    line: Line,
    store: Arc<S>,
    lanes: Lanes,
    told_to_slow_down: Mutex<HashSet<ChatId>>,
    /// Answers that rest in the store while Telegram keeps them waiting, by chat.
    waiting: Mutex<HashMap<ChatId, usize>>,
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

/// How what was to be delivered ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    /// Telegram took it, or never will.
    Over,
    /// It waits in the store, if that could be written.
    Waits,
    /// The chat is gone, and forgotten.
    Gone,
}

/// How much an answer may wait for Telegram.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hurry {
    /// Some seconds.
    None,
    /// Not at all: more of the chat waits behind it.
    Crowded,
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
            waiting: Mutex::default(),
        };
        Self { inner: Arc::new(inner) }
    }

    /// Delivers what waits in the store.
    pub(super) fn enqueue(&self, pending: Vec<Pending>) {
        for delivery in pending {
            let inner = Arc::clone(&self.inner);
            self.inner.lanes.push(delivery.chat, async move { inner.deliver_kept(delivery).await });
        }
    }

    /// Delivers an answer after what else is to be said in that chat. What Telegram doesn't take soon is
    /// sealed into the store, and goes on from there.
    pub(super) async fn deliver(&self, chat: ChatId, deliveries: Vec<Delivery>, hurry: Hurry) -> Ended {
        if deliveries.is_empty() {
            return Ended::Over;
        }
        let letter = Arc::new(Letter::new(chat, deliveries));
        let patience = match hurry {
            Hurry::Crowded => Duration::ZERO,
            Hurry::None if self.inner.waits(chat) => Duration::ZERO,
            Hurry::None => PATIENCE,
        };
        let (inner, carried) = (Arc::clone(&self.inner), Arc::clone(&letter));
        let (done, ended) = oneshot::channel();
        self.inner.lanes.push(chat, async move {
            let ended = inner.carry(&carried).await;
            let _whoever_waited_may_have_gone = done.send(ended);
        });
        match time::timeout(patience, ended).await {
            // A lane that is cleared was that of a chat that is gone.
            Ok(ended) => ended.unwrap_or(Ended::Gone),
            Err(_) => self.inner.keep(&letter).await,
        }
    }

    /// Says words in order, after what else is to be said in that chat. A crash loses them.
    pub(super) fn say(&self, chat: ChatId, words: Vec<Word>) {
        for word in words {
            let inner = Arc::clone(&self.inner);
            self.inner.lanes.push(chat, async move { inner.say(chat, word).await });
        }
    }

    /// Says words and waits until they are said, or can't be.
    pub(super) async fn say_out(&self, chat: ChatId, words: Vec<Word>) {
        if words.is_empty() {
            return;
        }
        self.say(chat, words);
        let (done, said) = oneshot::channel::<()>();
        self.inner.lanes.push(chat, async move { drop(done) });
        let _ends_when_the_job_is_done_or_dropped = said.await;
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
    async fn deliver_kept(&self, pending: Pending) {
        if self.insist(pending.chat, &pending.delivery).await == Outcome::Gone {
            self.forget(pending.chat).await;
        }
        self.strike(vec![pending.id]).await;
    }

    /// Delivers a letter, however long Telegram takes.
    async fn carry(&self, letter: &Letter) -> Ended {
        let mut ended = Ended::Over;
        for delivery in letter.deliveries() {
            if self.insist(letter.chat, delivery).await == Outcome::Gone {
                self.forget(letter.chat).await;
                ended = Ended::Gone;
                break;
            }
            letter.took_one();
        }
        let places = letter.finish();
        if !places.is_empty() {
            self.note_waiting(letter.chat, |waiting| waiting.saturating_sub(1));
        }
        self.strike(places).await;
        ended
    }

    /// Seals what Telegram hasn't taken of a letter yet.
    async fn keep(&self, letter: &Letter) -> Ended {
        let change = Change { chat: letter.chat, state: StateChange::Keep, deliveries: letter.not_taken() };
        match self.store.commit(change).await {
            Ok(places) if places.is_empty() => {}
            Ok(places) => {
                self.note_waiting(letter.chat, |waiting| waiting.saturating_add(1));
                let done = letter.kept(places);
                if !done.is_empty() {
                    self.note_waiting(letter.chat, |waiting| waiting.saturating_sub(1));
                }
                self.strike(done).await;
            }
            Err(_) => tracing::warn!("an answer that has to wait could not be kept; a stop loses it"),
        }
        Ended::Waits
    }

    /// Whether Telegram keeps a chat waiting.
    fn waits(&self, chat: ChatId) -> bool {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).contains_key(&chat)
    }

    fn note_waiting(&self, chat: ChatId, change: impl FnOnce(usize) -> usize) {
        let mut all = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let _before: Option<usize> = match change(all.get(&chat).copied().unwrap_or_default()) {
            0 => all.remove(&chat),
            waiting => all.insert(chat, waiting),
        };
    }

    async fn strike(&self, places: Vec<OutboxId>) {
        if !places.is_empty() && self.store.delivered(places).await.is_err() {
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
        self.note_waiting(chat, |_| 0);
        let change = Change { chat, state: StateChange::Forget, deliveries: Vec::new() };
        let subscription = self.store.apply(vec![announcement::leaving(chat)]).await;
        if self.store.commit(change).await.is_err() || subscription.is_err() {
            tracing::warn!("a chat that is gone could not be forgotten yet");
        }
    }
}
