//! Reads an FAQ from a folder or from the copy that is compiled into the program.
//!
//! Reading is bounded: too many files, too large files and links that lead out of the folder are
//! problems like any other, so an editor sees them all in one run.

mod fingerprint;
mod walk;
mod wording;

pub use fingerprint::fingerprint;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use include_dir::Dir;
use include_dir::include_dir;

use crate::faq::Faq;
use crate::faq::Problem;
use crate::faq::parse::parse;

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/faq");

/// A folder as it was read: its texts, what they say together, and everything that is wrong.
#[derive(Debug)]
pub struct Reading {
    /// The texts by their path in the folder, with `/`. Where there are problems they may be incomplete.
    pub files: BTreeMap<String, String>,
    /// The FAQ; none where something is an error.
    pub faq: Option<Faq>,
    /// Everything that is wrong, in order.
    pub problems: Vec<Problem>,
}

/// Reads a folder, or what is compiled in where none is named.
#[must_use]
pub fn read(dir: Option<&Path>) -> Reading {
    match dir {
        Some(dir) => read_folder(dir),
        None => {
            let files = embedded_files();
            let (faq, problems) = parse(&files);
            Reading { files, faq, problems }
        }
    }
}

fn read_folder(dir: &Path) -> Reading {
    let walk::Reading { files, unread, problems: mut found, .. } = match walk::read(dir) {
        reading if reading.is_unusable() => {
            return Reading { files: reading.files, faq: None, problems: reading.problems };
        }
        reading => reading,
    };
    let (faq, mut problems) = parse(&files);
    problems.retain(|problem| !unread.contains(&problem.file));
    problems.append(&mut found);
    problems.sort();
    let has_errors = problems.iter().any(Problem::is_error);
    Reading { files, faq: faq.filter(|_| !has_errors), problems }
}

/// Returns the files of a folder as bytes by their paths in it, which needn't be a whole FAQ, or what keeps
/// them from being read.
///
/// # Errors
/// Everything that couldn't be read.
pub fn raw(dir: &Path) -> Result<Vec<(String, Vec<u8>)>, Vec<Problem>> {
    walk::raw(dir)
}

/// Reads the FAQ of a folder.
#[must_use]
pub fn load(dir: &Path) -> (Option<Faq>, Vec<Problem>) {
    let reading = read_folder(dir);
    (reading.faq, reading.problems)
}

/// Reads the FAQ that is compiled in.
#[must_use]
pub fn embedded() -> (Option<Faq>, Vec<Problem>) {
    parse(&embedded_files())
}

/// Returns the compiled-in files by their path inside the folder, for those who want a copy to edit.
#[must_use]
pub fn embedded_files() -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    collect(&EMBEDDED, &mut files);
    files
}

/// Returns the line of a file on which a text stands, in a folder or in the FAQ that is compiled in.
#[must_use]
pub fn line_of(dir: Option<&Path>, file: &str, text: &str) -> Option<usize> {
    let content = match dir {
        Some(dir) => fs::read_to_string(dir.join(file)).ok()?,
        None => EMBEDDED.get_file(file)?.contents_utf8()?.to_owned(),
    };
    content.lines().position(|line| line.contains(text)).map(|place| place + 1)
}

fn collect(dir: &Dir<'static>, files: &mut BTreeMap<String, String>) {
    for file in dir.files() {
        let path = slashed(file.path());
        files.extend(file.contents_utf8().map(|text| (path, text.to_owned())));
    }
    for dir in dir.dirs() {
        collect(dir, files);
    }
}

/// Returns a relative path with `/` whatever the system.
fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests;
