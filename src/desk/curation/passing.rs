//! Keeps the questions that were passed on, and lets editors see them a day later.

use crate::conversation::Slip;
use crate::curation::Gap;
use crate::curation::Kept;
use crate::curation::Passed;
use crate::curation::record::Write;
use crate::desk::curation::CurationDesk;
use crate::ports::Records;
use crate::ports::StoreError;
use crate::ports::Timestamp;

impl<S: Records> CurationDesk<S> {
    /// The present moment.
    pub(in crate::desk) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Returns what a press to send will be recognised by; `None` without randomness.
    pub(in crate::desk) fn slip(&self) -> Option<Slip> {
        Some(Slip::from_random(*self.chance.bytes()?.first_chunk()?))
    }

    /// Whether a question was passed on with this slip.
    pub(in crate::desk) fn has_passed(&self, slip: Slip) -> Result<bool, StoreError> {
        Ok(self.store.kept::<Passed>(&slip.to_string())?.is_some())
    }

    /// Keeps a question; `false` if it was kept before.
    ///
    /// # Errors
    /// When nothing can be stored; then nothing was.
    pub(in crate::desk) async fn pass_on(&self, slip: Slip, cleaned: &str) -> Result<bool, StoreError> {
        let (key, week) = (slip.to_string(), self.clock.now().week());
        self.store.apply(vec![Passed { key, text: cleaned.to_owned(), week }.put_new()]).await
    }

    /// Once a day: lets editors see what was passed on, and forgets what has had its time.
    pub(super) fn gaps_due(&self, week: u32) -> Result<Vec<Write>, StoreError> {
        let mut writes = Vec::new();
        for passed in self.store.all_kept::<Passed>()? {
            // Without randomness it waits for the next day.
            let Some(random) = self.chance.bytes().and_then(|bytes| bytes.first_chunk().copied()) else {
                break;
            };
            writes.extend([passed.take_out(), Gap::of(&passed, random).put_new()]);
        }
        for gap in self.store.all_kept::<Gap>()? {
            if gap.is_over(week) || gap.thrown_away.is_some() {
                writes.push(gap.take_out());
            }
        }
        Ok(writes)
    }
}
