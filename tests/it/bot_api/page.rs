//! The page's JSON: conversations, events, and who may ask for them.

use serde_json::Value;
use serde_json::json;

use netral::sandbox::demo;

use super::Api;
use super::one_button;

impl Api {
    fn page(&self, path: &str) -> String {
        format!("{}{path}", self.telegram.url())
    }

    async fn see(&self, path: &str) -> Value {
        self.client.get(self.page(path)).send().await.unwrap().json().await.unwrap()
    }

    async fn act(&self, path: &str, body: Value) -> Value {
        self.client.post(self.page(path)).json(&body).send().await.unwrap().json().await.unwrap()
    }

    /// The status of a POST.
    async fn status(&self, path: &str, body: Value) -> u16 {
        self.client.post(self.page(path)).json(&body).send().await.unwrap().status().as_u16()
    }

    /// Bima sends a file; `labels` is the query.
    async fn send_file(&self, labels: &str, kind: &str, bytes: &[u8]) -> reqwest::Response {
        let url = self.page(&format!("/sandbox/chats/pelapor/files?{labels}"));
        self.client.post(url).header("content-type", kind).body(bytes.to_vec()).send().await.unwrap()
    }

    /// The bot sends Tirta a document; returns its file id.
    async fn hand_over(&self, name: &str, bytes: Vec<u8>) -> String {
        self.telegram.say(2001, "/start");
        let part = reqwest::multipart::Part::bytes(bytes).file_name(name.to_owned());
        let form = reqwest::multipart::Form::new().text("chat_id", "2001").part("document", part);
        let answer = self.client.post(self.method("sendDocument")).multipart(form).send().await.unwrap();
        let sent: Value = answer.json().await.unwrap();
        sent["result"]["document"]["file_id"].as_str().unwrap().to_owned()
    }

    /// Opens a file with a demo key: the status, the media type and what is inside.
    async fn open(&self, file_id: &str, key: &str) -> (u16, String, String) {
        let url = self.page(&format!("/sandbox/opened/{file_id}?key={key}"));
        let answer = self.client.get(url).send().await.unwrap();
        let kind = answer.headers()["content-type"].to_str().unwrap().to_owned();
        (answer.status().as_u16(), kind, answer.text().await.unwrap())
    }
}

fn sealed_to(key: &str, plain: &[u8]) -> Vec<u8> {
    age::encrypt(&key.parse::<age::x25519::Recipient>().unwrap(), plain).unwrap()
}

#[tokio::test]
async fn a_conversation_is_led_through_the_page() {
    let api = Api::start().await;
    api.act("/sandbox/chats/pelapor/start", json!({"payload": "lapor"})).await;
    let updates = api.done("getUpdates", json!({})).await;
    assert_eq!(updates[0]["message"]["text"], "/start lapor");
    let asked = json!({"chat_id": 1002, "text": "<b>Lanjut</b>?", "parse_mode": "HTML", "reply_markup": one_button("v1:a")});
    api.done("sendMessage", asked).await;
    let seen = api.see("/sandbox/chats/pelapor").await;
    let last = &seen["messages"][1];
    assert_eq!((&last["from"], &last["text"]), (&json!("bot"), &json!("Lanjut?")));
    assert_eq!(last["entities"][0]["type"], "bold");
    assert_eq!(last["keyboard"][0][0]["data"], "v1:a");
    api.act("/sandbox/chats/pelapor/taps", json!({"message_id": last["id"], "data": "v1:a"})).await;
    let updates = api.done("getUpdates", json!({"offset": -1})).await;
    assert_eq!(updates[0]["callback_query"]["from"]["id"], 1002);
}

#[tokio::test]
async fn the_group_is_a_conversation_of_its_own() {
    let api = Api::start().await;
    api.act("/sandbox/chats/grup/messages", json!({"text": "/bantuan"})).await;
    let updates = api.done("getUpdates", json!({})).await;
    assert_eq!(updates[0]["message"]["from"]["id"], 1001);
    assert_eq!(updates[0]["message"]["chat"]["title"], "Grup Kantor");
    assert_eq!(api.see("/sandbox/chats/pegawai").await["messages"], json!([]));
}

#[tokio::test]
async fn each_persona_sees_the_menu_of_its_scope() {
    let api = Api::start().await;
    let list = |name: &str| json!([{"command": name, "description": "Uji"}]);
    api.done("setMyCommands", json!({"commands": list("umum")})).await;
    let scope = json!({"type": "chat", "chat_id": 3001});
    api.done("setMyCommands", json!({"commands": list("khusus"), "scope": scope})).await;
    assert_eq!(api.see("/sandbox/commands/pegawai").await, list("umum"));
    assert_eq!(api.see("/sandbox/commands/editor").await, list("khusus"));
}

#[tokio::test]
async fn events_arrive_in_order_and_can_be_resumed() {
    let api = Api::with_a_chat().await;
    let number = api.say_as_bot("satu").await;
    api.done("sendChatAction", json!({"chat_id": 1001, "action": "typing"})).await;
    api.done("editMessageText", json!({"chat_id": 1001, "message_id": number, "text": "dua"})).await;
    api.done("deleteMessage", json!({"chat_id": 1001, "message_id": number})).await;
    api.act("/sandbox/chats/pegawai/reset", json!({})).await;
    let request = api.client.get(api.page("/sandbox/events/pegawai")).header("last-event-id", "1");
    let mut events = request.send().await.unwrap();
    let mut text = String::new();
    while !text.contains("event: cleared") {
        text.push_str(std::str::from_utf8(&events.chunk().await.unwrap().unwrap()).unwrap());
    }
    let names: Vec<_> = text.lines().filter_map(|line| line.strip_prefix("event: ")).collect();
    assert_eq!(names, ["message", "typing", "edited", "deleted", "cleared"]);
    assert_eq!(api.see("/sandbox/chats/pegawai").await["messages"], json!([]));
}

#[tokio::test]
async fn pictures_become_photos_and_anything_else_a_download() {
    let api = Api::start().await;
    for (kind, attachment) in
        [("image/png", "photo"), ("image/svg+xml", "document"), ("application/pdf", "document")]
    {
        let url = api.page("/sandbox/chats/pelapor/files?name=a.bin&caption=bukti");
        let sent = api.client.post(url).header("content-type", kind).body("isi").send().await.unwrap();
        assert_eq!(sent.status().as_u16(), 200);
        let seen = api.see("/sandbox/chats/pelapor").await;
        let last = seen["messages"].as_array().unwrap().last().unwrap().clone();
        assert_eq!((&last["attachment"]["kind"], &last["text"]), (&json!(attachment), &json!("bukti")));
        let url = api.page(&format!("/sandbox/files/{}", last["attachment"]["file_id"].as_str().unwrap()));
        let fetched = api.client.get(url).send().await.unwrap();
        assert_eq!(fetched.headers().contains_key("content-disposition"), attachment == "document");
        assert_eq!(fetched.text().await.unwrap(), "isi");
    }
}

#[tokio::test]
async fn several_photos_are_an_album_without_file_names() {
    let api = Api::start().await;
    api.send_file("name=rahasia-bima.jpg&caption=baliho&album=77", "image/jpeg", b"satu").await;
    api.send_file("name=rahasia-bima.png&album=77", "image/png", b"dua").await;
    let updates = api.done("getUpdates", json!({})).await;
    for (update, bytes) in updates.as_array().unwrap().iter().zip(["satu", "dua"]) {
        let message = &update["message"];
        assert_eq!(message["media_group_id"], "77");
        let sizes = message["photo"].as_array().unwrap();
        assert!(sizes.len() > 1 && sizes[0]["width"].as_u64() < sizes[1]["width"].as_u64());
        let file = api.done("getFile", json!({"file_id": sizes.last().unwrap()["file_id"]})).await;
        let path = file["file_path"].as_str().unwrap();
        let url = api.page(&format!("/file/bot{}/{path}", api.telegram.token()));
        assert_eq!(api.client.get(url).send().await.unwrap().text().await.unwrap(), bytes);
    }
    assert_eq!(updates[0]["message"]["caption"], "baliho");
    assert_eq!(updates[1]["message"]["caption"], Value::Null);
    assert!(!updates.to_string().contains("rahasia"));
}

#[tokio::test]
async fn a_picture_can_be_sent_as_a_file_in_answer_to_a_message() {
    let api = Api::start().await;
    let asked = api.telegram.say(1002, "bukti?");
    let labels = format!("name=bukti.png&caption=ini&as_file=true&reply_to={asked}");
    assert_eq!(api.send_file(&labels, "image/png", b"isi").await.status().as_u16(), 200);
    let updates = api.done("getUpdates", json!({})).await;
    let message = &updates[1]["message"];
    assert_eq!(message["document"]["file_name"], "bukti.png");
    assert_eq!(message["reply_to_message"]["message_id"], asked);
    assert_eq!(message["photo"], Value::Null);
}

#[tokio::test]
async fn files_that_telegram_would_not_take_are_refused() {
    let api = Api::start().await;
    let long = format!("caption={}", "a".repeat(1025));
    let cases = [
        ("name=a", b"".as_slice()),
        (&long, b"isi"),
        ("album=", b"isi"),
        ("album=1a", b"isi"),
        ("reply_to=a", b"isi"),
    ];
    for (labels, bytes) in cases {
        let status = api.send_file(labels, "image/png", bytes).await.status();
        assert!(status.is_client_error(), "{labels}: {status}");
    }
    assert!(api.telegram.chat_messages(1002).is_empty());
}

#[tokio::test]
async fn own_messages_and_captions_are_rewritten_and_messages_deleted() {
    let api = Api::start().await;
    let sent: Value = api.send_file("caption=salah", "image/png", b"isi").await.json().await.unwrap();
    let photo = &sent["message_id"];
    let chat = "/sandbox/chats/pelapor";
    api.act(&format!("{chat}/edits"), json!({"message_id": photo, "text": "benar"})).await;
    let updates = api.done("getUpdates", json!({"offset": -1})).await;
    assert_eq!(updates[0]["edited_message"]["caption"], "benar");
    let long = json!({"message_id": photo, "text": "a".repeat(1025)});
    assert_eq!(api.status(&format!("{chat}/edits"), long).await, 422);
    assert_eq!(api.status(&format!("{chat}/deletions"), json!({"message_id": photo})).await, 200);
    assert_eq!(api.status(&format!("{chat}/deletions"), json!({"message_id": photo})).await, 422);
    assert_eq!(api.see(chat).await["messages"], json!([]));
}

#[tokio::test]
async fn in_private_everything_can_be_deleted_in_a_group_only_what_one_wrote() {
    let api = Api::with_a_chat().await;
    let private = api.say_as_bot("halo").await;
    let own = api.telegram.say_in_group(1001, "/bantuan");
    let bots = api.done("sendMessage", json!({"chat_id": -1_001_000_000_001_i64, "text": "ya"})).await;
    let delete = async |key: &str, number: Value| {
        api.status(&format!("/sandbox/chats/{key}/deletions"), json!({"message_id": number})).await
    };
    assert_eq!(delete("pegawai", json!(private)).await, 200);
    assert_eq!(delete("grup", json!(own)).await, 200);
    assert_eq!(delete("grup", bots["message_id"].clone()).await, 422);
}

#[tokio::test]
async fn a_document_sealed_to_a_demo_key_is_opened_as_what_it_is() {
    let api = Api::start().await;
    let report = format!("LAPORAN 7F3K\n<b>isi</b>\n{}", " ".repeat(4000));
    let id = api.hand_over("7F3K.age", sealed_to(demo::demo_handler_key(), report.as_bytes())).await;
    let seen = api.see("/sandbox/chats/penerima").await;
    let attachment = &seen["messages"][1]["attachment"];
    assert_eq!((&attachment["name"], &attachment["sealed"]), (&json!("7F3K.age"), &json!(true)));
    let expected = (200, "text/plain; charset=utf-8".to_owned(), "LAPORAN 7F3K\n<b>isi</b>".to_owned());
    assert_eq!(api.open(&id, "penerima").await, expected);
    for (bytes, kind) in [
        (b"\xFF\xD8\xFF\xE0 foto\0\0".as_slice(), "image/jpeg"),
        (b"\x89PNG\r\n", "image/png"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        (b"\xFF\xFE\0", "application/octet-stream"),
    ] {
        let id = api.hand_over("foto-1.age", sealed_to(demo::demo_handler_key(), bytes)).await;
        let (status, found, _) = api.open(&id, "penerima").await;
        assert_eq!((status, found.as_str()), (200, kind));
    }
}

#[tokio::test]
async fn a_wrong_key_a_damaged_file_and_no_file_are_told_apart() {
    let api = Api::start().await;
    let id = api.hand_over("7F3K.age", sealed_to(demo::demo_escrow_key(), b"isi")).await;
    assert_eq!(api.open(&id, "cadangan").await.2, "isi");
    let (status, _, why) = api.open(&id, "penerima").await;
    assert_eq!((status, why.as_str()), (422, r#"{"error":"wrong key"}"#));
    let mut damaged = sealed_to(demo::demo_handler_key(), b"isi");
    damaged.pop();
    let id = api.hand_over("7F3K.age", damaged).await;
    assert_eq!(api.open(&id, "penerima").await.2, r#"{"error":"damaged"}"#);
    let id = api.hand_over("biasa.txt", b"isi".to_vec()).await;
    assert_eq!(api.open(&id, "penerima").await.2, r#"{"error":"damaged"}"#);
    let seen = api.see("/sandbox/chats/penerima").await;
    assert_eq!(seen["messages"].as_array().unwrap().last().unwrap()["attachment"]["sealed"], false);
    assert_eq!(api.open("tidak-ada", "penerima").await.0, 404);
    assert_eq!(api.open(&id, "entah").await.0, 400);
}

#[tokio::test]
async fn nothing_is_opened_for_another_page() {
    let api = Api::start().await;
    let id = api.hand_over("7F3K.age", sealed_to(demo::demo_handler_key(), b"isi")).await;
    let url = api.page(&format!("/sandbox/opened/{id}"));
    for (name, value) in
        [("origin", "http://jahat.example"), ("host", "jahat.example"), ("sec-fetch-site", "cross-site")]
    {
        let answer = api.client.get(&url).header(name, value).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 403, "{name}: {value}");
    }
    let answer = api.client.get(&url).send().await.unwrap();
    assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
    assert_eq!(answer.headers()["cache-control"], "no-store");
}

#[tokio::test]
async fn other_pages_and_foreign_names_are_kept_out() {
    let api = Api::start().await;
    let port = api.telegram.address().port();
    let own = format!("http://127.0.0.1:{port}");
    let cases = [
        ("origin", own.as_str(), 200),
        ("origin", "http://jahat.example", 403),
        ("origin", "null", 403),
        ("host", "jahat.example", 403),
        ("host", "127.0.0.1.jahat.example", 403),
        ("sec-fetch-site", "cross-site", 403),
        ("sec-fetch-site", "same-origin", 200),
    ];
    for (name, value, status) in cases {
        let request = api.client.get(api.page("/sandbox/personas")).header(name, value);
        assert_eq!(request.send().await.unwrap().status().as_u16(), status, "{name}: {value}");
    }
    for kind in ["text/plain", "application/x-www-form-urlencoded"] {
        let request =
            api.client.post(api.page("/sandbox/chats/pegawai/messages")).header("content-type", kind);
        let answer = request.body(r#"{"text":"halo"}"#).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 403);
    }
    assert!(api.telegram.chat_messages(1001).is_empty());
}

#[tokio::test]
async fn the_page_and_its_parts_carry_a_strict_policy() {
    let api = Api::start().await;
    for path in ["/", "/main.js", "/page.css", "/sandbox/personas"] {
        let answer = api.client.get(api.page(path)).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 200, "{path}");
        let policy = answer.headers()["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'self'"));
    }
    assert_eq!(api.client.get(api.page("/lain")).send().await.unwrap().status().as_u16(), 404);
}

#[tokio::test]
async fn nonsense_from_the_page_is_refused() {
    let api = Api::start().await;
    let post = |path: &str, body: Value| api.client.post(api.page(path)).json(&body).send();
    let cases = [
        ("/sandbox/chats/hantu/messages", json!({"text": "a"}), 404),
        ("/sandbox/chats/pegawai/messages", json!({"text": " "}), 422),
        ("/sandbox/chats/pegawai/messages", json!({"text": "a".repeat(4097)}), 422),
        ("/sandbox/chats/pegawai/start", json!({"payload": "a b"}), 422),
        ("/sandbox/chats/pegawai/edits", json!({"message_id": 9, "text": "a"}), 422),
    ];
    for (path, body, status) in cases {
        assert_eq!(post(path, body).await.unwrap().status().as_u16(), status, "{path}");
    }
}
