//! Thousands of updates of random shape reach the real process, and among them somebody asks.

use netral::sandbox::Telegram;

use super::shapes;
use crate::serving::Dice;
use crate::serving::Home;
use crate::serving::QUESTIONS;
use crate::serving::replied;
use crate::serving::replies;
use crate::serving::telegram;

const UPDATES: usize = 3_000;
const BETWEEN_QUESTIONS: usize = 50;
const WITNESS: i64 = 6_401;

/// Resident memory the process may ever have held, in bytes.
const MEMORY: usize = 100 * 1024 * 1024;

/// Queues the storm; returns how many questions are in it. The last update is one.
fn brew(telegram: &Telegram) -> usize {
    let mut dice = Dice::seeded(19_450_817);
    for chat in shapes::CHATS.into_iter().filter(|chat| *chat > 0) {
        telegram.say(chat, "/start");
    }
    let mut questions = QUESTIONS.iter().cycle();
    for count in 1..=UPDATES {
        telegram.insert_raw_update(|id| shapes::update(&mut dice, id));
        if count % BETWEEN_QUESTIONS == 0 {
            telegram.say(WITNESS, questions.next().unwrap().text);
        }
    }
    UPDATES / BETWEEN_QUESTIONS
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_storm_of_odd_updates_leaves_the_process_alive_lean_and_answering() {
    let telegram = telegram().await;
    let home = Home::new();
    let questions = brew(&telegram);
    let mut serving = home.serve(&telegram);
    let all = replied(&telegram, WITNESS, questions).await;
    for (question, reply) in QUESTIONS.iter().cycle().zip(&all) {
        assert!(reply.contains(question.answer), "{question:?}: {reply}");
    }
    telegram.all_confirmed().await.unwrap();
    assert!(serving.is_alive(), "{}", home.log());
    assert!(!home.log().contains("gangguan internal"), "{}", home.log());
    let peak = serving.peak_memory();
    assert!(peak < MEMORY, "{peak} bytes");
    assert_eq!(replies(&telegram, WITNESS).len(), questions, "one answer each");
    let echoes = said(&telegram).into_iter().filter(|said| said.contains(shapes::MARKER));
    assert_eq!(echoes.collect::<Vec<_>>(), [""; 0], "nothing that was sent comes back");
}

/// All that the bot has said in messages, labels and notices, in lower case.
fn said(telegram: &Telegram) -> Vec<String> {
    let calls = telegram.calls();
    assert!(calls.len() > UPDATES / 8, "the book of calls is there");
    let fields = ["text", "reply_markup"];
    let worded = calls.iter().flat_map(|call| fields.iter().filter_map(|field| call.params.get(field)));
    worded.map(|said| said.to_string().to_lowercase()).collect()
}
