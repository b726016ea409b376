//! Lets tips go when their time has come, and makes removals physical.

use crate::ports::StoreError;
use crate::ports::TipStore;
use crate::ports::Trust;
use crate::tips::LookupId;
use crate::tips::Tip;
use crate::tips::Tombstone;
use crate::tips::Week;
use crate::tips::retention;
use crate::tips::retention::Due;

/// Whether what goes by time may go; says in the log why not.
pub(super) fn may_go_by_time(trust: Trust) -> bool {
    match trust {
        Trust::Sound => return true,
        Trust::Doubtful => tracing::warn!(
            "the clock is weeks away from when the bot was last used: nothing is removed by time until Telegram's dates agree with it"
        ),
        Trust::Contradicted => tracing::error!(
            "the clock is wrong, Telegram's dates say otherwise: nothing is removed by time until it is set right"
        ),
        Trust::Returned => tracing::warn!(
            "the bot was away for weeks, and Telegram's dates agree with the clock: what is over is removed in a day"
        ),
    }
    false
}

/// Removes the tips whose time is over by `now`; returns how many went.
pub(super) async fn let_tips_go(store: &impl TipStore, now: Week) -> Result<usize, StoreError> {
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
    Ok(removed)
}

/// Takes from the disk what was removed, by whomever.
pub(super) async fn make_removals_physical(store: &impl TipStore) -> Result<(), StoreError> {
    if store.needs_rewrite()? { store.rewrite().await } else { Ok(()) }
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
