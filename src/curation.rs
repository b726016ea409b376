//! Keeping the FAQ right: who may do what, and every decision about edits, revisions and what people need.
//!
//! An edit is a change of the FAQ folder's files, whoever makes it and wherever: the folder is the base,
//! [`Revision`]s stand on top of it, and what is in force follows from both. Nothing here stores or sends.

pub mod adding;
pub mod announcement;
pub mod audit;
pub mod browsing;
pub mod button;
pub mod cleaning;
pub mod delivery;
pub mod draft;
pub mod editing;
pub mod gap;
pub mod gate;
pub mod import;
pub mod invitation;
pub mod law;
pub mod legal_review;
pub mod overlay;
pub mod publishing;
pub mod record;
pub mod retiring;
pub mod revision;
pub mod role;
pub mod roster;
pub mod statistics;
pub mod verdicts;
pub mod watch;

pub use button::Button;
pub use draft::Draft;
pub use draft::DraftId;
pub use gap::Gap;
pub use gap::Passed;
pub use record::Kept;
pub use revision::Author;
pub use revision::FileChange;
pub use revision::Files;
pub use revision::Revision;
pub use revision::RevisionId;
pub use role::Act;
pub use role::Role;
pub use roster::Admin;
pub use roster::AdminId;
pub use roster::Roster;
