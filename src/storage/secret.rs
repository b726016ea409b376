//! The secret file: the keys of the databases, kept apart from the data folder.
//!
//! It holds a master key, which stays and tells whether file and folder belong together, and the oldest
//! step of the weekly ratchet that is still needed: later ones follow from it. So the file changes only
//! when a week's step is destroyed, and an older copy of it opens newer data. Destroying a step is the
//! physical deletion of all that was sealed with its week's key. The file is replaced as a whole (write,
//! sync, rename, sync) and never recreated while there is data it belongs to.
//!
//! Files of the first version list a random key for each week and the keys of wiped records. Those stay
//! until they have run out; what is sealed from then on is sealed with the ratchet's keys.

use std::collections::BTreeMap;
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
use crate::storage::ratchet::Step;
use crate::storage::retention;
use crate::system::NoRandomness;

const TITLE: &str = "netral-secret 2";
const FORMER_TITLE: &str = "netral-secret 1";
const NOTICE: &str = "# Berkas rahasia Netral. Jangan dibagikan dan jangan disimpan bersama folder data.";

/// The keys and where they are kept.
#[derive(Debug)]
pub(super) struct Secret {
    path: PathBuf,
    master: Key,
    contents: Contents,
}

/// What changes in the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Contents {
    /// None before the first use, and in files of the first version.
    oldest: Option<Step>,
    former: Former,
}

/// The keys of the first version, as far as they are still needed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Former {
    /// The keys of weeks.
    pub(super) weeks: BTreeMap<u32, Key>,
    /// The keys of wiped records, oldest first.
    pub(super) wiping: Vec<Key>,
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
        let secret = Self { path: path.to_owned(), master, contents: Contents::default() };
        secret.write(&secret.contents).map_err(inaccessible)?;
        Ok(secret)
    }

    /// Returns the key that stays for as long as the data folder does.
    pub(super) fn master(&self) -> &Key {
        &self.master
    }

    /// Returns the oldest step, which is in the file by then; the first one is that of `this_week`.
    pub(super) fn oldest(&mut self, this_week: u32) -> Result<Step, OpenError> {
        if let Some(oldest) = &self.contents.oldest {
            return Ok(oldest.clone());
        }
        let step = Step::fresh(this_week).map_err(|NoRandomness| OpenError::NoRandomness)?;
        let contents = Contents { oldest: Some(step.clone()), ..self.contents.clone() };
        self.replace(contents).map_err(inaccessible)?;
        Ok(step)
    }

    /// Returns what is left of the first version's keys.
    pub(super) fn former(&self) -> &Former {
        &self.contents.former
    }

    /// Destroys all steps before `oldest`, and former keys of weeks that have expired; the file is durable
    /// when this returns.
    pub(super) fn destroy_before(&mut self, oldest: &Step, this_week: u32) -> io::Result<()> {
        let mut contents = self.contents.clone();
        contents.former.weeks.retain(|made, _| !retention::key_expired(*made, this_week));
        if contents.oldest.as_ref().is_none_or(|present| present.week < oldest.week) {
            contents.oldest = Some(oldest.clone());
        }
        self.replace(contents)
    }

    /// Destroys the former keys of wiped records; the file is durable when this returns.
    pub(super) fn destroy_former_wiping(&mut self) -> io::Result<()> {
        let mut contents = self.contents.clone();
        contents.former.wiping.clear();
        self.replace(contents)
    }

    fn replace(&mut self, contents: Contents) -> io::Result<()> {
        if contents != self.contents {
            self.write(&contents)?;
            self.contents = contents;
        }
        Ok(())
    }

    fn write(&self, contents: &Contents) -> io::Result<()> {
        let unfinished = unfinished(&self.path);
        let mut file =
            OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&unfinished)?;
        file.write_all(render(&self.master, contents).as_bytes())?;
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

fn render(master: &Key, contents: &Contents) -> Zeroizing<String> {
    let Contents { oldest, former: Former { weeks, wiping } } = contents;
    // Room for all of it from the start: a string that grows leaves its old self in memory.
    let mut text = Zeroizing::new(String::with_capacity(300 + (weeks.len() + wiping.len()) * 100));
    text.extend([TITLE, "\n", NOTICE, "\nmaster ", &master.to_hex(), "\n"]);
    if let Some((week, step)) = oldest.as_ref().map(Step::render) {
        text.extend(["step ", &week, " ", &step, "\n"]);
    }
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
    let title = lines.next()?;
    if title != TITLE && title != FORMER_TITLE {
        return None;
    }
    let master = Key::from_hex(lines.next()?.strip_prefix("master ")?)?;
    let mut contents = Contents::default();
    for line in lines {
        match line.split_once(' ')? {
            ("step", step) if title == TITLE && contents.oldest.is_none() => {
                contents.oldest = Some(Step::parse(step)?);
            }
            ("week", key) => {
                let (week, key) = key.split_once(' ')?;
                drop(contents.former.weeks.insert(week.parse().ok()?, Key::from_hex(key)?));
            }
            ("wiping", key) => contents.former.wiping.push(Key::from_hex(key)?),
            _ => return None,
        }
    }
    Some(Secret { path: path.to_owned(), master, contents })
}

#[cfg(test)]
mod tests;
