//! What one command has learnt, the next one recalls.

use std::fs;
use std::path::Path;

use crate::cli::run;

#[test]
fn what_one_command_has_learnt_the_next_one_recalls_and_answers_alike() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("model");
    let ask =
        || run(&["ask", "--json", "bolehkah like status calon?"], home.path(), &environment(&folder), b"");
    let (first, kept) = (ask(), files(&folder));
    let (second, still) = (ask(), files(&folder));
    assert!(first.status.success() && !first.stdout.is_empty(), "{first:?}");
    assert_eq!(first.stdout, second.stdout);
    assert_eq!((kept.len(), &kept), (1, &still), "one file, and it isn't written again");
}

#[test]
fn a_command_that_only_asks_leaves_nothing_in_its_folder() {
    let home = tempfile::tempdir().unwrap();
    let asked = run(&["ask", "bolehkah like status calon?"], home.path(), &[("NETRAL_MODELS", "")], b"");
    assert!(asked.status.success(), "{asked:?}");
    assert!(files(home.path()).is_empty());
}

fn environment(folder: &Path) -> [(&str, &str); 1] {
    [("NETRAL_MODELS", folder.to_str().unwrap())]
}

/// The files of a folder with the time they were written.
fn files(folder: &Path) -> Vec<(std::ffi::OsString, std::time::SystemTime)> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries.map(|entry| (entry.file_name(), entry.metadata().unwrap().modified().unwrap())).collect()
}
