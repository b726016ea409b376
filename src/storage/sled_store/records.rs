//! Admins' records on disk.

use crate::curation::record::Kind;
use crate::curation::record::Row;
use crate::curation::record::Write;
use crate::ports::Clock;
use crate::ports::Records;
use crate::ports::StoreError;
use crate::storage::SledStore;

impl<C: Clock> Records for SledStore<C> {
    fn record(&self, _row: &Row) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(None)
    }

    fn records(&self, _kind: Kind) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        Ok(Vec::new())
    }

    async fn apply(&self, _writes: Vec<Write>) -> Result<bool, StoreError> {
        Err(StoreError::Unwritable)
    }
}
