//! Texts of a folder → [`Faq`], with every problem found in one run.
//!
//! Each kind of file has a reader of its own that reports what is wrong within the file; the rules
//! across files are in `check`. Every sentence about a problem stands in `wording`.

mod body;
mod entry;
mod fields;
mod groups;
mod norms;
mod outside;
mod sheet;
mod thresholds;
mod trials;
mod vocabulary;
mod watches;

#[cfg(test)]
pub(crate) mod tests;

pub(in crate::faq) use body::continues_summary;
pub(in crate::faq) use body::opens_summary;
pub(in crate::faq) use entry::fences;

use std::collections::BTreeMap;

use crate::faq::EntryId;
use crate::faq::Faq;
use crate::faq::GroupId;
use crate::faq::Problem;
use crate::faq::check;
use crate::faq::draft::Draft;
use crate::faq::draft::EntryDraft;
use crate::faq::parse::sheet::Sheet;
use crate::faq::wording;

/// Files without which there is no FAQ.
const REQUIRED: [&str; 2] = ["_grup.toml", "_norma.toml"];
/// Files without which fewer questions are understood.
const WANTED: [&str; 2] = ["_di-luar.toml", "_kosakata.toml"];
/// Every file with a fixed name, in the folder itself.
pub const FIXED_FILES: [&str; 8] = [
    "_grup.toml",
    "_norma.toml",
    "_pantau.toml",
    "_di-luar.toml",
    "_kosakata.toml",
    "_ambang.toml",
    "_uji.tsv",
    "_contoh.md",
];

/// Reads an FAQ from its files and finds all problems at once.
///
/// Keys are paths inside the folder, with `/`. There is an FAQ exactly when no problem is an error.
#[must_use]
pub fn parse(files: &BTreeMap<String, String>) -> (Option<Faq>, Vec<Problem>) {
    let (draft, mut problems) = read(files);
    problems.extend(check::check(&draft));
    problems.sort();
    problems.dedup();
    if problems.iter().any(Problem::is_error) {
        return (None, problems);
    }
    (draft.into_faq(), problems)
}

/// Reads every file by itself.
fn read(files: &BTreeMap<String, String>) -> (Draft, Vec<Problem>) {
    let mut draft = Draft::default();
    let mut problems = missing_files(files);
    for (path, text) in files {
        match Place::of(path) {
            Place::Ignored => {}
            Place::Unknown => {
                problems.push(wording::unknown_file(path, FIXED_FILES.into_iter()).in_file(path));
            }
            place => {
                let mut sheet = Sheet::new(path, text);
                read_file(place, &mut sheet, &mut draft);
                problems.extend(sheet.into_problems());
            }
        }
    }
    (draft, problems)
}

fn missing_files(files: &BTreeMap<String, String>) -> Vec<Problem> {
    let missing = |file: &&str| !files.contains_key(*file);
    let required = REQUIRED.into_iter().filter(missing);
    let wanted = WANTED.into_iter().filter(missing);
    let mut problems: Vec<Problem> = required.map(|file| wording::file_missing(file).in_file(file)).collect();
    problems.extend(wanted.map(|file| wording::optional_file_missing(file).in_file(file)));
    if !files.keys().any(|path| matches!(Place::of(path), Place::Entry { .. })) {
        problems.push(wording::no_entries().in_file("_contoh.md"));
    }
    problems
}

/// What a file is, by its path.
enum Place<'p> {
    Fixed(&'static str),
    Entry { folder: &'p str, name: &'p str },
    Ignored,
    Unknown,
}

impl<'p> Place<'p> {
    fn of(path: &'p str) -> Self {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        if name == "README.md" || path.split('/').any(|part| part.starts_with('.')) {
            return Self::Ignored;
        }
        if folder.is_empty() {
            let known = FIXED_FILES.into_iter().find(|known| *known == name);
            return known.map_or(Self::Unknown, Self::Fixed);
        }
        match name.strip_suffix(".md") {
            // Drafts: `_contoh.md` tells editors that such files are never shown.
            Some(name) if name.starts_with('_') => Self::Ignored,
            Some(name) if !folder.contains('/') => Self::Entry { folder, name },
            _ => Self::Unknown,
        }
    }
}

fn read_file(place: Place<'_>, sheet: &mut Sheet<'_>, draft: &mut Draft) {
    match place {
        Place::Fixed("_grup.toml") => (draft.groups, draft.ask_by_status) = groups::read(sheet),
        Place::Fixed("_norma.toml") => draft.norms = norms::read(sheet),
        Place::Fixed("_pantau.toml") => draft.watches = watches::read(sheet),
        Place::Fixed("_di-luar.toml") => draft.outside = outside::read(sheet),
        Place::Fixed("_kosakata.toml") => draft.vocabulary = vocabulary::read(sheet),
        Place::Fixed("_ambang.toml") => draft.thresholds = thresholds::read(sheet),
        Place::Fixed("_uji.tsv") => draft.trials = trials::read(sheet),
        Place::Fixed("_contoh.md") => drop(entry::read(sheet)),
        Place::Entry { folder, name } => draft.entries.extend(read_entry(sheet, folder, name)),
        Place::Fixed(_) | Place::Ignored | Place::Unknown => {}
    }
}

fn read_entry(sheet: &mut Sheet<'_>, folder: &str, name: &str) -> Option<EntryDraft> {
    let content = entry::read(sheet);
    let (id, group) = (EntryId::parse(name), GroupId::parse(folder));
    for (word, is_usable) in [(name, id.is_some()), (folder, group.is_some())] {
        if !is_usable {
            sheet.report_file(wording::not_a_slug(word));
        }
    }
    Some(EntryDraft { file: sheet.file().to_owned(), id: id?, group: group?, content })
}
