//! What the stores promise: first what both keep alike, then what only a disk can be asked for.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod backup;
mod clock;
mod contract;
mod disk;
mod kill;
mod privacy;
mod records;
mod tips;
mod upgrade;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;

use netral::conversation::Screen;
use netral::conversation::State;
use netral::conversation::StateChange;
use netral::ports::Change;
use netral::ports::ChatId;
use netral::ports::Clock;
use netral::ports::Delivery;
use netral::ports::MessageId;
use netral::ports::Timestamp;
use netral::storage::OpenError;
use netral::storage::SledStore;
use netral::texts::Message;
use tempfile::TempDir;

/// A clock that stands still until it is moved.
#[derive(Clone)]
struct StandingClock(Arc<AtomicU64>);

/// A Thursday, when a week begins: day 20,601.
const START: u64 = 20_601 * 86_400;

impl StandingClock {
    fn new() -> Self {
        Self(Arc::new(AtomicU64::new(START)))
    }

    fn pass_days(&self, days: u64) {
        self.0.fetch_add(days * 86_400, Ordering::SeqCst);
    }

    fn go_back_days(&self, days: u64) {
        self.0.fetch_sub(days * 86_400, Ordering::SeqCst);
    }

    fn set(&self, now: Timestamp) {
        self.0.store(now.0, Ordering::SeqCst);
    }
}

impl Clock for StandingClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

/// A data folder and, outside it, a secret file.
struct Home {
    folder: TempDir,
    clock: StandingClock,
}

impl Home {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), clock: StandingClock::new() }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn chat(&self) -> PathBuf {
        self.data().join("chat")
    }

    fn secret(&self) -> PathBuf {
        self.folder.path().join("netral.secret")
    }

    fn try_open(&self) -> Result<SledStore<StandingClock>, OpenError> {
        SledStore::open(&self.data(), &self.secret(), self.clock.clone())
    }

    fn open(&self) -> SledStore<StandingClock> {
        self.try_open().unwrap()
    }
}

fn a_change(chat: i64) -> Change {
    Change { chat: ChatId(chat), state: StateChange::Keep, deliveries: Vec::new() }
}

fn put(chat: i64, screen: Screen) -> Change {
    Change { state: StateChange::Put(State::default().at(screen)), ..a_change(chat) }
}

fn say(chat: i64, texts: &[&str]) -> Change {
    Change { deliveries: texts.iter().copied().map(saying).collect(), ..a_change(chat) }
}

fn forget(chat: i64) -> Change {
    Change { state: StateChange::Forget, ..a_change(chat) }
}

fn saying(text: &str) -> Delivery {
    let message = Message { html: text.to_owned(), keyboard: Vec::new() };
    Delivery::Send { message, reply_to: Some(MessageId(1)) }
}
