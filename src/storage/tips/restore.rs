//! Brings a backup back, and looks into one without bringing it back.

use std::collections::HashSet;
use std::fs::DirBuilder;
use std::fs::File;
use std::fs::OpenOptions;
use std::io;
use std::io::BufReader;
use std::io::Read;
use std::io::Write;
use std::os::unix::fs::DirBuilderExt;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use crate::ports::Timestamp;
use crate::storage::BackupError;
use crate::storage::Database;
use crate::storage::OpenError;
use crate::storage::Part;
use crate::storage::database::move_aside;
use crate::storage::database::prepare_folder;
use crate::storage::keys::Key;
use crate::storage::keys::Place;
use crate::storage::record;
use crate::storage::secret;
use crate::storage::secret::Secret;
use crate::storage::tips::RECORDS;
use crate::storage::tips::backup::Reader;
use crate::storage::tips::deletions;
use crate::storage::tips::deletions::Deletions;
use crate::storage::tips::deletions::Mark;
use crate::storage::tips::folders::Folders;
use crate::storage::tips::generation::Builder;
use crate::storage::tips::generation::Generation;
use crate::storage::tips::generation::blob_of;
use crate::storage::tips::generation::is_check;
use crate::storage::tips::generation::open_tip;
use crate::storage::tips::shelf::Shelf;
use crate::tips::LookupId;

/// What restoring a backup came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Restored {
    /// How many tips came back.
    pub tips: usize,
    /// How many were left out because they had been removed by their tipsters since.
    pub left_out: usize,
    /// Whether tips that were there before are set aside now, in a folder beside.
    pub replaced: bool,
}

/// Reads a whole backup and returns how many tips it has; needs no key.
pub fn check_backup(file: &mut impl Read) -> Result<usize, BackupError> {
    let mut reader = Reader::begin(BufReader::new(file))?;
    let mut tips = 0_usize;
    while let Some((shelf, _, _)) = reader.next()? {
        tips = tips.saturating_add(usize::from(shelf == Shelf::Tip));
    }
    Ok(tips)
}

/// Writes the ciphertext of a backup to a folder, each piece as a file that any age program opens with
/// the right key, and returns how many there are. Needs no secret file.
pub fn extract_backup(backup: &Path, folder: &Path) -> Result<usize, BackupError> {
    // All of it is checked before a file is written.
    let _: usize = check_backup(&mut open(backup)?)?;
    let output = |error: io::Error| BackupError::Output(error.kind());
    DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(output)?;
    let mut reader = Reader::begin(BufReader::new(open(backup)?))?;
    let mut current: Option<(Vec<u8>, File)> = None;
    let mut pieces = 0_usize;
    while let Some((shelf, row, chunk)) = reader.next()? {
        if shelf != Shelf::Blob {
            continue;
        }
        let mut file = match current.take() {
            Some((blob, file)) if blob == blob_of(&row) => file,
            _ => {
                pieces = pieces.saturating_add(1);
                create(folder, blob_of(&row)).map_err(output)?
            }
        };
        file.write_all(&chunk).map_err(output)?;
        current = Some((blob_of(&row).to_vec(), file));
    }
    Ok(pieces)
}

/// Puts the tips of a backup into a data folder that has none, or, with `replace`, in the place of those
/// it has, which are set aside. What tipsters removed since the backup is left out.
///
/// Needs the secret file the backup was made with. Nothing changes unless all of the backup is sound.
pub fn restore_backup(
    data: &Path,
    secret: &Path,
    backup: &Path,
    replace: bool,
    now: Timestamp,
) -> Result<Restored, BackupError> {
    let mut reader = Reader::begin(BufReader::new(open(backup)?))?;
    prepare_folder(data)?;
    let secret = secret::place(secret, data)?;
    let secret = Secret::load(&secret)?.ok_or(OpenError::SecretMissing)?;
    // Holding this database open keeps every other process out of the folder.
    let _lock = Database::open(&data.join("chat")).map_err(|error| error.within(Part::Chat))?;
    let folders = Folders::of(data);
    let present = present(&folders)?;
    if present.is_some() && !replace {
        return Err(BackupError::Occupied);
    }
    let number = folders.next()?;
    let restored = build(&folders, number, &mut reader, secret.master()).inspect_err(|_| {
        // What was made so far never counted; a leftover would be removed at the next start too.
        let _kept_till_then = folders.discard(number);
    })?;
    if let Some(present) = present {
        drop(move_aside(&folders.generation(present), "replaced", now)?);
    }
    folders.switch(number)?;
    folders.sweep(number)?;
    Ok(Restored { replaced: present.is_some(), ..restored })
}

/// Returns the generation that would be lost; one without any tip, tombstone or deed isn't.
fn present(folders: &Folders) -> Result<Option<u64>, OpenError> {
    let number = match folders.current() {
        Ok(Some(number)) => number,
        Ok(None) | Err(OpenError::Broken(_)) => return Ok(None),
        Err(error) => return Err(error),
    };
    match Generation::open(&folders.generation(number), number) {
        Ok(generation) if generation.sequence()? > 0 && generation.is_bare() => Ok(None),
        Err(OpenError::Locked) => Err(OpenError::Locked),
        _ => Ok(Some(number)),
    }
}

fn build(
    folders: &Folders,
    number: u64,
    reader: &mut Reader<impl Read>,
    master: &Key,
) -> Result<Restored, BackupError> {
    let mut builder = Builder::begin(folders, number)?;
    let mut sieve = Sieve::new(master, Deletions::of(folders).read()?);
    while let Some((shelf, row, record)) = reader.next()? {
        if sieve.lets_through(shelf, &row, &record)? {
            builder.put(shelf, &row, &record)?;
        }
    }
    let restored = sieve.finish()?;
    builder.finish()?;
    Ok(restored)
}

/// Checks the rows of a backup as they come, and keeps back those of tips that their tipsters removed.
struct Sieve<'a> {
    master: &'a Key,
    key: Key,
    deleted: HashSet<Mark>,
    checked: bool,
    left_out: HashSet<Vec<u8>>,
    tips: usize,
    named: HashSet<Vec<u8>>,
}

impl<'a> Sieve<'a> {
    fn new(master: &'a Key, deleted: HashSet<Mark>) -> Self {
        Self {
            master,
            key: master.derive(RECORDS),
            deleted,
            checked: false,
            left_out: HashSet::new(),
            tips: 0,
            named: HashSet::new(),
        }
    }

    fn lets_through(&mut self, shelf: Shelf, row: &[u8], record: &[u8]) -> Result<bool, BackupError> {
        match shelf {
            Shelf::Meta => self.meta(row, record),
            _ if !self.checked => Err(BackupError::Damaged),
            Shelf::Tip => self.tip(row, record),
            Shelf::Inbox => Ok(!self.left_out.contains(record)),
            Shelf::Tombstone | Shelf::Audit => self.sealed(shelf, row, record),
            Shelf::Blob => Ok(self.named.contains(blob_of(row))),
        }
    }

    fn meta(&mut self, row: &[u8], record: &[u8]) -> Result<bool, BackupError> {
        match is_check(&self.key, Shelf::Meta, row, record) {
            Some(true) => {
                self.checked = true;
                Ok(true)
            }
            Some(false) => Err(BackupError::OtherSecret),
            None => self.sealed(Shelf::Meta, row, record),
        }
    }

    fn tip(&mut self, row: &[u8], record: &[u8]) -> Result<bool, BackupError> {
        let tip = open_tip(&self.key, row, record).map_err(|_| BackupError::Damaged)?;
        let lookup = row.try_into().map_err(|_| BackupError::Damaged)?;
        if self.deleted.contains(&deletions::mark(self.master, LookupId(lookup))) {
            let _: bool = self.left_out.insert(row.to_vec());
            return Ok(false);
        }
        self.tips = self.tips.saturating_add(1);
        self.named.extend(tip.blobs().map(|blob| blob.0.to_vec()));
        Ok(true)
    }

    fn sealed(&self, shelf: Shelf, row: &[u8], sealed: &[u8]) -> Result<bool, BackupError> {
        let place = Place { tree: shelf.name(), row };
        let opened = record::open_tip::<serde::de::IgnoredAny>(&self.key, place, sealed);
        opened.map(|_| true).map_err(|_| BackupError::Damaged)
    }

    fn finish(self) -> Result<Restored, BackupError> {
        if !self.checked {
            return Err(BackupError::Damaged);
        }
        Ok(Restored { tips: self.tips, left_out: self.left_out.len(), replaced: false })
    }
}

fn open(backup: &Path) -> Result<File, BackupError> {
    File::open(backup).map_err(|error| BackupError::Unreadable(error.kind()))
}

fn create(folder: &Path, blob: &[u8]) -> io::Result<File> {
    let name: String = blob.iter().map(|byte| format!("{byte:02x}")).collect();
    let path = folder.join(format!("{name}.age"));
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}
