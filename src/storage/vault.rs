//! The keys in use: seals with this week's key, opens with any that is in force.

use std::sync::PoisonError;
use std::sync::RwLock;
use std::sync::RwLockReadGuard;
use std::sync::RwLockWriteGuard;

use zeroize::Zeroizing;

use crate::ports::ChatId;
use crate::ports::StoreError;
use crate::storage::keys::Key;
use crate::storage::keys::Place;
use crate::storage::keys::RowKey;
use crate::storage::keys::SealError;
use crate::storage::secret::Secret;

/// Shares the secret's keys between the committer, which turns them weekly, and readers.
pub(super) struct Vault(RwLock<Secret>);

impl Vault {
    /// Takes charge of a secret.
    pub(super) fn new(secret: Secret) -> Self {
        Self(RwLock::new(secret))
    }

    /// Returns the key of a week for sealing, which is in the secret file by then.
    pub(super) fn key_of(&self, week: u32) -> Result<Key, StoreError> {
        if let Some(key) = self.read().week(week) {
            return Ok(key.clone());
        }
        let mut secret = self.write();
        // The secret file can't be written: like a disk that fails.
        secret.turn(week).map_err(|_| StoreError::Unwritable)?;
        secret.week(week).cloned().ok_or(StoreError::Unwritable)
    }

    /// Returns the key that stays for as long as the data folder does.
    pub(super) fn master(&self) -> Key {
        self.read().master().clone()
    }

    /// Destroys the keys that have expired.
    pub(super) fn destroy_expired(&self, this_week: u32) -> Result<(), StoreError> {
        self.write().destroy_expired(this_week).map_err(|_| StoreError::Unwritable)
    }

    /// Returns where a chat's row may stand, newest first.
    pub(super) fn row_keys(&self, this_week: u32, purpose: &str, chat: ChatId) -> Vec<RowKey> {
        self.read().in_force(this_week).map(|key| key.row_key(purpose, chat)).collect()
    }

    /// Opens a sealed value, unless the key it was sealed with is out of force.
    pub(super) fn open(&self, this_week: u32, place: Place<'_>, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        self.read().in_force(this_week).find_map(|key| key.open(place, sealed))
    }

    /// Returns the keys that wiped records may be sealed with, newest first.
    pub(super) fn wiping(&self) -> Vec<Key> {
        self.read().wiping().cloned().collect()
    }

    /// Returns the key to seal wiped records with, which is in the secret file by then.
    pub(super) fn wiping_key(&self) -> Result<Key, StoreError> {
        if let Some(key) = self.read().wiping().next() {
            return Ok(key.clone());
        }
        self.renew_wiping()?;
        self.read().wiping().next().cloned().ok_or(StoreError::Unwritable)
    }

    /// Makes a new wiping key; the older ones open on.
    pub(super) fn renew_wiping(&self) -> Result<(), StoreError> {
        self.write().add_wiping().map_err(|_| StoreError::Unwritable)
    }

    /// Destroys all wiping keys but the newest: what only they open is gone.
    pub(super) fn destroy_older_wiping(&self) -> Result<(), StoreError> {
        self.write().destroy_older_wiping().map_err(|_| StoreError::Unwritable)
    }

    // Keys are replaced as a whole, so a panic elsewhere can't have left them half changed.
    fn read(&self) -> RwLockReadGuard<'_, Secret> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Secret> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl From<SealError> for StoreError {
    fn from(SealError: SealError) -> Self {
        Self::Unwritable
    }
}
