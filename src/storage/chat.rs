//! The `chat` database: what is remembered of chats, and what Telegram must still be told.
//!
//! Which updates were handled is nowhere: Telegram keeps those that aren't acknowledged. So nothing here
//! tells in which order, or that at all, people wrote who left nothing to be kept.
//!
//! | tree | row | record |
//! |---|---|---|
//! | `state` | keyed hash of the chat, one key a week | sealed: day of the last use, state |
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
use crate::ports::Delivery;
use crate::ports::OutboxId;
use crate::ports::Pending;
use crate::ports::StoreError;
use crate::ports::Timestamp;
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
mod copy;
mod sweep;

pub(super) use sweep::Table;

const STATE: &str = "state";
const OUTBOX: &str = "outbox";

/// The open `chat` database.
pub(super) struct Chat {
    state: Tree,
    outbox: Tree,
    vault: Arc<Vault>,
    next: AtomicU64,
}

/// What one transaction writes: the commits of a group.
#[derive(Default)]
pub(super) struct Writes {
    state: Rows,
    outbox: Rows,
}

impl Chat {
    /// Opens the trees of the database with the keys of the secret file, which must belong to it.
    pub(super) fn open(database: &Database, secret: &Path, now: Timestamp) -> Result<Self, OpenError> {
        migrations::bring_up_to_date(database, migrations::CHAT)?;
        // Keys are destroyed by the rounds, once the clock is known to be right, and never at the start.
        let secret: Secret = check::matching_secret(database, secret)?;
        let outbox = database.tree(OUTBOX)?;
        let next = outbox.last()?.and_then(|(row, _)| outbox_id(&row)).map_or(0, |last| last.0 + 1);
        Ok(Self {
            state: database.tree(STATE)?,
            outbox,
            vault: Arc::new(Vault::new(secret, now.week())?),
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
    ) -> Result<Vec<OutboxId>, StoreError> {
        let mut own = Writes::default();
        if change.state == StateChange::Forget {
            self.forget_deliveries(group, &mut own, change.chat, now)?;
        }
        self.change_state(group, &mut own, change.chat, change.state, now)?;
        let ids = self.queue(&mut own, change.chat, change.deliveries, now)?;
        group.absorb(own);
        let _: u64 = self.next.fetch_add(ids.len() as u64, Ordering::Relaxed);
        Ok(ids)
    }

    /// Writes a whole group, or nothing of it.
    pub(super) fn write(&self, group: Writes) -> Result<(), OpenError> {
        let Writes { state, outbox } = group;
        let batches = [state, outbox].map(Rows::into_batch);
        let written = (&self.state, &self.outbox).transaction(|trees| {
            let trees = [&trees.0, &trees.1];
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
            let key = self.vault.key_of(now.week());
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
            let key = self.vault.key_of(now.week());
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
        self.outbox.absorb(later.outbox);
    }
}

fn outbox_id(row: &IVec) -> Option<OutboxId> {
    row.as_ref().try_into().ok().map(u64::from_be_bytes).map(OutboxId)
}
