//! From what an edge saw to what a person meant.

use crate::conversation::Button;
use crate::conversation::Command;
use crate::conversation::Input;
use crate::conversation::Place;
use crate::conversation::Pressed;
use crate::conversation::State;
use crate::conversation::Unreadable;
use crate::conversation::Wording;
use crate::desk::FileName;
use crate::faq::Faq;
use crate::ports::ChatId;
use crate::ports::MessageId;
use crate::ports::Timestamp;
use crate::ports::UpdateId;
use crate::texts;

use zeroize::Zeroizing;

/// Something that happened in a chat, as an edge brings it.
#[derive(Clone)]
pub struct Incoming {
    /// Telegram's number of it, where it has one.
    pub update: Option<UpdateId>,
    /// Where.
    pub chat: ChatId,
    /// What kind of chat that is.
    pub place: Place,
    /// The message it is about: the one that was sent, or the one whose button was pressed.
    pub message: Option<MessageId>,
    /// Telegram's number of the button press.
    pub press: Option<String>,
    /// What it was.
    pub happening: Happening,
    /// What else is known of it.
    pub circumstances: Circumstances,
}

/// What surrounds a happening.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Circumstances {
    /// Whether it is an edit of an earlier message.
    pub edited: bool,
    /// When the message was first sent.
    pub sent: Option<Timestamp>,
    /// The text of the bot's own message that this one replies to, where it replies to one.
    pub replies_to: Option<String>,
    /// The text of the message whose button was pressed.
    pub pressed: Option<String>,
    /// The text of the person's own message that the pressed one replies to.
    pub pressed_replies_to: Option<String>,
    /// A picture or file that came with it.
    pub file: Option<File>,
    /// What its sender called that file.
    pub file_name: Option<FileName>,
    /// The album that it is a part of, as Telegram names it.
    pub album: Option<String>,
}

/// A picture or file somebody sent.
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    /// Telegram's number of it.
    pub id: String,
    /// Whether it came as a photo, which Telegram wrote anew and freed of its metadata.
    pub photo: bool,
    /// Its size in bytes, as far as Telegram told it.
    pub size: Option<u64>,
    /// Its content, once it was fetched because the desk wants it.
    pub content: Option<Result<Zeroizing<Vec<u8>>, FetchTrouble>>,
}

/// Why a file could not be fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FetchTrouble {
    /// It is larger than the bot takes.
    TooLarge,
    /// Telegram didn't hand it over.
    Unavailable,
}

/// What an edge can see happening.
#[derive(Clone, PartialEq, Eq)]
pub enum Happening {
    /// Text that is no command.
    Said {
        /// The text.
        text: String,
        /// How it came.
        wording: Wording,
    },
    /// A command, by name, and what followed it.
    Commanded {
        /// Without the slash and the bot's name.
        name: String,
        /// What followed.
        rest: String,
    },
    /// A button with this callback data.
    Pressed(String),
    /// Something without text.
    Sent(Unreadable),
    /// The bot was blocked or removed.
    Left,
    /// The bot was added to a group.
    Joined,
    /// Handling the update broke.
    Crashed,
    /// The chat sends faster than it can be answered.
    Hurried,
    /// Nothing to react to.
    Ignored,
}

/// Understands a happening in the light of what the person is looking at.
pub(super) fn hear(faq: &Faq, state: &State, happening: Happening) -> Input {
    match happening {
        Happening::Said { text, wording } => said(faq, state, text, wording),
        Happening::Commanded { name, rest } => Input::Commanded(Command::read(&name, &rest)),
        Happening::Pressed(data) => match Button::read(&data) {
            Some((button, seen)) => Input::Pressed(Pressed { button, tapped: true, seen }),
            None => Input::PressedStale,
        },
        Happening::Sent(what) => Input::Sent(what),
        Happening::Left => Input::Left,
        Happening::Joined => Input::Joined,
        Happening::Crashed => Input::Crashed,
        Happening::Hurried => Input::Hurried,
        Happening::Ignored => Input::Ignored,
    }
}

/// A typed number, label or short word is the button it names; all else is a question.
fn said(faq: &Faq, state: &State, text: String, wording: Wording) -> Input {
    let typed = (wording == Wording::Typed).then(|| texts::read_typed(faq, state, &text)).flatten();
    match typed {
        Some(button) => Input::Pressed(Pressed { button, tapped: false, seen: None }),
        None => Input::Asked { text, wording },
    }
}
