//! Writes that wait for the end of their group, and the view of a tree through them.
//!
//! sled rolls its log at every transaction, which costs two writes to the disk: so a group of commits
//! is one transaction, and whoever commits later in the group must see what came before.

use std::collections::BTreeMap;

use sled::Batch;
use sled::IVec;
use sled::Tree;

use crate::ports::StoreError;

/// What is to be written to a tree: a record, or nothing any more.
#[derive(Default)]
pub(super) struct Rows(BTreeMap<IVec, Option<IVec>>);

impl Rows {
    /// Writes a record.
    pub(super) fn put(&mut self, row: &[u8], record: Vec<u8>) {
        drop(self.0.insert(row.into(), Some(record.into())));
    }

    /// Returns how many rows are written.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Removes a row.
    pub(super) fn remove(&mut self, row: &[u8]) {
        drop(self.0.insert(row.into(), None));
    }

    /// Adds later writes.
    pub(super) fn absorb(&mut self, later: Self) {
        self.0.extend(later.0);
    }

    /// Whether a row is going to change.
    pub(super) fn touch(&self, row: &[u8]) -> bool {
        self.0.contains_key(row)
    }

    /// Returns the record of a row as it is going to be.
    pub(super) fn get(&self, tree: &Tree, row: &[u8]) -> Result<Option<IVec>, StoreError> {
        match self.0.get(row) {
            Some(record) => Ok(record.clone()),
            None => tree.get(row).map_err(unreadable),
        }
    }

    /// Whether a row is going to be there.
    pub(super) fn contains(&self, tree: &Tree, row: &[u8]) -> Result<bool, StoreError> {
        Ok(self.get(tree, row)?.is_some())
    }

    /// Returns every row as it is going to be: first those that stay, in order, then new ones, in order.
    pub(super) fn over<'a>(
        &'a self,
        tree: &Tree,
    ) -> impl Iterator<Item = Result<(IVec, IVec), StoreError>> + use<'a> {
        let stay = tree.iter().filter(|row| row.as_ref().map_or(true, |(row, _)| !self.touch(row)));
        let come = self.0.iter().filter_map(|(row, record)| Some((row.clone(), record.clone()?)));
        stay.map(|row| row.map_err(unreadable)).chain(come.map(Ok))
    }

    /// Returns the last row as it is going to be.
    pub(super) fn last(&self, tree: &Tree) -> Result<Option<(IVec, IVec)>, StoreError> {
        let stays = tree.iter().rev().find(|row| row.as_ref().map_or(true, |(row, _)| !self.touch(row)));
        let stays = stays.transpose().map_err(unreadable)?;
        let mut come = self.0.iter().rev().filter_map(|(row, record)| Some((row.clone(), record.clone()?)));
        Ok(stays.into_iter().chain(come.next()).max_by(|one, two| one.0.cmp(&two.0)))
    }

    /// Returns the keys of all rows that begin alike, as they are going to be.
    pub(super) fn keys_from(&self, tree: &Tree, beginning: &[u8]) -> Result<Vec<IVec>, StoreError> {
        let stay = tree.scan_prefix(beginning).keys();
        let stay = stay.filter(|row| row.as_ref().map_or(true, |row| !self.touch(row)));
        let mut keys = stay.collect::<Result<Vec<_>, _>>().map_err(unreadable)?;
        let come = self.0.iter().filter(|(row, record)| record.is_some() && row.starts_with(beginning));
        keys.extend(come.map(|(row, _)| row.clone()));
        Ok(keys)
    }

    /// Returns every write: what if the row is to stay, nothing if it goes.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&IVec, Option<&IVec>)> {
        self.0.iter().map(|(row, record)| (row, record.as_ref()))
    }

    /// Returns the writes as sled takes them.
    pub(super) fn into_batch(self) -> Batch {
        self.to_batch()
    }

    /// Returns the writes as sled takes them, and keeps them.
    pub(super) fn to_batch(&self) -> Batch {
        let mut batch = Batch::default();
        for (row, record) in self.iter() {
            match record {
                Some(record) => batch.insert(row, record),
                None => batch.remove(row),
            }
        }
        batch
    }
}

/// What can't be read stops one request; only failing writes stop the database.
pub(super) fn unreadable(_: sled::Error) -> StoreError {
    StoreError::Unreadable
}

#[cfg(test)]
mod tests {
    use super::*;

    fn a_tree() -> (tempfile::TempDir, Tree) {
        let folder = tempfile::tempdir().unwrap();
        let tree = sled::open(folder.path()).unwrap().open_tree("rows").unwrap();
        for row in ["a", "b", "c"] {
            drop(tree.insert(row, "old").unwrap());
        }
        (folder, tree)
    }

    fn some_rows() -> Rows {
        let mut rows = Rows::default();
        rows.put(b"b", b"new".to_vec());
        rows.put(b"d", b"new".to_vec());
        rows.remove(b"c");
        rows
    }

    fn text(rows: impl Iterator<Item = (IVec, IVec)>) -> String {
        let rows = rows.map(|(row, record)| [&row, b"=".as_slice(), &record].concat());
        String::from_utf8(rows.collect::<Vec<_>>().join(b" ".as_slice())).unwrap()
    }

    #[test]
    fn a_tree_is_seen_as_it_is_going_to_be() {
        let (_folder, tree) = a_tree();
        let rows = some_rows();
        assert_eq!(text(rows.over(&tree).map(Result::unwrap)), "a=old b=new d=new");
        assert_eq!(rows.get(&tree, b"a"), Ok(Some("old".into())));
        assert_eq!(rows.get(&tree, b"b"), Ok(Some("new".into())));
        assert_eq!(rows.contains(&tree, b"c"), Ok(false));
    }

    #[test]
    fn the_last_row_and_those_that_begin_alike_are_as_they_are_going_to_be() {
        let (_folder, tree) = a_tree();
        let mut rows = some_rows();
        assert_eq!(rows.last(&tree), Ok(Some(("d".into(), "new".into()))));
        rows.remove(b"d");
        assert_eq!(rows.last(&tree), Ok(Some(("b".into(), "new".into()))));
        rows.remove(b"b");
        rows.put(b"A", Vec::new());
        assert_eq!(rows.last(&tree), Ok(Some(("a".into(), "old".into()))));
        rows.put(b"a2", Vec::new());
        assert_eq!(rows.keys_from(&tree, b"a"), Ok(vec!["a".into(), "a2".into()]));
        rows.remove(b"a");
        assert_eq!(rows.keys_from(&tree, b"a"), Ok(vec!["a2".into()]));
    }

    #[test]
    fn the_batch_makes_the_tree_what_it_was_seen_as() {
        let (_folder, tree) = a_tree();
        tree.apply_batch(some_rows().into_batch()).unwrap();
        assert_eq!(text(tree.iter().map(Result::unwrap)), "a=old b=new d=new");
    }

    #[test]
    fn of_two_writes_the_later_counts() {
        let (_folder, tree) = a_tree();
        let mut rows = some_rows();
        let mut later = Rows::default();
        later.remove(b"b");
        later.put(b"c", b"newer".to_vec());
        rows.absorb(later);
        assert_eq!(text(rows.over(&tree).map(Result::unwrap)), "a=old c=newer d=new");
    }
}
