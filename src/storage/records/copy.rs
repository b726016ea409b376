//! Admins' records as they rest: into a backup, and back.

use crate::storage::BackupError;
use crate::storage::OpenError;
use crate::storage::backup::Gathering;
use crate::storage::backup::Part;
use crate::storage::keys::Key;
use crate::storage::records::Cabinet;
use crate::storage::records::PIECE;
use crate::storage::records::RECORD;
use crate::storage::records::WIPE_DUE;
use crate::storage::records::layout;
use crate::storage::records::place;
use crate::storage::rows::Rows;

impl Cabinet {
    /// Adds everything to a backup, the keys first; runs on the committer's thread, so that rows and keys
    /// are of one moment.
    pub(in crate::storage) fn copy_to(&self, backup: &mut Gathering) -> Result<(), OpenError> {
        if let Some(keys) = self.ring.file()? {
            backup.add(Part::Ring, &[], &keys)?;
        }
        backup.add_tree(Part::Record, &self.rows)?;
        backup.add_tree(Part::Piece, &self.pieces)
    }

    /// Returns what judges rows of a backup; `lost` says that their keys are destroyed.
    pub(in crate::storage) fn judge(&self, lost: bool) -> Judge {
        Judge { lasting: self.lasting.clone(), keys: self.ring.all(), lost }
    }

    /// Returns the writes of rows and of pieces as they rest.
    pub(in crate::storage) fn taken_in(rows: Rows, pieces: Rows) -> super::Changes {
        super::Changes { rows, pieces }
    }
}

/// Tells which rows of a backup the keys open.
pub(in crate::storage) struct Judge {
    lasting: Key,
    keys: Vec<Key>,
    lost: bool,
}

impl Judge {
    /// Whether a row is to come back: not if its key is destroyed. Any other that doesn't open is damage.
    pub(in crate::storage) fn lets_through(
        &self,
        part: Part,
        row: &[u8],
        record: &[u8],
    ) -> Result<bool, BackupError> {
        if part == Part::Record && row == WIPE_DUE {
            return Ok(!self.lost);
        }
        let opens = |key: &Key| match part {
            Part::Record => layout::open(key, place(RECORD, row), record).is_some(),
            _ => layout::open_piece(key, place(PIECE, row), record).is_some(),
        };
        match self.keys.iter().chain([&self.lasting]).any(opens) {
            true => Ok(true),
            false if self.lost => Ok(false),
            false => Err(BackupError::Damaged),
        }
    }
}
