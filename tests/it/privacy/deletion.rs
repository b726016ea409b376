//! Whatever was written or shown of a draft is deleted from the chat, and who is left with some of it is told.

use std::collections::BTreeSet;

use netral::sandbox::Fault;
use netral::sandbox::Telegram;
use netral::sandbox::world::journal::Event;
use netral::tips::button::Button;

use super::bot::Home;
use super::tipster::FILED;
use super::tipster::Script;
use super::tipster::Tipster;
use crate::serving::telegram;

const CHAT: i64 = 4_200_000_000_000_002;

/// What the bot says when Telegram keeps some of a draft.
const NOT_ERASED: &str = "Sebagian pesan draf tidak dapat kami hapus";

fn script() -> Script {
    Script {
        what: vec!["kepala dinas membagikan kaus bergambar calon".to_owned(), "di aula kantor".to_owned()],
        who: "kepala dinas".to_owned(),
        place: "aula".to_owned(),
        context: "banyak yang melihat".to_owned(),
    }
}

/// The numbers of all messages that ever were in the chat, both sides'.
fn all_messages(telegram: &Telegram) -> BTreeSet<i32> {
    telegram.look(|world| {
        let of_chat = world.journal().after(0).filter(|entry| entry.chat == CHAT);
        let numbers = of_chat.filter_map(|entry| match &entry.event {
            Event::Message(message) => Some(message.message_id),
            _ => None,
        });
        numbers.collect()
    })
}

/// The numbers of all messages that the bot asked Telegram to delete.
fn asked_to_delete(telegram: &Telegram) -> BTreeSet<i32> {
    let calls = telegram.calls().into_iter().filter(|call| call.chat() == Some(CHAT));
    let numbers = calls.flat_map(|call| match call.method.as_str() {
        "deleteMessage" => vec![call.params["message_id"].clone()],
        "deleteMessages" => call.params["message_ids"].as_array().unwrap().clone(),
        _ => Vec::new(),
    });
    numbers.map(|number| i32::try_from(number.as_i64().unwrap()).unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_send_every_message_of_the_draft_is_deleted_but_the_one_with_the_receipt() {
    let (telegram, folder) = (telegram().await, tempfile::tempdir().unwrap());
    let _bot = Home::at(folder.path()).start(&telegram).await;
    let tipster = Tipster::new(&telegram, CHAT);
    let (receipt, _) = tipster.prepares(&script()).await;
    tipster.presses(Button::Send).await;
    tipster.reads(FILED).await;
    tipster.has_at_most(1).await;
    let mut draft = all_messages(&telegram);
    assert!(draft.len() >= 10, "both sides wrote: {draft:?}");
    assert!(draft.remove(&receipt.message_id));
    assert_eq!(asked_to_delete(&telegram), draft);
    tipster.presses(Button::Saved).await;
    tipster.has_at_most(0).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_cancel_every_message_of_the_draft_is_deleted() {
    let (telegram, folder) = (telegram().await, tempfile::tempdir().unwrap());
    let _bot = Home::at(folder.path()).start(&telegram).await;
    let tipster = Tipster::new(&telegram, CHAT);
    tipster.prepares(&script()).await;
    tipster.presses(Button::Cancel).await;
    let told = tipster.reads("Dibatalkan").await;
    tipster.has_at_most(1).await;
    let mut draft = all_messages(&telegram);
    assert!(draft.remove(&told.message_id));
    assert_eq!(asked_to_delete(&telegram), draft);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_draft_that_expired_and_one_that_the_bot_leaves_are_deleted_too() {
    for expires in [true, false] {
        let (telegram, folder) = (telegram().await, tempfile::tempdir().unwrap());
        let home = Home::at(folder.path());
        let bot = home.start(&telegram).await;
        let tipster = Tipster::new(&telegram, CHAT);
        tipster.prepares(&script()).await;
        let end = if expires {
            home.clock.pass(31 * 60);
            tipster.says("halo");
            "Draf laporan dihapus karena 30 menit"
        } else {
            bot.stop().await;
            "Bot sedang dimatikan"
        };
        let told = tipster.reads(end).await;
        let draft: BTreeSet<i32> =
            all_messages(&telegram).into_iter().filter(|number| *number < told.message_id).collect();
        let left: Vec<i32> = draft.difference(&asked_to_delete(&telegram)).copied().collect();
        // What woke the bot is no part of the draft, nor is what the bot asked about it.
        assert!(left.len() <= if expires { 2 } else { 0 }, "{left:?} of {draft:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_whose_draft_telegram_keeps_is_told_to_delete_it() {
    let (telegram, folder) = (telegram().await, tempfile::tempdir().unwrap());
    let _bot = Home::at(folder.path()).start(&telegram).await;
    let tipster = Tipster::new(&telegram, CHAT);
    tipster.prepares(&script()).await;
    let refusal = || Fault::BadRequest("message can't be deleted for everyone".to_owned());
    telegram.fail_next("deleteMessages", 1, refusal());
    telegram.fail_next("deleteMessage", 2, refusal());
    tipster.presses(Button::Send).await;
    tipster.reads(NOT_ERASED).await;
    let left: Vec<String> =
        telegram.chat_messages(CHAT).iter().map(|message| message.words().to_owned()).collect();
    assert_eq!(left.len(), 4, "the receipt, the two that stay, and what the bot says about them: {left:?}");
    assert!(left.iter().any(|words| words.contains(FILED)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_two_days_telegram_keeps_all_and_the_person_is_told() {
    let (telegram, folder) = (telegram().await, tempfile::tempdir().unwrap());
    let _bot = Home::at(folder.path()).start(&telegram).await;
    let tipster = Tipster::new(&telegram, CHAT);
    tipster.prepares(&script()).await;
    telegram.advance(49 * 3600);
    tipster.presses(Button::Cancel).await;
    tipster.reads(NOT_ERASED).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_came_back_leaves_neither_the_receipt_nor_what_was_added_in_the_chat() {
    let (telegram, folder) = (telegram().await, tempfile::tempdir().unwrap());
    let _bot = Home::at(folder.path()).start(&telegram).await;
    let tipster = Tipster::new(&telegram, CHAT);
    let receipt = tipster.files(&script()).await;
    tipster.presses(Button::Saved).await;
    tipster.has_at_most(0).await;
    tipster.follows(&receipt).await;
    tipster.presses(Button::Add).await;
    tipster.reads("Tulis keterangannya").await;
    tipster.says("juga dibagikan di kantor kecamatan");
    tipster.presses(Button::SendAddition).await;
    tipster.reads("Keterangan tersimpan").await;
    tipster.presses(Button::Close).await;
    tipster.reads("Ditutup").await;
    telegram.all_confirmed().await.unwrap();
    let left: Vec<String> =
        telegram.chat_messages(CHAT).iter().map(|message| message.words().to_owned()).collect();
    let told = |words: &String| words.contains(&receipt[..4]) || words.contains("kecamatan");
    assert!(!left.iter().any(told), "{left:?}");
}
