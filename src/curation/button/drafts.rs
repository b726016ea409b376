//! Buttons of drafts: beginning one, editing it field by field, adding an entry, giving one up.

use crate::curation::Act;
use crate::curation::DraftId;
use crate::faq::Employment;
use crate::faq::EntryId;
use crate::faq::GroupId;
use crate::faq::NormId;
use crate::faq::Sanction;
use crate::faq::Verdict;
use crate::faq::edit::Field;

/// What pressing a button of drafts means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Button {
    /// Show a page of the drafts that are open.
    List(usize),
    /// Edit an entry; where somebody is at it already, say so first.
    Begin(EntryId),
    /// Edit an entry although somebody is at it already.
    BeginAnyway(EntryId),
    /// Show the topics a new entry can belong to.
    Add,
    /// Ask for the title of a new entry in this topic.
    AddTo(GroupId),
    /// Show what belongs to a draft.
    On(DraftId, Deed),
}

/// What is to be done with a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// Show it.
    Open,
    /// Go on writing it in the place of its author.
    TakeOver,
    /// Show the topics it can move to.
    Topics,
    /// Move it to another topic.
    Move(GroupId),
    /// Show a field, and how it is changed.
    Field(Field),
    /// Show a page of a list.
    Page(Field, usize),
    /// Show the field in the form in which it is typed.
    Copy(Field),
    /// Empty a field.
    Clear(Field),
    /// Put back what the draft was begun from.
    Reset(Field),
    /// Take the line with this mark out of a list.
    Remove(Field, u32),
    /// Set the verdict.
    Verdict(Verdict),
    /// Add a kind of sanction, or take it away.
    Sanction(Sanction),
    /// Make it hold for a status, or not any more.
    Status(Employment),
    /// Show a page of the norms.
    Norms(usize),
    /// Show a page of a norm's articles.
    Articles(NormId, usize),
    /// Add the legal basis with this mark.
    Basis(u32),
    /// Add a neighbour.
    Related(EntryId),
    /// Its sources were checked today.
    Checked,
    /// Ask whether it is to be discarded.
    AskDiscard,
    /// Discard it.
    Discard,
    /// Bring back what was just discarded.
    Recall,
}

impl Button {
    /// Writes the button as a code of at most 58 bytes.
    #[must_use]
    pub fn to_code(&self) -> String {
        match self {
            Self::List(page) => format!("l:{page}"),
            Self::Begin(entry) => format!("b:{entry}"),
            Self::BeginAnyway(entry) => format!("n:{entry}"),
            Self::Add => "a".to_owned(),
            Self::AddTo(group) => format!("g:{group}"),
            Self::On(draft, deed) => format!("{}:{}", draft.0, deed.to_code()),
        }
    }

    /// Reads a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let fields: Vec<&str> = code.split(':').collect();
        Some(match fields.as_slice() {
            ["l", page] => Self::List(super::page(page)?),
            ["b", entry] => Self::Begin(EntryId::parse(entry)?),
            ["n", entry] => Self::BeginAnyway(EntryId::parse(entry)?),
            ["a"] => Self::Add,
            ["g", group] => Self::AddTo(GroupId::parse(group)?),
            [draft, deed @ ..] => Self::On(DraftId(super::number(draft)?), Deed::from_code(deed)?),
            [] => return None,
        })
    }

    /// Returns what somebody must be allowed to do for it.
    #[must_use]
    pub fn act(&self) -> Act {
        Act::Edit
    }

    /// Returns one button of every kind, with the longest targets there are.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        let longest = "a".repeat(40);
        let (Some(entry), Some(group)) = (EntryId::parse(&longest), GroupId::parse(&longest)) else {
            return Vec::new();
        };
        let mut all = vec![Self::List(super::LAST_PAGE)];
        while let Some(next) = all.last().and_then(|last| last.following(&entry, &group)) {
            all.push(next);
        }
        all
    }

    /// Returns a button of the next kind: a kind that is missing here doesn't compile.
    fn following(&self, entry: &EntryId, group: &GroupId) -> Option<Self> {
        let draft = DraftId(u32::MAX);
        Some(match self {
            Self::List(_) => Self::Begin(entry.clone()),
            Self::Begin(_) => Self::BeginAnyway(entry.clone()),
            Self::BeginAnyway(_) => Self::Add,
            Self::Add => Self::AddTo(group.clone()),
            Self::AddTo(_) => Self::On(draft, Deed::Open),
            Self::On(_, deed) => Self::On(draft, deed.following(entry, group)?),
        })
    }
}

impl Deed {
    fn to_code(&self) -> String {
        match self {
            Self::Open => "o".to_owned(),
            Self::TakeOver => "t".to_owned(),
            Self::Topics => "g".to_owned(),
            Self::Move(group) => format!("m:{group}"),
            Self::Field(field) => format!("f:{}", field.key()),
            Self::Page(field, page) => format!("p:{}:{page}", field.key()),
            Self::Copy(field) => format!("k:{}", field.key()),
            Self::Clear(field) => format!("c:{}", field.key()),
            Self::Reset(field) => format!("r:{}", field.key()),
            Self::Remove(field, mark) => format!("x:{}:{mark}", field.key()),
            Self::Verdict(verdict) => format!("v:{}", verdict.as_str()),
            Self::Sanction(sanction) => format!("s:{}", sanction.as_str()),
            Self::Status(employment) => format!("u:{}", employment.as_str()),
            Self::Norms(page) => format!("n:{page}"),
            Self::Articles(norm, page) => format!("i:{norm}:{page}"),
            Self::Basis(mark) => format!("b:{mark}"),
            Self::Related(entry) => format!("e:{entry}"),
            Self::Checked => "d".to_owned(),
            Self::AskDiscard => "q".to_owned(),
            Self::Discard => "z".to_owned(),
            Self::Recall => "y".to_owned(),
        }
    }

    fn from_code(fields: &[&str]) -> Option<Self> {
        Some(match fields {
            ["o"] => Self::Open,
            ["t"] => Self::TakeOver,
            ["g"] => Self::Topics,
            ["d"] => Self::Checked,
            ["q"] => Self::AskDiscard,
            ["z"] => Self::Discard,
            ["y"] => Self::Recall,
            [letter, target] => Self::with_target(letter, target)?,
            ["p", field, page] => Self::Page(named(field)?, super::page(page)?),
            ["x", field, mark] => Self::Remove(named(field)?, super::number(mark)?),
            ["i", norm, page] => Self::Articles(NormId::parse(norm)?, super::page(page)?),
            _ => return None,
        })
    }

    fn with_target(letter: &str, target: &str) -> Option<Self> {
        Some(match letter {
            "m" => Self::Move(GroupId::parse(target)?),
            "f" => Self::Field(named(target)?),
            "k" => Self::Copy(named(target)?),
            "c" => Self::Clear(named(target)?),
            "r" => Self::Reset(named(target)?),
            "v" => Self::Verdict(Verdict::parse(target)?),
            "s" => Self::Sanction(Sanction::parse(target)?),
            "u" => Self::Status(Employment::parse(target)?),
            "n" => Self::Norms(super::page(target)?),
            "b" => Self::Basis(super::number(target)?),
            "e" => Self::Related(EntryId::parse(target)?),
            _ => return None,
        })
    }

    /// Whether this only shows something: also a draft that somebody else writes.
    #[must_use]
    pub fn only_shows(&self) -> bool {
        matches!(self, Self::Open | Self::Copy(_) | Self::TakeOver | Self::AskDiscard | Self::Discard)
    }

    fn following(&self, entry: &EntryId, group: &GroupId) -> Option<Self> {
        Some(match self {
            Self::Open => Self::TakeOver,
            Self::TakeOver => Self::Topics,
            Self::Topics => Self::Move(group.clone()),
            Self::Move(_) => Self::Field(Field::AppliesTo),
            Self::Field(_) => Self::Page(Field::AppliesTo, super::LAST_PAGE),
            Self::Page(..) => Self::Copy(Field::AppliesTo),
            Self::Copy(_) => Self::Clear(Field::AppliesTo),
            Self::Clear(_) => Self::Reset(Field::AppliesTo),
            Self::Reset(_) => Self::Remove(Field::AppliesTo, u32::MAX),
            Self::Remove(..) => Self::Verdict(Verdict::Conditional),
            Self::Verdict(_) => Self::Sanction(Sanction::DisiplinRingan),
            Self::Sanction(_) => Self::Status(Employment::KepalaDesa),
            Self::Status(_) => Self::Norms(super::LAST_PAGE),
            Self::Norms(_) => Self::Articles(NormId::parse(entry.as_str())?, super::LAST_PAGE),
            Self::Articles(..) => Self::Basis(u32::MAX),
            Self::Basis(_) => Self::Related(entry.clone()),
            Self::Related(_) => Self::Checked,
            Self::Checked => Self::AskDiscard,
            Self::AskDiscard => Self::Discard,
            Self::Discard => Self::Recall,
            Self::Recall => return None,
        })
    }
}

/// A field as its key names it; editors don't type what only follows from confirming.
fn named(key: &str) -> Option<Field> {
    Field::edited().find(|field| field.key() == key)
}
