//! A bot that takes tips, inside the test: the real edge, the real store on disk, the real sealing.

use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;

use netral::desk::Desk;
use netral::desk::Opening;
use netral::desk::Reference;
use netral::ports::ChatId;
use netral::ports::Clock;
use netral::ports::Sealer;
use netral::ports::Timestamp;
use netral::sandbox::Telegram;
use netral::sealing::AgeSealer;
use netral::sealing::Cost;
use netral::sealing::KeyPair;
use netral::storage::SledStore;
use netral::telegram;
use netral::telegram::ServeError;
use netral::texts::Agency;
use netral::tips::Escrow;
use netral::tips::Handler;
use netral::tips::Handlers;
use netral::tips::limits::Bounds;
use tokio::task;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::serving::small_faq;

/// The handlers' chats.
pub(super) const HANDLERS: [i64; 2] = [4_020_111_222_333_444, 4_020_999_888_777_666];

/// A clock that stands still until it is moved. It begins on a Thursday, as weeks do.
#[derive(Clone)]
pub(super) struct HandClock(Arc<AtomicU64>);

impl HandClock {
    pub(super) fn new() -> Self {
        Self(Arc::new(AtomicU64::new(20_601 * 86_400)))
    }

    pub(super) fn pass(&self, seconds: u64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

/// Where a bot lives, from one start to the next.
#[derive(Clone)]
pub(super) struct Home {
    folder: PathBuf,
    pub(super) clock: HandClock,
    handlers: Handlers,
    pub(super) bounds: Bounds,
    pub(super) cost: Cost,
}

impl Home {
    pub(super) fn at(folder: &Path) -> Self {
        let bounds = Bounds { tips_an_hour: 100_000, tips_a_day: 100, receipts_a_second: 100_000 };
        let (clock, handlers) = (HandClock::new(), two_handlers());
        Self { folder: folder.to_owned(), clock, handlers, bounds, cost: Cost::TEST }
    }

    pub(super) fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    pub(super) fn secret(&self) -> PathBuf {
        self.folder.join("netral.secret")
    }

    pub(super) fn open_store(&self) -> SledStore<HandClock> {
        SledStore::open(&self.data(), &self.secret(), self.clock.clone()).unwrap()
    }

    /// Starts a bot here.
    pub(super) async fn start(&self, telegram: &Telegram) -> Bot {
        self.start_with(telegram, |sealer| Arc::new(sealer)).await
    }

    /// Starts a bot here with something around the sealer.
    pub(super) async fn start_with(
        &self,
        telegram: &Telegram,
        around: impl FnOnce(AgeSealer) -> Arc<dyn Sealer>,
    ) -> Bot {
        let (desk, store) = self.open_desk(around);
        let connection = telegram::connect(telegram.token(), Some(&telegram.url())).await.unwrap();
        let stop = CancellationToken::new();
        let (served, written) = (Arc::clone(&desk), Arc::clone(&store));
        let serving = telegram::serve(connection, served, written, stop.clone(), false, Box::new(|| {}));
        Bot { desk, store, stop, serving: tokio::spawn(serving) }
    }

    /// Opens a desk that takes tips here, without Telegram.
    pub(super) fn open_desk(
        &self,
        around: impl FnOnce(AgeSealer) -> Arc<dyn Sealer>,
    ) -> (Arc<TipDesk>, Arc<DiskStore>) {
        let store = Arc::new(self.open_store());
        let opening = Opening {
            handlers: self.handlers.clone(),
            sealer: around(AgeSealer::new(store.sealing_secret().into(), self.cost)),
            clock: Arc::new(self.clock.clone()),
            bounds: self.bounds,
            hours_east: 7,
            unclean: false,
        };
        let desk = Desk::new(Arc::clone(&store), Reference::of(small_faq::faq()), Agency::default());
        (Arc::new(desk.taking_tips(Some(opening))), store)
    }
}

/// What is behind the bot.
pub(super) type DiskStore = SledStore<HandClock>;
pub(super) type TipDesk = Desk<DiskStore>;

fn two_handlers() -> Handlers {
    let key = || KeyPair::generate().public;
    let handler = |role: &str, chat: i64| Handler { role: role.to_owned(), chat: ChatId(chat), key: key() };
    let handlers = vec![handler("Inspektorat", HANDLERS[0]), handler("BKPSDM", HANDLERS[1])];
    Handlers::new(handlers, Escrow { role: "Sekretaris Daerah".to_owned(), key: key() }).unwrap()
}

/// A bot that serves until it is stopped.
pub(super) struct Bot {
    desk: Arc<TipDesk>,
    pub(super) store: Arc<DiskStore>,
    stop: CancellationToken,
    serving: JoinHandle<Result<(), ServeError>>,
}

impl Bot {
    /// Lets it end as on Ctrl-C, and waits until its data folder is free.
    pub(super) async fn stop(self) {
        self.stop.cancel();
        self.serving.await.unwrap().unwrap();
        let store = Arc::downgrade(&self.store);
        drop((self.desk, self.store));
        while store.upgrade().is_some() {
            task::yield_now().await;
        }
    }
}

/// Opens a database as a thief does. sled lets go of it a moment after it was closed.
pub(super) async fn steal(database: &Path) -> sled::Db {
    loop {
        match sled::open(database) {
            Ok(opened) => return opened,
            Err(sled::Error::Io(error)) if error.to_string().contains("lock") => task::yield_now().await,
            Err(error) => panic!("{error}"),
        }
    }
}

/// The database of the tips, in the generation that is current.
pub(super) fn tips_database(data: &Path) -> PathBuf {
    let current = fs::read_to_string(data.join("tips.current")).unwrap();
    data.join(format!("tips.{}", current.trim())).join("db")
}
