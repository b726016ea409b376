//! Takes updates by long polling and acknowledges them late: only once they are handled.

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;
use serde_json::json;
use serde_json::value::RawValue;
use teloxide::ApiError;
use teloxide::RequestError;
use tokio::sync::Notify;
use tokio::time;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::desk::Happening;
use crate::desk::Incoming;
use crate::ports::Store;
use crate::ports::StoreError;
use crate::ports::UpdateId;
use crate::telegram::Connection;
use crate::telegram::ServeError;
use crate::telegram::call;
use crate::telegram::call::GetUpdates;
use crate::telegram::connect::LONG_POLL;
use crate::telegram::dated;
use crate::telegram::inbound;
use crate::telegram::window::Window;
use crate::telegram::wire::KINDS;
use crate::telegram::wire::Numbered;
use crate::telegram::work::Worker;

/// Most updates Telegram hands over at once.
const BATCH: usize = 100;

/// An empty answer that comes sooner was no long poll.
const AT_ONCE: Duration = Duration::from_millis(100);

/// Updates still in hand that don't keep the next batch waiting.
const FEW: usize = 25;

/// An update that takes longer is finished in the background; the others needn't wait.
const PATIENCE: Duration = Duration::from_secs(5);

/// Times an update may begin without an end before it gets an apology instead.
const BEGINNINGS: u8 = 2;

/// Pauses after a failed poll.
const FIRST_PAUSE: Duration = Duration::from_millis(300);
const LONGEST_PAUSE: Duration = Duration::from_secs(15);

/// How long a stop waits for updates in hand, and for the last acknowledgement.
const FAREWELL: Duration = Duration::from_millis(1500);

/// The polling loop.
pub(super) struct Polling<S> {
    connection: Connection,
    store: Arc<S>,
    worker: Worker<S>,
    hand: Arc<Hand>,
    pause: Duration,
    pulse: Pulse,
}

/// Called whenever Telegram answered a poll, for whoever watches over the process.
pub type Pulse = Box<dyn Fn() + Send + Sync>;

/// The updates in hand, shared with the jobs that handle them.
#[derive(Default)]
struct Hand {
    window: Mutex<Window>,
    moved: Notify,
}

/// What the store knows of an update.
enum Known {
    New,
    Begun(u8),
    Handled,
}

impl Hand {
    fn with<T>(&self, act: impl FnOnce(&mut Window) -> T) -> T {
        act(&mut self.window.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn done(&self, update: UpdateId) {
        self.with(|window| window.done(update));
        self.moved.notify_one();
    }
}

impl<S: Store> Polling<S> {
    pub(super) fn new(connection: Connection, store: Arc<S>, worker: Worker<S>, pulse: Pulse) -> Self {
        Self { connection, store, worker, hand: Arc::default(), pause: FIRST_PAUSE, pulse }
    }

    /// Polls until asked to stop.
    pub(super) async fn run(mut self, stop: &CancellationToken) -> Result<(), ServeError> {
        loop {
            let polled = tokio::select! {
                () = stop.cancelled() => break,
                polled = self.poll_calmly() => polled,
            };
            match polled {
                Ok(updates) => {
                    (self.pulse)();
                    self.take(updates).await?;
                }
                Err(error) => self.recover(&error, stop).await?,
            }
            tokio::select! {
                () = stop.cancelled() => break,
                () = self.until_few_in_hand() => {}
            }
        }
        self.take_leave().await;
        Ok(())
    }

    /// Polls; a server that doesn't wait although nothing is there isn't asked without pause.
    async fn poll_calmly(&self) -> Result<Vec<String>, RequestError> {
        let begin = Instant::now();
        let updates = self.poll(LONG_POLL, BATCH).await?;
        if updates.is_empty() && begin.elapsed() < AT_ONCE {
            time::sleep(AT_ONCE).await;
        }
        Ok(updates)
    }

    async fn poll(&self, wait: Duration, limit: usize) -> Result<Vec<String>, RequestError> {
        let offset = self.hand.with(|window| window.offset(Instant::now()));
        let mut parameters = json!({ "limit": limit, "timeout": wait.as_secs(), "allowed_updates": KINDS });
        if let (Some(offset), Some(fields)) = (offset, parameters.as_object_mut()) {
            fields.insert("offset".to_owned(), json!(offset));
        }
        match call::make::<GetUpdates>(&self.connection.polling_bot, parameters).await {
            Ok(Value::Array(updates)) => Ok(updates.iter().map(Value::to_string).collect()),
            Ok(_) => Ok(Vec::new()),
            Err(RequestError::InvalidJson { source, raw }) => {
                one_by_one(&raw).ok_or(RequestError::InvalidJson { source, raw })
            }
            Err(error) => Err(error),
        }
    }

    /// Takes a batch in hand: what was begun before and never ended goes first, and alone.
    async fn take(&mut self, updates: Vec<String>) -> Result<(), ServeError> {
        let numbered = updates.iter().filter_map(|json| {
            let numbered: Numbered = serde_json::from_str(json).ok()?;
            dated::date(json).into_iter().for_each(|date| self.store.hear_date(date));
            Some((UpdateId(numbered.update_id), json))
        });
        let mut fresh = Vec::new();
        let mut suspects = Vec::new();
        let mut progress = false;
        for (update, json) in numbered {
            if !self.hand.with(|window| window.open(update, Instant::now())) {
                continue;
            }
            let known = self.known(update)?;
            progress |= !matches!(known, Known::Handled);
            match known {
                Known::Handled => self.hand.done(update),
                Known::Begun(begun) => suspects.push((update, json, begun)),
                Known::New => fresh.push((update, json)),
            }
        }
        if progress {
            self.pause = FIRST_PAUSE;
        } else if !updates.is_empty() {
            time::sleep(FIRST_PAUSE).await; // nothing new, or nothing with a number: don't spin
        }
        for (update, json, begun) in suspects {
            self.handle_alone(update, json, begun).await?;
        }
        self.begin(fresh.iter().map(|(update, _)| *update).collect()).await?;
        for (update, json) in fresh {
            self.hand_over(update, json, None);
        }
        Ok(())
    }

    /// What is known of an update; without a working store it counts as new.
    fn known(&self, update: UpdateId) -> Result<Known, StoreError> {
        let look = || match (self.store.is_handled(update)?, self.store.begun(update)?) {
            (true, _) => Ok(Known::Handled),
            (false, 0) => Ok(Known::New),
            (false, begun) => Ok(Known::Begun(begun)),
        };
        match look() {
            Err(StoreError::Closed) => Err(StoreError::Closed),
            Err(_) => Ok(Known::New),
            known => known,
        }
    }

    /// Handles an update that may have ended the process before.
    async fn handle_alone(&self, update: UpdateId, json: &str, begun: u8) -> Result<(), ServeError> {
        self.begin(vec![update]).await?;
        let apology = (begun >= BEGINNINGS).then_some(Happening::Crashed);
        self.hand_over(update, json, apology);
        let _taking_longer_it_ends_in_the_background = time::timeout(PATIENCE, self.worker.settled()).await;
        Ok(())
    }

    async fn begin(&self, updates: Vec<UpdateId>) -> Result<(), StoreError> {
        if updates.is_empty() {
            return Ok(());
        }
        match self.store.begin(updates).await {
            Err(StoreError::Closed) => Err(StoreError::Closed),
            Ok(_) | Err(_) => Ok(()),
        }
    }

    /// Gives an update to the worker; what can't be read is counted and acknowledged at once.
    fn hand_over(&self, update: UpdateId, json: &str, instead: Option<Happening>) {
        let hand = Arc::clone(&self.hand);
        let read = match inbound::read(&self.connection.me, update, json) {
            Ok(Some(read)) => read,
            Ok(None) => {
                tracing::debug!("an update asks for no answer");
                return hand.done(update);
            }
            Err(inbound::Unread) => {
                self.worker.count_unread();
                return hand.done(update);
            }
        };
        let happening = instead.unwrap_or_else(|| read.happening.clone());
        self.worker.take(Incoming { happening, ..read }, move || hand.done(update));
    }

    /// Waits until few updates are in hand and the oldest has moved, but not for ever.
    async fn until_few_in_hand(&self) {
        loop {
            let moved = self.hand.moved.notified();
            let (waiting, patience) = self.hand.with(|window| {
                let now = Instant::now();
                window.give_up(now, PATIENCE);
                (window.waiting(), window.oldest(now).map(|waited| PATIENCE.saturating_sub(waited)))
            });
            let Some(patience) = patience else { return };
            if waiting <= FEW && self.hand.with(|window| window.has_moved()) {
                return;
            }
            let _checked_again_either_way = time::timeout(patience, moved).await;
        }
    }

    /// Waits after a failed poll; only a refused token ends the loop.
    async fn recover(&mut self, error: &RequestError, stop: &CancellationToken) -> Result<(), ServeError> {
        let pause = match error {
            RequestError::Api(ApiError::InvalidToken) => return Err(ServeError::TokenRefused),
            RequestError::RetryAfter(seconds) => seconds.duration(),
            RequestError::Api(ApiError::TerminatedByOtherGetUpdates | ApiError::CantGetUpdates) => {
                tracing::warn!(
                    "bot berjalan di tempat lain: another process polls with this token, or a webhook is set"
                );
                self.next_pause()
            }
            _ => {
                tracing::warn!("the Bot API cannot be reached; trying again");
                self.next_pause()
            }
        };
        tokio::select! {
            () = stop.cancelled() => {}
            () = time::sleep(pause) => {}
        }
        Ok(())
    }

    fn next_pause(&mut self) -> Duration {
        let pause = self.pause;
        self.pause = pause.saturating_mul(2).min(LONGEST_PAUSE);
        pause
    }

    /// Finishes what is in hand and acknowledges it, so that nothing is handed over again.
    async fn take_leave(&self) {
        let _late_ones_are_handed_over_again = time::timeout(FAREWELL, self.worker.settled()).await;
        if self.hand.with(|window| window.offset(Instant::now())).is_some() {
            let _otherwise_known_as_handled = time::timeout(FAREWELL, self.poll(Duration::ZERO, 1)).await;
        }
    }
}

/// Splits a response that can't be parsed as a whole, so that one odd update poisons no other.
fn one_by_one(raw: &str) -> Option<Vec<String>> {
    #[derive(Deserialize)]
    struct Response<'a> {
        #[serde(borrow)]
        result: Vec<&'a RawValue>,
    }
    let response: Response<'_> = serde_json::from_str(raw).ok()?;
    Some(response.result.into_iter().map(|update| update.get().to_owned()).collect())
}
