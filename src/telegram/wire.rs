//! The few fields of an update that Netral reads.
//!
//! teloxide's own types lose a message's text when one entity is of a kind they don't know, and one
//! odd field makes them refuse a whole update. Here every field that isn't what it should be counts
//! as absent, so that nothing a newer Telegram sends can silence the bot.

use serde::Deserialize;
use serde::Deserializer;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Kinds of update Netral reads.
pub(super) const KINDS: [&str; 4] = ["message", "edited_message", "callback_query", "my_chat_member"];

/// The number alone, read before anything else.
#[derive(Deserialize)]
pub(super) struct Numbered {
    pub(super) update_id: u32,
}

/// An update, as far as Netral cares.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Update {
    #[serde(deserialize_with = "lenient")]
    pub(super) message: Option<Message>,
    #[serde(deserialize_with = "lenient")]
    pub(super) edited_message: Option<Message>,
    #[serde(deserialize_with = "lenient")]
    pub(super) callback_query: Option<CallbackQuery>,
    #[serde(deserialize_with = "lenient")]
    pub(super) my_chat_member: Option<MemberChange>,
}

impl Update {
    /// Whether nothing in it could be read.
    pub(super) fn is_empty(&self) -> bool {
        let Self { message, edited_message, callback_query, my_chat_member } = self;
        message.is_none() && edited_message.is_none() && callback_query.is_none() && my_chat_member.is_none()
    }
}

/// A message in a chat.
#[derive(Deserialize)]
pub(super) struct Message {
    pub(super) message_id: i32,
    pub(super) chat: Chat,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) from: Option<User>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) text: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) caption: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) date: Option<u64>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) reply_to_message: Option<RepliedTo>,
    /// Everything else, for its mere presence: `photo`, `voice`, `forward_origin` and the like.
    #[serde(flatten)]
    pub(super) rest: serde_json::Map<String, Value>,
}

/// The message another one replies to.
#[derive(Deserialize)]
pub(super) struct RepliedTo {
    #[serde(default, deserialize_with = "lenient")]
    pub(super) from: Option<User>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) text: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) caption: Option<String>,
}

/// One size of a photo.
#[derive(Deserialize)]
pub(super) struct PhotoSize {
    pub(super) file_id: String,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) width: Option<u32>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) height: Option<u32>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) file_size: Option<u64>,
}

/// A file of any kind.
#[derive(Deserialize)]
pub(super) struct Document {
    pub(super) file_id: String,
    /// Nobody reads it but the desk for admins, in what an admin sends.
    #[serde(default, deserialize_with = "lenient")]
    pub(super) file_name: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) file_size: Option<u64>,
}

impl Message {
    /// All sizes of its photo that can be read.
    pub(super) fn photo(&self) -> Vec<PhotoSize> {
        let sizes = self.rest.get("photo").and_then(Value::as_array).into_iter().flatten();
        sizes.filter_map(|size| PhotoSize::deserialize(size).ok()).collect()
    }

    /// The album it is a part of.
    pub(super) fn album(&self) -> Option<String> {
        self.rest.get("media_group_id").and_then(Value::as_str).map(str::to_owned)
    }

    /// Its document.
    pub(super) fn document(&self) -> Option<Document> {
        Document::deserialize(self.rest.get("document")?).ok()
    }
}

/// A chat.
#[derive(Deserialize)]
pub(super) struct Chat {
    pub(super) id: i64,
    #[serde(default, rename = "type", deserialize_with = "lenient")]
    pub(super) kind: Option<String>,
}

/// A person or a bot.
#[derive(Deserialize)]
pub(super) struct User {
    pub(super) id: i64,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) is_bot: Option<bool>,
}

/// A button press.
#[derive(Deserialize)]
pub(super) struct CallbackQuery {
    pub(super) id: String,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) from: Option<User>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) message: Option<Pressed>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) data: Option<String>,
}

/// The message whose button was pressed.
#[derive(Deserialize)]
pub(super) struct Pressed {
    pub(super) message_id: i32,
    pub(super) chat: Chat,
    /// 0 when Telegram no longer lets the bot touch the message.
    #[serde(default, deserialize_with = "lenient")]
    pub(super) date: Option<u64>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) text: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) caption: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) reply_to_message: Option<RepliedTo>,
}

/// The bot was added, removed, blocked or unblocked.
#[derive(Deserialize)]
pub(super) struct MemberChange {
    pub(super) chat: Chat,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) old_chat_member: Option<Member>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) new_chat_member: Option<Member>,
}

/// How the bot stands in a chat.
#[derive(Deserialize)]
pub(super) struct Member {
    #[serde(default, deserialize_with = "lenient")]
    pub(super) status: Option<String>,
}

/// Reads a field, or takes it for absent when it isn't what it should be.
fn lenient<'de, D: Deserializer<'de>, T: DeserializeOwned>(field: D) -> Result<Option<T>, D::Error> {
    let value = Value::deserialize(field)?;
    Ok(serde_json::from_value(value).ok())
}
