//! Closed weeks as they are told: the first look at one settles what every later look shows.

use crate::conversation::Counted;
use crate::curation::Kept;
use crate::curation::statistics;
use crate::curation::statistics::Report;
use crate::curation::statistics::Told;
use crate::faq::Faq;
use crate::ports::Records;
use crate::ports::Store;
use crate::ports::StoreError;
use crate::ports::Timestamp;

/// Tells a week: the wanted one if it is closed, or else the last closed one.
///
/// # Errors
/// When what was counted can't be read, or nothing can be stored.
pub async fn tell<S: Store>(
    store: &S,
    faq: &Faq,
    now: Timestamp,
    wanted: Option<u32>,
) -> Result<Report, StoreError> {
    let week = statistics::closed(wanted, now.week());
    let (told, is_new) = told(store, faq, week, || store.weekly_counts())?;
    if is_new && !store.apply(vec![told.put_new()]).await? {
        // Somebody else looked first.
        return Ok(store.kept::<Told>(&told.key())?.unwrap_or(told).0);
    }
    Ok(told.0)
}

/// Returns a closed week as it was told, or is told now for the first time.
pub(super) fn told<S: Records>(
    store: &S,
    faq: &Faq,
    week: u32,
    counts: impl Fn() -> Result<Vec<(u32, Counted, u64)>, StoreError>,
) -> Result<(Told, bool), StoreError> {
    match store.kept::<Told>(&Told::key_of(week))? {
        Some(told) => Ok((told, false)),
        None => Ok((Told(statistics::report(&counts()?, faq, week)), true)),
    }
}
