use std::net::SocketAddr;

use proptest::prelude::any;
use proptest::prelude::proptest;
use serde_json::Value;
use serde_json::json;

use super::Me;
use super::Unread;
use super::read;
use crate::conversation::Place;
use crate::conversation::Preface;
use crate::conversation::Unreadable;
use crate::conversation::Wording;
use crate::desk::Circumstances;
use crate::desk::File;
use crate::desk::Happening;
use crate::desk::Incoming;
use crate::ports::ChatId;
use crate::ports::MessageId;
use crate::ports::Timestamp;
use crate::ports::UpdateId;
use crate::sandbox::Telegram;
use crate::sandbox::world::bot::Outgoing;
use crate::sandbox::world::bot::ReplyTo;
use crate::sandbox::world::detect::typed;
use crate::sandbox::world::files::Upload;
use crate::sandbox::world::types::Content;
use crate::telegram::call;
use crate::telegram::connect::connect;

fn me() -> Me {
    Me { id: 99, username: "netral_bot".to_owned() }
}

fn reading(update: &Value) -> Option<Incoming> {
    read(&me(), UpdateId(1), &update.to_string()).unwrap_or_default()
}

#[test]
fn what_cannot_be_read_is_told_from_what_asks_for_no_answer() {
    let outcome = |update: Value| {
        let read = read(&me(), UpdateId(1), &update.to_string());
        read.map(|incoming| incoming.is_some())
    };
    let of_huge_chat = json!({ "message_id": 7, "chat": { "id": 1e40, "type": "private" } });
    assert_eq!(outcome(json!({ "update_id": 1, "message": of_huge_chat })), Err(Unread));
    assert_eq!(outcome(json!({ "update_id": 1, "callback_query": 5 })), Err(Unread));
    assert_eq!(outcome(json!({ "update_id": 1, "poll": { "id": "3" } })), Ok(false));
    assert_eq!(outcome(json!({ "update_id": 1, "message": null })), Ok(false));
}

/// A message of a person, in private unless `extra` says otherwise.
fn message(extra: Value) -> Value {
    let mut message = json!({ "message_id": 7, "date": 1, "chat": { "id": 5, "type": "private" }, "from": { "id": 5, "is_bot": false } });
    message.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
    message
}

fn happening(extra: Value) -> Option<Happening> {
    reading(&json!({ "update_id": 1, "message": message(extra) })).map(|incoming| incoming.happening)
}

fn said(text: &str, wording: Wording) -> Option<Happening> {
    Some(Happening::Said { text: text.to_owned(), wording })
}

fn commanded(name: &str, rest: &str) -> Option<Happening> {
    Some(Happening::Commanded { name: name.to_owned(), rest: rest.to_owned() })
}

#[test]
fn words_are_read_however_they_come() {
    let caption = Wording::Special(Preface::Caption);
    let forwarded = Wording::Special(Preface::Forwarded);
    assert!(happening(json!({ "text": "halo" })) == said("halo", Wording::Typed));
    assert!(happening(json!({ "photo": [], "caption": "ini?" })) == said("ini?", caption));
    assert!(happening(json!({ "text": "halo", "forward_origin": {} })) == said("halo", forwarded));
    let edited = reading(&json!({ "edited_message": message(json!({ "text": "halo" })) })).unwrap();
    assert!(edited.happening == said("halo", Wording::Special(Preface::Edited)).unwrap());
}

#[test]
fn an_entity_of_an_unknown_kind_costs_no_word() {
    let entities = json!([{ "type": "hologram", "offset": "x", "length": -1 }]);
    assert!(happening(json!({ "text": "halo", "entities": entities })) == said("halo", Wording::Typed));
}

#[test]
fn commands_are_read_with_and_without_the_bots_name() {
    assert!(happening(json!({ "text": "/start q_x" })) == commanded("start", "q_x"));
    assert!(happening(json!({ "text": "/MENU@Netral_Bot" })) == commanded("MENU", ""));
    assert!(happening(json!({ "text": "/menu@another_bot" })) == said("/menu@another_bot", Wording::Typed));
    assert!(happening(json!({ "text": "/" })) == said("/", Wording::Typed));
    assert!(happening(json!({ "text": "/tanya\nboleh?" })) == commanded("tanya", "boleh?"));
}

#[test]
fn what_has_no_words_is_named() {
    for (key, what) in [
        ("photo", Unreadable::Picture),
        ("voice", Unreadable::Voice),
        ("sticker", Unreadable::Sticker),
        ("document", Unreadable::Document),
        ("location", Unreadable::Location),
        ("contact", Unreadable::Contact),
        ("poll", Unreadable::Poll),
        ("hologram", Unreadable::Other),
    ] {
        assert!(happening(json!({ key: {} })) == Some(Happening::Sent(what)), "{key}");
    }
    assert!(happening(json!({ "text": "   " })) == Some(Happening::Sent(Unreadable::Other)));
    assert!(happening(json!({ "pinned_message": {} })) == Some(Happening::Ignored));
}

#[test]
fn in_a_group_the_bot_hears_only_what_is_meant_for_it() {
    let group = in_group;
    assert!(group(json!({ "text": "boleh like?" })).is_none());
    assert!(group(json!({ "photo": [] })).is_none());
    assert!(group(json!({ "text": "/menu@another_bot" })).is_none());
    assert!(group(json!({ "text": "@Netral_bot, boleh like?" })) == said("boleh like?", Wording::Typed));
    assert!(
        group(json!({ "text": "boleh?", "reply_to_message": { "from": { "id": 99 } } }))
            == said("boleh?", Wording::Typed)
    );
    assert!(group(json!({ "text": "boleh?", "reply_to_message": { "from": { "id": 98 } } })).is_none());
    assert!(group(json!({ "text": "/tanya boleh?" })) == commanded("tanya", "boleh?"));
    assert!(group(json!({ "text": "@netral_bot" })) == Some(Happening::Joined));
}

fn in_group(extra: Value) -> Option<Happening> {
    let mut all = json!({ "chat": { "id": -100, "type": "supergroup" } });
    all.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
    happening(all)
}

/// A text with Telegram's marks of the bot's name in it.
fn marked(text: &str) -> Value {
    let name = "@netral_bot";
    let entities: Vec<Value> = text
        .match_indices(name)
        .map(|(place, _)| {
            let offset = text[..place].encode_utf16().count();
            json!({ "type": "mention", "offset": offset, "length": name.len() })
        })
        .collect();
    json!({ "text": text, "entities": entities })
}

#[test]
fn the_bot_hears_its_name_whatever_touches_it() {
    for text in [
        "@netral_bot boleh like?",
        "(@netral_bot) boleh like?",
        "\"@netral_bot\" boleh like?",
        "@netral_bot… boleh like?",
        "@netral_bot\u{2014}boleh like?",
        "@netral_bot,boleh like?",
        "\u{200b}@netral_bot\u{200b} boleh like?",
        "\u{2068}@netral_bot\u{2069} boleh like?",
        "**@netral_bot** boleh like?",
        "boleh like?\n@netral_bot!",
        "boleh like? @netral_bot @netral_bot",
        "boleh like? (cc @netral_bot)",
    ] {
        for update in [marked(text), json!({ "text": text })] {
            let heard = in_group(update);
            let Some(Happening::Said { text: heard, .. }) = heard else { panic!("{text}") };
            assert!(heard.contains("boleh like?") && !heard.contains("netral_bot"), "{text}: {heard}");
        }
    }
    let heard = said("Halo, boleh like?", Wording::Typed);
    assert!(in_group(marked("Halo,@netral_bot boleh like?")) == heard);
    assert!(in_group(json!({ "text": "Halo,@Netral_Bot boleh like?" })) == heard);
    assert!(in_group(marked("(@netral_bot)")) == Some(Happening::Joined));
    let caption = marked("boleh? @netral_bot");
    let caption = json!({ "photo": [], "caption": caption["text"], "caption_entities": caption["entities"] });
    assert!(in_group(caption) == said("boleh?", Wording::Special(Preface::Caption)));
    assert!(in_group(marked("@netral_bot /menu")) == commanded("menu", ""));
}

#[test]
fn the_marks_of_telegram_decide_who_is_called() {
    let text_mention = json!({ "type": "text_mention", "offset": 0, "length": 6, "user": { "id": 99 } });
    let called = json!({ "text": "Netral, boleh?", "entities": [text_mention] });
    assert!(in_group(called) == said("boleh?", Wording::Typed));
    let code = json!({ "type": "code", "offset": 0, "length": 11 });
    assert!(in_group(json!({ "text": "@netral_bot boleh?", "entities": [code] })).is_none());
    for text in
        ["@netral_bot2 boleh?", "a@netral_bot.id boleh?", "t.me/@netral_bot", "@@netral_bot", "@ netral_bot"]
    {
        assert!(in_group(json!({ "text": text })).is_none(), "{text}");
    }
    let odd = json!([{ "type": "mention", "offset": 999, "length": 5 }, 7]);
    assert!(
        in_group(json!({ "text": "😀 @netral_bot boleh?", "entities": odd }))
            == said("😀 boleh?", Wording::Typed)
    );
}

#[test]
fn who_writes_as_the_group_or_as_a_channel_is_answered_like_others() {
    let bot = json!({ "id": 1_087_968_824, "is_bot": true });
    for sender in [json!({ "id": -100, "type": "supergroup" }), json!({ "id": -200, "type": "channel" })] {
        let written = |text: &str| json!({ "text": text, "from": bot, "sender_chat": sender });
        assert!(in_group(written("/menu@netral_bot")) == commanded("menu", ""));
        assert!(in_group(written("@netral_bot boleh?")) == said("boleh?", Wording::Typed));
        assert!(in_group(written("boleh?")).is_none());
    }
    assert!(in_group(json!({ "text": "@netral_bot boleh?", "from": bot })).is_none(), "a bot");
}

#[test]
fn a_live_location_that_moves_asks_for_no_further_answer() {
    let edited = |extra: Value| reading(&json!({ "edited_message": message(extra) })).unwrap().happening;
    assert!(happening(json!({ "location": {} })) == Some(Happening::Sent(Unreadable::Location)));
    assert!(edited(json!({ "location": { "live_period": 900 } })) == Happening::Ignored);
    assert!(edited(json!({ "photo": [] })) == Happening::Sent(Unreadable::Picture));
}

#[test]
fn letters_that_nobody_sees_hide_no_command() {
    for unseen in ["\u{200e}", "\u{200f}", "\u{feff}", "\u{200b}", "\u{2060}", "\u{ad}", " \u{200b}\u{a0}"] {
        assert!(
            happening(json!({ "text": format!("{unseen}/bantuan{unseen}") })) == commanded("bantuan", "")
        );
        assert!(
            happening(json!({ "text": format!("{unseen}/tanya{unseen} boleh?") })).is_some_and(|it| {
                matches!(it, Happening::Commanded { name, rest } if name == "tanya" && rest.trim() == "boleh?")
            }),
            "{unseen:?}"
        );
    }
    assert!(happening(json!({ "text": "\u{200b}" })) == Some(Happening::Sent(Unreadable::Other)));
}

#[test]
fn bots_and_channels_are_not_answered() {
    assert!(happening(json!({ "text": "halo", "from": { "id": 6, "is_bot": true } })).is_none());
    assert!(happening(json!({ "text": "halo", "chat": { "id": -5, "type": "channel" } })).is_none());
}

#[test]
fn a_press_names_the_message_it_stands_under_unless_that_is_out_of_reach() {
    let press = |message: Value| {
        let query = json!({ "id": "p", "from": { "id": 5 }, "data": "1:m", "message": message });
        reading(&json!({ "update_id": 1, "callback_query": query })).unwrap()
    };
    let chat = json!({ "id": 5, "type": "private" });
    let reachable = press(json!({ "message_id": 3, "date": 10, "chat": chat }));
    assert_eq!((reachable.message, reachable.chat), (Some(MessageId(3)), ChatId(5)));
    assert!(reachable.happening == Happening::Pressed("1:m".to_owned()));
    assert_eq!(press(json!({ "message_id": 3, "date": 0, "chat": chat })).message, None);
    assert_eq!(press(Value::Null).place, Place::Private);
}

#[test]
fn being_blocked_and_being_added_are_noticed() {
    let change = |kind: &str, before: &str, now: &str| {
        let member = json!({ "chat": { "id": 5, "type": kind }, "old_chat_member": { "status": before }, "new_chat_member": { "status": now } });
        reading(&json!({ "my_chat_member": member })).unwrap().happening
    };
    assert!(change("private", "member", "kicked") == Happening::Left);
    assert!(change("private", "kicked", "member") == Happening::Ignored);
    assert!(change("group", "left", "member") == Happening::Joined);
    assert!(change("group", "member", "left") == Happening::Left);
}

fn circumstances(extra: Value) -> Circumstances {
    reading(&json!({ "update_id": 1, "message": message(extra) })).unwrap().circumstances
}

#[test]
fn when_a_message_was_sent_is_told_also_of_its_edits() {
    let sent = Some(Timestamp(1));
    let plain = circumstances(json!({ "text": "halo" }));
    assert_eq!((plain.sent, plain.edited), (sent, false));
    for extra in [json!({ "text": "halo" }), json!({ "photo": [], "caption": "ini" }), json!({ "photo": [] })]
    {
        let mut edit = message(extra);
        edit["edit_date"] = json!(500);
        let edit = reading(&json!({ "edited_message": edit })).unwrap().circumstances;
        assert_eq!((edit.sent, edit.edited), (sent, true));
    }
    assert_eq!(circumstances(json!({ "text": "halo", "date": "kemarin" })).sent, None);
    assert_eq!(circumstances(json!({ "text": "halo", "date": -5 })).sent, None);
}

#[test]
fn only_a_reply_to_the_bot_itself_tells_what_it_replies_to() {
    let replied = |to: Value| circumstances(json!({ "text": "halo", "reply_to_message": to })).replies_to;
    let prompt = || Some("Apa yang terjadi?".to_owned());
    assert!(replied(json!({ "from": { "id": 99 }, "text": "Apa yang terjadi?" })) == prompt());
    assert!(replied(json!({ "from": { "id": 99 }, "caption": "Apa yang terjadi?", "text": 5 })) == prompt());
    assert!(replied(json!({ "from": { "id": 98 }, "text": "Apa yang terjadi?" })).is_none());
    assert!(replied(json!({ "text": "Apa yang terjadi?" })).is_none());
    assert!(replied(json!([])).is_none());
}

#[test]
fn a_press_tells_the_words_it_stands_under() {
    let press = |message: Value| {
        let query = json!({ "id": "p", "from": { "id": 5 }, "data": "1:m", "message": message });
        reading(&json!({ "update_id": 1, "callback_query": query })).unwrap().circumstances
    };
    let chat = json!({ "id": 5, "type": "private" });
    let under = |extra: Value| {
        let mut message = json!({ "message_id": 3, "date": 10, "chat": chat });
        message.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        press(message)
    };
    assert!(under(json!({ "text": "Kode" })).pressed.as_deref() == Some("Kode"));
    assert!(under(json!({ "caption": "Kode" })).pressed.as_deref() == Some("Kode"));
    assert_eq!(under(json!({ "text": "Kode" })).sent, Some(Timestamp(10)));
    assert!(under(json!({ "date": 0 })) == Circumstances::default());
    assert!(press(Value::Null) == Circumstances::default());
}

#[test]
fn a_press_tells_the_words_of_the_person_that_its_message_answers() {
    let answering = |replied: Value| {
        let chat = json!({ "id": 5, "type": "private" });
        let message =
            json!({ "message_id": 3, "date": 10, "chat": chat, "text": "Maaf", "reply_to_message": replied });
        let query = json!({ "id": "p", "from": { "id": 5 }, "data": "1:k", "message": message });
        let read = reading(&json!({ "update_id": 1, "callback_query": query })).unwrap();
        read.circumstances.pressed_replies_to
    };
    let person = json!({ "id": 5, "is_bot": false });
    assert_eq!(answering(json!({ "from": person, "text": "Apa?" })).as_deref(), Some("Apa?"));
    assert_eq!(answering(json!({ "from": person, "caption": "Apa?" })).as_deref(), Some("Apa?"));
    assert_eq!(answering(json!({ "from": { "id": 7, "is_bot": true }, "text": "Apa?" })), None);
    assert_eq!(answering(json!({ "text": "Apa?" })), None);
    assert_eq!(answering(json!({ "from": person, "text": 7 })), None);
    assert_eq!(answering(Value::Null), None);
}

#[test]
fn of_a_photo_the_size_comes_that_is_just_large_enough() {
    const MEGABYTE: u64 = 1024 * 1024;
    let size = |side: u32, bytes: u64| json!({ "file_id": side.to_string(), "width": side / 2, "height": side, "file_size": bytes });
    let best = |sizes: Value| {
        circumstances(json!({ "photo": sizes })).file.map(|file| (file.id, file.photo, file.size))
    };
    let is = |side: u32, bytes: u64| Some((side.to_string(), true, Some(bytes)));
    assert!(best(json!([size(90, 1), size(1280, 2)])) == is(1280, 2));
    assert!(best(json!([size(2560, 9), size(90, 1), size(1600, 5), size(1280, 3)])) == is(1600, 5));
    assert!(best(json!([size(800, 3), size(2560, 11 * MEGABYTE)])) == is(800, 3));
    assert!(best(json!([size(2560, 11 * MEGABYTE)])) == is(2560, 11 * MEGABYTE));
    assert!(best(json!([5, { "file_id": 7 }, size(90, 1), { "width": 9000 }])) == is(90, 1));
    assert!(
        best(json!([{ "file_id": "a", "width": -1, "file_size": "?" }]))
            == Some(("a".to_owned(), true, None))
    );
    assert!(best(json!([])).is_none() && best(json!({})).is_none());
}

#[test]
fn a_document_comes_without_its_name_and_words_stay_what_they_were() {
    let sent = json!({ "document": { "file_id": "d", "file_name": "Laporan Sari.pdf", "file_size": 12 }, "caption": "bukti" });
    let read = reading(&json!({ "update_id": 1, "message": message(sent) })).unwrap();
    assert!(read.happening == said("bukti", Wording::Special(Preface::Caption)).unwrap());
    assert!(
        read.circumstances.file
            == Some(File { id: "d".to_owned(), photo: false, size: Some(12), content: None })
    );
    assert!(circumstances(json!({ "document": { "file_name": "x" } })).file.is_none());
    assert!(circumstances(json!({ "voice": { "file_id": "v" } })).file.is_none());
}

/// The circumstances of the newest update of the sandbox.
async fn newest(telegram: &Telegram) -> Circumstances {
    let connection = connect(telegram.token(), Some(&telegram.url())).await.unwrap();
    let newest = json!({ "offset": -1 });
    let updates = call::make::<Vec<Value>>(&connection.bot, "getUpdates", &newest).await.unwrap().unwrap();
    read(&connection.me, UpdateId(1), &updates[0].to_string()).unwrap().unwrap().circumstances
}

#[tokio::test]
async fn what_the_sandbox_sends_is_read_as_what_telegram_sends() {
    let telegram = Telegram::start(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
    let begin = telegram.look(|world| u64::try_from(world.now()).unwrap());
    let photo = telegram.send_photo(1001, Upload::new("a.jpg", "image/jpeg", &[7; 9_000]), "bukti");
    let sent = newest(&telegram).await;
    assert!(sent.file.is_some_and(|file| file.photo && file.size == Some(9_000)));
    assert!(sent.sent.is_some_and(|sent| (begin..begin + 60).contains(&sent.0)));
    telegram.advance(3600);
    telegram.edit(1001, photo, "bukti lain");
    let edit = newest(&telegram).await;
    assert_eq!((edit.edited, edit.sent), (true, sent.sent));
    let said = Outgoing { content: Content::text(typed("Apa?")), ..Outgoing::default() };
    let prompt = telegram.change(|world| world.send(1001, said)).unwrap().message_id;
    telegram.reply(1001, 1001, prompt, "Itu.");
    assert_eq!(newest(&telegram).await.replies_to.as_deref(), Some("Apa?"));
    telegram.tap(1001, 1001, prompt, "1:m");
    assert_eq!(newest(&telegram).await.pressed.as_deref(), Some("Apa?"));
    let asked = telegram.say(1001, "Bolehkah?");
    let reply_to = Some(ReplyTo { message_id: asked, or_alone: true });
    let answer = Outgoing { content: Content::text(typed("Maaf")), reply_to, ..Outgoing::default() };
    let answer = telegram.change(|world| world.send(1001, answer)).unwrap().message_id;
    telegram.tap(1001, 1001, answer, "1:k");
    assert_eq!(newest(&telegram).await.pressed_replies_to.as_deref(), Some("Bolehkah?"));
    telegram.send_document(1001, Upload::new("a.age", "application/octet-stream", b"x"), "");
    let document = newest(&telegram).await.file;
    assert!(document.is_some_and(|file| !file.photo && file.size == Some(1)));
}

proptest! {
    #[test]
    fn no_json_makes_reading_panic(key in "(message|edited_message|callback_query|my_chat_member|x)", number in any::<i64>(), text in "\\PC{0,30}") {
        for value in [json!(number), json!(text), json!([number]), json!({ "message_id": number, "chat": { "id": number, "type": text } })] {
            let _only_no_panic = reading(&json!({ "update_id": 1, key.as_str(): value }));
        }
    }
}
