//! Buttons of announcements.

use crate::curation::Act;
use crate::curation::announcement::AnnouncementId;

/// What pressing a button of announcements means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Button {
    /// Show how things stand, and what can be done.
    Menu,
    /// Write one, or write it anew.
    Write,
    /// Ask before sending.
    Ask(AnnouncementId),
    /// Send it.
    Send(AnnouncementId),
    /// Throw it away.
    Discard(AnnouncementId),
    /// Show it as people get it, once more.
    Preview(AnnouncementId),
    /// Show how far it is.
    Progress(AnnouncementId),
    /// Stop it.
    Stop(AnnouncementId),
}

impl Button {
    /// Writes the button as a code of at most 58 bytes.
    #[must_use]
    pub fn to_code(&self) -> String {
        match self {
            Self::Menu => "m".to_owned(),
            Self::Write => "w".to_owned(),
            Self::Ask(id) => format!("a:{}", id.0),
            Self::Send(id) => format!("s:{}", id.0),
            Self::Discard(id) => format!("d:{}", id.0),
            Self::Preview(id) => format!("v:{}", id.0),
            Self::Progress(id) => format!("p:{}", id.0),
            Self::Stop(id) => format!("x:{}", id.0),
        }
    }

    /// Reads a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "m" => return Some(Self::Menu),
            "w" => return Some(Self::Write),
            _ => {}
        }
        let (kind, number) = code.split_once(':')?;
        let id = number.parse().ok().map(AnnouncementId).filter(|id| id.0.to_string() == number)?;
        Some(match kind {
            "a" => Self::Ask(id),
            "s" => Self::Send(id),
            "d" => Self::Discard(id),
            "v" => Self::Preview(id),
            "p" => Self::Progress(id),
            "x" => Self::Stop(id),
            _ => return None,
        })
    }

    /// Returns what somebody must be allowed to do for it.
    #[must_use]
    pub fn act(&self) -> Act {
        Act::Announce
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_button_comes_back_as_itself_and_nothing_else_does() {
        let id = AnnouncementId(u32::MAX);
        let buttons = [
            Button::Menu,
            Button::Write,
            Button::Ask(id),
            Button::Send(id),
            Button::Discard(id),
            Button::Preview(id),
            Button::Progress(id),
            Button::Stop(id),
        ];
        for button in buttons {
            assert_eq!(Button::from_code(&button.to_code()), Some(button));
        }
        for forged in ["", "s", "s:", "s:-1", "s:01", "s:1:2", "m:1", "s:4294967296", "z:1"] {
            assert_eq!(Button::from_code(forged), None, "{forged:?}");
        }
    }
}
