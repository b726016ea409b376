//! Every sentence people read: as a book for those who review wording, and held to what Telegram takes.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod book;
mod entries;
pub(crate) mod markup;
mod tips;
mod tips_book;
