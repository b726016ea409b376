//! Chats and their members.

use serde_json::Value;
use serde_json::json;

use super::params::Params;
use crate::sandbox::error::ApiError;
use crate::sandbox::world::World;
use crate::sandbox::world::people::member;
use crate::sandbox::world::room::Standing;

pub(super) fn get_chat(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    let id = params.known_chat(world, "chat_id")?;
    // A bot knows nothing of people whom it never met.
    let met = world.room(id).filter(|room| room.is_group() || room.standing != Standing::Stranger);
    let room = met.ok_or_else(|| ApiError::bad_request("chat not found"))?;
    let mut full = json!(room.chat);
    let extras = json!({
        "accent_color_id": 3, "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": true, "limited_gifts": true, "unique_gifts": true,
            "premium_subscription": true, "gifts_from_channels": true,
        },
    });
    if let (Some(fields), Value::Object(extras)) = (full.as_object_mut(), extras) {
        fields.extend(extras);
    }
    Ok(full)
}

pub(super) fn get_chat_member(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    let chat = params.known_chat(world, "chat_id")?;
    let missing = || ApiError::bad_request("member not found");
    let id = params.int("user_id").ok_or_else(missing)?;
    let user = world.known_user(id).ok_or_else(missing)?;
    let room = world.room(chat);
    let standing = match room {
        Some(room) if id == world.bot().id => room.standing,
        Some(room) if room.members.contains(&id) || chat == id => Standing::Member,
        _ => Standing::Left,
    };
    Ok(member(user, standing))
}

pub(super) fn get_chat_member_count(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    let chat = params.known_chat(world, "chat_id")?;
    Ok(json!(world.room(chat).map_or(2, |room| room.members.len() + 1)))
}

pub(super) fn get_chat_administrators(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    let chat = params.known_chat(world, "chat_id")?;
    let standing = group(world, chat)?;
    let bot = (standing == Standing::Administrator).then(|| member(world.bot(), standing));
    Ok(json!(bot.into_iter().collect::<Vec<_>>()))
}

/// The bot's standing in a group.
fn group(world: &World, chat: i64) -> Result<Standing, ApiError> {
    let room = world.room(chat).filter(|room| room.is_group());
    let room =
        room.ok_or_else(|| ApiError::bad_request("chat member status can't be changed in private chats"))?;
    Ok(room.standing)
}

pub(super) fn leave_chat(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    let chat = params.known_chat(world, "chat_id")?;
    group(world, chat)?;
    world.writable_room(chat)?.standing = Standing::Left;
    Ok(json!(true))
}

pub(super) fn get_user_profile_photos(_: &mut World, _: &Params) -> Result<Value, ApiError> {
    Ok(json!({"total_count": 0, "photos": []}))
}

pub(super) fn set_menu_button(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    let button = params.json("menu_button")?;
    match params.int("chat_id") {
        Some(chat) => world.writable_room(chat)?.menu_button = button,
        None => world.profile.default_menu_button = button,
    }
    Ok(json!(true))
}

pub(super) fn get_menu_button(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    let own = params.int("chat_id").and_then(|chat| world.room(chat)?.menu_button.clone());
    let button = own.or_else(|| world.profile.default_menu_button.clone());
    Ok(button.unwrap_or_else(|| json!({"type": "commands"})))
}
