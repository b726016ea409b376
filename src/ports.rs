//! What the core needs from the world: somewhere to keep things, and the time.
//!
//! Each trait has two implementations from day one: the real one and the tests' twin.

mod chance;
mod records;
mod tips;
mod words;
mod workshop;

pub use chance::Chance;
pub use records::Records;
pub use tips::Blob;
pub use tips::Boxed;
pub use tips::Contents;
pub use tips::Deed;
pub use tips::Filing;
pub use tips::PhotoTrouble;
pub use tips::ReceiptKeys;
pub use tips::SealTrouble;
pub use tips::Sealer;
pub use tips::TipStore;
pub use words::Trail;
pub use words::Word;
pub use workshop::Workshop;
pub use workshop::done;

pub use crate::coordinates::Calendar;
pub use crate::coordinates::ChatId;
pub use crate::coordinates::MessageId;
pub use crate::coordinates::Timestamp;
pub use crate::coordinates::Trust;
pub use crate::coordinates::UpdateId;

use std::fmt;
use std::future::Future;
use std::sync::Arc;

use serde::Deserialize;
use serde::Serialize;

use crate::conversation::Counted;
use crate::conversation::State;
use crate::conversation::StateChange;
use crate::texts::Message;

/// Tells the time.
pub trait Clock: Send + Sync + 'static {
    /// Returns the present moment: the best that is known of it, to be written down and reckoned with.
    fn now(&self) -> Timestamp;

    /// Returns how far it is to be believed. Nothing goes by a clock that isn't [`Trust::Sound`].
    fn trust(&self) -> Trust {
        Trust::Sound
    }

    /// Hears in which week something was last kept.
    fn remember(&self, _week: u32) {}

    /// Hears the date that Telegram put on something that just came in.
    fn hear(&self, _date: Timestamp) {}
}

impl<C: Clock + ?Sized> Clock for Arc<C> {
    fn now(&self) -> Timestamp {
        (**self).now()
    }

    fn trust(&self) -> Trust {
        (**self).trust()
    }

    fn remember(&self, week: u32) {
        (**self).remember(week);
    }

    fn hear(&self, date: Timestamp) {
        (**self).hear(date);
    }
}

/// Something to do in a chat once it is committed: it rests, sealed, in the outbox until Telegram took it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Delivery {
    /// Send a new message.
    Send {
        /// What to say.
        message: Message,
        /// The message it answers, where that helps.
        reply_to: Option<MessageId>,
    },
    /// Put `message` in place of one sent before.
    Edit {
        /// The message to replace.
        message_id: MessageId,
        /// What to say instead.
        message: Message,
    },
    /// Answer a button press, with a short word over the chat or none.
    AnswerPress {
        /// Telegram's number of the press.
        press: String,
        /// The short word.
        notice: Option<String>,
    },
}

impl fmt::Debug for Delivery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Send { .. } => "Send(…)",
            Self::Edit { .. } => "Edit(…)",
            Self::AnswerPress { .. } => "AnswerPress(…)",
        })
    }
}

/// Place of a delivery in the outbox: they are made in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutboxId(pub u64);

/// A delivery that is committed and not yet taken by Telegram.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending {
    /// Its place.
    pub id: OutboxId,
    /// Where it goes.
    pub chat: ChatId,
    /// What it is.
    pub delivery: Delivery,
}

/// One transaction: either all of it is durable, or none of it happened.
#[derive(Debug, Clone)]
pub struct Change {
    /// Whose state and deliveries these are.
    pub chat: ChatId,
    /// What becomes of the chat's state.
    pub state: StateChange,
    /// What Telegram doesn't take yet, in order: it waits in the outbox.
    pub deliveries: Vec<Delivery>,
}

/// Keeps what must survive a restart, tips among it. Nothing is promised before it returned `Ok`.
pub trait Store: TipStore + Records + Send + Sync + 'static {
    /// Returns what is remembered of a chat, if that isn't expired.
    fn load(&self, chat: ChatId) -> Result<Option<State>, StoreError>;

    /// Makes a change durable and returns where its deliveries stand in the outbox.
    ///
    /// [`StateChange::Forget`] also removes what the outbox still held for the chat before this change.
    fn commit(&self, change: Change) -> impl Future<Output = Result<Vec<OutboxId>, StoreError>> + Send;

    /// Remembers a state that nobody was promised: [`Store::load`] returns it from now on, and what is
    /// returned ends once it is durable, together with others that come within some milliseconds.
    fn remember(&self, chat: ChatId, state: State) -> Boxed<'static, Result<(), StoreError>>;

    /// Notes durably, and in place of the last one, that handling this update is tried; returns how often
    /// it was tried before. Only after an unclean stop: what is handled else leaves no trace of its own.
    fn try_update(&self, update: UpdateId) -> Result<u8, StoreError>;

    /// Forgets which update was tried last.
    fn stop_trying(&self) -> Result<(), StoreError>;

    /// Returns every delivery that Telegram has not taken yet, in order.
    fn pending(&self) -> Result<Vec<Pending>, StoreError>;

    /// Forgets deliveries that Telegram took or will never take.
    fn delivered(&self, done: Vec<OutboxId>) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Adds to the counters; the caller sums up beforehand.
    fn count(&self, counts: Vec<(Counted, u64)>) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Returns all counters, of all weeks together.
    fn counts(&self) -> Result<Vec<(Counted, u64)>, StoreError>;

    /// Returns every counter of every week that is kept, in order: number of the week, what, how often.
    fn weekly_counts(&self) -> Result<Vec<(u32, Counted, u64)>, StoreError>;

    /// Hears the date that Telegram put on something that just came in.
    fn hear_date(&self, date: Timestamp);

    /// Returns how far the clock is to be believed.
    fn trust(&self) -> Trust;

    /// Removes what has expired, tips too, and lets nothing open any more what was removed of admins' work; returns how many records went.
    ///
    /// What goes by time stays while the clock isn't to be believed.
    fn purge(&self) -> impl Future<Output = Result<usize, StoreError>> + Send;
}

/// Why the store could not do what it should.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The disk is full or failing: reads may go on, writes fail until a restart.
    #[error("the data folder cannot be written")]
    Unwritable,
    /// What is stored can't be read.
    #[error("the stored data cannot be read")]
    Unreadable,
    /// A record is larger than the store takes; nothing was changed.
    #[error("a record is too large to be stored")]
    TooLarge,
    /// The store is shutting down.
    #[error("the store is closed")]
    Closed,
}
