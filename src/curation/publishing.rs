//! Publishing: what a change needs before it may be published, how it is fitted on what others have
//! published meanwhile, and how one is taken back.

mod by_line;
mod rebase;

pub use rebase::Rebased;
pub use rebase::Tear;
pub use rebase::newest;
pub use rebase::rebase;

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::coordinates::Timestamp;
use crate::curation::Act;
use crate::curation::Admin;
use crate::curation::Author;
use crate::curation::Draft;
use crate::curation::FileChange;
use crate::curation::Files;
use crate::curation::Revision;
use crate::curation::RevisionId;
use crate::curation::Roster;
use crate::curation::gate::entry_of;
use crate::curation::overlay::Conflict;
use crate::curation::revision::Purpose;
use crate::curation::revision::digest;
use crate::faq::diff;
use crate::faq::edit;
use crate::faq::edit::Field;
use crate::faq::edit::WATCHES_FILE;

/// How long a change waits that nobody else can agree to, in seconds.
pub const WAIT: u64 = 24 * 60 * 60;

/// How long a revision can be taken back by one tap, in seconds.
pub const UNDO: u64 = 5 * 60;

/// What a change needs before it may be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// Somebody else has to agree.
    pub approval: bool,
    /// The author has to say why.
    pub reason: bool,
    /// It changes what is permitted, to whom or by what law, or an entry comes or goes.
    pub weighs: bool,
}

/// Files that stand under every answer: what they say weighs like a verdict.
const WEIGHTY_FILES: [&str; 4] = ["_norma.toml", "_ambang.toml", "_grup.toml", WATCHES_FILE];

/// Whether a change weighs so much that somebody else has to agree to it.
#[must_use]
pub fn weighs(change: &FileChange) -> bool {
    weighs_between(&change.path, change.before.as_deref(), change.after.as_deref())
}

fn weighs_between(path: &str, before: Option<&str>, after: Option<&str>) -> bool {
    let is_entry = entry_of(path).is_some();
    is_entry && diff::weighs(before, after) || WEIGHTY_FILES.contains(&path) && before != after
}

/// Returns what a change needs. One that goes back to what was agreed to before needs nobody, but a reason
/// where answers turn.
#[must_use]
pub fn terms(
    changes: &[FileChange],
    flips: bool,
    history: &[Revision],
    base: &Files,
    four_eyes: bool,
) -> Terms {
    let weighs = changes.iter().any(weighs);
    let returns = || changes.iter().all(|change| was_agreed(change, history, base));
    let approval = four_eyes && (weighs || flips) && !returns();
    Terms { approval, reason: flips, weighs }
}

/// Whether what a change leads to was in force before, agreed to or without need of that. That something
/// wasn't there yet is no agreement to its going.
fn was_agreed(change: &FileChange, history: &[Revision], base: &Files) -> bool {
    let path = &change.path;
    let mut agreed: Vec<Option<&String>> = vec![base.get(path)];
    for revision in history {
        let Some(past) = revision.changes.iter().find(|past| past.path == *path) else { continue };
        if agreed.len() == 1 {
            agreed.push(past.before.as_ref());
        }
        let after = past.after.as_ref();
        let is_like = |known: &Option<&String>| {
            !weighs_between(path, known.map(String::as_str), after.map(String::as_str))
        };
        // The law flow only puts marks into what stood there.
        let marks = revision.purpose == Purpose::MarkLaw && agreed.contains(&past.before.as_ref());
        if marks {
            // What stood there lacks the mark: it isn't what was agreed to any more.
            agreed.clear();
        }
        if revision.approver.is_some() || marks || agreed.iter().any(is_like) {
            agreed.push(after);
        }
    }
    change.after.is_some() && agreed.contains(&change.after.as_ref())
}

/// Who may agree to a change: everybody but its author who may agree to anything.
#[must_use]
pub fn may_agree(author: Author, admin: &Admin) -> bool {
    admin.chat.is_some() && admin.role.may(Act::Approve) && !is_by(author, admin)
}

/// Whether an admin wrote something.
#[must_use]
pub fn is_by(author: Author, admin: &Admin) -> bool {
    matches!(author, Author::Admin(id, _) if id == admin.id)
}

/// Whether a draft's author still serves, so that somebody answers for it.
#[must_use]
pub fn has_author(draft: &Draft, roster: &Roster) -> bool {
    match draft.author {
        Author::CommandLine => true,
        Author::Admin(id, _) => {
            roster.admin(id).is_some_and(|admin| admin.chat.is_some() && admin.role.may(Act::Edit))
        }
    }
}

/// Returns the proposals that change with the roster, before and after: whose author goes is a draft again,
/// and whose author remains alone begins to wait.
#[must_use]
pub fn relieved(drafts: &[Draft], before: &Roster, after: &Roster, now: Timestamp) -> Vec<(Draft, Draft)> {
    let agree = |roster: &Roster, draft: &Draft| roster.serving().any(|admin| may_agree(draft.author, admin));
    let proposals = drafts.iter().filter(|draft| draft.submitted.is_some());
    let changed = proposals.filter_map(|draft| {
        let submitted = if !has_author(draft, after) {
            None
        } else if agree(before, draft) && !agree(after, draft) {
            Some(now)
        } else {
            return None;
        };
        Some((draft.clone(), Draft { submitted, ..draft.clone() }))
    });
    changed.collect()
}

/// Returns when a proposal that nobody else can agree to may be published by its author.
#[must_use]
pub fn free_at(draft: &Draft) -> Option<Timestamp> {
    draft.submitted.map(|submitted| Timestamp(submitted.0.saturating_add(WAIT)))
}

/// Whether a revision may be taken back by one tap, as far as the time goes.
#[must_use]
pub fn is_fresh(revision: &Revision, now: Timestamp) -> bool {
    now.0.saturating_sub(revision.at.0) < UNDO
}

/// Returns the changes that take a revision back; `None` where something has changed again since.
#[must_use]
pub fn undoing(revision: &Revision, now: &Files) -> Option<Vec<FileChange>> {
    let is_still = |change: &FileChange| now.get(&change.path) == change.after.as_ref();
    let reversed = |change: &FileChange| FileChange {
        path: change.path.clone(),
        before: change.after.clone(),
        after: change.before.clone(),
    };
    let really = || revision.changes.iter().filter(|change| change.is_change());
    (really().next().is_some() && really().all(is_still)).then(|| really().map(reversed).collect())
}

/// Returns the changes that put back what was in force after a revision.
#[must_use]
pub fn back_to(id: RevisionId, history: &[Revision], base: &Files, now: &Files) -> Vec<FileChange> {
    let mut then: BTreeMap<&String, Option<&String>> = BTreeMap::new();
    for change in history.iter().filter(|revision| revision.id <= id).flat_map(|revision| &revision.changes) {
        then.insert(&change.path, change.after.as_ref());
    }
    // Marks of law are warnings of the day they were made: they stay, whatever else goes back.
    let is_later = |revision: &&Revision| revision.id > id && revision.purpose != Purpose::MarkLaw;
    let later = history.iter().filter(is_later).flat_map(|revision| &revision.changes);
    let paths: BTreeSet<&String> = later.map(|change| &change.path).collect();
    let back = paths.into_iter().map(|path| {
        let before = now.get(path).cloned();
        let after = then.get(path).copied().unwrap_or_else(|| base.get(path)).cloned();
        let after = after.map(|text| with_review_of(before.as_deref(), text));
        FileChange { path: path.clone(), before, after }
    });
    back.filter(FileChange::is_change).collect()
}

/// An answer that is under review stays so.
fn with_review_of(now: Option<&str>, text: String) -> String {
    match now.and_then(|now| edit::value(now, Field::UnderReview)) {
        Some(note) => edit::set(&text, Field::UnderReview, &note).unwrap_or(text),
        None => text,
    }
}

/// How a conflict is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Settling {
    /// The revision's text stays.
    Ours,
    /// The base's text comes into force.
    Theirs,
    /// Both sides' changes are put together.
    Merged,
}

impl Settling {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Ours, Self::Theirs, Self::Merged];

    /// Returns it as buttons write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ours => "k",
            Self::Theirs => "d",
            Self::Merged => "g",
        }
    }

    /// Reads what [`as_str`](Self::as_str) writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|settling| settling.as_str() == text)
    }
}

/// Returns the change that settles a conflict in this way; `None` where both sides can't be put together.
///
/// `note` is what the answer was put under review with because of the conflict: it goes.
#[must_use]
pub fn settle(
    conflict: &Conflict,
    settling: Settling,
    history: &[Revision],
    now: &Files,
    note: &str,
) -> Option<FileChange> {
    let after = match settling {
        Settling::Ours => conflict.ours.clone(),
        Settling::Theirs => conflict.theirs.clone(),
        Settling::Merged => Some(merged(conflict, history)?),
    };
    let after = after.map(|text| without_note(text, note));
    Some(FileChange { path: conflict.path.clone(), before: now.get(&conflict.path).cloned(), after })
}

/// Puts both sides together, if the text that both come from is known.
fn merged(conflict: &Conflict, history: &[Revision]) -> Option<String> {
    let texts = history.iter().flat_map(|revision| &revision.changes);
    let texts = texts.flat_map(|change| [&change.before, &change.after]).flatten();
    let origin = texts.into_iter().find(|text| Some(digest(text)) == conflict.origin)?;
    diff::merge(origin, conflict.ours.as_deref()?, conflict.theirs.as_deref()?).ok()
}

fn without_note(text: String, note: &str) -> String {
    if edit::value(&text, Field::UnderReview).as_deref() != Some(note) {
        return text;
    }
    edit::set(&text, Field::UnderReview, "").unwrap_or(text)
}

#[cfg(test)]
mod tests;
