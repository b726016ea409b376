//! Puts changes on what stands: the FAQ that would be in force with them.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::coordinates::Timestamp;
use crate::curation::Author;
use crate::curation::FileChange;
use crate::curation::Kept;
use crate::curation::Revision;
use crate::curation::overlay::Overlay;
use crate::curation::revision::Purpose;
use crate::desk::curation::CurationDesk;
use crate::desk::curation::Standing;
use crate::faq::Problem;
use crate::ports;
use crate::ports::Records;
use crate::ports::StoreError;

/// What changes make of the FAQ.
pub(in crate::desk::curation) enum Composed {
    /// It would stand like this.
    Fit(Arc<Standing>),
    /// It would be no FAQ.
    Broken(Vec<Problem>),
    /// The work broke down.
    Failed,
}

impl<S: Records> CurationDesk<S> {
    /// Puts changes on what stands, and learns the result.
    pub(in crate::desk::curation) async fn compose(
        &self,
        changes: &[FileChange],
        purpose: Purpose,
    ) -> Result<Composed, StoreError> {
        let standing = self.newest().await?;
        let revision = provisional(&standing, changes, purpose);
        let mended: BTreeSet<String> = changes.iter().map(|change| change.path.clone()).collect();
        let overlay = standing.overlay.with(&revision);
        let composed = ports::done(&*self.workshop, move || standing.under(overlay, &mended)).await;
        Ok(match composed {
            Some(Ok(standing)) => Composed::Fit(Arc::new(standing)),
            Some(Err(problems)) => Composed::Broken(problems),
            None => Composed::Failed,
        })
    }

    /// Returns what stands. Where somebody has published who hasn't put it in force yet, that is made up for.
    pub(in crate::desk::curation) async fn newest(&self) -> Result<Standing, StoreError> {
        let standing = self.standing();
        let next = Revision { id: standing.head.next(), ..provisional(&standing, &[], Purpose::Edit) };
        if self.store.record(&next.row())?.is_none() {
            return Ok(standing);
        }
        let overlay = Overlay::of(&self.store.all_kept::<Revision>()?);
        let known = standing.clone();
        let over = move || Standing::over(Arc::clone(&known.base), overlay, &known.reference);
        match ports::done(&*self.workshop, over).await {
            Some(Ok(newer)) => Ok(newer),
            _ => Ok(standing),
        }
    }
}

/// The revision that these changes would be, as far as the files are concerned.
fn provisional(standing: &Standing, changes: &[FileChange], purpose: Purpose) -> Revision {
    Revision {
        id: standing.head.next(),
        at: Timestamp(0),
        author: Author::CommandLine,
        approver: None,
        purpose,
        reason: None,
        bases: standing.overlay.bases(&standing.base, purpose, changes),
        changes: changes.to_vec(),
    }
}
