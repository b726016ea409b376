//! Methods about messages that exist, taps and files.

use serde_json::Value;
use serde_json::json;

use super::params::Params;
use crate::sandbox::error::ApiError;
use crate::sandbox::world::World;
use crate::sandbox::world::bot::Change;
use crate::sandbox::world::bot::check_caption;
use crate::sandbox::world::bot::check_text;
use crate::sandbox::world::callbacks::Answer;
use crate::sandbox::world::files::LARGEST_DOWNLOAD;

fn edit(world: &mut World, params: &Params, change: Change) -> Result<Value, ApiError> {
    let (chat, number) = (params.chat("chat_id")?, params.message_id("message_id")?);
    Ok(json!(world.edit(chat, number, change, params.markup()?.inline())?))
}

pub(super) fn edit_text(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    let text = params.formatted("text", "entities")?;
    check_text(&text)?;
    edit(world, params, Change::Text(text, params.link_preview()?))
}

pub(super) fn edit_caption(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    let caption = params.formatted("caption", "caption_entities")?;
    check_caption(&caption)?;
    edit(world, params, Change::Caption(caption))
}

pub(super) fn edit_buttons(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    edit(world, params, Change::Buttons)
}

pub(super) fn delete(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    world.delete(params.chat("chat_id")?, params.message_id("message_id")?)?;
    Ok(json!(true))
}

/// Messages that are gone are skipped; if one can't be deleted, none is.
pub(super) fn delete_many(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    let chat = params.known_chat(world, "chat_id")?;
    let numbers: Vec<i32> = params.parsed("message_ids")?.unwrap_or_default();
    if !(1..=100).contains(&numbers.len()) {
        return Err(ApiError::bad_request("wrong number of message identifiers specified"));
    }
    world.writable_room(chat)?;
    let there: Vec<i32> =
        numbers.into_iter().filter(|number| world.message(chat, *number).is_some()).collect();
    for number in &there {
        world.deletable(chat, *number)?;
    }
    for number in there {
        world.delete(chat, number)?;
    }
    Ok(json!(true))
}

pub(super) fn react(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    let (chat, number) = (params.chat("chat_id")?, params.message_id("message_id")?);
    let reaction = params.json("reaction")?.unwrap_or_else(|| json!([]));
    let room = world.writable_room(chat)?;
    room.message(number).ok_or_else(|| ApiError::bad_request("message to react not found"))?;
    room.reactions.insert(number, reaction);
    Ok(json!(true))
}

pub(super) fn pin(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    let (chat, number) = (params.chat("chat_id")?, params.message_id("message_id")?);
    let room = world.writable_room(chat)?;
    room.message(number).ok_or_else(|| ApiError::bad_request("message to pin not found"))?;
    room.pinned.push(number);
    Ok(json!(true))
}

/// Without a number, all pins go.
pub(super) fn unpin(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    let number = params.int("message_id");
    let room = world.writable_room(params.chat("chat_id")?)?;
    room.pinned.retain(|pinned| number.is_some_and(|number| i64::from(*pinned) != number));
    Ok(json!(true))
}

pub(super) fn answer_callback(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    let id = params.text("callback_query_id").unwrap_or_default();
    let text = params.text("text").filter(|text| !text.is_empty());
    world.answer_callback(&id, Answer { text, show_alert: params.flag("show_alert") })?;
    Ok(json!(true))
}

pub(super) fn get_file(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    let id = params.text("file_id").filter(|id| !id.is_empty());
    let id = id.ok_or_else(|| ApiError::bad_request("file_id not specified"))?;
    let (file, path) = world.files.find(&id).ok_or_else(|| ApiError::bad_request("invalid file_id"))?;
    if file.file_size > LARGEST_DOWNLOAD {
        return Err(ApiError::bad_request("file is too big"));
    }
    Ok(json!({
        "file_id": file.file_id, "file_unique_id": file.file_unique_id,
        "file_size": file.file_size, "file_path": path,
    }))
}
