//! Buttons by which an approver records a lawyer's review.

use crate::curation::Act;
use crate::curation::legal_review::Scope;
use crate::faq::EntryId;

/// What pressing a button of legal reviews means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Button {
    /// Ask who has reviewed this.
    Ask(Scope),
    /// Record it, as it was shown: what changed since is shown again.
    Record(Scope, u32),
    /// Take the records away.
    Withdraw(Scope),
}

impl Button {
    /// Writes the button as a code of at most 58 bytes.
    #[must_use]
    pub fn to_code(&self) -> String {
        match self {
            Self::Ask(scope) => format!("a:{}", scope.to_code()),
            Self::Record(scope, sight) => format!("r:{sight:08x}:{}", scope.to_code()),
            Self::Withdraw(scope) => format!("w:{}", scope.to_code()),
        }
    }

    /// Reads a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code.split_once(':')? {
            ("a", scope) => Some(Self::Ask(Scope::from_code(scope)?)),
            ("w", scope) => Some(Self::Withdraw(Scope::from_code(scope)?)),
            ("r", rest) => {
                let (sight, scope) = rest.split_once(':').filter(|(sight, _)| sight.len() == 8)?;
                Some(Self::Record(Scope::from_code(scope)?, u32::from_str_radix(sight, 16).ok()?))
            }
            _ => None,
        }
    }

    /// Returns what somebody must be allowed to do for it.
    #[must_use]
    pub fn act(&self) -> Act {
        Act::Approve
    }

    /// One of each kind.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        let scope = || Scope::Entry(EntryId::slugged(&"e".repeat(40)));
        vec![Self::Ask(scope()), Self::Record(scope(), 7), Self::Withdraw(scope())]
    }
}
