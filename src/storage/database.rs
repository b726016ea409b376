//! The only way to open a sled database: guarded against all that is known to lose data.
//!
//! Measured on sled 0.34.7: `flush` alone doesn't survive a power cut; a leftover of a snapshot that was
//! being written makes every later open fail; and an empty `conf` beside a full `db` makes sled start
//! from scratch without a word.

use std::fmt;
use std::fs;
use std::fs::DirBuilder;
use std::fs::File;
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::path::Path;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use crate::ports::Timestamp;

/// Memory a database may use for what it read lately.
const CACHE_BYTES: u64 = 8 * 1024 * 1024;

/// sled takes a `conf` of up to this many bytes for none at all.
const EMPTY_CONF_BYTES: u64 = 8;

/// How often, and how far apart, a lock is tried: a predecessor may be about to let go.
const LOCK_TRIES: u32 = 15;
const LOCK_PAUSE: Duration = Duration::from_millis(20);

/// Why a data folder could not be opened. What is in it was left as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// Another process has it open.
    #[error("another process uses the data folder")]
    Locked,
    /// What is stored can't be read.
    #[error("the database cannot be read: {0}")]
    Broken(Breakage),
    /// What is stored in one of the databases can't be read; the others have nothing to do with it.
    #[error("the {0} database cannot be read: {1}")]
    BrokenIn(Part, Breakage),
    /// A newer version of Netral wrote it.
    #[error("the database was written by a newer version (schema {found}, known up to {known})")]
    Newer {
        /// The schema it has.
        found: u8,
        /// The newest schema this version knows.
        known: u8,
    },
    /// There is something that isn't a folder in its place.
    #[error("the data folder is not a folder")]
    NotAFolder,
    /// Its rights forbid reading or writing it.
    #[error("the data folder may not be read and written")]
    NoPermission,
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// Another failure of the file system.
    #[error("the data folder cannot be used ({0})")]
    Io(io::ErrorKind),
    /// The secret file isn't there, although there is data it belongs to.
    #[error("the secret file of this data folder is missing")]
    SecretMissing,
    /// The secret file lies in the data folder, where every backup would carry it along.
    #[error("the secret file lies inside the data folder")]
    SecretInsideData,
    /// The secret file belongs to other data.
    #[error("the secret file belongs to another data folder")]
    SecretWrong,
    /// The secret file isn't one.
    #[error("the secret file is damaged")]
    SecretDamaged,
    /// The secret file can't be read or written.
    #[error("the secret file cannot be read or written ({0})")]
    SecretInaccessible(io::ErrorKind),
    /// The operating system gives no random bytes for keys.
    #[error("the operating system gives no randomness")]
    NoRandomness,
}

/// One of the databases in a data folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What is remembered of chats, and what is still to be sent.
    Chat,
    /// Admins' work, and counts.
    Faq,
    /// Tips.
    Tips,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Chat => "chat",
            Self::Faq => "faq",
            Self::Tips => "tips",
        })
    }
}

impl OpenError {
    /// Says in which of the databases something is broken.
    pub(super) fn within(self, part: Part) -> Self {
        match self {
            Self::Broken(breakage) => Self::BrokenIn(part, breakage),
            other => other,
        }
    }
}

/// What is wrong with a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Breakage {
    /// Its `conf` is missing or empty: opening it would wipe it.
    #[error("its settings are lost")]
    SettingsLost,
    /// Its contents don't match their checksums or contradict each other.
    #[error("it is corrupt")]
    Corrupt,
    /// Another version of the database engine wrote it.
    #[error("another database engine wrote it")]
    Foreign,
    /// It has records but doesn't tell their schema.
    #[error("its schema is not known")]
    Unversioned,
}

/// An open database that this process alone uses.
#[derive(Clone)]
pub(super) struct Database {
    db: sled::Db,
    log: PathBuf,
}

impl Database {
    /// Opens the database in `folder`, or makes one.
    pub(super) fn open(folder: &Path) -> Result<Self, OpenError> {
        Self::open_caching(folder, CACHE_BYTES)
    }

    /// Opens the database in `folder`, or makes one, with `cache` bytes of memory for what it read lately.
    pub(super) fn open_caching(folder: &Path, cache: u64) -> Result<Self, OpenError> {
        if !folder.exists() {
            make(folder, cache)?;
        }
        prepare_folder(folder)?;
        let log = folder.join("db");
        let is_new = length(&log)?.unwrap_or(0) == 0;
        if !is_new && length(&folder.join("conf"))?.unwrap_or(0) <= EMPTY_CONF_BYTES {
            return Err(OpenError::Broken(Breakage::SettingsLost));
        }
        remove_unfinished_snapshots(folder)?;
        let database = Self { db: open_patiently(folder, cache)?, log };
        if is_new {
            database.outlive_a_power_cut(folder)?;
        }
        Ok(database)
    }

    /// Makes everything written so far durable, also against a power cut.
    pub(super) fn sync(&self) -> Result<(), OpenError> {
        self.db.flush().map_err(|error| from_sled(&error))?;
        // sled never syncs by itself; a handle of its own keeps this independent of sled's.
        File::open(&self.log)?.sync_data()?;
        Ok(())
    }

    /// Returns a way to [`sync`](Self::sync) that keeps its file handle open.
    pub(super) fn syncing(&self) -> Result<impl FnMut() -> Result<(), OpenError> + Send + use<>, OpenError> {
        let db = self.db.clone();
        let log = File::open(&self.log)?;
        Ok(move || {
            db.flush().map_err(|error| from_sled(&error))?;
            log.sync_data()?;
            Ok(())
        })
    }

    /// Opens or makes a tree.
    pub(super) fn tree(&self, name: &str) -> Result<sled::Tree, OpenError> {
        self.db.open_tree(name).map_err(|error| from_sled(&error))
    }

    /// Removes a tree and all that is in it; one that isn't there is removed already.
    pub(super) fn drop_tree(&self, name: &str) -> Result<(), OpenError> {
        self.db.drop_tree(name).map(drop).map_err(|error| from_sled(&error))
    }

    /// Returns the folder it rests in.
    pub(super) fn folder(&self) -> &Path {
        parent(&self.log)
    }

    /// Whether no tree holds a record.
    pub(super) fn is_empty(&self) -> Result<bool, OpenError> {
        for name in self.db.tree_names() {
            let tree = self.db.open_tree(name).map_err(|error| from_sled(&error))?;
            if !tree.is_empty() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn outlive_a_power_cut(&self, folder: &Path) -> Result<(), OpenError> {
        self.sync()?;
        File::open(folder.join("conf"))?.sync_all()?;
        File::open(&self.log)?.sync_all()?;
        sync_folder(folder)?;
        Ok(sync_folder(parent(folder))?)
    }
}

/// Makes an empty database, which gets its name only when all of it is durable. A power cut before that
/// leaves something beside its place that never held anything, and is made anew.
fn make(folder: &Path, cache: u64) -> Result<(), OpenError> {
    let mut unfinished = folder.as_os_str().to_owned();
    unfinished.push(".new");
    let unfinished = PathBuf::from(unfinished);
    if unfinished.exists() {
        fs::remove_dir_all(&unfinished)?;
    }
    prepare_folder(&unfinished)?;
    let database = Database { db: open_patiently(&unfinished, cache)?, log: unfinished.join("db") };
    database.outlive_a_power_cut(&unfinished)?;
    drop(database);
    sync_folder(&unfinished)?;
    fs::rename(&unfinished, folder)?;
    Ok(sync_folder(parent(folder))?)
}

/// Moves a broken database out of the way, keeping it beside its place, and returns where it is now.
///
/// Meant for a restore: opening never does this by itself.
pub fn set_aside(folder: &Path, now: Timestamp) -> Result<PathBuf, OpenError> {
    move_aside(folder, "corrupt", now)
}

/// Moves a folder out of the way, keeping it beside its place under a name that says why and when.
pub(super) fn move_aside(folder: &Path, why: &str, now: Timestamp) -> Result<PathBuf, OpenError> {
    let mut name = folder.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{why}-{}", now.0));
    let aside = folder.with_file_name(name);
    fs::rename(folder, &aside)?;
    sync_folder(parent(folder))?;
    Ok(aside)
}

/// Makes the names in a folder durable.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Makes a folder that only its owner may enter, unless it is there.
pub(super) fn prepare_folder(folder: &Path) -> Result<(), OpenError> {
    if folder.is_dir() {
        return Ok(());
    }
    if folder.exists() {
        return Err(OpenError::NotAFolder);
    }
    Ok(DirBuilder::new().recursive(true).mode(0o700).create(folder)?)
}

/// Returns the folder that holds `path`.
pub(super) fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

fn length(file: &Path) -> Result<Option<u64>, OpenError> {
    match fs::metadata(file) {
        Ok(metadata) => Ok(Some(metadata.len())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// A kill while sled starts leaves one, and sled would then take it for a finished snapshot.
fn remove_unfinished_snapshots(folder: &Path) -> Result<(), OpenError> {
    for file in fs::read_dir(folder)? {
        let file = file?;
        let name = file.file_name();
        let name = name.to_string_lossy();
        if name.starts_with("snap.") && name.ends_with(".generating") {
            fs::remove_file(file.path())?;
        }
    }
    Ok(())
}

fn open_patiently(folder: &Path, cache: u64) -> Result<sled::Db, OpenError> {
    for _ in 1..LOCK_TRIES {
        match open_caught(folder, cache) {
            Err(OpenError::Locked) => thread::sleep(LOCK_PAUSE),
            other => return other,
        }
    }
    open_caught(folder, cache)
}

fn open_caught(folder: &Path, cache: u64) -> Result<sled::Db, OpenError> {
    let config = sled::Config::new().path(folder).cache_capacity(cache);
    match catch_unwind(AssertUnwindSafe(|| config.open())) {
        Ok(opened) => opened.map_err(|error| from_sled(&error)),
        // sled has been seen to panic on what a power cut left behind.
        Err(_) => Err(OpenError::Broken(Breakage::Corrupt)),
    }
}

fn from_sled(error: &sled::Error) -> OpenError {
    match error {
        sled::Error::Io(io) if io.to_string().starts_with("could not acquire lock") => OpenError::Locked,
        sled::Error::Io(io) => io.kind().into(),
        sled::Error::Unsupported(_) => OpenError::Broken(Breakage::Foreign),
        _ => OpenError::Broken(Breakage::Corrupt),
    }
}

impl From<io::ErrorKind> for OpenError {
    fn from(kind: io::ErrorKind) -> Self {
        match kind {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::NoPermission,
            io::ErrorKind::NotADirectory => Self::NotAFolder,
            io::ErrorKind::StorageFull => Self::DiskFull,
            kind => Self::Io(kind),
        }
    }
}

impl From<io::Error> for OpenError {
    fn from(error: io::Error) -> Self {
        error.kind().into()
    }
}

impl From<sled::Error> for OpenError {
    fn from(error: sled::Error) -> Self {
        from_sled(&error)
    }
}
