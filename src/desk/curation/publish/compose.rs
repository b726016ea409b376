//! Puts changes on what stands: the FAQ that would be in force with them, and what that does to answers.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::MutexGuard;
use std::sync::PoisonError;

use sha2::Digest as _;
use sha2::Sha256;

use crate::coordinates::Timestamp;
use crate::curation::Author;
use crate::curation::FileChange;
use crate::curation::Kept;
use crate::curation::Revision;
use crate::curation::gate;
use crate::curation::gate::Report;
use crate::curation::gate::Side;
use crate::curation::overlay::Overlay;
use crate::curation::revision::Digest;
use crate::curation::revision::Purpose;
use crate::desk::curation::CurationDesk;
use crate::desk::curation::Standing;
use crate::faq::Problem;
use crate::ports;
use crate::ports::Records;
use crate::ports::StoreError;

/// Results of the gate that are kept: a matcher is large.
const KEPT: usize = 2;

/// What changes make of the FAQ.
pub(in crate::desk::curation) enum Composed {
    /// It would stand like this.
    Fit(Arc<Gated>),
    /// It would be no FAQ.
    Broken(Vec<Problem>),
    /// The work broke down.
    Failed,
}

/// The FAQ with some changes.
#[derive(Debug)]
pub(in crate::desk::curation) struct Gated {
    /// The FAQ as it would stand.
    pub(super) standing: Arc<Standing>,
    /// What the base's texts are that the changes are published over.
    pub(super) bases: BTreeMap<String, Digest>,
    /// What that does to answers; empty where nobody asked.
    pub(in crate::desk::curation) report: Report,
}

impl<S: Records> CurationDesk<S> {
    /// Puts changes on what stands, and learns the result.
    pub(in crate::desk::curation) async fn compose(
        &self,
        changes: &[FileChange],
        purpose: Purpose,
    ) -> Result<Composed, StoreError> {
        let standing = self.newest().await?;
        self.work_out(standing, changes, purpose, false).await
    }

    /// Puts changes on what stands, learns the result and asks it everything. What was found is kept, so that
    /// publishing doesn't do again what the preview has done.
    pub(in crate::desk::curation) async fn gate(
        &self,
        standing: Standing,
        changes: &[FileChange],
        purpose: Purpose,
    ) -> Result<Composed, StoreError> {
        let name = name_of(&standing, changes, purpose);
        let known = self.gated().iter().find(|(known, _)| *known == name).map(|(_, gated)| Arc::clone(gated));
        if let Some(gated) = known {
            return Ok(Composed::Fit(gated));
        }
        let composed = self.work_out(standing, changes, purpose, true).await?;
        if let Composed::Fit(gated) = &composed {
            let mut kept = self.gated();
            kept.push((name, Arc::clone(gated)));
            let excess = kept.len().saturating_sub(KEPT);
            kept.drain(..excess);
        }
        Ok(composed)
    }

    async fn work_out(
        &self,
        standing: Standing,
        changes: &[FileChange],
        purpose: Purpose,
        is_examined: bool,
    ) -> Result<Composed, StoreError> {
        let revision = provisional(&standing, changes, purpose);
        let mended: BTreeSet<String> = changes.iter().map(|change| change.path.clone()).collect();
        let overlay = standing.overlay.with(&revision);
        let work = move || {
            let composed = standing.under(overlay, &mended)?;
            let report =
                if is_examined { gate::examine(side(&standing), side(&composed)) } else { Report::default() };
            Ok((composed, report))
        };
        Ok(match ports::done(&*self.workshop, work).await {
            Some(Ok((composed, report))) => {
                Composed::Fit(Arc::new(Gated { standing: Arc::new(composed), bases: revision.bases, report }))
            }
            Some(Err(problems)) => Composed::Broken(problems),
            None => Composed::Failed,
        })
    }

    /// Returns what stands. Where somebody has published who hasn't put it in force yet, that is made up for.
    pub(in crate::desk::curation) async fn newest(&self) -> Result<Standing, StoreError> {
        let standing = self.standing();
        let next = Revision { id: standing.head.next(), ..provisional(&standing, &[], Purpose::Edit) };
        if self.store.record(&next.row())?.is_none() {
            return Ok(standing);
        }
        let overlay = Overlay::of(&self.store.all_kept::<Revision>()?);
        let known = standing.clone();
        let over = move || Standing::over(Arc::clone(&known.base), overlay, &known.reference);
        match ports::done(&*self.workshop, over).await {
            Some(Ok(newer)) => Ok(newer),
            _ => Ok(standing),
        }
    }

    fn gated(&self) -> MutexGuard<'_, Vec<(Digest, Arc<Gated>)>> {
        self.bench.gated.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Forgets what the gate found: it stands on something else from now on.
    pub(in crate::desk::curation) fn clear_bench(&self) {
        self.gated().clear();
    }
}

fn side(standing: &Standing) -> Side<'_> {
    Side {
        faq: &standing.reference.faq,
        matcher: &standing.reference.matcher,
        files: &standing.files,
        warnings: &standing.warnings,
    }
}

/// Names what a result follows from: the files in force, and the changes.
fn name_of(standing: &Standing, changes: &[FileChange], purpose: Purpose) -> Digest {
    let mut hash = Sha256::new();
    let mut add = |text: &str| {
        hash.update(text.len().to_be_bytes());
        hash.update(text);
    };
    add(&format!("{:?} {purpose:?}", standing.head));
    for (path, text) in standing.files.iter() {
        add(path);
        add(text);
    }
    for change in changes {
        add(&change.path);
        add(&format!("{:?}", change.after));
    }
    hash.finalize().into()
}

/// The revision that these changes would be, as far as the files are concerned.
fn provisional(standing: &Standing, changes: &[FileChange], purpose: Purpose) -> Revision {
    Revision {
        id: standing.head.next(),
        at: Timestamp(0),
        author: Author::CommandLine,
        approver: None,
        purpose,
        reason: None,
        bases: standing.overlay.bases(&standing.base, purpose, changes),
        changes: changes.to_vec(),
    }
}
