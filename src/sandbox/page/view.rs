//! What the page is told: messages and events as JSON, text apart from its marks so that nothing needs escaping twice.
//!
//! A message is `{id, from: "bot"|"person", name, text, entities, keyboard: [[{label, data?, url?, copy?}]], edited,
//! date, silent, protected, attachment?: {kind, name?, size?, file_id?, sealed?}, reply_to?, forwarded, reply_keyboard?}`. Events are
//! `message` and `edited` (a message), `deleted` (`{ids}`), `typing` (`{action}`), `callback_answer`
//! (`{callback_id, text?, show_alert}`) and `cleared` (`{}`).

use axum::response::sse;
use serde_json::Value;
use serde_json::json;

use crate::sandbox::world::World;
use crate::sandbox::world::attachments::Attachment;
use crate::sandbox::world::attachments::FileRef;
use crate::sandbox::world::journal::Entry;
use crate::sandbox::world::journal::Event;
use crate::sandbox::world::personas::Persona;
use crate::sandbox::world::types::Button;
use crate::sandbox::world::types::Message;
use crate::tips::age_file::is_age_file;

pub(super) fn persona(persona: &Persona) -> Value {
    let Persona { key, user_id, chat_id, title, about } = persona;
    let group = *chat_id < 0;
    json!({"key": key, "user_id": user_id, "chat_id": chat_id, "title": title, "about": about, "group": group})
}

pub(super) fn message(world: &World, message: &Message) -> Value {
    let keyboard: Vec<Vec<Value>> = message
        .reply_markup
        .iter()
        .flat_map(|markup| &markup.inline_keyboard)
        .map(|row| row.iter().map(button).collect())
        .collect();
    json!({
        "id": message.message_id,
        "from": if message.is_from_bot() { "bot" } else { "person" },
        "name": message.from.first_name,
        "text": message.words(),
        "entities": message.content.marks(),
        "keyboard": keyboard,
        "reply_keyboard": message.reply_keyboard,
        "edited": message.edit_date.is_some(),
        "date": message.date,
        "silent": message.silent,
        "protected": message.has_protected_content,
        "attachment": message.content.attachment.as_ref().map(|it| attachment(world, it)),
        "reply_to": message.reply_to_message.as_ref().map(|reply| reply.message_id),
        "forwarded": message.forward_origin.is_some(),
    })
}

fn button(button: &Button) -> Value {
    let copy = button.action.get("copy_text").and_then(|copy| copy.get("text"));
    json!({"label": button.text, "data": button.data(), "url": button.action.get("url"), "copy": copy})
}

fn attachment(world: &World, attachment: &Attachment) -> Value {
    let kind = attachment.kind();
    match attachment {
        Attachment::Document(file) => {
            let FileRef { file_name, file_size, file_id, .. } = file;
            let sealed = world.files.bytes(file_id).is_some_and(|bytes| is_age_file(&bytes));
            json!({"kind": kind, "name": file_name, "size": file_size, "file_id": file_id, "sealed": sealed})
        }
        Attachment::Photo(sizes) => {
            let largest = sizes.last();
            json!({"kind": kind, "size": largest.map(|it| it.file_size), "file_id": largest.map(|it| &it.file_id)})
        }
        Attachment::Sticker(sticker) => json!({"kind": kind, "name": sticker.get("emoji")}),
        Attachment::Voice(_) | Attachment::Location(_) | Attachment::Contact(_) => json!({"kind": kind}),
    }
}

pub(super) fn event(world: &World, entry: &Entry) -> sse::Event {
    let (name, data) = match &entry.event {
        Event::Message(new) => ("message", message(world, new)),
        Event::Edited(edited) => ("edited", message(world, edited)),
        Event::Deleted(ids) => ("deleted", json!({"ids": ids})),
        Event::Typing(action) => ("typing", json!({"action": action})),
        Event::CallbackAnswer { callback_id, text, show_alert, .. } => {
            ("callback_answer", json!({"callback_id": callback_id, "text": text, "show_alert": show_alert}))
        }
        Event::Cleared => ("cleared", json!({})),
    };
    sse::Event::default().event(name).id(entry.number.to_string()).data(data.to_string())
}
