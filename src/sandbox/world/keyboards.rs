//! Reads `reply_markup` and checks buttons by Telegram's rules.

use serde_json::Value;

use super::types::Button;
use super::types::InlineKeyboard;
use crate::sandbox::error::ApiError;

/// Most buttons under one message.
const MOST_BUTTONS: usize = 100;

/// Longest callback data, in bytes.
const LONGEST_DATA: usize = 64;

/// What a bot can hang on a message.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Markup {
    /// Nothing.
    #[default]
    None,
    /// Buttons under the message.
    Inline(InlineKeyboard),
    /// A keyboard below the input field, its removal, or a forced reply.
    Reply(Value),
}

impl Markup {
    /// The buttons under the message.
    #[must_use]
    pub fn inline(self) -> Option<InlineKeyboard> {
        match self {
            Self::Inline(keyboard) if !keyboard.inline_keyboard.is_empty() => Some(keyboard),
            _ => None,
        }
    }
}

/// Reads and checks a `reply_markup`.
///
/// # Errors
/// What Telegram says about a broken keyboard.
pub fn read_markup(value: Option<Value>) -> Result<Markup, ApiError> {
    let Some(value) = value.filter(|value| !value.is_null()) else { return Ok(Markup::None) };
    let Some(fields) = value.as_object() else { return Err(unreadable("object expected as reply markup")) };
    if fields.contains_key("inline_keyboard") {
        return read_inline(value).map(Markup::Inline);
    }
    let known = ["keyboard", "remove_keyboard", "force_reply"].iter().any(|key| fields.contains_key(*key));
    Ok(if known { Markup::Reply(value) } else { Markup::None })
}

fn unreadable(why: &str) -> ApiError {
    ApiError::bad_request(why)
}

fn read_inline(value: Value) -> Result<InlineKeyboard, ApiError> {
    let mut keyboard: InlineKeyboard = serde_json::from_value(value).map_err(|_| {
        unreadable("can't parse inline keyboard button: Field \"text\" must be of type String")
    })?;
    keyboard.inline_keyboard.retain(|row| !row.is_empty());
    if keyboard.buttons().count() > MOST_BUTTONS {
        return Err(unreadable("reply markup is too long"));
    }
    for row in &mut keyboard.inline_keyboard {
        for button in row {
            button.action.retain(|_, value| !value.is_null());
            check(button)?;
        }
    }
    Ok(keyboard)
}

fn check(button: &Button) -> Result<(), ApiError> {
    if button.text.trim().is_empty() {
        return Err(unreadable("can't parse inline keyboard button: BUTTON_TEXT_INVALID"));
    }
    if button.action.is_empty() {
        return Err(unreadable(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ));
    }
    if let Some(data) = button.action.get("callback_data") {
        let length = data.as_str().map_or(0, str::len);
        if !(1..=LONGEST_DATA).contains(&length) {
            return Err(unreadable("BUTTON_DATA_INVALID"));
        }
    }
    match button.action.get("url").and_then(Value::as_str) {
        Some(url) if !is_link(url) => {
            Err(unreadable(&format!("inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")))
        }
        _ => Ok(()),
    }
}

fn is_link(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.starts_with("mailto:") || url.contains('.');
    };
    matches!(scheme, "http" | "https" | "tg" | "ton")
        && !rest.is_empty()
        && !rest.contains(char::is_whitespace)
}
