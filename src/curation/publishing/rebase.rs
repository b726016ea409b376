//! Fits a draft on what others have published since it was begun.

use crate::curation::FileChange;
use crate::curation::Files;
use crate::curation::gate::entry_of;
use crate::curation::publishing::by_line::merge_lines;
use crate::faq::diff;
use crate::faq::edit;
use crate::faq::edit::Field;

/// A draft on the newest texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rebased {
    /// Nothing that it changes has changed meanwhile.
    Same,
    /// Others changed other things of the same files; both come together. Empty where others have done it all.
    Moved(Vec<FileChange>),
    /// Others changed the same things to something else.
    Torn(Vec<Tear>),
}

/// A file that two people changed in the same place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tear {
    /// Which file.
    pub path: String,
    /// In which fields; empty for a file as a whole.
    pub fields: Vec<Field>,
    /// What the draft says.
    pub ours: Option<String>,
    /// What is in force.
    pub now: Option<String>,
}

/// Fits changes on the texts in force.
#[must_use]
pub fn rebase(changes: &[FileChange], now: &Files) -> Rebased {
    if changes.iter().all(|change| now.get(&change.path) == change.before.as_ref()) {
        return Rebased::Same;
    }
    let (mut moved, mut torn) = (Vec::new(), Vec::new());
    for change in changes {
        match fit(change, now.get(&change.path)) {
            Ok(fitted) => moved.extend(Some(fitted).filter(FileChange::is_change)),
            Err(tear) => torn.push(tear),
        }
    }
    if torn.is_empty() { Rebased::Moved(moved) } else { Rebased::Torn(torn) }
}

fn fit(change: &FileChange, now: Option<&String>) -> Result<FileChange, Tear> {
    let FileChange { path, before, after } = change;
    let fitted = |after: Option<String>| FileChange { path: path.clone(), before: now.cloned(), after };
    if now == before.as_ref() || now == after.as_ref() {
        return Ok(fitted(after.clone()));
    }
    let merged = match (before, after, now) {
        (Some(origin), Some(ours), Some(theirs)) if entry_of(path).is_some() => {
            diff::merge(origin, ours, theirs)
        }
        (Some(origin), Some(ours), Some(theirs)) => merge_lines(origin, ours, theirs).ok_or(Vec::new()),
        _ => Err(Vec::new()),
    };
    merged.map(|text| fitted(Some(text))).map_err(|mut fields| {
        if fields.len() == Field::ALL.len() {
            fields.clear();
        }
        Tear { path: path.clone(), fields, ours: after.clone(), now: now.cloned() }
    })
}

/// Returns what of some changes fits on the texts in force: where others changed the same field, theirs stays.
#[must_use]
pub fn newest(changes: &[FileChange], now: &Files) -> Vec<FileChange> {
    let fitted = changes.iter().filter_map(|change| {
        let theirs = now.get(&change.path);
        fit(change, theirs).or_else(|tear| yielded(change, &tear, theirs).ok_or(())).ok()
    });
    fitted.filter(FileChange::is_change).collect()
}

/// Returns a change that gives in wherever it is torn.
fn yielded(change: &FileChange, tear: &Tear, theirs: Option<&String>) -> Option<FileChange> {
    let now = theirs?;
    let mut ours = change.after.clone()?;
    for field in &tear.fields {
        ours = edit::set(&ours, *field, &edit::value(now, *field).unwrap_or_default()).ok()?;
    }
    let yielding = FileChange { after: Some(ours), ..change.clone() };
    fit(&yielding, theirs).ok().filter(|_| !tear.fields.is_empty())
}
