//! Makes the `chat` database of a backup: what is remembered of chats, and nothing that was on its way.

use std::mem;
use std::path::Path;

use crate::ports::Timestamp;
use crate::storage::BackupError;
use crate::storage::Database;
use crate::storage::OpenError;
use crate::storage::chat::Chat;
use crate::storage::restore::SLICE;
use crate::storage::rows::Rows;

/// The database in the making.
pub(super) struct ChatsRestoring {
    database: Database,
    chat: Chat,
    rows: Rows,
    count: usize,
}

impl ChatsRestoring {
    /// Begins in an empty folder, with the secret file that the backup belongs to.
    pub(super) fn begin(into: &Path, secret: &Path, now: Timestamp) -> Result<Self, OpenError> {
        let database = Database::open(&into.join("chat"))?;
        let chat = Chat::open(&database, secret, now)?;
        Ok(Self { database, chat, rows: Rows::default(), count: 0 })
    }

    /// Takes in a row. One whose key is destroyed goes at the next upkeep.
    pub(super) fn take(&mut self, row: &[u8], record: &[u8]) -> Result<(), BackupError> {
        self.rows.put(row, record.to_vec());
        self.count = self.count.saturating_add(1);
        if self.rows.len() < SLICE { Ok(()) } else { self.write() }
    }

    /// Makes all of it durable; returns how many chats there are.
    pub(super) fn finish(mut self) -> Result<usize, BackupError> {
        self.write()?;
        self.database.sync()?;
        Ok(self.count)
    }

    fn write(&mut self) -> Result<(), BackupError> {
        Ok(self.chat.take_in(mem::take(&mut self.rows))?)
    }
}
