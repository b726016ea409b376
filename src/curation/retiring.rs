//! Entries that go, and come back: with what else of the folder names them.

use crate::curation::FileChange;
use crate::curation::Files;
use crate::curation::Revision;
use crate::curation::RevisionId;
use crate::curation::editing;
use crate::faq::Answered;
use crate::faq::Entry;
use crate::faq::EntryId;
use crate::faq::Faq;
use crate::faq::Subquestion;
use crate::faq::edit;
use crate::faq::edit::Field;

/// Where labelled questions stand that measure the matcher.
const TRIALS: &str = "_uji.tsv";

/// An entry that was retired and isn't back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retired {
    /// Its id.
    pub id: EntryId,
    /// Its title when it went.
    pub title: String,
    /// The revision it went with.
    pub revision: RevisionId,
}

/// Returns the entries that name this one: as related, or as what answers one of their subquestions.
#[must_use]
pub fn neighbours<'f>(faq: &'f Faq, id: &EntryId) -> Vec<&'f Entry> {
    let answers = |subquestion: &Subquestion| matches!(&subquestion.answer, Answered::By(by) if by == id);
    let names = |entry: &&Entry| entry.related.contains(id) || entry.subquestions.iter().any(answers);
    faq.entries.iter().filter(names).collect()
}

/// Returns the changes by which an entry goes: its file, the links to it, and its name among the questions
/// that measure the matcher. `None` where there is no such entry, or a link can't be taken out.
#[must_use]
pub fn retire(files: &Files, faq: &Faq, id: &EntryId) -> Option<Vec<FileChange>> {
    let entry = faq.entry(id)?;
    let mut changes = vec![editing::change(files, &edit::path(&entry.group, id), None)?];
    for neighbour in neighbours(faq, id) {
        let path = edit::path(&neighbour.group, &neighbour.id);
        let (text, _) = without_links(files.get(&path)?, |other| other == id)?;
        changes.push(editing::change(files, &path, Some(text))?);
    }
    let trials = files.get(TRIALS).map(|trials| without_label(trials, id));
    changes.extend(trials.and_then(|trials| editing::change(files, TRIALS, Some(trials))));
    Some(changes)
}

/// Takes every line out that names such an entry; returns how many there were.
fn without_links(text: &str, is_gone: impl Fn(&EntryId) -> bool) -> Option<(String, usize)> {
    let mut text = text.to_owned();
    let mut lost = 0_usize;
    for field in [Field::Related, Field::Subquestions] {
        let names_gone = |line: &String| named(field, line).is_some_and(|id| is_gone(&id));
        while let Some(index) = edit::lines(&text, field).iter().position(names_gone) {
            text = edit::remove_line(&text, field, index).ok()?;
            lost = lost.saturating_add(1);
        }
    }
    Some((text, lost))
}

/// The entry that a line of a field names.
fn named(field: Field, line: &str) -> Option<EntryId> {
    match field {
        Field::Subquestions => match Subquestion::parse(line)?.answer {
            Answered::By(id) => Some(id),
            Answered::Here(_) => None,
        },
        _ => EntryId::parse(line),
    }
}

/// Questions that only this entry answered have no answer from now on; those with another keep that one.
fn without_label(trials: &str, id: &EntryId) -> String {
    trials.split_inclusive('\n').map(|line| relabelled(line, id)).collect()
}

/// Returns how many of the questions that measure the matcher name an entry.
#[must_use]
pub fn trials_of(files: &Files, id: &EntryId) -> usize {
    let trials = files.get(TRIALS).map_or("", String::as_str);
    trials.split_inclusive('\n').filter(|line| relabelled(line, id) != *line).count()
}

fn relabelled(line: &str, id: &EntryId) -> String {
    let (text, end) = line.strip_suffix('\n').map_or((line, ""), |text| (text, "\n"));
    let columns: Vec<&str> = text.split('\t').collect();
    let [question, expected, rest @ ..] = columns.as_slice() else { return line.to_owned() };
    let also = rest.first().copied().unwrap_or_default();
    let labels = std::iter::once(expected.trim()).chain(also.split([' ', ',']));
    let mut labels: Vec<&str> = labels.filter(|label| !label.is_empty()).collect();
    let is_trial = !question.starts_with('#') && !question.trim().is_empty();
    if !is_trial || !labels.contains(&id.as_str()) {
        return line.to_owned();
    }
    labels.retain(|label| *label != id.as_str());
    let expected = if labels.is_empty() { "-" } else { labels.remove(0) };
    let also = labels.join(" ");
    let also = (!rest.is_empty()).then_some(also.as_str());
    let columns = [*question, expected].into_iter().chain(also).chain(rest.iter().skip(1).copied());
    format!("{}{end}", columns.collect::<Vec<_>>().join("\t"))
}

/// Returns the entries that went with a revision and aren't back, the last one first.
#[must_use]
pub fn retired(faq: &Faq, revisions: &[Revision]) -> Vec<Retired> {
    let mut all: Vec<Retired> = Vec::new();
    for revision in revisions.iter().rev() {
        for change in revision.changes.iter().filter(|change| change.after.is_none()) {
            let found = gone(revision.id, change);
            all.extend(found.filter(|it| faq.entry(&it.id).is_none() && all.iter().all(|o| o.id != it.id)));
        }
    }
    all
}

fn gone(revision: RevisionId, change: &FileChange) -> Option<Retired> {
    let (_, id) = editing::entry_of(&change.path)?;
    let title = edit::value(change.before.as_ref()?, Field::Title).unwrap_or_else(|| id.to_string());
    Some(Retired { id, title, revision })
}

/// What is to be done so that an entry comes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restoring {
    /// The changes: the file, and what was changed elsewhere because it went, where that still stands.
    pub changes: Vec<FileChange>,
    /// Neighbours it named that aren't there any more: they are left out.
    pub lost: usize,
}

/// Returns the changes by which a retired entry comes back as it was.
#[must_use]
pub fn restore(files: &Files, faq: &Faq, revisions: &[Revision], id: &EntryId) -> Option<Restoring> {
    let revision = retired(faq, revisions).into_iter().find(|it| it.id == *id)?.revision;
    let revision = revisions.iter().find(|it| it.id == revision)?;
    let is_own = |change: &&FileChange| editing::entry_of(&change.path).is_some_and(|(_, of)| of == *id);
    let own = revision.changes.iter().filter(|change| change.after.is_none()).find(is_own)?;
    let (text, lost) = without_links(own.before.as_ref()?, |id| faq.entry(id).is_none())?;
    let mut changes = vec![editing::change(files, &own.path, Some(text))?];
    for other in revision.changes.iter().filter(|change| change.path != own.path) {
        let stands = other.after.is_some() && files.get(&other.path) == other.after.as_ref();
        if let (true, Some(before)) = (stands, &other.before) {
            changes.extend(editing::change(files, &other.path, Some(before.clone())));
        }
    }
    Some(Restoring { changes, lost })
}

#[cfg(test)]
mod tests {
    use super::relabelled;
    use crate::faq::EntryId;

    #[test]
    fn questions_lose_the_entry_that_went_and_nothing_else() {
        let id = EntryId::parse("like").unwrap();
        for (line, expected) in [
            ("boleh like?\tlike\t\tobrolan\n", "boleh like?\t-\t\tobrolan\n"),
            ("boleh like?\tlike", "boleh like?\t-"),
            ("boleh like?\tlike\tkomentar, hadir\tobrolan\n", "boleh like?\tkomentar\thadir\tobrolan\n"),
            ("boleh hadir?\thadir\tlike", "boleh hadir?\thadir\t"),
            ("boleh hadir?\thadir\tlike-unggahan", "boleh hadir?\thadir\tlike-unggahan"),
            ("# like\tlike\n", "# like\tlike\n"),
            ("\n", "\n"),
        ] {
            assert_eq!(relabelled(line, &id), expected, "{line}");
        }
    }
}
