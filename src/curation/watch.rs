//! That somebody looked at what must be watched.

use crate::curation::FileChange;
use crate::curation::Files;
use crate::curation::editing;
use crate::faq::Date;
use crate::faq::Watch;
use crate::faq::edit;
use crate::faq::edit::Trouble;
use crate::faq::edit::WATCHES_FILE;

/// Returns the change that notes that somebody looked today and found nothing new; none where that is noted.
///
/// # Errors
/// When the file can't be changed.
pub fn looked(files: &Files, watch: &Watch, today: Date) -> Result<Option<FileChange>, Trouble> {
    let before = files.get(WATCHES_FILE).ok_or(Trouble::Unreadable)?;
    let after = edit::looked(before, &watch.id, today)?;
    Ok(editing::change(files, WATCHES_FILE, Some(after)))
}

/// Returns a number for what an editor sees of it before noting that nothing has changed.
#[must_use]
pub fn sight(watch: &Watch) -> u32 {
    editing::mark(&format!("{watch:?}"))
}
