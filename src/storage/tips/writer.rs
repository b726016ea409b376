//! What the committer's thread does with a group of writes, and with what has to happen between groups.

use std::sync::Arc;
use std::sync::OnceLock;
use std::sync::PoisonError;

use crate::ports::StoreError;
use crate::storage::OpenError;
use crate::storage::backup::Gathering;
use crate::storage::backup::Part;
use crate::storage::committer::Committer;
use crate::storage::tips::Tips;
use crate::storage::tips::deletions::Deletions;
use crate::storage::tips::deletions::Mark;
use crate::storage::tips::generation::Builder;
use crate::storage::tips::journal::Journal;
use crate::storage::tips::recovery;
use crate::storage::tips::shelf::Changes;
use crate::tips::Week;

/// Something to be done once the group before it is durable, when nothing else writes.
type Job = Box<dyn FnOnce(&mut Writer) + Send>;

/// A group of writes.
#[derive(Default)]
pub(in crate::storage) struct Writes {
    pub(super) changes: Changes,
    pub(super) deleted: Vec<(Mark, Week)>,
    afterwards: Vec<Job>,
}

/// Writes to the tips database, on the committer's thread.
pub(in crate::storage) struct Writer {
    pub(super) tips: Arc<Tips>,
    journal: Journal,
    deletions: Deletions,
    sequence: u64,
    lost: bool,
}

/// Lets `job` run between two groups of writes. That it fails concerns nobody else.
pub(in crate::storage) async fn run_between<T, J>(
    committer: &Committer<Writes>,
    job: J,
) -> Result<T, StoreError>
where
    T: Send + Sync + 'static,
    J: FnOnce(&mut Writer) -> Result<T, OpenError> + Send + 'static,
{
    let outcome = Arc::new(OnceLock::new());
    let told = Arc::clone(&outcome);
    let ask = move |group: &mut Writes| {
        group.afterwards.push(Box::new(move |writer| drop(told.set(job(writer)))));
        Ok(())
    };
    committer.run(ask).await?;
    let outcome = Arc::into_inner(outcome).and_then(OnceLock::into_inner).ok_or(StoreError::Closed)?;
    Ok(outcome?)
}

impl Writer {
    /// Goes on after group number `sequence`.
    pub(super) fn new(tips: Arc<Tips>, journal: Journal, sequence: u64) -> Self {
        let deletions = Deletions::of(&tips.folders);
        Self { tips, journal, deletions, sequence, lost: false }
    }

    /// Makes a group durable: first in the deletion list and the journal, then in the database.
    pub(in crate::storage) fn settle(&mut self, group: Writes) -> Result<(), OpenError> {
        if self.lost {
            return Err(OpenError::Io(std::io::ErrorKind::Other));
        }
        let Writes { changes, deleted, afterwards } = group;
        if !deleted.is_empty() {
            self.deletions.add(&deleted)?;
        }
        if !changes.is_empty() {
            self.write(&changes)?;
        }
        for job in afterwards {
            job(self);
        }
        Ok(())
    }

    /// Begins a backup with what tips there are, and which their writers removed. Nothing else writes
    /// meanwhile, so it is consistent.
    pub(in crate::storage) fn begin_backup(&mut self, week: Week) -> Result<Gathering, OpenError> {
        let mut backup = Gathering::begin(&self.tips.folders.gathered(), week.0)?;
        for (mark, week) in self.deletions.all()? {
            backup.add(Part::Deletion, mark.as_bytes(), &week.0.to_be_bytes())?;
        }
        for row in self.tips.current().live(&self.tips.keys.records)? {
            let (shelf, row, record) = row?;
            backup.add(Part::Tips(shelf), &row, &record)?;
        }
        Ok(backup)
    }

    /// Writes all that is live to a new generation and deletes the old one. Readers go on meanwhile.
    pub(in crate::storage) fn rewrite(&mut self, now: Week) -> Result<(), OpenError> {
        self.deletions.forget_old(now)?;
        let tips = Arc::clone(&self.tips);
        let (folders, key) = (&tips.folders, &tips.keys.records);
        let old = tips.current().number();
        let new = old.saturating_add(1);
        if let Err(error) = Builder::copy(folders, &tips.current(), new, key) {
            // A full disk, for example: the present generation goes on, without half of a next one.
            folders.discard(new)?;
            return Err(error);
        }
        // From here on it is not sure which generation counts until it is opened anew.
        self.lost = true;
        let opened = recovery::open_finished(folders, new)?;
        folders.switch(new)?;
        let over = std::mem::replace(
            &mut *tips.generation.write().unwrap_or_else(PoisonError::into_inner),
            opened.generation,
        );
        drop(over);
        (self.journal, self.sequence) = (opened.journal, opened.sequence);
        self.lost = false;
        folders.remove(old)
    }

    fn write(&mut self, changes: &Changes) -> Result<(), OpenError> {
        let sequence = self.sequence.saturating_add(1);
        self.journal.append(sequence, changes)?;
        self.journal.sync()?;
        self.sequence = sequence;
        let generation = self.tips.current();
        generation.apply(changes, sequence)?;
        generation.sync()
    }
}
