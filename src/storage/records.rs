//! Admins' records in the `faq` database: sealed rows of any kind, changed together or not at all.
//!
//! | tree | row | record |
//! |---|---|---|
//! | `record` | kind, keyed hash of the key | sealed: key, and the value or where its pieces are |
//! | `piece` | random id, number | sealed: a piece of a value |
//!
//! The real key is inside, because it may tell a chat. Kinds that are *wiped* are sealed with a key of
//! their own (`ring`): once something of them was removed or replaced, `wipe` seals what is left anew, and
//! the older key is destroyed. Rows move then, so readers and the writes to sled exclude each other.

mod copy;
mod layout;
mod ring;
mod wipe;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::PoisonError;
use std::sync::RwLock;
use std::sync::RwLockReadGuard;
use std::sync::RwLockWriteGuard;

use sled::Tree;
use zeroize::Zeroizing;

use crate::curation::record::Kind;
use crate::curation::record::Row;
use crate::curation::record::Was;
use crate::curation::record::Write;
use crate::ports::StoreError;
use crate::storage::Database;
use crate::storage::OpenError;
use crate::storage::keys::Key;
use crate::storage::keys::Place;
use crate::storage::migrations::META;
use crate::storage::records::layout::Opened;
use crate::storage::records::ring::Ring;
use crate::storage::rows::Rows;
use crate::storage::vault::Vault;

pub(super) use copy::Judge;
pub(super) use layout::check_sizes;
pub(super) use ring::opens as opens_keys;
pub(super) use ring::put_file as put_keys;

const RECORD: &str = "record";
const PIECE: &str = "piece";
const CHECK: Place<'static> = Place { tree: META, row: b"check" };

/// Says that something of a wiped kind was removed or replaced. No kind has its code.
const WIPE_DUE: &[u8] = &[0];

/// The open records.
pub(super) struct Cabinet {
    rows: Tree,
    pieces: Tree,
    vault: Arc<Vault>,
    ring: Ring,
    lasting: Key,
    moving: RwLock<()>,
}

/// What a group writes to the records.
#[derive(Default)]
pub(super) struct Changes {
    rows: Rows,
    pieces: Rows,
}

impl Cabinet {
    /// Opens the records with the keys of the secret file, which must belong to them.
    pub(super) fn open(database: &Database, vault: Arc<Vault>) -> Result<Self, OpenError> {
        let lasting = vault.master().derive("faq records");
        check_key(database, &lasting)?;
        let (rows, pieces) = (database.tree(RECORD)?, database.tree(PIECE)?);
        let ring = Ring::open(database.folder(), Arc::clone(&vault))?;
        Ok(Self { rows, pieces, vault, ring, lasting, moving: RwLock::default() })
    }

    /// See [`Records::record`](crate::ports::Records::record).
    pub(super) fn record(&self, row: &Row) -> Result<Option<Vec<u8>>, StoreError> {
        let _standing = self.while_nothing_moves();
        self.value(&Changes::default(), row)
    }

    /// See [`Records::records`](crate::ports::Records::records).
    pub(super) fn records(&self, kind: Kind) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let _standing = self.while_nothing_moves();
        let mut found = self.all(&Changes::default(), kind)?;
        found.sort();
        Ok(found)
    }

    /// See [`Records::apply`](crate::ports::Records::apply); runs on the committer's thread.
    pub(super) fn apply(&self, group: &mut Changes, writes: Vec<Write>) -> Result<bool, StoreError> {
        check_sizes(&writes)?;
        for write in &writes {
            if !self.holds(group, write)? {
                return Ok(false);
            }
        }
        // Of two writes to a row the later counts.
        let last: BTreeMap<Row, Option<Vec<u8>>> =
            writes.into_iter().map(|write| (write.row, write.value)).collect();
        let mut own = Changes::default();
        for (row, value) in last {
            self.change(group, &mut own, &row, value)?;
        }
        group.absorb(own);
        Ok(true)
    }

    /// Keeps readers out for as long as the guard lives: a batch is seen whole or not at all.
    pub(super) fn move_rows(&self) -> RwLockWriteGuard<'_, ()> {
        self.moving.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns where rows and pieces stand.
    pub(super) fn trees(&self) -> [&Tree; 2] {
        [&self.rows, &self.pieces]
    }

    fn while_nothing_moves(&self) -> RwLockReadGuard<'_, ()> {
        self.moving.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn holds(&self, group: &Changes, write: &Write) -> Result<bool, StoreError> {
        match &write.was {
            Was::Anything => Ok(true),
            Was::Exactly(expected) => Ok(self.value(group, &write.row)? == *expected),
        }
    }

    fn change(
        &self,
        group: &Changes,
        own: &mut Changes,
        row: &Row,
        value: Option<Vec<u8>>,
    ) -> Result<(), StoreError> {
        let replaces = self.take_out(group, own, row)?;
        if replaces && row.kind.is_wiped() {
            own.rows.put(WIPE_DUE, Vec::new());
        }
        match value {
            Some(value) => self.put_in(own, row, &Zeroizing::new(value)),
            None => Ok(()),
        }
    }

    /// Removes a row under whichever key it rests; returns whether it was there.
    fn take_out(&self, group: &Changes, own: &mut Changes, row: &Row) -> Result<bool, StoreError> {
        let mut found = false;
        for key in self.keys(row.kind) {
            let at = layout::row(&key, row);
            if let Some(record) = group.rows.get(&self.rows, &at)? {
                let opened = layout::open(&key, place(RECORD, &at), &record).ok_or(StoreError::Unreadable)?;
                layout::pieces(&opened).for_each(|piece| own.pieces.remove(&piece));
                own.rows.remove(&at);
                found = true;
            }
        }
        Ok(found)
    }

    fn put_in(&self, own: &mut Changes, row: &Row, value: &[u8]) -> Result<(), StoreError> {
        let key = if row.kind.is_wiped() { self.ring.newest()? } else { self.lasting.clone() };
        let at = layout::row(&key, row);
        let pieces = if layout::fits(row, value) { None } else { Some(layout::fresh_id()?) };
        if let Some(id) = pieces {
            for (at, piece) in layout::cut(id, value) {
                own.pieces.put(&at, layout::seal_piece(&key, place(PIECE, &at), piece)?);
            }
        }
        own.rows.put(&at, layout::seal(&key, place(RECORD, &at), row, value, pieces)?);
        Ok(())
    }

    /// Returns what a row holds, as it is going to be.
    fn value(&self, group: &Changes, row: &Row) -> Result<Option<Vec<u8>>, StoreError> {
        for key in self.keys(row.kind) {
            let at = layout::row(&key, row);
            if let Some(record) = group.rows.get(&self.rows, &at)? {
                let opened = layout::open(&key, place(RECORD, &at), &record).ok_or(StoreError::Unreadable)?;
                return self.content(group, &key, opened).map(|(_, value)| Some(value));
            }
        }
        Ok(None)
    }

    /// Returns everything of a kind, as it is going to be, in no order.
    fn all(&self, group: &Changes, kind: Kind) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let keys = self.keys(kind);
        let mut found = Vec::new();
        for at in group.rows.keys_from(&self.rows, &[layout::code(kind)])? {
            let record = group.rows.get(&self.rows, &at)?.ok_or(StoreError::Unreadable)?;
            let opened =
                keys.iter().find_map(|key| Some((key, layout::open(key, place(RECORD, &at), &record)?)));
            let (key, opened) = opened.ok_or(StoreError::Unreadable)?;
            found.push(self.content(group, key, opened)?);
        }
        Ok(found)
    }

    /// Returns key and value of an opened row, whose pieces are sealed with the same key.
    fn content(&self, group: &Changes, key: &Key, opened: Opened) -> Result<(String, Vec<u8>), StoreError> {
        let mut value = opened.value.to_vec();
        for at in layout::pieces(&opened) {
            let record = group.pieces.get(&self.pieces, &at)?.ok_or(StoreError::Unreadable)?;
            let piece = layout::open_piece(key, place(PIECE, &at), &record).ok_or(StoreError::Unreadable)?;
            value.extend_from_slice(&piece);
        }
        value.truncate(opened.length);
        let whole = value.len() == opened.length;
        if whole { Ok((opened.key, value)) } else { Err(StoreError::Unreadable) }
    }

    /// Returns the keys that rows of a kind may be sealed with, newest first.
    fn keys(&self, kind: Kind) -> Vec<Key> {
        if kind.is_wiped() { self.ring.all() } else { vec![self.lasting.clone()] }
    }
}

impl Changes {
    /// Returns the writes to rows and to pieces.
    pub(super) fn into_rows(self) -> [Rows; 2] {
        [self.rows, self.pieces]
    }

    fn absorb(&mut self, later: Self) {
        self.rows.absorb(later.rows);
        self.pieces.absorb(later.pieces);
    }
}

fn place<'a>(tree: &'static str, row: &'a [u8]) -> Place<'a> {
    Place { tree, row }
}

/// Holds the secret file against the database; one without records takes any.
fn check_key(database: &Database, key: &Key) -> Result<(), OpenError> {
    let meta = database.tree(META)?;
    match meta.get(CHECK.row)? {
        Some(check) if key.open(CHECK, &check).is_some() => Ok(()),
        Some(_) => Err(OpenError::SecretWrong),
        None => {
            let check = key.seal(CHECK, &[]).map_err(|_| OpenError::NoRandomness)?;
            drop(meta.insert(CHECK.row, check)?);
            database.sync()
        }
    }
}

#[cfg(test)]
mod tests;
