//! What the desk does for those on the bot's own machine, without a chat.

use crate::curation::Files;
use crate::curation::RevisionId;
use crate::curation::delivery::Delivered;
use crate::curation::delivery::Health;
use crate::curation::delivery::Imported;
use crate::desk::Desk;
use crate::ports::Store;
use crate::ports::StoreError;

impl<S: Store> Desk<S> {
    /// Returns the files of the FAQ in force, and the last revision in them.
    ///
    /// # Errors
    /// When nothing can be read, or no admins are served here.
    pub async fn export(&self) -> Result<(Files, RevisionId), StoreError> {
        match &self.curation {
            Some(curation) => curation.export_files().await,
            None => Err(StoreError::Unreadable),
        }
    }

    /// Takes in files that somebody brings.
    ///
    /// # Errors
    /// When nothing can be stored, or no admins are served here; then nothing happened.
    pub async fn import(&self, delivered: Delivered) -> Result<Imported, StoreError> {
        match &self.curation {
            Some(curation) => curation.deliver(delivered).await,
            None => Err(StoreError::Unreadable),
        }
    }

    /// Tells how admins' work stands.
    ///
    /// # Errors
    /// When nothing can be read.
    pub async fn health(&self) -> Result<Health, StoreError> {
        match &self.curation {
            Some(curation) => curation.health().await,
            None => Ok(Health::default()),
        }
    }
}
