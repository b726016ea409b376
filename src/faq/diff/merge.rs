//! Two changes of one entry brought together, field by field.

use crate::faq::edit;
use crate::faq::edit::EntryFile;
use crate::faq::edit::Field;
use crate::faq::edit::Value;

/// Returns `theirs` with what `ours` changed since `origin`; lists of phrases, neighbours and
/// confirmations come together line by line.
///
/// # Errors
/// Returns the fields that both changed, each to something else: all, where a version can't be read.
pub fn merge(origin: &str, ours: &str, theirs: &str) -> Result<String, Vec<Field>> {
    if ours == theirs || ours == origin {
        return Ok(theirs.to_owned());
    }
    if theirs == origin {
        return Ok(ours.to_owned());
    }
    let all = || Field::ALL.to_vec();
    let read = |text| EntryFile::read(text).ok_or_else(all);
    let (origin, ours, their_file) = (read(origin)?, read(ours)?, read(theirs)?);
    let (mut merged, mut conflicts) = (theirs.to_owned(), Vec::new());
    for field in Field::ALL {
        match merge_field(field, origin.get(field), ours.get(field), their_file.get(field)) {
            Some(value) => merged = edit::put(&merged, field, value).map_err(|_| all())?,
            None => conflicts.push(field),
        }
    }
    if conflicts.is_empty() { Ok(merged) } else { Err(conflicts) }
}

/// Returns what a field holds after both changes; `None` where they contradict each other.
#[expect(clippy::option_option, reason = "a field may be absent, and may be in conflict")]
fn merge_field(
    field: Field,
    origin: Option<Value>,
    ours: Option<Value>,
    theirs: Option<Value>,
) -> Option<Option<Value>> {
    if ours == origin || ours == theirs {
        return Some(theirs);
    }
    if theirs == origin {
        return Some(ours);
    }
    let by_line = matches!(
        field,
        Field::Phrases | Field::Subquestions | Field::NearMisses | Field::Related | Field::Confirmed
    );
    by_line.then(|| Some(Value::List(merge_lines(&list(origin), list(ours), list(theirs)))))
}

/// Returns their lines without those we took away, and with those we added.
fn merge_lines(origin: &[String], ours: Vec<String>, theirs: Vec<String>) -> Vec<String> {
    let is_gone = |line: &String| origin.contains(line) && !ours.contains(line);
    let mut lines: Vec<String> = theirs.into_iter().filter(|line| !is_gone(line)).collect();
    for line in ours {
        if !origin.contains(&line) && !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

fn list(value: Option<Value>) -> Vec<String> {
    match value {
        Some(Value::List(lines)) => lines,
        _ => Vec::new(),
    }
}
