//! Announcements on their way, as an edge sends them.

use crate::curation::announcement::Announcement;
use crate::curation::announcement::Posted;
use crate::desk::Desk;
use crate::desk::Posting;
use crate::desk::word;
use crate::ports::ChatId;
use crate::ports::Store;
use crate::ports::StoreError;
use crate::texts::Message;

impl<S: Store> Desk<S> {
    /// Counts as uncertain what a stop interrupted. Only for before anything is sent.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn settle_interrupted(&self) -> Result<(), StoreError> {
        match &self.curation {
            Some(curation) => curation.settle_interrupted().await,
            None => Ok(()),
        }
    }

    /// Returns to whom an announcement is to be sent now, at most so many: each of them is marked, and
    /// an outcome must be noted before the next are asked for.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn next_posting(&self, most: usize) -> Result<Option<(Posting, Message)>, StoreError> {
        let Some(curation) = &self.curation else { return Ok(None) };
        let mut next = curation.next_posting(most).await?;
        if let Some((_, message)) = next.as_mut().filter(|_| self.drill) {
            word::mark(message);
        }
        Ok(next)
    }

    /// Notes what came of sending.
    ///
    /// # Errors
    /// When the store fails; then what was marked stays so, and is uncertain after the next start.
    pub async fn note_posted(
        &self,
        posting: &Posting,
        outcomes: &[(ChatId, Posted)],
    ) -> Result<(), StoreError> {
        match &self.curation {
            Some(curation) => curation.note_posted(posting.announcement, outcomes).await,
            None => Ok(()),
        }
    }

    /// Returns an announcement whose end its sender doesn't know yet, where to tell it, and how.
    ///
    /// # Errors
    /// When the store can't be read.
    pub fn untold(&self) -> Result<Option<(Announcement, Option<ChatId>, Message)>, StoreError> {
        self.curation.as_ref().map_or(Ok(None), |curation| curation.untold())
    }

    /// Notes that the sender was told.
    ///
    /// # Errors
    /// When the store fails; then the sender is told once more.
    pub async fn note_told(&self, ended: &Announcement) -> Result<(), StoreError> {
        match &self.curation {
            Some(curation) => curation.note_told(ended).await,
            None => Ok(()),
        }
    }
}
