//! Keeping the FAQ over the in-process Bot API and a real database: from an invitation to what a stranger reads.

mod round;
mod together;

use std::path::Path;
use std::sync::Arc;

use netral::curation::Admin;
use netral::curation::AdminId;
use netral::curation::Draft;
use netral::curation::Files;
use netral::curation::Kept;
use netral::curation::Revision;
use netral::curation::Role;
use netral::curation::overlay::Overlay;
use netral::desk::Desk;
use netral::desk::Keeping;
use netral::desk::Reference;
use netral::ports::ChatId;
use netral::ports::Records;
use netral::sandbox::Telegram;
use netral::sandbox::world::journal::Event;
use netral::storage::SledStore;
use netral::system::SystemChance;
use netral::system::SystemClock;
use netral::system::Threads;
use netral::telegram;
use netral::texts::Agency;
use tempfile::TempDir;
use tokio::task;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::serving::Phone;
use crate::small_faq::small_faq;
use crate::small_faq::small_files;

const OWNER: i64 = 3_001;
const APPROVER: i64 = 3_002;
const SECOND_APPROVER: i64 = 3_003;
const EDITOR: i64 = 3_004;
const COLLEAGUE: i64 = 3_005;
const STRANGER: i64 = 1_001;

/// A question that the entry answers which these tests edit.
const ASKED: &str = "hadir kampanye di alun alun";

type Disk = SledStore<SystemClock>;

/// A served bot that lets admins keep its FAQ, on a data folder.
struct Bot {
    telegram: Telegram,
    folder: TempDir,
    running: Running,
}

/// What goes with a stop.
struct Running {
    store: Arc<Disk>,
    desk: Arc<Desk<Disk>>,
    stop: CancellationToken,
    serving: JoinHandle<()>,
}

impl Bot {
    /// A bot with an owner and these admins, numbered from 2.
    async fn staffed(staff: &[(i64, Role)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let rows = staff.iter().zip(2..).map(|((chat, role), number)| {
            let (id, chat) = (AdminId(number), Some(ChatId(*chat)));
            Admin { id, role: *role, chat, since: 20_000, note: None }.put_new()
        });
        let owner =
            Admin { id: AdminId(1), role: Role::Owner, chat: Some(ChatId(OWNER)), since: 20_000, note: None };
        let rows = rows.chain([owner.put_new()]).collect();
        assert!(open(folder.path()).apply(rows).await.unwrap());
        let telegram = Telegram::start("127.0.0.1:0".parse().unwrap()).await.unwrap();
        let running = Running::begin(&telegram, folder.path()).await;
        let bot = Self { telegram, folder, running };
        for (chat, _) in staff {
            bot.phone(*chat).asks("/menu", "").await;
        }
        bot
    }

    /// Stops and starts again on the same folder.
    async fn restarted(self) -> Self {
        let Self { telegram, folder, running } = self;
        running.end().await;
        let running = Running::begin(&telegram, folder.path()).await;
        Self { telegram, folder, running }
    }

    fn phone(&self, chat: i64) -> Phone {
        Phone::of(&self.telegram, chat)
    }

    fn revisions(&self) -> Vec<Revision> {
        self.running.store.all_kept().unwrap()
    }

    fn drafts(&self) -> Vec<Draft> {
        self.running.store.all_kept().unwrap()
    }

    async fn files(&self) -> Files {
        self.running.desk.export().await.unwrap().0
    }

    /// The files that the history leads to.
    fn replayed(&self) -> Files {
        Overlay::of(&self.revisions()).over(&small_files()).files
    }

    /// What every button of an admin's that ever was on a message in these chats carries.
    fn buttons_of(&self, chats: &[i64]) -> Vec<String> {
        let mut all: Vec<String> = self.telegram.look(|world| {
            let here = world.journal().after(0).filter(|entry| chats.contains(&entry.chat));
            let messages = here.filter_map(|entry| match &entry.event {
                Event::Message(message) | Event::Edited(message) => message.reply_markup.as_ref(),
                _ => None,
            });
            let data = messages.flat_map(|keyboard| keyboard.buttons().filter_map(|button| button.data()));
            data.filter(|data| data.starts_with("1:a:")).map(str::to_owned).collect()
        });
        all.sort();
        all.dedup();
        all
    }
}

impl Running {
    async fn begin(telegram: &Telegram, folder: &Path) -> Self {
        let store = Arc::new(open(folder));
        let keeping = Keeping {
            owners: vec![ChatId(OWNER)],
            files: small_files(),
            workshop: Arc::new(Threads),
            chance: Arc::new(SystemChance),
            clock: Arc::new(SystemClock),
            hours_east: 7,
            four_eyes: true,
        };
        let desk = Desk::new(Arc::clone(&store), Reference::of(small_faq()), Agency::default());
        let desk = Arc::new(desk.keeping(keeping).unwrap());
        let connection = telegram::connect(telegram.token(), Some(&telegram.url())).await.unwrap();
        let stop = CancellationToken::new();
        let (served, written) = (Arc::clone(&desk), Arc::clone(&store));
        let serving = telegram::serve(connection, served, written, stop.clone(), false, Box::new(|| {}));
        Self { store, desk, stop, serving: tokio::spawn(async move { serving.await.unwrap() }) }
    }

    /// Ends as on Ctrl-C, and waits until the data folder is free.
    async fn end(self) {
        self.stop.cancel();
        self.serving.await.unwrap();
        let store = Arc::downgrade(&self.store);
        drop((self.desk, self.store));
        while store.upgrade().is_some() {
            task::yield_now().await;
        }
    }
}

fn open(folder: &Path) -> Disk {
    SledStore::open(&folder.join("data"), &folder.join("netral.secret"), SystemClock).unwrap()
}

/// Begins a draft of the entry on attending campaigns, with another verdict and the summary to it.
async fn drafts_a_turn(phone: &Phone, verdict: &str, summary: &str) {
    phone.asks("/faq hadir", "").await;
    phone.taps_first("1. ").await;
    phone.taps("Ubah").await;
    phone.taps("Putusan").await;
    phone.taps(verdict).await;
    phone.reads("Ringkasan dan putusan tidak sama").await;
    phone.taps("Ringkasan").await;
    phone.asks(summary, "disimpan").await;
    phone.taps("Pratinjau dan terbitkan").await;
}

/// Gives the reason that is asked for, and puts the draft before approvers.
async fn submits(phone: &Phone, reason: &str) {
    phone.taps("Tulis alasan").await;
    phone.reads("").await;
    phone.asks(reason, reason).await;
    phone.taps("Ajukan persetujuan").await;
    phone.reads("penyetuju").await;
}
