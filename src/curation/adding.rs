//! The dialogue that adds an entry: its steps, and the draft it begins with.

use crate::curation::FileChange;
use crate::curation::Files;
use crate::curation::editing;
use crate::faq::Date;
use crate::faq::EntryId;
use crate::faq::GroupId;
use crate::faq::Verdict;
use crate::faq::edit;
use crate::faq::edit::Field;
use crate::faq::edit::Trouble;

/// Steps after the topic, in their order.
pub const STEPS: [Field; 7] = [
    Field::Title,
    Field::Verdict,
    Field::Summary,
    Field::Body,
    Field::Basis,
    Field::AppliesTo,
    Field::Phrases,
];

/// Phrases below which an entry is hardly found.
pub const FEWEST_PHRASES: usize = 5;

/// Returns the change by which an entry with this title comes to be, or why the title can't be one.
///
/// It has no verdict yet: nobody may get one that nobody has chosen.
pub fn begin(
    files: &Files,
    taken: &[EntryId],
    group: &GroupId,
    title: &str,
    today: Date,
) -> Result<FileChange, Trouble> {
    let text = edit::template(title, Verdict::Info, today).replacen("putusan = \"info\"\n", "", 1);
    let text = edit::set(&text, Field::Title, title)?;
    let is_taken = |id: &EntryId| {
        taken.contains(id) || files.keys().filter_map(|path| editing::entry_of(path)).any(|(_, it)| it == *id)
    };
    let path = edit::path(group, &edit::id_from_title(title, is_taken));
    Ok(FileChange { path, before: None, after: Some(text) })
}

/// Returns which step a field is, from 0.
#[must_use]
pub fn step_of(field: Field) -> Option<usize> {
    STEPS.iter().position(|step| *step == field)
}

/// Returns the step after that of a field.
#[must_use]
pub fn next(field: Field) -> Option<Field> {
    STEPS.get(step_of(field)?.saturating_add(1)).copied()
}

/// Returns the step before that of a field.
#[must_use]
pub fn before(field: Field) -> Option<Field> {
    STEPS.get(step_of(field)?.checked_sub(1)?).copied()
}

/// Returns the first step that still waits for something; the explanation may stay empty.
#[must_use]
pub fn first_open(text: &str) -> Option<Field> {
    let is_open = |field: &Field| match field {
        Field::Body => false,
        Field::Phrases => edit::lines(text, Field::Phrases).len() < FEWEST_PHRASES,
        field => edit::value(text, *field).is_none(),
    };
    STEPS.into_iter().find(is_open)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faq::edit::set;

    fn begun(title: &str, taken: &[EntryId]) -> FileChange {
        let group = GroupId::parse("kampanye").unwrap();
        let today = Date { year: 2026, month: 5, day: 28 };
        begin(&Files::new(), taken, &group, title, today).unwrap()
    }

    #[test]
    fn an_entry_begins_without_a_verdict() {
        for title in ["Bolehkah ASN ikut konvoi?", "putusan = \"info\"\n", "+++ judul"] {
            let Some(text) = begun(title, &[]).after else { panic!("{title}") };
            assert_eq!(edit::value(&text, Field::Verdict), None, "{title}");
            assert_eq!(first_open(&text), Some(Field::Verdict), "{title}");
        }
    }

    #[test]
    fn no_two_drafts_get_the_same_name() {
        let first = begun("Bolehkah ASN ikut konvoi?", &[]);
        let (_, id) = editing::entry_of(&first.path).unwrap();
        assert_ne!(begun("Bolehkah ASN ikut konvoi?", &[id]).path, first.path);
    }

    #[test]
    fn what_waits_is_found_step_by_step() {
        let mut text = begun("Bolehkah ASN ikut konvoi?", &[]).after.unwrap();
        let phrases = (1..=5).map(|number| format!("cara bertanya {number}")).collect::<Vec<_>>().join("\n");
        for (field, value) in [
            (Field::Verdict, "dilarang"),
            (Field::Summary, "Dilarang. Konvoi adalah kampanye."),
            (Field::Basis, "pp-contoh"),
            (Field::Phrases, phrases.as_str()),
        ] {
            assert_eq!(first_open(&text), Some(field));
            text = set(&text, field, value).unwrap();
        }
        assert_eq!(first_open(&text), None);
        assert_eq!(next(Field::Phrases), None);
        assert_eq!(before(Field::Title), None);
        assert_eq!(STEPS.into_iter().skip(1).filter_map(before).collect::<Vec<_>>(), STEPS[..6]);
    }
}
