//! Recording that a lawyer of the agency has reviewed entries.

use crate::curation::FileChange;
use crate::curation::Files;
use crate::curation::editing;
use crate::faq::Date;
use crate::faq::Entry;
use crate::faq::EntryId;
use crate::faq::Faq;
use crate::faq::GroupId;
use crate::faq::LegalReview;
use crate::faq::edit;
use crate::faq::edit::Field;
use crate::faq::edit::Trouble;

/// Letters of a reviewer's role and name: a first screen has no room for more.
pub const LONGEST_NAME: usize = 80;

/// What was reviewed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// One entry.
    Entry(EntryId),
    /// All entries of a topic.
    Group(GroupId),
}

impl Scope {
    /// Writes it as buttons and sessions do.
    #[must_use]
    pub fn to_code(&self) -> String {
        match self {
            Self::Entry(id) => format!("e:{id}"),
            Self::Group(id) => format!("g:{id}"),
        }
    }

    /// Reads what [`to_code`](Self::to_code) writes.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code.split_once(':')? {
            ("e", id) => Some(Self::Entry(EntryId::parse(id)?)),
            ("g", id) => Some(Self::Group(GroupId::parse(id)?)),
            _ => None,
        }
    }

    /// Returns the entries in it that can be vouched for: those whose verdict isn't hidden.
    #[must_use]
    pub fn entries<'faq>(&self, faq: &'faq Faq) -> Vec<&'faq Entry> {
        self.all(faq).filter(|entry| entry.under_review.is_none()).collect()
    }

    /// Returns the entries in it.
    pub fn all<'faq>(&self, faq: &'faq Faq) -> impl Iterator<Item = &'faq Entry> {
        faq.entries.iter().filter(move |entry| match self {
            Self::Entry(id) => entry.id == *id,
            Self::Group(id) => entry.group == *id,
        })
    }
}

/// Who has reviewed, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewer {
    /// Role and name, as the agency writes it.
    pub by: String,
    /// The day.
    pub on: Date,
}

/// Why what was typed names no reviewer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// There is no name.
    Nameless,
    /// So many letters too many.
    TooLong(usize),
    /// The day hasn't come yet.
    NotYet,
}

impl Reviewer {
    /// Reads who and when: a line with role and name, and a day on a line of its own if it wasn't today.
    pub fn read(typed: &str, today: Date) -> Result<Self, Refused> {
        let mut lines: Vec<&str> = typed.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let day = lines.last().and_then(|last| Date::parse(last));
        if day.is_some() {
            lines.pop();
        }
        let on = day.unwrap_or(today);
        let by = edit::note(&lines.join(" ")).ok().flatten().ok_or(Refused::Nameless)?;
        match by.chars().count().saturating_sub(LONGEST_NAME) {
            0 if on > today => Err(Refused::NotYet),
            0 => Ok(Self { by, on }),
            excess => Err(Refused::TooLong(excess)),
        }
    }
}

/// Returns the changes that record a review of these entries as they stand.
///
/// # Errors
/// When a file can't be changed.
pub fn record(files: &Files, entries: &[&Entry], reviewer: &Reviewer) -> Result<Vec<FileChange>, Trouble> {
    let mut changes = Vec::new();
    for entry in entries {
        let path = edit::path(&entry.group, &entry.id);
        let before = files.get(&path).ok_or(Trouble::Unreadable)?;
        let review = LegalReview { by: reviewer.by.clone(), on: reviewer.on, of: entry.fingerprint() };
        let after = edit::set(before, Field::LegalReview, &review.to_string())?;
        changes.extend(editing::change(files, &path, Some(after)));
    }
    Ok(changes)
}

/// Returns the changes that take the records of reviews from these entries.
///
/// # Errors
/// When a file can't be changed.
pub fn withdraw<'faq>(
    files: &Files,
    entries: impl Iterator<Item = &'faq Entry>,
) -> Result<Vec<FileChange>, Trouble> {
    let mut changes = Vec::new();
    for entry in entries.filter(|entry| entry.legal_review.is_some()) {
        let path = edit::path(&entry.group, &entry.id);
        let before = files.get(&path).ok_or(Trouble::Unreadable)?;
        let after = edit::set(before, Field::LegalReview, "")?;
        changes.extend(editing::change(files, &path, Some(after)));
    }
    Ok(changes)
}

/// Returns a number for what an approver sees before recording it: who, when, and which texts.
#[must_use]
pub fn sight(entries: &[&Entry], reviewer: &Reviewer) -> u32 {
    let texts: Vec<String> =
        entries.iter().map(|entry| format!("{}#{}", entry.id, entry.fingerprint())).collect();
    editing::mark(&format!("{}@{} {}", reviewer.by, reviewer.on, texts.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::Refused;
    use super::Reviewer;
    use super::Scope;
    use crate::faq::Date;

    const TODAY: Date = Date { year: 2026, month: 12, day: 3 };

    #[test]
    fn a_reviewer_is_a_name_and_a_day_that_has_come() {
        let read = |typed| Reviewer::read(typed, TODAY);
        let of = |by: &str, day| Ok(Reviewer { by: by.to_owned(), on: Date { day, ..TODAY } });
        assert_eq!(read("Kabag Hukum,  A. B."), of("Kabag Hukum, A. B.", 3));
        assert_eq!(read("Kabag Hukum\n2026-12-01\n"), of("Kabag Hukum", 1));
        assert_eq!(read("2026-12-01"), Err(Refused::Nameless));
        assert_eq!(read(" \n"), Err(Refused::Nameless));
        assert_eq!(read("Kabag Hukum\n04-12-2026"), Err(Refused::NotYet));
        assert_eq!(read(&"x".repeat(83)), Err(Refused::TooLong(3)));
    }

    #[test]
    fn a_scope_is_read_as_it_was_written() {
        for code in ["e:hak-pilih", "g:sanksi"] {
            assert_eq!(Scope::from_code(code).unwrap().to_code(), code);
        }
        assert_eq!(Scope::from_code("x:sanksi"), None);
    }
}
