//! Passing a question on to those who keep the FAQ: only at the asker's wish, and without identity.
//!
//! The question's text is never here: the desk takes it from the messages and hands it on.

use std::fmt;

use serde::Deserialize;
use serde::Serialize;

use crate::conversation::Notice;
use crate::conversation::Screen;
use crate::conversation::State;
use crate::conversation::Transition;

/// A step on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Passing {
    /// The question isn't at hand: the next text is it.
    Write,
    /// It is shown as it would be passed on, and may be sent.
    Preview,
    /// It was passed on.
    Done,
    /// It isn't passed on, at the asker's wish: nothing was kept.
    Dropped,
    /// It can't be passed on as it is; another text may take its place.
    Refused(Refusal),
}

/// Why a text isn't passed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// It tells of misconduct: that is a report's matter.
    TellsOfMisconduct,
    /// A report is open in this chat, or may be.
    ReportOpen,
    /// It has more letters than are taken.
    TooLong,
    /// Without names and numbers nothing of it is left.
    Empty,
    /// This chat has passed on as many as it may in a day.
    TooMany,
    /// Nothing can be stored now.
    NotStored,
}

impl Refusal {
    /// Whether another text may be taken instead.
    #[must_use]
    pub fn asks_for_another(self) -> bool {
        match self {
            Self::TellsOfMisconduct | Self::TooLong | Self::Empty => true,
            Self::ReportOpen | Self::TooMany | Self::NotStored => false,
        }
    }
}

/// What a press to send is recognised by when it comes again. It tells nothing about who pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slip(u64);

impl Slip {
    /// Makes one of fresh random bytes.
    #[must_use]
    pub fn from_random(bytes: [u8; 8]) -> Self {
        Self(u64::from_be_bytes(bytes))
    }

    /// Reads what [`Display`](fmt::Display) writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let own = text.len() == 16 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        own.then(|| u64::from_str_radix(text, 16).ok().map(Self)).flatten()
    }
}

impl fmt::Display for Slip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl Screen {
    /// Whether the next text is a question to pass on.
    #[must_use]
    pub fn awaits_question(&self) -> bool {
        match self {
            Self::Passing(Passing::Write) => true,
            Self::Passing(Passing::Refused(refusal)) => refusal.asks_for_another(),
            _ => false,
        }
    }
}

/// Takes a step.
pub(super) fn step(state: State, step: Passing, tapped: bool) -> Transition {
    let state = State { may_pass_on: false, ..state };
    let transition = Transition::show(state.at(Screen::Passing(step)));
    if tapped { transition.noticing(Notice::Silent) } else { transition }
}
