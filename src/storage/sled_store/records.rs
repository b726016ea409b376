//! Admins' records on disk.

use std::sync::Arc;

use crate::curation::record::Kind;
use crate::curation::record::Row;
use crate::curation::record::Write;
use crate::ports::Clock;
use crate::ports::Records;
use crate::ports::StoreError;
use crate::storage::SledStore;
use crate::storage::faq::Writes;

impl<C: Clock> Records for SledStore<C> {
    fn record(&self, row: &Row) -> Result<Option<Vec<u8>>, StoreError> {
        self.faq.records.record(row)
    }

    fn records(&self, kind: Kind) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        self.faq.records.records(kind)
    }

    async fn apply(&self, writes: Vec<Write>) -> Result<bool, StoreError> {
        if writes.is_empty() {
            return self.faq_writer.check().map(|()| true);
        }
        let faq = Arc::clone(&self.faq);
        self.faq_writer.run(move |group: &mut Writes| faq.records.apply(&mut group.records, writes)).await
    }
}

impl<C: Clock> SledStore<C> {
    /// Destroys the keys of weeks that have expired.
    ///
    /// This is the only place where a clock decides over keys: whoever doubts the clock goes without a turn.
    /// Nothing else depends on that, for no other week moves the window of keys.
    pub(super) async fn turn_keys(&self) -> Result<(), StoreError> {
        let (faq, this_week) = (Arc::clone(&self.faq), self.clock.now().week());
        self.faq_writer.run(move |_| faq.records.turn(this_week)).await
    }

    /// Removes old counts.
    pub(super) async fn purge_counts(&self) -> Result<usize, StoreError> {
        let (faq, now) = (Arc::clone(&self.faq), self.clock.now());
        self.faq_writer.run(move |group: &mut Writes| faq.counters.purge(&mut group.counts, now)).await
    }

    /// Lets no key open any more what was removed of admins' work.
    pub(super) async fn wipe_records(&self) -> Result<(), StoreError> {
        if self.faq.records.needs_wiping()? {
            let faq = Arc::clone(&self.faq);
            self.faq_writer.run(move |group: &mut Writes| faq.records.seal_anew(&mut group.records)).await?;
            let faq = Arc::clone(&self.faq);
            self.faq_writer.run(move |_| faq.records.destroy_older_keys()).await?;
        }
        Ok(())
    }
}
