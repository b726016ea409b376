//! The rows of the audit in the database: numbered, and chained by [`audit`].

use serde::Deserialize;
use serde::Serialize;
use sled::IVec;

use crate::ports::Deed;
use crate::ports::StoreError;
use crate::storage::audit;
use crate::storage::audit::Hash;
use crate::storage::rows::unreadable;
use crate::storage::tips::Tips;
use crate::storage::tips::Writes;
use crate::storage::tips::generation::ANCHOR;
use crate::storage::tips::shelf::Changes;
use crate::storage::tips::shelf::Shelf;
use crate::tips::AuditRow;
use crate::tips::Week;

/// What the first row follows.
#[derive(Serialize, Deserialize)]
struct Anchor {
    /// The number of the first row.
    next: u64,
    /// The hash of the row before it.
    hash: Hash,
}

impl Tips {
    /// See [`TipStore::deeds`](crate::ports::TipStore::deeds).
    pub(in crate::storage) fn deeds(&self) -> Result<Vec<AuditRow>, StoreError> {
        let generation = self.current();
        let rows = generation.tree(Shelf::Audit).iter().map(|row| {
            let (row, sealed) = row.map_err(unreadable)?;
            self.open_record(Shelf::Audit, &row, &sealed)
        });
        rows.collect()
    }

    /// Whether no row of the audit is missing or was changed.
    pub(in crate::storage) fn audit_is_whole(&self) -> Result<bool, StoreError> {
        let anchor = self.anchor(&Changes::default())?;
        Ok(audit::is_whole(anchor.hash, &self.deeds()?))
    }

    /// Adds a row for a deed.
    pub(super) fn add_deed(&self, group: &Writes, own: &mut Changes, deed: Deed) -> Result<(), StoreError> {
        let last = group.changes.on(Shelf::Audit).last(self.current().tree(Shelf::Audit))?;
        let Anchor { next, hash } = match last {
            Some((row, sealed)) => {
                let last: AuditRow = self.open_record(Shelf::Audit, &row, &sealed)?;
                Anchor { next: number(&row)?.saturating_add(1), hash: last.hash }
            }
            None => self.anchor(&group.changes)?,
        };
        self.put_record(own, Shelf::Audit, &next.to_be_bytes(), &audit::row_after(hash, deed))
    }

    /// Removes rows from before a week, from the head on, and moves the anchor after them.
    pub(super) fn forget_deeds(
        &self,
        group: &Writes,
        own: &mut Changes,
        week: Week,
    ) -> Result<(), StoreError> {
        let generation = self.current();
        let mut anchor = None;
        for row in group.changes.on(Shelf::Audit).over(generation.tree(Shelf::Audit)) {
            let (row, sealed) = row?;
            let deed: AuditRow = self.open_record(Shelf::Audit, &row, &sealed)?;
            if deed.week >= week {
                break;
            }
            own.remove(Shelf::Audit, &row);
            anchor = Some(Anchor { next: number(&row)?.saturating_add(1), hash: deed.hash });
        }
        drop(generation);
        anchor.map_or(Ok(()), |anchor| self.put_record(own, Shelf::Meta, ANCHOR, &anchor))
    }

    fn anchor(&self, changes: &Changes) -> Result<Anchor, StoreError> {
        let sealed = changes.on(Shelf::Meta).get(self.current().tree(Shelf::Meta), ANCHOR)?;
        let beginning = Anchor { next: 0, hash: audit::BEGINNING };
        sealed.map_or(Ok(beginning), |sealed| self.open_record(Shelf::Meta, ANCHOR, &sealed))
    }
}

fn number(row: &IVec) -> Result<u64, StoreError> {
    row.as_ref().try_into().map(u64::from_be_bytes).map_err(|_| StoreError::Unreadable)
}
