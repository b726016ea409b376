//! Update ids that jump, come twice, or are none.

use std::time::Duration;

use netral::sandbox::Telegram;
use serde_json::Value;
use serde_json::json;
use tokio::time::Instant;

use crate::serving::Bot;
use crate::serving::QUESTIONS;
use crate::serving::replied;
use crate::serving::replies;
use crate::serving::telegram;

const PERSON: i64 = 6_201;

async fn answers(telegram: &Telegram, person: i64) {
    let before = replies(telegram, person).len();
    telegram.say(person, QUESTIONS[1].text);
    replied(telegram, person, before + 1).await;
}

fn question(update_id: Value) -> Value {
    let chat = json!({"id": PERSON, "type": "private"});
    json!({"update_id": update_id, "message": {"message_id": 1, "chat": chat, "text": QUESTIONS[0].text}})
}

/// Five polls in a row must take some time: a bot that turns in circles would make hundreds.
async fn polls_calmly(telegram: &Telegram) {
    let begun = Instant::now();
    let polls = telegram.calls_of("getUpdates").len();
    telegram.call_arrived("getUpdates", polls + 5).await.unwrap();
    assert!(begun.elapsed() > Duration::from_millis(600), "five polls in {:?}", begun.elapsed());
}

#[tokio::test]
async fn update_ids_may_jump_up_and_down() {
    let telegram = telegram().await;
    let mut bot = Bot::start(&telegram).await;
    for next in [2_000_000_000, 17, 2_147_483_646, 900_000, 899_000] {
        answers(&telegram, PERSON).await;
        telegram.all_confirmed().await.unwrap();
        telegram.jump_update_ids(next);
    }
    answers(&telegram, PERSON).await;
    bot.stop().await;
    telegram.all_confirmed().await.unwrap();
    assert_eq!(replies(&telegram, PERSON).len(), 6);
}

#[tokio::test]
async fn an_update_that_comes_twice_has_its_effect_once() {
    let telegram = telegram().await;
    let _bot = Bot::start(&telegram).await;
    answers(&telegram, PERSON).await;
    let twice = telegram.insert_raw_update(|id| question(json!(id)).to_string());
    replied(&telegram, PERSON, 2).await;
    telegram.insert_update(question(json!(twice)));
    polls_calmly(&telegram).await;
    telegram.insert_update(question(json!(twice)));
    answers(&telegram, PERSON).await;
    telegram.all_confirmed().await.unwrap();
    assert_eq!(replies(&telegram, PERSON).len(), 3);
}

#[tokio::test]
async fn an_update_that_cannot_be_read_is_confirmed_and_counted() {
    let telegram = telegram().await;
    let mut bot = Bot::start(&telegram).await;
    for unreadable in [json!({ "chat": { "id": 1e40 } }), json!("halo"), json!([])] {
        telegram.insert_update(json!({ "message": unreadable }));
    }
    answers(&telegram, PERSON).await;
    telegram.all_confirmed().await.unwrap();
    bot.stop().await;
    assert_eq!(bot.unread(), 3);
}

#[tokio::test]
async fn an_update_without_a_number_is_passed_over_and_wears_nobody_out() {
    let telegram = telegram().await;
    let _bot = Bot::start(&telegram).await;
    answers(&telegram, PERSON).await;
    for number in [Value::Null, json!(-5), json!("7"), json!(1.5), json!(1_u64 << 40), json!([])] {
        telegram.insert_update(question(number));
    }
    polls_calmly(&telegram).await;
    answers(&telegram, PERSON).await;
    telegram.all_confirmed().await.unwrap();
    assert_eq!(replies(&telegram, PERSON).len(), 2);
}
