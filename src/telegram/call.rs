//! Calls of the Bot API over the bot's own HTTP client, and what Telegram says to them.
//!
//! teloxide's own requests sleep for ten seconds inside the client after a server error, and refuse a
//! message with one field they don't know, although it was sent. What Telegram means is read off its
//! numbers (`error_code`, `retry_after`); its sentences count only where it has no number for it.

use std::borrow::Cow;
use std::time::Duration;

use reqwest::RequestBuilder;
use reqwest::multipart::Form;
use serde::Deserialize;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use teloxide::Bot;

/// The longest pause that is kept; Telegram may ask for weeks, which nobody would understand.
pub(super) const LONGEST_PAUSE: Duration = Duration::from_secs(300);

/// The pause after a 429 that names none.
const UNNAMED_PAUSE: Duration = Duration::from_secs(1);

/// Why a call has no result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Trouble {
    /// Telegram says no.
    Refused(Refusal),
    /// Nobody answered, or the answer broke off.
    Unanswered {
        /// Whether the call surely never arrived.
        never_arrived: bool,
    },
    /// Somebody answered, but not as the Bot API does; this is the HTTP status.
    Odd(u16),
}

/// Telegram's no.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    /// Telegram's number of the error: that of the HTTP status.
    pub(super) code: u16,
    /// Telegram's sentence, in small letters. It can hold names and is never logged.
    pub(super) description: String,
    /// How long to wait, at most [`LONGEST_PAUSE`].
    pub(super) pause: Option<Duration>,
    /// The chat that the group has become.
    pub(super) moved_to: Option<i64>,
}

impl Trouble {
    /// Whether Telegram says no, with these words in its sentence.
    pub(super) fn says(&self, words: &str) -> bool {
        matches!(self, Self::Refused(refusal) if refusal.description.contains(words))
    }

    /// Telegram's number of the error, if that is what it answered with.
    pub(super) fn code(&self) -> Option<u16> {
        match self {
            Self::Refused(refusal) => Some(refusal.code),
            Self::Unanswered { .. } | Self::Odd(_) => None,
        }
    }

    /// Whether Telegram doesn't know the token, or the method: it answers alike.
    pub(super) fn is_unknown(&self) -> bool {
        matches!(self.code(), Some(401 | 404))
    }
}

/// Calls a method. `None` stands for a yes whose result isn't what was expected.
pub(super) async fn make<T: DeserializeOwned>(
    bot: &Bot,
    method: &str,
    parameters: &impl Serialize,
) -> Result<Option<T>, Trouble> {
    send(post(bot, method).json(parameters)).await
}

/// Calls a method with a form, which may hold files.
pub(super) async fn upload<T: DeserializeOwned>(
    bot: &Bot,
    method: &str,
    form: Form,
) -> Result<Option<T>, Trouble> {
    send(post(bot, method).multipart(form)).await
}

fn post(bot: &Bot, method: &str) -> RequestBuilder {
    let mut address = bot.api_url();
    if let Ok(mut segments) = address.path_segments_mut() {
        segments.pop_if_empty().push(&format!("bot{}", bot.token())).push(method);
    }
    bot.client().post(address)
}

async fn send<T: DeserializeOwned>(request: RequestBuilder) -> Result<Option<T>, Trouble> {
    let unanswered = |error: reqwest::Error| Trouble::Unanswered { never_arrived: error.is_connect() };
    let answer = request.send().await.map_err(unanswered)?;
    let status = answer.status().as_u16();
    let body = answer.bytes().await.map_err(unanswered)?;
    read(status, &body)
}

#[derive(Deserialize)]
struct Answer<'a> {
    ok: bool,
    #[serde(borrow, default)]
    result: Option<&'a RawValue>,
    #[serde(default)]
    error_code: Option<u16>,
    #[serde(borrow, default)]
    description: Option<Cow<'a, str>>,
    #[serde(default)]
    parameters: Option<Parameters>,
}

#[derive(Default, Deserialize)]
struct Parameters {
    #[serde(default)]
    retry_after: Option<u64>,
    #[serde(default)]
    migrate_to_chat_id: Option<i64>,
}

/// Reads an answer with its HTTP status.
fn read<T: DeserializeOwned>(status: u16, body: &[u8]) -> Result<Option<T>, Trouble> {
    let answer: Answer<'_> = serde_json::from_slice(body).map_err(|_other| Trouble::Odd(status))?;
    if answer.ok {
        return Ok(answer.result.and_then(|result| serde_json::from_str(result.get()).ok()));
    }
    let code = answer.error_code.unwrap_or(status);
    let Parameters { retry_after, migrate_to_chat_id } = answer.parameters.unwrap_or_default();
    let pause = match (retry_after, code) {
        (Some(seconds), _) => Some(Duration::from_secs(seconds).min(LONGEST_PAUSE)),
        (None, 429) => Some(UNNAMED_PAUSE),
        (None, _) => None,
    };
    Err(Trouble::Refused(Refusal {
        code,
        description: answer.description.unwrap_or_default().to_lowercase(),
        pause,
        moved_to: migrate_to_chat_id,
    }))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde::Deserialize;

    use super::LONGEST_PAUSE;
    use super::Refusal;
    use super::Trouble;
    use super::read;

    #[derive(Debug, Deserialize, PartialEq, Eq)]
    struct Sent {
        message_id: i32,
    }

    fn reads(status: u16, body: &str) -> Result<Option<i32>, Trouble> {
        Ok(read::<Sent>(status, body.as_bytes())?.map(|sent| sent.message_id))
    }

    fn refused(body: &str) -> Refusal {
        match reads(400, body) {
            Err(Trouble::Refused(refusal)) => refusal,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_yes_is_a_yes_whatever_else_is_in_it() {
        assert_eq!(reads(200, r#"{"ok":true,"result":{"message_id":7,"odd":1e400}}"#), Ok(Some(7)));
        assert_eq!(reads(200, r#"{"ok":true,"result":{"odd":[]}}"#), Ok(None));
        assert_eq!(reads(200, r#"{"ok":true,"result":true}"#), Ok(None));
    }

    #[test]
    fn a_no_is_known_by_its_number_and_by_that_of_http_where_it_has_none() {
        assert_eq!(refused(r#"{"ok":false,"error_code":403,"description":"Forbidden: x"}"#).code, 403);
        assert_eq!(refused(r#"{"ok":false}"#).code, 400);
    }

    #[test]
    fn a_pause_is_kept_up_to_five_minutes() {
        let asks = |seconds: u64| {
            let body = format!(r#"{{"ok":false,"error_code":429,"parameters":{{"retry_after":{seconds}}}}}"#);
            refused(&body).pause
        };
        assert_eq!(asks(3), Some(Duration::from_secs(3)));
        assert_eq!(asks(4_000_000), Some(LONGEST_PAUSE));
        assert_eq!(asks(u64::MAX), Some(LONGEST_PAUSE));
        assert_eq!(refused(r#"{"ok":false,"error_code":429}"#).pause, Some(Duration::from_secs(1)));
    }

    #[test]
    fn what_is_no_answer_of_the_bot_api_is_odd() {
        assert_eq!(reads(502, "<html>502 Bad Gateway</html>"), Err(Trouble::Odd(502)));
        assert_eq!(reads(200, ""), Err(Trouble::Odd(200)));
    }
}
