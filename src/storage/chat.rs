//! The `chat` database: what is remembered of chats, which updates had their effect, what is to be sent.
//!
//! | tree | row | record |
//! |---|---|---|
//! | `state` | keyed hash of the chat, one key a week | sealed: day of the last use, state |
//! | `handled` | update id | day |
//! | `started` | update id | day, how often it began |
//! | `outbox` | sequence number | sealed: chat, delivery |
//! | `meta` | name | schema, and a sealed check of the secret file |
//!
//! Whatever writes runs on the committer's thread: it reads the trees through what its group is going to
//! write, prepares its own writes, and adds them to the group only when nothing can fail any more.

use std::convert::Infallible;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;

use sled::IVec;
use sled::Tree;
use sled::transaction::ConflictableTransactionError;
use sled::transaction::TransactionError;
use sled::transaction::Transactional;

use crate::conversation::State;
use crate::conversation::StateChange;
use crate::ports::Change;
use crate::ports::ChatId;
use crate::ports::Committed;
use crate::ports::Delivery;
use crate::ports::OutboxId;
use crate::ports::Pending;
use crate::ports::StoreError;
use crate::ports::Timestamp;
use crate::ports::UpdateId;
use crate::storage::Database;
use crate::storage::OpenError;
use crate::storage::keys::Key;
use crate::storage::keys::Place;
use crate::storage::migrations;
use crate::storage::record;
use crate::storage::record::Queued;
use crate::storage::record::Remembered;
use crate::storage::retention;
use crate::storage::rows::Rows;
use crate::storage::rows::unreadable;
use crate::storage::secret::Secret;
use crate::storage::vault::Vault;

mod check;
mod sweep;

pub(super) use sweep::Table;

const STATE: &str = "state";
const OUTBOX: &str = "outbox";

/// The open `chat` database.
pub(super) struct Chat {
    state: Tree,
    handled: Tree,
    started: Tree,
    outbox: Tree,
    vault: Arc<Vault>,
    next: AtomicU64,
}

/// What one transaction writes: the commits of a group.
#[derive(Default)]
pub(super) struct Writes {
    state: Rows,
    handled: Rows,
    started: Rows,
    outbox: Rows,
}

impl Chat {
    /// Opens the trees of the database with the keys of the secret file, which must belong to it.
    pub(super) fn open(database: &Database, secret: &Path) -> Result<Self, OpenError> {
        migrations::bring_up_to_date(database, migrations::CHAT)?;
        // Keys are destroyed by the rounds, once the clock is known to be right, and never at the start.
        let secret: Secret = check::matching_secret(database, secret)?;
        let outbox = database.tree(OUTBOX)?;
        let next = outbox.last()?.and_then(|(row, _)| outbox_id(&row)).map_or(0, |last| last.0 + 1);
        Ok(Self {
            state: database.tree(STATE)?,
            handled: database.tree("handled")?,
            started: database.tree("started")?,
            outbox,
            vault: Arc::new(Vault::new(secret)),
            next: AtomicU64::new(next),
        })
    }

    /// Returns the key that stays for as long as the data folder does.
    pub(super) fn master(&self) -> Key {
        self.vault.master()
    }

    /// Returns the keys of all databases: they rest in one file.
    pub(super) fn vault(&self) -> Arc<Vault> {
        Arc::clone(&self.vault)
    }

    /// See [`Store::load`](crate::ports::Store::load).
    pub(super) fn load(&self, chat: ChatId, now: Timestamp) -> Result<Option<State>, StoreError> {
        for row in self.vault.row_keys(now.week(), STATE, chat) {
            if let Some(record) = self.state.get(row).map_err(unreadable)? {
                let place = Place { tree: STATE, row: &row };
                let remembered: Option<Remembered> = record::open(&self.vault, now.week(), place, &record)?;
                let remembered = remembered.ok_or(StoreError::Unreadable)?;
                let expired = retention::state_expired(remembered.day, now.day());
                return Ok((!expired).then_some(remembered.state));
            }
        }
        Ok(None)
    }

    /// See [`Store::is_handled`](crate::ports::Store::is_handled).
    pub(super) fn is_handled(&self, update: UpdateId) -> Result<bool, StoreError> {
        self.handled.contains_key(update_row(update)).map_err(unreadable)
    }

    /// See [`Store::begun`](crate::ports::Store::begun).
    pub(super) fn begun(&self, update: UpdateId) -> Result<u8, StoreError> {
        let record = self.started.get(update_row(update)).map_err(unreadable)?;
        record.map_or(Ok(0), |record| record::read_times(&record))
    }

    /// See [`Store::pending`](crate::ports::Store::pending).
    pub(super) fn pending(&self, now: Timestamp) -> Result<Vec<Pending>, StoreError> {
        self.queued(&Rows::default(), now).filter_map(Result::transpose).collect()
    }

    /// See [`Store::commit`](crate::ports::Store::commit).
    pub(super) fn commit(
        &self,
        group: &mut Writes,
        change: Change,
        now: Timestamp,
    ) -> Result<Committed, StoreError> {
        let mut own = Writes::default();
        if let Some(update) = change.handled {
            if group.handled.contains(&self.handled, &update_row(update))? {
                return Ok(Committed::Repeated);
            }
            self.note_handled(group, &mut own, update, now)?;
        }
        if change.state == StateChange::Forget {
            self.forget_deliveries(group, &mut own, change.chat, now)?;
        }
        self.change_state(group, &mut own, change.chat, change.state, now)?;
        let ids = self.queue(&mut own, change.chat, change.deliveries, now)?;
        group.absorb(own);
        let _: u64 = self.next.fetch_add(ids.len() as u64, Ordering::Relaxed);
        Ok(Committed::Done(ids))
    }

    /// See [`Store::begin`](crate::ports::Store::begin).
    pub(super) fn begin(
        &self,
        group: &mut Writes,
        updates: &[UpdateId],
        now: Timestamp,
    ) -> Result<Vec<u8>, StoreError> {
        let mut own = Writes::default();
        let mut before = Vec::with_capacity(updates.len());
        for update in updates {
            let row = update_row(*update);
            let record = group.started.get(&self.started, &row)?;
            let times = record.map_or(Ok(0), |record| record::read_times(&record))?;
            before.push(times);
            if !group.handled.contains(&self.handled, &row)? {
                own.started.put(&row, record::begun(now.day(), times.saturating_add(1)));
            }
        }
        group.absorb(own);
        Ok(before)
    }

    /// See [`Store::finish`](crate::ports::Store::finish).
    pub(super) fn finish(
        &self,
        group: &mut Writes,
        updates: &[UpdateId],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut own = Writes::default();
        for update in updates {
            self.note_handled(group, &mut own, *update, now)?;
        }
        group.absorb(own);
        Ok(())
    }

    /// Writes a whole group, or nothing of it.
    pub(super) fn write(&self, group: Writes) -> Result<(), OpenError> {
        let Writes { state, handled, started, outbox } = group;
        let batches = [state, handled, started, outbox].map(Rows::into_batch);
        let written = (&self.state, &self.handled, &self.started, &self.outbox).transaction(|trees| {
            let trees = [&trees.0, &trees.1, &trees.2, &trees.3];
            for (tree, batch) in trees.into_iter().zip(&batches) {
                tree.apply_batch(batch)?;
            }
            Ok::<(), ConflictableTransactionError<Infallible>>(())
        });
        match written {
            Ok(()) => Ok(()),
            Err(TransactionError::Storage(error)) => Err(error.into()),
        }
    }

    fn note_handled(
        &self,
        group: &Writes,
        own: &mut Writes,
        update: UpdateId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let row = update_row(update);
        own.handled.put(&row, record::day(now.day()));
        if group.started.contains(&self.started, &row)? {
            own.started.remove(&row);
        }
        Ok(())
    }

    /// A state always rests under the newest key, so that what is used is kept and what isn't expires.
    fn change_state(
        &self,
        group: &Writes,
        own: &mut Writes,
        chat: ChatId,
        change: StateChange,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        if change == StateChange::Keep {
            return Ok(());
        }
        for row in self.vault.row_keys(now.week(), STATE, chat) {
            if group.state.contains(&self.state, &row)? {
                own.state.remove(&row);
            }
        }
        if let StateChange::Put(state) = change {
            let key = self.vault.key_of(now.week())?;
            let row = key.row_key(STATE, chat);
            let remembered = Remembered { day: now.day(), state };
            let record = record::seal(&key, Place { tree: STATE, row: &row }, &remembered)?;
            own.state.put(&row, record);
        }
        Ok(())
    }

    fn queue(
        &self,
        own: &mut Writes,
        chat: ChatId,
        deliveries: Vec<Delivery>,
        now: Timestamp,
    ) -> Result<Vec<OutboxId>, StoreError> {
        let mut ids = Vec::with_capacity(deliveries.len());
        for (id, delivery) in (self.next.load(Ordering::Relaxed)..).zip(deliveries) {
            let key = self.vault.key_of(now.week())?;
            let row = id.to_be_bytes();
            let record = record::seal(&key, Place { tree: OUTBOX, row: &row }, &Queued { chat, delivery })?;
            own.outbox.put(&row, record);
            ids.push(OutboxId(id));
        }
        Ok(ids)
    }

    fn forget_deliveries(
        &self,
        group: &Writes,
        own: &mut Writes,
        chat: ChatId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        for pending in self.queued(&group.outbox, now).filter_map(Result::transpose) {
            let pending = pending?;
            if pending.chat == chat {
                own.outbox.remove(&pending.id.0.to_be_bytes());
            }
        }
        Ok(())
    }

    /// Returns the outbox in order; `None` stands for what can't be opened any more.
    fn queued<'a>(
        &'a self,
        group: &'a Rows,
        now: Timestamp,
    ) -> impl Iterator<Item = Result<Option<Pending>, StoreError>> + use<'a> {
        group.over(&self.outbox).map(move |row| {
            let (row, record) = row?;
            let id = outbox_id(&row).ok_or(StoreError::Unreadable)?;
            let place = Place { tree: OUTBOX, row: &row };
            let queued: Option<Queued> = record::open(&self.vault, now.week(), place, &record)?;
            Ok(queued.map(|Queued { chat, delivery }| Pending { id, chat, delivery }))
        })
    }
}

/// See [`Store::delivered`](crate::ports::Store::delivered).
pub(super) fn delivered(group: &mut Writes, done: &[OutboxId]) {
    for id in done {
        group.outbox.remove(&id.0.to_be_bytes());
    }
}

impl Writes {
    fn absorb(&mut self, later: Self) {
        self.state.absorb(later.state);
        self.handled.absorb(later.handled);
        self.started.absorb(later.started);
        self.outbox.absorb(later.outbox);
    }
}

fn update_row(update: UpdateId) -> [u8; 4] {
    update.0.to_be_bytes()
}

fn outbox_id(row: &IVec) -> Option<OutboxId> {
    row.as_ref().try_into().ok().map(u64::from_be_bytes).map(OutboxId)
}
