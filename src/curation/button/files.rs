//! Buttons of files in and out.

use crate::curation::Act;
use crate::curation::DraftId;
use crate::faq::GroupId;

/// What pressing a button of files in and out means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Button {
    /// Say how files come in and out.
    Menu,
    /// Hand out the FAQ in force.
    Export,
    /// Leave the entries that an archive lacks as they are.
    Keep(DraftId),
    /// Retire the entries that an archive lacks.
    Retire(DraftId),
    /// List the groups that an entry without one may go to: a page of them, from 0.
    Groups(DraftId, u8),
    /// Put an entry without a group into this one.
    Group(DraftId, GroupId),
}

impl Button {
    /// Writes the button as a code of at most 58 bytes.
    #[must_use]
    pub fn to_code(&self) -> String {
        match self {
            Self::Menu => "m".to_owned(),
            Self::Export => "x".to_owned(),
            Self::Keep(draft) => format!("k:{}", draft.0),
            Self::Retire(draft) => format!("r:{}", draft.0),
            Self::Groups(draft, page) => format!("t:{}:{page}", draft.0),
            Self::Group(draft, group) => format!("g:{}:{group}", draft.0),
        }
    }

    /// Reads a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let mut fields = code.split(':');
        let kind = fields.next()?;
        let mut draft = || fields.next()?.parse().ok().map(DraftId);
        let button = match kind {
            "m" => Self::Menu,
            "x" => Self::Export,
            "k" => Self::Keep(draft()?),
            "r" => Self::Retire(draft()?),
            "t" => Self::Groups(draft()?, fields.next()?.parse().ok()?),
            "g" => Self::Group(draft()?, GroupId::parse(fields.next()?)?),
            _ => return None,
        };
        fields.next().is_none().then_some(button)
    }

    /// Returns what somebody must be allowed to do for it.
    #[must_use]
    pub fn act(&self) -> Act {
        match self {
            Self::Menu | Self::Export => Act::Look,
            Self::Keep(_) | Self::Retire(_) | Self::Groups(..) | Self::Group(..) => Act::Edit,
        }
    }

    /// One of each, as long as they get.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        let draft = DraftId(u32::MAX);
        let group = GroupId::parse(&"g".repeat(40));
        let buttons =
            [Self::Menu, Self::Export, Self::Keep(draft), Self::Retire(draft), Self::Groups(draft, u8::MAX)];
        buttons.into_iter().chain(group.map(|group| Self::Group(draft, group))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Button;
    use crate::curation;

    #[test]
    fn every_button_fits_and_is_read_as_it_was_written() {
        for button in Button::samples() {
            let data = curation::Button::Files(button.clone()).to_data();
            assert!(data.len() <= 64, "{data}");
            assert_eq!(curation::Button::from_data(&data), Some(curation::Button::Files(button)));
        }
        for odd in ["", "q", "k", "k:", "k:-1", "k:1:2", "g:1", "g:1:A", "t:1", "t:1:256", "m:1"] {
            assert_eq!(Button::from_code(odd), None, "{odd}");
        }
    }
}
