//! What only a person can say of an import: whether what it lacks goes, and where a lone entry belongs.

use crate::curation::Admin;
use crate::curation::Author;
use crate::curation::Draft;
use crate::curation::DraftId;
use crate::curation::FileChange;
use crate::curation::Kept;
use crate::curation::audit::Deed;
use crate::curation::revision::Purpose;
use crate::desk::curation::CurationDesk;
use crate::desk::curation::files::examination;
use crate::desk::curation::turn::Turn;
use crate::faq::EntryId;
use crate::faq::GroupId;
use crate::ports::Records;
use crate::ports::StoreError;
use crate::texts::curation::files as texts;

impl<S: Records> CurationDesk<S> {
    /// An import of this admin's that still waits for an answer.
    fn own_import(&self, admin: &Admin, id: DraftId) -> Result<Option<Draft>, StoreError> {
        let draft: Option<Draft> = self.store.kept(&format!("{:08}", id.0))?;
        let is_own = |draft: &Draft| matches!(draft.author, Author::Admin(author, _) if author == admin.id);
        let waits = |draft: &Draft| draft.purpose == Purpose::Import && draft.submitted.is_none();
        Ok(draft.filter(|draft| is_own(draft) && waits(draft)))
    }

    /// Entries that a whole folder lacks go, or stay.
    pub(super) async fn settle_lacking(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        id: DraftId,
        retire: bool,
    ) -> Result<(), StoreError> {
        let Some(draft) = self.own_import(admin, id)? else {
            turn.show(texts::settled());
            return Ok(());
        };
        if retire {
            return self.preview(turn, admin, draft).await;
        }
        let stays = |change: &FileChange| change.after.is_some() || moves(&draft.changes, change);
        let changes: Vec<FileChange> = draft.changes.iter().filter(|change| stays(change)).cloned().collect();
        if changes.is_empty() {
            turn.write(draft.take_out());
            turn.show(texts::nothing_new());
            return self.note(turn, draft.author, Deed::Discarded(draft.id));
        }
        let kept = Draft { changes, at: turn.now, ..draft.clone() };
        turn.write(kept.put_over(&draft));
        self.preview(turn, admin, kept).await
    }

    pub(super) fn ask_for_group(&self, turn: &mut Turn<'_>, id: DraftId, page: u8) -> Result<(), StoreError> {
        let draft: Option<Draft> = self.store.kept(&format!("{:08}", id.0))?;
        let homeless = draft.as_ref().and_then(|draft| homeless(draft));
        match homeless {
            Some((entry, change)) => {
                let title = change.after.as_deref().and_then(examination::title);
                let groups = &self.standing().reference.faq.groups;
                let title = title.as_deref().unwrap_or(entry);
                turn.show(texts::homeless(id, title, groups, page.into()));
            }
            None => turn.show(texts::settled()),
        }
        Ok(())
    }

    /// An entry that came alone gets its group, and its text is held against the FAQ's rules.
    pub(super) async fn settle_group(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        id: DraftId,
        group: &GroupId,
    ) -> Result<(), StoreError> {
        let draft = self.own_import(admin, id)?;
        let found = draft.as_ref().and_then(|draft| Some((draft, homeless(draft)?)));
        let is_group = self.standing().reference.faq.groups.iter().any(|known| known.id == *group);
        let Some((draft, (entry, change))) = found.filter(|_| is_group) else {
            turn.show(texts::settled());
            return Ok(());
        };
        let change = FileChange { path: format!("{group}/{entry}.md"), ..change.clone() };
        let housed = Draft { changes: vec![change], at: turn.now, ..draft.clone() };
        turn.write(housed.put_over(draft));
        self.preview(turn, admin, housed).await
    }
}

/// An entry without a group, by its name, where that is what a draft holds.
fn homeless(draft: &Draft) -> Option<(&str, &FileChange)> {
    let [change] = draft.changes.as_slice() else { return None };
    let entry = change.path.strip_suffix(".md").filter(|entry| !entry.contains('/'))?;
    EntryId::parse(entry).map(|_| (entry, change))
}

/// Whether what goes here comes back under another path.
fn moves(changes: &[FileChange], gone: &FileChange) -> bool {
    let name = |change: &FileChange| change.path.rsplit('/').next().map(str::to_owned);
    changes.iter().any(|change| change.after.is_some() && name(change) == name(gone))
}
