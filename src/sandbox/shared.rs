//! What the server, the page and the handle share: the world and the ledger behind locks, and a bell for changes.

use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;

use tokio::sync::watch;
use tokio::time::Instant;

use super::ledger::Ledger;
use super::world::World;

/// The state of one server.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) token: String,
    world: Mutex<World>,
    ledger: Mutex<Ledger>,
    bell: watch::Sender<u64>,
    polls: AtomicU64,
    started_at: i64,
    started: Instant,
}

impl Shared {
    pub(crate) fn new(token: String, world: World) -> Self {
        Self {
            token,
            started_at: world.now(),
            world: Mutex::new(world),
            ledger: Mutex::default(),
            bell: watch::Sender::new(0),
            polls: AtomicU64::new(0),
            started: Instant::now(),
        }
    }

    /// Changes the world at the present time and rings the bell.
    pub(crate) fn change<T>(&self, act: impl FnOnce(&mut World) -> T) -> T {
        let mut world = unpoisoned(self.world.lock());
        let seconds = i64::try_from(self.started.elapsed().as_secs()).unwrap_or(0);
        world.set_now(self.started_at.saturating_add(seconds));
        let done = act(&mut world);
        drop(world);
        self.ring();
        done
    }

    /// Looks at the world.
    pub(crate) fn look<T>(&self, see: impl FnOnce(&World) -> T) -> T {
        see(&unpoisoned(self.world.lock()))
    }

    /// Takes updates out of the queue without ringing the bell for nothing.
    pub(crate) fn quietly<T>(&self, act: impl FnOnce(&mut World) -> T) -> T {
        act(&mut unpoisoned(self.world.lock()))
    }

    /// Reads or writes the ledger.
    pub(crate) fn ledger<T>(&self, act: impl FnOnce(&mut Ledger) -> T) -> T {
        act(&mut unpoisoned(self.ledger.lock()))
    }

    /// Wakes all who wait for a change.
    pub(crate) fn ring(&self) {
        self.bell.send_modify(|count| *count = count.wrapping_add(1));
    }

    /// Hears every change from now on.
    pub(crate) fn listen(&self) -> watch::Receiver<u64> {
        self.bell.subscribe()
    }

    /// Starts a poll; earlier ones end. Returns its number.
    pub(crate) fn begin_poll(&self) -> u64 {
        let number = self.polls.fetch_add(1, Ordering::SeqCst) + 1;
        self.ring();
        number
    }

    /// Whether no later poll has begun.
    pub(crate) fn is_latest_poll(&self, number: u64) -> bool {
        self.polls.load(Ordering::SeqCst) == number
    }
}

/// A panic in a test must not make all other threads panic.
fn unpoisoned<'a, T>(lock: Result<MutexGuard<'a, T>, PoisonError<MutexGuard<'a, T>>>) -> MutexGuard<'a, T> {
    lock.unwrap_or_else(PoisonError::into_inner)
}
