//! Admins keep the FAQ right: every flow as its people see it.
//!
//! An [`Office`](office::Office) has admins in every role, a stranger, and a clock to set.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod adding;
mod announcements;
mod approval;
mod audit;
mod browsing;
mod conflicts;
mod editing;
mod files;
mod gaps;
mod history;
mod invitations;
mod law;
mod legal_review;
mod office;
mod passing;
mod people;
mod proposing;
mod publishing;
mod replay;
mod retiring;
mod roles;
mod statistics;
mod telling;
mod watch;

use netral::ports::ChatId;

/// Owns the bot: admin number 1.
const OWNER: ChatId = ChatId(3001);

/// Agrees to changes: admin number 2.
const APPROVER: ChatId = ChatId(3002);

/// Writes: admin number 3.
const EDITOR: ChatId = ChatId(3003);

/// Writes too: admin number 4.
const COLLEAGUE: ChatId = ChatId(3004);

/// Looks on: admin number 5.
const AUDITOR: ChatId = ChatId(3005);

/// Only asks questions.
const STRANGER: ChatId = ChatId(3009);
