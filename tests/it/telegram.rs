//! The whole bot over the in-process Bot API: updates in, messages out, nothing faked in between.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod announcements;
mod keeping;
mod people;
mod tips;

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::LazyLock;

use netral::desk::Desk;
use netral::desk::Reference;
use netral::faq_folder;
use netral::ports::Clock;
use netral::ports::Store;
use netral::ports::Timestamp;
use netral::sandbox::Fault;
use netral::sandbox::Telegram;
use netral::sandbox::world::personas::GROUP;
use netral::sandbox::world::types::Message;
use netral::storage::MemoryStore;
use netral::telegram;
use netral::texts::Agency;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

const SARI: i64 = 1001;
const BIMA: i64 = 1002;

#[derive(Clone, Copy)]
struct AClock;

impl Clock for AClock {
    fn now(&self) -> Timestamp {
        Timestamp(1_790_000_000)
    }
}

/// A served bot with its fake Telegram and store.
struct Bot {
    telegram: Telegram,
    store: Arc<MemoryStore<AClock>>,
    stop: CancellationToken,
    serving: JoinHandle<()>,
}

impl Bot {
    async fn start() -> Self {
        let telegram = Telegram::start(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
        let store = Arc::new(MemoryStore::new(AClock));
        let (stop, serving) = serve(&telegram, &store).await;
        Self { telegram, store, stop, serving }
    }

    async fn restart(&mut self) {
        self.stop.cancel();
        (&mut self.serving).await.unwrap();
        (self.stop, self.serving) = serve(&self.telegram, &self.store).await;
    }

    async fn ask(&self, user: i64, question: &str) -> Message {
        self.telegram.say(user, question);
        self.telegram.sent_to(user).await.unwrap()
    }

    /// Taps a button of a message and returns how the message reads then.
    async fn tap(&self, message: &Message, label: &str) -> Message {
        let press = self.telegram.tap_label(SARI, SARI, message.message_id, label);
        let press = press.unwrap_or_else(|| panic!("no button {label:?} in {:?}", message.labels()));
        self.telegram.answer_to(&press).await.unwrap();
        self.telegram.heard_in(SARI).await.unwrap()
    }
}

async fn serve(telegram: &Telegram, store: &Arc<MemoryStore<AClock>>) -> (CancellationToken, JoinHandle<()>) {
    let desk = Arc::new(Desk::new(Arc::clone(store), Arc::clone(&REFERENCE), Agency::default()));
    let connection = telegram::connect(telegram.token(), Some(&telegram.url())).await.unwrap();
    let stop = CancellationToken::new();
    let serving = telegram::serve(connection, desk, Arc::clone(store), stop.clone(), false, Box::new(|| {}));
    (stop, tokio::spawn(async move { serving.await.unwrap() }))
}

/// Trained once for all tests.
static REFERENCE: LazyLock<Arc<Reference>> =
    LazyLock::new(|| Arc::new(Reference::of(faq_folder::embedded().0.unwrap())));

/// A question of the FAQ itself, which is always answered surely.
fn a_question(entry: &str) -> String {
    let entry = REFERENCE.faq.entries.iter().find(|found| found.id.as_str() == entry).unwrap();
    entry.phrases.first().unwrap().clone()
}

#[tokio::test]
async fn a_question_is_answered_and_browsed_in_place() {
    let bot = Bot::start().await;
    let answer = bot.ask(SARI, &a_question("like-postingan-calon")).await;
    assert!(answer.words().starts_with("DILARANG"), "{}", answer.words());
    let basis = bot.tap(&answer, "Semua dasar hukum").await;
    assert_eq!(basis.message_id, answer.message_id);
    assert!(basis.words().starts_with("Dasar hukum"));
    let back = bot.tap(&basis, "Kembali").await;
    assert_eq!(back.words(), answer.words());
    bot.telegram.all_confirmed().await.unwrap();
}

#[tokio::test]
async fn what_is_typed_presses_the_button_it_names() {
    let bot = Bot::start().await;
    let _answer = bot.ask(SARI, &a_question("like-postingan-calon")).await;
    assert!(bot.ask(SARI, "lihat sanksi").await.words().starts_with("Sanksi"));
    assert!(bot.ask(SARI, "kembali").await.words().starts_with("DILARANG"));
    assert!(bot.ask(SARI, "menu").await.words().starts_with("Pilih topik"));
}

#[tokio::test]
async fn the_state_outlives_a_restart_and_nothing_is_answered_twice() {
    let mut bot = Bot::start().await;
    bot.ask(SARI, "/saya").await;
    assert!(bot.ask(SARI, "PPPK").await.words().contains("PPPK"));
    bot.restart().await;
    assert!(bot.ask(SARI, "/saya").await.words().contains("Saat ini: PPPK"));
    let from_bot = bot.telegram.chat_messages(SARI).iter().filter(|message| message.is_from_bot()).count();
    assert_eq!(from_bot, 3);
}

#[tokio::test]
async fn an_answer_committed_but_not_sent_is_sent_after_a_restart() {
    let mut bot = Bot::start().await;
    bot.telegram.fail_next("sendMessage", 1, Fault::TooManyRequests(3600));
    bot.telegram.say(SARI, "/menu");
    bot.telegram.called("sendMessage", 1).await.unwrap();
    bot.telegram.all_confirmed().await.unwrap();
    assert_eq!(bot.store.pending().unwrap().len(), 1);
    bot.restart().await;
    assert!(bot.telegram.sent_to(SARI).await.unwrap().words().starts_with("Pilih topik"));
}

#[tokio::test]
async fn one_chat_that_must_wait_holds_up_no_other() {
    let bot = Bot::start().await;
    bot.telegram.fail_next("sendMessage", 1, Fault::TooManyRequests(3600));
    bot.telegram.say(SARI, "/menu");
    bot.telegram.called("sendMessage", 1).await.unwrap();
    assert!(bot.ask(BIMA, "/menu").await.words().starts_with("Pilih topik"));
}

#[tokio::test]
async fn whoever_blocks_the_bot_is_forgotten() {
    let bot = Bot::start().await;
    bot.ask(SARI, "/saya").await;
    bot.ask(SARI, "PPPK").await;
    bot.telegram.block(SARI);
    bot.telegram.all_confirmed().await.unwrap();
    assert_eq!(bot.store.load(netral::ports::ChatId(SARI)).unwrap(), None);
}

#[tokio::test]
async fn in_a_group_the_bot_answers_briefly_and_only_when_addressed() {
    let bot = Bot::start().await;
    bot.telegram.say_in_group(SARI, "selamat pagi semua");
    bot.telegram.say_in_group(SARI, &format!("/tanya {}", a_question("like-postingan-calon")));
    let brief = bot.telegram.sent_to(GROUP).await.unwrap();
    assert!(brief.words().starts_with("DILARANG"));
    assert_eq!(brief.labels(), ["Buka di chat pribadi"]);
    let from_bot = bot.telegram.chat_messages(GROUP).iter().filter(|message| message.is_from_bot()).count();
    assert_eq!(from_bot, 1);
    assert_eq!(bot.store.load(netral::ports::ChatId(GROUP)).unwrap(), None);
}

#[tokio::test]
async fn the_command_menu_is_published() {
    let bot = Bot::start().await;
    let calls = bot.telegram.called("setMyCommands", 2).await.unwrap();
    let scopes: Vec<_> = calls.iter().map(|call| call.params["scope"]["type"].clone()).collect();
    assert_eq!(scopes, ["all_private_chats", "all_group_chats"]);
}

#[tokio::test]
async fn a_wrong_token_and_a_dead_address_are_told_apart() {
    let telegram = Telegram::start(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
    let refused = |token: &'static str, url: String| async move {
        telegram::connect(token, Some(&url)).await.err().unwrap()
    };
    assert_eq!(refused("1:wrong", telegram.url()).await, telegram::ConnectError::Token);
    assert_eq!(refused("", telegram.url()).await, telegram::ConnectError::Token);
    assert_eq!(refused("1:x", "not a url".to_owned()).await, telegram::ConnectError::Address);
    assert_eq!(refused("1:x", "http://127.0.0.1:9".to_owned()).await, telegram::ConnectError::Unreachable);
}
