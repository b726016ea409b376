//! Parameters as Telegram takes them: from anywhere, and numbers, flags and objects also as strings.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde_json::Map;
use serde_json::Value;

use crate::sandbox::error::ApiError;
use crate::sandbox::world::World;
use crate::sandbox::world::bot::ReplyTo;
use crate::sandbox::world::detect::with_detected;
use crate::sandbox::world::files::Upload;
use crate::sandbox::world::html::parse_html;
use crate::sandbox::world::html::utf16;
use crate::sandbox::world::keyboards::Markup;
use crate::sandbox::world::keyboards::read_markup;
use crate::sandbox::world::types::Entity;
use crate::sandbox::world::types::Formatted;

/// The parameters of one call.
#[derive(Clone, Debug, Default)]
pub(crate) struct Params {
    pub(crate) values: Map<String, Value>,
    pub(crate) files: BTreeMap<String, Upload>,
}

impl Params {
    fn value(&self, name: &str) -> Option<&Value> {
        self.values.get(name).filter(|value| !value.is_null())
    }

    /// A text; numbers and flags are written out.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        match self.value(name)? {
            Value::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        }
    }

    /// A whole number, also as a string.
    pub(crate) fn int(&self, name: &str) -> Option<i64> {
        match self.value(name)? {
            Value::Number(number) => number.as_i64().or_else(|| number.as_f64().map(|float| float as i64)),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        }
    }

    /// A flag: `true`, `1`, or these as strings.
    pub(crate) fn flag(&self, name: &str) -> bool {
        match self.value(name) {
            Some(Value::Bool(flag)) => *flag,
            Some(Value::String(text)) => {
                matches!(text.trim().to_ascii_lowercase().as_str(), "true" | "1" | "yes")
            }
            Some(Value::Number(number)) => number.as_i64() == Some(1),
            _ => false,
        }
    }

    /// An object or array, also as a string of JSON; an empty string is nothing.
    pub(crate) fn json(&self, name: &str) -> Result<Option<Value>, ApiError> {
        match self.value(name) {
            None => Ok(None),
            Some(Value::String(text)) if text.trim().is_empty() => Ok(None),
            Some(Value::String(text)) => serde_json::from_str(text).map(Some).map_err(|_| {
                ApiError::bad_request(&format!("can't parse {} JSON object", name.replace('_', " ")))
            }),
            Some(value) => Ok(Some(value.clone())),
        }
    }

    /// [`Params::json`], read into a type.
    pub(crate) fn parsed<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, ApiError> {
        let unreadable = |_| ApiError::bad_request(&format!("can't parse {}", name.replace('_', " ")));
        self.json(name)?.map(serde_json::from_value).transpose().map_err(unreadable)
    }

    /// The chat, by number, by `@name`, or as the owner of a number in a string.
    pub(crate) fn chat(&self, name: &str) -> Result<i64, ApiError> {
        let text = self.text(name).unwrap_or_default();
        if text.trim().is_empty() {
            return Err(ApiError::bad_request(&format!("{name} is empty")));
        }
        self.int(name).ok_or_else(|| ApiError::bad_request("chat not found"))
    }

    /// A message number.
    pub(crate) fn message_id(&self, name: &str) -> Result<i32, ApiError> {
        let number =
            self.int(name).and_then(|number| i32::try_from(number).ok()).filter(|number| *number > 0);
        number.ok_or_else(|| ApiError::bad_request("message identifier is not specified"))
    }

    /// A text with its entities, from `parse_mode` or a list of entities.
    pub(crate) fn formatted(&self, name: &str, entities: &str) -> Result<Formatted, ApiError> {
        let text = self.text(name).unwrap_or_default();
        let formatted = match self.text("parse_mode").unwrap_or_default().to_ascii_lowercase().as_str() {
            "html" => parse_html(&text)
                .map_err(|why| ApiError::bad_request(&format!("can't parse entities: {why}")))?,
            "" => given(text, self.parsed::<Vec<Entity>>(entities)?.unwrap_or_default()).tidied(),
            "markdown" | "markdownv2" => {
                return Err(ApiError::bad_request("can't parse entities: this server reads HTML only"));
            }
            _ => return Err(ApiError::bad_request("unsupported parse_mode")),
        };
        Ok(with_detected(formatted))
    }

    /// The buttons or keyboard.
    pub(crate) fn markup(&self) -> Result<Markup, ApiError> {
        read_markup(self.json("reply_markup")?)
    }

    /// The message to answer, in the new or the old spelling.
    pub(crate) fn reply_to(&self) -> Result<Option<ReplyTo>, ApiError> {
        let new = Self { values: object(self.json("reply_parameters")?), files: BTreeMap::new() };
        let (source, name) = match new.value("message_id") {
            Some(_) => (&new, "message_id"),
            None if self.value("reply_to_message_id").is_some() => (self, "reply_to_message_id"),
            None => return Ok(None),
        };
        let message_id = source.message_id(name)?;
        Ok(Some(ReplyTo { message_id, or_alone: source.flag("allow_sending_without_reply") }))
    }

    /// How links are previewed, in the new or the old spelling.
    pub(crate) fn link_preview(&self) -> Result<Option<Value>, ApiError> {
        if self.flag("disable_web_page_preview") {
            return Ok(Some(serde_json::json!({"is_disabled": true})));
        }
        let mut options = object(self.json("link_preview_options")?);
        options.retain(|_, value| !matches!(value, Value::Null | Value::Bool(false)));
        Ok((!options.is_empty()).then_some(Value::Object(options)))
    }

    /// An uploaded file: the part of that name, or the part an `attach://` names.
    pub(crate) fn upload(&self, name: &str) -> Option<&Upload> {
        let attached = self.text(name).and_then(|text| text.strip_prefix("attach://").map(str::to_owned));
        self.files.get(&attached.unwrap_or_else(|| name.to_owned()))
    }

    /// Fails with "chat not found" unless the chat exists or belongs to a known person.
    pub(crate) fn known_chat(&self, world: &World, name: &str) -> Result<i64, ApiError> {
        let chat = self.chat(name)?;
        let known = world.room(chat).is_some() || world.known_user(chat).is_some();
        if known { Ok(chat) } else { Err(ApiError::bad_request("chat not found")) }
    }
}

fn object(value: Option<Value>) -> Map<String, Value> {
    match value {
        Some(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}

/// Entities the bot counted itself; those beyond the text are dropped, as Telegram does.
fn given(text: String, mut entities: Vec<Entity>) -> Formatted {
    let length = utf16(&text);
    entities.retain(|entity| entity.length > 0 && entity.end() <= length);
    Formatted { text, entities }
}
