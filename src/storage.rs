//! Where Netral keeps what must survive a restart: sled on disk, and a twin in memory.
//!
//! Nothing outside this module names sled. [`SledStore`] holds three databases in the data folder:
//! `chat` (what is remembered of chats and what is still to be sent, sealed with keys that rest outside
//! the folder and are destroyed after five weeks), `faq` (counters and admins' records) and `tips.N` (tips,
//! in generations). `database` opens a folder safely, `committer` makes writes durable, `vault` holds the
//! keys, `retention` says what expires when.

mod audit;
mod backup;
mod chat;
mod committer;
mod counters;
mod database;
mod faq;
mod fresh;
mod last_week;
mod memory;
mod migrations;
mod ratchet;
mod record;
mod records;
mod restore;
mod retention;
mod rows;
mod keys;
mod secret;
mod sled_store;
mod staging;
mod tips;
mod trial;
mod upkeep;
mod vault;

use std::path::Path;

pub use backup::BackupError;
pub use backup::Extent;
pub use backup::check_backup;
pub use backup::extract_backup;
pub use database::Breakage;
use database::Database;
pub use database::OpenError;
pub use database::Part;
pub use database::set_aside;
pub use last_week::last_week;
pub use memory::MemoryStore;
pub use restore::Restored;
pub use restore::Scope;
pub use restore::restore_backup;
pub use sled_store::SledStore;

/// Whether a folder is one that data is kept in.
#[must_use]
pub fn is_data_folder(folder: &Path) -> bool {
    ["chat", "faq", "tips.current"].iter().any(|name| folder.join(name).exists())
}
