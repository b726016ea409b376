//! Which generation of the database counts, and what a kill left behind.
//!
//! A generation rests in `tips.N`. It is made as `tips.N.new` and gets its name only when it is complete
//! and durable; then the pointer file `tips.current` is replaced. So every `tips.N` is complete, and of
//! two the higher is the newer.

use std::fs;
use std::fs::DirBuilder;
use std::fs::OpenOptions;
use std::io;
use std::io::Write;
use std::os::unix::fs::DirBuilderExt;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::path::PathBuf;

use crate::storage::Breakage;
use crate::storage::OpenError;
use crate::storage::database::sync_folder;

const POINTER: &str = "tips.current";
const DELETED: &str = "tips.deleted";

/// The data folder, as far as it concerns tips.
#[derive(Debug, Clone)]
pub(super) struct Folders {
    data: PathBuf,
}

impl Folders {
    /// Names the data folder.
    pub(super) fn of(data: &Path) -> Self {
        Self { data: data.to_owned() }
    }

    /// Returns where a generation rests.
    pub(super) fn generation(&self, number: u64) -> PathBuf {
        self.data.join(format!("tips.{number}"))
    }

    /// Returns where a generation is made.
    pub(super) fn unfinished(&self, number: u64) -> PathBuf {
        self.data.join(format!("tips.{number}.new"))
    }

    /// Returns where the deletion list is.
    pub(super) fn deleted(&self) -> PathBuf {
        self.data.join(DELETED)
    }

    /// Returns where a backup is gathered: the file loses its name as soon as it is open.
    pub(super) fn gathered(&self) -> PathBuf {
        self.data.join("tips.copy.new")
    }

    /// Returns the generation that counts; `None` if there never was one.
    pub(super) fn current(&self) -> Result<Option<u64>, OpenError> {
        let complete = self.complete()?;
        let pointer = self.pointed()?;
        let pointed = pointer.flatten().filter(|number| complete.contains(number));
        match pointed.or(complete.into_iter().max()) {
            Some(number) => Ok(Some(number)),
            None if pointer.is_none() => Ok(None),
            None => Err(OpenError::Broken(Breakage::SettingsLost)),
        }
    }

    /// Makes the empty folder for an unfinished generation.
    pub(super) fn begin(&self, number: u64) -> Result<PathBuf, OpenError> {
        let folder = self.unfinished(number);
        remove_folder(&folder)?;
        DirBuilder::new().mode(0o700).create(&folder)?;
        Ok(folder)
    }

    /// Removes an unfinished generation.
    pub(super) fn discard(&self, number: u64) -> Result<(), OpenError> {
        Ok(remove_folder(&self.unfinished(number))?)
    }

    /// Gives a generation its name, once all that is in it is durable.
    pub(super) fn finish(&self, number: u64) -> Result<(), OpenError> {
        let folder = self.unfinished(number);
        sync_folder(&folder)?;
        fs::rename(folder, self.generation(number))?;
        Ok(sync_folder(&self.data)?)
    }

    /// Makes a generation the one that counts.
    pub(super) fn switch(&self, number: u64) -> Result<(), OpenError> {
        Ok(replace(&self.data.join(POINTER), format!("{number}\n").as_bytes())?)
    }

    /// Makes a generation the one that counts, where the pointer doesn't say so already.
    pub(super) fn point_to(&self, number: u64) -> Result<(), OpenError> {
        if self.pointed()?.flatten() == Some(number) { Ok(()) } else { self.switch(number) }
    }

    /// Removes what isn't the current generation: it is either unfinished or over.
    pub(super) fn sweep(&self, current: u64) -> Result<(), OpenError> {
        for number in self.complete()?.into_iter().filter(|number| *number != current) {
            remove_folder(&self.generation(number))?;
        }
        for file in fs::read_dir(&self.data)? {
            let name = file?.file_name();
            let Some(name) = name.to_str().filter(|name| name.starts_with("tips.")) else {
                continue;
            };
            if name.ends_with(".new") {
                remove(&self.data.join(name))?;
            }
        }
        Ok(())
    }

    /// Removes a generation that is over.
    pub(super) fn remove(&self, number: u64) -> Result<(), OpenError> {
        remove_folder(&self.generation(number))?;
        Ok(sync_folder(&self.data)?)
    }

    /// Returns what the pointer says, if there is one: no number if it is damaged.
    fn pointed(&self) -> Result<Option<Option<u64>>, OpenError> {
        match fs::read(self.data.join(POINTER)) {
            Ok(bytes) => Ok(Some(std::str::from_utf8(&bytes).ok().and_then(|text| text.trim().parse().ok()))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Returns the numbers of all complete generations.
    fn complete(&self) -> Result<Vec<u64>, OpenError> {
        let mut numbers = Vec::new();
        for file in fs::read_dir(&self.data)? {
            let name = file?.file_name();
            numbers.extend(name.to_str().and_then(number_of));
        }
        Ok(numbers)
    }
}

/// Replaces a file as a whole.
pub(in crate::storage) fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut unfinished = path.as_os_str().to_owned();
    unfinished.push(".new");
    let unfinished = PathBuf::from(unfinished);
    let mut file =
        OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&unfinished)?;
    file.write_all(content)?;
    file.sync_all()?;
    fs::rename(&unfinished, path)?;
    sync_folder(crate::storage::database::parent(path))
}

/// Only a name that would be written so: `tips.7` but neither `tips.07` nor `tips.7.new`.
fn number_of(name: &str) -> Option<u64> {
    let digits = name.strip_prefix("tips.")?;
    let number: u64 = digits.parse().ok()?;
    (number.to_string() == digits).then_some(number)
}

fn remove(path: &Path) -> io::Result<()> {
    if path.is_dir() { remove_folder(path) } else { fs::remove_file(path) }
}

fn remove_folder(path: &Path) -> io::Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(names: &[&str]) -> (tempfile::TempDir, Folders) {
        let data = tempfile::tempdir().unwrap();
        for name in names {
            fs::create_dir(data.path().join(name)).unwrap();
            fs::write(data.path().join(name).join("journal"), "").unwrap();
        }
        let folders = Folders::of(data.path());
        (data, folders)
    }

    #[test]
    fn a_new_data_folder_has_no_generation() {
        let (_data, folders) = with(&["chat", "tips.1.new", "tips.01", "tips.3.corrupt-7"]);
        assert_eq!(folders.current(), Ok(None));
    }

    #[test]
    fn the_pointer_says_which_generation_counts() {
        let (_data, folders) = with(&["tips.4", "tips.5"]);
        folders.switch(4).unwrap();
        assert_eq!(folders.current(), Ok(Some(4)));
        folders.switch(5).unwrap();
        assert_eq!(folders.current(), Ok(Some(5)));
    }

    #[test]
    fn without_a_pointer_or_what_it_points_to_the_newest_complete_generation_counts() {
        let (data, folders) = with(&["tips.9", "tips.10", "tips.11.new"]);
        assert_eq!(folders.current(), Ok(Some(10)));
        for pointer in ["", "7", "tips", "-1"] {
            fs::write(data.path().join(POINTER), pointer).unwrap();
            assert_eq!(folders.current(), Ok(Some(10)), "{pointer}");
        }
    }

    #[test]
    fn a_pointer_to_nothing_is_never_taken_for_a_beginning() {
        let (_data, folders) = with(&["tips.4.new"]);
        folders.switch(4).unwrap();
        assert_eq!(folders.current(), Err(OpenError::Broken(Breakage::SettingsLost)));
    }

    #[test]
    fn only_leftovers_are_swept_away() {
        let kept = ["chat", "faq", "tips.4", "tips.3.replaced-7"];
        let (data, folders) = with(&[&kept[..], &["tips.3", "tips.5", "tips.6.new"]].concat());
        fs::write(data.path().join("tips.current.new"), "5").unwrap();
        fs::write(data.path().join(DELETED), "").unwrap();
        folders.switch(4).unwrap();
        folders.sweep(4).unwrap();
        let mut left: Vec<_> =
            fs::read_dir(data.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
        left.sort();
        let mut expected = [&kept[..], &[POINTER, DELETED]].concat();
        expected.sort_unstable();
        assert_eq!(left, expected);
    }
}
