//! Makes the `faq` database of a backup: admins' records with the keys beside them, and the counts.

use std::mem;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

use crate::curation::record::Kind;
use crate::storage::BackupError;
use crate::storage::Database;
use crate::storage::OpenError;
use crate::storage::backup::Part;
use crate::storage::database::prepare_folder;
use crate::storage::faq::FaqBase;
use crate::storage::faq::Writes;
use crate::storage::records::Cabinet;
use crate::storage::records::Judge;
use crate::storage::records::opens_keys;
use crate::storage::records::put_keys;
use crate::storage::restore::SLICE;
use crate::storage::rows::Rows;
use crate::storage::vault::Vault;

/// The database in the making.
pub(super) struct FaqRestoring {
    folder: PathBuf,
    vault: Arc<Vault>,
    opened: Option<Opened>,
    /// Whether the keys in the backup can't be opened any more, because their week is over.
    keys_lost: bool,
    rows: [Rows; 3],
    records: usize,
    lost: usize,
}

struct Opened {
    database: Database,
    base: FaqBase,
    judge: Judge,
}

impl FaqRestoring {
    /// Begins in a folder that isn't there yet.
    pub(super) fn begin(folder: &Path, vault: Arc<Vault>) -> Self {
        let rows = Default::default();
        Self { folder: folder.to_owned(), vault, opened: None, keys_lost: false, rows, records: 0, lost: 0 }
    }

    /// Takes in a row; the keys come before all others.
    pub(super) fn take(&mut self, part: Part, row: &[u8], record: &[u8]) -> Result<(), BackupError> {
        if part == Part::Ring {
            return self.take_keys(record);
        }
        if part != Part::Count && !self.opened()?.judge.lets_through(part, row, record)? {
            self.lost = self.lost.saturating_add(usize::from(part == Part::Record));
            return Ok(());
        }
        let [counts, records, pieces] = &mut self.rows;
        match part {
            Part::Count => counts.put(row, record.to_vec()),
            Part::Piece => pieces.put(row, record.to_vec()),
            _ => {
                records.put(row, record.to_vec());
                self.records = self.records.saturating_add(1);
            }
        }
        if self.rows.iter().map(Rows::len).sum::<usize>() < SLICE { Ok(()) } else { self.write() }
    }

    /// Makes all of it durable; returns how many records there are, and how many were lost.
    pub(super) fn finish(mut self) -> Result<(usize, usize), BackupError> {
        self.write()?;
        let opened = self.opened()?;
        for kind in Kind::ALL {
            drop(opened.base.records.records(kind).map_err(|_incomplete| BackupError::Damaged)?);
        }
        opened.database.sync()?;
        Ok((self.records, self.lost))
    }

    fn take_keys(&mut self, keys: &[u8]) -> Result<(), BackupError> {
        if self.opened.is_some() {
            return Err(BackupError::Damaged);
        }
        match opens_keys(keys, &self.vault) {
            Ok(true) => {
                prepare_folder(&self.folder)?;
                put_keys(&self.folder, keys).map_err(OpenError::from)?;
            }
            Ok(false) => self.keys_lost = true,
            Err(_) => return Err(BackupError::Damaged),
        }
        Ok(())
    }

    fn opened(&mut self) -> Result<&Opened, BackupError> {
        let opened = match self.opened.take() {
            Some(opened) => opened,
            None => {
                let database = Database::open(&self.folder)?;
                let base = FaqBase::open(&database, Arc::clone(&self.vault))?;
                let judge = base.records.judge(self.keys_lost);
                Opened { database, base, judge }
            }
        };
        Ok(self.opened.insert(opened))
    }

    fn write(&mut self) -> Result<(), BackupError> {
        let [counts, rows, pieces] = mem::take(&mut self.rows);
        let writes = Writes { counts, records: Cabinet::taken_in(rows, pieces) };
        Ok(self.opened()?.base.write(writes)?)
    }
}
