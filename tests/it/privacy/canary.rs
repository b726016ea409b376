//! One person whose words, names and number occur nowhere else, and the traffic they cause.

use netral::sandbox::Fault;
use netral::sandbox::Gate;
use netral::sandbox::Telegram;
use serde_json::Value;
use serde_json::json;

use crate::serving::QUESTIONS;
use crate::serving::replied;
use crate::serving::replies;

/// The person's chat.
pub(super) const CHAT: i64 = 8_173_645_291_734;

/// What they write beside a question that is known.
pub(super) const WORDS: &str = "kenari zaitun menyelam";

pub(super) const FIRST_NAME: &str = "Sukmawijaya";
pub(super) const USERNAME: &str = "srigunting_biru";

/// The secret half of the token.
pub(super) const TOKEN_SECRET: &str = "AAkutilangMelayangKutilangMelayang";

/// What must be found nowhere, as it would be written in a text.
pub(super) fn texts() -> Vec<String> {
    let mut texts: Vec<String> = WORDS.split(' ').map(str::to_owned).collect();
    texts.extend([FIRST_NAME, USERNAME, TOKEN_SECRET, "kutilang"].map(str::to_owned));
    texts.push(CHAT.to_string());
    texts.push(CHAT.to_string().split_at(9).0.to_owned());
    texts.push(format!("{CHAT:x}"));
    texts.extend(QUESTIONS.iter().flat_map(|question| [question.text, question.answer]).map(str::to_owned));
    texts
}

/// The person asks what is known and what isn't, and taps what there is and what there isn't.
pub(super) async fn converse(telegram: &Telegram) {
    telegram.say(CHAT, QUESTIONS[0].text);
    let answer = telegram.sent_to(CHAT).await.unwrap();
    let number = telegram.say(CHAT, WORDS);
    telegram.edit(CHAT, number, &format!("{WORDS} lagi"));
    telegram.forward(CHAT, FIRST_NAME, WORDS);
    telegram.say(CHAT, &format!("/{USERNAME} {WORDS}"));
    telegram.say(CHAT, &format!("/start {USERNAME}"));
    telegram.send_contact(CHAT, FIRST_NAME, &CHAT.to_string());
    telegram.tap_nth(CHAT, CHAT, answer.message_id, 0).unwrap();
    let forged = telegram.tap(CHAT, CHAT, answer.message_id, &format!("1:e:{WORDS}"));
    telegram.insert_update(json!({"message": from_a_named_person(QUESTIONS[1].text)}));
    telegram.insert_update(json!({"telepathy": from_a_named_person(WORDS)}));
    telegram.insert_raw_update(malformed);
    telegram.answer_to(&forged).await.unwrap();
    telegram.all_confirmed().await.unwrap();
}

/// What goes wrong between the bot and Telegram and is soon over.
pub(super) async fn meet_with_faults(telegram: &Telegram) {
    let faults = [
        Fault::TooManyRequests(1),
        Fault::Cut,
        Fault::CutAfter,
        Fault::BadRequest(format!("can't parse entities: {WORDS}")),
        Fault::BadRequest(format!("{WORDS} {CHAT}")),
    ];
    for fault in faults {
        provoke(telegram, fault).await;
    }
    telegram.fail_next("getUpdates", 1, Fault::Cut);
    telegram.fail_next("getUpdates", 1, Fault::TooManyRequests(1));
    let before = replies(telegram, CHAT).len();
    telegram.say(CHAT, QUESTIONS[1].text);
    telegram.all_confirmed().await.unwrap();
    replied(telegram, CHAT, before + 1).await;
}

async fn provoke(telegram: &Telegram, fault: Fault) {
    let before = telegram.calls_of("sendMessage").len();
    telegram.fail_next("sendMessage", 1, fault);
    telegram.say(CHAT, QUESTIONS[2].text);
    telegram.call_arrived("sendMessage", before + 1).await.unwrap();
}

/// The chat is closed to the bot, in both ways that there are.
pub(super) async fn be_blocked(telegram: &Telegram) {
    provoke(telegram, Fault::Blocked).await;
    telegram.block(CHAT);
    telegram.all_confirmed().await.unwrap();
}

/// Telegram's servers fail: the bot will try again, but not before the test is over.
pub(super) async fn meet_with_failing_servers(telegram: &Telegram) {
    telegram.fail_next("getUpdates", 1, Fault::BadGateway);
    provoke(telegram, Fault::ServerError).await;
    let failed = |telegram: &Telegram| {
        let polls = telegram.calls_of("getUpdates");
        polls.iter().any(|poll| poll.status == Some(502)).then_some(())
    };
    telegram.wait_until(failed).await.unwrap();
}

/// The person asks and gets no answer, because Telegram takes its time.
pub(super) async fn be_owed_answers(telegram: &Telegram) -> Gate {
    let before = telegram.calls_of("sendMessage").len();
    let gate = telegram.hold_next("sendMessage", 1);
    for question in QUESTIONS {
        telegram.say(CHAT, question.text);
    }
    telegram.say(CHAT, WORDS);
    telegram.call_arrived("sendMessage", before + 1).await.unwrap();
    telegram.all_confirmed().await.unwrap();
    gate
}

/// Waits until the person has heard of the bot as often as they can have after [`converse`].
pub(super) async fn be_answered(telegram: &Telegram) {
    replied(telegram, CHAT, 7).await;
}

fn from_a_named_person(text: &str) -> Value {
    json!({
        "message_id": 900,
        "date": 1_771_804_800,
        "chat": {"id": CHAT, "type": "private", "first_name": FIRST_NAME, "username": USERNAME},
        "from": {"id": CHAT, "is_bot": false, "first_name": FIRST_NAME, "username": USERNAME},
        "text": text,
    })
}

fn malformed(id: i64) -> String {
    let message = from_a_named_person(WORDS).to_string().replace("900", "1e400");
    format!("{{\"update_id\":{id},\"message\":{message}}}")
}
