//! The store in memory: the same meaning as on disk, for tests, the terminal and the sandbox.

mod records;
mod tips;

use std::collections::BTreeMap;
use std::collections::HashMap;
use std::fmt;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use crate::conversation::Counted;
use crate::conversation::State;
use crate::conversation::StateChange;
use crate::ports::Boxed;
use crate::ports::Change;
use crate::ports::ChatId;
use crate::ports::Clock;
use crate::ports::OutboxId;
use crate::ports::Pending;
use crate::ports::Store;
use crate::ports::StoreError;
use crate::ports::Timestamp;
use crate::ports::Trust;
use crate::ports::UpdateId;
use crate::storage::memory::records::KeptRecords;
use crate::storage::memory::tips::KeptTips;
use crate::storage::record;
use crate::storage::record::Queued;
use crate::storage::record::Remembered;
use crate::storage::retention;
use crate::storage::upkeep;
use crate::tips::Week;

/// Keeps everything until it is dropped.
pub struct MemoryStore<C> {
    kept: Mutex<Kept>,
    tips: Mutex<KeptTips>,
    records: Mutex<KeptRecords>,
    failing: AtomicBool,
    clock: C,
}

#[derive(Default)]
struct Kept {
    states: HashMap<ChatId, Remembered>,
    tried: Option<(UpdateId, u8)>,
    outbox: BTreeMap<u64, Sealed>,
    next: u64,
    counts: BTreeMap<(u32, Counted), u64>,
}

/// A delivery with the week whose key would have sealed it.
struct Sealed {
    week: u32,
    queued: Queued,
}

impl<C> fmt::Debug for MemoryStore<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MemoryStore(…)")
    }
}

impl<C: Clock> MemoryStore<C> {
    /// Makes an empty store.
    pub fn new(clock: C) -> Self {
        Self {
            kept: Mutex::default(),
            tips: Mutex::default(),
            records: Mutex::default(),
            failing: AtomicBool::new(false),
            clock,
        }
    }

    /// From now on every write fails as on a full disk (`true`), or succeeds again (`false`).
    pub fn fail_commits(&self, fail: bool) {
        self.failing.store(fail, Ordering::SeqCst);
    }

    fn read(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> Result<MutexGuard<'_, Kept>, StoreError> {
        self.check()?;
        Ok(self.read())
    }

    fn read_tips(&self) -> MutexGuard<'_, KeptTips> {
        self.tips.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write_tips(&self) -> Result<MutexGuard<'_, KeptTips>, StoreError> {
        self.check()?;
        Ok(self.read_tips())
    }

    fn check(&self) -> Result<(), StoreError> {
        if self.failing.load(Ordering::SeqCst) { Err(StoreError::Unwritable) } else { Ok(()) }
    }
}

impl<C: Clock> Store for MemoryStore<C> {
    fn load(&self, chat: ChatId) -> Result<Option<State>, StoreError> {
        let kept = self.read();
        let remembered = kept.states.get(&chat).filter(|remembered| !expired(remembered, self.clock.now()));
        Ok(remembered.map(|remembered| remembered.state.clone()))
    }

    async fn commit(&self, change: Change) -> Result<Vec<OutboxId>, StoreError> {
        self.write()?.commit(change, self.clock.now())
    }

    fn remember(&self, chat: ChatId, state: State) -> Boxed<'static, Result<(), StoreError>> {
        let change = Change { chat, state: StateChange::Put(state), deliveries: Vec::new() };
        let remembered = self.write().and_then(|mut kept| kept.commit(change, self.clock.now()));
        Box::pin(std::future::ready(remembered.map(drop)))
    }

    fn try_update(&self, update: UpdateId) -> Result<u8, StoreError> {
        let mut kept = self.write()?;
        let before = kept.tried.filter(|(tried, _)| *tried == update).map_or(0, |(_, times)| times);
        kept.tried = Some((update, before.saturating_add(1)));
        Ok(before)
    }

    fn stop_trying(&self) -> Result<(), StoreError> {
        self.write()?.tried = None;
        Ok(())
    }

    fn pending(&self) -> Result<Vec<Pending>, StoreError> {
        self.check()?;
        let week = self.clock.now().week();
        let kept = self.read();
        let open = kept.outbox.iter().filter(|(_, sealed)| !retention::key_expired(sealed.week, week));
        let pending = open.map(|(id, Sealed { queued, .. })| Pending {
            id: OutboxId(*id),
            chat: queued.chat,
            delivery: queued.delivery.clone(),
        });
        Ok(pending.collect())
    }

    async fn delivered(&self, done: Vec<OutboxId>) -> Result<(), StoreError> {
        let mut kept = self.write()?;
        for id in done {
            drop(kept.outbox.remove(&id.0));
        }
        Ok(())
    }

    async fn count(&self, counts: Vec<(Counted, u64)>) -> Result<(), StoreError> {
        let week = self.clock.now().week();
        let mut kept = self.write()?;
        for (counted, count) in counts {
            let total = kept.counts.entry((week, counted)).or_default();
            *total = total.saturating_add(count);
        }
        Ok(())
    }

    fn counts(&self) -> Result<Vec<(Counted, u64)>, StoreError> {
        let mut totals = BTreeMap::new();
        for (_, counted, count) in self.weekly_counts()? {
            let total: &mut u64 = totals.entry(counted).or_default();
            *total = total.saturating_add(count);
        }
        Ok(totals.into_iter().collect())
    }

    fn weekly_counts(&self) -> Result<Vec<(u32, Counted, u64)>, StoreError> {
        let kept = self.read();
        Ok(kept.counts.iter().map(|((week, counted), count)| (*week, counted.clone(), *count)).collect())
    }

    async fn purge(&self) -> Result<usize, StoreError> {
        let (trust, now) = (self.clock.trust(), self.clock.now());
        if matches!(trust, Trust::Sound | Trust::Contradicted) {
            self.clock.remember(now.week());
        }
        let mut removed = 0;
        if upkeep::may_go_by_time(trust) {
            removed = self.write()?.purge(now);
            removed += upkeep::let_tips_go(self, Week::from(now)).await?;
        }
        upkeep::make_removals_physical(self).await?;
        Ok(removed)
    }

    fn hear_date(&self, date: Timestamp) {
        self.clock.hear(date);
    }

    fn trust(&self) -> Trust {
        self.clock.trust()
    }
}

impl Kept {
    fn commit(&mut self, change: Change, now: Timestamp) -> Result<Vec<OutboxId>, StoreError> {
        let Change { chat, state, deliveries } = change;
        let queued: Vec<_> = deliveries.into_iter().map(|delivery| Queued { chat, delivery }).collect();
        queued.iter().try_for_each(record::check_size)?;
        self.change_state(chat, state, now.day())?;
        Ok(queued.into_iter().map(|queued| self.queue(queued, now.week())).collect())
    }

    fn change_state(&mut self, chat: ChatId, change: StateChange, day: u32) -> Result<(), StoreError> {
        match change {
            StateChange::Keep => {}
            StateChange::Put(state) => {
                let remembered = Remembered { day, state };
                record::check_size(&remembered)?;
                drop(self.states.insert(chat, remembered));
            }
            StateChange::Forget => {
                drop(self.states.remove(&chat));
                self.outbox.retain(|_, sealed| sealed.queued.chat != chat);
            }
        }
        Ok(())
    }

    fn queue(&mut self, queued: Queued, week: u32) -> OutboxId {
        let id = self.next;
        self.next += 1;
        drop(self.outbox.insert(id, Sealed { week, queued }));
        OutboxId(id)
    }

    fn purge(&mut self, now: Timestamp) -> usize {
        let before = self.rows();
        self.states.retain(|_, remembered| !expired(remembered, now));
        self.outbox.retain(|_, sealed| !retention::key_expired(sealed.week, now.week()));
        self.counts.retain(|(week, _), _| !retention::count_expired(*week, now.week()));
        before - self.rows()
    }

    fn rows(&self) -> usize {
        self.states.len() + self.outbox.len() + self.counts.len()
    }
}

/// On disk a state is gone with its key, if that comes first.
fn expired(remembered: &Remembered, now: Timestamp) -> bool {
    retention::state_expired(remembered.day, now.day())
        || retention::key_expired(remembered.day / 7, now.week())
}
