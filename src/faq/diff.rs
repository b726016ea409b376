//! What differs between two versions of a file, as editors see it: an entry by field, anything else by line.

mod line;
mod merge;

pub use line::LineChange;
pub use line::lines;
pub use merge::merge;

use crate::faq::Verdict;
use crate::faq::edit;
use crate::faq::edit::EntryFile;
use crate::faq::edit::Field;
use crate::faq::edit::Value;

/// A field of an entry whose value differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// Which.
    pub field: Field,
    /// What it held, as an editor reads it; `None` where it wasn't there.
    pub before: Option<String>,
    /// What it holds.
    pub after: Option<String>,
}

impl FieldChange {
    /// Returns the lines of a list that came, in order.
    #[must_use]
    pub fn added(&self) -> Vec<&str> {
        missing(self.after.as_deref(), self.before.as_deref())
    }

    /// Returns the lines of a list that went, in order.
    #[must_use]
    pub fn removed(&self) -> Vec<&str> {
        missing(self.before.as_deref(), self.after.as_deref())
    }
}

/// Returns the lines of one text that another hasn't.
fn missing<'t>(text: Option<&'t str>, other: Option<&str>) -> Vec<&'t str> {
    let others: Vec<&str> = other.into_iter().flat_map(str::lines).collect();
    text.into_iter().flat_map(str::lines).filter(|line| !others.contains(line)).collect()
}

/// Returns the fields that differ between two versions of an entry's file, in the order they are shown.
///
/// `None` is a file that isn't there. `None` comes out where a version can't be read as an entry: then
/// [`lines`] says what differs.
#[must_use]
pub fn changes(before: Option<&str>, after: Option<&str>) -> Option<Vec<FieldChange>> {
    let read = |text: Option<&str>| match text {
        Some(text) => EntryFile::read(text).map(Some),
        None => Some(None),
    };
    let (before, after) = (read(before)?, read(after)?);
    let value = |file: &Option<EntryFile>, field| file.as_ref().and_then(|file| file.get(field));
    let changed = Field::ALL.into_iter().filter_map(|field| {
        let (before, after) = (value(&before, field), value(&after, field));
        let shown = |value: Option<Value>| value.map(|value| value.typed()).filter(|text| !text.is_empty());
        let (before, after) = (shown(before), shown(after));
        (before != after).then_some(FieldChange { field, before, after })
    });
    Some(changed.collect())
}

/// Whether a change of an entry weighs so much that it needs a second pair of eyes: what it says is permitted,
/// to whom or by what differs, it comes or goes, or it can't be told.
#[must_use]
pub fn weighs(before: Option<&str>, after: Option<&str>) -> bool {
    if before.is_some() != after.is_some() {
        return true;
    }
    match changes(before, after) {
        Some(changes) => changes.iter().any(|change| is_weighty(change, after)),
        None => before != after,
    }
}

/// Whether two texts of an entry answer differently, so that neither may be told until somebody settles it.
///
/// Who has reviewed one of them changes no answer.
#[must_use]
pub fn contradict(ours: &str, theirs: &str) -> bool {
    match changes(Some(ours), Some(theirs)) {
        Some(changes) => changes
            .iter()
            .any(|change| change.field != Field::LegalReview && is_weighty(change, Some(theirs))),
        None => ours != theirs,
    }
}

/// Whether a field's change weighs in an entry that then reads like this.
#[must_use]
pub fn is_weighty(change: &FieldChange, after: Option<&str>) -> bool {
    match change.field {
        // Nobody may vouch alone for what a lawyer is said to have read.
        Field::Verdict | Field::Label | Field::LegalReview => true,
        Field::Basis | Field::Sanctions | Field::PossibleSanctions | Field::AppliesTo => {
            !change.added().is_empty() || !change.removed().is_empty()
        }
        Field::Summary => after.is_some_and(summary_disagrees),
        Field::Body => {
            let sections = |text: &Option<String>| status_sections(text.as_deref().unwrap_or_default());
            sections(&change.before) != sections(&change.after)
        }
        _ => false,
    }
}

/// Whether the summary begins with another verdict than the one that stands.
#[must_use]
pub fn summary_disagrees(text: &str) -> bool {
    let verdict = edit::value(text, Field::Verdict).and_then(|verdict| Verdict::parse(&verdict));
    let summary = edit::value(text, Field::Summary).unwrap_or_default().to_lowercase();
    let first: String = summary.chars().take_while(|letter| letter.is_alphabetic()).collect();
    let said = Verdict::parse(&first).filter(|said| *said != Verdict::Info);
    said.is_some_and(|said| verdict.is_some_and(|verdict| verdict != said))
}

/// The lines of a body that hold differently for one employment status.
fn status_sections(body: &str) -> Vec<String> {
    let mut within = false;
    let mut lines = Vec::new();
    for line in body.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(heading) = line.strip_prefix("##") {
            within = heading.trim().to_lowercase().starts_with("untuk ");
        }
        lines.extend(within.then(|| line.to_owned()));
    }
    lines
}

#[cfg(test)]
mod tests;
