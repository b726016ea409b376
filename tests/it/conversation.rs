//! Whole conversations over the real desk, told as transcripts.
//!
//! `>` is the person, `!` how something is delivered, `<` the first words of what the bot says, with the
//! buttons under it. Wording beyond that is the texts book's matter.

mod browsing;
mod chat;
mod group;
mod laws;
mod person;
mod questions;
mod store_trouble;

/// A phrase of the entry `like`.
const ABOUT_LIKING: &str = "menyukai video kampanye";

/// A phrase that the entries `like` and `komentar` both claim.
const BETWEEN_TWO: &str = "komentar postingan paslon";
