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
use crate::desk::Happening;
use crate::desk::Incoming;
use crate::ports::ChatId;
use crate::ports::MessageId;
use crate::ports::UpdateId;

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
    let group = |extra: Value| {
        let mut all = json!({ "chat": { "id": -100, "type": "supergroup" } });
        all.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        happening(all)
    };
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

proptest! {
    #[test]
    fn no_json_makes_reading_panic(key in "(message|edited_message|callback_query|my_chat_member|x)", number in any::<i64>(), text in "\\PC{0,30}") {
        for value in [json!(number), json!(text), json!([number]), json!({ "message_id": number, "chat": { "id": number, "type": text } })] {
            let _only_no_panic = reading(&json!({ "update_id": 1, key.as_str(): value }));
        }
    }
}
