//! Buttons of looking for entries and at them, and of what becomes of an entry as a whole.

use crate::curation::Act;
use crate::faq::EntryId;
use crate::faq::GroupId;

/// What pressing a button of browsing entries means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Button {
    /// Show what admins can do with the FAQ.
    Menu,
    /// Show the topics.
    Groups,
    /// Show a page of a topic's entries.
    Group(GroupId, usize),
    /// Ask for words to search with.
    Search,
    /// Show an entry as people see it.
    Seen(EntryId),
    /// Show the other parts of an entry as people see them.
    Parts(EntryId),
    /// Show an entry as data.
    Data(EntryId),
    /// Show a page of an entry's phrases.
    Phrases(EntryId, usize),
    /// Ask why an entry is to be put under review.
    AskReview(EntryId),
    /// Ask whether an entry is to be retired.
    AskRetire(EntryId),
    /// Prepare that an entry is retired.
    Retire(EntryId),
    /// Show a page of the retired entries.
    Retired(usize),
    /// Prepare that a retired entry comes back.
    Restore(EntryId),
}

impl Button {
    /// Writes the button as a code of at most 58 bytes.
    #[must_use]
    pub fn to_code(&self) -> String {
        match self {
            Self::Menu => "m".to_owned(),
            Self::Groups => "g".to_owned(),
            Self::Group(group, page) => format!("l:{group}:{page}"),
            Self::Search => "s".to_owned(),
            Self::Seen(entry) => format!("v:{entry}"),
            Self::Parts(entry) => format!("p:{entry}"),
            Self::Data(entry) => format!("d:{entry}"),
            Self::Phrases(entry, page) => format!("f:{entry}:{page}"),
            Self::AskReview(entry) => format!("r:{entry}"),
            Self::AskRetire(entry) => format!("x:{entry}"),
            Self::Retire(entry) => format!("y:{entry}"),
            Self::Retired(page) => format!("t:{page}"),
            Self::Restore(entry) => format!("z:{entry}"),
        }
    }

    /// Reads a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let fields: Vec<&str> = code.split(':').collect();
        Some(match fields.as_slice() {
            ["m"] => Self::Menu,
            ["g"] => Self::Groups,
            ["l", group, page] => Self::Group(GroupId::parse(group)?, super::page(page)?),
            ["s"] => Self::Search,
            ["f", entry, page] => Self::Phrases(EntryId::parse(entry)?, super::page(page)?),
            ["t", page] => Self::Retired(super::page(page)?),
            [letter, entry] => Self::of_entry(letter, EntryId::parse(entry)?)?,
            _ => return None,
        })
    }

    fn of_entry(letter: &str, entry: EntryId) -> Option<Self> {
        Some(match letter {
            "v" => Self::Seen(entry),
            "p" => Self::Parts(entry),
            "d" => Self::Data(entry),
            "r" => Self::AskReview(entry),
            "x" => Self::AskRetire(entry),
            "y" => Self::Retire(entry),
            "z" => Self::Restore(entry),
            _ => return None,
        })
    }

    /// Returns what somebody must be allowed to do for it.
    #[must_use]
    pub fn act(&self) -> Act {
        match self {
            Self::Menu
            | Self::Groups
            | Self::Group(..)
            | Self::Search
            | Self::Seen(_)
            | Self::Parts(_)
            | Self::Data(_)
            | Self::Phrases(..)
            | Self::Retired(_) => Act::Look,
            Self::AskReview(_) | Self::AskRetire(_) | Self::Retire(_) | Self::Restore(_) => Act::Edit,
        }
    }

    /// Returns one button of every kind, with the longest targets there are.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        let longest = "a".repeat(40);
        let (Some(entry), Some(group)) = (EntryId::parse(&longest), GroupId::parse(&longest)) else {
            return Vec::new();
        };
        let mut all = vec![Self::Menu];
        while let Some(next) = all.last().and_then(|last| last.following(&entry, &group)) {
            all.push(next);
        }
        all
    }

    /// Returns a button of the next kind: a kind that is missing here doesn't compile.
    fn following(&self, entry: &EntryId, group: &GroupId) -> Option<Self> {
        let entry = || entry.clone();
        Some(match self {
            Self::Menu => Self::Groups,
            Self::Groups => Self::Group(group.clone(), super::LAST_PAGE),
            Self::Group(..) => Self::Search,
            Self::Search => Self::Seen(entry()),
            Self::Seen(_) => Self::Parts(entry()),
            Self::Parts(_) => Self::Data(entry()),
            Self::Data(_) => Self::Phrases(entry(), super::LAST_PAGE),
            Self::Phrases(..) => Self::AskReview(entry()),
            Self::AskReview(_) => Self::AskRetire(entry()),
            Self::AskRetire(_) => Self::Retire(entry()),
            Self::Retire(_) => Self::Retired(super::LAST_PAGE),
            Self::Retired(_) => Self::Restore(entry()),
            Self::Restore(_) => return None,
        })
    }
}
