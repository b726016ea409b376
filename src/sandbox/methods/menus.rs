//! Command menus.

use serde_json::Value;
use serde_json::json;

use super::params::Params;
use crate::sandbox::error::ApiError;
use crate::sandbox::world::World;
use crate::sandbox::world::commands::BotCommand;
use crate::sandbox::world::commands::Scope;

fn key(world: &World, params: &Params) -> Result<(Scope, String), ApiError> {
    let scope: Scope = params.parsed("scope")?.unwrap_or_default();
    if let Scope::Chat { chat_id }
    | Scope::ChatAdministrators { chat_id }
    | Scope::ChatMember { chat_id, .. } = &scope
    {
        let known = world.room(*chat_id).is_some() || world.known_user(*chat_id).is_some();
        if !known {
            return Err(ApiError::bad_request("chat not found"));
        }
    }
    Ok((scope, params.text("language_code").unwrap_or_default()))
}

pub(super) fn set_commands(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    let (scope, language) = key(world, params)?;
    let commands: Vec<BotCommand> = params.parsed("commands")?.unwrap_or_default();
    world.menus.set(scope, &language, commands)?;
    Ok(json!(true))
}

pub(super) fn get_commands(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    let (scope, language) = key(world, params)?;
    Ok(json!(world.menus.get(&scope, &language)))
}

pub(super) fn delete_commands(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    let (scope, language) = key(world, params)?;
    world.menus.delete(&scope, &language);
    Ok(json!(true))
}
