//! What changes tips: each adds its writes to the group, or nothing if it can't be done.

use sled::IVec;

use crate::ports::Blob;
use crate::ports::Deed;
use crate::ports::Filing;
use crate::ports::StoreError;
use crate::storage::record;
use crate::storage::tips::Tips;
use crate::storage::tips::Writes;
use crate::storage::tips::chunk_row;
use crate::storage::tips::deletions;
use crate::storage::tips::generation::DIRTY;
use crate::storage::tips::shelf::Changes;
use crate::storage::tips::shelf::Shelf;
use crate::tips::BlobId;
use crate::tips::LookupId;
use crate::tips::Tip;
use crate::tips::Tombstone;
use crate::tips::Week;

/// Ciphertext in a row: seventeen such rows, the most that sled keeps in a page, fit a quarter of one of
/// its segments. Larger pages would go to files of their own, which sled neither syncs nor deletes.
const CHUNK_BYTES: usize = 4 * 1024;

impl Tips {
    /// See [`TipStore::file`](crate::ports::TipStore::file).
    pub(in crate::storage) fn file(
        &self,
        group: &mut Writes,
        lookup: LookupId,
        tip: &Tip,
        blobs: Vec<Blob>,
    ) -> Result<Filing, StoreError> {
        if self.contains(group, Shelf::Tip, &lookup.0)? {
            return Ok(Filing::AlreadyFiled);
        }
        let tag = tip.tag.as_bytes();
        if self.contains(group, Shelf::Inbox, tag)? || self.contains(group, Shelf::Tombstone, tag)? {
            return Ok(Filing::TagTaken);
        }
        let mut own = Changes::default();
        self.put_record(&mut own, Shelf::Tip, &lookup.0, tip)?;
        own.put(Shelf::Inbox, tag, lookup.0.to_vec());
        self.put_blobs(group, &mut own, tip, blobs)?;
        group.changes.absorb(own)?;
        Ok(Filing::Filed)
    }

    /// See [`TipStore::revise`](crate::ports::TipStore::revise).
    pub(in crate::storage) fn revise(
        &self,
        group: &mut Writes,
        lookup: LookupId,
        before: &Tip,
        after: &Tip,
        blobs: Vec<Blob>,
        deed: Option<Deed>,
    ) -> Result<bool, StoreError> {
        if self.tip_in(&group.changes, lookup)?.as_ref() != Some(before) || before.tag != after.tag {
            return Ok(false);
        }
        let mut own = Changes::default();
        self.put_record(&mut own, Shelf::Tip, &lookup.0, after)?;
        for dropped in before.blobs().filter(|blob| after.blobs().all(|kept| kept != *blob)) {
            self.remove_blob(group, &mut own, dropped)?;
        }
        self.put_blobs(group, &mut own, after, blobs)?;
        if let Some(deed) = deed {
            self.add_deed(group, &mut own, deed)?;
        }
        group.changes.absorb(own)?;
        Ok(true)
    }

    /// See [`TipStore::remove`](crate::ports::TipStore::remove).
    pub(in crate::storage) fn remove(
        &self,
        group: &mut Writes,
        lookup: LookupId,
        tombstone: &Tombstone,
        week: Week,
    ) -> Result<(), StoreError> {
        let mut own = Changes::default();
        self.put_record(&mut own, Shelf::Tombstone, tombstone.tag.as_bytes(), tombstone)?;
        let Some(tip) = self.tip_in(&group.changes, lookup)? else {
            return Ok(());
        };
        own.remove(Shelf::Tip, &lookup.0);
        own.remove(Shelf::Inbox, tip.tag.as_bytes());
        for blob in tip.blobs() {
            self.remove_blob(group, &mut own, blob)?;
        }
        own.put(Shelf::Meta, DIRTY, Vec::new());
        group.changes.absorb(own)?;
        // What goes by time may come back from a backup: the clock may have been wrong.
        if tombstone.withdrawn {
            group.deleted.push((deletions::mark(&self.keys.master, lookup), week));
        }
        Ok(())
    }

    /// See [`TipStore::forget_before`](crate::ports::TipStore::forget_before).
    pub(in crate::storage) fn forget_before(&self, group: &mut Writes, week: Week) -> Result<(), StoreError> {
        let mut own = Changes::default();
        let generation = self.current();
        for row in group.changes.on(Shelf::Tombstone).over(generation.tree(Shelf::Tombstone)) {
            let (row, sealed) = row?;
            let tombstone: Tombstone = self.open_record(Shelf::Tombstone, &row, &sealed)?;
            if tombstone.week < week {
                own.remove(Shelf::Tombstone, &row);
            }
        }
        drop(generation);
        self.forget_deeds(group, &mut own, week)?;
        if !own.is_empty() {
            own.put(Shelf::Meta, DIRTY, Vec::new());
        }
        group.changes.absorb(own)
    }

    fn contains(&self, group: &Writes, shelf: Shelf, row: &[u8]) -> Result<bool, StoreError> {
        group.changes.on(shelf).contains(self.current().tree(shelf), row)
    }

    /// Adds the ciphertext that a tip names, and no other.
    fn put_blobs(
        &self,
        group: &Writes,
        own: &mut Changes,
        tip: &Tip,
        blobs: Vec<Blob>,
    ) -> Result<(), StoreError> {
        for blob in blobs.into_iter().filter(|blob| tip.blobs().any(|named| named == blob.id)) {
            if blob.sealed.len() > record::LARGEST_BLOB {
                return Err(StoreError::TooLarge);
            }
            for row in self.blob_rows(group, blob.id)? {
                own.remove(Shelf::Blob, &row);
            }
            own.put(Shelf::Blob, &chunk_row(blob.id, 0), Vec::new());
            for (number, chunk) in (0..).zip(blob.sealed.chunks(CHUNK_BYTES)) {
                own.put(Shelf::Blob, &chunk_row(blob.id, number), chunk.to_vec());
            }
        }
        Ok(())
    }

    fn remove_blob(&self, group: &Writes, own: &mut Changes, blob: BlobId) -> Result<(), StoreError> {
        for row in self.blob_rows(group, blob)? {
            own.remove(Shelf::Blob, &row);
            own.put(Shelf::Meta, DIRTY, Vec::new());
        }
        Ok(())
    }

    fn blob_rows(&self, group: &Writes, blob: BlobId) -> Result<Vec<IVec>, StoreError> {
        group.changes.on(Shelf::Blob).keys_from(self.current().tree(Shelf::Blob), &blob.0)
    }
}
