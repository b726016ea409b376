//! The FAQ as it stands, and how it comes about from the base and what lies over it.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::curation::Files;
use crate::curation::RevisionId;
use crate::curation::overlay::Conflict;
use crate::curation::overlay::Overlay;
use crate::curation::overlay::Stood;
use crate::curation::overlay::stand;
use crate::curation::overlay::stand_whole;
use crate::desk::Reference;
use crate::faq::Problem;
use crate::texts::curation::publish::CONFLICT_NOTE;

/// The FAQ as it stands, swapped as one.
#[derive(Debug, Clone)]
pub(in crate::desk) struct Standing {
    /// What questions are answered from.
    pub(in crate::desk) reference: Arc<Reference>,
    /// The files it was read from: base and revisions.
    pub(in crate::desk) files: Arc<Files>,
    /// The last revision in it; 0 before the first.
    pub(in crate::desk) head: RevisionId,
    /// The files without the revisions.
    pub(super) base: Arc<Files>,
    pub(super) overlay: Arc<Overlay>,
    pub(super) conflicts: Arc<Vec<Conflict>>,
    /// Where the base stands because the revision over it made no FAQ.
    pub(super) fallen: Arc<BTreeSet<String>>,
    pub(super) warnings: Arc<Vec<Problem>>,
}

impl Standing {
    /// The files without the revisions, as far as anybody agreed to them: where they conflict with a revision,
    /// that is what has to be decided.
    pub(super) fn agreed_base(&self) -> Files {
        let is_open = |path: &str| self.conflicts.iter().any(|conflict| conflict.path == path);
        let agreed = self.base.iter().filter(|(path, _)| !is_open(path));
        agreed.map(|(path, text)| (path.clone(), text.clone())).collect()
    }

    /// A FAQ that nobody edits.
    pub(in crate::desk) fn of(reference: Arc<Reference>) -> Self {
        Self {
            reference,
            files: Arc::default(),
            head: RevisionId(0),
            base: Arc::default(),
            overlay: Arc::default(),
            conflicts: Arc::default(),
            fallen: Arc::default(),
            warnings: Arc::default(),
        }
    }

    /// Puts an overlay on a base, without what of it makes no FAQ.
    ///
    /// # Errors
    /// What is wrong with the base.
    pub(super) fn over(base: Arc<Files>, overlay: Overlay, known: &Reference) -> Result<Self, Vec<Problem>> {
        let stood = stand(&base, &overlay, CONFLICT_NOTE)?;
        Ok(Self::from_stood(stood, base, overlay, known))
    }

    /// Puts another overlay on this one's base. What fell before stays so, except where it is mended.
    ///
    /// # Errors
    /// Everything that is wrong.
    pub(super) fn under(&self, overlay: Overlay, mended: &BTreeSet<String>) -> Result<Self, Vec<Problem>> {
        let fallen = self.fallen.difference(mended).cloned().collect();
        let stood = stand_whole(&self.base, &overlay, fallen, CONFLICT_NOTE)?;
        Ok(Self::from_stood(stood, Arc::clone(&self.base), overlay, &self.reference))
    }

    fn from_stood(stood: Stood, base: Arc<Files>, overlay: Overlay, known: &Reference) -> Self {
        Self {
            reference: Arc::new(Reference::like(stood.faq, known)),
            files: Arc::new(stood.files),
            head: stood.head,
            base,
            overlay: Arc::new(overlay),
            conflicts: Arc::new(stood.conflicts),
            fallen: Arc::new(stood.fallen),
            warnings: Arc::new(stood.warnings),
        }
    }
}
