//! The machine's clock, randomness and locks: the only place that asks for any of them.

use std::fs::File;
use std::io;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::time::SystemTime;
use std::time::UNIX_EPOCH;

use rustix::fs::FlockOperation;
use rustix::fs::flock;

use crate::ports::Boxed;
use crate::ports::Calendar;
use crate::ports::Chance;
use crate::ports::Clock;
use crate::ports::Timestamp;
use crate::ports::Trust;
use crate::ports::Workshop;

/// The clock of this machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one reader of the real clock")]
    fn now(&self) -> Timestamp {
        // A clock before 1970 is as good as no clock.
        Timestamp(SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |elapsed| elapsed.as_secs()))
    }
}

/// A clock that is held against what else is known of the time.
#[derive(Debug, Default)]
pub struct HeldClock<C> {
    clock: C,
    calendar: Mutex<Calendar>,
}

impl<C> HeldClock<C> {
    /// Holds a clock against nothing yet.
    pub fn new(clock: C) -> Self {
        Self { clock, calendar: Mutex::default() }
    }

    // What is known is replaced as a whole, so a panic elsewhere can't have left it half changed.
    fn calendar(&self) -> MutexGuard<'_, Calendar> {
        self.calendar.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<C: Clock> Clock for HeldClock<C> {
    fn now(&self) -> Timestamp {
        self.calendar().moment(self.clock.now())
    }

    fn trust(&self) -> Trust {
        self.calendar().trust(self.clock.now())
    }

    fn remember(&self, week: u32) {
        self.calendar().remember(week);
    }

    fn hear(&self, date: Timestamp) {
        self.calendar().hear(date, self.clock.now());
    }
}

/// Does long work on the runtime's threads for it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Threads;

impl Workshop for Threads {
    fn run(&self, work: Box<dyn FnOnce() + Send>) -> Boxed<'_, ()> {
        // A panic in there leaves no result behind, which is how the caller learns of it.
        Box::pin(async { drop(tokio::task::spawn_blocking(work).await) })
    }
}

/// The operating system gave no random bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the operating system gives no randomness")]
pub struct NoRandomness;

/// The operating system's randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemChance;

impl Chance for SystemChance {
    fn bytes(&self) -> Option<[u8; 32]> {
        random_bytes().ok()
    }
}

/// Returns fresh random bytes from the operating system.
pub fn random_bytes<const N: usize>() -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| NoRandomness)?;
    Ok(bytes)
}

/// Locks an open file or folder for as long as it is open; an error if another process has.
pub(crate) fn lock(file: &File) -> io::Result<()> {
    Ok(flock(file, FlockOperation::NonBlockingLockExclusive)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn random_bytes_do_not_repeat() {
        assert_ne!(random_bytes::<24>().unwrap(), random_bytes::<24>().unwrap());
    }

    #[test]
    fn the_system_clock_is_past_the_year_this_was_written() {
        assert!(SystemClock.now() > Timestamp(1_735_689_600), "after 2025-01-01");
    }
}
