//! Tips from the first word to the last trace, over the real desk and real sealing.
//!
//! A [`Town`](town::Town) has tipsters and handlers with keys of their own; what is filed is opened with
//! them, as on a handler's computer.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod abuse;
mod closing;
mod doubts;
mod exclusion;
mod filing;
mod files;
mod following;
mod guarding;
mod handling;
mod laws;
mod lifecycle;
mod privacy;
mod resealing;
mod sending;
mod town;
mod trouble;

use netral::ports::ChatId;

/// Who reports.
const TIPSTER: ChatId = ChatId(1001);

/// Who only asks questions.
const STRANGER: ChatId = ChatId(1002);

/// Handles tips.
const INSPECTOR: ChatId = ChatId(5001);

/// Handles tips too.
const PERSONNEL: ChatId = ChatId(5002);

/// What happened, in enough letters.
const TOLD: &str = "Kepala dinas membagikan stiker calon di ruang rapat pada jam kerja.";
