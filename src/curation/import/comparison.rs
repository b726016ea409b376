//! What an import would change, and whether the FAQ would still be one.

use std::collections::BTreeSet;

use crate::curation::FileChange;
use crate::curation::Files;
use crate::curation::import::Import;
use crate::curation::import::entry_at;
use crate::curation::import::path_of;
use crate::curation::import::text::plain;
use crate::faq::Faq;
use crate::faq::Problem;
use crate::faq::parse::parse;

/// What an import would change.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The changes, without those of `lacking`.
    pub changes: Vec<FileChange>,
    /// Files that are there and come to say something else.
    pub changed: Vec<String>,
    /// Files that aren't there yet.
    pub added: Vec<String>,
    /// Entries that come to lie in another group: the paths they get.
    pub moved: Vec<String>,
    /// Entries that a whole folder lacks: they stay, unless somebody says otherwise.
    pub lacking: Vec<String>,
}

impl Comparison {
    /// Whether there is nothing to do and nothing to ask.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.lacking.is_empty()
    }

    /// Returns the changes that retire what is lacking.
    #[must_use]
    pub fn retiring(&self, files: &Files) -> Vec<FileChange> {
        self.lacking.iter().map(|path| gone(files, path)).collect()
    }

    fn put(&mut self, files: &Files, path: &str, text: &str) {
        match files.get(path) {
            Some(before) if plain(before) == text => return,
            Some(_) => self.changed.push(path.to_owned()),
            None => self.put_new(files, path),
        }
        let (path, after) = (path.to_owned(), Some(text.to_owned()));
        self.changes.push(FileChange { before: files.get(&path).cloned(), path, after });
    }

    /// An entry that is there under another path moves.
    fn put_new(&mut self, files: &Files, path: &str) {
        match entry_at(path).and_then(|id| path_of(files, &id)) {
            Some(other) => {
                self.moved.push(path.to_owned());
                self.changes.push(gone(files, &other));
            }
            None => self.added.push(path.to_owned()),
        }
    }
}

/// Holds an import against the files in force.
#[must_use]
pub fn compare(files: &Files, import: &Import) -> Comparison {
    let mut comparison = Comparison::default();
    for (path, text) in &import.files {
        comparison.put(files, path, text);
    }
    if import.whole {
        let lacks = |path: &&String| entry_at(path).is_some() && !import.files.contains_key(*path);
        let gone: BTreeSet<&str> = comparison.changes.iter().map(|change| change.path.as_str()).collect();
        let stays = |path: &&String| !gone.contains(path.as_str());
        comparison.lacking = files.keys().filter(lacks).filter(stays).cloned().collect();
    }
    comparison
}

/// Reads the FAQ as it would be: `None` with the errors that keep it from being one. Warnings are told
/// where they are new.
#[must_use]
pub fn check(files: &Files, changes: &[FileChange]) -> (Option<Faq>, Vec<Problem>) {
    let (faq, mut problems) = parse(&with(files, changes));
    let (_, known) = parse(files);
    // A warning that was there before is no reason to look at this import; its line may have moved.
    let is_known = |problem: &Problem| {
        let same = |other: &Problem| (&other.file, &other.what) == (&problem.file, &problem.what);
        !problem.is_error() && known.iter().any(same)
    };
    problems.retain(|problem| !is_known(problem));
    // What keeps the FAQ from being one stands first.
    problems.sort_by_key(|problem| !problem.is_error());
    (faq, problems)
}

fn with(files: &Files, changes: &[FileChange]) -> Files {
    let mut files = files.clone();
    for change in changes {
        match &change.after {
            Some(text) => drop(files.insert(change.path.clone(), text.clone())),
            None => drop(files.remove(&change.path)),
        }
    }
    files
}

fn gone(files: &Files, path: &str) -> FileChange {
    FileChange { path: path.to_owned(), before: files.get(path).cloned(), after: None }
}
