//! From what is to be said to Bot API calls.

use serde_json::Value;
use serde_json::json;
use teloxide::ApiError;
use teloxide::Bot;
use teloxide::RequestError;

use crate::ports::ChatId;
use crate::ports::Delivery;
use crate::ports::MessageId;
use crate::telegram::call;
use crate::telegram::call::AnswerCallbackQuery;
use crate::telegram::call::EditMessageText;
use crate::telegram::call::SendMessage;
use crate::telegram::outcome::Outcome;
use crate::telegram::outcome::outcome;
use crate::texts::KeyAction;
use crate::texts::KeyView;
use crate::texts::Message;
use crate::texts::markup;

/// How a new message is sent.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Manner {
    /// The message it answers, where that helps.
    pub(super) reply_to: Option<MessageId>,
    /// Whether no sound and no lock screen announces it.
    pub(super) silent: bool,
    /// Whether it may not be forwarded, saved or copied.
    pub(super) protected: bool,
}

/// Makes one attempt at a delivery.
pub(super) async fn attempt(bot: &Bot, chat: ChatId, delivery: &Delivery) -> Outcome {
    match delivery {
        Delivery::Send { message, reply_to } => {
            send(bot, chat, message, Manner { reply_to: *reply_to, ..Manner::default() }).await
        }
        Delivery::Edit { message_id, message } => {
            edit(bot, chat, *message_id, message, Manner::default()).await
        }
        Delivery::AnswerPress { press, notice } => answer_press(bot, press, notice.as_deref()).await,
    }
}

/// Sends a message; one whose markup Telegram can't read goes as plain text.
pub(super) async fn send(bot: &Bot, chat: ChatId, message: &Message, manner: Manner) -> Outcome {
    let Manner { reply_to, silent, protected } = manner;
    let quoted = reply_to.map(|id| json!({ "message_id": id.0, "allow_sending_without_reply": true }));
    let mut parameters = worded(chat, message);
    put(&mut parameters, "reply_parameters", quoted);
    put(&mut parameters, "disable_notification", silent.then_some(Value::Bool(true)));
    put(&mut parameters, "protect_content", protected.then_some(Value::Bool(true)));
    let result = call::make::<SendMessage>(bot, parameters.clone()).await;
    if !is_markup_trouble(&result) {
        return outcome(result);
    }
    put(&mut parameters, "text", Some(Value::String(markup::plain(&message.html))));
    put(&mut parameters, "parse_mode", None);
    outcome(call::make::<SendMessage>(bot, parameters).await)
}

/// Replaces a message; where that isn't possible any more, sends a new one in the given manner.
pub(super) async fn edit(
    bot: &Bot,
    chat: ChatId,
    message_id: MessageId,
    message: &Message,
    anew: Manner,
) -> Outcome {
    let mut parameters = worded(chat, message);
    put(&mut parameters, "message_id", Some(json!(message_id.0)));
    let result = call::make::<EditMessageText>(bot, parameters).await;
    if matches!(result, Err(RequestError::Api(ApiError::MessageNotModified))) {
        return Outcome::Taken(Some(message_id));
    }
    match outcome(result) {
        Outcome::Refused => send(bot, chat, message, anew).await,
        other => other,
    }
}

/// Answers a button press.
pub(super) async fn answer_press(bot: &Bot, press: &str, notice: Option<&str>) -> Outcome {
    let parameters = json!({ "callback_query_id": press, "text": notice });
    outcome(call::make::<AnswerCallbackQuery>(bot, without_nulls(parameters)).await)
}

/// What a message is to Telegram, without how it is sent.
pub(super) fn worded(chat: ChatId, message: &Message) -> Value {
    json!({
        "chat_id": chat.0,
        "text": message.html,
        "parse_mode": "HTML",
        "link_preview_options": { "is_disabled": true },
        "reply_markup": buttons(message),
    })
}

/// The buttons under a message.
pub(super) fn buttons(message: &Message) -> Value {
    let rows: Vec<Vec<Value>> = message.keyboard.iter().map(|row| row.iter().map(key).collect()).collect();
    json!({ "inline_keyboard": rows })
}

fn key(view: &KeyView) -> Value {
    match &view.action {
        KeyAction::Press(data) => json!({ "text": view.label, "callback_data": data }),
        KeyAction::Open(url) => json!({ "text": view.label, "url": url }),
    }
}

fn put(parameters: &mut Value, name: &str, value: Option<Value>) {
    let Some(fields) = parameters.as_object_mut() else { return };
    match value {
        Some(value) => drop(fields.insert(name.to_owned(), value)),
        None => drop(fields.remove(name)),
    }
}

fn without_nulls(mut parameters: Value) -> Value {
    if let Some(fields) = parameters.as_object_mut() {
        fields.retain(|_, value| !value.is_null());
    }
    parameters
}

/// Whether Telegram stumbled over the markup.
pub(super) fn is_markup_trouble(result: &Result<Value, RequestError>) -> bool {
    let Err(RequestError::Api(error)) = result else { return false };
    matches!(error, ApiError::CantParseEntities(_)) || error.to_string().contains("can't parse entities")
}
