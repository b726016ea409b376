//! The keys in use: seals with this week's key, opens with any that is in force.
//!
//! Keys follow the ratchet, and only those of a *window* are in use: from the oldest step's week, for five
//! weeks more, and somewhat longer for whoever was away. A clock that is behind gets the first of them, one
//! that is far ahead none beyond. So a wrong clock makes no rows that nothing opens later, nor has it the
//! ratchet run away; what moves the window is a [turn](Vault::turn) alone.

use std::iter;
use std::sync::Arc;
use std::sync::PoisonError;
use std::sync::RwLock;
use std::sync::RwLockReadGuard;
use std::sync::RwLockWriteGuard;

use zeroize::Zeroizing;

use crate::ports::ChatId;
use crate::ports::StoreError;
use crate::storage::OpenError;
use crate::storage::keys::Key;
use crate::storage::keys::Place;
use crate::storage::keys::RowKey;
use crate::storage::keys::SealError;
use crate::storage::ratchet::Step;
use crate::storage::retention;
use crate::storage::secret::Secret;

/// The weeks of a window after its first one: a key lives five weeks, and goes a little into the sixth.
const SPAN: u32 = 5;

/// Weeks for which there may have been no turn because nothing ran.
const ABSENCE: u32 = 8;

/// Shares the secret's keys between the committers, one of which turns them weekly, and readers.
pub(super) struct Vault(RwLock<Held>);

struct Held {
    secret: Secret,
    /// The oldest step in the file.
    kept: Step,
    /// The step of the window's first week.
    first: Step,
    /// The window's keys and those of the first version, with the numbers of their weeks, in order.
    keys: Arc<[(u32, Key)]>,
}

impl Held {
    fn move_to(&mut self, first: Step) {
        if first != self.first {
            self.first = first;
            self.keys = keys(&self.first, &self.secret);
        }
    }
}

fn keys(first: &Step, secret: &Secret) -> Arc<[(u32, Key)]> {
    let window =
        iter::successors(Some(first.clone()), |step| Some(step.next())).take((SPAN + ABSENCE) as usize + 1);
    let former = secret.former().weeks.iter().map(|(week, key)| (*week, key.clone()));
    let mut keys: Vec<_> = former.chain(window.map(|step| (step.week, step.key()))).collect();
    // Of two keys of one week the window's stays behind the former one.
    keys.sort_by_key(|(week, _)| *week);
    keys.into()
}

impl Vault {
    /// Takes charge of a secret. One that is new begins with `this_week`.
    pub(super) fn new(mut secret: Secret, this_week: u32) -> Result<Self, OpenError> {
        let kept = secret.oldest(this_week)?;
        let (first, keys) = (kept.clone(), keys(&kept, &secret));
        Ok(Self(RwLock::new(Held { secret, kept, first, keys })))
    }

    /// Returns the key that stays for as long as the data folder does.
    pub(super) fn master(&self) -> Key {
        self.read().secret.master().clone()
    }

    /// Returns the key to seal with in a week: that of the window which is nearest to it.
    pub(super) fn key_of(&self, week: u32) -> Key {
        let held = self.read();
        let first = held.first.week;
        let is_far = week > first.saturating_add(SPAN + ABSENCE);
        let week = if is_far { first.saturating_add(SPAN) } else { week.max(first) };
        let nearest = held.keys.iter().rfind(|(of, _)| *of == week);
        nearest.map_or_else(|| held.first.key(), |(_, key)| key.clone())
    }

    /// Returns where a chat's row may stand, likeliest first.
    pub(super) fn row_keys(
        &self,
        this_week: u32,
        purpose: &str,
        chat: ChatId,
    ) -> impl Iterator<Item = RowKey> {
        self.in_force(this_week).map(move |key| key.row_key(purpose, chat))
    }

    /// Opens a sealed value, unless the key it was sealed with is out of force.
    pub(super) fn open(&self, this_week: u32, place: Place<'_>, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        self.in_force(this_week).find_map(|key| key.open(place, sealed))
    }

    /// Returns what is sealed anew at every turn: with the key of which week, and that key.
    pub(super) fn lasting_week(&self) -> (u32, Key) {
        let first = self.read().first.clone();
        // The last week but one of the window: this week, as soon as there was a turn in it.
        let step = first.at(first.week.saturating_add(SPAN - 1)).unwrap_or(first);
        (step.week, step.key())
    }

    /// Returns the key of a week that [`lasting_week`](Self::lasting_week) named once.
    pub(super) fn key_of_lasting_week(&self, week: u32) -> Option<Key> {
        self.read().kept.at(week).map(|step| step.key())
    }

    /// Moves the window to where the data are that were sealed with that key. It is behind if the secret
    /// file was put back from an older copy, or if a turn was killed.
    pub(super) fn catch_up(&self, lasting_week: u32) {
        let mut held = self.write();
        let first = lasting_week.checked_sub(SPAN - 1).and_then(|first| held.first.at(first));
        first.into_iter().for_each(|first| held.move_to(first));
    }

    /// Whether a key in the file has expired.
    pub(super) fn turn_is_due(&self, this_week: u32) -> bool {
        let held = self.read();
        let mut made = held.secret.former().weeks.keys().chain([&held.kept.week]);
        made.any(|made| retention::key_expired(*made, this_week))
    }

    /// Moves the window to the oldest week that hasn't expired. Nothing is sealed with older keys from here
    /// on, but they are in the file until they are [destroyed](Self::destroy_older).
    ///
    /// Nothing happens if the data are ahead of this week, or this week is absurdly far ahead of them.
    pub(super) fn turn(&self, this_week: u32) -> bool {
        let mut held = self.write();
        let first = held.first.at(retention::oldest_key(this_week));
        first.map(|first| held.move_to(first)).is_some()
    }

    /// Destroys all keys before the window, and former ones that have expired.
    pub(super) fn destroy_older(&self, this_week: u32) -> Result<(), StoreError> {
        let mut held = self.write();
        let first = held.first.clone();
        held.secret.destroy_before(&first, this_week).map_err(|_| StoreError::Unwritable)?;
        held.keys = keys(&first, &held.secret);
        held.kept = first;
        Ok(())
    }

    /// Returns the keys of the first version that wiped records may be sealed with, newest first.
    pub(super) fn former_wiping(&self) -> Vec<Key> {
        self.read().secret.former().wiping.iter().rev().cloned().collect()
    }

    /// Destroys those keys: what only they open is gone.
    pub(super) fn destroy_former_wiping(&self) -> Result<(), StoreError> {
        self.write().secret.destroy_former_wiping().map_err(|_| StoreError::Unwritable)
    }

    /// Returns the keys that haven't expired: this week's first, then older ones, then later ones.
    fn in_force(&self, this_week: u32) -> impl Iterator<Item = Key> + use<> {
        let held = self.read();
        let (keys, last) = (Arc::clone(&held.keys), held.first.week.saturating_add(SPAN));
        let past = keys.partition_point(|(week, _)| *week <= this_week);
        let end = keys.partition_point(|(week, _)| *week <= last.max(this_week));
        (0..past).rev().chain((past..end).rev()).filter_map(move |at| {
            let (week, key) = keys.get(at)?;
            (!retention::key_expired(*week, this_week)).then(|| key.clone())
        })
    }

    // Keys are replaced as a whole, so a panic elsewhere can't have left them half changed.
    fn read(&self) -> RwLockReadGuard<'_, Held> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Held> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl From<SealError> for StoreError {
    fn from(SealError: SealError) -> Self {
        Self::Unwritable
    }
}

#[cfg(test)]
mod tests;
