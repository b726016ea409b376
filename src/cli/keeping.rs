//! What the desk for admins is opened with: the FAQ in force, which is the base and, on it, their revisions.

use std::path::PathBuf;
use std::sync::Arc;

use crate::cli::failure::Failure;
use crate::cli::material::Base;
use crate::cli::models::Models;
use crate::config::Config;
use crate::curation::Files;
use crate::curation::Revision;
use crate::curation::overlay::Overlay;
use crate::curation::overlay::stand;
use crate::desk::Keeping;
use crate::desk::Reference;
use crate::ports::ChatId;
use crate::ports::Clock;
use crate::ports::Records;
use crate::ports::StoreError;
use crate::system::SystemChance;
use crate::system::Threads;
use crate::texts::curation::publish::CONFLICT_NOTE;
use crate::texts::trouble;

/// The FAQ in force.
pub(super) struct InForce {
    /// What questions are answered from: the base and the revisions on it.
    pub(super) reference: Reference,
    /// The files of the base.
    pub(super) files: Files,
    /// The folder they were read from.
    pub(super) folder: Option<PathBuf>,
}

/// Puts what admins published over the base, and learns it, unless it is kept.
pub(super) fn in_force(base: Base, store: &impl Records, models: &Models) -> Result<InForce, Failure> {
    let revisions: Vec<Revision> = store.all_kept().map_err(unreadable)?;
    let Base { files, faq, folder } = base;
    let faq = stand(&files, &Overlay::of(&revisions), CONFLICT_NOTE).map_or(faq, |stood| stood.faq);
    Ok(InForce { reference: models.reference(faq), files, folder })
}

/// Returns what the desk for admins is opened with.
pub(super) fn of(config: &Config, owners: Vec<ChatId>, files: Files, clock: Arc<dyn Clock>) -> Keeping {
    Keeping {
        owners,
        files,
        workshop: Arc::new(Threads),
        chance: Arc::new(SystemChance),
        clock,
        hours_east: config.hours_east,
        four_eyes: config.four_eyes,
    }
}

/// What is stored of admins can't be read.
pub(super) fn unreadable(_: StoreError) -> Failure {
    Failure::Internal(trouble::store_failed())
}
