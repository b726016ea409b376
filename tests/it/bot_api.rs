//! The Bot API server keeps Telegram's rules, seen from outside over HTTP.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "clippy takes only #[test] functions for tests"
)]

mod faults;
mod limits;
mod page;
mod teloxide;
mod tips;
mod updates;

use netral::sandbox::Telegram;
use serde_json::Value;
use serde_json::json;

/// A running server and a client that posts JSON.
struct Api {
    telegram: Telegram,
    client: reqwest::Client,
}

impl Api {
    async fn start() -> Self {
        let telegram = Telegram::start("127.0.0.1:0".parse().unwrap()).await.unwrap();
        Self { telegram, client: reqwest::Client::new() }
    }

    /// A server whose persona 1001 has pressed /start already, so that the bot may write.
    async fn with_a_chat() -> Self {
        let api = Self::start().await;
        api.telegram.say(1001, "/start");
        api
    }

    fn method(&self, name: &str) -> String {
        format!("{}/bot{}/{name}", self.telegram.url(), self.telegram.token())
    }

    async fn call(&self, name: &str, params: Value) -> Value {
        self.client.post(self.method(name)).json(&params).send().await.unwrap().json().await.unwrap()
    }

    async fn done(&self, name: &str, params: Value) -> Value {
        let answer = self.call(name, params).await;
        assert_eq!(answer["ok"], true, "{name}: {answer}");
        answer["result"].clone()
    }

    async fn refused(&self, name: &str, params: Value) -> String {
        let answer = self.call(name, params).await;
        assert_eq!(answer["ok"], false, "{name}: {answer}");
        answer["description"].as_str().unwrap().to_owned()
    }

    async fn say_as_bot(&self, text: &str) -> i32 {
        let sent = self.done("sendMessage", json!({"chat_id": 1001, "text": text})).await;
        i32::try_from(sent["message_id"].as_i64().unwrap()).unwrap()
    }
}

fn one_button(data: &str) -> Value {
    json!({"inline_keyboard": [[{"text": "Lanjut", "callback_data": data}]]})
}

#[tokio::test]
async fn a_bot_hears_a_person_answers_and_is_heard() {
    let api = Api::with_a_chat().await;
    let updates = api.done("getUpdates", json!({})).await;
    assert_eq!(updates[0]["message"]["text"], "/start");
    assert_eq!(updates[0]["message"]["entities"][0]["type"], "bot_command");
    let text = "<b>Selamat</b> datang";
    let sent = api.done("sendMessage", json!({"chat_id": 1001, "text": text, "parse_mode": "HTML"})).await;
    assert_eq!(sent["entities"], json!([{"type": "bold", "offset": 0, "length": 7}]));
    assert_eq!(api.telegram.sent_to(1001).await.unwrap().words(), "Selamat datang");
}

#[tokio::test]
async fn all_four_encodings_of_parameters_mean_the_same() {
    let api = Api::with_a_chat().await;
    let markup = one_button("v1:a").to_string();
    let fields =
        [("chat_id", "1001"), ("text", "satu & dua"), ("reply_markup", &markup), ("protect_content", "true")];
    let (client, url) = (&api.client, api.method("sendMessage"));
    let form = fields.iter().fold(reqwest::multipart::Form::new(), |form, (name, value)| {
        form.text((*name).to_owned(), (*value).to_owned())
    });
    let json = json!({"chat_id": 1001, "text": "satu & dua", "reply_markup": one_button("v1:a"), "protect_content": true});
    let requests = [
        client.get(&url).query(&fields),
        client.post(&url).query(&fields),
        client.post(&url).form(&fields),
        client.post(&url).multipart(form),
        client.post(&url).json(&json),
    ];
    for request in requests {
        let answer: Value = request.send().await.unwrap().json().await.unwrap();
        assert_eq!(answer["result"]["text"], "satu & dua", "{answer}");
        assert_eq!(answer["result"]["reply_markup"], one_button("v1:a"));
        assert_eq!(answer["result"]["has_protected_content"], true);
    }
}

#[tokio::test]
async fn method_names_are_read_in_any_case_and_unknown_ones_are_404() {
    let api = Api::start().await;
    for name in ["getMe", "GetMe", "getme", "GETME"] {
        let me = api.done(name, json!({})).await;
        assert_eq!(me["is_bot"], true);
        assert_eq!(me["can_read_all_group_messages"], false);
    }
    let answer = api.call("getEverything", json!({})).await;
    assert_eq!(answer, json!({"ok": false, "error_code": 404, "description": "Not Found"}));
}

#[tokio::test]
async fn a_wrong_token_is_401_and_a_malformed_one_404() {
    let api = Api::start().await;
    for (token, code) in
        [("700000007:salah", 401), ("123:abc", 401), ("salah", 404), (":", 404), ("abc:def", 404)]
    {
        let url = format!("{}/bot{token}/getMe", api.telegram.url());
        let answer = api.client.get(url).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), code, "{token}");
        assert_eq!(answer.json::<Value>().await.unwrap()["error_code"], code);
    }
}

#[tokio::test]
async fn bodies_that_are_no_json_object_are_bad_requests() {
    let api = Api::start().await;
    for body in ["[1]", "{", "\"x\"", "\u{feff}"] {
        let request =
            api.client.post(api.method("getMe")).header("content-type", "application/json").body(body);
        assert_eq!(request.send().await.unwrap().status().as_u16(), 400, "{body}");
    }
}

#[tokio::test]
async fn an_edit_replaces_text_and_buttons_and_shows_its_date() {
    let api = Api::with_a_chat().await;
    let first = json!({"chat_id": 1001, "text": "satu", "reply_markup": one_button("v1:a")});
    let number = api.done("sendMessage", first).await["message_id"].clone();
    let edit = json!({"chat_id": 1001, "message_id": number, "text": "dua"});
    let edited = api.done("editMessageText", edit.clone()).await;
    assert_eq!(edited["text"], "dua");
    assert!(edited["edit_date"].is_i64() && edited.get("reply_markup").is_none());
    assert!(api.refused("editMessageText", edit).await.starts_with("Bad Request: message is not modified: "));
    let buttons = json!({"chat_id": 1001, "message_id": number, "reply_markup": one_button("v1:b")});
    let edited = api.done("editMessageReplyMarkup", buttons).await;
    assert_eq!(edited["reply_markup"], one_button("v1:b"));
    assert_eq!(edited["text"], "dua");
}

#[tokio::test]
async fn only_own_messages_that_exist_can_be_edited() {
    let api = Api::with_a_chat().await;
    let edit = |number: i32| json!({"chat_id": 1001, "message_id": number, "text": "lain"});
    assert_eq!(api.refused("editMessageText", edit(1)).await, "Bad Request: message can't be edited");
    assert_eq!(api.refused("editMessageText", edit(99)).await, "Bad Request: message to edit not found");
}

#[tokio::test]
async fn a_message_is_deleted_once_and_many_at_once_skip_the_missing() {
    let api = Api::with_a_chat().await;
    let number = api.say_as_bot("satu").await;
    let delete = json!({"chat_id": 1001, "message_id": number});
    assert_eq!(api.done("deleteMessage", delete.clone()).await, true);
    assert_eq!(api.refused("deleteMessage", delete).await, "Bad Request: message to delete not found");
    let (two, three) = (api.say_as_bot("dua").await, api.say_as_bot("tiga").await);
    let many = json!({"chat_id": 1001, "message_ids": [1, number, two, three]});
    assert_eq!(api.done("deleteMessages", many).await, true);
    assert!(api.telegram.chat_messages(1001).is_empty());
}

#[tokio::test]
async fn messages_older_than_two_days_stay() {
    let api = Api::with_a_chat().await;
    let number = api.say_as_bot("satu").await;
    api.telegram.advance(48 * 3600 + 60);
    let why = api.refused("deleteMessage", json!({"chat_id": 1001, "message_id": number})).await;
    assert_eq!(why, "Bad Request: message can't be deleted for everyone");
}

#[tokio::test]
async fn a_tap_reaches_the_bot_and_its_answer_the_person() {
    let api = Api::with_a_chat().await;
    let asked = json!({"chat_id": 1001, "text": "lanjut?", "reply_markup": one_button("v1:a")});
    api.done("sendMessage", asked).await;
    let message = api.telegram.sent_to(1001).await.unwrap();
    let callback = api.telegram.tap_label(1001, 1001, message.message_id, "Lanjut").unwrap();
    let updates = api.done("getUpdates", json!({"offset": -1})).await;
    let query = &updates[0]["callback_query"];
    assert_eq!((&query["data"], &query["message"]["text"]), (&json!("v1:a"), &json!("lanjut?")));
    let answer = json!({"callback_query_id": query["id"], "text": "baik", "show_alert": true});
    assert_eq!(api.done("answerCallbackQuery", answer.clone()).await, true);
    let seen = api.telegram.answer_to(&callback).await.unwrap();
    assert_eq!((seen.text.as_deref(), seen.show_alert), (Some("baik"), true));
    api.telegram.expire_callbacks();
    let late = "Bad Request: query is too old and response timeout expired or query ID is invalid";
    assert_eq!(api.refused("answerCallbackQuery", answer).await, late);
}

#[tokio::test]
async fn a_tap_on_a_deleted_message_carries_an_inaccessible_one() {
    let api = Api::with_a_chat().await;
    api.telegram.tap(1001, 1001, 77, "v1:a");
    let updates = api.done("getUpdates", json!({"offset": -1})).await;
    let message = &updates[0]["callback_query"]["message"];
    assert_eq!((&message["message_id"], &message["date"]), (&json!(77), &json!(0)));
}

#[tokio::test]
async fn a_reply_names_its_message_and_fails_when_that_is_gone() {
    let api = Api::with_a_chat().await;
    let reply = json!({"chat_id": 1001, "text": "ya", "reply_parameters": {"message_id": 1}});
    assert_eq!(api.done("sendMessage", reply).await["reply_to_message"]["text"], "/start");
    let gone = json!({"chat_id": 1001, "text": "ya", "reply_parameters": {"message_id": 99}});
    assert_eq!(api.refused("sendMessage", gone).await, "Bad Request: message to be replied not found");
    let alone = json!({"message_id": 99, "allow_sending_without_reply": true});
    let alone = json!({"chat_id": 1001, "text": "ya", "reply_parameters": alone});
    assert!(api.done("sendMessage", alone).await.get("reply_to_message").is_none());
}

#[tokio::test]
async fn documents_are_uploaded_found_and_downloaded() {
    let api = Api::with_a_chat().await;
    let part =
        reqwest::multipart::Part::bytes(b"isi".to_vec()).file_name("a.txt").mime_str("text/plain").unwrap();
    let form =
        reqwest::multipart::Form::new().text("chat_id", "1001").text("caption", "Ini").part("document", part);
    let answer = api.client.post(api.method("sendDocument")).multipart(form).send().await.unwrap();
    let document = answer.json::<Value>().await.unwrap()["result"]["document"].clone();
    assert_eq!((&document["file_name"], &document["file_size"]), (&json!("a.txt"), &json!(3)));
    let file = api.done("getFile", json!({"file_id": document["file_id"]})).await;
    let path = file["file_path"].as_str().unwrap();
    let url = format!("{}/file/bot{}/{path}", api.telegram.url(), api.telegram.token());
    assert_eq!(api.client.get(url).send().await.unwrap().text().await.unwrap(), "isi");
    let again = api.done("sendDocument", json!({"chat_id": 1001, "document": document["file_id"]})).await;
    assert_eq!(again["document"], document);
    assert_eq!(api.refused("getFile", json!({"file_id": "lain"})).await, "Bad Request: invalid file_id");
}

#[tokio::test]
async fn command_menus_are_kept_per_scope_and_language() {
    let api = Api::start().await;
    let list = |name: &str| json!([{"command": name, "description": "Uji"}]);
    let chat = json!({"type": "chat", "chat_id": 3001});
    api.done("setMyCommands", json!({"commands": list("umum")})).await;
    api.done("setMyCommands", json!({"commands": list("khusus"), "scope": chat})).await;
    api.done("setMyCommands", json!({"commands": list("english"), "language_code": "en"})).await;
    assert_eq!(api.done("getMyCommands", json!({})).await, list("umum"));
    assert_eq!(api.done("getMyCommands", json!({"scope": chat.to_string()})).await, list("khusus"));
    assert_eq!(api.done("getMyCommands", json!({"language_code": "en"})).await, list("english"));
    api.done("deleteMyCommands", json!({"scope": chat})).await;
    assert_eq!(api.done("getMyCommands", json!({"scope": chat})).await, json!([]));
}

#[tokio::test]
async fn the_profile_is_remembered_per_language() {
    let api = Api::start().await;
    api.done("setMyDescription", json!({"description": "Panduan"})).await;
    api.done("setMyShortDescription", json!({"short_description": "Guide", "language_code": "en"})).await;
    assert_eq!(api.done("getMyDescription", json!({"language_code": "en"})).await["description"], "Panduan");
    assert_eq!(api.done("getMyShortDescription", json!({})).await["short_description"], "");
    assert_eq!(api.done("getMyName", json!({})).await["name"], "Netral");
    assert_eq!(api.done("getChatMenuButton", json!({})).await["type"], "commands");
}

#[tokio::test]
async fn forwards_say_where_they_come_from_and_copies_do_not() {
    let api = Api::with_a_chat().await;
    let route = json!({"from_chat_id": 1001, "message_id": 1, "chat_id": 1001});
    let forward = api.done("forwardMessage", route.clone()).await;
    assert_eq!(forward["forward_origin"]["sender_user"]["id"], 1001);
    let copy = api.done("copyMessage", route).await;
    assert_eq!(copy, json!({"message_id": 3}));
    assert!(api.telegram.message(1001, 3).unwrap().forward_origin.is_none());
}
