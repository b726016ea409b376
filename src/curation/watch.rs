//! What must be watched: which comes first, and that somebody looked.

use crate::curation::FileChange;
use crate::curation::Files;
use crate::curation::editing;
use crate::faq::Date;
use crate::faq::Faq;
use crate::faq::Watch;
use crate::faq::edit;
use crate::faq::edit::Trouble;
use crate::faq::edit::WATCHES_FILE;

/// Returns everything that is watched: what is urgent first, then what nobody looked for the longest.
#[must_use]
pub fn in_order(faq: &Faq) -> Vec<&Watch> {
    let mut watches: Vec<&Watch> = faq.watches.iter().collect();
    watches.sort_by_key(|watch| (watch.last, !watch.is_urgent));
    watches
}

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
