//! The `faq` database: the counters, and admins' records.

use std::convert::Infallible;
use std::sync::Arc;

use sled::transaction::ConflictableTransactionError;
use sled::transaction::TransactionError;
use sled::transaction::Transactional;

use crate::curation::record::Kind;
use crate::storage::Database;
use crate::storage::OpenError;
use crate::storage::backup::Gathering;
use crate::storage::backup::Part;
use crate::storage::counters::Counters;
use crate::storage::migrations;
use crate::storage::records::Cabinet;
use crate::storage::records::Changes;
use crate::storage::rows::Rows;
use crate::storage::vault::Vault;

/// The open `faq` database.
pub(super) struct FaqBase {
    /// How often what happened.
    pub(super) counters: Counters,
    /// Admins' work.
    pub(super) records: Cabinet,
}

/// What one transaction writes.
#[derive(Default)]
pub(super) struct Writes {
    /// To the counters.
    pub(super) counts: Rows,
    /// To the records.
    pub(super) records: Changes,
}

impl FaqBase {
    /// Opens the trees of the database.
    pub(super) fn open(database: &Database, vault: Arc<Vault>) -> Result<Self, OpenError> {
        migrations::bring_up_to_date(database, migrations::FAQ)?;
        let base = Self { counters: Counters::open(database)?, records: Cabinet::open(database, vault)? };
        // A folder that was put together of two, or a secret file that has lost keys of its first version.
        base.records.records(Kind::Admin).map_err(|_unreadable| OpenError::SecretWrong)?;
        Ok(base)
    }

    /// Adds everything to a backup; runs on the committer's thread.
    pub(super) fn copy_to(&self, backup: &mut Gathering) -> Result<(), OpenError> {
        self.records.copy_to(backup)?;
        backup.add_tree(Part::Count, self.counters.tree())
    }

    /// Writes a whole group, or nothing of it.
    pub(super) fn write(&self, group: Writes) -> Result<(), OpenError> {
        let [rows, pieces] = group.records.into_rows().map(Rows::into_batch);
        let batches = [group.counts.into_batch(), rows, pieces];
        let [rows, pieces] = self.records.trees();
        let _alone = self.records.move_rows();
        let written = (self.counters.tree(), rows, pieces).transaction(|trees| {
            for (tree, batch) in [&trees.0, &trees.1, &trees.2].into_iter().zip(&batches) {
                tree.apply_batch(batch)?;
            }
            Ok::<(), ConflictableTransactionError<Infallible>>(())
        });
        match written {
            Ok(()) => Ok(()),
            Err(TransactionError::Storage(error)) => Err(error.into()),
        }
    }
}
