//! Takes updates by long polling and acknowledges them late: only once they are handled.

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;

use serde_json::json;
use serde_json::value::RawValue;
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
use crate::telegram::call::Refusal;
use crate::telegram::call::Trouble;
use crate::telegram::connect;
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

/// The pause after a poll that brought nothing new although nothing is in hand, so that nobody turns in circles.
const CALM: Duration = Duration::from_millis(300);

/// Updates in hand that leave room in the next batch for many others.
const FEW: usize = 25;

/// Between two polls while something is in hand: it is handed over again each time. Twice as long after
/// each poll that brought nothing new.
const FIRST_SPACING: Duration = Duration::from_millis(5);
const LONGEST_SPACING: Duration = Duration::from_millis(200);

/// An update that takes longer lets the others pass once a whole batch is in hand.
const PATIENCE: Duration = Duration::from_secs(5);

/// An update that takes longer is finished in the background; a stop loses what it was to say.
const LONGEST_IN_HAND: Duration = Duration::from_secs(120);

/// Times an update may have been tried without an end before it gets an apology instead.
const TRIES: u8 = 2;

/// Updates that may have been in hand at an unclean stop: a batch, and what came while it was handled.
const SUSPECTS: usize = 2 * BATCH;

/// Pauses after a failed poll, each twice as long as the one before.
const FIRST_PAUSE: Duration = Duration::from_millis(20);
const LONGEST_PAUSE: Duration = Duration::from_secs(15);

/// How long a stop waits for updates in hand, and for the last acknowledgement.
const FAREWELL: Duration = Duration::from_millis(1500);

/// The polling loop.
pub(super) struct Polling<S> {
    connection: Connection,
    store: Arc<S>,
    worker: Worker<S>,
    hand: Arc<Hand>,
    /// Updates that may have ended the process before, and are therefore tried one at a time.
    suspects: usize,
    spacing: Duration,
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
    /// `unclean` says that the last process ended while it may have been handling something.
    pub(super) fn new(
        connection: Connection,
        store: Arc<S>,
        worker: Worker<S>,
        unclean: bool,
        pulse: Pulse,
    ) -> Self {
        let suspects = if unclean { SUSPECTS } else { 0 };
        let (spacing, pause) = (FIRST_SPACING, FIRST_PAUSE);
        Self { connection, store, worker, hand: Arc::default(), suspects, spacing, pause, pulse }
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
                    self.pause = FIRST_PAUSE;
                    (self.pulse)();
                    self.take(updates).await?;
                }
                Err(trouble) => self.recover(&trouble, stop).await?,
            }
            tokio::select! {
                () = stop.cancelled() => break,
                () = self.breathe() => {}
            }
        }
        self.take_leave().await;
        Ok(())
    }

    /// Polls; a server that doesn't wait although nothing is there isn't asked without pause.
    async fn poll_calmly(&self) -> Result<Vec<Box<RawValue>>, Trouble> {
        let begin = Instant::now();
        let updates = self.poll(LONG_POLL, BATCH).await?;
        if updates.is_empty() && begin.elapsed() < AT_ONCE {
            time::sleep(AT_ONCE).await;
        }
        Ok(updates)
    }

    async fn poll(&self, wait: Duration, limit: usize) -> Result<Vec<Box<RawValue>>, Trouble> {
        let offset = self.hand.with(|window| window.offset(Instant::now()));
        let mut parameters = json!({ "limit": limit, "timeout": wait.as_secs(), "allowed_updates": KINDS });
        if let (Some(offset), Some(fields)) = (offset, parameters.as_object_mut()) {
            fields.insert("offset".to_owned(), json!(offset));
        }
        let updates = call::make(&self.connection.polling_bot, "getUpdates", &parameters).await?;
        Ok(updates.unwrap_or_default())
    }

    /// Takes what is new of a batch in hand.
    async fn take(&mut self, updates: Vec<Box<RawValue>>) -> Result<(), ServeError> {
        let mut fresh = Vec::new();
        for json in updates.iter().map(|update| update.get()) {
            let Ok(Numbered { update_id }) = serde_json::from_str(json) else { continue };
            dated::date(json).into_iter().for_each(|date| self.store.hear_date(date));
            let update = UpdateId(update_id);
            if self.hand.with(|window| window.open(update, Instant::now())) {
                fresh.push((update, json));
            }
        }
        self.space(fresh.is_empty(), updates.len()).await;
        for (update, json) in &fresh {
            if self.suspects > 0 {
                self.try_alone(*update, json).await?;
            } else {
                self.hand_over(*update, json, None);
            }
        }
        if fresh.is_empty() && self.suspects > 0 {
            self.clear_of_suspicion()?;
        }
        Ok(())
    }

    /// Sets the pace of polling by what a poll brought.
    async fn space(&mut self, nothing_new: bool, updates: usize) {
        if !nothing_new {
            self.spacing = FIRST_SPACING;
            return;
        }
        self.spacing = self.spacing.saturating_mul(2).min(LONGEST_SPACING);
        if updates >= BATCH {
            self.hand.with(|window| window.give_up(Instant::now(), PATIENCE));
        }
        if updates > 0 && self.hand.with(|window| window.waiting()) == 0 {
            time::sleep(CALM).await;
        }
    }

    /// Handles an update that may have ended the process before: alone, and noted as being tried.
    async fn try_alone(&mut self, update: UpdateId, json: &str) -> Result<(), ServeError> {
        let tried = match self.store.try_update(update) {
            Err(StoreError::Closed) => return Err(StoreError::Closed.into()),
            // What can't be noted can't come under suspicion.
            tried => tried.unwrap_or(0),
        };
        self.hand_over(update, json, (tried >= TRIES).then_some(Happening::Crashed));
        let _taking_longer_it_ends_in_the_background = time::timeout(PATIENCE, self.worker.settled()).await;
        self.suspects = self.suspects.saturating_sub(1);
        if self.suspects == 0 { self.clear_of_suspicion() } else { Ok(()) }
    }

    fn clear_of_suspicion(&mut self) -> Result<(), ServeError> {
        self.suspects = 0;
        match self.store.stop_trying() {
            Err(StoreError::Closed) => Err(StoreError::Closed.into()),
            Ok(()) | Err(_) => Ok(()),
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

    /// Waits a moment while something is in hand, so that a poll brings more than that once more.
    async fn breathe(&self) {
        let until = Instant::now() + self.spacing;
        loop {
            let moved = self.hand.moved.notified();
            let now = Instant::now();
            let waiting = self.hand.with(|window| {
                window.give_up(now, LONGEST_IN_HAND);
                window.waiting()
            });
            let patience = match waiting {
                0 => return,
                1..=FEW => until.saturating_duration_since(now),
                _ => LONGEST_SPACING,
            };
            if time::timeout(patience, moved).await.is_err() {
                return;
            }
        }
    }

    /// Waits after a failed poll; only a refused token ends the loop.
    async fn recover(&mut self, trouble: &Trouble, stop: &CancellationToken) -> Result<(), ServeError> {
        let pause = match trouble {
            refused if refused.is_unknown() => return Err(ServeError::TokenRefused),
            Trouble::Refused(Refusal { pause: Some(asked), .. }) => {
                tracing::warn!("Telegram asks for a pause of {} s before the next poll", asked.as_secs());
                self.next_pause().max(*asked)
            }
            Trouble::Refused(Refusal { code: 409, description, .. }) if description.contains("webhook") => {
                tracing::warn!("a webhook was set from elsewhere; it is removed, and no update is dropped");
                connect::remove_webhook(&self.connection.bot).await;
                self.next_pause()
            }
            Trouble::Refused(Refusal { code: 409, .. }) => {
                tracing::warn!("bot berjalan di tempat lain: another process polls with this token");
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
        let _late_ones_are_handed_over_again = time::timeout(FAREWELL, self.settled()).await;
        if self.hand.with(|window| window.offset(Instant::now())).is_some() {
            let _otherwise_they_are_answered_again =
                time::timeout(FAREWELL, self.poll(Duration::ZERO, 1)).await;
        }
    }

    /// Waits until nothing is in hand.
    async fn settled(&self) {
        self.worker.settled().await;
        loop {
            let moved = self.hand.moved.notified();
            if self.hand.with(|window| window.waiting()) == 0 {
                return;
            }
            moved.await;
        }
    }
}
