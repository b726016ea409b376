//! Buttons of revisions.

use crate::curation::Act;
use crate::curation::RevisionId;
use crate::curation::button::publish::number;
use crate::curation::overlay::Tag;
use crate::curation::publishing::Settling;
use crate::faq::EntryId;

/// What pressing a button of revisions means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Button {
    /// Show the last revisions.
    Menu,
    /// Show a page of the revisions, newest first, counted from 0.
    Page(u32),
    /// Show what has become of an entry, a page of it.
    Entry(EntryId, u32),
    /// Show what a revision changed.
    Show(RevisionId),
    /// Begin to put back what was in force after a revision.
    Back(RevisionId),
    /// Take a revision back at once.
    Undo(RevisionId),
    /// Show where the folder and revisions differ.
    Conflicts,
    /// Show both sides of a conflict.
    Conflict(Tag),
    /// Settle a conflict so, if both sides are still what was seen.
    Settle(Tag, Settling),
}

impl Button {
    /// Writes the button as a code of at most 58 bytes.
    #[must_use]
    pub fn to_code(&self) -> String {
        match self {
            Self::Menu => "m".to_owned(),
            Self::Page(page) => format!("p:{page}"),
            Self::Entry(entry, page) => format!("e:{entry}:{page}"),
            Self::Show(revision) => format!("r:{}", revision.0),
            Self::Back(revision) => format!("b:{}", revision.0),
            Self::Undo(revision) => format!("u:{}", revision.0),
            Self::Conflicts => "c".to_owned(),
            Self::Conflict(tag) => format!("k:{}", tag.0),
            Self::Settle(tag, settling) => format!("s:{}:{}", tag.0, settling.as_str()),
        }
    }

    /// Reads a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let mut fields = code.split(':');
        let kind = fields.next()?;
        let (first, second) = (fields.next(), fields.next());
        let revision = || Some(RevisionId(number(first?)?));
        let tag = || Some(Tag(number(first?)?));
        let button = match kind {
            "m" | "c" if first.is_some() => return None,
            "m" => Self::Menu,
            "c" => Self::Conflicts,
            "e" => Self::Entry(EntryId::parse(first?)?, number(second?)?),
            "s" => Self::Settle(tag()?, Settling::parse(second?)?),
            _ if second.is_some() => return None,
            "p" => Self::Page(number(first?)?),
            "r" => Self::Show(revision()?),
            "b" => Self::Back(revision()?),
            "u" => Self::Undo(revision()?),
            "k" => Self::Conflict(tag()?),
            _ => return None,
        };
        fields.next().is_none().then_some(button)
    }

    /// Returns what somebody must be allowed to do for it.
    #[must_use]
    pub fn act(&self) -> Act {
        match self {
            Self::Back(_) | Self::Undo(_) => Act::Edit,
            Self::Settle(..) => Act::Approve,
            _ => Act::Look,
        }
    }

    /// One of each kind.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        let longest = EntryId::parse(&"a".repeat(40));
        let (revision, tag) = (RevisionId(u32::MAX), Tag(u32::MAX));
        let settled = Settling::ALL.into_iter().map(|settling| Self::Settle(tag, settling));
        let rest = [
            Self::Menu,
            Self::Page(u32::MAX),
            Self::Show(revision),
            Self::Back(revision),
            Self::Undo(revision),
            Self::Conflicts,
            Self::Conflict(tag),
        ];
        let entry = longest.map(|entry| Self::Entry(entry, u32::MAX));
        rest.into_iter().chain(entry).chain(settled).inspect(Self::is_sampled).collect()
    }

    /// A new kind has to be added to the samples, too.
    fn is_sampled(&self) {
        match self {
            Self::Menu
            | Self::Page(_)
            | Self::Entry(..)
            | Self::Show(_)
            | Self::Back(_)
            | Self::Undo(_)
            | Self::Conflicts
            | Self::Conflict(_)
            | Self::Settle(..) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_button_comes_back_as_it_went_and_fits() {
        assert_eq!(Button::samples().len(), 11);
        for button in Button::samples() {
            assert_eq!(Button::from_code(&button.to_code()), Some(button.clone()), "{button:?}");
            assert!(button.to_code().len() <= 58, "{button:?}");
        }
    }

    #[test]
    fn what_nobody_wrote_is_no_button() {
        for code in ["", "m:1", "c:1", "p", "p:x", "e:Besar:1", "e:like", "r:1:2", "s:1:x", "s:1:k:2", "k:"] {
            assert_eq!(Button::from_code(code), None, "{code}");
        }
    }
}
