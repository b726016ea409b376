//! The trees of the tips database, and what a group of writes changes in them.

use sled::IVec;

use crate::ports::StoreError;
use crate::storage::rows::Rows;

/// What may become durable at once: far more than all drafts in memory together.
const MOST_BYTES: usize = 512 * 1024 * 1024;

/// A tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::storage) enum Shelf {
    /// What is known of the database as a whole, by name.
    Meta,
    /// Lookup id: sealed tip.
    Tip,
    /// Tag: lookup id.
    Inbox,
    /// Tag: sealed tombstone.
    Tombstone,
    /// Number: sealed row of the audit.
    Audit,
    /// Blob id and number of the chunk: ciphertext.
    Blob,
}

impl Shelf {
    /// All of them; ciphertext comes last, when it is known which tips name it.
    pub(super) const ALL: [Self; 6] =
        [Self::Meta, Self::Tip, Self::Inbox, Self::Tombstone, Self::Audit, Self::Blob];

    /// Returns its name in the database.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Meta => "meta",
            Self::Tip => "tip",
            Self::Inbox => "inbox",
            Self::Tombstone => "tombstone",
            Self::Audit => "audit",
            Self::Blob => "blob",
        }
    }

    /// Returns its number in files.
    pub(in crate::storage) fn code(self) -> u8 {
        match self {
            Self::Meta => 0,
            Self::Tip => 1,
            Self::Inbox => 2,
            Self::Tombstone => 3,
            Self::Audit => 4,
            Self::Blob => 5,
        }
    }

    /// Reads what [`code`](Self::code) wrote.
    pub(in crate::storage) fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|shelf| shelf.code() == code)
    }
}

/// Writes to all trees, which become durable together.
#[derive(Default)]
pub(super) struct Changes {
    meta: Rows,
    tip: Rows,
    inbox: Rows,
    tombstone: Rows,
    audit: Rows,
    blob: Rows,
    bytes: usize,
}

impl Changes {
    /// Returns the writes to a tree.
    pub(super) fn on(&self, shelf: Shelf) -> &Rows {
        match shelf {
            Shelf::Meta => &self.meta,
            Shelf::Tip => &self.tip,
            Shelf::Inbox => &self.inbox,
            Shelf::Tombstone => &self.tombstone,
            Shelf::Audit => &self.audit,
            Shelf::Blob => &self.blob,
        }
    }

    /// Writes a record.
    pub(super) fn put(&mut self, shelf: Shelf, row: &[u8], record: Vec<u8>) {
        self.bytes = self.bytes.saturating_add(row.len()).saturating_add(record.len());
        self.on_mut(shelf).put(row, record);
    }

    /// Removes a row.
    pub(super) fn remove(&mut self, shelf: Shelf, row: &[u8]) {
        self.bytes = self.bytes.saturating_add(row.len());
        self.on_mut(shelf).remove(row);
    }

    /// Adds later writes, unless that were too much at once.
    pub(super) fn absorb(&mut self, later: Self) -> Result<(), StoreError> {
        let bytes = self.bytes.saturating_add(later.bytes);
        if bytes > MOST_BYTES {
            return Err(StoreError::TooLarge);
        }
        let Self { meta, tip, inbox, tombstone, audit, blob, .. } = later;
        self.meta.absorb(meta);
        self.tip.absorb(tip);
        self.inbox.absorb(inbox);
        self.tombstone.absorb(tombstone);
        self.audit.absorb(audit);
        self.blob.absorb(blob);
        self.bytes = bytes;
        Ok(())
    }

    /// Returns how much is to be written.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// Whether nothing is to be written.
    pub(super) fn is_empty(&self) -> bool {
        self.bytes == 0
    }

    /// Returns every write: where, and what if the row is to stay.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Shelf, &IVec, Option<&IVec>)> {
        Shelf::ALL
            .into_iter()
            .flat_map(|shelf| self.on(shelf).iter().map(move |(row, record)| (shelf, row, record)))
    }

    fn on_mut(&mut self, shelf: Shelf) -> &mut Rows {
        match shelf {
            Shelf::Meta => &mut self.meta,
            Shelf::Tip => &mut self.tip,
            Shelf::Inbox => &mut self.inbox,
            Shelf::Tombstone => &mut self.tombstone,
            Shelf::Audit => &mut self.audit,
            Shelf::Blob => &mut self.blob,
        }
    }
}
