//! From a delivery to Bot API calls, and what an answer of Telegram means for it.

use std::time::Duration;

use serde::Deserialize;
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
use crate::texts::KeyAction;
use crate::texts::KeyView;
use crate::texts::Message;
use crate::texts::markup;

/// What came of an attempt to deliver.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Telegram took it.
    Taken,
    /// Telegram will never take it.
    Refused,
    /// The chat is gone for the bot: blocked, deleted, or the bot was removed.
    Gone,
    /// The group has become another chat.
    Moved(ChatId),
    /// Telegram asked for a pause.
    Pause(Duration),
    /// The network or Telegram failed: try again, ever more slowly.
    Failed,
}

/// Makes one attempt at a delivery.
pub(super) async fn attempt(bot: &Bot, chat: ChatId, delivery: &Delivery) -> Outcome {
    match delivery {
        Delivery::Send { message, reply_to } => send(bot, chat, message, *reply_to).await,
        Delivery::Edit { message_id, message } => edit(bot, chat, *message_id, message).await,
        Delivery::AnswerPress { press, notice } => {
            let parameters = json!({ "callback_query_id": press, "text": notice });
            outcome(call::make::<AnswerCallbackQuery>(bot, without_nulls(parameters)).await)
        }
    }
}

async fn send(bot: &Bot, chat: ChatId, message: &Message, reply_to: Option<MessageId>) -> Outcome {
    let quoted = reply_to.map(|id| json!({ "message_id": id.0, "allow_sending_without_reply": true }));
    let mut parameters = worded(chat, message);
    put(&mut parameters, "reply_parameters", quoted);
    let result = call::make::<SendMessage>(bot, parameters.clone()).await;
    if !is_markup_trouble(&result) {
        return outcome(result);
    }
    put(&mut parameters, "text", Some(Value::String(markup::plain(&message.html))));
    put(&mut parameters, "parse_mode", None);
    outcome(call::make::<SendMessage>(bot, parameters).await)
}

/// Replaces a message; where that isn't possible any more, sends a new one.
async fn edit(bot: &Bot, chat: ChatId, message_id: MessageId, message: &Message) -> Outcome {
    let mut parameters = worded(chat, message);
    put(&mut parameters, "message_id", Some(json!(message_id.0)));
    let result = call::make::<EditMessageText>(bot, parameters).await;
    if matches!(result, Err(RequestError::Api(ApiError::MessageNotModified))) {
        return Outcome::Taken;
    }
    match outcome(result) {
        Outcome::Refused => send(bot, chat, message, None).await,
        other => other,
    }
}

fn worded(chat: ChatId, message: &Message) -> Value {
    let rows: Vec<Vec<Value>> = message.keyboard.iter().map(|row| row.iter().map(key).collect()).collect();
    json!({
        "chat_id": chat.0,
        "text": message.html,
        "parse_mode": "HTML",
        "link_preview_options": { "is_disabled": true },
        "reply_markup": { "inline_keyboard": rows },
    })
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

fn is_markup_trouble(result: &Result<Value, RequestError>) -> bool {
    let Err(RequestError::Api(error)) = result else { return false };
    matches!(error, ApiError::CantParseEntities(_)) || error.to_string().contains("can't parse entities")
}

/// Reads Telegram's answer.
fn outcome(result: Result<Value, RequestError>) -> Outcome {
    match result {
        Ok(_) => Outcome::Taken,
        Err(RequestError::RetryAfter(seconds)) => Outcome::Pause(seconds.duration()),
        Err(RequestError::MigrateToChatId(chat)) => Outcome::Moved(ChatId(chat.0)),
        Err(RequestError::Api(error)) => refusal(&error),
        Err(RequestError::InvalidJson { raw, .. }) => unreadable(&raw),
        Err(RequestError::Network(_) | RequestError::Io(_)) => Outcome::Failed,
    }
}

fn refusal(error: &ApiError) -> Outcome {
    match error {
        ApiError::BotBlocked
        | ApiError::UserDeactivated
        | ApiError::ChatNotFound
        | ApiError::CantInitiateConversation
        | ApiError::BotKicked
        | ApiError::BotKickedFromSupergroup
        | ApiError::BotKickedFromChannel => Outcome::Gone,
        ApiError::InvalidToken => Outcome::Failed,
        ApiError::Unknown(text) if text.starts_with("Forbidden") => Outcome::Gone,
        ApiError::Unknown(text) if is_passing(text) => Outcome::Failed,
        _ => Outcome::Refused,
    }
}

/// Whether an error that teloxide doesn't know says that trying again may help.
fn is_passing(text: &str) -> bool {
    ["Internal Server Error", "Bad Gateway", "Gateway Timeout", "Service Unavailable", "Too Many Requests"]
        .iter()
        .any(|passing| text.starts_with(passing))
}

/// An answer that isn't quite Telegram's still says whether it was a yes, a no or a failure.
fn unreadable(raw: &str) -> Outcome {
    #[derive(Deserialize)]
    struct Said {
        ok: bool,
        error_code: Option<u16>,
    }
    match serde_json::from_str::<Said>(raw) {
        Ok(Said { ok: true, .. }) => Outcome::Taken,
        Ok(Said { error_code: Some(403), .. }) => Outcome::Gone,
        Ok(Said { error_code: Some(400..=499), .. }) if !raw.contains("429") => Outcome::Refused,
        _ => Outcome::Failed,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use teloxide::ApiError;
    use teloxide::RequestError;
    use teloxide::types::Seconds;

    use super::Outcome;
    use super::outcome;
    use super::unreadable;

    #[test]
    fn each_answer_of_telegram_has_one_meaning() {
        let api = |text: &str| RequestError::Api(ApiError::Unknown(text.to_owned()));
        let cases = [
            (Ok(json!({ "message_id": 1 })), Outcome::Taken),
            (
                Err(RequestError::RetryAfter(Seconds::from_seconds(3))),
                Outcome::Pause(std::time::Duration::from_secs(3)),
            ),
            (Err(RequestError::Api(ApiError::BotBlocked)), Outcome::Gone),
            (Err(api("Forbidden: something new")), Outcome::Gone),
            (Err(api("Bad Request: something new")), Outcome::Refused),
            (Err(api("Internal Server Error")), Outcome::Failed),
            (Err(RequestError::Api(ApiError::InvalidToken)), Outcome::Failed),
        ];
        for (answer, meaning) in cases {
            assert_eq!(outcome(answer), meaning);
        }
    }

    #[test]
    fn an_answer_teloxide_cannot_read_is_still_a_yes_a_no_or_a_failure() {
        assert_eq!(unreadable(r#"{"ok":true,"result":{"odd":[]}}"#), Outcome::Taken);
        assert_eq!(unreadable(r#"{"ok":false,"error_code":400}"#), Outcome::Refused);
        assert_eq!(unreadable(r#"{"ok":false,"error_code":403}"#), Outcome::Gone);
        assert_eq!(unreadable(r#"{"ok":false,"error_code":429}"#), Outcome::Failed);
        assert_eq!(unreadable("<html>502</html>"), Outcome::Failed);
    }
}
