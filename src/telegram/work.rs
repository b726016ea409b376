//! Handles updates: each chat in order, panics caught, the end of each reported.
//!
//! An update is handled once Telegram took its answer and what it promised is durable.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures::FutureExt;

use crate::conversation::Counted;
use crate::conversation::Place;
use crate::desk::Desk;
use crate::desk::Happening;
use crate::desk::Incoming;
use crate::desk::Received;
use crate::ports::Boxed;
use crate::ports::ChatId;
use crate::ports::Store;
use crate::ports::StoreError;
use crate::telegram::albums::Albums;
use crate::telegram::fetch::Fetcher;
use crate::telegram::lanes::Lanes;
use crate::telegram::outbox::Ended;
use crate::telegram::outbox::Hurry;
use crate::telegram::outbox::Outbox;
use crate::telegram::outbox::Pace;

/// Ends once it is durable where a chat stands.
type Remembered = Boxed<'static, Result<(), StoreError>>;

/// Updates of one chat that may wait behind one whose answer Telegram hasn't taken.
const CROWD: usize = 8;

/// Takes what happened to the desk and what it says to the outbox.
pub(super) struct Worker<S> {
    desk: Arc<Desk<S>>,
    outbox: Outbox<S>,
    fetcher: Fetcher,
    lanes: Lanes,
    albums: Albums,
}

impl<S> Clone for Worker<S> {
    fn clone(&self) -> Self {
        Self {
            desk: Arc::clone(&self.desk),
            outbox: self.outbox.clone(),
            fetcher: self.fetcher.clone(),
            lanes: self.lanes.clone(),
            albums: self.albums.clone(),
        }
    }
}

impl<S: Store> Worker<S> {
    pub(super) fn new(desk: Arc<Desk<S>>, outbox: Outbox<S>, fetcher: Fetcher) -> Self {
        Self { desk, outbox, fetcher, lanes: Lanes::default(), albums: Albums::default() }
    }

    /// Queues an update of a chat; `done` is called once it is handled, whatever became of it.
    pub(super) fn take(&self, mut incoming: Incoming, done: impl FnOnce() + Send + 'static) {
        let worker = self.clone();
        if incoming.happening != Happening::Left {
            match self.outbox.pace(incoming.chat) {
                Pace::Calm => {}
                Pace::Flooding => incoming.happening = Happening::Hurried,
                Pace::StillFlooding => incoming.happening = Happening::Ignored,
            }
        }
        self.albums.note(&incoming);
        self.lanes.push(incoming.chat, async move {
            match worker.handle(incoming).await {
                // The next one of the chat needn't wait for the disk.
                Ok(Some(remembered)) => drop(tokio::spawn(async move {
                    let _worth_no_more_than_what_was_never_known = remembered.await;
                    done();
                })),
                Ok(None) => done(),
                Err(_) => {}
            }
        });
    }

    /// Counts an update that could not be read.
    pub(super) fn count_unread(&self) {
        self.desk.count(Counted::Unread);
    }

    /// Waits until everything taken is handled.
    pub(super) async fn settled(&self) {
        self.lanes.settled().await;
    }

    /// Handles an update. A panic ends in an apology; only a closed store leaves it unhandled.
    async fn handle(&self, incoming: Incoming) -> Result<Option<Remembered>, StoreError> {
        let apology = Incoming { happening: Happening::Crashed, ..incoming.clone() };
        let Some(result) = self.guarded(incoming).await else {
            tracing::error!("handling an update panicked; the person gets an apology");
            return self.guarded(apology).await.unwrap_or(Ok(None));
        };
        result
    }

    /// Returns `None` if it panicked.
    async fn guarded(&self, incoming: Incoming) -> Option<Result<Option<Remembered>, StoreError>> {
        AssertUnwindSafe(self.receive(incoming)).catch_unwind().await.ok()
    }

    /// Says what comes of an update, and returns what becomes durable afterwards.
    async fn receive(&self, incoming: Incoming) -> Result<Option<Remembered>, StoreError> {
        let chat = incoming.chat;
        let incoming = self.with_file(incoming).await;
        let speech = match self.desk.receive(incoming).await? {
            Received::Said(speech) => speech,
            Received::Direct(words) => {
                self.outbox.say_out(chat, words).await;
                return Ok(None);
            }
        };
        if self.outbox.deliver(chat, speech.deliveries, self.hurry(chat)).await == Ended::Gone {
            return Ok(None);
        }
        self.outbox.say_out(chat, speech.words).await;
        self.outbox.say_all(self.desk.told_to_others());
        Ok(speech.then.map(|state| self.desk.remember(chat, state)))
    }

    fn hurry(&self, chat: ChatId) -> Hurry {
        if self.lanes.backlog(chat) > CROWD { Hurry::Crowded } else { Hurry::None }
    }

    /// Fetches the file that came with it if the desk wants that, in the chat's own time.
    async fn with_file(&self, mut incoming: Incoming) -> Incoming {
        if !self.is_file_wanted(&incoming) {
            return self.albums.settle(incoming).await;
        }
        if let Some(file) = &mut incoming.circumstances.file {
            file.content = Some(self.fetcher.fetch(file).await);
        }
        incoming
    }

    fn is_file_wanted(&self, incoming: &Incoming) -> bool {
        let passed_over = match &incoming.happening {
            Happening::Crashed | Happening::Hurried | Happening::Ignored => true,
            Happening::Left | Happening::Joined | Happening::Pressed(_) => true,
            Happening::Said { .. } | Happening::Commanded { .. } | Happening::Sent(_) => false,
        };
        let here = incoming.place == Place::Private && incoming.circumstances.file.is_some();
        here && !passed_over && self.desk.wants_file(incoming)
    }
}
