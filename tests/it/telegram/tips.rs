//! Tips over the in-process Bot API: the edge brings what the desk for tips needs, and says what it says.

use std::net::SocketAddr;
use std::sync::Arc;

use netral::desk::Desk;
use netral::desk::Opening;
use netral::ports::ChatId;
use netral::ports::Clock;
use netral::ports::Store;
use netral::ports::Timestamp;
use netral::sandbox::DOWNLOAD;
use netral::sandbox::Fault;
use netral::sandbox::Telegram;
use netral::sandbox::demo;
use netral::sandbox::world::files::Upload;
use netral::sandbox::world::types::Message;
use netral::sealing;
use netral::sealing::AgeSealer;
use netral::sealing::Cost;
use netral::sealing::SealingSecret;
use netral::storage::MemoryStore;
use netral::telegram;
use netral::texts::Agency;
use netral::tips::Escrow;
use netral::tips::Handler;
use netral::tips::Handlers;
use netral::tips::limits::Bounds;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use zeroize::Zeroizing;

use super::REFERENCE;

const SARI: i64 = 1001;
const BIMA: i64 = 1002;
const TIRTA: i64 = 2001;

/// The sandbox's own time.
#[derive(Clone, Copy)]
struct SandboxClock;

impl Clock for SandboxClock {
    fn now(&self) -> Timestamp {
        Timestamp(1_771_804_800)
    }
}

fn opening() -> Opening {
    let key = |text: &str| sealing::recipient(text).unwrap();
    let handler =
        Handler { role: "Inspektorat".to_owned(), chat: ChatId(TIRTA), key: key(demo::demo_handler_key()) };
    let escrow = Escrow { role: "Sekretaris Daerah".to_owned(), key: key(demo::demo_escrow_key()) };
    let secret = SealingSecret { salt: Zeroizing::new([1; 32]), pepper: Zeroizing::new([2; 32]) };
    Opening {
        handlers: Handlers::new(vec![handler], escrow).unwrap(),
        sealer: Arc::new(AgeSealer::new(secret, Cost::TEST)),
        clock: Arc::new(SandboxClock),
        bounds: Bounds::default(),
        hours_east: 7,
        unclean: false,
    }
}

/// A served bot that takes tips.
struct Bot {
    telegram: Telegram,
    store: Arc<MemoryStore<SandboxClock>>,
    stop: CancellationToken,
    serving: JoinHandle<()>,
}

impl Bot {
    async fn start() -> Self {
        let telegram = Telegram::start(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
        let store = Arc::new(MemoryStore::new(SandboxClock));
        let desk = Desk::new(Arc::clone(&store), Arc::clone(&REFERENCE), Agency::default());
        let desk = Arc::new(desk.taking_tips(Some(opening())));
        let connection = telegram::connect(telegram.token(), Some(&telegram.url())).await.unwrap();
        let stop = CancellationToken::new();
        let serving =
            telegram::serve(connection, desk, Arc::clone(&store), stop.clone(), false, Box::new(|| {}));
        Self { telegram, store, stop, serving: tokio::spawn(async move { serving.await.unwrap() }) }
    }

    /// Bima opens a report and comes to the first question.
    async fn reporting() -> Self {
        let bot = Self::start().await;
        bot.begin().await;
        bot
    }

    async fn begin(&self) {
        self.telegram.say(BIMA, "/lapor");
        let notice = self.telegram.sent_to(BIMA).await.unwrap();
        assert!(notice.silent && notice.words().contains("Sebelum Anda menulis laporan"));
        self.telegram.tap_label(BIMA, BIMA, notice.message_id, "Lanjut").unwrap();
        self.telegram.heard_in(BIMA).await.unwrap();
    }

    /// Bima sends a picture that is none; returns what the bot says of it.
    async fn sends_a_picture(&self) -> Message {
        self.telegram.send_photo(BIMA, Upload::new("a.jpg", "image/jpeg", b"bukan gambar"), "");
        self.telegram.sent_to(BIMA).await.unwrap()
    }

    fn downloads(&self) -> usize {
        self.telegram.calls_of(DOWNLOAD).len()
    }

    async fn stop(self) -> Telegram {
        self.stop.cancel();
        self.serving.await.unwrap();
        self.telegram
    }
}

#[tokio::test]
async fn a_picture_is_fetched_only_for_a_report_and_its_fate_is_told() {
    let bot = Bot::start().await;
    assert!(!bot.sends_a_picture().await.silent);
    assert!(bot.telegram.calls_of("getFile").is_empty(), "the FAQ wants no files");
    bot.begin().await;
    let unreadable = bot.sends_a_picture().await;
    assert!(unreadable.silent && unreadable.words().contains("tidak dapat dibaca"), "{}", unreadable.words());
    assert_eq!(bot.downloads(), 1);
    bot.telegram.fail_next("getFile", 1, Fault::BadRequest("wrong file_id".to_owned()));
    let unavailable = bot.sends_a_picture().await;
    assert!(unavailable.words().contains("tidak dapat diambil"), "{}", unavailable.words());
    assert_eq!(bot.downloads(), 1);
    bot.telegram.fail_next(DOWNLOAD, 1, Fault::Cut);
    let again = bot.sends_a_picture().await;
    assert!(again.words().contains("tidak dapat dibaca"), "{}", again.words());
    assert_eq!(bot.downloads(), 3, "the broken one once more");
}

#[tokio::test]
async fn a_file_on_its_way_stalls_nobody_else() {
    let bot = Bot::reporting().await;
    let gate = bot.telegram.hold_next(DOWNLOAD, 1);
    bot.telegram.send_photo(BIMA, Upload::new("a.jpg", "image/jpeg", b"x"), "");
    bot.telegram.call_arrived(DOWNLOAD, 1).await.unwrap();
    bot.telegram.say(SARI, "/menu");
    assert!(bot.telegram.sent_to(SARI).await.unwrap().words().starts_with("Pilih topik"));
    gate.release();
    assert!(bot.telegram.sent_to(BIMA).await.unwrap().words().contains("tidak dapat dibaca"));
}

#[tokio::test]
async fn nothing_of_a_report_is_in_the_outbox_or_the_state_of_its_chat() {
    let bot = Bot::reporting().await;
    let before = bot.telegram.calls_of("sendMessage").len();
    let gate = bot.telegram.hold_next("sendMessage", 1);
    bot.telegram.say(BIMA, "Kepala dinas meminta kami memilih calon tertentu.");
    bot.telegram.call_arrived("sendMessage", before + 1).await.unwrap();
    assert!(bot.store.pending().unwrap().is_empty());
    assert_eq!(bot.store.load(ChatId(BIMA)).unwrap(), None);
    gate.release();
    assert!(bot.telegram.sent_to(BIMA).await.unwrap().silent);
}

#[tokio::test]
async fn a_clean_stop_deletes_the_draft_on_both_sides_and_says_so() {
    let bot = Bot::reporting().await;
    bot.telegram.say(BIMA, "Kepala dinas meminta kami memilih calon tertentu.");
    bot.telegram.sent_to(BIMA).await.unwrap();
    let telegram = bot.stop().await;
    let left: Vec<String> =
        telegram.chat_messages(BIMA).iter().map(|message| message.words().to_owned()).collect();
    assert_eq!(left.len(), 1, "{left:?}");
    assert!(left[0].starts_with("Bot sedang dimatikan"), "{left:?}");
}
