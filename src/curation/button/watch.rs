//! Buttons of what must be watched.

use crate::curation::Act;
use crate::curation::button::page;
use crate::faq::WatchId;

/// What pressing a button of what is watched means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Button {
    /// Show a page of what is watched.
    List(usize),
    /// Show one thing, and what depends on it.
    Look(WatchId),
    /// Note that somebody looked and found nothing new, as it was shown: what changed since is shown again.
    Looked(WatchId, u32),
}

impl Button {
    /// Writes the button as a code of at most 58 bytes.
    #[must_use]
    pub fn to_code(&self) -> String {
        match self {
            Self::List(page) => format!("l:{page}"),
            Self::Look(watch) => format!("o:{watch}"),
            Self::Looked(watch, sight) => format!("k:{watch}:{sight:08x}"),
        }
    }

    /// Reads a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let fields: Vec<&str> = code.split(':').collect();
        Some(match fields.as_slice() {
            ["l", number] => Self::List(page(number)?),
            ["o", watch] => Self::Look(WatchId::parse(watch)?),
            ["k", watch, sight] if sight.len() == 8 => {
                Self::Looked(WatchId::parse(watch)?, u32::from_str_radix(sight, 16).ok()?)
            }
            _ => return None,
        })
    }

    /// Returns what somebody must be allowed to do for it.
    #[must_use]
    pub fn act(&self) -> Act {
        match self {
            Self::List(_) | Self::Look(_) => Act::Look,
            Self::Looked(..) => Act::Edit,
        }
    }

    /// One of each kind.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        let watch = || WatchId::parse(&"w".repeat(40));
        let mut all = vec![Self::List(0)];
        all.extend(watch().map(Self::Look));
        all.extend(watch().map(|watch| Self::Looked(watch, 7)));
        all
    }
}
