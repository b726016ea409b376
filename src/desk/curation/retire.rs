//! Entries that are put under review, go, and come back.

use crate::curation::Act;
use crate::curation::Admin;
use crate::curation::Author;
use crate::curation::Revision;
use crate::curation::browsing::Page;
use crate::curation::button::entries::Button;
use crate::curation::editing;
use crate::curation::retiring;
use crate::curation::revision::Purpose;
use crate::desk::curation::CurationDesk;
use crate::desk::curation::Standing;
use crate::desk::curation::session::Awaiting;
use crate::desk::curation::turn::Turn;
use crate::faq::EntryId;
use crate::faq::edit;
use crate::faq::edit::Field;
use crate::faq::edit::Trouble;
use crate::ports::Records;
use crate::ports::StoreError;
use crate::texts::curation::retire as texts;

impl<S: Records> CurationDesk<S> {
    /// Follows a button of what becomes of an entry as a whole.
    pub(super) async fn retire_or_restore(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        button: Button,
    ) -> Result<(), StoreError> {
        let standing = self.standing();
        match button {
            Button::Retired(page) => self.show_retired(turn, admin, &standing, page),
            Button::Restore(entry) => self.restore(turn, admin, &standing, &entry).await,
            Button::AskReview(id) | Button::AskRetire(id) | Button::Retire(id)
                if standing.reference.faq.entry(&id).is_none() =>
            {
                turn.show(self.gone(&standing, &id)?);
                Ok(())
            }
            Button::AskReview(entry) => self.ask_review(turn, &standing, &entry),
            Button::AskRetire(entry) => self.ask_retire(turn, &standing, &entry),
            Button::Retire(entry) => self.retire(turn, admin, &standing, &entry).await,
            _ => Ok(()),
        }
    }

    fn ask_review(&self, turn: &mut Turn<'_>, standing: &Standing, id: &EntryId) -> Result<(), StoreError> {
        let Some(entry) = standing.reference.faq.entry(id) else { return Ok(()) };
        if entry.under_review.is_some() {
            turn.show(texts::already_under_review(entry));
            return Ok(());
        }
        turn.show(texts::ask_review(entry));
        turn.awaits(Awaiting::Reviewing(id.clone()));
        Ok(())
    }

    /// Puts an entry under review for this reason, at once.
    pub(super) async fn review(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        id: &EntryId,
        reason: &str,
    ) -> Result<(), StoreError> {
        let standing = self.newest().await?;
        let Some(entry) = standing.reference.faq.entry(id) else {
            turn.show(self.gone(&standing, id)?);
            return Ok(());
        };
        if entry.under_review.is_some() {
            turn.show(texts::already_under_review(entry));
            return Ok(());
        }
        let path = edit::path(&entry.group, id);
        let before = standing.files.get(&path).map_or("", String::as_str);
        // A reason is what people read in place of the verdict: there is no review without one.
        let set = edit::set(before, Field::UnderReview, reason);
        let empty = Trouble::Empty(Field::UnderReview);
        let set = set.and_then(|text| edit::value(&text, Field::UnderReview).map(|_| text).ok_or(empty));
        let text = match set {
            Ok(text) => text,
            Err(trouble) => {
                turn.show(texts::review_refused(entry, &trouble.told()));
                turn.awaits(Awaiting::Reviewing(id.clone()));
                return Ok(());
            }
        };
        let kept = edit::value(&text, Field::UnderReview);
        let changes = editing::change(&standing.files, &path, Some(text)).into_iter().collect();
        let author = Author::Admin(admin.id, admin.role);
        let published = self.publish_now(turn, author, Purpose::Review, changes, kept).await?;
        if let Some(revision) = published {
            turn.show(texts::under_review(entry, revision.0));
        }
        Ok(())
    }

    fn ask_retire(&self, turn: &mut Turn<'_>, standing: &Standing, id: &EntryId) -> Result<(), StoreError> {
        let faq = &standing.reference.faq;
        let Some(entry) = faq.entry(id) else { return Ok(()) };
        let trials = retiring::trials_of(&standing.files, id);
        turn.show_long(texts::ask_retire(entry, &retiring::neighbours(faq, id), trials));
        Ok(())
    }

    async fn retire(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        standing: &Standing,
        id: &EntryId,
    ) -> Result<(), StoreError> {
        let faq = &standing.reference.faq;
        let Some(entry) = faq.entry(id) else { return Ok(()) };
        match retiring::retire(&standing.files, faq, id) {
            Some(changes) => self.begin(turn, admin, Purpose::Retire, changes, None).await,
            None => {
                turn.show(texts::not_retired(entry));
                Ok(())
            }
        }
    }

    fn show_retired(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        standing: &Standing,
        page: usize,
    ) -> Result<(), StoreError> {
        let revisions: Vec<Revision> = self.store.all_kept()?;
        let retired = retiring::retired(&standing.reference.faq, &revisions);
        turn.show_long(texts::retired(&Page::of(&retired, page), admin.role.may(Act::Edit)));
        Ok(())
    }

    async fn restore(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        standing: &Standing,
        id: &EntryId,
    ) -> Result<(), StoreError> {
        let revisions: Vec<Revision> = self.store.all_kept()?;
        let faq = &standing.reference.faq;
        let Some(restoring) = retiring::restore(&standing.files, faq, &revisions, id) else {
            turn.show(texts::not_retired_any_more());
            return Ok(());
        };
        let title = restoring.changes.first().map(editing::title).unwrap_or_default();
        let elsewhere = restoring.changes.len().saturating_sub(1);
        turn.show(texts::restoring(&title, elsewhere, restoring.lost));
        self.begin(turn, admin, Purpose::Restore, restoring.changes, None).await
    }
}
