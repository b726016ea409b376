//! What Telegram's objects look like on the wire: people, chats, messages and their parts.

use serde::Deserialize;
use serde::Serialize;
use serde_json::Map;
use serde_json::Value;

use super::attachments::Attachment;

/// A person or the bot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct User {
    /// The number Telegram knows them by.
    pub id: i64,
    /// True for the bot alone.
    pub is_bot: bool,
    /// The name people see.
    pub first_name: String,
    /// `@name`, without the at sign.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// The language of their app.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language_code: Option<String>,
}

/// The kinds of chat the world has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ChatKind {
    /// One person with the bot.
    Private,
    /// Many people with the bot.
    Supergroup,
}

/// A chat as it stands in every message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Chat {
    /// The person's id, or a negative number for a group.
    pub id: i64,
    /// Private or group.
    #[serde(rename = "type")]
    pub kind: ChatKind,
    /// Name of a group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Name of the person in a private chat.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// `@name` of the person in a private chat.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
}

impl Chat {
    /// The private chat of a person.
    #[must_use]
    pub fn private(user: &User) -> Self {
        Self {
            id: user.id,
            kind: ChatKind::Private,
            title: None,
            first_name: Some(user.first_name.clone()),
            username: user.username.clone(),
        }
    }

    /// A group.
    #[must_use]
    pub fn group(id: i64, title: &str) -> Self {
        Self {
            id,
            kind: ChatKind::Supergroup,
            title: Some(title.to_owned()),
            first_name: None,
            username: None,
        }
    }
}

/// A marked stretch of a text, counted in UTF-16 units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// Telegram's word for the kind: `bold`, `text_link`, `bot_command` …
    #[serde(rename = "type")]
    pub kind: String,
    /// First unit.
    pub offset: usize,
    /// Number of units.
    pub length: usize,
    /// Where a `text_link` leads.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub url: Option<String>,
    /// Programming language of a `pre`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub language: Option<String>,
    /// Which custom emoji.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub custom_emoji_id: Option<String>,
}

impl Entity {
    /// An entity without extras.
    #[must_use]
    pub fn plain(kind: &str, offset: usize, length: usize) -> Self {
        Self { kind: kind.to_owned(), offset, length, url: None, language: None, custom_emoji_id: None }
    }

    /// The first unit after it.
    #[must_use]
    pub fn end(&self) -> usize {
        self.offset.saturating_add(self.length)
    }
}

/// A text with its entities.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Formatted {
    /// The text without markup.
    pub text: String,
    /// Its marks, sorted by offset, the longer first.
    pub entities: Vec<Entity>,
}

/// What is in a message: text, or an attachment with or without a caption.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Content {
    /// The text of a text message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Marks in the text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub entities: Vec<Entity>,
    /// The text under an attachment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// Marks in the caption.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub caption_entities: Vec<Entity>,
    /// The attachment.
    #[serde(flatten)]
    pub attachment: Option<Attachment>,
}

impl Content {
    /// A text message.
    #[must_use]
    pub fn text(formatted: Formatted) -> Self {
        Self { text: Some(formatted.text), entities: formatted.entities, ..Self::default() }
    }

    /// An attachment with its caption; an empty caption is none.
    #[must_use]
    pub fn attachment(attachment: Attachment, caption: Formatted) -> Self {
        let mut content = Self { attachment: Some(attachment), ..Self::default() };
        content.set_caption(caption);
        content
    }

    /// Replaces the caption; an empty one removes it.
    pub fn set_caption(&mut self, caption: Formatted) {
        self.caption = (!caption.text.is_empty()).then_some(caption.text);
        self.caption_entities = caption.entities;
    }

    /// Text or caption, whichever is there.
    #[must_use]
    pub fn words(&self) -> Option<&str> {
        self.text.as_deref().or(self.caption.as_deref())
    }

    /// The marks of [`Content::words`].
    #[must_use]
    pub fn marks(&self) -> &[Entity] {
        if self.text.is_some() { &self.entities } else { &self.caption_entities }
    }
}

/// A button under a message.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Button {
    /// What it says.
    pub text: String,
    /// What it does: `callback_data`, `url`, `copy_text` …
    #[serde(flatten)]
    pub action: Map<String, Value>,
}

impl Button {
    /// The callback data, if that is what it carries.
    #[must_use]
    pub fn data(&self) -> Option<&str> {
        self.action.get("callback_data").and_then(Value::as_str)
    }
}

/// Buttons under a message, row by row.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct InlineKeyboard {
    /// The rows.
    pub inline_keyboard: Vec<Vec<Button>>,
}

impl InlineKeyboard {
    /// All buttons, row after row.
    pub fn buttons(&self) -> impl Iterator<Item = &Button> {
        self.inline_keyboard.iter().flatten()
    }
}

/// A message as the bot and the page see it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Message {
    /// Its number within the chat.
    pub message_id: i32,
    /// Who wrote it.
    pub from: User,
    /// Where.
    pub chat: Chat,
    /// Unix seconds.
    pub date: i64,
    /// Unix seconds of the last edit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edit_date: Option<i64>,
    /// The message it answers, without that one's own reply.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_to_message: Option<Box<Message>>,
    /// Where a forwarded message came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forward_origin: Option<Value>,
    /// The album it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media_group_id: Option<String>,
    /// Its text or attachment.
    #[serde(flatten)]
    pub content: Content,
    /// How links are previewed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link_preview_options: Option<Value>,
    /// True when it can't be forwarded or saved.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub has_protected_content: bool,
    /// Its buttons.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<InlineKeyboard>,
    /// Sent without a sound.
    #[serde(skip)]
    pub silent: bool,
    /// A keyboard below the input field, its removal, or a forced reply.
    #[serde(skip)]
    pub reply_keyboard: Option<Value>,
}

impl Message {
    /// Text or caption.
    #[must_use]
    pub fn words(&self) -> &str {
        self.content.words().unwrap_or_default()
    }

    /// True when the bot wrote it.
    #[must_use]
    pub fn is_from_bot(&self) -> bool {
        self.from.is_bot
    }

    /// The labels of its buttons, row after row.
    #[must_use]
    pub fn labels(&self) -> Vec<&str> {
        self.reply_markup
            .iter()
            .flat_map(InlineKeyboard::buttons)
            .map(|button| button.text.as_str())
            .collect()
    }

    /// The callback data behind a label.
    #[must_use]
    pub fn data_of(&self, label: &str) -> Option<&str> {
        self.reply_markup.iter().flat_map(InlineKeyboard::buttons).find(|button| button.text == label)?.data()
    }
}
