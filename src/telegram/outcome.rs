//! What an answer of Telegram means for what was attempted.

use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;
use teloxide::ApiError;
use teloxide::RequestError;

use crate::ports::ChatId;
use crate::ports::MessageId;

/// What came of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Telegram took it; this is the number of the message, if the answer is one.
    Taken(Option<MessageId>),
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

/// Reads Telegram's answer.
pub(super) fn outcome(result: Result<Value, RequestError>) -> Outcome {
    match result {
        Ok(answer) => Outcome::Taken(Sent::deserialize(answer).ok().map(|sent| MessageId(sent.message_id))),
        Err(RequestError::RetryAfter(seconds)) => Outcome::Pause(seconds.duration()),
        Err(RequestError::MigrateToChatId(chat)) => Outcome::Moved(ChatId(chat.0)),
        Err(RequestError::Api(error)) => refusal(&error),
        Err(RequestError::InvalidJson { raw, .. }) => unreadable(&raw),
        Err(RequestError::Network(_) | RequestError::Io(_)) => Outcome::Failed,
    }
}

#[derive(Deserialize)]
struct Sent {
    message_id: i32,
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
        Ok(Said { ok: true, .. }) => Outcome::Taken(number(raw)),
        Ok(Said { error_code: Some(403), .. }) => Outcome::Gone,
        Ok(Said { error_code: Some(400..=499), .. }) if !raw.contains("429") => Outcome::Refused,
        _ => Outcome::Failed,
    }
}

/// The number of the message in an answer that can't be read as a whole.
fn number(raw: &str) -> Option<MessageId> {
    #[derive(Deserialize)]
    struct Answer {
        result: Sent,
    }
    serde_json::from_str::<Answer>(raw).ok().map(|answer| MessageId(answer.result.message_id))
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
    use crate::ports::MessageId;

    #[test]
    fn each_answer_of_telegram_has_one_meaning() {
        let api = |text: &str| RequestError::Api(ApiError::Unknown(text.to_owned()));
        let cases = [
            (Ok(json!({ "message_id": 1 })), Outcome::Taken(Some(MessageId(1)))),
            (Ok(json!(true)), Outcome::Taken(None)),
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
        assert_eq!(unreadable(r#"{"ok":true,"result":{"odd":[]}}"#), Outcome::Taken(None));
        let numbered = r#"{"ok":true,"result":{"message_id":7,"odd":1e400}}"#;
        assert_eq!(unreadable(numbered), Outcome::Taken(Some(MessageId(7))));
        assert_eq!(unreadable(r#"{"ok":false,"error_code":400}"#), Outcome::Refused);
        assert_eq!(unreadable(r#"{"ok":false,"error_code":403}"#), Outcome::Gone);
        assert_eq!(unreadable(r#"{"ok":false,"error_code":429}"#), Outcome::Failed);
        assert_eq!(unreadable("<html>502</html>"), Outcome::Failed);
    }
}
