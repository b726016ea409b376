//! Lets tips go when their time has come, and makes removals physical.

use crate::ports::StoreError;
use crate::ports::TipStore;
use crate::tips::LookupId;
use crate::tips::Tip;
use crate::tips::Tombstone;
use crate::tips::Week;
use crate::tips::retention;
use crate::tips::retention::Due;

/// Removes what has expired by `now`; returns how many tips went.
pub(super) async fn keep_tips(store: &impl TipStore, now: Week) -> Result<usize, StoreError> {
    let mut removed = 0_usize;
    for (lookup, tip) in store.tips()? {
        if retention::due(&tip, now) == Due::Remove {
            store.remove(lookup, tombstone(tip, now)).await?;
            removed = removed.saturating_add(1);
        } else {
            drop_replaced(store, lookup, tip, now).await?;
        }
    }
    store.forget_before(Week(now.0.saturating_sub(retention::TOMBSTONE))).await?;
    if store.needs_rewrite()? {
        store.rewrite().await?;
    }
    Ok(removed)
}

/// Ciphertext that was sealed anew goes after its weeks.
async fn drop_replaced(
    store: &impl TipStore,
    lookup: LookupId,
    before: Tip,
    now: Week,
) -> Result<(), StoreError> {
    let mut after = before.clone();
    after.parts.retain(|part| part.replaced.is_none_or(|until| until >= now));
    if after.parts.len() < before.parts.len() {
        // Where somebody else was faster, the next round does it.
        store.revise(lookup, before, after, Vec::new(), None).await?;
    }
    Ok(())
}

fn tombstone(tip: Tip, week: Week) -> Tombstone {
    Tombstone { tag: tip.tag, week, status: tip.status, withdrawn: false, openers: tip.openers }
}
