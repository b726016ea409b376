//! The pulse of a running bot: a file in the data folder, touched whenever Telegram answered a poll.

use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;

use crate::ports::Clock;
use crate::system::SystemClock;

const FILE: &str = "denyut";

/// Seconds between two beats at least: polls come far more often.
const PAUSE_SECONDS: u64 = 10;

/// Seconds without a beat after which the bot counts as not running: several long polls.
pub(super) const STALE_SECONDS: u64 = 120;

/// Returns what beats the pulse.
pub(super) fn beating(data: &Path) -> impl Fn() + Send + Sync + 'static {
    let file: PathBuf = data.join(FILE);
    let last = AtomicU64::new(0);
    move || {
        let now = SystemClock.now().0;
        if now >= last.load(Ordering::Relaxed).saturating_add(PAUSE_SECONDS) {
            last.store(now, Ordering::Relaxed);
            let _missed_beats_show = fs::write(&file, now.to_string());
        }
    }
}

/// Returns how many seconds ago the pulse last beat.
pub(super) fn seconds_since(data: &Path) -> Option<u64> {
    let beat: u64 = fs::read_to_string(data.join(FILE)).ok()?.trim().parse().ok()?;
    Some(SystemClock.now().0.saturating_sub(beat))
}
