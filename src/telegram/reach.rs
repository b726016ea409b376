//! Warns of people who should hear from the bot and can't.

use serde_json::json;
use teloxide::Bot;

use crate::ports::ChatId;
use crate::telegram::call;
use crate::telegram::outcome::Outcome;
use crate::telegram::outcome::outcome;

/// Warns, once and of nobody by name, when handlers of tips can't be told anything.
pub(super) async fn warn_of_strangers(bot: &Bot, handlers: Vec<ChatId>) {
    let strangers = strangers(bot, handlers).await;
    if strangers > 0 {
        tracing::warn!("{strangers} tip handlers have not started the bot: notices would be lost");
    }
}

/// Counts those whom Telegram says the bot doesn't know; what is unclear isn't counted.
async fn strangers(bot: &Bot, handlers: Vec<ChatId>) -> usize {
    let mut strangers = 0_usize;
    for handler in handlers {
        let known = call::make(bot, "getChat", &json!({ "chat_id": handler.0 })).await;
        if matches!(outcome(known), Outcome::Gone | Outcome::Refused) {
            strangers = strangers.saturating_add(1);
        }
    }
    strangers
}

#[cfg(test)]
mod tests;
