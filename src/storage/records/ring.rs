//! The keys of wiped records, in a file of their own beside the database: `faq/keys`.
//!
//! They rest in the data folder, sealed with the key of a week, and not in the secret file. So they may
//! change within the hour after something was removed, and yet rows and keys are always of the same
//! moment, in a copy of the folder and in a backup, and any secret file that has reached that week, or
//! can, opens both. The file is replaced as a whole: a key that isn't in it any more is destroyed.

use std::fs;
use std::fs::File;
use std::fs::OpenOptions;
use std::io;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::PoisonError;
use std::sync::RwLock;

use zeroize::Zeroizing;

use crate::ports::StoreError;
use crate::storage::Breakage;
use crate::storage::OpenError;
use crate::storage::database::parent;
use crate::storage::database::sync_folder;
use crate::storage::keys::Key;
use crate::storage::keys::Place;
use crate::storage::vault::Vault;
use crate::system::NoRandomness;

const NAME: &str = "keys";
const TITLE: &[u8] = b"netral-faq-keys 1\n";
const PURPOSE: &str = "faq keys";
const PLACE: Place<'static> = Place { tree: NAME, row: &[] };

/// The keys, and where they are kept.
pub(super) struct Ring {
    path: PathBuf,
    vault: Arc<Vault>,
    /// Oldest first: more than one only while rows are on their way from the older to the newest.
    keys: RwLock<Vec<Key>>,
}

impl Ring {
    /// Reads the keys that belong to the database in `folder`, if there are any yet.
    pub(super) fn open(folder: &Path, vault: Arc<Vault>) -> Result<Self, OpenError> {
        let path = folder.join(NAME);
        remove_unfinished(&path)?;
        let keys = match fs::read(&path) {
            Ok(bytes) => unseal(&bytes, &vault)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(error.into()),
        };
        Ok(Self { path, vault, keys: RwLock::new(keys) })
    }

    /// Returns all keys, newest first; last those that the first version kept in the secret file.
    pub(super) fn all(&self) -> Vec<Key> {
        let own = self.own();
        own.into_iter().rev().chain(self.vault.former_wiping()).collect()
    }

    /// Whether there are older keys than the one to seal with.
    pub(super) fn has_older(&self) -> bool {
        self.own().len() > 1 || !self.vault.former_wiping().is_empty()
    }

    /// Returns the key to seal with, which is durable by then.
    pub(super) fn newest(&self) -> Result<Key, StoreError> {
        if let Some(key) = self.own().pop() {
            return Ok(key);
        }
        self.renew()?;
        self.own().pop().ok_or(StoreError::Unwritable)
    }

    /// Makes a new key; the older ones open on.
    pub(super) fn renew(&self) -> Result<(), StoreError> {
        let fresh = Key::generate().map_err(|NoRandomness| StoreError::Unwritable)?;
        self.replace(self.own().into_iter().chain([fresh]).collect())
    }

    /// Destroys all keys but the newest: what only they open is gone.
    pub(super) fn destroy_older(&self) -> Result<(), StoreError> {
        let own = self.own();
        let newest = own.last().cloned();
        if own.len() > 1 {
            self.replace(newest.into_iter().collect())?;
        }
        self.vault.destroy_former_wiping()
    }

    /// Seals the keys anew, so that they open with a week's key that lasts.
    pub(super) fn seal_anew(&self) -> Result<(), StoreError> {
        let own = self.own();
        if own.is_empty() { Ok(()) } else { self.replace(own) }
    }

    /// Returns the file as it rests; `None` as long as there is no key.
    pub(super) fn file(&self) -> io::Result<Option<Vec<u8>>> {
        match fs::read(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            read => read.map(Some),
        }
    }

    fn own(&self) -> Vec<Key> {
        self.keys.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn replace(&self, keys: Vec<Key>) -> Result<(), StoreError> {
        let sealed = seal(&keys, &self.vault)?;
        write(&self.path, &sealed).map_err(|_| StoreError::Unwritable)?;
        *self.keys.write().unwrap_or_else(PoisonError::into_inner) = keys;
        Ok(())
    }
}

/// Writes the file as it rested into a folder that has none yet.
pub(in crate::storage) fn put_file(folder: &Path, bytes: &[u8]) -> io::Result<()> {
    write(&folder.join(NAME), bytes)
}

/// Whether the secret file opens the keys as they rest; those of another one or damaged ones are an error.
pub(in crate::storage) fn opens(bytes: &[u8], vault: &Vault) -> Result<bool, OpenError> {
    match unseal(bytes, vault) {
        Ok(_) => Ok(true),
        Err(OpenError::SecretWrong) => Ok(false),
        Err(error) => Err(error),
    }
}

fn seal(keys: &[Key], vault: &Vault) -> Result<Vec<u8>, StoreError> {
    let (week, key) = vault.lasting_week();
    // Room for all of it from the start: a string that grows leaves its old self in memory.
    let mut plain = Zeroizing::new(String::with_capacity(keys.len() * 65));
    keys.iter().for_each(|key| plain.extend([&*key.to_hex(), "\n"]));
    let sealed = key.derive(PURPOSE).seal(PLACE, plain.as_bytes())?;
    Ok([TITLE, &week.to_be_bytes(), &sealed].concat())
}

fn unseal(bytes: &[u8], vault: &Vault) -> Result<Vec<Key>, OpenError> {
    let damaged = OpenError::Broken(Breakage::Corrupt);
    let (week, sealed) =
        bytes.strip_prefix(TITLE).and_then(|rest| rest.split_first_chunk()).ok_or(damaged)?;
    let week = u32::from_be_bytes(*week);
    let key = vault.key_of_lasting_week(week).ok_or(OpenError::SecretWrong)?;
    let plain = key.derive(PURPOSE).open(PLACE, sealed).ok_or(OpenError::SecretWrong)?;
    let plain = std::str::from_utf8(&plain).map_err(|_| damaged)?;
    let keys = plain.lines().map(Key::from_hex).collect::<Option<Vec<_>>>().ok_or(damaged)?;
    vault.catch_up(week);
    Ok(keys)
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let unfinished = unfinished(path);
    let mut file =
        OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&unfinished)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop::<File>(file);
    fs::rename(&unfinished, path)?;
    sync_folder(parent(path))
}

fn unfinished(path: &Path) -> PathBuf {
    path.with_extension("new")
}

fn remove_unfinished(path: &Path) -> io::Result<()> {
    match fs::remove_file(unfinished(path)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
