//! Handles updates: each chat in order, panics caught, the end of each reported.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures::FutureExt;

use crate::conversation::Counted;
use crate::conversation::Place;
use crate::desk::Desk;
use crate::desk::Happening;
use crate::desk::Incoming;
use crate::desk::Received;
use crate::ports::Store;
use crate::ports::StoreError;
use crate::telegram::albums::Albums;
use crate::telegram::fetch::Fetcher;
use crate::telegram::lanes::Lanes;
use crate::telegram::outbox::Outbox;
use crate::telegram::outbox::Pace;

/// Takes what happened to the desk and what it says to the outbox.
pub(super) struct Worker<S> {
    desk: Arc<Desk<S>>,
    store: Arc<S>,
    outbox: Outbox<S>,
    fetcher: Fetcher,
    lanes: Lanes,
    albums: Albums,
}

impl<S> Clone for Worker<S> {
    fn clone(&self) -> Self {
        Self {
            desk: Arc::clone(&self.desk),
            store: Arc::clone(&self.store),
            outbox: self.outbox.clone(),
            fetcher: self.fetcher.clone(),
            lanes: self.lanes.clone(),
            albums: self.albums.clone(),
        }
    }
}

impl<S: Store> Worker<S> {
    pub(super) fn new(desk: Arc<Desk<S>>, store: Arc<S>, outbox: Outbox<S>, fetcher: Fetcher) -> Self {
        Self { desk, store, outbox, fetcher, lanes: Lanes::default(), albums: Albums::default() }
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
            if worker.handle(incoming).await.is_ok() {
                done();
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
    async fn handle(&self, incoming: Incoming) -> Result<(), StoreError> {
        let update = incoming.update;
        let apology = Incoming { happening: Happening::Crashed, ..incoming.clone() };
        let Some(result) = self.guarded(incoming).await else {
            tracing::error!("handling an update panicked; the person gets an apology");
            return match self.guarded(apology).await {
                Some(result) => result,
                None => self.store.finish(update.into_iter().collect()).await,
            };
        };
        result
    }

    /// Returns `None` if it panicked.
    async fn guarded(&self, incoming: Incoming) -> Option<Result<(), StoreError>> {
        AssertUnwindSafe(self.receive(incoming)).catch_unwind().await.ok()
    }

    async fn receive(&self, incoming: Incoming) -> Result<(), StoreError> {
        let chat = incoming.chat;
        let incoming = self.with_file(incoming).await;
        match self.desk.receive(incoming).await? {
            Received::Committed(pending) => self.outbox.enqueue(pending),
            Received::Followed(pending, words) => {
                self.outbox.enqueue(pending);
                self.outbox.say(chat, words);
                self.outbox.say_all(self.desk.told_to_others());
            }
            Received::Unsaved(deliveries) => self.outbox.send_unsaved(chat, deliveries),
            Received::Direct(words) => self.outbox.say(chat, words),
            Received::Repeated => {}
        }
        Ok(())
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
