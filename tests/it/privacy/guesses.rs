//! Who tries receipts at random hits nothing, gets only as many tries as are allowed, and disturbs nobody.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;

use netral::tips::Receipt;
use netral::tips::limits::Bounds;

use super::bot::Home;
use super::tipster::Script;
use super::tipster::Tipster;
use crate::sealer::Asked;
use crate::sealer::Watched;
use crate::serving::Dice;
use crate::serving::QUESTIONS;
use crate::serving::replied;
use crate::serving::replies;
use crate::serving::telegram;

/// Seconds for which it goes on.
const SECONDS: u64 = 60;

/// Tries in each of them, each from another chat.
const TRIES: u64 = 20;

/// Receipts that are looked up in a second.
const RATE: u64 = 3;

const FIRST: i64 = 4_300_000_000_000_000;
const VICTIM: i64 = 4_299_000_000_000_000;
const ASKER: i64 = 4_298_000_000_000_000;

/// A receipt that reads as one and isn't the victim's: drawn by lot, or one that differs in few digits.
fn guess(dice: &mut Dice, real: &str) -> String {
    if dice.one_in(2) {
        let bytes = std::array::from_fn(|_| dice.below(256) as u8);
        return Receipt::from_random(bytes).grouped().to_string();
    }
    loop {
        let mut digits = real.as_bytes().to_vec();
        for _ in 0..3 {
            digits[dice.below(20) as usize] = b'0' + dice.below(10) as u8;
        }
        let text = String::from_utf8(digits).unwrap();
        if text != real && Receipt::parse(&text).is_some() {
            return text;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twelve_hundred_guesses_hit_nothing_at_no_more_than_the_allowed_rate() {
    let (telegram, folder) = (telegram().await, tempfile::tempdir().unwrap());
    let bounds = Bounds { receipts_a_second: RATE as usize, ..Bounds::default() };
    let mut home = Home::at(folder.path());
    home.bounds = bounds;
    let unlocked = Arc::new(AtomicU64::new(0));
    let counter = Arc::clone(&unlocked);
    let count = move |asked: Asked<'_>| {
        let stretched = matches!(asked, Asked::Unlock(_));
        counter.fetch_add(u64::from(stretched), Ordering::SeqCst);
        Ok(())
    };
    let bot = home.start_with(&telegram, |sealer| Arc::new(Watched::new(sealer, count))).await;
    let script = Script::of("kepala dinas membagikan kaus bergambar calon kepada semua orang");
    let real = Tipster::new(&telegram, VICTIM).files(&script).await;
    let mut dice = Dice::seeded(63);
    let before = unlocked.load(Ordering::SeqCst);
    for second in 0..SECONDS {
        let chats: Vec<i64> = (0..TRIES).map(|try_| FIRST + (second * TRIES + try_) as i64).collect();
        for chat in chats {
            telegram.say(chat, &guess(&mut dice, &real));
        }
        telegram.say(ASKER, QUESTIONS[second as usize % QUESTIONS.len()].text);
        telegram.all_confirmed().await.unwrap();
        replied(&telegram, ASKER, second as usize + 1).await;
        home.clock.pass(1);
    }
    let stretched = unlocked.load(Ordering::SeqCst) - before;
    assert!(stretched <= RATE * SECONDS, "{stretched} in {SECONDS} s");
    assert!(stretched >= RATE * SECONDS / 2, "the limit opens again: {stretched}");
    let (mut misses, mut refusals) = (0, 0);
    for chat in FIRST..FIRST + (SECONDS * TRIES) as i64 {
        for said in replied(&telegram, chat, 1).await {
            misses += u64::from(said.contains("Tidak ada laporan dengan kode itu"));
            refusals += u64::from(said.contains("Terlalu banyak kode"));
        }
    }
    assert_eq!((misses, misses + refusals), (stretched, SECONDS * TRIES), "no hit");
    let answers = replies(&telegram, ASKER);
    for (answer, question) in answers.iter().zip(QUESTIONS.iter().cycle()) {
        assert!(answer.contains(question.answer), "{answer}");
    }
    Tipster::new(&telegram, VICTIM).follows(&real).await;
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_chat_tries_five_receipts_in_ten_minutes() {
    let (telegram, folder) = (telegram().await, tempfile::tempdir().unwrap());
    let home = Home::at(folder.path());
    let _bot = home.start(&telegram).await;
    let mut dice = Dice::seeded(64);
    for _ in 0..30 {
        telegram.say(FIRST, &guess(&mut dice, "00000000000000000000"));
        telegram.all_confirmed().await.unwrap();
    }
    let said = replied(&telegram, FIRST, 30).await;
    let misses = said.iter().filter(|said| said.contains("Tidak ada laporan")).count();
    assert_eq!((misses, said.len()), (5, 30));
    home.clock.pass(600);
    telegram.say(FIRST, &guess(&mut dice, "00000000000000000000"));
    assert!(replied(&telegram, FIRST, 31).await[30].contains("Tidak ada laporan"), "then it may go on");
    assert!(telegram.chat_messages(FIRST).iter().all(|message| message.is_from_bot()), "codes are deleted");
}
