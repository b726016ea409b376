//! Shows what was published, puts it back, takes it back, and settles where the folder has moved on.

use crate::curation::Act;
use crate::curation::Admin;
use crate::curation::Author;
use crate::curation::Revision;
use crate::curation::RevisionId;
use crate::curation::button::history::Button;
use crate::curation::gate::entry_of;
use crate::curation::overlay::Tag;
use crate::curation::publishing::Settling;
use crate::curation::publishing::back_to;
use crate::curation::publishing::is_by;
use crate::curation::publishing::is_fresh;
use crate::curation::publishing::settle;
use crate::curation::publishing::undoing;
use crate::curation::revision::Purpose;
use crate::desk::curation::CurationDesk;
use crate::desk::curation::turn::Turn;
use crate::faq::EntryId;
use crate::faq::edit;
use crate::faq::edit::Field;
use crate::ports::Records;
use crate::ports::StoreError;
use crate::texts::curation::history as texts;
use crate::texts::curation::history::NoUndo;
use crate::texts::curation::history::Page;
use crate::texts::curation::history::Ways;
use crate::texts::curation::publish::CONFLICT_NOTE;

/// Revisions on a page.
const PAGE: usize = 7;

impl<S: Records> CurationDesk<S> {
    /// Follows a button of revisions.
    pub(super) async fn history_pressed(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        button: Button,
    ) -> Result<(), StoreError> {
        match button {
            Button::Menu => self.history(turn, 0),
            Button::Page(page) => self.history(turn, page),
            Button::Entry(entry, page) => self.history_of(turn, &entry, page),
            Button::Show(id) => self.show_revision(turn, admin, id),
            Button::Back(id) => self.back(turn, admin, id).await,
            Button::Undo(id) => self.undo(turn, admin, id).await,
            Button::Conflicts => {
                self.show_conflicts(turn);
                Ok(())
            }
            Button::Conflict(tag) => self.show_conflict(turn, admin, tag),
            Button::Settle(tag, settling) => self.settle(turn, admin, tag, settling).await,
        }
    }

    /// Shows a page of all revisions, newest first.
    pub(super) fn history(&self, turn: &mut Turn<'_>, page: u32) -> Result<(), StoreError> {
        let revisions: Vec<Revision> = self.store.all_kept()?;
        let all: Vec<&Revision> = revisions.iter().rev().collect();
        turn.show_long(texts::all(self.page(&all, page)));
        Ok(())
    }

    /// Shows a page of the revisions that touched an entry.
    pub(super) fn history_of(
        &self,
        turn: &mut Turn<'_>,
        entry: &EntryId,
        page: u32,
    ) -> Result<(), StoreError> {
        let revisions: Vec<Revision> = self.store.all_kept()?;
        let touches = |revision: &&Revision| {
            revision.changes.iter().any(|change| entry_of(&change.path).as_ref() == Some(entry))
        };
        let all: Vec<&Revision> = revisions.iter().rev().filter(touches).collect();
        let title = self.title(entry, &all);
        turn.show_long(texts::of_entry(self.page(&all, page), entry, &title));
        Ok(())
    }

    /// What an entry is called, or was when it went.
    fn title(&self, entry: &EntryId, revisions: &[&Revision]) -> String {
        if let Some(entry) = self.standing().reference.faq.entry(entry) {
            return entry.title.clone();
        }
        let changes = revisions.iter().flat_map(|revision| &revision.changes);
        let of_entry = changes.filter(|change| entry_of(&change.path).as_ref() == Some(entry));
        let texts = of_entry.flat_map(|change| [&change.after, &change.before]).flatten();
        texts.filter_map(|text| edit::value(text, Field::Title)).next().unwrap_or_else(|| entry.to_string())
    }

    fn page<'a>(&self, all: &'a [&'a Revision], page: u32) -> Page<'a> {
        let pages = all.len().div_ceil(PAGE).max(1);
        let page = usize::try_from(page).unwrap_or(usize::MAX).min(pages.saturating_sub(1));
        let revisions = all.chunks(PAGE).nth(page).unwrap_or_default();
        let standing = self.standing();
        let conflicts = standing.conflicts.len().saturating_add(standing.fallen.len());
        Page { revisions, page, pages, conflicts, hours_east: self.hours_east }
    }

    fn show_revision(&self, turn: &mut Turn<'_>, admin: &Admin, id: RevisionId) -> Result<(), StoreError> {
        let Some(revision) = self.revision(id)? else {
            turn.show(texts::no_revision());
            return Ok(());
        };
        let standing = self.standing();
        let undo = is_fresh(&revision, turn.now)
            && may_undo(admin, &revision)
            && undoing(&revision, &standing.files).is_some();
        let back = admin.role.may(Act::Edit) && id < standing.head;
        let ways = Ways { back, undo };
        turn.show_long(texts::one(&standing.reference.faq, &revision, ways, self.hours_east));
        Ok(())
    }

    /// Begins to put back what was in force after a revision: a draft, which takes the path of all drafts.
    async fn back(&self, turn: &mut Turn<'_>, admin: &Admin, id: RevisionId) -> Result<(), StoreError> {
        if self.revision(id)?.is_none() {
            turn.show(texts::no_revision());
            return Ok(());
        }
        let standing = self.newest().await?;
        let history: Vec<Revision> = self.store.all_kept()?;
        let changes = back_to(id, &history, &standing.base, &standing.files);
        if changes.is_empty() {
            turn.show(texts::same(id));
            return Ok(());
        }
        self.begin(turn, admin, Purpose::RollBack(id), changes, None).await
    }

    /// Takes a revision back at once.
    async fn undo(&self, turn: &mut Turn<'_>, admin: &Admin, id: RevisionId) -> Result<(), StoreError> {
        let Some(revision) = self.revision(id)? else {
            turn.show(texts::no_revision());
            return Ok(());
        };
        let standing = self.newest().await?;
        let why_not = match undoing(&revision, &standing.files) {
            _ if !may_undo(admin, &revision) => NoUndo::Others,
            _ if !is_fresh(&revision, turn.now) => NoUndo::Late,
            Some(changes) if revision.purpose != Purpose::Settle => {
                let author = Author::Admin(admin.id, admin.role);
                let purpose = Purpose::Undo(id);
                if let Some(now) = self.publish_now(turn, author, purpose, changes, None).await? {
                    turn.show(texts::undone(id, now));
                }
                return Ok(());
            }
            _ => NoUndo::Changed,
        };
        turn.show(texts::no_undo(id, why_not));
        Ok(())
    }

    fn show_conflicts(&self, turn: &mut Turn<'_>) {
        let standing = self.standing();
        let fallen: Vec<String> = standing.fallen.iter().cloned().collect();
        turn.show_long(texts::conflicts(&standing.conflicts, &fallen));
    }

    fn show_conflict(&self, turn: &mut Turn<'_>, admin: &Admin, tag: Tag) -> Result<(), StoreError> {
        let standing = self.standing();
        let Some(conflict) = standing.conflicts.iter().find(|conflict| conflict.tag() == tag) else {
            turn.show(texts::conflict_gone());
            return Ok(());
        };
        let history: Vec<Revision> = self.store.all_kept()?;
        let merged = settle(conflict, Settling::Merged, &history, &standing.files, CONFLICT_NOTE);
        turn.show_long(texts::conflict(&standing.reference.faq, conflict, merged.is_some(), admin.role));
        Ok(())
    }

    async fn settle(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        tag: Tag,
        settling: Settling,
    ) -> Result<(), StoreError> {
        let standing = self.newest().await?;
        let history: Vec<Revision> = self.store.all_kept()?;
        let conflict = standing.conflicts.iter().find(|conflict| conflict.tag() == tag);
        let change = conflict
            .and_then(|conflict| settle(conflict, settling, &history, &standing.files, CONFLICT_NOTE));
        let Some(change) = change else {
            turn.show(texts::conflict_gone());
            return Ok(());
        };
        let author = Author::Admin(admin.id, admin.role);
        let disputed = conflict.map(|conflict| conflict.revision);
        let wrote = |revision: &Revision| Some(revision.id) == disputed && is_by(revision.author, admin);
        if history.iter().any(wrote) && !self.others_who_agree(author).is_empty() {
            turn.show(texts::own_conflict());
            return Ok(());
        }
        if settling != Settling::Ours {
            // What people read changes: that is previewed, and weighed like any other change.
            return self.begin(turn, admin, Purpose::Settle, vec![change], None).await;
        }
        if let Some(id) = self.publish_now(turn, author, Purpose::Settle, vec![change], None).await? {
            turn.show(texts::settled(id));
        }
        Ok(())
    }

    fn revision(&self, id: RevisionId) -> Result<Option<Revision>, StoreError> {
        self.store.kept(&format!("{:08}", id.0))
    }
}

/// Who may take a revision back: its author, and whoever may agree to changes.
fn may_undo(admin: &Admin, revision: &Revision) -> bool {
    is_by(revision.author, admin) || admin.role.may(Act::Approve)
}
