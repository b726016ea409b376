//! What the desk for admins is opened with: the FAQ in force, which is the base and, on it, their revisions.

use std::sync::Arc;

use crate::cli::failure::Failure;
use crate::cli::material::Base;
use crate::config::Config;
use crate::curation::Files;
use crate::curation::Revision;
use crate::curation::RevisionId;
use crate::desk::Keeping;
use crate::desk::Reference;
use crate::faq::Faq;
use crate::faq::parse::parse;
use crate::ports::ChatId;
use crate::ports::Records;
use crate::ports::StoreError;
use crate::system::SystemChance;
use crate::system::SystemClock;
use crate::system::Threads;
use crate::texts::trouble;

/// The FAQ in force.
pub(super) struct InForce {
    /// What questions are answered from.
    pub(super) reference: Reference,
    /// The files it was read from.
    pub(super) files: Files,
    /// The last revision in it.
    pub(super) head: RevisionId,
}

/// Puts what admins published over the base, and learns it.
pub(super) fn in_force(base: Base, store: &impl Records) -> Result<InForce, Failure> {
    let revisions: Vec<Revision> = store.all_kept().map_err(unreadable)?;
    let head = revisions.last().map_or(RevisionId(0), |revision| revision.id);
    let (files, faq) = over(base, &revisions);
    Ok(InForce { reference: Reference::of(faq), files, head })
}

/// The base with the revisions on it; the base alone where they don't make an FAQ together.
fn over(base: Base, revisions: &[Revision]) -> (Files, Faq) {
    if revisions.is_empty() {
        return (base.files, base.faq);
    }
    let mut files = base.files.clone();
    for change in revisions.iter().flat_map(|revision| &revision.changes) {
        match &change.after {
            Some(text) => drop(files.insert(change.path.clone(), text.clone())),
            None => drop(files.remove(&change.path)),
        }
    }
    match parse(&files).0 {
        Some(faq) => (files, faq),
        None => (base.files, base.faq),
    }
}

/// Returns what the desk for admins is opened with.
pub(super) fn of(config: &Config, owners: Vec<ChatId>, files: Files, head: RevisionId) -> Keeping {
    Keeping {
        owners,
        files,
        head,
        workshop: Arc::new(Threads),
        chance: Arc::new(SystemChance),
        clock: Arc::new(SystemClock),
        hours_east: config.hours_east,
        four_eyes: config.four_eyes,
    }
}

/// What is stored of admins can't be read.
pub(super) fn unreadable(_: StoreError) -> Failure {
    Failure::Internal(trouble::store_failed())
}
