//! However often "Kirim" arrives, there is one tip, and what is said about it is true.

use netral::ports::Sealer;
use netral::ports::TipStore;
use netral::sandbox::Telegram;
use netral::sandbox::world::types::Message;
use netral::tips::button::Button;
use serde_json::json;

use super::bot::Bot;
use super::bot::Home;
use super::tipster::FILED;
use super::tipster::Script;
use super::tipster::Tipster;
use crate::serving::telegram;

const CHAT: i64 = 4_200_000_000_000_001;

fn script() -> Script {
    Script::of("kepala dinas membagikan kaus bergambar calon kepada semua orang di aula kantor")
}

fn tips(bot: &Bot) -> usize {
    bot.store.tips().unwrap().len()
}

/// Telegram hands a press over that it had handed over before, with the message as it was then.
fn redeliver(telegram: &Telegram, pressed: &Message, press: &str) {
    let person = json!({"id": CHAT, "is_bot": false, "first_name": "Orang"});
    let data = Button::Send.to_data();
    telegram.insert_update(
        json!({"callback_query": {"id": press, "from": person, "message": pressed, "data": data}}),
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_presses_of_send_at_the_same_time_file_one_tip() {
    let (telegram, folder) = (telegram().await, tempfile::tempdir().unwrap());
    let bot = Home::at(folder.path()).start(&telegram).await;
    let tipster = Tipster::new(&telegram, CHAT);
    let (message, receipt) = tipster.prepares(&script()).await;
    for _ in 0..10 {
        telegram.tap(CHAT, CHAT, message.message_id, &Button::Send.to_data());
    }
    telegram.all_confirmed().await.unwrap();
    assert_eq!(tips(&bot), 1);
    let shown = tipster.reads("terkirim").await;
    assert!(shown.words().contains("Sudah terkirim"), "{}", shown.words());
    tipster.follows(&receipt).await;
    assert_eq!(tips(&bot), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_press_redelivered_after_a_restart_says_that_the_tip_was_filed() {
    let (telegram, folder) = (telegram().await, tempfile::tempdir().unwrap());
    let home = Home::at(folder.path());
    let bot = home.start(&telegram).await;
    let tipster = Tipster::new(&telegram, CHAT);
    let (pressed, receipt) = tipster.prepares(&script()).await;
    tipster.presses(Button::Send).await;
    tipster.reads(FILED).await;
    telegram.all_confirmed().await.unwrap();
    bot.stop().await;
    redeliver(&telegram, &pressed, "a");
    redeliver(&telegram, &pressed, "b");
    let bot = home.start(&telegram).await;
    telegram.all_confirmed().await.unwrap();
    tipster.reads("Sudah terkirim").await;
    assert_eq!(tips(&bot), 1);
    tipster.follows(&receipt).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_press_whose_draft_died_with_the_process_says_that_nothing_was_filed() {
    let (telegram, folder) = (telegram().await, tempfile::tempdir().unwrap());
    let home = Home::at(folder.path());
    let bot = home.start(&telegram).await;
    let tipster = Tipster::new(&telegram, CHAT);
    let (pressed, receipt) = tipster.prepares(&script()).await;
    bot.stop().await;
    redeliver(&telegram, &pressed, "a");
    let bot = home.start(&telegram).await;
    tipster.reads("Belum terkirim").await;
    assert_eq!(tips(&bot), 0);
    tipster.says(&receipt);
    tipster.reads("Tidak ada laporan dengan kode itu").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_receipt_leads_to_its_tip_only_with_the_secret_of_this_install() {
    use netral::sealing::AgeSealer;
    use netral::sealing::Cost;
    use netral::tips::Receipt;
    let (telegram, folder) = (telegram().await, tempfile::tempdir().unwrap());
    let bot = Home::at(folder.path()).start(&telegram).await;
    let receipt = Tipster::new(&telegram, CHAT).files(&script()).await;
    let receipt = Receipt::parse(&receipt).unwrap();
    let own = AgeSealer::new(bot.store.sealing_secret().into(), Cost::TEST);
    assert!(bot.store.tip(own.unlock(&receipt).await.unwrap().lookup).unwrap().is_some());
    let (salt, mut pepper) = bot.store.sealing_secret();
    pepper[0] ^= 1;
    let other = AgeSealer::new((salt, pepper).into(), Cost::TEST);
    assert!(bot.store.tip(other.unlock(&receipt).await.unwrap().lookup).unwrap().is_none());
}
