//! What an answer of Telegram means for what was attempted.

use std::time::Duration;

use serde::Deserialize;

use crate::ports::ChatId;
use crate::ports::MessageId;
use crate::telegram::call::Refusal;
use crate::telegram::call::Trouble;

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

/// A message that Telegram took.
#[derive(Deserialize)]
pub(super) struct Sent {
    message_id: i32,
}

/// Reads Telegram's answer to something that may have made a message.
pub(super) fn outcome(result: Result<Option<Sent>, Trouble>) -> Outcome {
    match result {
        Ok(sent) => Outcome::Taken(sent.map(|sent| MessageId(sent.message_id))),
        Err(Trouble::Refused(refusal)) => refused(&refusal),
        Err(Trouble::Odd(403)) => Outcome::Gone,
        Err(Trouble::Odd(400..=499)) => Outcome::Refused,
        Err(Trouble::Odd(_) | Trouble::Unanswered { .. }) => Outcome::Failed,
    }
}

/// A number that isn't known says that something is wrong, not that it will be for ever.
fn refused(refusal: &Refusal) -> Outcome {
    match refusal {
        Refusal { moved_to: Some(chat), .. } => Outcome::Moved(ChatId(*chat)),
        Refusal { pause: Some(pause), .. } => Outcome::Pause(*pause),
        Refusal { code: 403, .. } => Outcome::Gone,
        Refusal { code: 400, description, .. } if description.contains("chat not found") => Outcome::Gone,
        // Who polls finds out that the token is refused, and ends.
        Refusal { code: 401 | 404 | 409, .. } => Outcome::Failed,
        Refusal { code: 400..=499, .. } => Outcome::Refused,
        Refusal { .. } => Outcome::Failed,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Outcome;
    use super::Sent;
    use super::outcome;
    use crate::ports::ChatId;
    use crate::ports::MessageId;
    use crate::telegram::call::Refusal;
    use crate::telegram::call::Trouble;

    fn no(code: u16, description: &str) -> Trouble {
        Trouble::Refused(Refusal { code, description: description.to_owned(), pause: None, moved_to: None })
    }

    #[test]
    fn each_answer_of_telegram_has_one_meaning() {
        let pause = Duration::from_secs(3);
        let paused = Refusal { code: 429, description: String::new(), pause: Some(pause), moved_to: None };
        let moved = Refusal { code: 400, description: String::new(), pause: None, moved_to: Some(-5) };
        let cases = [
            (Ok(Some(Sent { message_id: 1 })), Outcome::Taken(Some(MessageId(1)))),
            (Ok(None), Outcome::Taken(None)),
            (Err(Trouble::Refused(paused)), Outcome::Pause(pause)),
            (Err(Trouble::Refused(moved)), Outcome::Moved(ChatId(-5))),
            (Err(no(403, "forbidden: something new")), Outcome::Gone),
            (Err(no(400, "bad request: chat not found")), Outcome::Gone),
            (Err(no(400, "bad request: something new")), Outcome::Refused),
            (Err(no(401, "unauthorized")), Outcome::Failed),
            (Err(Trouble::Unanswered { never_arrived: true }), Outcome::Failed),
            (Err(Trouble::Odd(403)), Outcome::Gone),
            (Err(Trouble::Odd(400)), Outcome::Refused),
            (Err(Trouble::Odd(502)), Outcome::Failed),
        ];
        for (answer, meaning) in cases {
            assert_eq!(outcome(answer), meaning);
        }
    }

    #[test]
    fn an_error_of_telegrams_own_passes_whatever_its_sentence_says() {
        for code in [500, 502, 503, 504, 520, 599] {
            assert_eq!(outcome(Err(no(code, "something nobody has seen before"))), Outcome::Failed);
        }
    }
}
