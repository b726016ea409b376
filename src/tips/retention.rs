//! How long a tip stays. Weeks only: no finer clock is kept with a tip.

use crate::tips::Tip;
use crate::tips::Week;

/// Weeks after which an unread tip is marked as overdue.
pub const OVERDUE: u32 = 2;

/// Weeks without feedback after which a tip is marked as overdue.
pub const FEEDBACK: u32 = 13;

/// Weeks without activity after which handlers are warned.
pub const WARNING: u32 = 11;

/// Weeks without activity after which a tip is removed.
pub const KEPT: u32 = 13;

/// Weeks added when the tipster added something, at most [`RECENTLY`] before whatever was done last.
pub const EXTENSION: u32 = 4;

/// What counts as lately, in weeks.
pub const RECENTLY: u32 = 2;

/// Weeks for which a tombstone says that there was a tip.
pub const TOMBSTONE: u32 = 52;

/// Weeks for which ciphertext that was sealed anew stays: the escrow key opens it.
pub const REPLACED: u32 = 4;

/// What is to be done with a tip in a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Nothing.
    Stay,
    /// It goes soon: handlers are warned.
    Warn,
    /// It goes now.
    Remove,
}

/// Returns the last week in which a tip is still kept.
#[must_use]
pub fn last_week(tip: &Tip) -> Week {
    let end = tip.active.0.saturating_add(KEPT);
    // Whatever was done last, the tipster wrote within two weeks of it: the answer needs time too.
    let extended = tip.written.0.saturating_add(RECENTLY) >= tip.active.0 && tip.written > tip.filed;
    Week(if extended { end.saturating_add(EXTENSION) } else { end })
}

/// Returns what is due for a tip in `now`.
#[must_use]
pub fn due(tip: &Tip, now: Week) -> Due {
    if now > last_week(tip) {
        Due::Remove
    } else if now.0 >= last_week(tip).0.saturating_sub(KEPT.saturating_sub(WARNING)) {
        Due::Warn
    } else {
        Due::Stay
    }
}
