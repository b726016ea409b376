//! Telegram refuses, stumbles or can't be reached.

use std::time::Duration;

use netral::sandbox::Call;
use netral::sandbox::Fault;
use netral::sandbox::Telegram;
use tokio::time::Instant;

use crate::serving::Bot;
use crate::serving::QUESTIONS;
use crate::serving::replied;
use crate::serving::replies;
use crate::serving::telegram;

const PERSON: i64 = 6_001;
const NEIGHBOUR: i64 = 6_002;

/// A person asks, and the attempt to answer meets with a fault.
async fn fails(telegram: &Telegram, person: i64, fault: Fault) {
    let calls = telegram.calls_of("sendMessage").len();
    telegram.fail_next("sendMessage", 1, fault);
    telegram.say(person, QUESTIONS[0].text);
    telegram.call_arrived("sendMessage", calls + 1).await.unwrap();
}

/// To whom messages were sent, in the order of the attempts.
fn attempts(telegram: &Telegram) -> Vec<i64> {
    telegram.calls_of("sendMessage").iter().filter_map(Call::chat).collect()
}

async fn answers(telegram: &Telegram, person: i64) {
    let before = replies(telegram, person).len();
    telegram.say(person, QUESTIONS[1].text);
    let replies = replied(telegram, person, before + 1).await;
    assert!(replies[before].contains(QUESTIONS[1].answer), "{}", replies[before]);
}

#[tokio::test]
async fn a_chat_that_blocked_the_bot_is_forgotten_and_sent_nothing_more() {
    let telegram = telegram().await;
    let mut bot = Bot::start(&telegram).await;
    answers(&telegram, PERSON).await;
    telegram.all_confirmed().await.unwrap();
    assert!(bot.remembers(PERSON));
    let gate = telegram.hold_next("sendMessage", 1);
    telegram.fail_next("sendMessage", 1, Fault::Blocked);
    for question in QUESTIONS {
        telegram.say(PERSON, question.text);
    }
    telegram.all_confirmed().await.unwrap();
    assert_eq!(bot.undelivered(), 3);
    gate.release();
    telegram.call_arrived("sendMessage", 3).await.unwrap();
    bot.stop().await;
    assert!(!bot.remembers(PERSON));
    assert_eq!(bot.undelivered(), 0);
    assert_eq!(attempts(&telegram), [PERSON; 3], "none after the refusal");
    assert_eq!(replies(&telegram, PERSON).len(), 2);
}

#[tokio::test]
async fn somebody_who_blocks_the_bot_and_comes_back_is_answered_again() {
    let telegram = telegram().await;
    let bot = Bot::start(&telegram).await;
    answers(&telegram, PERSON).await;
    telegram.block(PERSON);
    telegram.all_confirmed().await.unwrap();
    assert!(!bot.remembers(PERSON));
    answers(&telegram, PERSON).await;
}

#[tokio::test]
async fn a_pause_that_telegram_asks_of_one_chat_delays_nobody_else() {
    let telegram = telegram().await;
    let _bot = Bot::start(&telegram).await;
    let begun = Instant::now();
    fails(&telegram, PERSON, Fault::TooManyRequests(1)).await;
    answers(&telegram, NEIGHBOUR).await;
    assert_eq!(attempts(&telegram), [PERSON, NEIGHBOUR]);
    let replies = replied(&telegram, PERSON, 1).await;
    assert!(replies[0].contains(QUESTIONS[0].answer));
    assert!(begun.elapsed() >= Duration::from_secs(1), "the pause is kept");
    assert_eq!(attempts(&telegram), [PERSON, NEIGHBOUR, PERSON]);
}

#[tokio::test]
async fn answers_outlive_server_errors_and_broken_connections() {
    let telegram = telegram().await;
    let mut bot = Bot::start(&telegram).await;
    let faults = [Fault::ServerError, Fault::BadGateway, Fault::Cut, Fault::Cut];
    let people = 6_011..;
    for (person, fault) in people.zip(faults) {
        fails(&telegram, person, fault).await;
        let replies = replied(&telegram, person, 1).await;
        assert!(replies[0].contains(QUESTIONS[0].answer));
    }
    fails(&telegram, PERSON, Fault::CutAfter).await;
    answers(&telegram, NEIGHBOUR).await;
    let replies = replied(&telegram, PERSON, 2).await;
    assert_eq!(replies[0], replies[1], "nobody can know that Telegram had taken it");
    bot.stop().await;
    assert_eq!(bot.undelivered(), 0);
}

#[tokio::test]
async fn a_message_that_telegram_finds_unreadable_is_sent_as_plain_text() {
    let telegram = telegram().await;
    let _bot = Bot::start(&telegram).await;
    fails(&telegram, PERSON, Fault::BadRequest("can't parse entities: Unsupported start tag".to_owned()))
        .await;
    let message = telegram.sent_to(PERSON).await.unwrap();
    assert!(message.words().contains(QUESTIONS[0].answer) && !message.words().contains('<'));
    assert!(message.content.marks().is_empty());
}

#[tokio::test]
async fn polls_that_fail_are_repeated() {
    let telegram = telegram().await;
    for fault in [Fault::Cut, Fault::TooManyRequests(1), Fault::BadRequest("odd".to_owned())] {
        telegram.fail_next("getUpdates", 1, fault);
    }
    let _bot = Bot::start(&telegram).await;
    answers(&telegram, PERSON).await;
}

#[tokio::test]
async fn another_process_with_the_same_token_does_not_end_this_one() {
    let telegram = telegram().await;
    let mut bot = Bot::start(&telegram).await;
    telegram.call_arrived("getUpdates", 1).await.unwrap();
    let other = format!("{}/bot{}/getUpdates", telegram.url(), telegram.token());
    reqwest::get(other).await.unwrap();
    let conflict = |call: &Call| call.status == Some(409);
    let met = telegram
        .wait_until(|telegram| telegram.calls_of("getUpdates").iter().find(|call| conflict(call)).cloned());
    met.await.unwrap();
    answers(&telegram, PERSON).await;
    bot.stop().await;
}

#[tokio::test]
async fn a_webhook_set_from_elsewhere_is_removed_and_no_question_is_lost() {
    let telegram = telegram().await;
    let _bot = Bot::start(&telegram).await;
    telegram.call_arrived("getUpdates", 1).await.unwrap();
    let method =
        format!("{}/bot{}/setWebhook?url=https://contoh.go.id/kait", telegram.url(), telegram.token());
    reqwest::get(method).await.unwrap();
    telegram.say(PERSON, QUESTIONS[0].text);
    let replies = replied(&telegram, PERSON, 1).await;
    assert!(replies[0].contains(QUESTIONS[0].answer));
}

#[tokio::test]
async fn a_server_error_costs_milliseconds_and_delays_nobody_else() {
    let telegram = telegram().await;
    let _bot = Bot::start(&telegram).await;
    let begun = Instant::now();
    for fault in [Fault::BadGateway, Fault::ServerError] {
        telegram.fail_next("getUpdates", 1, fault.clone());
        fails(&telegram, PERSON, fault).await;
        answers(&telegram, NEIGHBOUR).await;
    }
    replied(&telegram, PERSON, 2).await;
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
}
