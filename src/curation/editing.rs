//! Editing one entry field by field within a draft, and what is wrong with it by then.

use sha2::Digest as _;
use sha2::Sha256;

use crate::coordinates::Timestamp;
use crate::curation::Draft;
use crate::curation::FileChange;
use crate::curation::Files;
use crate::faq::EntryId;
use crate::faq::Faq;
use crate::faq::GroupId;
use crate::faq::Problem;
use crate::faq::advice;
pub use crate::faq::diff::summary_disagrees;
use crate::faq::edit;
use crate::faq::edit::Field;
use crate::faq::parse::parse;

/// Days after which the author of a draft is asked what is to become of it.
pub const OLD_DAYS: u32 = 30;

/// The one entry that a draft edits.
#[derive(Debug, Clone, Copy)]
pub struct Sheet<'d> {
    /// Its change.
    pub change: &'d FileChange,
    /// Its text as the draft has it.
    pub text: &'d str,
}

impl Sheet<'_> {
    /// Returns the group and the id of the entry.
    #[must_use]
    pub fn place(&self) -> Option<(GroupId, EntryId)> {
        entry_of(&self.change.path)
    }

    /// Whether a field differs from what the draft was begun from.
    #[must_use]
    pub fn changed(&self, field: Field) -> bool {
        let before = self.change.before.as_deref().and_then(|before| edit::value(before, field));
        before != edit::value(self.text, field)
    }
}

/// Returns the group and id of the entry whose file this is.
#[must_use]
pub fn entry_of(path: &str) -> Option<(GroupId, EntryId)> {
    let (group, name) = path.split_once('/')?;
    Some((GroupId::parse(group)?, EntryId::parse(name.strip_suffix(".md")?)?))
}

/// Returns the change of a file to this text; `None` where it says that already.
#[must_use]
pub fn change(files: &Files, path: &str, after: Option<String>) -> Option<FileChange> {
    let before = files.get(path).cloned();
    (before != after).then(|| FileChange { path: path.to_owned(), before, after })
}

/// Returns the entry that a draft edits field by field: the only file it changes.
#[must_use]
pub fn sheet(draft: &Draft) -> Option<Sheet<'_>> {
    let [change] = draft.changes.as_slice() else { return None };
    entry_of(&change.path)?;
    Some(Sheet { change, text: change.after.as_deref()? })
}

/// Returns the draft with another text of the entry it edits. What was put before an approver isn't any more.
#[must_use]
pub fn with_text(draft: &Draft, text: String, now: Timestamp) -> Draft {
    let mut draft = Draft { at: now, submitted: None, ..draft.clone() };
    if let [change] = draft.changes.as_mut_slice() {
        change.after = Some(text);
    }
    draft
}

/// Returns the titles of the entries that a draft changes, in the order of its files.
#[must_use]
pub fn titles(draft: &Draft) -> Vec<String> {
    draft.changes.iter().filter(|change| entry_of(&change.path).is_some()).map(title).collect()
}

/// Returns the title of an entry's file, or its path where it has none.
#[must_use]
pub fn title(change: &FileChange) -> String {
    let text = change.after.as_ref().or(change.before.as_ref());
    text.and_then(|text| edit::value(text, Field::Title)).unwrap_or_else(|| change.path.clone())
}

/// Whether a draft changes a file.
#[must_use]
pub fn touches(draft: &Draft, path: &str) -> bool {
    draft.changes.iter().any(|change| change.path == path)
}

/// Whether nobody has worked on a draft for so long that its author should be asked.
#[must_use]
pub fn is_old(draft: &Draft, now: Timestamp) -> bool {
    now.day().saturating_sub(draft.at.day()) >= OLD_DAYS
}

/// Returns the files with these changes made.
#[must_use]
pub fn with(files: &Files, changes: &[FileChange]) -> Files {
    let mut files = files.clone();
    for change in changes {
        match &change.after {
            Some(text) => drop(files.insert(change.path.clone(), text.clone())),
            None => drop(files.remove(&change.path)),
        }
    }
    files
}

/// What is wrong with a draft.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// The FAQ as it would be, if nothing stands in the way.
    pub faq: Option<Faq>,
    /// What is wrong in the files it changes, errors first.
    pub own: Vec<Problem>,
    /// What goes wrong elsewhere because of it.
    pub elsewhere: Vec<Problem>,
}

impl Checked {
    /// Whether the draft could be published, as far as its files go.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.faq.is_some()
    }
}

/// Reads a draft within the files in force, which hold this FAQ.
#[must_use]
pub fn check(files: &Files, before: &Faq, draft: &Draft) -> Checked {
    let (faq, problems) = parse(&with(files, &draft.changes));
    let (mut own, mut elsewhere): (Vec<Problem>, Vec<Problem>) =
        problems.into_iter().partition(|problem| touches(draft, &problem.file));
    if !elsewhere.is_empty() {
        let (_, known) = parse(files);
        elsewhere.retain(|problem| !known.iter().any(|other| is_same(problem, other)));
    }
    own.extend(new_advice(draft, before, faq.as_ref()));
    own.sort_by_key(|problem| !problem.is_error());
    Checked { faq, own, elsewhere }
}

/// The advice on entries that the draft changes, as far as it wasn't due before.
fn new_advice(draft: &Draft, before: &Faq, after: Option<&Faq>) -> Vec<Problem> {
    let of = |faq: Option<&Faq>| {
        let entries = faq.into_iter().flat_map(|faq| &faq.entries);
        let touched = entries.filter(|entry| touches(draft, &edit::path(&entry.group, &entry.id)));
        touched.flat_map(advice::advise_on).collect::<Vec<_>>()
    };
    let known = of(Some(before));
    of(after).into_iter().filter(|problem| !known.iter().any(|other| is_same(problem, other))).collect()
}

/// Lines move; what is wrong stays the same.
fn is_same(one: &Problem, other: &Problem) -> bool {
    one.file == other.file && one.what == other.what
}

/// Returns a number by which a button names a text: one that changed has another.
#[must_use]
pub fn mark(text: &str) -> u32 {
    let [a, b, c, d, ..] = <[u8; 32]>::from(Sha256::digest(text));
    u32::from_be_bytes([a, b, c, d])
}
