//! Anonymous tips: the words they are made of, and every decision about them.
//!
//! Nothing here seals, stores or sends. A [`Tip`] holds no text, no chat and no function of one; what
//! people wrote exists only in a [`Draft`](draft::Draft) in memory until it is sealed.

pub mod age_file;
pub mod button;
pub mod draft;
pub mod filing;
pub mod guard;
pub mod handlers;
pub mod limits;
pub mod receipt;
pub mod record;
pub mod report;
pub mod retention;
pub mod status;
pub mod telling;

pub use handlers::Escrow;
pub use handlers::Handler;
pub use handlers::Handlers;
pub use handlers::Recipient;
pub use handlers::RecipientsId;
pub use handlers::RoleId;
pub use receipt::Receipt;
pub use record::Act;
pub use record::AuditRow;
pub use record::BlobId;
pub use record::LookupId;
pub use record::Part;
pub use record::PartKind;
pub use record::Proposal;
pub use record::Tag;
pub use record::Tip;
pub use record::Tombstone;
pub use record::Week;
pub use status::Outcome;
pub use status::Status;
