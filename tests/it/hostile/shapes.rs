//! Updates of random shape: well-formed ones into which random JSON is grafted.

use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::serving::Dice;

/// A word that no answer contains.
pub(super) const MARKER: &str = "sisipan";

/// People and groups who send what no client sends.
pub(super) const CHATS: [i64; 6] = [7_001, 7_002, 7_003, -7_004, i64::MAX, i64::MIN];

const KINDS: [&str; 9] = [
    "message",
    "message",
    "edited_message",
    "callback_query",
    "my_chat_member",
    "channel_post",
    "business_message",
    "message_reaction",
    "telepathy",
];

const FIELDS: [&str; 24] = [
    "message_id",
    "date",
    "chat",
    "from",
    "text",
    "caption",
    "entities",
    "reply_to_message",
    "id",
    "type",
    "first_name",
    "username",
    "is_bot",
    "data",
    "message",
    "photo",
    "document",
    "forward_origin",
    "sticker",
    "new_chat_member",
    "old_chat_member",
    "status",
    "update_id",
    "<b>sisipan",
];

const TEXTS: [&str; 16] = [
    "<b>sisipan</b>&amp;",
    "</b></a><script>sisipan",
    "sisipan & \"kutip\"",
    "\u{202E}sisipan\u{200B}\u{FEFF}",
    "\0",
    "",
    "   \n\t ",
    "/",
    "/@",
    "/start q_sisipan",
    "/hapus_data",
    "ya",
    "99999999999999999999",
    "@netral_sandbox_bot",
    "👩‍👩‍👧‍👦🇮🇩",
    "boleh e\u{301}\u{301}\u{301} ＡＳＮ ١٢٣ ß ﷺ",
];

const DATA: [&str; 10] = [
    "",
    "1:m",
    "1:f:ya",
    "1:e:suka:j",
    "1:e:hilang:j",
    "1:g:contoh:18446744073709551615",
    "2:m",
    "1:r:suka:k",
    "1:s:pppk",
    "<b>sisipan",
];

/// What a [`Value`] can't hold stands in it under a name of its own, which [`written`] replaces.
const UNWRITABLE: [(&str, &str); 4] = [
    ("\"#tak-hingga#\"", "1e400"),
    ("\"#raksasa#\"", "1180591620717411303424"),
    ("\"#separuh#\"", "\"\\ud800sisipan\""),
    ("\"#dalam#\"", ""),
];

/// Levels of nesting beyond what any parser follows.
const DEPTH: usize = 500;

/// An update as it goes over the wire, with the number Telegram would give it or an odd one.
pub(super) fn update(dice: &mut Dice, id: i64) -> String {
    let kind = dice.pick(&KINDS);
    let mut body = skeleton(dice, kind);
    for _ in 0..dice.below(4) {
        graft(dice, &mut body);
    }
    let number = number(dice, id);
    let body = written(&json!({ kind: body }));
    format!("{{{number}{}", body.strip_prefix('{').unwrap())
}

fn number(dice: &mut Dice, id: i64) -> String {
    let odd = match dice.below(60) {
        0 => return String::new(),
        1 => "-3".to_owned(),
        2 => format!("\"{id}\""),
        3 => "1e400".to_owned(),
        4 => "1180591620717411303424".to_owned(),
        5 => (id - 1).to_string(),
        _ => id.to_string(),
    };
    format!("\"update_id\":{odd},")
}

fn skeleton(dice: &mut Dice, kind: &str) -> Value {
    let chat = chat(dice);
    let from = json!({"id": chat["id"], "is_bot": false, "first_name": text(dice), "username": text(dice)});
    match kind {
        "callback_query" => {
            let message = json!({"message_id": dice.below(20), "date": dice.below(2), "chat": chat});
            json!({"id": text(dice), "from": from, "message": message, "data": dice.pick(&DATA)})
        }
        "my_chat_member" => {
            let member = |status: &str| json!({"user": {"id": 1}, "status": status});
            let (old, new) = (member("member"), member(dice.pick(&["kicked", "member", "sisipan"])));
            json!({"chat": chat, "from": from, "date": 1, "old_chat_member": old, "new_chat_member": new})
        }
        _ => {
            json!({"message_id": dice.below(1 << 31), "date": 1, "chat": chat, "from": from, "text": text(dice)})
        }
    }
}

fn chat(dice: &mut Dice) -> Value {
    let id = CHATS[usize::try_from(dice.below(CHATS.len() as u64)).unwrap()];
    let usual = if id < 0 { "supergroup" } else { "private" };
    let kind = if dice.one_in(10) { dice.pick(&["channel", "group", "sisipan"]) } else { usual };
    json!({"id": id, "type": kind, "title": text(dice), "first_name": text(dice)})
}

fn text(dice: &mut Dice) -> String {
    match dice.below(12) {
        0 => "sisipan ".repeat(512),
        1 => "boleh".repeat(819),
        _ => dice.pick(&TEXTS).to_owned(),
    }
}

/// Replaces something within a value, or adds to it.
fn graft(dice: &mut Dice, into: &mut Value) {
    match into {
        Value::Object(fields) if !fields.is_empty() && !dice.one_in(4) => {
            let place = usize::try_from(dice.below(fields.len() as u64)).unwrap();
            let inner = fields.values_mut().nth(place).unwrap();
            if dice.one_in(2) { graft(dice, inner) } else { *inner = tree(dice, 4) }
        }
        Value::Object(fields) => drop(fields.insert(dice.pick(&FIELDS).to_owned(), tree(dice, 4))),
        other => *other = tree(dice, 4),
    }
}

fn tree(dice: &mut Dice, depth: u32) -> Value {
    let branches = if depth == 0 { 8 } else { 10 };
    match dice.below(branches) {
        0 => Value::Null,
        1 => json!(dice.one_in(2)),
        2 => json!(dice.below(5)),
        3 => json!(-i64::try_from(dice.below(1 << 62)).unwrap()),
        4 => json!(u64::MAX),
        5 => json!(-1.5e300),
        6 => Value::String(dice.pick(&["#tak-hingga#", "#raksasa#", "#separuh#", "#dalam#"]).to_owned()),
        7 => Value::String(text(dice)),
        8 => (0..dice.below(4)).map(|_| tree(dice, depth - 1)).collect(),
        _ => {
            let fields = (0..dice.below(4)).map(|_| (dice.pick(&FIELDS).to_owned(), tree(dice, depth - 1)));
            Value::Object(fields.collect::<Map<_, _>>())
        }
    }
}

fn written(value: &Value) -> String {
    UNWRITABLE.iter().fold(value.to_string(), |text, (name, written)| {
        let deep = || format!("{}{}", "[".repeat(DEPTH), "]".repeat(DEPTH));
        text.replace(name, &if written.is_empty() { deep() } else { (*written).to_owned() })
    })
}
