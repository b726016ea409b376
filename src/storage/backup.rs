//! A backup: one file with all rows as they rest, sealed records and ciphertext.
//!
//! After a heading (title, schema, week, CRC-32) come rows: what they belong to, length of the key (u16),
//! length of the record (u32), key, record, CRC-32 of the row's number and all that. The end says how many
//! there were, so that neither a missing row nor a missing end goes unnoticed. Numbers are big-endian.
//!
//! Schema 1 has tips only. Schema 2 has everything but what is on its way (answers not yet sent, updates in
//! hand), and the keys: first which tips their writers removed, then tips, admins' records with the keys
//! that rest beside them, counters, and what is remembered of chats.

use std::fs;
use std::fs::DirBuilder;
use std::fs::File;
use std::fs::OpenOptions;
use std::io;
use std::io::BufReader;
use std::io::BufWriter;
use std::io::Read;
use std::io::Seek;
use std::io::Write;
use std::os::unix::fs::DirBuilderExt;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use crate::storage::OpenError;
use crate::storage::tips::Shelf;
use crate::storage::tips::blob_of;

const TITLE: &[u8; 19] = b"netral-tips-backup\0";

/// The shape of backups this version writes and the newest it reads.
const SCHEMA: u8 = 2;

/// The shape that has tips only.
const TIPS_ONLY: u8 = 1;

/// Stands where a row's part would.
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
    /// What should be restored isn't in it: an old backup has tips only.
    #[error("the backup has tips only")]
    TipsOnly,
    /// What should be restored is there already.
    #[error("the data folder isn't empty")]
    Occupied,
    /// What should be extracted can't be written.
    #[error("the files cannot be written ({0})")]
    Output(io::ErrorKind),
    /// The data folder or the secret file can't be used.
    #[error(transparent)]
    Folder(#[from] OpenError),
}

/// How much is in a backup.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Extent {
    /// How many tips.
    pub tips: usize,
    /// How many of admins' records, among them drafts, revisions and subscribers.
    pub records: usize,
    /// How many chats of which something is remembered.
    pub chats: usize,
    /// Whether it has more than tips.
    pub whole: bool,
}

impl Extent {
    fn note(&mut self, part: Part) {
        let count = match part {
            Part::Tips(Shelf::Tip) => &mut self.tips,
            Part::Record => &mut self.records,
            Part::Chat => &mut self.chats,
            _ => return,
        };
        *count = count.saturating_add(1);
    }
}

/// What a row belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// A tree of the tips database.
    Tips(Shelf),
    /// What is remembered of a chat.
    Chat,
    /// The keys of admins' records that are wiped: a single row.
    Ring,
    /// A record of admins.
    Record,
    /// A piece of a long record.
    Piece,
    /// A count.
    Count,
    /// A tip that its writer removed: the mark and the week.
    Deletion,
}

impl Part {
    fn code(self) -> u8 {
        match self {
            Self::Tips(shelf) => shelf.code(),
            Self::Chat => 16,
            Self::Ring => 32,
            Self::Record => 33,
            Self::Piece => 34,
            Self::Count => 35,
            Self::Deletion => 48,
        }
    }

    fn from_code(code: u8, schema: u8) -> Option<Self> {
        let others = [Self::Chat, Self::Ring, Self::Record, Self::Piece, Self::Count, Self::Deletion];
        let other = others.into_iter().find(|part| part.code() == code && schema > TIPS_ONLY);
        other.or_else(|| Shelf::from_code(code).map(Self::Tips))
    }
}

/// A backup in the making: a file that has no name any more.
pub(super) struct Gathering {
    out: BufWriter<File>,
    count: u64,
}

impl Gathering {
    /// Begins a file at `path`, which is taken away at once.
    pub(super) fn begin(path: &Path, week: u32) -> Result<Self, OpenError> {
        let file =
            OpenOptions::new().read(true).write(true).create(true).truncate(true).mode(0o600).open(path)?;
        fs::remove_file(path)?;
        let mut out = BufWriter::with_capacity(64 * 1024, file);
        let heading = [TITLE.as_slice(), &[SCHEMA], &week.to_be_bytes()].concat();
        out.write_all(&heading)?;
        out.write_all(&crc32fast::hash(&heading).to_be_bytes())?;
        Ok(Self { out, count: 0 })
    }

    /// Adds a row.
    pub(super) fn add(&mut self, part: Part, row: &[u8], record: &[u8]) -> Result<(), OpenError> {
        let length = u16::try_from(row.len()).map_err(|_| io::ErrorKind::InvalidInput)?;
        let record_length = u32::try_from(record.len()).map_err(|_| io::ErrorKind::InvalidInput)?;
        let head = [[part.code()].as_slice(), &length.to_be_bytes(), &record_length.to_be_bytes()].concat();
        for bytes in [head.as_slice(), row, record] {
            self.out.write_all(bytes)?;
        }
        self.out.write_all(&checksum(self.count, &[&head, row, record]).to_be_bytes())?;
        self.count = self.count.saturating_add(1);
        Ok(())
    }

    /// Adds all rows of a tree.
    pub(super) fn add_tree(&mut self, part: Part, tree: &sled::Tree) -> Result<(), OpenError> {
        for row in tree {
            let (row, record) = row?;
            self.add(part, &row, &record)?;
        }
        Ok(())
    }

    /// Ends it, and returns it at its beginning.
    pub(super) fn finish(mut self) -> Result<File, OpenError> {
        self.out.write_all(&[END])?;
        self.out.write_all(&self.count.to_be_bytes())?;
        self.out.write_all(&checksum(self.count, &[&[END]]).to_be_bytes())?;
        let mut file = self.out.into_inner().map_err(|error| OpenError::from(error.error().kind()))?;
        file.rewind()?;
        Ok(file)
    }
}

/// A row of a backup: what it belongs to, its key, its record.
pub(super) type Row = (Part, Vec<u8>, Vec<u8>);

/// Reads a backup row by row and believes none that isn't as it was written.
pub(super) struct Reader<R> {
    file: R,
    schema: u8,
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
        let mut reader = Self { file, schema: SCHEMA, count: 0 };
        let [found] = reader.bytes()?;
        if found > SCHEMA {
            return Err(BackupError::Newer { found, known: SCHEMA });
        }
        reader.schema = found;
        let week: [u8; 4] = reader.bytes()?;
        let heading = [title.as_slice(), &[found], &week].concat();
        reader.expect(crc32fast::hash(&heading))?;
        Ok(reader)
    }

    /// Whether it has more than tips.
    pub(super) fn is_whole(&self) -> bool {
        self.schema > TIPS_ONLY
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
        let part = Part::from_code(code, self.schema).ok_or(BackupError::Damaged)?;
        Ok(Some((part, row, record)))
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

/// Reads a whole backup and returns how much it has; needs no key.
pub fn check_backup(file: &mut impl Read) -> Result<Extent, BackupError> {
    let mut reader = Reader::begin(BufReader::new(file))?;
    let mut extent = Extent { whole: reader.is_whole(), ..Extent::default() };
    while let Some((part, _, _)) = reader.next()? {
        extent.note(part);
    }
    Ok(extent)
}

/// Writes the ciphertext of a backup to a folder, each piece as a file that any age program opens with
/// the right key, and returns how many there are. Needs no secret file.
pub fn extract_backup(backup: &Path, folder: &Path) -> Result<usize, BackupError> {
    // All of it is checked before a file is written.
    let _: Extent = check_backup(&mut open(backup)?)?;
    let output = |error: io::Error| BackupError::Output(error.kind());
    DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(output)?;
    let mut reader = Reader::begin(BufReader::new(open(backup)?))?;
    let mut current: Option<(Vec<u8>, File)> = None;
    let mut pieces = 0_usize;
    while let Some((part, row, chunk)) = reader.next()? {
        if part != Part::Tips(Shelf::Blob) {
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

/// Opens a backup for reading.
pub(super) fn open(backup: &Path) -> Result<File, BackupError> {
    File::open(backup).map_err(|error| BackupError::Unreadable(error.kind()))
}

fn create(folder: &Path, blob: &[u8]) -> io::Result<File> {
    let name: String = blob.iter().map(|byte| format!("{byte:02x}")).collect();
    let path = folder.join(format!("{name}.age"));
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}
