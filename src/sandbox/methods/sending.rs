//! Methods that put something new into a chat.

use serde_json::Value;
use serde_json::json;

use super::params::Params;
use crate::sandbox::error::ApiError;
use crate::sandbox::world::World;
use crate::sandbox::world::attachments::Attachment;
use crate::sandbox::world::bot::Outgoing;
use crate::sandbox::world::bot::check_caption;
use crate::sandbox::world::bot::check_text;
use crate::sandbox::world::files::Upload;
use crate::sandbox::world::types::Content;

/// Everything but the content.
fn options(params: &Params) -> Result<Outgoing, ApiError> {
    Ok(Outgoing {
        content: Content::default(),
        markup: params.markup()?,
        reply_to: params.reply_to()?,
        silent: params.flag("disable_notification"),
        protected: params.flag("protect_content"),
        link_preview: params.link_preview()?,
        forward_origin: None,
    })
}

pub(super) fn send_message(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    let text = params.formatted("text", "entities")?;
    check_text(&text)?;
    let chat = params.chat("chat_id")?;
    let message = world.send(chat, Outgoing { content: Content::text(text), ..options(params)? })?;
    Ok(json!(message))
}

pub(super) fn send_photo(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    let attachment = match known_file(world, params, "photo") {
        Some(attachment) => attachment,
        None => world.photo(uploaded(params, "photo")?.clone()),
    };
    send_attachment(world, params, attachment)
}

pub(super) fn send_document(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    let attachment = match known_file(world, params, "document") {
        Some(attachment) => attachment,
        None => world.document(uploaded(params, "document")?.clone()),
    };
    send_attachment(world, params, attachment)
}

fn uploaded<'a>(params: &'a Params, name: &str) -> Result<&'a Upload, ApiError> {
    let upload = params.upload(name).ok_or_else(|| match params.text(name) {
        Some(_) => ApiError::bad_request("wrong remote file identifier specified: Wrong string length"),
        None => ApiError::bad_request(&format!("there is no {name} in the request")),
    })?;
    if upload.bytes.is_empty() {
        return Err(ApiError::bad_request("file must be non-empty"));
    }
    Ok(upload)
}

/// A file sent before, named by its id.
fn known_file(world: &World, params: &Params, name: &str) -> Option<Attachment> {
    world.sent_before(&params.text(name)?)
}

fn send_attachment(world: &mut World, params: &Params, attachment: Attachment) -> Result<Value, ApiError> {
    let chat = params.chat("chat_id")?;
    let caption = params.formatted("caption", "caption_entities")?;
    check_caption(&caption)?;
    let content = Content::attachment(attachment, caption);
    Ok(json!(world.send(chat, Outgoing { content, ..options(params)? })?))
}

pub(super) fn forward_message(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    let (from, number, to) = route(params)?;
    Ok(json!(world.pass_on(from, number, to, true, options(params)?)?))
}

pub(super) fn copy_message(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    let (from, number, to) = route(params)?;
    let copy = world.pass_on(from, number, to, false, options(params)?)?;
    Ok(json!({"message_id": copy.message_id}))
}

fn route(params: &Params) -> Result<(i64, i32, i64), ApiError> {
    Ok((params.chat("from_chat_id")?, params.message_id("message_id")?, params.chat("chat_id")?))
}

pub(super) fn send_chat_action(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    let chat = params.chat("chat_id")?;
    world.show_action(chat, &params.text("action").unwrap_or_default())?;
    Ok(json!(true))
}
