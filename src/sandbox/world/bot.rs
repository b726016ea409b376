//! What the bot does: send, edit, delete, forward, answer taps, show that it types.

use serde_json::Value;
use serde_json::json;

use super::World;
use super::callbacks::Answer;
use super::html::utf16;
use super::journal::Event;
use super::keyboards::Markup;
use super::people::quoted;
use super::room::Room;
use super::room::Standing;
use super::types::Content;
use super::types::Formatted;
use super::types::InlineKeyboard;
use super::types::Message;
use crate::sandbox::error::ApiError;

/// Longest text of a message, in UTF-16 units after markup is read.
pub const LONGEST_TEXT: usize = 4096;

/// Longest caption, in UTF-16 units after markup is read.
pub const LONGEST_CAPTION: usize = 1024;

/// Longest answer to a tap.
const LONGEST_ANSWER: usize = 200;

/// Seconds during which a bot can delete a message.
const DELETABLE: i64 = 48 * 60 * 60;

const NOT_MODIFIED: &str = "message is not modified: specified new message content and reply markup are exactly \
                            the same as a current content and reply markup of the message";

/// A message the bot is about to send.
#[derive(Clone, Debug, Default)]
pub struct Outgoing {
    /// Text or attachment.
    pub content: Content,
    /// Its buttons or keyboard.
    pub markup: Markup,
    /// The message it answers.
    pub reply_to: Option<ReplyTo>,
    /// Sent without a sound.
    pub silent: bool,
    /// Not to be forwarded or saved.
    pub protected: bool,
    /// How links are previewed.
    pub link_preview: Option<Value>,
    /// Where a forwarded message came from.
    pub forward_origin: Option<Value>,
}

/// Which message an outgoing one answers.
#[derive(Clone, Copy, Debug)]
pub struct ReplyTo {
    /// Its number.
    pub message_id: i32,
    /// Send without the reply when it is gone.
    pub or_alone: bool,
}

/// What an edit replaces.
#[derive(Clone, Debug)]
pub enum Change {
    /// The text, with how its links are previewed.
    Text(Formatted, Option<Value>),
    /// The caption.
    Caption(Formatted),
    /// Only the buttons.
    Buttons,
}

/// Checks a text as Telegram does before it sends it.
///
/// # Errors
/// Empty or too long.
pub fn check_text(text: &Formatted) -> Result<(), ApiError> {
    match utf16(&text.text) {
        0 => Err(ApiError::bad_request("message text is empty")),
        1..=LONGEST_TEXT => Ok(()),
        _ => Err(ApiError::bad_request("message is too long")),
    }
}

/// Checks a caption.
///
/// # Errors
/// Too long.
pub fn check_caption(caption: &Formatted) -> Result<(), ApiError> {
    if utf16(&caption.text) > LONGEST_CAPTION {
        return Err(ApiError::bad_request("message caption is too long"));
    }
    Ok(())
}

impl World {
    /// A chat the bot may write in.
    pub(crate) fn writable_room(&mut self, chat: i64) -> Result<&mut Room, ApiError> {
        if let (None, Some(user)) = (self.room(chat), self.known_user(chat).cloned()) {
            let _fresh = self.private_room(&user);
        }
        let room = self.room_mut(chat).ok_or_else(|| ApiError::bad_request("chat not found"))?;
        room.writable()?;
        Ok(room)
    }

    /// The bot sends a message.
    ///
    /// # Errors
    /// The chat is unknown or closed to the bot, or the message to reply to is gone.
    pub fn send(&mut self, chat: i64, outgoing: Outgoing) -> Result<Message, ApiError> {
        let from = self.bot.clone();
        let date = self.now;
        let room = self.writable_room(chat)?;
        let reply_to_message = match outgoing.reply_to {
            None => None,
            Some(reply) => match room.message(reply.message_id) {
                Some(message) => Some(quoted(message)),
                None if reply.or_alone => None,
                None => return Err(ApiError::bad_request("message to be replied not found")),
            },
        };
        let reply_keyboard = match &outgoing.markup {
            Markup::Reply(keyboard) => Some(keyboard.clone()),
            _ => None,
        };
        let message = Message {
            message_id: room.next_id(),
            from,
            chat: room.chat.clone(),
            date,
            edit_date: None,
            reply_to_message,
            forward_origin: outgoing.forward_origin,
            media_group_id: None,
            content: outgoing.content,
            link_preview_options: outgoing.link_preview,
            has_protected_content: outgoing.protected,
            reply_markup: outgoing.markup.inline(),
            silent: outgoing.silent,
            reply_keyboard,
        };
        self.place(message.clone());
        Ok(message)
    }

    /// The bot edits one of its messages; the buttons are replaced, or removed when there are none.
    ///
    /// # Errors
    /// The message is gone, not the bot's, of another kind, or would stay as it is.
    pub fn edit(
        &mut self,
        chat: i64,
        message_id: i32,
        change: Change,
        buttons: Option<InlineKeyboard>,
    ) -> Result<Message, ApiError> {
        let (now, bot) = (self.now, self.bot.id);
        let room = self.writable_room(chat)?;
        let message =
            room.message_mut(message_id).ok_or_else(|| ApiError::bad_request("message to edit not found"))?;
        if message.from.id != bot || message.forward_origin.is_some() {
            return Err(ApiError::bad_request("message can't be edited"));
        }
        let mut edited = message.clone();
        apply(&mut edited, change)?;
        edited.reply_markup = buttons;
        if edited == *message {
            return Err(ApiError::bad_request(NOT_MODIFIED));
        }
        edited.edit_date = Some(now);
        message.clone_from(&edited);
        self.journal.note(chat, Event::Edited(Box::new(edited.clone())));
        Ok(edited)
    }

    /// The bot deletes a message: its own anywhere, others' in private or as an administrator.
    ///
    /// # Errors
    /// The message is gone or not for the bot to delete.
    pub fn delete(&mut self, chat: i64, message_id: i32) -> Result<(), ApiError> {
        self.deletable(chat, message_id)?;
        let _gone = self.writable_room(chat)?.remove(message_id);
        self.journal.note(chat, Event::Deleted(vec![message_id]));
        Ok(())
    }

    /// Whether the bot may delete a message.
    pub(crate) fn deletable(&mut self, chat: i64, message_id: i32) -> Result<(), ApiError> {
        let (bot, now) = (self.bot.id, self.now);
        let room = self.writable_room(chat)?;
        let message =
            room.message(message_id).ok_or_else(|| ApiError::bad_request("message to delete not found"))?;
        let may = message.from.id == bot || !room.is_group() || room.standing == Standing::Administrator;
        if !may {
            return Err(ApiError::bad_request("message can't be deleted"));
        }
        if now - message.date > DELETABLE {
            return Err(ApiError::bad_request("message can't be deleted for everyone"));
        }
        Ok(())
    }

    /// The bot copies or forwards a message; a forward says where it came from.
    ///
    /// # Errors
    /// Either chat is closed to the bot, or the message is gone or protected.
    pub fn pass_on(
        &mut self,
        from_chat: i64,
        message_id: i32,
        to: i64,
        as_forward: bool,
        extra: Outgoing,
    ) -> Result<Message, ApiError> {
        let (missing, forbidden) = match as_forward {
            true => ("message to forward not found", "message can't be forwarded"),
            false => ("message to copy not found", "message can't be copied"),
        };
        let room = self.room(from_chat).ok_or_else(|| ApiError::bad_request("chat not found"))?;
        let source = room.message(message_id).ok_or_else(|| ApiError::bad_request(missing))?;
        if source.has_protected_content {
            return Err(ApiError::bad_request(forbidden));
        }
        let origin = json!({"type": "user", "date": source.date, "sender_user": source.from});
        let forward_origin = as_forward.then(|| source.forward_origin.clone().unwrap_or(origin));
        let content = source.content.clone();
        self.send(to, Outgoing { content, forward_origin, ..extra })
    }

    /// The bot shows that it works on something.
    ///
    /// # Errors
    /// The chat is unknown or closed to the bot, or the action is none of Telegram's.
    pub fn show_action(&mut self, chat: i64, action: &str) -> Result<(), ApiError> {
        let known = [
            "typing",
            "upload_photo",
            "upload_document",
            "record_voice",
            "upload_voice",
            "choose_sticker",
            "find_location",
        ];
        self.writable_room(chat)?;
        if !known.contains(&action) {
            return Err(ApiError::bad_request("wrong parameter action in request"));
        }
        self.journal.note(chat, Event::Typing(action.to_owned()));
        Ok(())
    }

    /// The bot answers a tap.
    ///
    /// # Errors
    /// The tap is unknown or too old, or the text too long.
    pub fn answer_callback(&mut self, id: &str, answer: Answer) -> Result<(), ApiError> {
        if answer.text.as_deref().is_some_and(|text| utf16(text) > LONGEST_ANSWER) {
            return Err(ApiError::bad_request("MESSAGE_TOO_LONG"));
        }
        let Answer { text, show_alert } = answer.clone();
        let callback = self.callbacks.answer(id, answer, self.now)?;
        let (chat, user) = (callback.chat, callback.user);
        let callback_id = id.to_owned();
        self.journal.note(chat, Event::CallbackAnswer { callback_id, user, text, show_alert });
        Ok(())
    }
}

fn apply(message: &mut Message, change: Change) -> Result<(), ApiError> {
    match change {
        Change::Buttons => {}
        Change::Text(..) if message.content.text.is_none() => {
            return Err(ApiError::bad_request("there is no text in the message to edit"));
        }
        Change::Text(text, link_preview) => {
            message.content = Content::text(text);
            message.link_preview_options = link_preview;
        }
        Change::Caption(_) if message.content.attachment.is_none() => {
            return Err(ApiError::bad_request("there is no caption in the message to edit"));
        }
        Change::Caption(caption) => message.content.set_caption(caption),
    }
    Ok(())
}
