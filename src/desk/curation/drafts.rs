//! Drafts: their numbers.

use crate::curation::DraftId;
use crate::curation::Kept;
use crate::curation::LastDraft;
use crate::desk::curation::CurationDesk;
use crate::desk::curation::turn::Turn;
use crate::ports::Records;
use crate::ports::StoreError;

impl<S: Records> CurationDesk<S> {
    /// Returns a number that no draft has had, and takes it with this turn.
    pub(super) fn fresh_draft(&self, turn: &mut Turn<'_>) -> Result<DraftId, StoreError> {
        let last: Option<LastDraft> = self.store.kept(LastDraft::KEY)?;
        let fresh = LastDraft(last.map_or(DraftId(1), |last| last.0.next()));
        turn.write(last.map_or_else(|| fresh.put_new(), |last| fresh.put_over(&last)));
        Ok(fresh.0)
    }
}
