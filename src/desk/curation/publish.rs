//! Publishes changes of the FAQ: all of them, whoever makes them, take this path.
//!
//! A flow that changes the FAQ either [`begin`](CurationDesk::begin)s a draft, which is previewed, judged
//! by the gate and perhaps agreed to; or it calls [`publish_now`](CurationDesk::publish_now) for what only
//! ever adds caution or confirms.

pub(super) mod compose;

use std::sync::Arc;

use crate::curation::Admin;
use crate::curation::AdminId;
use crate::curation::Author;
use crate::curation::Draft;
use crate::curation::DraftId;
use crate::curation::FileChange;
use crate::curation::Kept;
use crate::curation::Revision;
use crate::curation::RevisionId;
use crate::curation::draft::LastDraft;
use crate::curation::revision::Purpose;
use crate::desk::curation::CurationDesk;
use crate::desk::curation::publish::compose::Composed;
use crate::desk::curation::turn::After;
use crate::desk::curation::turn::Turn;
use crate::ports::Records;
use crate::ports::StoreError;
use crate::texts::curation::publish as texts;

/// A change that somebody makes.
#[derive(Debug, Clone)]
pub(super) struct Change {
    pub(super) author: Author,
    pub(super) approver: Option<AdminId>,
    pub(super) purpose: Purpose,
    pub(super) changes: Vec<FileChange>,
    pub(super) reason: Option<String>,
}

impl<S: Records> CurationDesk<S> {
    /// Stores a new draft with these changes and shows its preview.
    ///
    /// # Errors
    /// When nothing can be read.
    pub(super) async fn begin(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        purpose: Purpose,
        changes: Vec<FileChange>,
        reason: Option<String>,
    ) -> Result<(), StoreError> {
        let author = Author::Admin(admin.id, admin.role);
        let id = self.next_draft(turn)?;
        let draft = Draft { id, author, purpose, changes, reason, at: turn.now, submitted: None };
        turn.write(draft.put_new());
        self.preview(turn, admin, draft).await
    }

    /// Shows a draft as people will see it, what it changes, and what may be done with it. The draft is
    /// stored already, or by this turn.
    ///
    /// # Errors
    /// When nothing can be read.
    pub(super) async fn preview(
        &self,
        turn: &mut Turn<'_>,
        _admin: &Admin,
        draft: Draft,
    ) -> Result<(), StoreError> {
        let problems = match self.compose(&draft.changes, draft.purpose).await? {
            Composed::Fit(_) => Vec::new(),
            Composed::Broken(problems) => problems,
            Composed::Failed => {
                turn.show(texts::failed());
                return Ok(());
            }
        };
        turn.show(texts::preview(draft.id.0, &problems));
        Ok(())
    }

    /// Publishes what needs neither a preview nor anybody's agreement. Where that can't be, says why and
    /// returns `None`; else the caller says what has happened.
    ///
    /// # Errors
    /// When nothing can be read.
    pub(super) async fn publish_now(
        &self,
        turn: &mut Turn<'_>,
        author: Author,
        purpose: Purpose,
        changes: Vec<FileChange>,
        reason: Option<String>,
    ) -> Result<Option<RevisionId>, StoreError> {
        match self.compose(&changes, purpose).await? {
            Composed::Fit(standing) => {
                let change = Change { author, approver: None, purpose, changes, reason };
                Ok(Some(self.publish(turn, change, &standing)?))
            }
            Composed::Broken(problems) => {
                turn.show(texts::broken(&problems));
                Ok(None)
            }
            Composed::Failed => {
                turn.show(texts::failed());
                Ok(None)
            }
        }
    }

    /// Gathers the writes of a publication: it is in force once they are durable.
    fn publish(
        &self,
        turn: &mut Turn<'_>,
        change: Change,
        standing: &Arc<super::Standing>,
    ) -> Result<RevisionId, StoreError> {
        let Change { author, approver, purpose, changes, reason } = change;
        let now = self.standing();
        let bases = now.overlay.bases(&now.base, purpose, &changes);
        let id = standing.head;
        let revision = Revision { id, at: turn.now, author, approver, purpose, reason, changes, bases };
        turn.write(revision.put_new());
        self.note(turn, author, format!("Menerbitkan revisi {}.", id.0))?;
        turn.afterwards(After::Stands(Box::new(super::Standing::clone(standing))));
        Ok(id)
    }

    /// Returns a number that no draft has had.
    pub(super) fn next_draft(&self, turn: &mut Turn<'_>) -> Result<DraftId, StoreError> {
        let last: Option<LastDraft> = self.store.kept(&LastDraft(0).key())?;
        let newest = self.store.all_kept::<Draft>()?.pop().map_or(0, |draft| draft.id.0);
        let next = LastDraft(last.as_ref().map_or(0, |last| last.0).max(newest).saturating_add(1));
        turn.write(last.map_or_else(|| next.put_new(), |last| next.put_over(&last)));
        Ok(DraftId(next.0))
    }
}
