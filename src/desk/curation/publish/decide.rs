//! What is done with a draft: published, put before approvers, agreed to, turned down, taken back.

use crate::curation::Act;
use crate::curation::Admin;
use crate::curation::Author;
use crate::curation::Draft;
use crate::curation::FileChange;
use crate::curation::Files;
use crate::curation::Kept;
use crate::curation::audit::Deed;
use crate::curation::button::publish::Seen;
use crate::curation::publishing::has_author;
use crate::curation::publishing::is_by;
use crate::curation::publishing::may_agree;
use crate::curation::publishing::newest;
use crate::desk::curation::CurationDesk;
use crate::desk::curation::publish::Change;
use crate::desk::curation::publish::sight::Judged;
use crate::desk::curation::publish::sight::Ready;
use crate::desk::curation::session::Awaiting;
use crate::desk::curation::turn::After;
use crate::desk::curation::turn::Turn;
use crate::ports::Records;
use crate::ports::StoreError;
use crate::ports::Word;
use crate::texts::curation::publish as texts;
use crate::texts::curation::publish::Step;

impl<S: Records> CurationDesk<S> {
    /// Publishes a draft of the admin's own, if it is still what was seen and needs nobody else.
    pub(super) async fn publish_draft(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        draft: Draft,
        seen: Seen,
    ) -> Result<(), StoreError> {
        let Some(ready) = self.ready(turn, admin, &draft, seen).await? else { return Ok(()) };
        match self.step(admin, &ready, turn) {
            Step::Publish | Step::Waited => self.publish_ready(turn, &ready, None),
            _ => {
                self.show_judged(turn, admin, &draft, &Judged::Ready(ready), false);
                Ok(())
            }
        }
    }

    /// Puts a draft before everybody else who may agree, or begins its waiting time.
    pub(super) async fn submit(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        draft: Draft,
        seen: Seen,
    ) -> Result<(), StoreError> {
        let Some(ready) = self.ready(turn, admin, &draft, seen).await? else { return Ok(()) };
        if !matches!(self.step(admin, &ready, turn), Step::Submit | Step::Wait) {
            self.show_judged(turn, admin, &draft, &Judged::Ready(ready), false);
            return Ok(());
        }
        let submitted = Draft { submitted: Some(turn.now), ..draft.clone() };
        turn.write(submitted.put_over(&draft));
        self.note(turn, author(admin), Deed::Submitted(draft.id))?;
        let others = self.others_who_agree(draft.author);
        for chat in others.iter().filter_map(|other| other.chat) {
            let word = Word::Send { message: texts::asked(&draft), trail: None, protected: false };
            turn.afterwards(After::Tell(chat, vec![word]));
        }
        turn.show(texts::submitted(draft.id, others.len()));
        Ok(())
    }

    /// Takes a proposal back to its author.
    pub(super) fn withdraw_proposal(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        draft: Draft,
    ) -> Result<(), StoreError> {
        if draft.submitted.is_some() {
            turn.write(Draft { submitted: None, ..draft.clone() }.put_over(&draft));
            self.note(turn, author(admin), Deed::Withdrawn(draft.id))?;
        }
        turn.show(texts::withdrawn(draft.id));
        Ok(())
    }

    /// Agrees to somebody else's proposal: it is published at once.
    pub(super) async fn approve(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        draft: Draft,
        seen: Seen,
    ) -> Result<(), StoreError> {
        if !self.may_decide(turn, admin, &draft) {
            return Ok(());
        }
        let Some(ready) = self.ready(turn, admin, &draft, seen).await? else { return Ok(()) };
        if self.step(admin, &ready, turn) != Step::Decide {
            self.show_judged(turn, admin, &draft, &Judged::Ready(ready), false);
            return Ok(());
        }
        self.note(turn, author(admin), Deed::Approved(draft.id))?;
        self.publish_ready(turn, &ready, Some(admin))
    }

    /// Whether an admin may agree to a draft or turn it down; says why not.
    fn may_decide(&self, turn: &mut Turn<'_>, admin: &Admin, draft: &Draft) -> bool {
        if is_by(draft.author, admin) {
            turn.show(texts::own(draft.id));
        } else if !has_author(draft, &self.roster()) {
            turn.show(texts::orphaned(draft.id));
        } else if draft.submitted.is_none() || !may_agree(draft.author, admin) {
            turn.show(texts::not_submitted(draft.id));
        } else {
            return true;
        }
        false
    }

    /// Judges a draft anew. Where it isn't (any more) what was seen, that is shown instead.
    async fn ready(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        draft: &Draft,
        seen: Seen,
    ) -> Result<Option<Box<Ready>>, StoreError> {
        match self.judge(draft).await? {
            Judged::Ready(ready) if ready.seen == seen => Ok(Some(ready)),
            judged => {
                self.show_judged(turn, admin, draft, &judged, true);
                Ok(None)
            }
        }
    }

    fn publish_ready(
        &self,
        turn: &mut Turn<'_>,
        ready: &Ready,
        approver: Option<&Admin>,
    ) -> Result<(), StoreError> {
        let Ready { draft, changes, .. } = ready;
        let change = Change {
            author: draft.author,
            approver: approver.map(|admin| admin.id),
            purpose: draft.purpose,
            changes: changes.clone(),
            reason: draft.reason.clone(),
            draft: Some(draft.id),
        };
        let revision = self.publish(turn, change, &ready.gated)?;
        turn.write(draft.take_out());
        if let Some(approver) = approver {
            self.tell_author(turn, draft.author, texts::agreed(draft, author(approver), revision));
        }
        turn.show(texts::published(revision, changes));
        Ok(())
    }

    pub(super) fn ask_reason(&self, turn: &mut Turn<'_>, draft: &Draft) {
        turn.awaits(Awaiting::Reason(draft.id));
        turn.keep_tapped();
        turn.show(texts::ask_reason());
    }

    pub(super) fn ask_refusal(&self, turn: &mut Turn<'_>, admin: &Admin, draft: &Draft) {
        if self.may_decide(turn, admin, draft) {
            turn.awaits(Awaiting::Refusal(draft.id));
            turn.keep_tapped();
            turn.show(texts::ask_refusal());
        }
    }

    /// Takes a text as the reason that is awaited; `false` if none is.
    pub(in crate::desk::curation) async fn told_why(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        text: &str,
    ) -> Result<bool, StoreError> {
        let awaiting = turn.session.as_ref().and_then(|session| session.awaiting.clone());
        let (id, is_refusal) = match awaiting {
            _ if !admin.role.may(Act::Edit) => return Ok(false),
            Some(Awaiting::Reason(id)) => (id, false),
            Some(Awaiting::Refusal(id)) => (id, true),
            _ => return Ok(false),
        };
        let text = text.trim();
        if !(1..=texts::LONGEST_REASON).contains(&text.chars().count()) {
            turn.show(texts::reason_length());
            return Ok(true);
        }
        turn.take_awaiting();
        match self.draft_of(id)? {
            None => turn.show(texts::gone()),
            Some(draft) if is_refusal => self.refuse_proposal(turn, admin, &draft, text)?,
            Some(draft) => self.give_reason(turn, admin, draft, text).await?,
        }
        Ok(true)
    }

    async fn give_reason(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        draft: Draft,
        reason: &str,
    ) -> Result<(), StoreError> {
        if !is_by(draft.author, admin) {
            turn.show(texts::not_yours(draft.id));
            return Ok(());
        }
        // Who agrees has to see the reason: another one is another proposal.
        let given = Draft { reason: Some(reason.to_owned()), submitted: None, at: turn.now, ..draft.clone() };
        turn.write(given.put_over(&draft));
        if draft.submitted.is_some() {
            self.note(turn, author(admin), Deed::Withdrawn(draft.id))?;
        }
        self.preview(turn, admin, given).await
    }

    fn refuse_proposal(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        draft: &Draft,
        why: &str,
    ) -> Result<(), StoreError> {
        if !self.may_decide(turn, admin, draft) {
            return Ok(());
        }
        turn.write(Draft { submitted: None, ..draft.clone() }.put_over(draft));
        self.note(turn, author(admin), Deed::Refused(draft.id))?;
        self.tell_author(turn, draft.author, texts::refused(draft, author(admin), why));
        turn.show(texts::turned_down(draft.id));
        Ok(())
    }

    /// Keeps of a stale draft what fits on the newest texts.
    pub(super) async fn start_over(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        draft: Draft,
    ) -> Result<(), StoreError> {
        // What collided stands in the tapped message: it stays there to be copied.
        turn.keep_tapped();
        let standing = self.newest().await?;
        let mut changes = newest(&draft.changes, &standing.files);
        if changes.is_empty() {
            changes = draft.changes.iter().filter_map(|change| at_rest(change, &standing.files)).collect();
        }
        if changes.is_empty() {
            turn.write(draft.take_out());
            turn.show(texts::gone());
            return self.note(turn, author(admin), Deed::Discarded(draft.id));
        }
        if draft.submitted.is_some() {
            self.note(turn, author(admin), Deed::Withdrawn(draft.id))?;
        }
        self.note(turn, author(admin), Deed::StartedOver(draft.id))?;
        let fresh = Draft { changes, submitted: None, at: turn.now, ..draft.clone() };
        turn.write(fresh.put_over(&draft));
        self.preview(turn, admin, fresh).await
    }
}

/// A change that changes nothing yet: the draft goes on from the newest text.
fn at_rest(change: &FileChange, now: &Files) -> Option<FileChange> {
    let text = now.get(&change.path)?;
    Some(FileChange { path: change.path.clone(), before: Some(text.clone()), after: Some(text.clone()) })
}

fn author(admin: &Admin) -> Author {
    Author::Admin(admin.id, admin.role)
}
