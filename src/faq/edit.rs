//! Edits of one entry's file: a field's value in, the same file with only that field changed out.
//!
//! Comments, order and format stay. What people type on a phone is put into the form the file needs, and
//! no edit returns a file that wouldn't be read back as what was meant: then it is a [`Trouble`].

mod field;
mod file;
mod fresh;
mod list;
mod norms;
mod outside;
mod typed;
mod watches;

pub use field::Field;
pub use fresh::id_from_title;
pub use fresh::path;
pub use fresh::template;
pub use norms::mark;
pub use outside::OUTSIDE_FILE;
pub use outside::add_outside;
pub use watches::WATCHES_FILE;
pub use watches::looked;

pub(in crate::faq) use field::Value;
pub(in crate::faq) use file::EntryFile;

use crate::faq::wording;

/// Letters of a wrong value that are shown again.
const SHOWN: usize = 40;

/// Why an edit can't be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The file itself can't be read, so that nothing in it can be changed.
    Unreadable,
    /// The field can't be without a value.
    Empty(Field),
    /// A word that isn't among those that can stand there.
    UnknownWord(Field, String),
    /// A legal basis of the wrong form.
    BadBasis(String),
    /// A question without where it is answered.
    BadSubquestion(String),
    /// Something that can't be an entry's identifier.
    BadId(String),
    /// Something that isn't a day.
    NotADate(String),
    /// So many letters too many for the field.
    TooLong(Field, usize),
    /// The explanation holds a line that begins a summary.
    SummaryInBody,
    /// The list has no such line (any more).
    NoSuchLine(Field),
}

impl Trouble {
    /// Says what is wrong and what to do about it, as plain text in Indonesian.
    #[must_use]
    pub fn told(&self) -> String {
        wording::trouble(self)
    }
}

/// Returns a field's value as an editor reads it and types it again: lists have one item a line.
///
/// `None` where the field is absent or empty, or the file can't be read.
#[must_use]
pub fn value(text: &str, field: Field) -> Option<String> {
    let value = EntryFile::read(text)?.get(field)?;
    Some(value.typed()).filter(|value| !value.is_empty())
}

/// Returns the lines of a list field, as [`remove_line`] counts them; none for other fields.
#[must_use]
pub fn lines(text: &str, field: Field) -> Vec<String> {
    match EntryFile::read(text).and_then(|file| file.get(field)) {
        Some(Value::List(lines)) => lines,
        _ => Vec::new(),
    }
}

/// Returns the file with this value in a field; an empty value takes an optional field away.
///
/// # Errors
/// When the value can't stand there, or the file can't be read.
pub fn set(text: &str, field: Field, value: &str) -> Result<String, Trouble> {
    put(text, field, typed::read(field, value)?)
}

/// Returns a note as it is put into a file; `None` for an empty one.
///
/// # Errors
/// When it is too long.
pub fn note(text: &str) -> Result<Option<String>, Trouble> {
    Ok(typed::read(Field::ReviewNote, text)?.map(|note| note.typed()))
}

/// Returns what somebody typed on one line, cut to what can be shown again.
#[must_use]
pub fn shown(text: &str) -> String {
    typed::line(text).chars().take(SHOWN).collect()
}

/// Returns the file with these lines after the others of a list field; what is there already isn't repeated.
///
/// # Errors
/// When a line can't stand there, or the file can't be read.
pub fn add_lines(text: &str, field: Field, added: &str) -> Result<String, Trouble> {
    let Some(Value::List(added)) = typed::read(field, added)? else { return Err(Trouble::Empty(field)) };
    let mut lines = lines(text, field);
    for line in added {
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    put(text, field, Some(Value::List(lines)))
}

/// Returns the file without one line of a list field, counted from 0.
///
/// # Errors
/// When there is no such line, or it is the last one of a field that must have some.
pub fn remove_line(text: &str, field: Field, index: usize) -> Result<String, Trouble> {
    let mut lines = lines(text, field);
    if index >= lines.len() {
        return Err(Trouble::NoSuchLine(field));
    }
    lines.remove(index);
    if lines.is_empty() && field.is_required() {
        return Err(Trouble::Empty(field));
    }
    put(text, field, Some(Value::List(lines)))
}

/// Puts a value that has the form the file needs, and sees to it that it is read back as just that.
pub(in crate::faq) fn put(text: &str, field: Field, value: Option<Value>) -> Result<String, Trouble> {
    let value = value.filter(|value| !value.typed().is_empty() || field.stays_empty());
    let mut file = EntryFile::read(text).ok_or(Trouble::Unreadable)?;
    if file.get(field) == value {
        return Ok(text.to_owned());
    }
    file.put(field, value.as_ref());
    let written = file.write();
    let read = EntryFile::read(&written).ok_or(Trouble::Unreadable)?.get(field);
    let typed = |value: Option<Value>| value.map(|value| value.typed()).unwrap_or_default();
    if typed(read) == typed(value) { Ok(written) } else { Err(Trouble::Unreadable) }
}

#[cfg(test)]
mod tests;
