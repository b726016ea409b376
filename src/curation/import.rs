//! Files that are sent: what of an FAQ is in them, and what they would change.

mod comparison;
mod text;

use std::collections::BTreeMap;
use std::fmt;

use crate::archive;
use crate::archive::LARGEST_FILE;
use crate::archive::Member;
use crate::archive::Refusal;
use crate::curation::Files;
use crate::faq::Entry;
use crate::faq::EntryId;
use crate::faq::Faq;
use crate::faq::parse::FIXED_FILES;

pub use comparison::Comparison;
pub use comparison::check;
pub use comparison::compare;
pub use text::Encoding;
pub use text::decode;

/// Folders around the folder that are taken away.
const MOST_WRAPPINGS: usize = 4;

/// The file that only a whole folder has.
const WHOLE: &str = "_grup.toml";

/// Texts that were sent, by where they belong in the folder.
#[derive(Clone, PartialEq, Eq)]
pub struct Import {
    /// The texts, with plain line ends and without a byte order mark.
    pub files: Files,
    /// Whether the whole folder was sent: what it lacks may be meant to go.
    pub whole: bool,
}

/// What was found in something that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// Files whose places are known.
    Import(Import),
    /// An entry that isn't there yet, without a group.
    Homeless {
        /// What it is called by its file's name.
        id: EntryId,
        /// Its text.
        text: String,
    },
}

/// Why something that was sent isn't imported, apart from what the FAQ's own rules find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The archive isn't unpacked.
    Archive(Refusal),
    /// It is neither a file of an FAQ nor an archive.
    Foreign,
    /// The sender's app gave no name, so that nobody knows which entry it is.
    Nameless,
    /// The file's name makes no entry's name.
    OddName(String),
    /// A file that is larger than [`LARGEST_FILE`].
    TooLarge(String),
    /// A file isn't UTF-8.
    NotText {
        /// Which.
        file: String,
        /// The first line that isn't, from 1.
        line: usize,
        /// What it seems to be instead.
        seems: Encoding,
    },
    /// An entry that isn't there yet lies in no folder, so that its group isn't known.
    NoGroup(String),
    /// A file that is none of an FAQ's.
    Stranger(String),
    /// There is nothing of an FAQ in it.
    Empty,
}

impl fmt::Debug for Import {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Import(…)")
    }
}

/// Finds what of an FAQ is in something that was sent; `files` are those in force.
///
/// # Errors
/// Everything that is wrong, in one go.
pub fn find(files: &Files, name: Option<&str>, bytes: &[u8]) -> Result<Found, Vec<Trouble>> {
    if archive::is_archive(bytes) || ends(name, ".zip") {
        let members = archive::unpack(bytes).map_err(|refusal| vec![Trouble::Archive(refusal)])?;
        return of_members(files, members).map(Found::Import);
    }
    let Some(name) = name else { return Err(vec![Trouble::Nameless]) };
    let known = FIXED_FILES.contains(&name);
    if !known && !ends(Some(name), ".md") {
        return Err(vec![Trouble::Foreign]);
    }
    if bytes.len() > LARGEST_FILE {
        return Err(vec![Trouble::TooLarge(name.to_owned())]);
    }
    let text = text::read(name, bytes).map_err(|trouble| vec![trouble])?;
    if known {
        return Ok(Found::Import(Import { files: Files::from([(name.to_owned(), text)]), whole: false }));
    }
    let id = id_of(name).ok_or_else(|| vec![Trouble::OddName(name.to_owned())])?;
    Ok(match path_of(files, &id) {
        Some(path) => Found::Import(Import { files: Files::from([(path, text)]), whole: false }),
        None => Found::Homeless { id, text },
    })
}

/// Finds what of an FAQ is in the files of a folder or an archive.
///
/// # Errors
/// Everything that is wrong, in one go.
pub fn of_members(files: &Files, members: Vec<Member>) -> Result<Import, Vec<Trouble>> {
    let members = (0..MOST_WRAPPINGS).fold(members, |members, _| without_wrapping(files, members));
    let (mut texts, mut troubles) = (Files::new(), Vec::new());
    for Member { path, bytes } in members {
        match text::read(&path, &bytes).and_then(|text| Ok((place(files, &path)?, text))) {
            Ok((path, text)) => {
                if texts.insert(path.clone(), text).is_some() {
                    troubles.push(Trouble::Archive(Refusal::Twice(path)));
                }
            }
            Err(trouble) => troubles.push(trouble),
        }
    }
    // What is there to explain the folder is no part of the FAQ.
    texts.retain(|path, _| !is_explanation(path));
    let foreign = texts.keys().filter(|path| !is_of_faq(path));
    troubles.extend(foreign.map(|path| Trouble::Stranger(path.clone())));
    if troubles.is_empty() && texts.is_empty() {
        troubles.push(Trouble::Empty);
    }
    if !troubles.is_empty() {
        return Err(troubles);
    }
    Ok(Import { whole: texts.contains_key(WHOLE), files: texts })
}

/// Whether a path is one that an FAQ's files have.
fn is_of_faq(path: &str) -> bool {
    FIXED_FILES.contains(&path) || (path.ends_with(".md") && path.matches('/').count() == 1)
}

/// The path of an entry in force.
#[must_use]
pub fn path_of(files: &Files, id: &EntryId) -> Option<String> {
    let end = format!("/{id}.md");
    files.keys().find(|path| path.ends_with(&end)).cloned()
}

/// The entry that a path is of, if it is an entry's.
#[must_use]
pub fn entry_at(path: &str) -> Option<EntryId> {
    let (group, name) = path.split_once('/')?;
    let is_entry = !group.is_empty() && !name.contains('/') && !name.starts_with('_');
    EntryId::parse(name.strip_suffix(".md")?).filter(|_| is_entry)
}

fn ends(name: Option<&str>, end: &str) -> bool {
    name.is_some_and(|name| name.to_ascii_lowercase().ends_with(end))
}

fn is_explanation(path: &str) -> bool {
    path.rsplit('/').next() == Some("README.md")
}

/// An entry's name by its file's. Phones and browsers number a file that they already have: "like (1).md".
fn id_of(name: &str) -> Option<EntryId> {
    let lower = name.to_ascii_lowercase();
    let stem = lower.strip_suffix(".md")?.trim();
    let unnumbered = stem.rsplit_once(['(', '_']).filter(|(_, end)| is_number(end.trim_end_matches(')')));
    let stem = unnumbered.map_or(stem, |(stem, _)| stem.trim_end());
    EntryId::parse(stem)
}

fn is_number(text: &str) -> bool {
    (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Where a file of an archive belongs: an entry that lies in no folder belongs where it is.
fn place(files: &Files, path: &str) -> Result<String, Trouble> {
    let lone =
        !path.contains('/') && path.ends_with(".md") && !path.starts_with('_') && !is_explanation(path);
    if !lone {
        return Ok(path.to_owned());
    }
    let id = id_of(path).ok_or_else(|| Trouble::OddName(path.to_owned()))?;
    path_of(files, &id).ok_or_else(|| Trouble::NoGroup(path.to_owned()))
}

/// Takes away the folder that some programs put around everything.
fn without_wrapping(files: &Files, members: Vec<Member>) -> Vec<Member> {
    let Some(top) = members.first().and_then(|member| member.path.split_once('/')).map(|(top, _)| top) else {
        return members;
    };
    let start = format!("{top}/");
    let inside = |member: &Member| member.path.strip_prefix(&start).map(str::to_owned);
    let is_group = files.keys().any(|path| path.starts_with(&start));
    if is_group || !members.iter().all(|member| inside(member).is_some()) {
        return members;
    }
    // A folder of entries alone may be a new group, unless it holds what only stands above groups.
    let paths: Vec<String> = members.iter().filter_map(inside).collect();
    let holds_groups = paths.iter().any(|path| path.contains('/') || FIXED_FILES.contains(&path.as_str()));
    let holds_known = || paths.iter().any(|path| id_of(path).is_some_and(|id| path_of(files, &id).is_some()));
    if !holds_groups && !holds_known() {
        return members;
    }
    members.into_iter().zip(paths).map(|(member, path)| Member { path, ..member }).collect()
}

/// Returns the titles of an FAQ's entries by their paths.
#[must_use]
pub fn titles(faq: &Faq) -> BTreeMap<String, String> {
    let pair = |entry: &Entry| (format!("{}/{}.md", entry.group, entry.id), entry.title.clone());
    faq.entries.iter().map(pair).collect()
}

#[cfg(test)]
mod tests;
