//! What tips lean on: deleting, files, protection, and what stands in updates.

use netral::sandbox::DOWNLOAD;
use netral::sandbox::Fault;
use netral::sandbox::world::files::Upload;
use serde_json::Value;
use serde_json::json;

use super::Api;
use super::one_button;

impl Api {
    /// The newest update.
    async fn newest(&self) -> Value {
        self.done("getUpdates", json!({"offset": -1})).await[0].clone()
    }

    fn file(&self, path: &str) -> reqwest::RequestBuilder {
        self.client.get(format!("{}/file/bot{}/{path}", self.telegram.url(), self.telegram.token()))
    }
}

#[tokio::test]
async fn many_are_deleted_all_or_none_also_those_a_person_wrote() {
    let api = Api::with_a_chat().await;
    let old = api.say_as_bot("lama").await;
    api.telegram.advance(48 * 3600 + 60);
    let (own, theirs) = (api.say_as_bot("baru").await, api.telegram.say(1001, "punya saya"));
    let delete = |numbers: &[i32]| json!({"chat_id": 1001, "message_ids": numbers});
    let why = api.refused("deleteMessages", delete(&[own, old, theirs])).await;
    assert_eq!(why, "Bad Request: message can't be deleted for everyone");
    assert_eq!(api.telegram.chat_messages(1001).len(), 4, "/start and all three");
    assert_eq!(api.done("deleteMessages", delete(&[own, 99, theirs])).await, true);
    assert!(api.telegram.message(1001, own).is_none() && api.telegram.message(1001, theirs).is_none());
    assert!(api.refused("deleteMessages", delete(&[])).await.contains("wrong number"));
    assert!(api.refused("deleteMessages", delete(&[1; 101])).await.contains("wrong number"));
}

#[tokio::test]
async fn a_bot_knows_nothing_of_people_whom_it_never_met() {
    let api = Api::with_a_chat().await;
    assert_eq!(api.done("getChat", json!({"chat_id": 1001})).await["type"], "private");
    for stranger in [1002, 987_654] {
        let why = api.refused("getChat", json!({"chat_id": stranger})).await;
        assert_eq!(why, "Bad Request: chat not found");
    }
    api.telegram.block(1001);
    assert_eq!(api.done("getChat", json!({"chat_id": 1001})).await["id"], 1001);
}

#[tokio::test]
async fn a_silent_and_protected_message_is_kept_as_such() {
    let api = Api::with_a_chat().await;
    let both = json!({"chat_id": 1001, "text": "a", "disable_notification": true, "protect_content": true});
    let sent = api.done("sendMessage", both).await;
    assert_eq!(sent["has_protected_content"], true);
    let kept = api.telegram.last_from_bot(1001).unwrap();
    assert_eq!((kept.silent, kept.has_protected_content), (true, true));
    let loud = api.say_as_bot("b").await;
    let loud = api.telegram.message(1001, loud).unwrap();
    assert_eq!((loud.silent, loud.has_protected_content), (false, false));
    let route = json!({"from_chat_id": 1001, "message_id": kept.message_id, "chat_id": 1001});
    assert_eq!(api.refused("copyMessage", route).await, "Bad Request: message can't be copied");
}

#[tokio::test]
async fn a_photo_comes_in_all_sizes_and_each_can_be_downloaded() {
    let api = Api::with_a_chat().await;
    let picture = vec![9; 20_000];
    let number = api.telegram.send_photo(1001, Upload::new("a.jpg", "image/jpeg", &picture), "bukti");
    let update = api.newest().await;
    let sizes = update["message"]["photo"].as_array().unwrap();
    let sides: Vec<_> = sizes.iter().map(|size| size["width"].as_u64().unwrap()).collect();
    assert_eq!(sides, [90, 320, 800, 1280]);
    for size in sizes {
        let file = api.done("getFile", json!({"file_id": size["file_id"]})).await;
        let content = api.file(file["file_path"].as_str().unwrap()).send().await.unwrap();
        assert_eq!(content.bytes().await.unwrap().len() as u64, size["file_size"].as_u64().unwrap());
    }
    assert_eq!(sizes[3]["file_size"], 20_000);
    let sent = update["message"]["date"].clone();
    api.telegram.advance(90);
    assert!(api.telegram.edit(1001, number, "bukti lain"));
    let edited = api.newest().await["edited_message"].clone();
    assert_eq!((&edited["caption"], &edited["date"]), (&json!("bukti lain"), &sent));
    assert!(edited["edit_date"].as_i64() > sent.as_i64());
}

#[tokio::test]
async fn a_reply_and_a_press_carry_the_message_they_are_about() {
    let api = Api::with_a_chat().await;
    let question = json!({"chat_id": 1001, "text": "Apa?", "reply_markup": one_button("v1:a")});
    let sent = api.done("sendMessage", question).await;
    let number = i32::try_from(sent["message_id"].as_i64().unwrap()).unwrap();
    api.telegram.reply(1001, 1001, number, "Itu.");
    let replied = api.newest().await["message"]["reply_to_message"].clone();
    assert_eq!((&replied["text"], &replied["from"]["is_bot"]), (&json!("Apa?"), &json!(true)));
    api.telegram.tap_label(1001, 1001, number, "Lanjut").unwrap();
    let pressed = api.newest().await["callback_query"]["message"].clone();
    assert_eq!((&pressed["text"], &pressed["date"]), (&json!("Apa?"), &sent["date"]));
}

#[tokio::test]
async fn downloads_fail_as_planned_and_are_in_the_book_of_calls() {
    let api = Api::with_a_chat().await;
    api.telegram.send_document(1001, Upload::new("a.txt", "text/plain", b"isi"), "");
    let document = api.newest().await["message"]["document"].clone();
    let file = api.done("getFile", json!({"file_id": document["file_id"]})).await;
    let path = file["file_path"].as_str().unwrap();
    for fault in [Fault::TooManyRequests(7), Fault::ServerError, Fault::Unknown] {
        api.telegram.fail_next(DOWNLOAD, 1, fault);
    }
    let pause = api.file(path).send().await.unwrap();
    assert_eq!((pause.status().as_u16(), pause.headers()["retry-after"].to_str().unwrap()), (429, "7"));
    assert_eq!(api.file(path).send().await.unwrap().status().as_u16(), 500);
    assert_eq!(api.file(path).send().await.unwrap().status().as_u16(), 404);
    api.telegram.fail_next(DOWNLOAD, 1, Fault::Cut);
    let broken = match api.file(path).send().await {
        Ok(answer) => answer.bytes().await.is_err(),
        Err(_) => true,
    };
    assert!(broken);
    assert_eq!(api.file(path).send().await.unwrap().text().await.unwrap(), "isi");
    assert_eq!(api.file("documents/entah.txt").send().await.unwrap().status().as_u16(), 404);
    let book = api.telegram.calls_of(DOWNLOAD);
    assert_eq!((book.len(), book[0].params["file_path"].as_str()), (6, Some(path)));
}
