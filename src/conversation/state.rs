//! What the bot remembers of a chat: a screen, a status and an open choice; never a question's text.

use serde::Deserialize;
use serde::Serialize;

use crate::conversation::Passing;
use crate::conversation::Unreadable;
use crate::faq::Employment;
use crate::faq::EntryId;
use crate::faq::GroupId;
use crate::faq::OutsideId;

/// What is remembered of a private chat.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct State {
    /// Which status answers are tailored to, if the person has said.
    pub employment: Option<Employment>,
    /// What the person is looking at: typed numbers and labels mean its buttons.
    pub screen: Screen,
    /// The open choice: entries the last question could have meant, best first.
    pub choice: Vec<EntryId>,
    /// The other candidates for the last question, for when the answer wasn't what was asked.
    pub others: Vec<EntryId>,
    /// The entry that was rated last, so that a second tap doesn't count again.
    pub rated: Option<EntryId>,
    /// Whether the last question may be passed on to those who keep the FAQ.
    #[serde(default)]
    pub may_pass_on: bool,
}

/// What a person is looking at.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Screen {
    /// The greeting after /start.
    #[default]
    Welcome,
    /// The greeting after a link that leads nowhere (any more).
    DeadLink,
    /// What the bot can do and which commands it knows.
    Help,
    /// An invitation to type a question.
    Invitation,
    /// The topic groups.
    Menu,
    /// The entries of a group, a page at a time.
    Group {
        /// Which group.
        group: GroupId,
        /// Counted from 0.
        page: usize,
    },
    /// One part of an entry.
    Entry {
        /// Which entry.
        entry: EntryId,
        /// Which part of it.
        part: Part,
        /// What the answer replies to, when that needs saying.
        preface: Option<Preface>,
    },
    /// Several entries could be meant; they are in [`State::choice`].
    Choice,
    /// "Not what I asked": the other candidates and neighbours, which are in [`State::choice`].
    Alternatives {
        /// The entry that didn't answer.
        instead_of: EntryId,
    },
    /// A matter outside the FAQ, with a pointer.
    Outside(OutsideId),
    /// No answer known.
    Unknown,
    /// On the way to passing a question on.
    Passing(Passing),
    /// Choosing the employment status.
    Employment,
    /// The employment status was noted (or taken back).
    EmploymentNoted,
    /// What is stored and why.
    Privacy,
    /// Asking whether to delete everything stored of this chat.
    ConfirmForget,
    /// Everything stored of this chat has been deleted.
    Forgotten,
    /// There was nothing to cancel.
    NothingToCancel,
    /// A command nobody knows.
    UnknownCommand,
    /// Reports are not taken by this bot (yet).
    TipsClosed,
    /// There are no tips whose status could be told.
    NoTipStatus,
    /// Nobody receives tips here.
    NoHandlers,
    /// No verdict has changed lately.
    NoChanges,
    /// Whether this chat gets announcements.
    Subscription(Subscription),
    /// The bot could not read what was sent.
    Unreadable(Unreadable),
    /// Something of ours went wrong with what was sent.
    Apology,
    /// Too many messages at once.
    SlowDown,
}

/// How a chat stands to announcements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Subscription {
    /// It gets none.
    Off,
    /// It gets them.
    On,
    /// It gets them from now on.
    Joined,
    /// It gets none any more.
    Left,
}

/// What a question came as, when the answer should say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Preface {
    /// The person edited an earlier question.
    Edited,
    /// The question was the caption of a picture that the bot didn't look at.
    Caption,
    /// The message was forwarded.
    Forwarded,
    /// The button belonged to an answer that has changed since.
    Changed,
}

/// A part of an entry, each on a screen of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// Verdict, summary and legal basis in short.
    Answer,
    /// The whole explanation.
    More,
    /// The legal basis with articles.
    Basis,
    /// Sanctions.
    Sanction,
    /// What holds for one employment status.
    For(Employment),
    /// Neighbouring entries.
    Related,
}

impl State {
    /// Moves to another screen.
    #[must_use]
    pub fn at(mut self, screen: Screen) -> Self {
        self.screen = screen;
        self
    }
}
