//! `netral backup --daily`: a file a day in a folder, of which the newest few are kept.

use std::fs;
use std::fs::DirBuilder;
use std::io;
use std::io::Write;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;
use std::path::PathBuf;

use crate::cli::failure::Failure;
use crate::config::Config;
use crate::ports::Clock;
use crate::system::SystemClock;
use crate::texts::backup;

const PREFIX: &str = "netral-";
const SUFFIX: &str = ".cadangan";

/// Writes today's file, and only then, when it was read back and stands, removes what is too many.
pub(super) fn write(
    folder: &Path,
    keep: u16,
    config: &Config,
    write: impl FnOnce(&Path) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let today = folder.join(format!("{PREFIX}{}{SUFFIX}", SystemClock.now().date(config.hours_east)));
    let refused = |_: io::Error| Failure::Input(backup::unwritable(&today));
    DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(refused)?;
    write(&today)?;
    let old = too_many(names(folder).map_err(refused)?, &today, usize::from(keep));
    for file in &old {
        fs::remove_file(file).map_err(refused)?;
    }
    if !old.is_empty() {
        writeln!(io::stdout(), "{}", backup::removed(old.len(), usize::from(keep)))?;
    }
    Ok(())
}

fn names(folder: &Path) -> io::Result<Vec<PathBuf>> {
    fs::read_dir(folder)?.map(|file| file.map(|file| file.path())).collect()
}

/// Returns what goes: the oldest by name, never today's, and nothing that isn't named like a daily backup.
fn too_many(files: Vec<PathBuf>, today: &Path, keep: usize) -> Vec<PathBuf> {
    let mut others: Vec<_> = files.into_iter().filter(|file| is_daily(file) && file != today).collect();
    others.sort();
    let surplus = (others.len() + 1).saturating_sub(keep);
    others.truncate(surplus);
    others
}

fn is_daily(file: &Path) -> bool {
    let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let date = name.strip_prefix(PREFIX).and_then(|name| name.strip_suffix(SUFFIX)).unwrap_or_default();
    let shape = |(at, letter): (usize, char)| {
        if at == 4 || at == 7 { letter == '-' } else { letter.is_ascii_digit() }
    };
    date.len() == 10 && date.chars().enumerate().all(shape)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[&str]) -> Vec<PathBuf> {
        names.iter().map(|name| Path::new("folder").join(name)).collect()
    }

    #[test]
    fn the_oldest_go_and_nothing_else() {
        let all = files(&[
            "netral-2026-11-28.cadangan",
            "netral-2026-11-30.cadangan",
            "netral-2026-11-29.cadangan",
            "netral-2026-11-29.cadangan.new",
            "netral-lama.cadangan",
            "laporan.cadangan",
        ]);
        let today = all[1].clone();
        assert_eq!(
            too_many(all.clone(), &today, 1),
            files(&["netral-2026-11-28.cadangan", "netral-2026-11-29.cadangan"])
        );
        assert_eq!(too_many(all.clone(), &today, 2), files(&["netral-2026-11-28.cadangan"]));
        assert!(too_many(all, &today, 3).is_empty());
    }

    #[test]
    fn todays_stays_whatever_a_wrong_clock_has_left() {
        let all = files(&["netral-2026-11-30.cadangan", "netral-2099-01-01.cadangan"]);
        assert_eq!(too_many(all.clone(), &all[0], 1), files(&["netral-2099-01-01.cadangan"]));
    }
}
