//! What is said about tips: straight from memory to Telegram, never through the outbox.

use std::fmt;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

use crate::coordinates::MessageId;
use crate::texts::Message;

/// The messages of a draft, both sides', so that they can be deleted. Lives in memory only.
#[derive(Clone, Default)]
pub struct Trail(Arc<Mutex<Vec<MessageId>>>);

impl fmt::Debug for Trail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Trail(…)")
    }
}

impl PartialEq for Trail {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Trail {}

impl Trail {
    /// Adds a message.
    pub fn add(&self, message: MessageId) {
        let mut messages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !messages.contains(&message) {
            messages.push(message);
        }
    }

    /// Whether a message is on the trail.
    #[must_use]
    pub fn has(&self, message: MessageId) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).contains(&message)
    }

    /// Returns all messages on the trail.
    #[must_use]
    pub fn all(&self) -> Vec<MessageId> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Takes one message off the trail: it stays.
    pub fn spare(&self, message: MessageId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).retain(|other| *other != message);
    }

    /// Takes all messages off the trail.
    #[must_use]
    pub fn take(&self) -> Vec<MessageId> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Something to do in a chat at once. Nothing of it is ever written to the disk.
#[derive(Clone, PartialEq, Eq)]
pub enum Word {
    /// Send a message, silently, so that no lock screen lights up.
    Send {
        /// What to say.
        message: Message,
        /// Where to note the message's number once it is sent.
        trail: Option<Trail>,
        /// Whether it may not be forwarded, saved or copied.
        protected: bool,
    },
    /// Send a message, silently, as an answer to one of the chat's: a press on its buttons brings that along.
    Reply {
        /// The message it answers.
        to: MessageId,
        /// What to say.
        message: Message,
    },
    /// Put `message` in place of one sent before; where that isn't possible, send it.
    Edit {
        /// The message to replace.
        message_id: MessageId,
        /// What to say instead.
        message: Message,
        /// Where to note the message's number should it be sent anew.
        trail: Option<Trail>,
    },
    /// Answer a button press, with a short word over the chat or none.
    AnswerPress {
        /// Telegram's number of the press.
        press: String,
        /// The short word.
        notice: Option<String>,
    },
    /// Delete everything on the trail, and say `failed` if Telegram refuses some of it (after 48 hours).
    Erase {
        /// What to delete.
        trail: Trail,
        /// What to say if some of it stays.
        failed: Message,
    },
    /// Delete one message.
    Delete(MessageId),
    /// Send a file.
    Document {
        /// Its name.
        name: String,
        /// Its content.
        content: Vec<u8>,
        /// What stands under it.
        caption: Message,
    },
    /// Send a picture.
    Photo {
        /// Its name.
        name: String,
        /// Its content: JPEG, PNG or WebP.
        content: Vec<u8>,
        /// What stands under it, and tells what it shows to those who can't see it.
        caption: Message,
    },
    /// Show these commands in this chat, each with what it is for; `None` shows what everybody sees.
    Commands(Option<Vec<(String, String)>>),
}

impl fmt::Debug for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Send { .. } => "Send(…)",
            Self::Reply { .. } => "Reply(…)",
            Self::Edit { .. } => "Edit(…)",
            Self::AnswerPress { .. } => "AnswerPress(…)",
            Self::Erase { .. } => "Erase(…)",
            Self::Delete(_) => "Delete(…)",
            Self::Document { .. } => "Document(…)",
            Self::Photo { .. } => "Photo(…)",
            Self::Commands(_) => "Commands(…)",
        })
    }
}
