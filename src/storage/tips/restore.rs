//! Makes a generation of the tips in a backup, without those that their writers removed.

use std::collections::HashSet;
use std::path::Path;

use crate::storage::BackupError;
use crate::storage::OpenError;
use crate::storage::keys::Key;
use crate::storage::keys::Place;
use crate::storage::record;
use crate::storage::tips::RECORDS;
use crate::storage::tips::deletions;
use crate::storage::tips::deletions::Deletions;
use crate::storage::tips::deletions::Mark;
use crate::storage::tips::folders::Folders;
use crate::storage::tips::generation::Builder;
use crate::storage::tips::generation::Generation;
use crate::storage::tips::generation::blob_of;
use crate::storage::tips::generation::is_check;
use crate::storage::tips::generation::open_tip;
use crate::storage::tips::shelf::Shelf;
use crate::tips::LookupId;
use crate::tips::Week;

/// The number of the generation that a restore makes.
const FIRST: u64 = 1;

/// Whether a data folder has tips, or anything that is left of some; also if that can't be told.
pub(in crate::storage) fn are_any(data: &Path) -> Result<bool, OpenError> {
    let folders = Folders::of(data);
    let number = match folders.current() {
        Ok(Some(number)) => number,
        Ok(None) | Err(OpenError::Broken(_)) => return Ok(false),
        Err(error) => return Err(error),
    };
    match Generation::open(&folders.generation(number), number) {
        Ok(generation) => Ok(generation.sequence()? == 0 || !generation.is_bare()),
        Err(OpenError::Locked) => Err(OpenError::Locked),
        Err(_) => Ok(true),
    }
}

/// Whether a row about the whole is the check value, and made with this master key; `None` if it is another.
pub(in crate::storage) fn belongs(master: &Key, row: &[u8], record: &[u8]) -> Option<bool> {
    is_check(&master.derive(RECORDS), Shelf::Meta, row, record)
}

/// A generation in the making, of rows as they come.
pub(in crate::storage) struct Restoring {
    folders: Folders,
    builder: Builder,
    sieve: Sieve,
    deleted: Vec<(Mark, Week)>,
}

impl Restoring {
    /// Begins in an empty folder; what the data folder knows of removals counts.
    pub(in crate::storage) fn begin(into: &Path, data: &Path, master: Key) -> Result<Self, OpenError> {
        let deleted = Deletions::of(&Folders::of(data)).all()?;
        let marks = deleted.iter().map(|(mark, _)| mark.clone()).collect();
        let folders = Folders::of(into);
        let builder = Builder::begin(&folders, FIRST)?;
        Ok(Self { folders, builder, sieve: Sieve::new(master, marks), deleted })
    }

    /// Takes in what the backup knows of removals.
    pub(in crate::storage) fn note_deletion(&mut self, row: &[u8], record: &[u8]) -> Result<(), BackupError> {
        let (mark, week) = deletions::parse(row, record).ok_or(BackupError::Damaged)?;
        if self.sieve.deleted.insert(mark.clone()) {
            self.deleted.push((mark, week));
        }
        Ok(())
    }

    /// Takes in a row, unless it belongs to a removed tip.
    pub(in crate::storage) fn take(
        &mut self,
        shelf: Shelf,
        row: &[u8],
        record: &[u8],
    ) -> Result<(), BackupError> {
        if self.sieve.lets_through(shelf, row, record)? {
            self.builder.put(shelf, row, record)?;
        }
        Ok(())
    }

    /// Makes all of it durable; returns how many tips came back, and how many were left out.
    pub(in crate::storage) fn finish(self) -> Result<(usize, usize), BackupError> {
        let Self { folders, builder, sieve, deleted } = self;
        let came = sieve.finish()?;
        builder.finish()?;
        if !deleted.is_empty() {
            Deletions::of(&folders).add(&deleted)?;
        }
        folders.switch(FIRST)?;
        Ok(came)
    }
}

/// Checks the rows of a backup as they come, and keeps back those of removed tips.
struct Sieve {
    master: Key,
    key: Key,
    deleted: HashSet<Mark>,
    checked: bool,
    left_out: HashSet<Vec<u8>>,
    tips: usize,
    named: HashSet<Vec<u8>>,
}

impl Sieve {
    fn new(master: Key, deleted: HashSet<Mark>) -> Self {
        Self {
            key: master.derive(RECORDS),
            master,
            deleted,
            checked: false,
            left_out: HashSet::new(),
            tips: 0,
            named: HashSet::new(),
        }
    }

    fn lets_through(&mut self, shelf: Shelf, row: &[u8], record: &[u8]) -> Result<bool, BackupError> {
        match shelf {
            Shelf::Meta => self.meta(row, record),
            _ if !self.checked => Err(BackupError::Damaged),
            Shelf::Tip => self.tip(row, record),
            Shelf::Inbox => Ok(!self.left_out.contains(record)),
            Shelf::Tombstone | Shelf::Audit => self.sealed(shelf, row, record),
            Shelf::Blob => Ok(self.named.contains(blob_of(row))),
        }
    }

    fn meta(&mut self, row: &[u8], record: &[u8]) -> Result<bool, BackupError> {
        match is_check(&self.key, Shelf::Meta, row, record) {
            Some(true) => {
                self.checked = true;
                Ok(true)
            }
            Some(false) => Err(BackupError::OtherSecret),
            None => self.sealed(Shelf::Meta, row, record),
        }
    }

    fn tip(&mut self, row: &[u8], record: &[u8]) -> Result<bool, BackupError> {
        let tip = open_tip(&self.key, row, record).map_err(|_| BackupError::Damaged)?;
        let lookup = row.try_into().map_err(|_| BackupError::Damaged)?;
        if self.deleted.contains(&deletions::mark(&self.master, LookupId(lookup))) {
            let _: bool = self.left_out.insert(row.to_vec());
            return Ok(false);
        }
        self.tips = self.tips.saturating_add(1);
        self.named.extend(tip.blobs().map(|blob| blob.0.to_vec()));
        Ok(true)
    }

    fn sealed(&self, shelf: Shelf, row: &[u8], sealed: &[u8]) -> Result<bool, BackupError> {
        let place = Place { tree: shelf.name(), row };
        let opened = record::open_tip::<serde::de::IgnoredAny>(&self.key, place, sealed);
        opened.map(|_| true).map_err(|_| BackupError::Damaged)
    }

    fn finish(self) -> Result<(usize, usize), BackupError> {
        if self.checked { Ok((self.tips, self.left_out.len())) } else { Err(BackupError::Damaged) }
    }
}
