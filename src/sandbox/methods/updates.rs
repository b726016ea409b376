//! Webhook settings and the synchronous half of `getUpdates`.

use serde_json::Value;
use serde_json::json;

use super::params::Params;
use crate::sandbox::error::ApiError;
use crate::sandbox::world::World;

/// Checks a `getUpdates` call and remembers the kinds it asks for.
///
/// # Errors
/// A webhook is set, or the kinds are unreadable.
pub(crate) fn prepare(world: &mut World, params: &Params) -> Result<(), ApiError> {
    if world.webhook.is_some() {
        let why = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
        return Err(ApiError::conflict(why));
    }
    remember_kinds(world, params)
}

fn remember_kinds(world: &mut World, params: &Params) -> Result<(), ApiError> {
    if let Some(kinds) = params.parsed("allowed_updates")? {
        world.queue.allow(kinds);
    }
    Ok(())
}

/// The waiting updates as a JSON array, or `None` when there are none.
pub(crate) fn take(world: &mut World, params: &Params) -> Option<String> {
    let limit = params.int("limit").unwrap_or(100).clamp(1, 100);
    let updates = world.queue.take(params.int("offset").unwrap_or(0), usize::try_from(limit).unwrap_or(100));
    (!updates.is_empty()).then(|| format!("[{}]", updates.join(",")))
}

/// The URL is kept but nothing is pushed to it.
pub(super) fn set_webhook(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    let url = params.text("url").unwrap_or_default();
    if !url.is_empty() && !url.starts_with("https://") {
        return Err(ApiError::bad_request("bad webhook: An HTTPS URL must be provided for webhook"));
    }
    remember_kinds(world, params)?;
    drop_when_asked(world, params);
    world.webhook = (!url.is_empty()).then_some(url);
    Ok(json!(true))
}

pub(super) fn delete_webhook(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    drop_when_asked(world, params);
    world.webhook = None;
    Ok(json!(true))
}

fn drop_when_asked(world: &mut World, params: &Params) {
    if params.flag("drop_pending_updates") {
        world.queue.clear();
    }
}

pub(super) fn get_webhook_info(world: &mut World, _: &Params) -> Result<Value, ApiError> {
    let mut info = json!({
        "url": world.webhook.clone().unwrap_or_default(), "has_custom_certificate": false,
        "pending_update_count": world.unconfirmed(),
    });
    let kinds = world.queue.allowed();
    if let (Some(fields), false) = (info.as_object_mut(), kinds.is_empty()) {
        fields.insert("allowed_updates".to_owned(), json!(kinds));
    }
    Ok(info)
}
