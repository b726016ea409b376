//! A backup: one file with all rows as they rest, sealed records and ciphertext.
//!
//! After a heading (title, schema, week, CRC-32) come rows: tree, length of the key (u16), length of the
//! record (u32), key, record, CRC-32 of the row's number and all that. The end says how many there were,
//! so that neither a missing row nor a missing end goes unnoticed. Numbers are big-endian.

use std::fs;
use std::fs::File;
use std::fs::OpenOptions;
use std::io;
use std::io::BufWriter;
use std::io::Read;
use std::io::Seek;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;

use sled::IVec;

use crate::storage::OpenError;
use crate::storage::tips::Writer;
use crate::storage::tips::shelf::Shelf;
use crate::tips::Week;

const TITLE: &[u8; 19] = b"netral-tips-backup\0";

/// The shape of backups this version writes and the newest it reads.
const SCHEMA: u8 = 1;

/// Stands where a row's tree would.
const END: u8 = 0xFF;

/// No row is nearly as large.
const LARGEST: u32 = 1024 * 1024;

/// Why a backup can't be read or restored. The data folder was left as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BackupError {
    /// The file can't be read.
    #[error("the backup cannot be read ({0})")]
    Unreadable(io::ErrorKind),
    /// It is no backup.
    #[error("the file is not a backup")]
    Foreign,
    /// A newer version of Netral wrote it.
    #[error("the backup was written by a newer version (schema {found}, known up to {known})")]
    Newer {
        /// The schema it has.
        found: u8,
        /// The newest schema this version knows.
        known: u8,
    },
    /// It isn't complete, or was changed.
    #[error("the backup is damaged")]
    Damaged,
    /// It was made with another secret file.
    #[error("the backup belongs to another secret file")]
    OtherSecret,
    /// There are tips already.
    #[error("the data folder has tips already")]
    Occupied,
    /// What should be extracted can't be written.
    #[error("the files cannot be written ({0})")]
    Output(io::ErrorKind),
    /// The data folder or the secret file can't be used.
    #[error(transparent)]
    Folder(#[from] OpenError),
}

impl Writer {
    /// Gathers a backup in a file that has no name any more, and returns it at its beginning.
    ///
    /// Nothing else writes meanwhile, so it is consistent; streaming it to whoever asked holds nobody up.
    pub(in crate::storage) fn gather_backup(&mut self, week: Week) -> Result<File, OpenError> {
        let path = self.tips.folders.gathered();
        let mut file =
            OpenOptions::new().read(true).write(true).create(true).truncate(true).mode(0o600).open(&path)?;
        fs::remove_file(&path)?;
        let mut out = BufWriter::with_capacity(64 * 1024, &mut file);
        write(&mut out, self.tips.current().live(&self.tips.keys.records)?, week)?;
        out.flush()?;
        drop(out);
        file.rewind()?;
        Ok(file)
    }
}

fn write(
    out: &mut impl Write,
    rows: impl Iterator<Item = Result<(Shelf, IVec, IVec), OpenError>>,
    week: Week,
) -> Result<(), OpenError> {
    let heading = [TITLE.as_slice(), &[SCHEMA], &week.0.to_be_bytes()].concat();
    out.write_all(&heading)?;
    out.write_all(&crc32fast::hash(&heading).to_be_bytes())?;
    let mut count = 0_u64;
    for row in rows {
        let (shelf, row, record) = row?;
        let length = u16::try_from(row.len()).map_err(|_| io::ErrorKind::InvalidInput)?;
        let record_length = u32::try_from(record.len()).map_err(|_| io::ErrorKind::InvalidInput)?;
        let head = [[shelf.code()].as_slice(), &length.to_be_bytes(), &record_length.to_be_bytes()].concat();
        for part in [head.as_slice(), &row, &record] {
            out.write_all(part)?;
        }
        out.write_all(&checksum(count, &[&head, &row, &record]).to_be_bytes())?;
        count = count.saturating_add(1);
    }
    out.write_all(&[END])?;
    out.write_all(&count.to_be_bytes())?;
    out.write_all(&checksum(count, &[&[END]]).to_be_bytes())?;
    Ok(())
}

/// A row of a backup: where it stood, its key, its record.
pub(super) type Row = (Shelf, Vec<u8>, Vec<u8>);

/// Reads a backup row by row and believes none that isn't as it was written.
pub(super) struct Reader<R> {
    file: R,
    count: u64,
}

impl<R: Read> Reader<R> {
    /// Reads the heading.
    pub(super) fn begin(mut file: R) -> Result<Self, BackupError> {
        let mut title = [0; TITLE.len()];
        match file.read_exact(&mut title) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Err(BackupError::Foreign),
            Err(error) => return Err(BackupError::Unreadable(error.kind())),
            Ok(()) if &title != TITLE => return Err(BackupError::Foreign),
            Ok(()) => {}
        }
        let mut reader = Self { file, count: 0 };
        let [found] = reader.bytes()?;
        if found > SCHEMA {
            return Err(BackupError::Newer { found, known: SCHEMA });
        }
        let week: [u8; 4] = reader.bytes()?;
        let heading = [title.as_slice(), &[found], &week].concat();
        reader.expect(crc32fast::hash(&heading))?;
        Ok(reader)
    }

    /// Reads the next row; `None` once the end was read and was where it should be.
    pub(super) fn next(&mut self) -> Result<Option<Row>, BackupError> {
        let [code] = self.bytes()?;
        if code == END {
            return self.end().map(|()| None);
        }
        let (length, record_length): ([u8; 2], [u8; 4]) = (self.bytes()?, self.bytes()?);
        let head = [[code].as_slice(), &length, &record_length].concat();
        let record_length = u32::from_be_bytes(record_length);
        if record_length > LARGEST {
            return Err(BackupError::Damaged);
        }
        let row = self.vector(usize::from(u16::from_be_bytes(length)))?;
        let record = self.vector(record_length as usize)?;
        self.expect(checksum(self.count, &[&head, &row, &record]))?;
        self.count = self.count.saturating_add(1);
        Ok(Some((Shelf::from_code(code).ok_or(BackupError::Damaged)?, row, record)))
    }

    fn end(&mut self) -> Result<(), BackupError> {
        let count = u64::from_be_bytes(self.bytes()?);
        self.expect(checksum(count, &[&[END]]))?;
        let more = self.file.read(&mut [0]).map_err(|error| BackupError::Unreadable(error.kind()))?;
        if count == self.count && more == 0 { Ok(()) } else { Err(BackupError::Damaged) }
    }

    fn expect(&mut self, checksum: u32) -> Result<(), BackupError> {
        if u32::from_be_bytes(self.bytes()?) == checksum { Ok(()) } else { Err(BackupError::Damaged) }
    }

    fn bytes<const N: usize>(&mut self) -> Result<[u8; N], BackupError> {
        let mut bytes = [0; N];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    fn vector(&mut self, length: usize) -> Result<Vec<u8>, BackupError> {
        let mut bytes = vec![0; length];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), BackupError> {
        self.file.read_exact(bytes).map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => BackupError::Damaged,
            kind => BackupError::Unreadable(kind),
        })
    }
}

fn checksum(number: u64, parts: &[&[u8]]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&number.to_be_bytes());
    parts.iter().for_each(|part| hasher.update(part));
    hasher.finalize()
}
