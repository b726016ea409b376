//! One chat sends faster than it can be answered.

use netral::sandbox::Telegram;

use crate::serving::Bot;
use crate::serving::QUESTIONS;
use crate::serving::replied;
use crate::serving::replies;
use crate::serving::telegram;

const FLOODER: i64 = 6_101;
const NEIGHBOUR: i64 = 6_102;
const MESSAGES: usize = 400;
const SLOW_DOWN: &str = "datang lebih cepat daripada jawaban";

#[tokio::test]
async fn a_flooding_chat_keeps_nobody_waiting_and_is_told_to_slow_down() {
    let telegram = telegram().await;
    for _ in 0..MESSAGES {
        telegram.say(FLOODER, QUESTIONS[0].text);
    }
    telegram.say(NEIGHBOUR, QUESTIONS[1].text);
    let gate = telegram.hold_next("sendMessage", 1);
    let _bot = Bot::start(&telegram).await;
    let answer = replied(&telegram, NEIGHBOUR, 1).await;
    assert!(answer[0].contains(QUESTIONS[1].answer));
    assert_eq!(replies(&telegram, FLOODER).len(), 0, "the flooder's first answer is still held");
    telegram.all_confirmed().await.unwrap();
    gate.release();
    let until_told = |telegram: &Telegram| {
        let all = replies(telegram, FLOODER);
        all.iter().any(|reply| reply.contains(SLOW_DOWN)).then_some(all)
    };
    let answered = telegram.wait_until(until_told).await.unwrap();
    assert!((256..MESSAGES).contains(&answered.len()), "{} answers", answered.len());
}

#[tokio::test]
async fn a_chat_that_flooded_is_answered_again_once_it_has_what_it_is_owed() {
    let telegram = telegram().await;
    for _ in 0..MESSAGES {
        telegram.say(FLOODER, QUESTIONS[0].text);
    }
    let gate = telegram.hold_next("sendMessage", 1);
    let bot = Bot::start(&telegram).await;
    telegram.all_confirmed().await.unwrap();
    let owed = bot.undelivered();
    gate.release();
    let delivered = |telegram: &Telegram| {
        let all = replies(telegram, FLOODER);
        (all.len() >= owed).then_some(all)
    };
    let all = telegram.wait_until(delivered).await.unwrap();
    let told = all.iter().filter(|reply| reply.contains(SLOW_DOWN)).count();
    assert_eq!(told, 1, "told to slow down once");
    telegram.say(FLOODER, QUESTIONS[1].text);
    let all = replied(&telegram, FLOODER, owed + 1).await;
    assert!(all[owed].contains(QUESTIONS[1].answer), "{}", all[owed]);
}
