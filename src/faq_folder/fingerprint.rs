//! Tells cheaply whether a folder has changed: by names, sizes and times, not by what the files say.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::Hash;
use std::hash::Hasher;
use std::path::Path;

/// Most files that are looked at; more than that is refused when the folder is read.
const MOST: usize = 10_000;

/// Depth to which folders are looked into.
const DEEPEST: usize = 8;

/// Returns a number that changes when a file of the folder comes, goes, grows, shrinks or is written.
#[must_use]
pub fn fingerprint(dir: &Path) -> u64 {
    let mut hasher = DefaultHasher::new();
    let mut left = MOST;
    look(dir, DEEPEST, &mut left, &mut hasher);
    hasher.finish()
}

fn look(dir: &Path, depth: usize, left: &mut usize, hasher: &mut DefaultHasher) {
    let Ok(items) = fs::read_dir(dir) else { return "gone".hash(hasher) };
    let mut paths: Vec<_> = items.flatten().map(|item| item.path()).collect();
    paths.sort();
    for path in paths {
        let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if is_hidden || *left == 0 {
            continue;
        }
        *left = left.saturating_sub(1);
        path.hash(hasher);
        match fs::metadata(&path) {
            Ok(about) if about.is_dir() && depth > 0 => look(&path, depth.saturating_sub(1), left, hasher),
            Ok(about) => (about.len(), about.modified().ok()).hash(hasher),
            Err(_) => "unreadable".hash(hasher),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_written_comes_or_goes_changes_it_and_nothing_else_does() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("umum");
        fs::create_dir(&path).unwrap();
        fs::write(path.join("a.md"), "satu").unwrap();
        let first = fingerprint(folder.path());
        assert_eq!(fingerprint(folder.path()), first);
        fs::write(path.join("a.md"), "satu dua").unwrap();
        let second = fingerprint(folder.path());
        assert_ne!(second, first);
        fs::write(path.join("b.md"), "").unwrap();
        let third = fingerprint(folder.path());
        assert_ne!(third, second);
        fs::remove_file(path.join("b.md")).unwrap();
        assert_eq!(fingerprint(folder.path()), second);
        fs::write(path.join(".b.md.swp"), "x").unwrap();
        assert_eq!(fingerprint(folder.path()), second, "what editors leave beside it doesn't count");
    }
}
