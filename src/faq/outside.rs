//! What surrounds the entries: topic groups, outside matters, vocabulary and thresholds.

use std::collections::BTreeMap;

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

/// How people write (`_kosakata.toml`).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Vocabulary {
    /// Slang, abbreviations and regional words to their standard words (`[kata]`); final, no chains.
    pub words: BTreeMap<String, String>,
    /// Concepts with the standard words that stand for them (`[konsep]`).
    pub concepts: BTreeMap<String, Vec<String>>,
    /// Greetings and particles that carry nothing (`sapaan`).
    pub fillers: Vec<String>,
}

/// Thresholds fitted by `faq tune` (`_ambang.toml`).
///
/// `answer` and `choose` decide the outcome; the weights turn scores into the two confidences.
#[derive(Debug, Clone, PartialEq)]
pub struct Thresholds {
    /// Least confidence of being right at which an answer is given.
    pub answer: f64,
    /// Least confidence of being in scope at which choices are shown.
    pub choose: f64,
    /// Weights of the logistic for "right", intercept first.
    pub right_weights: Vec<f64>,
    /// Weights of the logistic for "in scope", intercept first.
    pub scope_weights: Vec<f64>,
}
