//! Counts as they may be shown.

use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde::Serializer;

/// The smallest count that may be shown, and what counts are rounded to.
const STEP: u64 = 5;

/// How a count that is too small is written.
const FEW: &str = "<5";

/// A count as it may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cell {
    /// Fewer than five, or none.
    Few,
    /// About as many, to the nearest five.
    About(u64),
}

impl Cell {
    /// Rounds a count.
    #[must_use]
    pub fn of(count: u64) -> Self {
        if count < STEP {
            return Self::Few;
        }
        Self::About((count.saturating_add(STEP / 2) / STEP).saturating_mul(STEP))
    }

    /// What it counts for in sums.
    #[must_use]
    pub fn value(self) -> u64 {
        match self {
            Self::Few => 0,
            Self::About(count) => count,
        }
    }

    /// Returns it as people read it.
    #[must_use]
    pub fn told(self) -> String {
        match self {
            Self::Few => FEW.to_owned(),
            Self::About(count) => count.to_string(),
        }
    }
}

/// Rounds the sum of counts that are too small to be shown, downwards, so that each of them could still
/// be more than one number: the highest sum of all would tell every one of them.
pub(super) fn pooled(rare: &[u64]) -> u64 {
    let sum = rare.iter().fold(0_u64, |sum, count| sum.saturating_add(*count));
    let rounded = (sum / STEP).saturating_mul(STEP);
    let most = u64::try_from(rare.len()).unwrap_or(u64::MAX).saturating_mul(STEP.saturating_sub(1));
    if rounded == most { rounded.saturating_sub(STEP) } else { rounded }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Number(u64),
    Word(String),
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Few => serializer.serialize_str(FEW),
            Self::About(count) => serializer.serialize_u64(*count),
        }
    }
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Written::deserialize(deserializer)? {
            Written::Number(count) => Ok(Self::About(count)),
            Written::Word(word) if word == FEW => Ok(Self::Few),
            Written::Word(_) => Err(serde::de::Error::custom("no count")),
        }
    }
}
