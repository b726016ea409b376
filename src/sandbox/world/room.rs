//! One chat: its messages, the bot's standing in it and what belongs to it alone.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use serde_json::Value;

use super::types::Chat;
use super::types::ChatKind;
use super::types::Message;
use crate::sandbox::error::ApiError;

/// How the bot stands in a chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The person never wrote to the bot.
    Stranger,
    /// It may write.
    Member,
    /// It may write and delete what others wrote.
    Administrator,
    /// Blocked by the person, or thrown out of the group.
    Kicked,
    /// It left the group.
    Left,
}

impl Standing {
    /// Telegram's word for it in chat member objects.
    #[must_use]
    pub fn status(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Administrator => "administrator",
            Self::Kicked => "kicked",
            Self::Stranger | Self::Left => "left",
        }
    }
}

/// A chat with everything in it.
#[derive(Debug)]
pub struct Room {
    /// Its identity.
    pub chat: Chat,
    /// How the bot stands here.
    pub standing: Standing,
    /// Who wrote here; in groups also who was here first.
    pub(crate) members: BTreeSet<i64>,
    pub(crate) menu_button: Option<Value>,
    pub(crate) pinned: Vec<i32>,
    pub(crate) reactions: BTreeMap<i32, Value>,
    messages: BTreeMap<i32, Message>,
    last_id: i32,
}

impl Room {
    /// A chat in which nobody said anything yet.
    #[must_use]
    pub fn new(chat: Chat) -> Self {
        Self {
            chat,
            standing: Standing::Stranger,
            members: BTreeSet::new(),
            menu_button: None,
            pinned: Vec::new(),
            reactions: BTreeMap::new(),
            messages: BTreeMap::new(),
            last_id: 0,
        }
    }

    /// A chat the bot is a member of.
    #[must_use]
    pub fn joined(chat: Chat) -> Self {
        Self { standing: Standing::Member, ..Self::new(chat) }
    }

    /// True for groups.
    #[must_use]
    pub fn is_group(&self) -> bool {
        self.chat.kind == ChatKind::Supergroup
    }

    /// All messages, in order.
    pub fn messages(&self) -> impl DoubleEndedIterator<Item = &Message> {
        self.messages.values()
    }

    /// One message.
    #[must_use]
    pub fn message(&self, id: i32) -> Option<&Message> {
        self.messages.get(&id)
    }

    pub(crate) fn message_mut(&mut self, id: i32) -> Option<&mut Message> {
        self.messages.get_mut(&id)
    }

    pub(crate) fn next_id(&mut self) -> i32 {
        self.last_id = self.last_id.saturating_add(1);
        self.last_id
    }

    pub(crate) fn put(&mut self, message: Message) {
        self.messages.insert(message.message_id, message);
    }

    pub(crate) fn remove(&mut self, id: i32) -> Option<Message> {
        self.pinned.retain(|pinned| *pinned != id);
        self.reactions.remove(&id);
        self.messages.remove(&id)
    }

    /// Forgets all messages; their numbers are not used again.
    pub(crate) fn clear(&mut self) {
        self.messages.clear();
        self.pinned.clear();
        self.reactions.clear();
    }

    /// Whether the bot may write here.
    pub(crate) fn writable(&self) -> Result<(), ApiError> {
        match (self.standing, self.is_group()) {
            (Standing::Member | Standing::Administrator, _) => Ok(()),
            (Standing::Stranger | Standing::Left, false) => {
                Err(ApiError::forbidden("bot can't initiate conversation with a user"))
            }
            (Standing::Kicked, false) => Err(ApiError::forbidden("bot was blocked by the user")),
            (Standing::Kicked, true) => Err(ApiError::forbidden("bot was kicked from the supergroup chat")),
            (Standing::Stranger | Standing::Left, true) => {
                Err(ApiError::forbidden("bot is not a member of the supergroup chat"))
            }
        }
    }
}
