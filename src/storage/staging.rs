//! How a restore takes the place of what is there: built beside it, then moved in by renaming.
//!
//! | folder | means | a kill leaves |
//! |---|---|---|
//! | `restore.new` | it is being built | what was there; the next restore begins anew |
//! | `restore.ready-T` | it is complete | the next opening moves what was there to `replaced-T`, and goes on |
//! | `restore.moving-T` | what was there is aside | the next opening moves in what is left, and is done |

use std::fs;
use std::fs::DirBuilder;
use std::fs::File;
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;
use std::path::PathBuf;

use crate::ports::Timestamp;
use crate::storage::OpenError;
use crate::storage::database::sync_folder;
use crate::system;

const NEW: &str = "restore.new";
const READY: &str = "restore.ready-";
const MOVING: &str = "restore.moving-";
const ASIDE: &str = "replaced-";

/// A restore into a data folder; nobody else restores there meanwhile.
pub(super) struct Staging {
    data: PathBuf,
    _lock: File,
}

impl Staging {
    /// Ends what a kill interrupted, and begins with an empty folder.
    pub(super) fn begin(data: &Path) -> Result<Self, OpenError> {
        let lock = lock(data)?;
        finish_locked(data)?;
        let staging = Self { data: data.to_owned(), _lock: lock };
        staging.discard()?;
        DirBuilder::new().mode(0o700).create(staging.folder())?;
        Ok(staging)
    }

    /// Returns where it is built.
    pub(super) fn folder(&self) -> PathBuf {
        self.data.join(NEW)
    }

    /// Removes what was built.
    pub(super) fn discard(&self) -> Result<(), OpenError> {
        match fs::remove_dir_all(self.folder()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// Lets what was built, and is durable, take the place of what is there; returns where that is now.
    pub(super) fn commit(self, now: Timestamp) -> Result<PathBuf, OpenError> {
        sync_folder(&self.folder())?;
        let aside = |moment: &u64| self.data.join(format!("{ASIDE}{moment}"));
        let moment = (now.0..).find(|moment| !aside(moment).exists()).unwrap_or(now.0);
        fs::rename(self.folder(), self.data.join(format!("{READY}{moment}")))?;
        sync_folder(&self.data)?;
        finish_locked(&self.data)?;
        Ok(aside(&moment))
    }
}

/// Ends a restore that a kill interrupted after it was complete.
pub(super) fn finish(data: &Path) -> Result<(), OpenError> {
    if find(data, READY)?.is_none() && find(data, MOVING)?.is_none() {
        return Ok(());
    }
    let _lock = lock(data)?;
    finish_locked(data)
}

fn finish_locked(data: &Path) -> Result<(), OpenError> {
    if let Some((ready, moment)) = find(data, READY)? {
        let aside = data.join(format!("{ASIDE}{moment}"));
        prepare(&aside)?;
        for name in names(data)?.into_iter().filter(|name| in_a_group_of(&ready, name)) {
            fs::rename(data.join(&name), aside.join(&name))?;
        }
        sync_folder(&aside)?;
        fs::rename(ready, data.join(format!("{MOVING}{moment}")))?;
        sync_folder(data)?;
    }
    if let Some((moving, _)) = find(data, MOVING)? {
        for name in names(&moving)? {
            fs::rename(moving.join(&name), data.join(&name))?;
        }
        sync_folder(data)?;
        fs::remove_dir(moving)?;
        sync_folder(data)?;
    }
    Ok(())
}

/// Whether something belongs to a database that is restored: `tips.7` and `tips.current` do to `tips`.
fn in_a_group_of(ready: &Path, name: &str) -> bool {
    let group = |name: &str| name.split('.').next().unwrap_or(name).to_owned();
    names(ready).is_ok_and(|restored| restored.iter().any(|other| group(other) == group(name)))
}

fn find(data: &Path, prefix: &str) -> Result<Option<(PathBuf, String)>, OpenError> {
    let found = names(data)?.into_iter().find_map(|name| {
        let moment = name.strip_prefix(prefix)?.to_owned();
        Some((data.join(&name), moment))
    });
    Ok(found)
}

fn names(folder: &Path) -> Result<Vec<String>, OpenError> {
    let mut names = Vec::new();
    for file in fs::read_dir(folder)? {
        names.extend(file?.file_name().into_string().ok());
    }
    Ok(names)
}

fn prepare(folder: &Path) -> io::Result<()> {
    match DirBuilder::new().mode(0o700).create(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

fn lock(data: &Path) -> Result<File, OpenError> {
    let folder = File::open(data)?;
    system::lock(&folder).map_err(|_taken| OpenError::Locked)?;
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(folder: &Path) -> Vec<String> {
        let mut all = Vec::new();
        for name in names(folder).unwrap() {
            let path = folder.join(&name);
            if path.is_dir() {
                all.extend(files(&path).into_iter().map(|file| format!("{name}/{file}")));
            } else {
                all.push(format!("{name}={}", fs::read_to_string(path).unwrap()));
            }
        }
        all.sort();
        all
    }

    /// A folder with old data and a restore that is built.
    fn a_folder() -> (tempfile::TempDir, Staging) {
        let data = tempfile::tempdir().unwrap();
        let staging = Staging::begin(data.path()).unwrap();
        for (folder, text) in [(data.path().to_owned(), "old"), (staging.folder(), "new")] {
            for name in ["chat", "tips.1"] {
                fs::create_dir(folder.join(name)).unwrap();
                fs::write(folder.join(name).join("db"), text).unwrap();
            }
        }
        fs::create_dir(data.path().join("tips.2")).unwrap();
        fs::write(data.path().join("tips.2/db"), "old").unwrap();
        fs::write(data.path().join("faq"), "old").unwrap();
        (data, staging)
    }

    const DONE: [&str; 6] = [
        "chat/db=new",
        "faq=old",
        "replaced-7/chat/db=old",
        "replaced-7/tips.1/db=old",
        "replaced-7/tips.2/db=old",
        "tips.1/db=new",
    ];

    #[test]
    fn what_was_built_takes_the_place_of_its_like_and_nothing_else_moves() {
        let (data, staging) = a_folder();
        assert_eq!(staging.commit(Timestamp(7)).unwrap(), data.path().join("replaced-7"));
        assert_eq!(files(data.path()), DONE);
    }

    #[test]
    fn an_unfinished_restore_counts_for_nothing_and_a_second_one_waits() {
        let (data, staging) = a_folder();
        finish(data.path()).unwrap();
        assert!(files(data.path()).contains(&"chat/db=old".to_owned()));
        assert_eq!(Staging::begin(data.path()).err(), Some(OpenError::Locked));
        drop(staging);
        assert!(names(&Staging::begin(data.path()).unwrap().folder()).unwrap().is_empty());
    }

    #[test]
    fn wherever_a_kill_stops_the_moves_the_next_opening_ends_them() {
        for moved in 0..4 {
            let (data, staging) = a_folder();
            let path = |name: &str| data.path().join(name);
            drop(staging);
            fs::rename(path(NEW), path("restore.ready-7")).unwrap();
            if moved >= 1 {
                fs::create_dir(path("replaced-7")).unwrap();
                fs::rename(path("tips.1"), path("replaced-7/tips.1")).unwrap();
            }
            if moved >= 2 {
                fs::rename(path("tips.2"), path("replaced-7/tips.2")).unwrap();
                fs::rename(path("chat"), path("replaced-7/chat")).unwrap();
                fs::rename(path("restore.ready-7"), path("restore.moving-7")).unwrap();
            }
            if moved >= 3 {
                fs::rename(path("restore.moving-7/tips.1"), path("tips.1")).unwrap();
            }
            finish(data.path()).unwrap();
            assert_eq!(files(data.path()), DONE, "{moved} steps");
        }
    }
}
