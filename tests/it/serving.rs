//! A bot to test: the real process on a data folder of its own, or the same code inside the test.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod bot;
mod dice;
pub(crate) mod home;
mod phone;
mod process;
pub(crate) mod small_faq;

pub(crate) use bot::Bot;
pub(crate) use dice::Dice;
pub(crate) use home::Home;
pub(crate) use phone::Phone;
pub(crate) use process::Serving;
pub(crate) use small_faq::QUESTIONS;

use netral::sandbox::Options;
use netral::sandbox::Telegram;

/// A Bot API server for one test.
pub(crate) async fn telegram() -> Telegram {
    Telegram::start("127.0.0.1:0".parse().unwrap()).await.unwrap()
}

/// A Bot API server whose bot has this secret in its token.
pub(crate) async fn telegram_with(secret: &str) -> Telegram {
    let options = Options::for_tests("127.0.0.1:0".parse().unwrap());
    Telegram::open(Options { secret: secret.to_owned(), ..options }).await.unwrap()
}

/// The texts of all messages the bot has sent to a chat, in order.
pub(crate) fn replies(telegram: &Telegram, chat: i64) -> Vec<String> {
    let messages = telegram.chat_messages(chat);
    messages
        .iter()
        .filter(|message| message.is_from_bot())
        .map(|message| message.words().to_owned())
        .collect()
}

/// Waits until the bot has sent this many messages to a chat; returns their texts.
pub(crate) async fn replied(telegram: &Telegram, chat: i64, count: usize) -> Vec<String> {
    let waited =
        telegram.wait_until(|telegram| Some(replies(telegram, chat)).filter(|all| all.len() >= count));
    waited.await.unwrap()
}
