//! The tips database: apart from all others, in generations, and with a journal beside it.
//!
//! | tree | row | record |
//! |---|---|---|
//! | `tip` | lookup id | sealed: tip |
//! | `inbox` | tag | lookup id |
//! | `blob` | blob id, number of the chunk | ciphertext, as it came |
//! | `tombstone` | tag | sealed: tombstone |
//! | `audit` | number | sealed: row of the audit |
//! | `meta` | name | schema, sequence, generation, whether a rewrite is due, and sealed: check, anchor of the audit, recipients that handlers know of |
//!
//! Records are sealed with a key derived from the master key, never with a week's: tips outlive weeks.
//! What was removed leaves the disk when a new generation is written and the old one deleted.

mod audit_rows;
mod deletions;
mod folders;
mod generation;
mod journal;
mod lifecycle;
mod recovery;
mod restore;
mod shelf;
mod writer;

use std::path::Path;
use std::sync::Arc;
use std::sync::PoisonError;
use std::sync::RwLock;
use std::sync::RwLockReadGuard;

use serde::Serialize;

use crate::ports::StoreError;
use crate::ports::Timestamp;
use crate::storage::OpenError;
use crate::storage::keys::Key;
use crate::storage::keys::Place;
use crate::storage::record;
use crate::storage::rows::unreadable;
use crate::storage::tips::folders::Folders;
pub(super) use crate::storage::tips::folders::replace;
use crate::storage::tips::generation::DIRTY;
use crate::storage::tips::generation::Generation;
use crate::storage::tips::generation::RECIPIENTS;
pub(super) use crate::storage::tips::generation::blob_of;
use crate::storage::tips::generation::open_tip;
pub(super) use crate::storage::tips::restore::Restoring;
pub(super) use crate::storage::tips::restore::are_any;
pub(super) use crate::storage::tips::restore::belongs;
use crate::storage::tips::shelf::Changes;
pub(super) use crate::storage::tips::shelf::Shelf;
pub(super) use crate::storage::tips::writer::Writer;
pub(super) use crate::storage::tips::writer::Writes;
pub(super) use crate::storage::tips::writer::run_between;
use crate::tips::BlobId;
use crate::tips::LookupId;
use crate::tips::RecipientsId;
use crate::tips::Tip;
use crate::tips::Tombstone;

/// What records about tips are sealed for.
const RECORDS: &str = "tips-records-v1";

/// The keys of this database.
#[derive(Clone)]
struct Keys {
    master: Key,
    records: Key,
}

/// The open tips database. Whatever changes it runs on the committer's thread.
pub(super) struct Tips {
    generation: RwLock<Generation>,
    folders: Folders,
    keys: Keys,
}

/// Whether a data folder has tips, or had some: then a new secret file is no use.
pub(super) fn are_there(data: &Path) -> bool {
    Folders::of(data).current() != Ok(None)
}

impl Tips {
    /// Opens the database in `data`, or makes one, and returns it with what writes to it.
    ///
    /// The caller holds the lock of the data folder.
    pub(super) fn open(data: &Path, master: Key, now: Timestamp) -> Result<(Arc<Self>, Writer), OpenError> {
        let (folders, keys) = (Folders::of(data), Keys { records: master.derive(RECORDS), master });
        let opened = recovery::open(&folders, &keys.records, now)?;
        let (journal, sequence) = (opened.journal, opened.sequence);
        let tips = Arc::new(Self { generation: RwLock::new(opened.generation), folders, keys });
        if !tips.audit_is_whole().unwrap_or(false) {
            tracing::warn!("the audit of the tips has a gap");
        }
        let writer = Writer::new(Arc::clone(&tips), journal, sequence);
        Ok((tips, writer))
    }

    /// See [`TipStore::tip`](crate::ports::TipStore::tip).
    pub(super) fn tip(&self, lookup: LookupId) -> Result<Option<Tip>, StoreError> {
        self.tip_in(&Changes::default(), lookup)
    }

    /// See [`TipStore::tips`](crate::ports::TipStore::tips).
    pub(super) fn tips(&self) -> Result<Vec<(LookupId, Tip)>, StoreError> {
        let generation = self.current();
        let rows = generation.tree(Shelf::Tip).iter().map(|row| {
            let (row, sealed) = row.map_err(unreadable)?;
            let lookup = row.as_ref().try_into().map_err(|_| StoreError::Unreadable)?;
            Ok((LookupId(lookup), open_tip(&self.keys.records, &row, &sealed)?))
        });
        let mut tips: Vec<(LookupId, Tip)> = rows.collect::<Result<_, StoreError>>()?;
        tips.sort_by_key(|(_, tip)| tip.tag);
        Ok(tips)
    }

    /// Returns the last week in which anything was done with a tip.
    pub(super) fn last_week(&self) -> Option<u32> {
        self.tips().ok()?.into_iter().map(|(_, tip)| tip.active.0).max()
    }

    /// See [`TipStore::tombstones`](crate::ports::TipStore::tombstones).
    pub(super) fn tombstones(&self) -> Result<Vec<Tombstone>, StoreError> {
        let generation = self.current();
        let rows = generation.tree(Shelf::Tombstone).iter().map(|row| {
            let (row, sealed) = row.map_err(unreadable)?;
            self.open_record(Shelf::Tombstone, &row, &sealed)
        });
        rows.collect()
    }

    /// See [`TipStore::blob`](crate::ports::TipStore::blob).
    pub(super) fn blob(&self, id: BlobId) -> Result<Option<Vec<u8>>, StoreError> {
        let generation = self.current();
        let tree = generation.tree(Shelf::Blob);
        let mut sealed = Vec::new();
        for row in tree.scan_prefix(id.0) {
            sealed.extend_from_slice(&row.map_err(unreadable)?.1);
        }
        // All chunks come and go together: if the first is still there, none was missed.
        let whole = tree.contains_key(chunk_row(id, 0)).map_err(unreadable)?;
        Ok(whole.then_some(sealed))
    }

    /// See [`TipStore::needs_rewrite`](crate::ports::TipStore::needs_rewrite).
    pub(super) fn needs_rewrite(&self) -> Result<bool, StoreError> {
        self.current().tree(Shelf::Meta).contains_key(DIRTY).map_err(unreadable)
    }

    /// See [`TipStore::recipients`](crate::ports::TipStore::recipients).
    pub(super) fn recipients(&self) -> Result<Option<RecipientsId>, StoreError> {
        let noted = self.current().tree(Shelf::Meta).get(RECIPIENTS).map_err(unreadable)?;
        // What can't be read tells nothing: then handlers are told once more.
        Ok(noted.and_then(|sealed| self.open_record(Shelf::Meta, RECIPIENTS, &sealed).ok()).map(RecipientsId))
    }

    /// See [`TipStore::note_recipients`](crate::ports::TipStore::note_recipients).
    pub(super) fn note_recipients(
        &self,
        group: &mut Writes,
        recipients: RecipientsId,
    ) -> Result<(), StoreError> {
        let mut own = Changes::default();
        self.put_record(&mut own, Shelf::Meta, RECIPIENTS, &recipients.0)?;
        group.changes.absorb(own)
    }

    /// The lock is held for as long as what it gives is used, so that no generation goes while it is read.
    fn current(&self) -> RwLockReadGuard<'_, Generation> {
        self.generation.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn tip_in(&self, changes: &Changes, lookup: LookupId) -> Result<Option<Tip>, StoreError> {
        let sealed = changes.on(Shelf::Tip).get(self.current().tree(Shelf::Tip), &lookup.0)?;
        sealed.map(|sealed| open_tip(&self.keys.records, &lookup.0, &sealed)).transpose()
    }

    fn put_record<T: Serialize>(
        &self,
        own: &mut Changes,
        shelf: Shelf,
        row: &[u8],
        value: &T,
    ) -> Result<(), StoreError> {
        let record = record::seal_tip(&self.keys.records, Place { tree: shelf.name(), row }, value)?;
        own.put(shelf, row, record);
        Ok(())
    }

    fn open_record<T>(&self, shelf: Shelf, row: &[u8], sealed: &[u8]) -> Result<T, StoreError>
    where
        T: serde::de::DeserializeOwned,
    {
        record::open_tip(&self.keys.records, Place { tree: shelf.name(), row }, sealed)
    }
}

fn chunk_row(blob: BlobId, number: u16) -> [u8; 18] {
    let mut row = [0; 18];
    row.iter_mut().zip(blob.0.into_iter().chain(number.to_be_bytes())).for_each(|(to, from)| *to = from);
    row
}

impl From<OpenError> for StoreError {
    /// What can't be opened while running is a disk that fails, or data that can't be read.
    fn from(error: OpenError) -> Self {
        if matches!(error, OpenError::Broken(_) | OpenError::BrokenIn(..)) {
            Self::Unreadable
        } else {
            Self::Unwritable
        }
    }
}
