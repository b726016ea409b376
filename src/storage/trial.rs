//! Which update is being tried, after an unclean stop: one that ends the process every time is thereby known.
//!
//! A file of its own, of five bytes, written in place: unlike a row of a database it keeps nothing of the
//! updates before.

use std::fs;
use std::fs::File;
use std::io;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use crate::ports::StoreError;
use crate::ports::UpdateId;

/// The file's name in the data folder.
const NAME: &str = "dicoba";

/// The update that is tried, and how often it was.
pub(super) struct Trial {
    file: PathBuf,
}

impl Trial {
    pub(super) fn in_folder(data: &Path) -> Self {
        Self { file: data.join(NAME) }
    }

    /// See [`Store::try_update`](crate::ports::Store::try_update).
    pub(super) fn of(&self, update: UpdateId) -> Result<u8, StoreError> {
        let before = self.times(update);
        self.note(update, before.saturating_add(1)).map_err(|_| StoreError::Unwritable)?;
        Ok(before)
    }

    /// See [`Store::stop_trying`](crate::ports::Store::stop_trying).
    pub(super) fn end(&self) -> Result<(), StoreError> {
        match fs::remove_file(&self.file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(StoreError::Unwritable),
            Ok(()) | Err(_) => Ok(()),
        }
    }

    fn times(&self, update: UpdateId) -> u8 {
        let noted: Option<[u8; 5]> = fs::read(&self.file).ok().and_then(|bytes| bytes.try_into().ok());
        match noted {
            Some([tried @ .., times]) if tried == update.0.to_be_bytes() => times,
            _ => 0,
        }
    }

    fn note(&self, update: UpdateId, times: u8) -> io::Result<()> {
        let [a, b, c, d] = update.0.to_be_bytes();
        let mut file = File::options().create(true).truncate(false).write(true).open(&self.file)?;
        file.write_all(&[a, b, c, d, times])?;
        file.sync_all()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_update_is_counted_and_nothing_is_kept_of_those_before() {
        let folder = tempfile::tempdir().unwrap();
        let trial = Trial::in_folder(folder.path());
        assert_eq!(trial.of(UpdateId(7)), Ok(0));
        assert_eq!(trial.of(UpdateId(7)), Ok(1));
        assert_eq!(Trial::in_folder(folder.path()).of(UpdateId(7)), Ok(2), "after another start");
        assert_eq!(trial.of(UpdateId(8)), Ok(0));
        assert_eq!(fs::read(folder.path().join(NAME)).unwrap(), [0, 0, 0, 8, 1]);
        trial.end().unwrap();
        trial.end().unwrap();
        assert_eq!(trial.of(UpdateId(8)), Ok(0));
    }

    #[test]
    fn a_damaged_note_counts_nothing() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(NAME), b"odd").unwrap();
        assert_eq!(Trial::in_folder(folder.path()).of(UpdateId(7)), Ok(0));
    }
}
