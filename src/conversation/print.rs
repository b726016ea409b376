//! What somebody saw when a button was shown: enough to tell that an answer has changed since.

use std::fmt;

use sha2::Digest as _;
use sha2::Sha256;

use crate::faq::Entry;

/// What the letters of a print are taken from.
const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// How many there are: one change in a million goes unnoticed.
const LENGTH: usize = 4;

/// A short fingerprint of what an answer says: verdict, label, summary, step, basis, sanctions, whether it is
/// hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Print([u8; LENGTH]);

impl Print {
    /// Returns the print of an answer as it is now.
    #[must_use]
    pub fn of(entry: &Entry) -> Self {
        let mut hash = Sha256::new();
        let mut add = |text: &str| {
            hash.update(text);
            hash.update([0]);
        };
        add(entry.verdict.as_str());
        add(entry.label().as_str());
        add(&entry.summary);
        entry.step.iter().chain(&entry.caution).for_each(|text| add(text));
        entry.basis.iter().for_each(|basis| add(&basis.to_string()));
        entry.all_sanctions().for_each(|sanction| add(sanction.as_str()));
        entry.under_review.iter().for_each(|reason| add(reason));
        let mut letters = [0; LENGTH];
        for (letter, byte) in letters.iter_mut().zip(hash.finalize()) {
            *letter = LETTERS.get(usize::from(byte % 32)).copied().unwrap_or_default();
        }
        Self(letters)
    }

    /// Reads a print as buttons write it.
    pub(super) fn read(text: &str) -> Option<Self> {
        let letters: [u8; LENGTH] = text.as_bytes().try_into().ok()?;
        letters.iter().all(|letter| LETTERS.contains(letter)).then_some(Self(letters))
    }
}

impl fmt::Display for Print {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|letter| write!(f, "{}", char::from(*letter)))
    }
}
