//! Conducts the recording of a lawyer's review: who and when, which texts, then the record.

use crate::curation::Admin;
use crate::curation::Author;
use crate::curation::FileChange;
use crate::curation::RevisionId;
use crate::curation::button::legal_review::Button;
use crate::curation::legal_review;
use crate::curation::legal_review::Reviewer;
use crate::curation::legal_review::Scope;
use crate::curation::revision::Purpose;
use crate::desk::curation::CurationDesk;
use crate::desk::curation::session::Awaiting;
use crate::desk::curation::turn::Turn;
use crate::faq::Date;
use crate::ports::Records;
use crate::ports::StoreError;
use crate::texts::curation::law as law_texts;
use crate::texts::curation::legal_review as texts;

impl<S: Records> CurationDesk<S> {
    /// Follows a button of legal reviews.
    pub(super) async fn legal_review_pressed(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        button: Button,
    ) -> Result<(), StoreError> {
        match button {
            Button::Ask(scope) => self.ask_reviewer(turn, &scope, None),
            Button::Record(scope, seen) => return self.record_review(turn, admin, &scope, seen).await,
            Button::Withdraw(scope) => return self.withdraw_review(turn, admin, &scope).await,
        }
        Ok(())
    }

    fn ask_reviewer(&self, turn: &mut Turn<'_>, scope: &Scope, wrong: Option<legal_review::Refused>) {
        let standing = self.standing();
        let faq = &standing.reference.faq;
        let entries = scope.entries(faq);
        if entries.is_empty() {
            return turn.show(texts::nothing_to_review(scope, scope.all(faq).next().is_some()));
        }
        turn.show(texts::ask(&entries, scope, wrong));
        turn.awaits(Awaiting::LegalReview(vec![scope.to_code()]));
    }

    /// Takes who has reviewed, and shows what would be recorded.
    pub(super) fn reviewer_typed(&self, turn: &mut Turn<'_>, awaited: &[String], typed: &str) {
        let Some(scope) = awaited.first().and_then(|code| Scope::from_code(code)) else {
            return turn.show(law_texts::gone());
        };
        match Reviewer::read(typed, self.today(turn)) {
            Ok(reviewer) => self.preview_review(turn, &scope, &reviewer),
            Err(wrong) => self.ask_reviewer(turn, &scope, Some(wrong)),
        }
    }

    fn preview_review(&self, turn: &mut Turn<'_>, scope: &Scope, reviewer: &Reviewer) {
        let standing = self.standing();
        let faq = &standing.reference.faq;
        let entries = scope.entries(faq);
        if entries.is_empty() {
            return turn.show(texts::nothing_to_review(scope, scope.all(faq).next().is_some()));
        }
        turn.show(texts::preview(&entries, scope, reviewer));
        let known = vec![scope.to_code(), reviewer.on.to_string(), reviewer.by.clone()];
        turn.awaits(Awaiting::LegalReview(known));
    }

    async fn record_review(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        scope: &Scope,
        seen: u32,
    ) -> Result<(), StoreError> {
        let awaited = turn.take_awaiting();
        // Who and when stood in what is awaited; without it the button is an old one, or tapped twice.
        let Some(reviewer) = reviewer_in(awaited.as_ref(), scope) else {
            self.ask_reviewer(turn, scope, None);
            return Ok(());
        };
        let standing = self.standing();
        let entries = scope.entries(&standing.reference.faq);
        if legal_review::sight(&entries, &reviewer) != seen {
            turn.notice(texts::CHANGED_MEANWHILE);
            self.preview_review(turn, scope, &reviewer);
            return Ok(());
        }
        match legal_review::record(&standing.files, &entries, &reviewer) {
            Ok(changes) if changes.is_empty() => turn.show(texts::recorded_before()),
            Ok(changes) => {
                let count = changes.len();
                let reason = texts::reason(&reviewer);
                let revision = self.publish_review(turn, admin, changes, reason).await?;
                revision
                    .into_iter()
                    .for_each(|revision| turn.show(texts::recorded(&reviewer, count, revision)));
            }
            Err(trouble) => turn.show(law_texts::trouble(&trouble.told())),
        }
        Ok(())
    }

    async fn withdraw_review(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        scope: &Scope,
    ) -> Result<(), StoreError> {
        turn.take_awaiting();
        let standing = self.standing();
        match legal_review::withdraw(&standing.files, scope.all(&standing.reference.faq)) {
            Ok(changes) if changes.is_empty() => turn.show(texts::nothing_recorded()),
            Ok(changes) => {
                let count = changes.len();
                let reason = texts::WITHDRAWN.to_owned();
                let revision = self.publish_review(turn, admin, changes, reason).await?;
                revision.into_iter().for_each(|revision| turn.show(texts::withdrawn(count, revision)));
            }
            Err(trouble) => turn.show(law_texts::trouble(&trouble.told())),
        }
        Ok(())
    }

    async fn publish_review(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        changes: Vec<FileChange>,
        reason: String,
    ) -> Result<Option<RevisionId>, StoreError> {
        let author = Author::Admin(admin.id, admin.role);
        self.publish_now(turn, author, Purpose::LegalReview, changes, Some(reason)).await
    }
}

fn reviewer_in(awaited: Option<&Awaiting>, scope: &Scope) -> Option<Reviewer> {
    let Some(Awaiting::LegalReview(known)) = awaited else { return None };
    let [code, day, by] = known.as_slice() else { return None };
    let is_this = *code == scope.to_code();
    is_this.then(|| Some(Reviewer { by: by.clone(), on: Date::parse(day)? })).flatten()
}
