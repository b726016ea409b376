//! What people do: write, tap, edit, block, empty a chat, let the bot into a group or throw it out.

use serde_json::Value;
use serde_json::json;

use super::World;
use super::detect::typed;
use super::html::utf16;
use super::journal::Event;
use super::room::Standing;
use super::types::Content;
use super::types::Message;
use super::types::User;

/// A message a person is about to send.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// Text or attachment.
    pub content: Content,
    /// The message it answers.
    pub reply_to: Option<i32>,
    /// Where it was forwarded from.
    pub forward_origin: Option<Value>,
    /// The album it belongs to.
    pub media_group_id: Option<String>,
}

impl Draft {
    /// A text as typed.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::from(Content::text(typed(text)))
    }
}

impl From<Content> for Draft {
    fn from(content: Content) -> Self {
        Self { content, ..Self::default() }
    }
}

impl World {
    /// A person sends a message to a chat; returns its number.
    pub fn post(&mut self, user: i64, chat: i64, draft: Draft) -> i32 {
        let from = self.user(user);
        self.welcome(&from, chat);
        let message = self.compose(from, chat, draft);
        let number = message.message_id;
        if self.meant_for_bot(&message) {
            self.announce("message", &message);
        }
        self.place(message);
        number
    }

    /// Writing to a bot in private starts it, or starts it again after a block.
    fn welcome(&mut self, user: &User, chat: i64) {
        if chat == user.id {
            if self.private_room(user).standing == Standing::Kicked {
                self.set_standing(user.id, chat, Standing::Member);
            }
            self.private_room(user).standing = Standing::Member;
        }
        if let Some(room) = self.room_mut(chat) {
            room.members.insert(user.id);
        }
    }

    fn compose(&mut self, from: User, chat: i64, draft: Draft) -> Message {
        let date = self.now;
        let room = self.room_or_private(chat);
        let reply_to_message = draft.reply_to.and_then(|id| room.message(id)).map(quoted);
        Message {
            message_id: room.next_id(),
            from,
            chat: room.chat.clone(),
            date,
            edit_date: None,
            reply_to_message,
            forward_origin: draft.forward_origin,
            media_group_id: draft.media_group_id,
            content: draft.content,
            link_preview_options: None,
            has_protected_content: false,
            reply_markup: None,
            silent: false,
            reply_keyboard: None,
        }
    }

    fn room_or_private(&mut self, chat: i64) -> &mut super::Room {
        if chat < 0 {
            let group = || super::Room::joined(super::Chat::group(chat, "Grup"));
            return self.rooms.entry(chat).or_insert_with(group);
        }
        let user = self.user(chat);
        self.private_room(&user)
    }

    /// Puts a message into its chat and the journal.
    pub(super) fn place(&mut self, message: Message) {
        let chat = message.chat.id;
        self.journal.note(chat, Event::Message(Box::new(message.clone())));
        if let Some(room) = self.room_mut(chat) {
            room.put(message);
        }
    }

    /// With privacy mode on, a bot in a group sees commands for it, answers to it and mentions of it.
    fn meant_for_bot(&self, message: &Message) -> bool {
        let room = self.room(message.chat.id);
        match room.map(|room| (room.is_group(), room.standing)) {
            Some((true, Standing::Administrator)) | None | Some((false, _)) => true,
            Some((true, Standing::Member)) => {
                let answers =
                    message.reply_to_message.as_ref().is_some_and(|reply| reply.from.id == self.bot.id);
                answers || self.names_bot(message)
            }
            Some((true, _)) => false,
        }
    }

    fn names_bot(&self, message: &Message) -> bool {
        let units: Vec<u16> = message.words().encode_utf16().collect();
        let name = self.bot_username().to_lowercase();
        message.content.marks().iter().any(|mark| {
            let marked = units
                .get(mark.offset..mark.end())
                .map(String::from_utf16_lossy)
                .unwrap_or_default()
                .to_lowercase();
            match (mark.kind.as_str(), marked.split_once('@')) {
                ("bot_command", None) => true,
                ("bot_command" | "mention", Some((_, named))) => named == name,
                _ => false,
            }
        })
    }

    /// A person taps a button, or a crafted client claims so; returns the callback query's id.
    pub fn tap(&mut self, user: i64, chat: i64, message_id: i32, data: &str) -> String {
        let from = self.user(user);
        let id = self.callbacks.open(user, chat, self.now);
        let message = match self.message(chat, message_id) {
            Some(message) => json!(message),
            None => json!({"chat": self.room_or_private(chat).chat, "message_id": message_id, "date": 0}),
        };
        let instance = format!("{}", chat.unsigned_abs().wrapping_mul(2_654_435_761));
        let query =
            json!({"id": id, "from": from, "message": message, "chat_instance": instance, "data": data});
        self.announce("callback_query", &query);
        id
    }

    /// A person rewrites their own message; false when it is not theirs or gone.
    pub fn edit_text(&mut self, user: i64, chat: i64, message_id: i32, text: &str) -> bool {
        let now = self.now;
        let Some(message) = self.room_mut(chat).and_then(|room| room.message_mut(message_id)) else {
            return false;
        };
        if message.from.id != user {
            return false;
        }
        if message.content.attachment.is_some() {
            message.content.set_caption(typed(text));
        } else {
            message.content = Content::text(typed(text));
        }
        message.edit_date = Some(now);
        let edited = message.clone();
        if self.meant_for_bot(&edited) {
            self.announce("edited_message", &edited);
        }
        self.journal.note(chat, Event::Edited(Box::new(edited)));
        true
    }

    /// A person deletes a message for both sides; bots are not told.
    pub fn remove_by_person(&mut self, chat: i64, message_id: i32) {
        if self.room_mut(chat).and_then(|room| room.remove(message_id)).is_some() {
            self.journal.note(chat, Event::Deleted(vec![message_id]));
        }
    }

    /// Changes the bot's standing in a chat and tells it: blocks, comebacks, joining and leaving of groups.
    pub fn set_standing(&mut self, by: i64, chat: i64, standing: Standing) {
        let from = self.user(by);
        let room = self.room_or_private(chat);
        let before = std::mem::replace(&mut room.standing, standing);
        if before == standing {
            return;
        }
        let chat_object = room.chat.clone();
        let update = json!({
            "chat": chat_object, "from": from, "date": self.now,
            "old_chat_member": member(&self.bot, before),
            "new_chat_member": member(&self.bot, standing),
        });
        self.announce("my_chat_member", &update);
    }

    /// A person empties their view of a chat; the bot is not told.
    pub fn clear(&mut self, chat: i64) {
        if let Some(room) = self.room_mut(chat) {
            room.clear();
        }
        self.journal.note(chat, Event::Cleared);
    }

    /// Lets all open callback queries grow too old.
    pub fn expire_callbacks(&mut self) {
        self.callbacks.expire_all();
    }

    /// The tap with this id.
    #[must_use]
    pub fn callback(&self, id: &str) -> Option<&super::callbacks::Callback> {
        self.callbacks.get(id)
    }
}

/// A chat member object of the bot.
pub(crate) fn member(user: &User, standing: Standing) -> Value {
    let mut member = json!({"user": user, "status": standing.status()});
    let extras = match standing {
        Standing::Kicked => json!({"until_date": 0}),
        Standing::Administrator => administrator_rights(),
        _ => json!({}),
    };
    if let (Some(fields), Value::Object(extras)) = (member.as_object_mut(), extras) {
        fields.extend(extras);
    }
    member
}

fn administrator_rights() -> Value {
    json!({
        "can_be_edited": false, "is_anonymous": false, "can_manage_chat": true, "can_delete_messages": true,
        "can_manage_video_chats": false, "can_restrict_members": false, "can_promote_members": false,
        "can_change_info": false, "can_invite_users": true, "can_post_stories": false, "can_edit_stories": false,
        "can_delete_stories": false, "can_pin_messages": true, "can_manage_topics": false,
    })
}

/// A message as it stands inside a reply to it.
pub(super) fn quoted(message: &Message) -> Box<Message> {
    Box::new(Message { reply_to_message: None, ..message.clone() })
}

/// Whether a text fits into one message.
#[must_use]
pub fn fits_message(text: &str) -> bool {
    utf16(text) <= super::bot::LONGEST_TEXT
}

/// Whether a text fits under an attachment.
#[must_use]
pub fn fits_caption(text: &str) -> bool {
    utf16(text) <= super::bot::LONGEST_CAPTION
}
