//! What people do, as tests and the page say it.

use serde_json::Value;
use serde_json::json;

use super::Telegram;
use crate::sandbox::world::attachments::Attachment;
use crate::sandbox::world::detect::typed;
use crate::sandbox::world::files::Upload;
use crate::sandbox::world::people::Draft;
use crate::sandbox::world::personas::GROUP;
use crate::sandbox::world::room::Standing;
use crate::sandbox::world::types::Content;
use crate::sandbox::world::types::Message;

impl Telegram {
    /// A person writes to the bot in private; returns the message's number.
    pub fn say(&self, user: i64, text: &str) -> i32 {
        self.post(user, user, Draft::text(text))
    }

    /// A person writes in the group.
    pub fn say_in_group(&self, user: i64, text: &str) -> i32 {
        self.post(user, GROUP, Draft::text(text))
    }

    /// A person answers a message.
    pub fn reply(&self, user: i64, chat: i64, to: i32, text: &str) -> i32 {
        self.post(user, chat, Draft { reply_to: Some(to), ..Draft::text(text) })
    }

    /// A person sends anything to a chat.
    pub fn post(&self, user: i64, chat: i64, draft: Draft) -> i32 {
        self.change(|world| world.post(user, chat, draft))
    }

    /// A person taps a button by its data, whether or not the message has such a button; returns the query's id.
    pub fn tap(&self, user: i64, chat: i64, message_id: i32, data: &str) -> String {
        self.change(|world| world.tap(user, chat, message_id, data))
    }

    /// A person taps the button with this label; `None` when there is none that can be tapped.
    pub fn tap_label(&self, user: i64, chat: i64, message_id: i32, label: &str) -> Option<String> {
        let data = self.look(|world| world.message(chat, message_id)?.data_of(label).map(str::to_owned))?;
        Some(self.tap(user, chat, message_id, &data))
    }

    /// A person taps the button at this place, counted from 0 row after row.
    pub fn tap_nth(&self, user: i64, chat: i64, message_id: i32, place: usize) -> Option<String> {
        let data = self.look(|world| {
            let keyboard = world.message(chat, message_id)?.reply_markup.as_ref()?;
            keyboard.buttons().nth(place)?.data().map(str::to_owned)
        })?;
        Some(self.tap(user, chat, message_id, &data))
    }

    /// A person rewrites their own message in the private chat; false when it is not theirs.
    pub fn edit(&self, user: i64, message_id: i32, text: &str) -> bool {
        self.change(|world| world.edit_text(user, user, message_id, text))
    }

    /// A person deletes a message in the private chat; bots are not told.
    pub fn delete(&self, user: i64, message_id: i32) {
        self.change(|world| world.remove_by_person(user, message_id));
    }

    /// A person sends a document.
    pub fn send_document(&self, user: i64, upload: Upload, caption: &str) -> i32 {
        self.change(|world| {
            let document = world.document(upload);
            world.post(user, user, Content::attachment(document, typed(caption)).into())
        })
    }

    /// A person sends a photo.
    pub fn send_photo(&self, user: i64, upload: Upload, caption: &str) -> i32 {
        self.change(|world| {
            let photo = world.photo(upload);
            world.post(user, user, Content::attachment(photo, typed(caption)).into())
        })
    }

    /// A person sends several photos as one album; returns the messages' numbers.
    pub fn send_album(&self, user: i64, photos: Vec<Upload>, caption: &str) -> Vec<i32> {
        self.change(|world| {
            let album = format!("{}", 13_000_000_000 + world.journal().last());
            let mut numbers = Vec::new();
            for upload in photos {
                let caption = if numbers.is_empty() { caption } else { "" };
                let content = Content::attachment(world.photo(upload), typed(caption));
                let draft = Draft { media_group_id: Some(album.clone()), ..content.into() };
                numbers.push(world.post(user, user, draft));
            }
            numbers
        })
    }

    /// A person sends a voice note.
    pub fn send_voice(&self, user: i64, seconds: u32) -> i32 {
        self.change(|world| {
            let voice = world.voice(Upload::new("voice.ogg", "audio/ogg", b"OggS"), seconds);
            world.post(user, user, Content::attachment(voice, typed("")).into())
        })
    }

    /// A person sends a sticker.
    pub fn send_sticker(&self, user: i64, emoji: &str) -> i32 {
        self.change(|world| {
            let sticker = world.sticker(emoji);
            world.post(user, user, Content::attachment(sticker, typed("")).into())
        })
    }

    /// A person sends a place.
    pub fn send_location(&self, user: i64, latitude: f64, longitude: f64) -> i32 {
        let location = Attachment::Location(json!({"latitude": latitude, "longitude": longitude}));
        self.post(user, user, Content::attachment(location, typed("")).into())
    }

    /// A person sends a card from their phone book.
    pub fn send_contact(&self, user: i64, first_name: &str, phone: &str) -> i32 {
        let contact = Attachment::Contact(json!({"first_name": first_name, "phone_number": phone}));
        self.post(user, user, Content::attachment(contact, typed("")).into())
    }

    /// A person forwards a text somebody else wrote, by that one's visible name.
    pub fn forward(&self, user: i64, author: &str, text: &str) -> i32 {
        let origin: Value = json!({"type": "hidden_user", "sender_user_name": author, "date": self.look(|world| world.now())});
        self.post(user, user, Draft { forward_origin: Some(origin), ..Draft::text(text) })
    }

    /// A person blocks the bot.
    pub fn block(&self, user: i64) {
        self.change(|world| world.set_standing(user, user, Standing::Kicked));
    }

    /// A person lets the bot write again.
    pub fn unblock(&self, user: i64) {
        self.change(|world| world.set_standing(user, user, Standing::Member));
    }

    /// A person changes how the bot stands in the group.
    pub fn set_group_standing(&self, by: i64, standing: Standing) {
        self.change(|world| world.set_standing(by, GROUP, standing));
    }

    /// Lets all open callback queries grow too old.
    pub fn expire_callbacks(&self) {
        self.change(super::World::expire_callbacks);
    }

    /// All messages of a chat, in order.
    #[must_use]
    pub fn chat_messages(&self, chat: i64) -> Vec<Message> {
        self.look(|world| world.messages(chat).into_iter().cloned().collect())
    }

    /// One message, as it is now.
    #[must_use]
    pub fn message(&self, chat: i64, message_id: i32) -> Option<Message> {
        self.look(|world| world.message(chat, message_id).cloned())
    }

    /// The newest message of the bot in a chat.
    #[must_use]
    pub fn last_from_bot(&self, chat: i64) -> Option<Message> {
        self.look(|world| {
            world.messages(chat).into_iter().rev().find(|message| message.is_from_bot()).cloned()
        })
    }
}
