//! Questions that were passed on: what the FAQ lacks, in people's own words and without their identity.

mod group;

pub use group::Group;
pub use group::containing;
pub use group::groups;
pub use group::is_settled;
pub use group::likely_entries;

use serde::Deserialize;
use serde::Serialize;

use crate::curation::Kept;
use crate::curation::record::Kind;

/// Most letters of a question that is passed on.
pub const LONGEST: usize = 300;

/// Fewest words of one, placeholders apart.
const FEWEST_WORDS: usize = 2;

/// Weeks after which a question is forgotten.
pub const LIVES: u32 = 12;

/// A question as it was passed on today: nobody sees it before the next day.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passed {
    /// A random key, so that no order tells who came first; the same for a press that comes twice.
    pub key: String,
    /// The cleaned text.
    pub text: String,
    /// The week; nothing finer is kept.
    pub week: u32,
}

/// A question as editors see it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// Another random key: nothing leads back to the press.
    pub key: String,
    /// The cleaned text.
    pub text: String,
    /// The week in which it was passed on.
    pub week: u32,
    /// The key of the group with which it was thrown away, until that is final.
    pub thrown_away: Option<String>,
}

impl Kept for Passed {
    const KIND: Kind = Kind::Passed;

    fn key(&self) -> String {
        self.key.clone()
    }
}

impl Kept for Gap {
    const KIND: Kind = Kind::Gap;

    fn key(&self) -> String {
        self.key.clone()
    }
}

impl Gap {
    /// Lets editors see a question, under a key of fresh random bytes.
    #[must_use]
    pub fn of(passed: &Passed, random: [u8; 6]) -> Self {
        let key = random.iter().map(|byte| format!("{byte:02x}")).collect();
        Self { key, text: passed.text.clone(), week: passed.week, thrown_away: None }
    }

    /// Whether its time is over.
    #[must_use]
    pub fn is_over(&self, week: u32) -> bool {
        self.week.saturating_add(LIVES) <= week
    }
}

/// Why a cleaned text isn't passed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// It has too many letters.
    TooLong,
    /// There is too little in it.
    Empty,
}

/// Whether a cleaned text can be passed on.
///
/// # Errors
/// When it is too long or says nothing.
pub fn fit(cleaned: &str) -> Result<(), Unfit> {
    if cleaned.chars().count() > LONGEST {
        return Err(Unfit::TooLong);
    }
    let is_word =
        |word: &&str| !word.contains('[') && word.chars().filter(|it| it.is_alphabetic()).count() > 1;
    let words = cleaned.split_whitespace().filter(is_word).count();
    if words < FEWEST_WORDS { Err(Unfit::Empty) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::Unfit;
    use super::fit;

    #[test]
    fn what_says_something_and_is_short_can_be_passed_on() {
        assert_eq!(fit("bolehkah pns ikut lomba desa"), Ok(()));
        assert_eq!(fit("[nama] [angka] ya"), Err(Unfit::Empty));
        assert_eq!(fit(""), Err(Unfit::Empty));
        assert_eq!(fit(&"apa boleh ".repeat(31)), Err(Unfit::TooLong));
    }
}
