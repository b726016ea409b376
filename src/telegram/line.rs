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

/// Pauses between attempts when the network fails, each twice as long as the one before.
const FIRST_PAUSE: Duration = Duration::from_millis(20);
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

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::time::Duration;

    use teloxide::Bot;
    use tokio::time::Instant;

    use super::Attempts;
    use super::Line;
    use crate::ports::ChatId;
    use crate::telegram::outcome::Outcome;

    /// Insists on something that meets with these outcomes; returns the last one, the chats tried and the seconds waited.
    async fn insist(attempts: Attempts, outcomes: &[Outcome]) -> (Outcome, Vec<i64>, f32) {
        let line = Line::new(Bot::new("1:a"));
        let tried = Mutex::new(Vec::new());
        let begin = Instant::now();
        let attempt = |chat: ChatId| {
            let mut tried = tried.lock().unwrap();
            tried.push(chat.0);
            std::future::ready(outcomes[tried.len() - 1])
        };
        let outcome = line.insist(ChatId(1), attempts, attempt).await;
        (outcome, tried.into_inner().unwrap(), begin.elapsed().as_secs_f32())
    }

    #[tokio::test(start_paused = true)]
    async fn it_waits_as_long_as_asked_and_else_ever_longer() {
        let pause = Outcome::Pause(Duration::from_secs(30));
        let outcomes = [Outcome::Failed, pause, Outcome::Failed, Outcome::Failed, Outcome::Taken(None)];
        let (outcome, tried, waited) = insist(Attempts::Endless, &outcomes).await;
        assert_eq!((outcome, tried.len()), (Outcome::Taken(None), 5));
        assert!((30.14..30.2).contains(&waited), "{waited}");
        let many = [[Outcome::Failed; 20].as_slice(), &[Outcome::Gone]].concat();
        let (outcome, _, waited) = insist(Attempts::Endless, &many).await;
        assert_eq!(outcome, Outcome::Gone);
        assert!((81.9 + 8.0 * 60.0..563.0).contains(&waited), "a minute at most each: {waited}");
    }

    #[tokio::test(start_paused = true)]
    async fn it_follows_a_group_that_has_become_another_chat() {
        let (outcome, tried, _) =
            insist(Attempts::Endless, &[Outcome::Moved(ChatId(-5)), Outcome::Refused]).await;
        assert_eq!((outcome, tried), (Outcome::Refused, vec![1, -5]));
    }

    #[tokio::test(start_paused = true)]
    async fn what_grows_stale_is_tried_twice() {
        let (outcome, tried, waited) = insist(Attempts::Two, &[Outcome::Failed; 3]).await;
        assert_eq!((outcome, tried.len()), (Outcome::Refused, 2));
        assert!(waited < 1.0);
    }
}
