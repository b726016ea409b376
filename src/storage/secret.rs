//! The secret file: the keys of the databases, kept apart from the data folder.
//!
//! It holds a master key, which tells whether file and folder belong together, a key for each week, and
//! the wiping key of admins' records, which is renewed after removals. Destroying a key is the physical
//! deletion of all that was sealed with it. The file is replaced as a whole (write, sync, rename, sync)
//! and never recreated while there is data it belongs to.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fs;
use std::fs::File;
use std::fs::OpenOptions;
use std::fs::Permissions;
use std::io;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::path::PathBuf;

use zeroize::Zeroizing;

use crate::storage::OpenError;
use crate::storage::database::parent;
use crate::storage::database::sync_folder;
use crate::storage::keys::Key;
use crate::storage::retention;
use crate::system::NoRandomness;

const TITLE: &str = "netral-secret 1";
const NOTICE: &str = "# Berkas rahasia Netral. Jangan dibagikan dan jangan disimpan bersama folder data.";

/// The keys and where they are kept.
#[derive(Debug)]
pub(super) struct Secret {
    path: PathBuf,
    master: Key,
    weeks: BTreeMap<u32, Key>,
    /// Oldest first: more than one only while rows are on their way from the older to the newest.
    wiping: Vec<Key>,
}

/// Returns where the secret file really is, unless that is inside the data folder.
pub(super) fn place(path: &Path, data: &Path) -> Result<PathBuf, OpenError> {
    let real = match path.canonicalize() {
        Ok(real) => real,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let name = path.file_name().ok_or(OpenError::SecretInaccessible(error.kind()))?;
            parent(path).canonicalize().map_err(inaccessible)?.join(name)
        }
        Err(error) => return Err(inaccessible(error)),
    };
    if real.starts_with(data.canonicalize()?) { Err(OpenError::SecretInsideData) } else { Ok(real) }
}

impl Secret {
    /// Reads the secret file, if it is there.
    pub(super) fn load(path: &Path) -> Result<Option<Self>, OpenError> {
        let text = match fs::read_to_string(path) {
            Ok(text) => Zeroizing::new(text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                return Err(OpenError::SecretDamaged);
            }
            Err(error) => return Err(inaccessible(error)),
        };
        keep_to_owner(path).map_err(inaccessible)?;
        remove_unfinished(path).map_err(inaccessible)?;
        let secret = parse(path, &text).ok_or(OpenError::SecretDamaged)?;
        Ok(Some(secret))
    }

    /// Makes a new secret file.
    pub(super) fn create(path: &Path) -> Result<Self, OpenError> {
        let master = Key::generate().map_err(|NoRandomness| OpenError::NoRandomness)?;
        let secret = Self { path: path.to_owned(), master, weeks: BTreeMap::new(), wiping: Vec::new() };
        secret.write(&secret.weeks, &secret.wiping).map_err(inaccessible)?;
        Ok(secret)
    }

    /// Returns the key that stays for as long as the data folder does.
    pub(super) fn master(&self) -> &Key {
        &self.master
    }

    /// Returns the key of a week, if it was made and isn't destroyed.
    pub(super) fn week(&self, week: u32) -> Option<&Key> {
        self.weeks.get(&week)
    }

    /// Returns the keys that are in force in a week, newest first.
    pub(super) fn in_force(&self, this_week: u32) -> impl Iterator<Item = &Key> {
        self.weeks
            .iter()
            .rev()
            .filter(move |(made, _)| !retention::key_expired(**made, this_week))
            .map(|(_, key)| key)
    }

    /// Makes the key of a week; the file is durable when this returns. Others stay, whatever the clock says.
    pub(super) fn turn(&mut self, this_week: u32) -> io::Result<()> {
        let mut weeks = self.weeks.clone();
        if let Entry::Vacant(place) = weeks.entry(this_week) {
            place.insert(Key::generate().map_err(|NoRandomness| io::ErrorKind::Other)?);
        }
        self.replace(weeks)
    }

    /// Returns the wiping keys that may have sealed something, newest first.
    pub(super) fn wiping(&self) -> impl Iterator<Item = &Key> {
        self.wiping.iter().rev()
    }

    /// Makes a wiping key beside those there are; the file is durable when this returns.
    pub(super) fn add_wiping(&mut self) -> io::Result<()> {
        let fresh = Key::generate().map_err(|NoRandomness| io::ErrorKind::Other)?;
        let wiping = self.wiping.iter().cloned().chain([fresh]).collect();
        self.replace_wiping(wiping)
    }

    /// Destroys all wiping keys but the newest; the file is durable when this returns.
    pub(super) fn destroy_older_wiping(&mut self) -> io::Result<()> {
        self.replace_wiping(self.wiping.last().cloned().into_iter().collect())
    }

    fn replace_wiping(&mut self, wiping: Vec<Key>) -> io::Result<()> {
        if wiping != self.wiping {
            self.write(&self.weeks, &wiping)?;
            self.wiping = wiping;
        }
        Ok(())
    }

    /// Destroys expired keys; the file is durable when this returns.
    pub(super) fn destroy_expired(&mut self, this_week: u32) -> io::Result<()> {
        self.replace(self.unexpired(this_week))
    }

    fn unexpired(&self, this_week: u32) -> BTreeMap<u32, Key> {
        let mut weeks = self.weeks.clone();
        weeks.retain(|made, _| !retention::key_expired(*made, this_week));
        weeks
    }

    fn replace(&mut self, weeks: BTreeMap<u32, Key>) -> io::Result<()> {
        if weeks.keys().ne(self.weeks.keys()) {
            self.write(&weeks, &self.wiping)?;
            self.weeks = weeks;
        }
        Ok(())
    }

    fn write(&self, weeks: &BTreeMap<u32, Key>, wiping: &[Key]) -> io::Result<()> {
        let unfinished = unfinished(&self.path);
        let mut file =
            OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&unfinished)?;
        file.write_all(render(&self.master, weeks, wiping).as_bytes())?;
        file.sync_all()?;
        fs::rename(&unfinished, &self.path)?;
        sync_folder(parent(&self.path))
    }
}

fn inaccessible(error: io::Error) -> OpenError {
    OpenError::SecretInaccessible(error.kind())
}

/// Where the next version of the file is written before it takes its place.
fn unfinished(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    PathBuf::from(name)
}

/// A kill while the file was being replaced leaves one, with keys in it.
fn remove_unfinished(path: &Path) -> io::Result<()> {
    match fs::remove_file(unfinished(path)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn keep_to_owner(path: &Path) -> io::Result<()> {
    let file = File::open(path)?;
    if file.metadata()?.permissions().mode() & 0o077 == 0 {
        return Ok(());
    }
    file.set_permissions(Permissions::from_mode(0o600))
}

fn render(master: &Key, weeks: &BTreeMap<u32, Key>, wiping: &[Key]) -> Zeroizing<String> {
    // Room for all of it from the start: a string that grows leaves its old self in memory.
    let mut text = Zeroizing::new(String::with_capacity(200 + (weeks.len() + wiping.len()) * 100));
    text.extend([TITLE, "\n", NOTICE, "\nmaster ", &master.to_hex(), "\n"]);
    for (week, key) in weeks {
        text.extend(["week ", &week.to_string(), " ", &key.to_hex(), "\n"]);
    }
    for key in wiping {
        text.extend(["wiping ", &key.to_hex(), "\n"]);
    }
    text
}

fn parse(path: &Path, text: &str) -> Option<Secret> {
    let mut lines = text.lines().filter(|line| !line.starts_with('#'));
    if lines.next()? != TITLE {
        return None;
    }
    let master = Key::from_hex(lines.next()?.strip_prefix("master ")?)?;
    let (mut weeks, mut wiping) = (BTreeMap::new(), Vec::new());
    for line in lines {
        if let Some(key) = line.strip_prefix("wiping ") {
            wiping.push(Key::from_hex(key)?);
        } else {
            let (week, key) = line.strip_prefix("week ")?.split_once(' ')?;
            drop(weeks.insert(week.parse().ok()?, Key::from_hex(key)?));
        }
    }
    Some(Secret { path: path.to_owned(), master, weeks, wiping })
}

#[cfg(test)]
mod tests;
