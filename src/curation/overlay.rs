//! Revisions over the base: what is in force, and where the base has moved on under a revision.
//!
//! The base is the FAQ's folder, which others may change at any time. A file that revisions have touched
//! keeps the last one's text for as long as the base's text stays what it was; where the base comes to say
//! the same, the revision is absorbed; where it says something else, that is a [`Conflict`].

mod stand;

pub use stand::Stood;
pub use stand::stand;
pub use stand::stand_whole;

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::curation::FileChange;
use crate::curation::Files;
use crate::curation::Revision;
use crate::curation::RevisionId;
use crate::curation::gate::entry_of;
use crate::curation::revision::Digest;
use crate::curation::revision::Purpose;
use crate::curation::revision::digest;
use crate::faq::diff;
use crate::faq::edit;
use crate::faq::edit::Field;

/// What revisions lay over the base, by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overlay {
    tops: BTreeMap<String, Top>,
    head: RevisionId,
}

/// What lies over one path.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Top {
    /// `None` where the file went.
    text: Option<String>,
    revision: RevisionId,
    /// The base's text under it, when somebody last looked at both.
    base: Option<Digest>,
}

/// The files in force.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Effective {
    /// By path.
    pub files: Files,
    /// Where the base has moved on, by path.
    pub conflicts: Vec<Conflict>,
    /// The last revision in them; 0 before the first.
    pub head: RevisionId,
}

/// A file whose base isn't what its revision was published over. The revision's text is in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Which file.
    pub path: String,
    /// The revision that touched it last.
    pub revision: RevisionId,
    /// The revision's text; `None` where the file went.
    pub ours: Option<String>,
    /// The base's text; `None` where there is none any more.
    pub theirs: Option<String>,
    /// Digest of the base's text that the revision was published over.
    pub origin: Option<Digest>,
}

/// A short name of a conflict: it changes as soon as either side does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Tag(pub u32);

impl Conflict {
    /// Returns its short name.
    #[must_use]
    pub fn tag(&self) -> Tag {
        let side = |text: &Option<String>| text.as_deref().map(digest).unwrap_or_default();
        let [one, two, three, four, ..] =
            digest(&format!("{} {:?} {:?}", self.path, side(&self.ours), side(&self.theirs)));
        Tag(u32::from_be_bytes([one, two, three, four]))
    }
}

impl Overlay {
    /// Lays revisions over one another, oldest first.
    #[must_use]
    pub fn of<'a>(revisions: impl IntoIterator<Item = &'a Revision>) -> Self {
        let mut overlay = Self::default();
        revisions.into_iter().for_each(|revision| overlay.add(revision));
        overlay
    }

    /// Returns this overlay with one more revision on top.
    #[must_use]
    pub fn with(&self, revision: &Revision) -> Self {
        let mut overlay = self.clone();
        overlay.add(revision);
        overlay
    }

    fn add(&mut self, revision: &Revision) {
        self.head = revision.id;
        for change in &revision.changes {
            let base = revision.bases.get(&change.path).copied();
            if change.after.as_deref().map(digest) == base {
                // It says what the base says: from now on the base rules there again.
                self.tops.remove(&change.path);
            } else {
                let top = Top { text: change.after.clone(), revision: revision.id, base };
                self.tops.insert(change.path.clone(), top);
            }
        }
    }

    /// Returns the last revision; 0 before the first.
    #[must_use]
    pub fn head(&self) -> RevisionId {
        self.head
    }

    /// Returns the paths that something lies over.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.tops.keys().map(String::as_str)
    }

    /// Returns the paths whose files went.
    pub fn gone(&self) -> impl Iterator<Item = &str> {
        self.tops.iter().filter(|(_, top)| top.text.is_none()).map(|(path, _)| path.as_str())
    }

    /// Returns the text that the last revision of a path left there; `None` where nothing lies over it.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<Option<&str>> {
        self.tops.get(path).map(|top| top.text.as_deref())
    }

    /// Returns this overlay without what lies over these paths.
    #[must_use]
    pub fn without(&self, paths: &BTreeSet<String>) -> Self {
        let kept = self.tops.iter().filter(|(path, _)| !paths.contains(*path));
        Self { tops: kept.map(|(path, top)| (path.clone(), top.clone())).collect(), head: self.head }
    }

    /// Returns what a revision with these changes is published over.
    ///
    /// Only settling looks at both sides of a conflict; any other edit leaves the conflict as it is.
    #[must_use]
    pub fn bases(&self, base: &Files, purpose: Purpose, changes: &[FileChange]) -> BTreeMap<String, Digest> {
        let under = |change: &FileChange| {
            let now = base.get(&change.path);
            let top = self.tops.get(&change.path).filter(|_| purpose != Purpose::Settle);
            match top {
                Some(top) if change.after.as_ref() != now => top.base,
                _ => now.map(|text| digest(text)),
            }
        };
        changes.iter().filter_map(|change| Some((change.path.clone(), under(change)?))).collect()
    }

    /// Lays everything over a base.
    #[must_use]
    pub fn over(&self, base: &Files) -> Effective {
        let mut effective = Effective { files: base.clone(), conflicts: Vec::new(), head: self.head };
        for (path, top) in &self.tops {
            let theirs = base.get(path);
            if theirs == top.text.as_ref() {
                continue;
            }
            match &top.text {
                Some(text) => drop(effective.files.insert(path.clone(), text.clone())),
                None => drop(effective.files.remove(path)),
            }
            if theirs.map(|text| digest(text)) != top.base {
                effective.conflicts.push(Conflict {
                    path: path.clone(),
                    revision: top.revision,
                    ours: top.text.clone(),
                    theirs: theirs.cloned(),
                    origin: top.base,
                });
            }
        }
        effective
    }

    /// Returns what the base says by now where something lay over it: from here on the base rules there
    /// again, once a revision says so.
    #[must_use]
    pub fn absorbed(&self, base: &Files) -> Vec<FileChange> {
        let same = self.tops.iter().filter(|(path, top)| base.get(*path) == top.text.as_ref());
        same.map(|(path, top)| FileChange {
            path: path.clone(),
            before: top.text.clone(),
            after: top.text.clone(),
        })
        .collect()
    }
}

impl Effective {
    /// Puts every answer under review whose two sides differ in what weighs, until somebody settles it.
    fn under_review(mut self, note: &str) -> Self {
        for conflict in &self.conflicts {
            let (Some(ours), Some(theirs)) = (&conflict.ours, &conflict.theirs) else { continue };
            let is_told = edit::value(ours, Field::UnderReview).is_some();
            if entry_of(&conflict.path).is_none() || is_told || !diff::contradict(ours, theirs) {
                continue;
            }
            // A text that can't be edited can't be an entry in force either.
            if let Ok(text) = edit::set(ours, Field::UnderReview, note) {
                self.files.insert(conflict.path.clone(), text);
            }
        }
        self
    }
}

impl Default for RevisionId {
    /// Before the first revision.
    fn default() -> Self {
        Self(0)
    }
}

#[cfg(test)]
mod tests;
