//! One generation of the database: its trees, and how a complete one is made.

use std::collections::HashSet;
use std::convert::Infallible;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::path::Path;

use sled::IVec;
use sled::Tree;
use sled::transaction::ConflictableTransactionError;
use sled::transaction::TransactionError;
use sled::transaction::Transactional;

use crate::storage::Breakage;
use crate::storage::Database;
use crate::storage::OpenError;
use crate::storage::keys::Key;
use crate::storage::keys::Place;
use crate::storage::migrations;
use crate::storage::record;
use crate::storage::tips::folders::Folders;
use crate::storage::tips::journal::Journal;
use crate::storage::tips::shelf::Changes;
use crate::storage::tips::shelf::Shelf;
use crate::tips::Tip;

/// Memory the database may use for what it read lately.
const CACHE_BYTES: u64 = 4 * 1024 * 1024;

/// What a complete generation is written in at a time.
const SLICE_BYTES: usize = 1024 * 1024;

/// The number of the last group of writes.
const SEQUENCE: &[u8] = b"sequence";

/// The generation's own number: a database that was put into another folder doesn't fit its journal.
const GENERATION: &[u8] = b"generation";

/// A value that only the right key opens.
const CHECK: &[u8] = b"check";

/// What the audit follows, where its head was forgotten.
pub(super) const ANCHOR: &[u8] = b"anchor";

/// Whether something was removed that still has its bytes on the disk.
pub(super) const DIRTY: &[u8] = b"dirty";

/// Which recipients the handlers were last told of.
pub(super) const RECIPIENTS: &[u8] = b"recipients";

/// Whether a row about the database as a whole belongs to every generation.
pub(super) fn lasts(shelf: Shelf, row: &[u8]) -> bool {
    shelf != Shelf::Meta || [CHECK, ANCHOR, RECIPIENTS].contains(&row)
}

/// An open generation.
pub(super) struct Generation {
    number: u64,
    database: Database,
    meta: Tree,
    tip: Tree,
    inbox: Tree,
    tombstone: Tree,
    audit: Tree,
    blob: Tree,
}

impl Generation {
    /// Opens the database of the generation in `folder`, or makes an empty one.
    pub(super) fn open(folder: &Path, number: u64) -> Result<Self, OpenError> {
        let database = Database::open_caching(&folder.join("db"), CACHE_BYTES)?;
        migrations::bring_up_to_date(&database, migrations::TIPS)?;
        let tree = |shelf: Shelf| database.tree(shelf.name());
        Ok(Self {
            number,
            meta: tree(Shelf::Meta)?,
            tip: tree(Shelf::Tip)?,
            inbox: tree(Shelf::Inbox)?,
            tombstone: tree(Shelf::Tombstone)?,
            audit: tree(Shelf::Audit)?,
            blob: tree(Shelf::Blob)?,
            database,
        })
    }

    /// Returns its number.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// Returns a tree.
    pub(super) fn tree(&self, shelf: Shelf) -> &Tree {
        match shelf {
            Shelf::Meta => &self.meta,
            Shelf::Tip => &self.tip,
            Shelf::Inbox => &self.inbox,
            Shelf::Tombstone => &self.tombstone,
            Shelf::Audit => &self.audit,
            Shelf::Blob => &self.blob,
        }
    }

    /// Returns the number of the last group of writes.
    pub(super) fn sequence(&self) -> Result<u64, OpenError> {
        self.number_at(SEQUENCE).map(Option::unwrap_or_default)
    }

    /// Writes a group, or nothing of it.
    pub(super) fn apply(&self, changes: &Changes, sequence: u64) -> Result<(), OpenError> {
        let batches = Shelf::ALL.map(|shelf| {
            let mut batch = changes.on(shelf).to_batch();
            if shelf == Shelf::Meta {
                batch.insert(SEQUENCE, &sequence.to_be_bytes());
                batch.insert(GENERATION, &self.number.to_be_bytes());
            }
            batch
        });
        let [meta, tip, inbox, tombstone, audit, blob] = Shelf::ALL.map(|shelf| self.tree(shelf));
        let written = (meta, tip, inbox, tombstone, audit, blob).transaction(|trees| {
            let trees = [&trees.0, &trees.1, &trees.2, &trees.3, &trees.4, &trees.5];
            for (tree, batch) in trees.into_iter().zip(&batches) {
                tree.apply_batch(batch)?;
            }
            Ok::<(), ConflictableTransactionError<Infallible>>(())
        });
        written.map_err(|TransactionError::Storage(error)| error.into())
    }

    /// Makes everything written so far durable.
    pub(super) fn sync(&self) -> Result<(), OpenError> {
        self.database.sync()
    }

    /// Whether it has neither tips nor anything that is left of them.
    pub(super) fn is_bare(&self) -> bool {
        [&self.tip, &self.tombstone, &self.audit, &self.blob].into_iter().all(|tree| tree.is_empty())
    }

    /// Reads all but the ciphertext, and says [`Breakage::Corrupt`] if that can't be done.
    pub(super) fn examine(&self) -> Result<(), OpenError> {
        let corrupt = OpenError::Broken(Breakage::Corrupt);
        if self.number_at(GENERATION)?.is_some_and(|number| number != self.number) {
            return Err(corrupt);
        }
        let readable = |shelf| self.rows(shelf).try_for_each(|row| row.map(drop));
        let small = Shelf::ALL.into_iter().filter(|shelf| *shelf != Shelf::Blob);
        // sled has been seen to panic on what it can't read.
        catch_unwind(AssertUnwindSafe(|| small.into_iter().try_for_each(readable))).unwrap_or(Err(corrupt))
    }

    /// Whether this key sealed the records.
    pub(super) fn check(&self, key: &Key) -> Result<(), OpenError> {
        let check = self.meta.get(CHECK)?.ok_or(OpenError::Broken(Breakage::Corrupt))?;
        if opens(key, &check) { Ok(()) } else { Err(OpenError::SecretWrong) }
    }

    /// Returns all rows of a tree.
    pub(super) fn rows(&self, shelf: Shelf) -> impl Iterator<Item = Result<(IVec, IVec), OpenError>> + use<> {
        self.tree(shelf).iter().map(|row| row.map_err(OpenError::from))
    }

    /// Returns all rows that are live, ciphertext last: what makes a new generation, or a backup.
    pub(super) fn live(
        &self,
        key: &Key,
    ) -> Result<impl Iterator<Item = Result<(Shelf, IVec, IVec), OpenError>> + use<'_>, OpenError> {
        let named = self.named_blobs(key)?;
        let orphan = move |row: &[u8]| named.as_ref().is_some_and(|named| !named.contains(blob_of(row)));
        let rows = Shelf::ALL.into_iter().flat_map(|shelf| self.rows(shelf).map(move |row| (shelf, row)));
        Ok(rows.filter_map(move |(shelf, row)| match row {
            Ok((row, _)) if !lasts(shelf, &row) || (shelf == Shelf::Blob && orphan(&row)) => None,
            Ok((row, record)) => Some(Ok((shelf, row, record))),
            Err(error) => Some(Err(error)),
        }))
    }

    /// Returns the blobs that tips name; `None` if a tip can't be read, so that nothing it names is lost.
    fn named_blobs(&self, key: &Key) -> Result<Option<HashSet<Vec<u8>>>, OpenError> {
        let mut named = HashSet::new();
        for row in self.rows(Shelf::Tip) {
            let (row, sealed) = row?;
            let Ok(tip) = open_tip(key, &row, &sealed) else {
                return Ok(None);
            };
            named.extend(tip.blobs().map(|blob| blob.0.to_vec()));
        }
        Ok(Some(named))
    }

    fn number_at(&self, row: &[u8]) -> Result<Option<u64>, OpenError> {
        let Some(record) = self.meta.get(row)? else {
            return Ok(None);
        };
        let number = record.as_ref().try_into().map_err(|_| OpenError::Broken(Breakage::Corrupt))?;
        Ok(Some(u64::from_be_bytes(number)))
    }
}

/// Opens the record of a tip.
pub(super) fn open_tip(key: &Key, row: &[u8], sealed: &[u8]) -> Result<Tip, crate::ports::StoreError> {
    record::open_tip(key, Place { tree: Shelf::Tip.name(), row }, sealed)
}

/// Whether a row is the check value, and made with this key; `None` if it is another row.
pub(super) fn is_check(key: &Key, shelf: Shelf, row: &[u8], record: &[u8]) -> Option<bool> {
    (shelf == Shelf::Meta && row == CHECK).then(|| opens(key, record))
}

/// Returns the blob a chunk belongs to.
pub(in crate::storage) fn blob_of(row: &[u8]) -> &[u8] {
    row.get(..16).unwrap_or(row)
}

fn opens(key: &Key, check: &[u8]) -> bool {
    key.open(Place { tree: Shelf::Meta.name(), row: CHECK }, check).is_some()
}

/// A generation in the making: nothing of it counts before it is finished.
pub(super) struct Builder {
    folders: Folders,
    generation: Generation,
    journal: Journal,
    slice: Changes,
    sequence: u64,
}

impl Builder {
    /// Begins an empty generation.
    pub(super) fn begin(folders: &Folders, number: u64) -> Result<Self, OpenError> {
        let folder = folders.begin(number)?;
        let journal = Journal::create(&folder.join("journal"), number)?;
        let generation = Generation::open(&folder, number)?;
        Ok(Self { folders: folders.clone(), generation, journal, slice: Changes::default(), sequence: 0 })
    }

    /// Makes the first generation of all: nothing but the value that tells the right key.
    pub(super) fn first(folders: &Folders, number: u64, key: &Key) -> Result<(), OpenError> {
        let place = Place { tree: Shelf::Meta.name(), row: CHECK };
        let check = key.seal(place, &[]).map_err(|_| OpenError::NoRandomness)?;
        let mut builder = Self::begin(folders, number)?;
        builder.put(Shelf::Meta, CHECK, &check)?;
        builder.finish()
    }

    /// Makes a generation of all that is live in another.
    pub(super) fn copy(
        folders: &Folders,
        from: &Generation,
        number: u64,
        key: &Key,
    ) -> Result<(), OpenError> {
        let mut builder = Self::begin(folders, number)?;
        for row in from.live(key)? {
            let (shelf, row, record) = row?;
            builder.put(shelf, &row, &record)?;
        }
        builder.finish()
    }

    /// Adds a row.
    pub(super) fn put(&mut self, shelf: Shelf, row: &[u8], record: &[u8]) -> Result<(), OpenError> {
        self.slice.put(shelf, row, record.to_vec());
        if self.slice.bytes() < SLICE_BYTES { Ok(()) } else { self.write() }
    }

    /// Makes all of it durable and gives it its name; it is closed then.
    pub(super) fn finish(mut self) -> Result<(), OpenError> {
        if !self.slice.is_empty() {
            self.write()?;
        }
        self.journal.sync()?;
        self.generation.sync()?;
        let Self { folders, generation, .. } = self;
        let number = generation.number;
        drop(generation);
        folders.finish(number)
    }

    fn write(&mut self) -> Result<(), OpenError> {
        let slice = std::mem::take(&mut self.slice);
        self.sequence = self.sequence.saturating_add(1);
        self.journal.append(self.sequence, &slice)?;
        self.generation.apply(&slice, self.sequence)
    }
}
