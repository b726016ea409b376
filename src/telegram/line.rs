//! The line to Telegram: a limited number of calls at once, each insisted on.

use std::future::Future;
use std::time::Duration;

use teloxide::Bot;
use tokio::sync::Semaphore;
use tokio::time;

use crate::ports::ChatId;
use crate::telegram::outcome::Outcome;

/// Calls on their way to Telegram at the same time.
const CALLS_AT_ONCE: usize = 64;

/// Pauses between attempts when the network fails.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// The bot, and how many calls it may make at once.
pub(super) struct Line {
    pub(super) bot: Bot,
    slots: Semaphore,
}

/// How often something is attempted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Attempts {
    /// Until Telegram took it or never will.
    Endless,
    /// The answer to a button press is worth nothing after some seconds.
    Two,
}

impl Line {
    pub(super) fn new(bot: Bot) -> Self {
        Self { bot, slots: Semaphore::new(CALLS_AT_ONCE) }
    }

    /// Attempts until Telegram took it or never will, or it is no longer worth it: never returns
    /// [`Outcome::Moved`], [`Outcome::Pause`] or [`Outcome::Failed`].
    pub(super) async fn insist<F>(
        &self,
        chat: ChatId,
        attempts: Attempts,
        attempt: impl Fn(ChatId) -> F,
    ) -> Outcome
    where
        F: Future<Output = Outcome>,
    {
        let mut chat = chat;
        let mut pause = FIRST_PAUSE;
        let mut made = 0_usize;
        loop {
            let outcome = self.alone(attempt(chat)).await;
            made = made.saturating_add(1);
            match outcome {
                Outcome::Taken(_) | Outcome::Refused | Outcome::Gone => return outcome,
                Outcome::Moved(to) => chat = to,
                Outcome::Pause(_) | Outcome::Failed if attempts == Attempts::Two && made >= 2 => {
                    return Outcome::Refused;
                }
                Outcome::Pause(asked) => time::sleep(asked).await,
                Outcome::Failed => {
                    time::sleep(pause).await;
                    pause = pause.saturating_mul(2).min(LONGEST_PAUSE);
                }
            }
        }
    }

    async fn alone(&self, call: impl Future<Output = Outcome>) -> Outcome {
        let _slot = self.slots.acquire().await;
        call.await
    }
}
