//! Tells everybody which verdicts changed lately.

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

use crate::curation::Revision;
use crate::curation::RevisionId;
use crate::curation::verdicts;
use crate::curation::verdicts::Turned;
use crate::desk::curation::CurationDesk;
use crate::desk::word;
use crate::ports::Delivery;
use crate::ports::Records;
use crate::ports::StoreError;
use crate::texts;

/// The changes of verdicts up to a revision: all revisions are read only once for each that is published.
#[derive(Debug, Default)]
pub(super) struct Verdicts(Mutex<Option<(RevisionId, Arc<Vec<Turned>>)>>);

impl<S: Records> CurationDesk<S> {
    /// Says which verdicts changed in place of that none did.
    ///
    /// # Errors
    /// When the store is closed.
    pub(in crate::desk) fn tell_changes(&self, deliveries: &mut [Delivery]) -> Result<(), StoreError> {
        match self.verdict_changes() {
            Ok(Some(html)) => word::reword(deliveries, &html),
            Ok(None) => {}
            Err(StoreError::Closed) => return Err(StoreError::Closed),
            Err(_) => word::reword(deliveries, texts::changes::UNREADABLE),
        }
        Ok(())
    }

    /// Words the changes of verdicts in the last 90 days; `None` where there are none.
    fn verdict_changes(&self) -> Result<Option<String>, StoreError> {
        let standing = self.standing();
        let turns = self.turned(standing.head)?;
        let changes = verdicts::recent(&turns, &standing.reference.faq, self.clock.now());
        Ok((!changes.is_empty()).then(|| texts::changes::html(&changes, self.hours_east)))
    }

    fn turned(&self, head: RevisionId) -> Result<Arc<Vec<Turned>>, StoreError> {
        let known = self.verdicts.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, turns)) = known.filter(|(known, _)| *known == head) {
            return Ok(turns);
        }
        let turns = Arc::new(verdicts::turns(&self.store.all_kept::<Revision>()?));
        *self.verdicts.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((head, Arc::clone(&turns)));
        Ok(turns)
    }
}
