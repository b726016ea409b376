//! The deletion list `tips.deleted`: which tips their tipsters removed, so that no backup brings them back.
//!
//! Tips that went because their time was over aren't listed: a backup brings them back, and they go again
//! if the clock was right.
//!
//! It is no part of a backup. A line is a keyed hash of the lookup id and the week; nobody without the
//! secret file can tell which receipt it belongs to.

use std::collections::HashSet;
use std::fs;
use std::fs::File;
use std::fs::OpenOptions;
use std::io;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;

use crate::storage::OpenError;
use crate::storage::database::parent;
use crate::storage::database::sync_folder;
use crate::storage::keys::Key;
use crate::storage::tips::folders::Folders;
use crate::storage::tips::folders::replace;
use crate::tips::LookupId;
use crate::tips::Week;

const PURPOSE: &str = "tips-deleted-v1";

/// Weeks for which a backup may still be restored without bringing back what was removed.
const KEPT: u32 = 60;

/// A line's first half.
pub(super) type Mark = String;

/// Returns how the list writes a lookup id.
pub(super) fn mark(master: &Key, lookup: LookupId) -> Mark {
    master.keyed_hash(PURPOSE, &lookup.0).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The list, open for more.
pub(super) struct Deletions {
    path: PathBuf,
    file: Option<File>,
}

impl Deletions {
    /// Opens the list, which need not be there yet.
    pub(super) fn of(folders: &Folders) -> Self {
        Self { path: folders.deleted(), file: None }
    }

    /// Adds removed tips; they are durable when this returns.
    pub(super) fn add(&mut self, removed: &[(Mark, Week)]) -> Result<(), OpenError> {
        let mut lines = String::new();
        if self.file.is_none() {
            // A kill may have torn the last line.
            lines.push('\n');
        }
        for (mark, week) in removed {
            lines.extend([mark, " ", &week.0.to_string(), "\n"]);
        }
        let file = self.open()?;
        file.write_all(lines.as_bytes())?;
        Ok(file.sync_data()?)
    }

    /// Returns all marks.
    pub(super) fn read(&self) -> Result<HashSet<Mark>, OpenError> {
        Ok(self.lines()?.into_iter().map(|(mark, _)| mark).collect())
    }

    /// Drops lines that no backup can be old enough for.
    pub(super) fn forget_old(&mut self, now: Week) -> Result<(), OpenError> {
        let lines = self.lines()?;
        let young = |week: u32| week.saturating_add(KEPT) >= now.0;
        if lines.iter().all(|(_, week)| young(*week)) {
            return Ok(());
        }
        let lines = lines.into_iter().filter(|(_, week)| young(*week));
        let text: String = lines.map(|(mark, week)| format!("{mark} {week}\n")).collect();
        self.file = None;
        Ok(replace(&self.path, text.as_bytes())?)
    }

    fn open(&mut self) -> Result<&mut File, OpenError> {
        if self.file.is_none() {
            let file = OpenOptions::new().append(true).create(true).mode(0o600).open(&self.path)?;
            file.sync_all()?;
            sync_folder(parent(&self.path))?;
            self.file = Some(file);
        }
        self.file.as_mut().ok_or(OpenError::Io(io::ErrorKind::NotFound))
    }

    /// Torn lines say nothing.
    fn lines(&self) -> Result<Vec<(Mark, u32)>, OpenError> {
        let text = match fs::read(&self.path) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(error.into()),
        };
        let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
        let lines = whole.lines().filter_map(|line| {
            let (mark, week) = line.split_once(' ')?;
            (mark.len() == 64).then_some((mark.to_owned(), week.parse().ok()?))
        });
        Ok(lines.collect())
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::any;
    use proptest::prop_assert;
    use proptest::proptest;

    use super::*;

    fn marks(master: &Key, numbers: &[u8]) -> Vec<Mark> {
        numbers.iter().map(|number| mark(master, LookupId([*number; 32]))).collect()
    }

    fn listed(marks: &[Mark], week: u32) -> Vec<(Mark, Week)> {
        marks.iter().map(|mark| (mark.clone(), Week(week))).collect()
    }

    #[test]
    fn what_was_added_is_read_also_after_a_torn_line() {
        let data = tempfile::tempdir().unwrap();
        let folders = Folders::of(data.path());
        let master = Key::generate().unwrap();
        let own = marks(&master, &[1, 2, 3]);
        Deletions::of(&folders).add(&listed(&own[..2], 7)).unwrap();
        let torn = [fs::read(folders.deleted()).unwrap(), b"4f4f4f".to_vec()].concat();
        fs::write(folders.deleted(), torn).unwrap();
        let mut list = Deletions::of(&folders);
        assert_eq!(list.read().unwrap(), own[..2].iter().cloned().collect());
        list.add(&listed(&own[2..], 8)).unwrap();
        assert_eq!(list.read().unwrap(), own.iter().cloned().collect());
    }

    #[test]
    fn a_line_is_kept_for_sixty_weeks() {
        let data = tempfile::tempdir().unwrap();
        let folders = Folders::of(data.path());
        let master = Key::generate().unwrap();
        let own = marks(&master, &[1, 2, 3]);
        let mut list = Deletions::of(&folders);
        list.add(&listed(&own[..1], 100)).unwrap();
        list.add(&listed(&own[1..2], 101)).unwrap();
        list.forget_old(Week(160)).unwrap();
        assert_eq!(list.read().unwrap().len(), 2);
        list.forget_old(Week(161)).unwrap();
        list.add(&listed(&own[2..], 161)).unwrap();
        assert_eq!(list.read().unwrap(), own[1..].iter().cloned().collect());
    }

    #[test]
    fn the_list_does_not_hold_the_lookup_id_and_each_master_key_writes_its_own() {
        let (one, two) = (Key::generate().unwrap(), Key::generate().unwrap());
        let own = mark(&one, LookupId([0xAB; 32]));
        assert_eq!(own, mark(&one, LookupId([0xAB; 32])));
        assert_ne!(own, mark(&two, LookupId([0xAB; 32])));
        assert!(!own.contains("abababab"));
    }

    proptest! {
        #[test]
        fn no_bytes_break_the_list_and_lines_that_are_whole_are_read(bytes in vec(any::<u8>(), 0..200)) {
            let data = tempfile::tempdir().unwrap();
            let folders = Folders::of(data.path());
            let own = marks(&Key::generate().unwrap(), &[1]);
            fs::write(folders.deleted(), &bytes).unwrap();
            let mut list = Deletions::of(&folders);
            list.add(&listed(&own, 7)).unwrap();
            prop_assert!(list.read().unwrap().contains(&own[0]));
        }
    }
}
