//! Publishes changes of the FAQ: all of them, whoever makes them, take this path.
//!
//! A flow that changes the FAQ either [`begin`](CurationDesk::begin)s a draft, which is previewed, judged
//! by the gate and perhaps agreed to; or it calls [`publish_now`](CurationDesk::publish_now) for what only
//! ever adds caution or confirms.

pub(super) mod compose;
mod decide;
mod remind;
mod sight;

pub(super) use compose::Gated;

use std::sync::Arc;
use std::sync::Mutex;

use crate::coordinates::Timestamp;
use crate::curation::Act;
use crate::curation::Admin;
use crate::curation::AdminId;
use crate::curation::Author;
use crate::curation::Draft;
use crate::curation::DraftId;
use crate::curation::FileChange;
use crate::curation::Kept;
use crate::curation::Revision;
use crate::curation::RevisionId;
use crate::curation::audit::Deed;
use crate::curation::button::publish::Button;
use crate::curation::draft::LastDraft;
use crate::curation::publishing::Rebased;
use crate::curation::publishing::is_by;
use crate::curation::publishing::may_agree;
use crate::curation::publishing::rebase;
use crate::curation::revision::Digest;
use crate::curation::revision::Purpose;
use crate::desk::curation::CurationDesk;
use crate::desk::curation::publish::compose::Composed;
use crate::desk::curation::turn::After;
use crate::desk::curation::turn::Turn;
use crate::ports::Records;
use crate::ports::StoreError;
use crate::ports::Word;
use crate::texts::Message;
use crate::texts::curation::publish as texts;

/// What publishing remembers between turns; all of it can be had again.
#[derive(Debug, Default)]
pub(super) struct Bench {
    /// What the gate found last.
    gated: Mutex<Vec<(Digest, Arc<Gated>)>>,
    /// Proposals whose authors were told that the waiting time is over, and when that was looked at last.
    reminded: Mutex<(Vec<(DraftId, Timestamp)>, Timestamp)>,
    /// The day on which approvers were told last what waits; `None` since the start.
    approvers: Mutex<Option<u32>>,
}

/// A change that is to be published.
pub(super) struct Change {
    pub(super) author: Author,
    pub(super) approver: Option<AdminId>,
    pub(super) purpose: Purpose,
    pub(super) changes: Vec<FileChange>,
    pub(super) reason: Option<String>,
    /// The draft it comes from; others are told that theirs were overtaken.
    pub(super) draft: Option<DraftId>,
}

/// Seconds in which a second tap on "Terbitkan" means the first one.
const TAPPED_TWICE: u64 = 60;

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
        if purpose == Purpose::Import {
            self.note(turn, author, Deed::Imported(id))?;
        }
        self.preview(turn, admin, draft).await
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
        let changes = match rebase(&changes, &self.newest().await?.files) {
            Rebased::Same => changes,
            Rebased::Moved(changes) => changes,
            Rebased::Torn(_) => {
                turn.show(texts::overtaken());
                return Ok(None);
            }
        };
        match self.compose(&changes, purpose).await? {
            Composed::Fit(gated) => {
                let change = Change { author, approver: None, purpose, changes, reason, draft: None };
                Ok(Some(self.publish(turn, change, &gated)?))
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
    pub(super) fn publish(
        &self,
        turn: &mut Turn<'_>,
        change: Change,
        gated: &Gated,
    ) -> Result<RevisionId, StoreError> {
        let Change { author, approver, purpose, changes, reason, draft } = change;
        let (id, bases) = (gated.standing.head, gated.bases.clone());
        self.tell_overtaken(turn, author, draft, id, &changes)?;
        let revision = Revision { id, at: turn.now, author, approver, purpose, reason, changes, bases };
        turn.write(revision.put_new());
        self.note(turn, author, Deed::Published { revision: id, purpose, approver })?;
        turn.afterwards(After::Stands(Box::new(gated.standing.as_ref().clone())));
        Ok(id)
    }

    /// Tells everybody else who is at work on the same files.
    fn tell_overtaken(
        &self,
        turn: &mut Turn<'_>,
        author: Author,
        draft: Option<DraftId>,
        revision: RevisionId,
        changes: &[FileChange],
    ) -> Result<(), StoreError> {
        let is_changed = |path: &str| changes.iter().any(|change| change.path == path && change.is_change());
        for other in self.store.all_kept::<Draft>()? {
            let touches = other.changes.iter().any(|change| is_changed(&change.path));
            if touches && other.author != author && draft != Some(other.id) {
                self.tell_author(turn, other.author, texts::moved_under(&other, revision));
            }
        }
        Ok(())
    }

    /// Says something to the author of a draft, if that is still an admin.
    fn tell_author(&self, turn: &mut Turn<'_>, author: Author, message: Message) {
        let Author::Admin(id, _) = author else { return };
        if let Some(chat) = self.roster().admin(id).and_then(|admin| admin.chat) {
            let word = Word::Send { message, trail: None, protected: false };
            turn.afterwards(After::Tell(chat, vec![word]));
        }
    }

    /// Returns a number that no draft has had.
    pub(super) fn next_draft(&self, turn: &mut Turn<'_>) -> Result<DraftId, StoreError> {
        let last: Option<LastDraft> = self.store.kept(&LastDraft(0).key())?;
        let newest = self.store.all_kept::<Draft>()?.pop().map_or(0, |draft| draft.id.0);
        let next = LastDraft(last.as_ref().map_or(0, |last| last.0).max(newest).saturating_add(1));
        turn.write(last.map_or_else(|| next.put_new(), |last| next.put_over(&last)));
        Ok(DraftId(next.0))
    }

    /// What was said of an admin's own revision, for a button that was tapped twice.
    fn just_published(&self, turn: &Turn<'_>, admin: &Admin) -> Result<Option<Message>, StoreError> {
        let last = self.store.all_kept::<Revision>()?.pop();
        let own = last
            .filter(|last| is_by(last.author, admin) && turn.now.0.saturating_sub(last.at.0) < TAPPED_TWICE);
        Ok(own.map(|last| texts::published(last.id, &last.changes)))
    }

    /// Follows a button of publishing.
    pub(super) async fn publish_pressed(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        button: Button,
    ) -> Result<(), StoreError> {
        let id = match button {
            Button::Menu => return self.proposals(turn),
            Button::Preview(id)
            | Button::Publish(id, _)
            | Button::Submit(id, _)
            | Button::Withdraw(id)
            | Button::Reason(id)
            | Button::Approve(id, _)
            | Button::Refuse(id)
            | Button::Newest(id) => id,
        };
        let Some(draft) = self.draft_of(id)? else {
            let fresh = matches!(button, Button::Publish(..)).then(|| self.just_published(turn, admin));
            turn.show(fresh.transpose()?.flatten().unwrap_or_else(texts::gone));
            return Ok(());
        };
        let is_authors = matches!(
            button,
            Button::Publish(..)
                | Button::Submit(..)
                | Button::Withdraw(_)
                | Button::Reason(_)
                | Button::Newest(_)
        );
        if is_authors && !is_by(draft.author, admin) {
            turn.show(texts::not_yours(id));
            return Ok(());
        }
        match button {
            Button::Menu | Button::Preview(_) => self.preview(turn, admin, draft).await,
            Button::Publish(_, seen) => self.publish_draft(turn, admin, draft, seen).await,
            Button::Submit(_, seen) => self.submit(turn, admin, draft, seen).await,
            Button::Withdraw(_) => self.withdraw_proposal(turn, admin, draft),
            Button::Reason(_) => {
                self.ask_reason(turn, &draft);
                Ok(())
            }
            Button::Approve(_, seen) => self.approve(turn, admin, draft, seen).await,
            Button::Refuse(_) => {
                self.ask_refusal(turn, admin, &draft);
                Ok(())
            }
            Button::Newest(_) => self.start_over(turn, admin, draft).await,
        }
    }

    /// Shows what waits for approval, the oldest first.
    pub(super) fn proposals(&self, turn: &mut Turn<'_>) -> Result<(), StoreError> {
        let mut drafts: Vec<Draft> = self.store.all_kept()?;
        drafts.retain(|draft| draft.submitted.is_some());
        drafts.sort_by_key(|draft| (draft.submitted, draft.id));
        turn.show(texts::waiting(&drafts, turn.now, self.hours_east));
        Ok(())
    }

    fn draft_of(&self, id: DraftId) -> Result<Option<Draft>, StoreError> {
        self.store.kept(&format!("{:08}", id.0))
    }

    /// Returns how many besides the author may agree.
    pub(super) fn others_who_agree(&self, author: Author) -> Vec<Admin> {
        let roster = self.roster();
        let able = roster.who_may(Act::Approve);
        able.filter(|admin| may_agree(author, admin)).cloned().collect()
    }
}
