//! The bot inside the test: the real update loop over a store in memory.

use std::sync::Arc;

use netral::conversation::Counted;
use netral::desk::Desk;
use netral::desk::Reference;
use netral::ports::ChatId;
use netral::ports::Clock;
use netral::ports::Store;
use netral::ports::Timestamp;
use netral::sandbox::Telegram;
use netral::storage::MemoryStore;
use netral::telegram;
use netral::telegram::ServeError;
use netral::texts::Agency;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::small_faq;

/// A clock that stands still.
struct StandingClock;

impl Clock for StandingClock {
    fn now(&self) -> Timestamp {
        Timestamp(20_601 * 86_400)
    }
}

/// A bot that serves until it is stopped or dropped.
pub(crate) struct Bot {
    store: Arc<MemoryStore<StandingClock>>,
    stop: CancellationToken,
    serving: JoinHandle<Result<(), ServeError>>,
}

impl Bot {
    pub(crate) async fn start(server: &Telegram) -> Self {
        let store = Arc::new(MemoryStore::new(StandingClock));
        let desk = Desk::new(Arc::clone(&store), Reference::of(small_faq::faq()), Agency::default());
        let connection = telegram::connect(server.token(), Some(&server.url())).await.unwrap();
        let stop = CancellationToken::new();
        let serving = telegram::serve(
            connection,
            Arc::new(desk),
            Arc::clone(&store),
            stop.clone(),
            false,
            Box::new(|| {}),
        );
        Self { store, stop, serving: tokio::spawn(serving) }
    }

    /// Whether anything is remembered of a chat.
    pub(crate) fn remembers(&self, chat: i64) -> bool {
        self.store.load(ChatId(chat)).unwrap().is_some()
    }

    /// How often an update could not be read, as far as it is written.
    pub(crate) fn unread(&self) -> u64 {
        let counts = self.store.counts().unwrap();
        counts.iter().filter(|(counted, _)| *counted == Counted::Unread).map(|(_, times)| times).sum()
    }

    /// What is still to be delivered.
    pub(crate) fn undelivered(&self) -> usize {
        self.store.pending().unwrap().len()
    }

    /// Lets it end as on Ctrl-C; it must have served until then.
    pub(crate) async fn stop(&mut self) {
        self.stop.cancel();
        (&mut self.serving).await.unwrap().unwrap();
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        self.serving.abort();
    }
}
