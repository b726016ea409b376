//! Walks a folder within limits and reads its files as text.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;

use crate::faq::Problem;
use crate::faq_folder::slashed;
use crate::faq_folder::wording;

/// Largest file that is read; the largest one of the FAQ itself has a hundredth of it.
const MAX_FILE_BYTES: u64 = 1024 * 1024;
const MAX_FILES: usize = 5_000;
/// An FAQ has one level of folders; deeper ones are only walked to name what lies there.
const MAX_DEPTH: usize = 8;

/// What was read, and what could not be.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) files: BTreeMap<String, String>,
    /// Files that are there but empty in `files`, since they could not be read.
    pub(super) unread: BTreeSet<String>,
    pub(super) problems: Vec<Problem>,
    /// The files as they are, where that is what is wanted.
    raw: Option<Vec<(String, Vec<u8>)>>,
    seen: usize,
    is_unusable: bool,
}

impl Reading {
    /// Whether looking at what was read would only blame the wrong things.
    pub(super) fn is_unusable(&self) -> bool {
        self.is_unusable
    }

    fn give_up(&mut self, problem: Problem) {
        self.problems.push(problem);
        self.is_unusable = true;
    }
}

/// Reads every file below a folder as it is.
pub(super) fn raw(root: &Path) -> Result<Vec<(String, Vec<u8>)>, Vec<Problem>> {
    let reading = walk(root, Reading { raw: Some(Vec::new()), ..Reading::default() });
    match reading.raw {
        Some(raw) if reading.problems.is_empty() => Ok(raw),
        _ => Err(reading.problems),
    }
}

/// Reads every file below a folder.
pub(super) fn read(root: &Path) -> Reading {
    walk(root, Reading::default())
}

fn walk(root: &Path, mut reading: Reading) -> Reading {
    match root.canonicalize() {
        Ok(root) if root.is_dir() => Walk { root, reading: &mut reading }.folder(Path::new(""), 0),
        Ok(_) => reading.give_up(wording::not_a_folder(root)),
        Err(_) => reading.give_up(wording::folder_missing(root)),
    }
    reading
}

struct Walk<'r> {
    /// The folder without any symbolic links in its path.
    root: PathBuf,
    reading: &'r mut Reading,
}

impl Walk<'_> {
    fn folder(&mut self, inside: &Path, depth: usize) {
        let Ok(items) =
            fs::read_dir(self.root.join(inside)).and_then(Iterator::collect::<io::Result<Vec<_>>>)
        else {
            return self.reading.give_up(wording::unreadable(&named(inside)));
        };
        let mut names: Vec<_> = items.iter().map(fs::DirEntry::file_name).collect();
        // One order on every system, so that problems read the same everywhere.
        names.sort();
        for name in names {
            if self.reading.is_unusable() {
                return;
            }
            // Hidden files belong to editors and version control; there can be very many.
            if !name.to_string_lossy().starts_with('.') {
                self.item(&inside.join(name), depth);
            }
        }
    }

    fn item(&mut self, inside: &Path, depth: usize) {
        self.reading.seen += 1;
        if self.reading.seen > MAX_FILES {
            return self.reading.give_up(wording::too_many_files(MAX_FILES));
        }
        let name = named(inside);
        // Following a link first shows whether it stays inside.
        match self.root.join(inside).canonicalize() {
            Ok(target) if !target.starts_with(&self.root) => {
                self.reading.problems.push(wording::leads_out(&name));
            }
            Ok(target) if target.is_dir() && depth < MAX_DEPTH => self.folder(inside, depth + 1),
            Ok(target) if target.is_file() => self.file(&target, name),
            Ok(_) => self.reading.problems.push(wording::not_a_file(&name)),
            Err(_) => self.reading.problems.push(wording::unreadable(&name)),
        }
    }

    fn file(&mut self, path: &Path, name: String) {
        match read_bounded(path) {
            Ok(Some(bytes)) => self.text(bytes, name),
            Ok(None) => self.skip(wording::too_large(&name), name),
            Err(_) => self.skip(wording::unreadable(&name), name),
        }
    }

    fn text(&mut self, bytes: Vec<u8>, name: String) {
        if let Some(raw) = &mut self.reading.raw {
            raw.push((name, bytes));
            return;
        }
        let text = String::from_utf8(bytes).unwrap_or_else(|error| {
            let line = line_of(error.as_bytes(), error.utf8_error().valid_up_to());
            self.reading.problems.push(wording::not_utf8(&name, line));
            // What can be read still shows what else is wrong.
            String::from_utf8_lossy(error.as_bytes()).into_owned()
        });
        self.reading.files.insert(name, text);
    }

    /// Leaves out what a file says but not that it is there: others may refer to it.
    fn skip(&mut self, problem: Problem, name: String) {
        self.reading.problems.push(problem);
        self.reading.unread.insert(name.clone());
        self.reading.files.insert(name, String::new());
    }
}

/// Returns the bytes of a file, or nothing when there are too many.
fn read_bounded(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes)?;
    let fits = u64::try_from(bytes.len()).is_ok_and(|length| length <= MAX_FILE_BYTES);
    Ok(fits.then_some(bytes))
}

fn line_of(bytes: &[u8], offset: usize) -> usize {
    1 + bytes.iter().take(offset).filter(|byte| **byte == b'\n').count()
}

fn named(inside: &Path) -> String {
    if inside.as_os_str().is_empty() { ".".to_owned() } else { slashed(inside) }
}
