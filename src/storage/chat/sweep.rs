//! Removes what has expired, a slice of a tree at a time, so that commits get their turn in between.

use sled::Tree;

use crate::ports::StoreError;
use crate::ports::Timestamp;
use crate::storage::chat::Chat;
use crate::storage::chat::OUTBOX;
use crate::storage::chat::STATE;
use crate::storage::chat::Writes;
use crate::storage::keys::Place;
use crate::storage::record;
use crate::storage::record::Queued;
use crate::storage::record::Remembered;
use crate::storage::retention;
use crate::storage::rows::Rows;
use crate::storage::rows::unreadable;

/// Rows looked at in one go.
const SLICE: usize = 500;

/// A tree whose rows expire.
#[derive(Debug, Clone, Copy)]
pub(in crate::storage) enum Table {
    /// What is remembered of chats.
    State,
    /// Deliveries, which expire only with their key.
    Outbox,
}

impl Table {
    /// Every such tree.
    pub(in crate::storage) const ALL: [Self; 2] = [Self::State, Self::Outbox];
}

/// What a slice came to.
pub(in crate::storage) struct Swept {
    /// How many rows went.
    pub(in crate::storage) removed: usize,
    /// Where the next slice begins, if there is one.
    pub(in crate::storage) next: Option<Vec<u8>>,
}

impl Chat {
    /// Removes the expired rows of a slice that begins at row `from`.
    pub(in crate::storage) fn sweep(
        &self,
        group: &mut Writes,
        table: Table,
        from: &[u8],
        now: Timestamp,
    ) -> Result<Swept, StoreError> {
        let mut own = Rows::default();
        let (mut seen, mut removed, mut last) = (0, 0, None);
        for row in self.tree(table).range(from..).take(SLICE) {
            let (row, record) = row.map_err(unreadable)?;
            // What the group has just written isn't what stands here.
            if !group.rows(table).touch(&row) && self.is_expired(table, &row, &record, now)? {
                own.remove(&row);
                removed += 1;
            }
            seen += 1;
            last = Some(row);
        }
        group.rows(table).absorb(own);
        let next = last.filter(|_| seen == SLICE).map(|row| [&row, [0].as_slice()].concat());
        Ok(Swept { removed, next })
    }

    fn tree(&self, table: Table) -> &Tree {
        match table {
            Table::State => &self.state,
            Table::Outbox => &self.outbox,
        }
    }

    fn is_expired(
        &self,
        table: Table,
        row: &[u8],
        record: &[u8],
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let week = now.week();
        match table {
            Table::State => {
                let place = Place { tree: STATE, row };
                let opened: Option<Remembered> = record::open(&self.vault, week, place, record)?;
                Ok(opened.is_none_or(|state| retention::state_expired(state.day, now.day())))
            }
            Table::Outbox => {
                let place = Place { tree: OUTBOX, row };
                let opened: Option<Queued> = record::open(&self.vault, week, place, record)?;
                Ok(opened.is_none())
            }
        }
    }
}

impl Writes {
    fn rows(&mut self, table: Table) -> &mut Rows {
        match table {
            Table::State => &mut self.state,
            Table::Outbox => &mut self.outbox,
        }
    }
}
