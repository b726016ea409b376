//! Single updates that are odd but real, or not real at all: each gets what it deserves.

use netral::sandbox::Telegram;
use serde_json::Value;
use serde_json::json;

use crate::serving::Bot;
use crate::serving::QUESTIONS;
use crate::serving::replied;
use crate::serving::replies;
use crate::serving::telegram;

const PERSON: i64 = 6_301;

fn from_person(more: Value) -> Value {
    let mut message = json!({
        "message_id": 50, "date": 1_771_804_800,
        "chat": {"id": PERSON, "type": "private", "first_name": "<b>&"},
        "from": {"id": PERSON, "is_bot": false, "first_name": "<b>&"},
    });
    message.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    message
}

/// A running bot that may write to the person.
async fn acquainted() -> (Telegram, Bot) {
    let telegram = telegram().await;
    let bot = Bot::start(&telegram).await;
    telegram.say(PERSON, "/start");
    telegram.sent_to(PERSON).await.unwrap();
    (telegram, bot)
}

async fn answered(telegram: &Telegram) -> String {
    telegram.sent_to(PERSON).await.unwrap().words().to_owned()
}

#[tokio::test]
async fn a_question_with_an_entity_of_a_kind_nobody_knows_is_answered() {
    let (telegram, _bot) = acquainted().await;
    let entities = json!([{"type": "telepathy", "offset": 0, "length": 4, "strength": {"of": [1e300]}}]);
    telegram.insert_update(
        json!({"message": from_person(json!({"text": QUESTIONS[0].text, "entities": entities}))}),
    );
    assert!(answered(&telegram).await.contains(QUESTIONS[0].answer));
}

#[tokio::test]
async fn a_question_is_answered_whatever_stands_in_the_fields_beside_it() {
    let (telegram, _bot) = acquainted().await;
    let rest = [
        json!({"from": {"id": "x", "is_bot": "perhaps"}}),
        json!({"caption": 7, "reply_to_message": [], "photo": null}),
        json!({"date": -1, "edit_date": "soon", "message_thread_id": {"a": [null]}}),
        json!({"chat": {"id": PERSON, "type": "private", "first_name": 5, "photo": [[]]}}),
    ];
    for (question, rest) in QUESTIONS.iter().cycle().zip(rest) {
        let mut message = from_person(json!({"text": question.text}));
        message.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        telegram.insert_update(json!({"message": message, "telepathy": 1}));
        let reply = answered(&telegram).await;
        assert!(reply.contains(question.answer), "{rest}: {reply}");
    }
}

#[tokio::test]
async fn markup_and_control_characters_in_a_question_never_come_back() {
    let (telegram, _bot) = acquainted().await;
    let odd =
        ["<b>SISIPAN</b> &amp; <a href='x'>", "SISIPAN\0\u{202E}\u{200B}", "/SISIPAN <i>", "&#60;SISIPAN"];
    for text in odd {
        telegram.say(PERSON, text);
        let reply = answered(&telegram).await;
        assert!(
            !reply.to_lowercase().contains("sisipan") && !reply.contains(['<', '\0']),
            "{text:?}: {reply}"
        );
    }
    let page = "boleh ".repeat(682);
    telegram.say(PERSON, &page);
    assert!(!answered(&telegram).await.is_empty());
}

#[tokio::test]
async fn stale_and_forged_taps_are_answered_and_change_nothing() {
    let (telegram, bot) = acquainted().await;
    let forged = [
        "",
        "1",
        "1:",
        "0:m",
        "1:e:tidak-ada:j",
        "1:e:suka:zz",
        "1:g:contoh:18446744073709551615",
        "1:f:ya:ya",
        "<b>&",
        "1:r:suka:y:y",
        "\u{202E}",
        "1:s:raja",
    ];
    for data in forged {
        let tap = telegram.tap(PERSON, PERSON, 2, data);
        telegram.answer_to(&tap).await.unwrap();
    }
    let gone = telegram.tap(PERSON, PERSON, 7_777, "1:m");
    telegram.answer_to(&gone).await.unwrap();
    telegram.all_confirmed().await.unwrap();
    assert!(bot.remembers(PERSON), "no forged tap deletes anything");
}

#[tokio::test]
async fn a_tap_without_its_message_is_answered_in_private() {
    let (telegram, _bot) = acquainted().await;
    telegram.insert_update(json!({"callback_query": {"id": "77", "from": {"id": PERSON}, "data": "1:m"}}));
    assert!(answered(&telegram).await.contains("Pilih topik"));
}

#[tokio::test]
async fn what_concerns_no_chat_of_the_bot_is_confirmed_in_silence() {
    let (telegram, _bot) = acquainted().await;
    let channel = json!({"id": -1_001_234, "type": "channel", "title": "Kanal"});
    let bot_wrote = from_person(json!({"text": QUESTIONS[0].text, "from": {"id": 9, "is_bot": true}}));
    let silent = [
        json!({"channel_post": {"message_id": 1, "chat": channel, "text": QUESTIONS[0].text}}),
        json!({"message": {"message_id": 1, "chat": channel, "text": QUESTIONS[0].text}}),
        json!({"message": bot_wrote}),
        json!({"message": from_person(json!({"chat": {"id": PERSON, "type": "dream"}, "text": "halo"}))}),
        json!({"message": from_person(json!({"pinned_message": {}}))}),
        json!({"inline_query": {"id": "1", "query": QUESTIONS[0].text}}),
        json!({"purchased_paid_media": {"payload": "x"}}),
        json!({}),
    ];
    let before = telegram.calls_of("sendMessage").len();
    for update in silent {
        telegram.insert_update(update);
    }
    telegram.all_confirmed().await.unwrap();
    telegram.say(PERSON, QUESTIONS[1].text);
    assert!(answered(&telegram).await.contains(QUESTIONS[1].answer));
    assert_eq!(telegram.calls_of("sendMessage").len(), before + 1);
    assert_eq!(replies(&telegram, PERSON).len(), replied(&telegram, PERSON, 2).await.len());
}
