//! Limits and refusals, in Telegram's words.

use netral::sandbox::world::files::Upload;
use serde_json::json;

use super::Api;
use super::one_button;

#[tokio::test]
async fn a_text_has_1_to_4096_units_after_its_markup_is_read() {
    let api = Api::with_a_chat().await;
    let send = |text: String| json!({"chat_id": 1001, "text": text, "parse_mode": "HTML"});
    for empty in ["", "  \n ", "<b></b>", "<b> </b>"] {
        assert_eq!(
            api.refused("sendMessage", send(empty.to_owned())).await,
            "Bad Request: message text is empty"
        );
    }
    api.done("sendMessage", send(format!("<b>{}</b>&amp;", "a".repeat(4095)))).await;
    api.done("sendMessage", send("😀".repeat(2048))).await;
    for long in ["a".repeat(4097), "😀".repeat(2049)] {
        assert_eq!(api.refused("sendMessage", send(long)).await, "Bad Request: message is too long");
    }
}

#[tokio::test]
async fn broken_markup_is_refused_with_the_reason_and_the_place() {
    let api = Api::with_a_chat().await;
    let cases = [
        ("<b>a", "Can't find end tag corresponding to start tag \"b\""),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("é<b>x</i>", "Unmatched end tag at byte offset 6, expected \"</b>\", found \"</i>\""),
        ("1 < 2", "Unclosed start tag at byte offset 2"),
        ("<h1>a</h1>", "Unsupported start tag \"h1\" at byte offset 0"),
        ("<span>a</span>", "Tag \"span\" must have class \"tg-spoiler\" at byte offset 0"),
    ];
    for (text, why) in cases {
        let refused =
            api.refused("sendMessage", json!({"chat_id": 1001, "text": text, "parse_mode": "html"})).await;
        assert_eq!(refused, format!("Bad Request: can't parse entities: {why}"));
    }
    let markdown = json!({"chat_id": 1001, "text": "*a*", "parse_mode": "MarkdownV2"});
    assert!(api.refused("sendMessage", markdown).await.starts_with("Bad Request: can't parse entities: "));
    let unknown = json!({"chat_id": 1001, "text": "a", "parse_mode": "rtf"});
    assert_eq!(api.refused("sendMessage", unknown).await, "Bad Request: unsupported parse_mode");
}

#[tokio::test]
async fn callback_data_has_1_to_64_bytes() {
    let api = Api::with_a_chat().await;
    let send = |data: &str| json!({"chat_id": 1001, "text": "a", "reply_markup": one_button(data)});
    api.done("sendMessage", send(&"a".repeat(64))).await;
    for data in ["", &"a".repeat(65), &"é".repeat(33)] {
        assert_eq!(api.refused("sendMessage", send(data)).await, "Bad Request: BUTTON_DATA_INVALID");
    }
}

#[tokio::test]
async fn buttons_need_a_label_and_something_to_do() {
    let api = Api::with_a_chat().await;
    let rows = |button: serde_json::Value| json!({"inline_keyboard": [[button]]});
    let hundred_and_one = vec![vec![json!({"text": "a", "callback_data": "a"})]; 101];
    let keyboards = [
        rows(json!({"text": "a"})),
        rows(json!({"text": " ", "callback_data": "a"})),
        rows(json!({"callback_data": "a"})),
        rows(json!({"text": "a", "url": "javascript://x y"})),
        json!({"inline_keyboard": hundred_and_one}),
        json!([1]),
    ];
    for keyboard in keyboards {
        let send = json!({"chat_id": 1001, "text": "a", "reply_markup": keyboard});
        assert!(api.refused("sendMessage", send).await.starts_with("Bad Request: "), "{keyboard}");
    }
}

#[tokio::test]
async fn the_bot_writes_only_where_it_may() {
    let api = Api::start().await;
    let send = |chat: serde_json::Value| json!({"chat_id": chat, "text": "a"});
    assert_eq!(api.refused("sendMessage", send(json!(424_242))).await, "Bad Request: chat not found");
    assert_eq!(api.refused("sendMessage", send(json!("@siapa"))).await, "Bad Request: chat not found");
    assert_eq!(api.refused("sendMessage", send(json!(""))).await, "Bad Request: chat_id is empty");
    let stranger = api.refused("sendMessage", send(json!(1001))).await;
    assert_eq!(stranger, "Forbidden: bot can't initiate conversation with a user");
}

#[tokio::test]
async fn a_block_is_told_and_lasts_until_the_person_comes_back() {
    let api = Api::with_a_chat().await;
    api.telegram.block(1001);
    let send = json!({"chat_id": 1001, "text": "a"});
    let answer = api.call("sendMessage", send.clone()).await;
    assert_eq!(
        (&answer["error_code"], &answer["description"]),
        (&json!(403), &json!("Forbidden: bot was blocked by the user"))
    );
    api.telegram.say(1001, "/start");
    api.done("sendMessage", send).await;
    let updates = api.done("getUpdates", json!({})).await;
    let standing = |at: usize| updates[at]["my_chat_member"]["new_chat_member"]["status"].clone();
    assert_eq!((standing(1), standing(2)), (json!("kicked"), json!("member")));
}

#[tokio::test]
async fn captions_answers_and_files_have_their_own_limits() {
    let api = Api::with_a_chat().await;
    let number =
        api.telegram.send_document(1001, Upload { claimed_size: Some(21 << 20), ..Upload::default() }, "");
    let document = api.telegram.message(1001, number).unwrap();
    let document = serde_json::to_value(&document).unwrap()["document"]["file_id"].clone();
    assert_eq!(api.refused("getFile", json!({"file_id": document})).await, "Bad Request: file is too big");
    let caption = json!({"chat_id": 1001, "document": document, "caption": "a".repeat(1025)});
    assert_eq!(api.refused("sendDocument", caption).await, "Bad Request: message caption is too long");
    let callback = api.telegram.tap(1001, 1001, number, "a");
    let answer = json!({"callback_query_id": callback, "text": "a".repeat(201)});
    assert_eq!(api.refused("answerCallbackQuery", answer).await, "Bad Request: MESSAGE_TOO_LONG");
}

#[tokio::test]
async fn commands_have_short_lower_case_names_and_a_description() {
    let api = Api::start().await;
    for (name, about) in
        [("Tanya", "x"), ("", "x"), ("ta nya", "x"), ("tanya", ""), ("tanya", &"x".repeat(257))]
    {
        let set = json!({"commands": [{"command": name, "description": about}]});
        assert!(api.refused("setMyCommands", set).await.starts_with("Bad Request: "), "{name}");
    }
    let unknown_chat = json!({"commands": [], "scope": {"type": "chat", "chat_id": 5}});
    assert_eq!(api.refused("setMyCommands", unknown_chat).await, "Bad Request: chat not found");
}
