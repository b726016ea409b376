//! Admins' records in memory, with the same meaning as on disk.

use std::collections::BTreeMap;
use std::sync::PoisonError;

use crate::curation::record::Kind;
use crate::curation::record::Row;
use crate::curation::record::Was;
use crate::curation::record::Write;
use crate::ports::Clock;
use crate::ports::Records;
use crate::ports::StoreError;
use crate::storage::MemoryStore;
use crate::storage::records::check_sizes;

/// What is kept of admins' work.
pub(super) type KeptRecords = BTreeMap<Row, Vec<u8>>;

impl<C: Clock> Records for MemoryStore<C> {
    fn record(&self, row: &Row) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.records.lock().unwrap_or_else(PoisonError::into_inner).get(row).cloned())
    }

    fn records(&self, kind: Kind) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let kept = self.records.lock().unwrap_or_else(PoisonError::into_inner);
        let of_kind = kept.iter().filter(|(row, _)| row.kind == kind);
        Ok(of_kind.map(|(row, value)| (row.key.clone(), value.clone())).collect())
    }

    async fn apply(&self, writes: Vec<Write>) -> Result<bool, StoreError> {
        self.check()?;
        check_sizes(&writes)?;
        let mut kept = self.records.lock().unwrap_or_else(PoisonError::into_inner);
        let holds = |write: &Write| match &write.was {
            Was::Anything => true,
            Was::Exactly(expected) => kept.get(&write.row) == expected.as_ref(),
        };
        if !writes.iter().all(holds) {
            return Ok(false);
        }
        for Write { row, value, .. } in writes {
            match value {
                Some(value) => drop(kept.insert(row, value)),
                None => drop(kept.remove(&row)),
            }
        }
        Ok(true)
    }
}
