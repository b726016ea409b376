//! Texts without the letters that nobody sees.

pub use crate::matching::is_unseen;

/// A text without the space and the unseen letters around it.
#[must_use]
pub fn bare(text: &str) -> &str {
    text.trim_matches(|letter: char| letter.is_whitespace() || is_unseen(letter))
}
