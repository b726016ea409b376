//! The bot itself: who it is, its name and descriptions per language.

use std::collections::BTreeMap;

use serde_json::Value;
use serde_json::json;

use super::params::Params;
use crate::sandbox::error::ApiError;
use crate::sandbox::world::World;

pub(super) fn get_me(world: &mut World, _: &Params) -> Result<Value, ApiError> {
    let bot = world.bot();
    Ok(json!({
        "id": bot.id, "is_bot": true, "first_name": bot.first_name, "username": bot.username,
        "can_join_groups": true, "can_read_all_group_messages": false, "supports_inline_queries": false,
        "can_connect_to_business": false, "has_main_web_app": false, "has_topics_enabled": false,
    }))
}

pub(super) fn yes(_: &mut World, _: &Params) -> Result<Value, ApiError> {
    Ok(json!(true))
}

fn set(
    texts: &mut BTreeMap<String, String>,
    params: &Params,
    name: &str,
    longest: usize,
) -> Result<Value, ApiError> {
    let text = params.text(name).unwrap_or_default();
    if text.chars().count() > longest {
        return Err(ApiError::bad_request(&format!("{} is too long", name.replace('_', " "))));
    }
    texts.insert(params.text("language_code").unwrap_or_default(), text);
    Ok(json!(true))
}

/// The text in the language asked for, or in none.
fn get(texts: &BTreeMap<String, String>, params: &Params) -> String {
    let language = params.text("language_code").unwrap_or_default();
    let found = texts.get(&language).filter(|text| !text.is_empty()).or_else(|| texts.get(""));
    found.cloned().unwrap_or_default()
}

pub(super) fn set_name(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    set(&mut world.profile.names, params, "name", 64)
}

pub(super) fn get_name(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    let name = get(&world.profile.names, params);
    Ok(json!({"name": if name.is_empty() { world.bot().first_name.clone() } else { name }}))
}

pub(super) fn set_description(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    set(&mut world.profile.descriptions, params, "description", 512)
}

pub(super) fn get_description(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    Ok(json!({"description": get(&world.profile.descriptions, params)}))
}

pub(super) fn set_short_description(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    set(&mut world.profile.short_descriptions, params, "short_description", 120)
}

pub(super) fn get_short_description(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    Ok(json!({"short_description": get(&world.profile.short_descriptions, params)}))
}
