//! Words over the in-process Bot API, as the outbox says them.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use crate::ports::Change;
use crate::ports::ChatId;
use crate::ports::Clock;
use crate::ports::Delivery;
use crate::ports::MessageId;
use crate::ports::Store;
use crate::ports::Timestamp;
use crate::ports::Trail;
use crate::ports::Word;
use crate::sandbox::Fault;
use crate::sandbox::Telegram;
use crate::sandbox::world::types;
use crate::storage::MemoryStore;
use crate::telegram::connect::connect;
use crate::telegram::outbox::Ended;
use crate::telegram::outbox::Hurry;
use crate::telegram::outbox::Outbox;
use crate::texts::KeyAction;
use crate::texts::KeyView;
use crate::texts::Message;

const SARI: i64 = 1001;
const BIMA: i64 = 1002;

struct AClock;

impl Clock for AClock {
    fn now(&self) -> Timestamp {
        Timestamp(1_771_804_800)
    }
}

/// An outbox over a fake Telegram in which Sari and Bima have started the bot.
struct Stage {
    telegram: Telegram,
    store: Arc<MemoryStore<AClock>>,
    outbox: Outbox<MemoryStore<AClock>>,
}

impl Stage {
    async fn set() -> Self {
        let telegram = Telegram::start(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
        for person in [SARI, BIMA] {
            telegram.say(person, "/start");
        }
        let store = Arc::new(MemoryStore::new(AClock));
        let bot = connect(telegram.token(), Some(&telegram.url())).await.unwrap().bot;
        let outbox = Outbox::open(bot, Arc::clone(&store));
        Self { telegram, store, outbox }
    }

    /// Says words to Sari and waits until that is done.
    async fn says(&self, words: Vec<Word>) {
        self.outbox.say(ChatId(SARI), words);
        self.outbox.settled().await;
    }

    /// Says a text to Sari and returns it as it arrived.
    async fn said(&self, text: &str, trail: Option<&Trail>) -> types::Message {
        self.says(vec![send(text, trail)]).await;
        self.telegram.last_from_bot(SARI).unwrap()
    }

    /// What the bot wrote to Sari and what is still there.
    fn words(&self) -> Vec<String> {
        let messages = self.telegram.chat_messages(SARI).into_iter().filter(types::Message::is_from_bot);
        messages.map(|message| message.words().to_owned()).collect()
    }
}

fn text(html: &str) -> Message {
    Message { html: html.to_owned(), keyboard: Vec::new() }
}

fn send(html: &str, trail: Option<&Trail>) -> Word {
    Word::Send { message: text(html), trail: trail.cloned(), protected: false }
}

fn edit(message_id: i32, html: &str, trail: &Trail) -> Word {
    Word::Edit { message_id: MessageId(message_id), message: text(html), trail: Some(trail.clone()) }
}

fn erase(trail: &Trail) -> Word {
    Word::Erase { trail: trail.clone(), failed: text("sebagian tertinggal") }
}

fn document(content: &[u8], caption: &str) -> Word {
    Word::Document { name: "7F3K.age".to_owned(), content: content.to_vec(), caption: text(caption) }
}

#[tokio::test]
async fn words_arrive_in_order_silently_and_on_the_trail() {
    let stage = Stage::set().await;
    let trail = Trail::default();
    let protected = Word::Send { message: text("<b>satu</b>"), trail: Some(trail.clone()), protected: true };
    stage.says(vec![protected, send("dua", None), send("tiga", Some(&trail))]).await;
    let arrived: Vec<_> =
        stage.telegram.chat_messages(SARI).into_iter().filter(types::Message::is_from_bot).collect();
    let traits =
        arrived.iter().map(|message| (message.words(), message.silent, message.has_protected_content));
    assert_eq!(
        traits.collect::<Vec<_>>(),
        [("satu", true, true), ("dua", true, false), ("tiga", true, false)]
    );
    let noted: Vec<i32> = trail.take().iter().map(|message| message.0).collect();
    assert_eq!(noted, [arrived[0].message_id, arrived[2].message_id]);
}

#[tokio::test]
async fn words_come_after_what_was_to_be_said_before() {
    let stage = Stage::set().await;
    let gate = stage.telegram.hold_next("sendMessage", 1);
    let answer = Delivery::Send { message: text("jawaban"), reply_to: None };
    let waits = stage.outbox.deliver(ChatId(SARI), vec![answer], Hurry::Crowded).await;
    assert_eq!((waits, stage.store.pending().unwrap().len()), (Ended::Waits, 1));
    stage.outbox.say(ChatId(SARI), vec![send("langsung", None)]);
    stage.telegram.call_arrived("sendMessage", 1).await.unwrap();
    stage.outbox.say_all(vec![(ChatId(BIMA), vec![send("yang lain", None)])]);
    assert_eq!(stage.telegram.sent_to(BIMA).await.unwrap().words(), "yang lain");
    gate.release();
    stage.outbox.settled().await;
    assert_eq!(stage.words(), ["jawaban", "langsung"]);
    assert!(stage.store.pending().unwrap().is_empty(), "struck once Telegram took it");
    assert!(!stage.telegram.chat_messages(SARI)[1].silent, "only what is about a tip is silent");
}

#[tokio::test]
async fn an_edit_changes_the_message_or_is_sent_anew_and_only_then_noted() {
    let stage = Stage::set().await;
    let trail = Trail::default();
    let message = stage.said("satu", None).await;
    stage.says(vec![edit(message.message_id, "dua", &trail), edit(message.message_id, "dua", &trail)]).await;
    assert_eq!(stage.words(), ["dua"]);
    assert!(trail.take().is_empty());
    stage
        .says(vec![Word::Delete(MessageId(message.message_id)), edit(message.message_id, "tiga", &trail)])
        .await;
    let anew = stage.telegram.last_from_bot(SARI).unwrap();
    assert_eq!((stage.words(), anew.silent), (vec!["tiga".to_owned()], true));
    assert!(trail.has(MessageId(anew.message_id)));
}

#[tokio::test]
async fn a_press_is_answered_and_one_grown_old_holds_nothing_up() {
    let stage = Stage::set().await;
    let message = stage.said("satu", None).await;
    let press = stage.telegram.tap(SARI, SARI, message.message_id, "1:m");
    let answer = |notice: &str| Word::AnswerPress { press: press.clone(), notice: Some(notice.to_owned()) };
    stage.says(vec![answer("baik")]).await;
    assert_eq!(stage.telegram.answer_to(&press).await.unwrap().text.as_deref(), Some("baik"));
    stage.telegram.expire_callbacks();
    stage.telegram.fail_next("answerCallbackQuery", 5, Fault::Cut);
    stage.says(vec![answer("terlambat"), send("lanjut", None)]).await;
    assert_eq!(stage.words(), ["satu", "lanjut"]);
    assert_eq!(stage.telegram.calls_of("answerCallbackQuery").len(), 3);
}

#[tokio::test]
async fn everything_on_a_trail_is_deleted_in_batches_both_sides() {
    let stage = Stage::set().await;
    let trail = Trail::default();
    for number in 0..230 {
        trail.add(MessageId(stage.telegram.say(SARI, &number.to_string())));
    }
    stage.telegram.fail_next("deleteMessages", 1, Fault::Cut);
    stage.says(vec![send("milik bot", Some(&trail)), send("tetap", None), erase(&trail)]).await;
    let sizes: Vec<usize> = stage.telegram.calls_of("deleteMessages").iter().map(batch_of).collect();
    assert_eq!(sizes, [100, 100, 100, 31], "the first of them twice, as its connection broke");
    assert_eq!(stage.words(), ["tetap"]);
    assert_eq!(stage.telegram.chat_messages(SARI).len(), 2, "/start and that one");
    assert!(stage.telegram.calls_of("deleteMessage").is_empty());
}

fn batch_of(call: &crate::sandbox::Call) -> usize {
    call.params["message_ids"].as_array().unwrap().len()
}

#[tokio::test]
async fn what_telegram_no_longer_deletes_is_told_once_and_the_rest_is_gone() {
    let stage = Stage::set().await;
    let trail = Trail::default();
    stage.said("lama satu", Some(&trail)).await;
    stage.said("lama dua", Some(&trail)).await;
    stage.telegram.advance(49 * 3600);
    let own = stage.telegram.say(SARI, "baru");
    trail.add(MessageId(own));
    trail.add(MessageId(9_999));
    stage.said("jawaban", Some(&trail)).await;
    stage.says(vec![erase(&trail)]).await;
    assert_eq!(stage.words(), ["lama satu", "lama dua", "sebagian tertinggal"]);
    assert!(stage.telegram.message(SARI, own).is_none());
    assert!(stage.telegram.last_from_bot(SARI).unwrap().silent);
}

#[tokio::test]
async fn a_server_that_knows_no_batches_deletes_one_by_one_and_what_is_gone_is_no_failure() {
    let stage = Stage::set().await;
    let trail = Trail::default();
    stage.said("satu", Some(&trail)).await;
    stage.said("dua", Some(&trail)).await;
    trail.add(MessageId(9_999));
    for fault in [Fault::Unknown, Fault::BadRequest("odd".to_owned())] {
        stage.telegram.fail_next("deleteMessages", 1, fault);
    }
    stage.says(vec![erase(&trail)]).await;
    assert_eq!(stage.telegram.calls_of("deleteMessage").len(), 3);
    assert!(stage.words().is_empty());
    stage.said("tiga", Some(&trail)).await;
    stage.says(vec![erase(&trail)]).await;
    assert_eq!(stage.telegram.calls_of("deleteMessage").len(), 4);
    assert!(stage.words().is_empty());
}

#[tokio::test]
async fn a_document_arrives_from_memory_with_its_caption_and_may_be_saved() {
    let stage = Stage::set().await;
    let content: Vec<u8> = (0..300_000_u32).map(|number| (number % 251) as u8).collect();
    stage.telegram.fail_next("sendDocument", 1, Fault::TooManyRequests(1));
    stage.telegram.fail_next("sendDocument", 1, Fault::Cut);
    let key = KeyView { label: "Ambil".to_owned(), action: KeyAction::Press("1:t".to_owned()) };
    let caption = Message { html: "Laporan <b>7F3K</b>".to_owned(), keyboard: vec![vec![key]] };
    let word = Word::Document { name: "7F3K.age".to_owned(), content: content.clone(), caption };
    stage.says(vec![word]).await;
    let arrived = stage.telegram.last_from_bot(SARI).unwrap();
    assert_eq!((arrived.words(), arrived.labels()), ("Laporan 7F3K", vec!["Ambil"]));
    assert_eq!((arrived.silent, arrived.has_protected_content), (true, false));
    let shape = serde_json::to_value(&arrived).unwrap();
    assert_eq!(shape["document"]["file_name"], "7F3K.age");
    let id = shape["document"]["file_id"].as_str().unwrap();
    let path = stage.telegram.look(|world| world.files.find(id).unwrap().1.to_owned());
    assert_eq!(stage.telegram.look(|world| world.files.at_path(&path)).unwrap().as_ref(), content);
}

#[tokio::test]
async fn a_picture_arrives_from_memory_with_its_caption_and_is_shown_as_one() {
    let stage = Stage::set().await;
    let content = [b"\x89PNG\r\n\x1a\n".as_slice(), &[7; 20_000]].concat();
    stage.telegram.fail_next("sendPhoto", 1, Fault::Cut);
    let caption = text("Jawaban per pekan\n<nonsense>");
    let word = Word::Photo { name: "grafik.png".to_owned(), content: content.clone(), caption };
    stage.says(vec![word]).await;
    let arrived = stage.telegram.last_from_bot(SARI).unwrap();
    assert_eq!((arrived.words(), arrived.silent), ("Jawaban per pekan", true));
    let shape = serde_json::to_value(&arrived).unwrap();
    let id = shape["photo"].as_array().unwrap().last().unwrap()["file_id"].as_str().unwrap().to_owned();
    let kept = stage.telegram.look(|world| world.files.find(&id).unwrap().0.mime_type.clone());
    assert_eq!(kept.as_deref(), Some("image/png"));
    assert_eq!(stage.telegram.look(|world| world.files.bytes(&id)).unwrap().as_ref(), content);
}

#[tokio::test]
async fn commands_of_a_chat_are_shown_to_it_alone_until_they_are_taken_away() {
    let stage = Stage::set().await;
    let rows = vec![("faq".to_owned(), "Menjaga FAQ".to_owned())];
    let seen = |chat: i64| {
        let names = |world: &crate::sandbox::world::World| {
            let seen = world.menus.seen_by(chat, chat, "id");
            seen.iter().map(|row| (row.command.clone(), row.description.clone())).collect::<Vec<_>>()
        };
        stage.telegram.look(names)
    };
    stage.telegram.fail_next("setMyCommands", 1, Fault::TooManyRequests(1));
    stage.says(vec![Word::Commands(Some(rows.clone()))]).await;
    assert_eq!((seen(SARI), seen(BIMA)), (rows, Vec::new()));
    stage.says(vec![Word::Commands(None), send("selesai", None)]).await;
    assert_eq!((seen(SARI), stage.words()), (Vec::new(), vec!["selesai".to_owned()]));
}

#[tokio::test]
async fn commands_for_somebody_who_never_started_the_bot_hold_nothing_up() {
    let stage = Stage::set().await;
    stage.outbox.say(ChatId(9_999), vec![Word::Commands(Some(Vec::new())), Word::Commands(None)]);
    stage.outbox.settled().await;
    assert_eq!(stage.telegram.calls_of("setMyCommands").len(), 1);
    assert_eq!(stage.telegram.calls_of("deleteMyCommands").len(), 1);
}

#[tokio::test]
async fn markup_that_telegram_cannot_read_becomes_plain_text() {
    let stage = Stage::set().await;
    stage
        .says(vec![send("a <i>&lt;b&gt;</i> <nonsense>", None), document(b"x", "c <b>&amp;</b> <nonsense>")])
        .await;
    let words = stage.words();
    assert!(words[0].starts_with("a <b>") && words[1].starts_with("c &"), "{words:?}");
}

#[tokio::test]
async fn words_outlive_pauses_server_errors_and_broken_connections() {
    let stage = Stage::set().await;
    for fault in [Fault::TooManyRequests(1), Fault::ServerError, Fault::Cut] {
        stage.telegram.fail_next("sendMessage", 1, fault);
    }
    stage.says(vec![send("satu", None), send("dua", None)]).await;
    assert_eq!(stage.words(), ["satu", "dua"]);
    let statuses: Vec<_> = stage.telegram.calls_of("sendMessage").iter().map(|call| call.status).collect();
    assert_eq!(statuses, [Some(429), Some(500), Some(200), Some(200), Some(200)]);
}

#[tokio::test]
async fn a_chat_that_blocked_the_bot_hears_nothing_more_and_the_store_is_left_alone() {
    let stage = Stage::set().await;
    let deliveries = vec![Delivery::Send { message: text("tersimpan"), reply_to: None }];
    let change = Change { chat: ChatId(SARI), state: crate::conversation::StateChange::Keep, deliveries };
    stage.store.commit(change).await.unwrap();
    stage.telegram.fail_next("sendMessage", 1, Fault::Blocked);
    let trail = Trail::default();
    trail.add(MessageId(1));
    stage.says(vec![send("satu", None), send("dua", None), erase(&trail), document(b"x", "tiga")]).await;
    assert!(stage.words().is_empty());
    assert_eq!(stage.telegram.calls_of("sendMessage").len(), 1);
    assert!(trail.has(MessageId(1)), "what was not begun is not done");
    assert_eq!(stage.store.pending().unwrap().len(), 1);
    stage.says(vec![send("kembali", None)]).await;
    assert_eq!(stage.words(), ["kembali"]);
}

#[tokio::test]
async fn a_block_in_the_middle_of_erasing_ends_it() {
    let stage = Stage::set().await;
    let trail = Trail::default();
    stage.said("satu", Some(&trail)).await;
    stage.telegram.block(SARI);
    let done = tokio::time::timeout(Duration::from_secs(20), stage.says(vec![erase(&trail)]));
    done.await.unwrap();
    assert!(stage.telegram.calls_of("deleteMessage").is_empty());
    assert_eq!(stage.telegram.calls_of("sendMessage").len(), 1);
}
