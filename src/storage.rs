//! Where Netral keeps what must survive a restart: sled on disk, and a twin in memory.
//!
//! Nothing outside this module names sled. [`SledStore`] holds three databases in the data folder:
//! `chat` (what is remembered of chats and what is still to be sent, sealed with keys that rest outside
//! the folder and are destroyed after five weeks), `faq` (counters and admins' records) and `tips.N` (tips,
//! in generations). `database` opens a folder safely, `committer` makes writes durable, `vault` holds the
//! keys, `retention` says what expires when.

mod audit;
mod chat;
mod committer;
mod counters;
mod database;
mod faq;
mod memory;
mod migrations;
mod record;
mod records;
mod retention;
mod rows;
mod keys;
mod secret;
mod sled_store;
mod tips;
mod upkeep;
mod vault;

use std::path::Path;

pub use database::Breakage;
use database::Database;
pub use database::OpenError;
pub use database::set_aside;
pub use memory::MemoryStore;
pub use sled_store::SledStore;
pub use tips::BackupError;
pub use tips::Restored;
pub use tips::check_backup;
pub use tips::extract_backup;
pub use tips::restore_backup;

/// Whether a folder is one that data is kept in.
#[must_use]
pub fn is_data_folder(folder: &Path) -> bool {
    ["chat", "faq", "tips.current"].iter().any(|name| folder.join(name).exists())
}
