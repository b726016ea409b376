//! What the bot says of itself: unprompted, and at the end.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::Mutex;
use std::time::Duration;

use futures::future::BoxFuture;
use tokio::time::Instant;

use super::Due;
use super::FAREWELL;
use super::LAST_WORDS;
use super::speak_unprompted;
use super::take_leave;
use crate::ports::ChatId;
use crate::ports::Clock;
use crate::ports::Timestamp;
use crate::ports::Word;
use crate::sandbox::Telegram;
use crate::storage::MemoryStore;
use crate::telegram::connect::connect;
use crate::telegram::outbox::Outbox;
use crate::texts::Message;

const SARI: i64 = 1001;
const BIMA: i64 = 1002;

struct AClock;

impl Clock for AClock {
    fn now(&self) -> Timestamp {
        Timestamp(1_771_804_800)
    }
}

async fn stage() -> (Telegram, Outbox<MemoryStore<AClock>>) {
    let telegram = Telegram::start(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
    for person in [SARI, BIMA] {
        telegram.say(person, "/start");
    }
    let bot = connect(telegram.token(), Some(&telegram.url())).await.unwrap().bot;
    (telegram, Outbox::open(bot, Arc::new(MemoryStore::new(AClock))))
}

fn words(chat: i64, html: &str) -> (ChatId, Vec<Word>) {
    let message = Message { html: html.to_owned(), keyboard: Vec::new() };
    (ChatId(chat), vec![Word::Send { message, trail: None, protected: false }])
}

#[tokio::test]
async fn what_falls_due_is_said_in_every_round() {
    let (telegram, outbox) = stage().await;
    let rounds: Mutex<Vec<Due>> = Mutex::new(vec![
        vec![words(SARI, "tiga")],
        Vec::new(),
        vec![words(SARI, "satu"), words(BIMA, "dua")],
    ]);
    let due = move || -> BoxFuture<'static, Due> {
        let due = rounds.lock().unwrap().pop().unwrap_or_default();
        Box::pin(async move { due })
    };
    let speaking = tokio::spawn(speak_unprompted(outbox, Duration::from_millis(5), due));
    assert_eq!(telegram.sent_to(SARI).await.unwrap().words(), "satu");
    assert_eq!(telegram.sent_to(BIMA).await.unwrap().words(), "dua");
    assert_eq!(telegram.sent_to(SARI).await.unwrap().words(), "tiga");
    speaking.abort();
}

#[tokio::test]
async fn the_last_words_arrive_before_the_end() {
    let (telegram, outbox) = stage().await;
    let begin = Instant::now();
    take_leave(&outbox, vec![words(SARI, "sampai jumpa"), words(BIMA, "sampai jumpa")]).await;
    assert!(begin.elapsed() < LAST_WORDS, "and nobody waits longer than that takes");
    for person in [SARI, BIMA] {
        assert_eq!(telegram.last_from_bot(person).unwrap().words(), "sampai jumpa");
    }
}

#[tokio::test]
async fn the_end_waits_for_nobody_for_ever_but_longer_for_last_words() {
    let (telegram, outbox) = stage().await;
    let _gate = telegram.hold_next("sendMessage", 1);
    outbox.say_all(vec![words(SARI, "tertahan")]);
    let begin = Instant::now();
    take_leave(&outbox, Vec::new()).await;
    let without = begin.elapsed();
    assert!((FAREWELL..LAST_WORDS).contains(&without), "{without:?}");
    let begin = Instant::now();
    take_leave(&outbox, vec![words(SARI, "tak sempat"), words(BIMA, "sempat")]).await;
    assert!(begin.elapsed() >= LAST_WORDS);
    assert_eq!(telegram.last_from_bot(BIMA).unwrap().words(), "sempat");
    assert!(telegram.last_from_bot(SARI).is_none());
}
