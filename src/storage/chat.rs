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
//! Everything that writes runs on the committer's thread, so what it reads before can't change under it.

use std::path::Path;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;

use sled::Batch;
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
use crate::storage::migrations;
use crate::storage::record;
use crate::storage::record::Queued;
use crate::storage::record::Remembered;
use crate::storage::retention;
use crate::storage::sealing::Place;
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
    vault: Vault,
    next: AtomicU64,
}

/// What one transaction writes.
#[derive(Default)]
struct Writes {
    state: Batch,
    handled: Batch,
    started: Batch,
    outbox: Batch,
}

impl Chat {
    /// Opens the trees of the database with the keys of the secret file, which must belong to it.
    pub(super) fn open(database: &Database, secret: &Path, now: Timestamp) -> Result<Self, OpenError> {
        migrations::bring_up_to_date(database, migrations::CHAT)?;
        let mut secret: Secret = check::matching_secret(database, secret)?;
        secret.destroy_expired(now.week()).map_err(|error| OpenError::SecretInaccessible(error.kind()))?;
        let outbox = database.tree(OUTBOX)?;
        let next = outbox.last()?.and_then(|(row, _)| outbox_id(&row)).map_or(0, |last| last.0 + 1);
        Ok(Self {
            state: database.tree(STATE)?,
            handled: database.tree("handled")?,
            started: database.tree("started")?,
            outbox,
            vault: Vault::new(secret),
            next: AtomicU64::new(next),
        })
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

    /// See [`Store::pending`](crate::ports::Store::pending).
    pub(super) fn pending(&self, now: Timestamp) -> Result<Vec<Pending>, StoreError> {
        self.queued(now).filter_map(Result::transpose).collect()
    }

    /// See [`Store::commit`](crate::ports::Store::commit).
    pub(super) fn commit(&self, change: Change, now: Timestamp) -> Result<Committed, StoreError> {
        let mut writes = Writes::default();
        let first = self.next.load(Ordering::Relaxed);
        if change.state == StateChange::Forget {
            self.forget_deliveries(change.chat, now, &mut writes)?;
        }
        self.change_state(change.chat, change.state, now, &mut writes)?;
        let ids = self.queue(change.chat, change.deliveries, first, now, &mut writes)?;
        if let Some(update) = change.handled {
            writes.note_handled(update, now);
        }
        if self.write_unless_handled(change.handled, &writes)? {
            self.next.store(first.saturating_add(ids.len() as u64), Ordering::Relaxed);
            Ok(Committed::Done(ids))
        } else {
            Ok(Committed::Repeated)
        }
    }

    /// See [`Store::begin`](crate::ports::Store::begin).
    pub(super) fn begin(&self, updates: &[UpdateId], now: Timestamp) -> Result<Vec<u8>, StoreError> {
        let mut writes = Writes::default();
        let mut before = Vec::with_capacity(updates.len());
        for update in updates {
            let times = self.begun(*update)?;
            before.push(times);
            if !self.is_handled(*update)? {
                let record = record::begun(now.day(), times.saturating_add(1));
                writes.started.insert(&update_row(*update), record);
            }
        }
        self.write(&writes)?;
        Ok(before)
    }

    /// See [`Store::finish`](crate::ports::Store::finish).
    pub(super) fn finish(&self, updates: &[UpdateId], now: Timestamp) -> Result<(), StoreError> {
        let mut writes = Writes::default();
        for update in updates {
            writes.note_handled(*update, now);
        }
        self.write(&writes)
    }

    /// See [`Store::delivered`](crate::ports::Store::delivered).
    pub(super) fn delivered(&self, done: &[OutboxId]) -> Result<(), StoreError> {
        let mut writes = Writes::default();
        for id in done {
            writes.outbox.remove(&id.0.to_be_bytes());
        }
        self.write(&writes)
    }

    /// See [`Store::begun`](crate::ports::Store::begun).
    pub(super) fn begun(&self, update: UpdateId) -> Result<u8, StoreError> {
        let record = self.started.get(update_row(update)).map_err(unreadable)?;
        record.map_or(Ok(0), |record| record::read_times(&record))
    }

    /// A state always rests under the newest key, so that what is used is kept and what isn't expires.
    fn change_state(
        &self,
        chat: ChatId,
        change: StateChange,
        now: Timestamp,
        writes: &mut Writes,
    ) -> Result<(), StoreError> {
        if change == StateChange::Keep {
            return Ok(());
        }
        for row in self.vault.row_keys(now.week(), STATE, chat) {
            if self.state.contains_key(row).map_err(unreadable)? {
                writes.state.remove(&row);
            }
        }
        if let StateChange::Put(state) = change {
            let key = self.vault.key_of(now.week())?;
            let row = key.row_key(STATE, chat);
            let remembered = Remembered { day: now.day(), state };
            let record = record::seal(&key, Place { tree: STATE, row: &row }, &remembered)?;
            writes.state.insert(&row, record);
        }
        Ok(())
    }

    fn queue(
        &self,
        chat: ChatId,
        deliveries: Vec<Delivery>,
        first: u64,
        now: Timestamp,
        writes: &mut Writes,
    ) -> Result<Vec<OutboxId>, StoreError> {
        let mut ids = Vec::with_capacity(deliveries.len());
        for (id, delivery) in (first..).zip(deliveries) {
            let key = self.vault.key_of(now.week())?;
            let row = id.to_be_bytes();
            let record = record::seal(&key, Place { tree: OUTBOX, row: &row }, &Queued { chat, delivery })?;
            writes.outbox.insert(&row, record);
            ids.push(OutboxId(id));
        }
        Ok(ids)
    }

    fn forget_deliveries(&self, chat: ChatId, now: Timestamp, writes: &mut Writes) -> Result<(), StoreError> {
        for pending in self.queued(now).filter_map(Result::transpose) {
            let pending = pending?;
            if pending.chat == chat {
                writes.outbox.remove(&pending.id.0.to_be_bytes());
            }
        }
        Ok(())
    }

    /// Returns the outbox in order; `None` stands for what can't be opened any more.
    fn queued(&self, now: Timestamp) -> impl Iterator<Item = Result<Option<Pending>, StoreError>> {
        self.outbox.iter().map(move |row| {
            let (row, record) = row.map_err(unreadable)?;
            let id = outbox_id(&row).ok_or(StoreError::Unreadable)?;
            let place = Place { tree: OUTBOX, row: &row };
            let queued: Option<Queued> = record::open(&self.vault, now.week(), place, &record)?;
            Ok(queued.map(|Queued { chat, delivery }| Pending { id, chat, delivery }))
        })
    }

    fn write(&self, writes: &Writes) -> Result<(), StoreError> {
        self.write_unless_handled(None, writes).map(|_| ())
    }

    /// Writes all or nothing; returns whether it wrote.
    fn write_unless_handled(&self, update: Option<UpdateId>, writes: &Writes) -> Result<bool, StoreError> {
        let written = (&self.state, &self.handled, &self.started, &self.outbox).transaction(
            |(state, handled, started, outbox)| {
                if let Some(update) = update
                    && handled.get(update_row(update))?.is_some()
                {
                    return Err(ConflictableTransactionError::Abort(()));
                }
                state.apply_batch(&writes.state)?;
                handled.apply_batch(&writes.handled)?;
                started.apply_batch(&writes.started)?;
                outbox.apply_batch(&writes.outbox)?;
                Ok(())
            },
        );
        match written {
            Ok(()) => Ok(true),
            Err(TransactionError::Abort(())) => Ok(false),
            // Part of it may be in memory, none of it is on disk: nothing may be written any more.
            Err(TransactionError::Storage(_)) => Err(StoreError::Unwritable),
        }
    }
}

impl Writes {
    fn note_handled(&mut self, update: UpdateId, now: Timestamp) {
        self.handled.insert(&update_row(update), record::day(now.day()));
        self.started.remove(&update_row(update));
    }
}

fn update_row(update: UpdateId) -> [u8; 4] {
    update.0.to_be_bytes()
}

fn outbox_id(row: &IVec) -> Option<OutboxId> {
    row.as_ref().try_into().ok().map(u64::from_be_bytes).map(OutboxId)
}

/// What can't be read stops one request; only failing writes stop the database.
fn unreadable(_: sled::Error) -> StoreError {
    StoreError::Unreadable
}
