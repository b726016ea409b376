//! Those who keep the FAQ, over the in-process Bot API: from the configuration's owner to a removed editor.

use std::net::SocketAddr;
use std::sync::Arc;

use netral::desk::Desk;
use netral::desk::Keeping;
use netral::faq_folder;
use netral::ports::ChatId;
use netral::sandbox::Telegram;
use netral::sandbox::world::types::Message;
use netral::storage::MemoryStore;
use netral::system::SystemChance;
use netral::system::Threads;
use netral::telegram;
use netral::texts::Agency;
use serde_json::Value;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::AClock;
use super::BIMA;
use super::REFERENCE;
use super::SARI;

/// Whom the configuration names as owner.
const WULAN: i64 = 3003;

/// A served bot that lets admins keep its FAQ.
struct Bot {
    telegram: Telegram,
    stop: CancellationToken,
    serving: JoinHandle<()>,
}

impl Bot {
    async fn start() -> Self {
        let telegram = Telegram::start(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
        let store = Arc::new(MemoryStore::new(AClock));
        let keeping = Keeping {
            owners: vec![ChatId(WULAN)],
            files: faq_folder::embedded_files(),
            workshop: Arc::new(Threads),
            chance: Arc::new(SystemChance),
            clock: Arc::new(AClock),
            hours_east: 7,
            four_eyes: true,
        };
        let desk = Desk::new(Arc::clone(&store), Arc::clone(&REFERENCE), Agency::default());
        let desk = Arc::new(desk.keeping(keeping).unwrap());
        let connection = telegram::connect(telegram.token(), Some(&telegram.url())).await.unwrap();
        let stop = CancellationToken::new();
        let serving = telegram::serve(connection, desk, store, stop.clone(), false, Box::new(|| {}));
        let serving = tokio::spawn(async move { serving.await.unwrap() });
        Self { telegram, stop, serving }
    }

    /// Waits for the next thing the bot says in a chat.
    async fn hears(&self, chat: i64) -> Message {
        self.telegram.sent_to(chat).await.unwrap()
    }

    async fn says(&self, chat: i64, text: &str) -> Message {
        self.telegram.say(chat, text);
        self.hears(chat).await
    }

    /// Taps a button, and returns how its message reads then.
    async fn taps(&self, chat: i64, message: &Message, label: &str) -> Message {
        let press = self.telegram.tap_label(chat, chat, message.message_id, label);
        let press = press.unwrap_or_else(|| panic!("no button {label:?} in {:?}", message.labels()));
        self.telegram.answer_to(&press).await.unwrap();
        self.telegram.heard_in(chat).await.unwrap()
    }

    /// The commands that were last set for a chat; `None` once they were taken away.
    async fn menu_once(&self, chat: i64, is_set: bool) -> Vec<String> {
        let last = |telegram: &Telegram| {
            let of_chat = |params: &Value| params["scope"]["chat_id"] == chat;
            let calls = telegram.calls_of("setMyCommands");
            let set = calls.iter().rfind(|call| of_chat(&call.params));
            let taken = telegram.calls_of("deleteMyCommands").iter().any(|call| of_chat(&call.params));
            match set {
                Some(call) if is_set && !taken => Some(names(&call.params)),
                Some(_) if !is_set && taken => Some(Vec::new()),
                _ => None,
            }
        };
        self.telegram.wait_until(last).await.unwrap()
    }
}

fn names(params: &Value) -> Vec<String> {
    let rows = params["commands"].as_array().unwrap();
    rows.iter().map(|row| row["command"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn an_owner_invites_somebody_who_becomes_an_editor_and_is_removed_again() {
    let bot = Bot::start().await;
    assert!(bot.menu_once(WULAN, true).await.contains(&"admin".to_owned()), "from the first start");
    let unknown = bot.says(BIMA, "/faq").await;

    let list = bot.says(WULAN, "/admin").await;
    let roles = bot.taps(WULAN, &list, "Undang").await;
    let note = bot.taps(WULAN, &roles, "Penyunting").await;
    bot.taps(WULAN, &note, "Tanpa catatan").await;
    let link = bot.hears(WULAN).await;
    let words = link.words();
    let (_, payload) = words.split_once("?start=").unwrap_or_else(|| panic!("no link in {words}"));
    let payload = payload.split_whitespace().next().unwrap();

    let offer = bot.says(BIMA, &format!("/start {payload}")).await;
    assert!(offer.words().contains("Undangan menjadi penyunting"), "{}", offer.words());
    let welcome = bot.taps(BIMA, &offer, "Terima").await;
    assert!(welcome.words().contains("dengan nomor #2"), "{}", welcome.words());
    assert!(bot.hears(WULAN).await.words().contains("diterima"), "the owner hears of it at once");
    assert!(bot.menu_once(BIMA, true).await.contains(&"faq".to_owned()));
    assert_ne!(bot.says(BIMA, "/faq").await.words(), unknown.words());
    let dead = bot.says(SARI, &format!("/start {payload}")).await;
    assert!(dead.words().starts_with("Tautan ini tidak berlaku (lagi)"));

    let list = bot.says(WULAN, "/admin").await;
    let card = bot.taps(WULAN, &list, "#2 penyunting").await;
    let sure = bot.taps(WULAN, &card, "Keluarkan").await;
    bot.taps(WULAN, &sure, "Ya, keluarkan").await;
    assert!(bot.hears(BIMA).await.words().contains("sudah berakhir"));
    assert!(bot.menu_once(BIMA, false).await.is_empty());
    assert_eq!(bot.says(BIMA, "/faq").await.words(), unknown.words());
    bot.stop.cancel();
    bot.serving.await.unwrap();
}
