//! Buttons of publishing.

use crate::curation::Act;

/// What pressing a button of publishing means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Button {
    /// Show what waits for approval.
    Menu,
}

impl Button {
    /// Writes the button as a code of at most 58 bytes.
    #[must_use]
    pub fn to_code(&self) -> String {
        match self {
            Self::Menu => "m".to_owned(),
        }
    }

    /// Reads a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let mut fields = code.split(':');
        let button = match fields.next()? {
            "m" => Self::Menu,
            _ => return None,
        };
        fields.next().is_none().then_some(button)
    }

    /// Returns what somebody must be allowed to do for it.
    #[must_use]
    pub fn act(&self) -> Act {
        match self {
            Self::Menu => Act::Edit,
        }
    }
}
