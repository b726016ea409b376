//! What surrounds the entries: topic groups and outside matters.

use crate::faq::GroupId;
use crate::faq::OutsideId;

/// A topic group (`_grup.toml`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its folder.
    pub id: GroupId,
    /// What people see (`judul`).
    pub title: String,
    /// One line on what belongs here (`keterangan`).
    pub description: String,
    /// Whom to ask about its entries, where that isn't the agency (`bertanya`).
    pub ask: Option<String>,
}

/// Something people ask that the FAQ does not answer (`_di-luar.toml`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutsideGroup {
    /// Its slug.
    pub id: OutsideId,
    /// What it is about (`judul`).
    pub title: String,
    /// A polite pointer to who can help (`arahkan`).
    pub pointer: String,
    /// The ways people ask it (`tanya`).
    pub phrases: Vec<String>,
}
