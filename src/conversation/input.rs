//! What a person did, by meaning rather than by wire format.

use serde::Deserialize;
use serde::Serialize;

use crate::conversation::Button;
use crate::conversation::Command;
use crate::conversation::Passing;
use crate::conversation::Print;
use crate::conversation::state::Preface;

/// What a person did.
#[derive(Clone, PartialEq, Eq)]
pub enum Input {
    /// Wrote something that is no command and no button: a question.
    Asked {
        /// The question. It is matched and then dropped: no state, counter or log keeps it.
        text: String,
        /// How it came.
        wording: Wording,
    },
    /// Pressed a button, or typed its number or label.
    Pressed(Pressed),
    /// Pressed a button that this version doesn't know.
    PressedStale,
    /// Took a step towards passing a question on, whose text the desk has in hand.
    Passed {
        /// Which step.
        step: Passing,
        /// Whether a tap wants an answer.
        tapped: bool,
    },
    /// Gave a command.
    Commanded(Command),
    /// Asked how this chat stands to announcements, and gets them already.
    AskedAsSubscriber,
    /// Sent something without readable text.
    Sent(Unreadable),
    /// Blocked the bot or left.
    Left,
    /// Added the bot to a group.
    Joined,
    /// Did something that broke the bot while handling it.
    Crashed,
    /// Sent so much that this message is not read.
    Hurried,
    /// Did something that asks for no answer.
    Ignored,
}

/// How a question came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wording {
    /// Typed.
    Typed,
    /// In another way, which the answer mentions.
    Special(Preface),
}

impl Wording {
    /// What the answer should say about how the question came.
    pub(super) fn preface(self) -> Option<Preface> {
        match self {
            Self::Typed => None,
            Self::Special(preface) => Some(preface),
        }
    }
}

/// A pressed or typed button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pressed {
    /// Which button.
    pub button: Button,
    /// Whether it was tapped, so that the tap wants an answer.
    pub tapped: bool,
    /// The answer as it was when the button was shown, if the button tells.
    pub seen: Option<Print>,
}

/// Something the bot can't read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unreadable {
    /// A photo, video or animation without a caption.
    Picture,
    /// A voice or video note, or music.
    Voice,
    /// A sticker or a dice.
    Sticker,
    /// A file.
    Document,
    /// A place.
    Location,
    /// Somebody's contact.
    Contact,
    /// A poll.
    Poll,
    /// Anything else, also what a newer Telegram can send.
    Other,
}
