//! Announcements over the in-process Bot API: at most once to each, whatever Telegram answers.

use std::net::SocketAddr;
use std::sync::Arc;

use netral::curation::announcement::Sending;
use netral::curation::announcement::Subscriber;
use netral::desk::Desk;
use netral::desk::Keeping;
use netral::desk::Reference;
use netral::ports::ChatId;
use netral::ports::Records;
use netral::sandbox::Fault;
use netral::sandbox::Telegram;
use netral::sandbox::world::types::Message;
use netral::storage::MemoryStore;
use netral::system::SystemChance;
use netral::system::Threads;
use netral::telegram;
use netral::texts::Agency;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::AClock;
use crate::serving::replied;
use crate::serving::replies;
use crate::small_faq::small_faq;
use crate::small_faq::small_files;

const OWNER: i64 = 3_001;
const FIRST_READER: i64 = 7_000;
const TEXT: &str = "Kantor tutup <besok> & buka lagi lusa";

/// A served bot with an owner and readers who subscribed.
struct Bot {
    telegram: Telegram,
    store: Arc<MemoryStore<AClock>>,
    readers: Vec<i64>,
    stop: CancellationToken,
    serving: JoinHandle<()>,
}

impl Bot {
    async fn with_readers(count: i64) -> Self {
        let telegram = Telegram::start(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
        let store = Arc::new(MemoryStore::new(AClock));
        let (stop, serving) = serve(&telegram, &store).await;
        let readers: Vec<i64> = (FIRST_READER..FIRST_READER + count).collect();
        for reader in &readers {
            telegram.say(*reader, "/langganan");
            telegram.say(*reader, "mulai langganan");
        }
        for reader in &readers {
            assert!(replied(&telegram, *reader, 2).await[1].starts_with("Langganan dimulai"));
        }
        Self { telegram, store, readers, stop, serving }
    }

    async fn restart(&mut self) {
        self.stop.cancel();
        (&mut self.serving).await.unwrap();
        (self.stop, self.serving) = serve(&self.telegram, &self.store).await;
    }

    /// Writes the announcement up to the question whether to send it.
    async fn write(&self) -> Message {
        self.telegram.say(OWNER, "/umumkan");
        self.telegram.sent_to(OWNER).await.unwrap();
        self.telegram.say(OWNER, TEXT);
        let preview = self.telegram.sent_to(OWNER).await.unwrap();
        assert!(preview.words().contains(TEXT));
        let asking = self.telegram.sent_to(OWNER).await.unwrap();
        self.tap(&asking, "Kirim").await
    }

    async fn tap(&self, message: &Message, label: &str) -> Message {
        self.telegram.tap_label(OWNER, OWNER, message.message_id, label).unwrap();
        self.telegram.heard_in(OWNER).await.unwrap()
    }

    async fn send(&self) -> Message {
        let asking = self.write().await;
        self.tap(&asking, "Ya, kirim").await
    }

    /// How often each reader got the announcement.
    fn received(&self) -> Vec<usize> {
        let got = |reader: &i64| {
            replies(&self.telegram, *reader).iter().filter(|reply| reply.contains(TEXT)).count()
        };
        self.readers.iter().map(got).collect()
    }

    fn subscribers(&self) -> usize {
        self.store.all_kept::<Subscriber>().unwrap().len()
    }

    /// What the sender is told unprompted at the end.
    async fn ends(&self) -> String {
        self.telegram.sent_to(OWNER).await.unwrap().words().to_owned()
    }
}

async fn serve(telegram: &Telegram, store: &Arc<MemoryStore<AClock>>) -> (CancellationToken, JoinHandle<()>) {
    let keeping = Keeping {
        owners: vec![ChatId(OWNER)],
        files: small_files(),
        workshop: Arc::new(Threads),
        chance: Arc::new(SystemChance),
        clock: Arc::new(AClock),
        hours_east: 7,
        four_eyes: true,
    };
    let desk = Desk::new(Arc::clone(store), Reference::of(small_faq()), Agency::default());
    let desk = Arc::new(desk.keeping(keeping).unwrap());
    let connection = telegram::connect(telegram.token(), Some(&telegram.url())).await.unwrap();
    let stop = CancellationToken::new();
    let serving = telegram::serve(connection, desk, Arc::clone(store), stop.clone(), false, Box::new(|| {}));
    (stop, tokio::spawn(async move { serving.await.unwrap() }))
}

#[tokio::test]
async fn everybody_gets_it_once_with_a_way_out_and_the_sender_is_told_of_the_end() {
    let bot = Bot::with_readers(15).await;
    let progress = bot.send().await;
    assert!(progress.words().starts_with("Sedang dikirim."));
    assert_eq!(bot.ends().await, "Pengumuman selesai. Terkirim 15 dari 15.");
    assert_eq!(bot.received(), [1; 15]);
    assert!(bot.tap(&progress, "Perbarui").await.words().contains("Terkirim 15 dari 15"));
    let last = bot.telegram.last_from_bot(bot.readers[0]).unwrap();
    assert_eq!(last.labels(), ["Berhenti langganan"]);
    bot.telegram.tap_label(bot.readers[0], bot.readers[0], last.message_id, "Berhenti langganan").unwrap();
    let all = replied(&bot.telegram, bot.readers[0], 4).await;
    assert!(all[2].contains(TEXT), "it stays to be read: {all:?}");
    assert!(all[3].starts_with("Langganan berhenti"));
    assert_eq!(bot.subscribers(), 14);
}

/// A block, a refusal, an answer that never came, and a pause, one after the other.
#[tokio::test]
async fn each_answer_of_telegrams_is_told_apart_and_nobody_gets_it_twice() {
    let bot = Bot::with_readers(12).await;
    let asking = bot.write().await;
    bot.telegram.fail_next("sendMessage", 1, Fault::Blocked);
    bot.telegram.fail_next("sendMessage", 1, Fault::BadRequest("something odd".to_owned()));
    bot.telegram.fail_next("sendMessage", 1, Fault::CutAfter);
    bot.telegram.fail_next("sendMessage", 1, Fault::TooManyRequests(1));
    bot.tap(&asking, "Ya, kirim").await;
    let ends = bot.ends().await;
    assert!(ends.starts_with("Pengumuman selesai. Terkirim 9 dari 12; 1 tidak pasti"), "{ends}");
    assert!(ends.contains("1 sudah memblokir bot") && ends.contains("1 ditolak Telegram"), "{ends}");
    let received = bot.received();
    assert!(received.iter().all(|times| *times <= 1), "{received:?}");
    assert_eq!(received.iter().sum::<usize>(), 10, "the uncertain one had arrived");
    assert_eq!(bot.subscribers(), 11, "only who blocked the bot is dropped");
}

#[tokio::test]
async fn who_blocked_the_bot_is_dropped_and_an_outage_of_telegrams_does_not_burn_through_the_list() {
    let bot = Bot::with_readers(8).await;
    let asking = bot.write().await;
    bot.telegram.block(bot.readers[3]);
    bot.telegram.all_confirmed().await.unwrap();
    assert_eq!(bot.subscribers(), 7, "gone before it began");
    bot.telegram.fail_next("sendMessage", 2, Fault::BadGateway);
    bot.tap(&asking, "Ya, kirim").await;
    let ends = bot.ends().await;
    assert!(ends.starts_with("Pengumuman selesai. Terkirim 5 dari 7; 2 tidak pasti"), "{ends}");
}

#[tokio::test]
async fn a_stop_by_the_sender_ends_it_after_what_is_in_hand() {
    let bot = Bot::with_readers(30).await;
    let asking = bot.write().await;
    let gate = bot.telegram.hold_next("sendMessage", 1);
    let before = bot.telegram.calls_of("sendMessage").len();
    let progress = bot.tap(&asking, "Ya, kirim").await;
    bot.telegram.call_arrived("sendMessage", before + 10).await.unwrap();
    assert!(bot.tap(&progress, "Hentikan").await.words().starts_with("Pengumuman dihentikan."));
    gate.release();
    assert_eq!(bot.ends().await, "Pengumuman dihentikan. Terkirim 10 dari 30.");
    assert_eq!(bot.received().iter().sum::<usize>(), 10);
    assert!(bot.store.all_kept::<Sending>().unwrap().is_empty(), "nobody waits for it any more");
}

#[tokio::test]
async fn a_clean_stop_leaves_nothing_uncertain_and_it_goes_on_afterwards() {
    let mut bot = Bot::with_readers(25).await;
    bot.send().await;
    let reader = |bot: &Bot| bot.received().iter().sum::<usize>();
    bot.telegram.wait_until(|_| (reader(&bot) >= 3).then_some(())).await.unwrap();
    bot.restart().await;
    assert_eq!(bot.ends().await, "Pengumuman selesai. Terkirim 25 dari 25.");
    assert_eq!(bot.received(), [1; 25]);
}
