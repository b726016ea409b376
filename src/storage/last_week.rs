//! The mark of the week in which the bot was last used: what a clock is held against at the start.
//!
//! It holds the number of a week, is moved once a week, and tells nothing of what was done in it.

use std::fs;
use std::io;
use std::path::Path;

use crate::storage::tips::replace;

const FILE: &str = "pekan";

/// Returns the week that a data folder was last used in, if it says so.
#[must_use]
pub fn last_week(data: &Path) -> Option<u32> {
    fs::read_to_string(data.join(FILE)).ok()?.trim().parse().ok()
}

/// Notes that a data folder is used in a week.
pub(super) fn note(data: &Path, week: u32) -> io::Result<()> {
    replace(&data.join(FILE), format!("{week}\n").as_bytes())
}
