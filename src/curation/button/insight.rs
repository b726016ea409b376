//! Buttons of statistics and audit.

use crate::curation::Act;

/// What pressing a button of statistics and audit means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Button {
    /// Show last week's statistics.
    Menu,
    /// Show a week's statistics.
    Week(u32),
    /// Draw a week's statistics.
    Chart(u32),
}

impl Button {
    /// Writes the button as a code of at most 58 bytes.
    #[must_use]
    pub fn to_code(&self) -> String {
        match self {
            Self::Menu => "m".to_owned(),
            Self::Week(week) => format!("w:{week}"),
            Self::Chart(week) => format!("g:{week}"),
        }
    }

    /// Reads a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let mut fields = code.split(':');
        let button = match fields.next()? {
            "m" => Self::Menu,
            "w" => Self::Week(week(fields.next()?)?),
            "g" => Self::Chart(week(fields.next()?)?),
            _ => return None,
        };
        fields.next().is_none().then_some(button)
    }

    /// Returns what somebody must be allowed to do for it.
    #[must_use]
    pub fn act(&self) -> Act {
        match self {
            Self::Menu | Self::Week(_) | Self::Chart(_) => Act::Measure,
        }
    }

    /// Returns one of each kind.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        vec![Self::Menu, Self::Week(2_943), Self::Chart(u32::MAX)]
    }
}

/// A week in plain digits.
fn week(text: &str) -> Option<u32> {
    let week: u32 = text.parse().ok()?;
    (week.to_string() == text).then_some(week)
}

#[cfg(test)]
mod tests {
    use super::Button;

    #[test]
    fn every_button_comes_back_as_itself() {
        for button in Button::samples() {
            assert_eq!(Button::from_code(&button.to_code()), Some(button));
        }
        for code in ["", "w", "w:+1", "w:01", "g:4294967296", "m:m", "w:1:1"] {
            assert_eq!(Button::from_code(code), None, "{code}");
        }
    }
}
