//! Files that nobody else may read, and that never replace others.

use std::fs;
use std::fs::OpenOptions;
use std::io;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::path::PathBuf;

use crate::cli::failure::Failure;
use crate::texts::tips_cli;
use crate::texts::trouble;

/// Writes a new file, readable by its owner only.
pub(super) fn write_new(file: &Path, content: &[u8]) -> Result<(), Failure> {
    let mut new =
        OpenOptions::new().write(true).create_new(true).mode(0o600).open(file).map_err(|error| {
            Failure::Input(match error.kind() {
                io::ErrorKind::AlreadyExists => tips_cli::exists(file),
                _ => trouble::unwritable_file(file),
            })
        })?;
    new.write_all(content).and_then(|()| new.sync_all()).map_err(|_| {
        // Half a file is worse than none.
        let _gone = fs::remove_file(file);
        Failure::Input(trouble::unwritable_file(file))
    })
}

/// Names what comes of `file`: in `folder` or beside it, with another ending in place of `.age`.
pub(super) fn beside(file: &Path, folder: Option<&Path>, ending: &str) -> PathBuf {
    let folder = folder.or_else(|| file.parent()).unwrap_or(Path::new(""));
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = name.strip_suffix(".age").unwrap_or(&name);
    let has_it = Path::new(stem).extension().is_some_and(|extension| extension == ending);
    folder.join(if has_it { stem.to_owned() } else { format!("{stem}.{ending}") })
}

/// Tells on standard error what was done; nobody may be listening.
pub(super) fn tell(text: &str) {
    let _nobody_listens = writeln!(io::stderr(), "{text}");
}

/// Takes out what could command a terminal.
pub(super) fn harmless(text: &str) -> String {
    let is_harmless = |character: &char| !character.is_control() || matches!(character, '\n' | '\t');
    text.chars().filter(is_harmless).collect()
}
