//! Where admins' work is kept.

use std::future::Future;

use crate::curation::Kept;
use crate::curation::record::Kind;
use crate::curation::record::Row;
use crate::curation::record::Write;
use crate::ports::StoreError;

/// Keeps rows, sealed; batches of writes are durable as a whole or not done.
pub trait Records: Send + Sync + 'static {
    /// Returns what a row holds.
    fn record(&self, row: &Row) -> Result<Option<Vec<u8>>, StoreError>;

    /// Returns all rows of a kind by key, in order.
    fn records(&self, kind: Kind) -> Result<Vec<(String, Vec<u8>)>, StoreError>;

    /// Does all of these writes, durably, or none: `false` if a row doesn't hold what a write expects.
    fn apply(&self, writes: Vec<Write>) -> impl Future<Output = Result<bool, StoreError>> + Send;

    /// Returns one thing that is kept.
    ///
    /// # Errors
    /// When it can't be read.
    fn kept<T: Kept>(&self, key: &str) -> Result<Option<T>, StoreError>
    where
        Self: Sized,
    {
        let row = Row { kind: T::KIND, key: key.to_owned() };
        let bytes = self.record(&row)?;
        bytes.map(|bytes| T::from_bytes(&bytes).ok_or(StoreError::Unreadable)).transpose()
    }

    /// Returns everything of a kind, in order.
    ///
    /// # Errors
    /// When something can't be read.
    fn all_kept<T: Kept>(&self) -> Result<Vec<T>, StoreError>
    where
        Self: Sized,
    {
        let rows = self.records(T::KIND)?;
        rows.iter().map(|(_, bytes)| T::from_bytes(bytes).ok_or(StoreError::Unreadable)).collect()
    }
}
