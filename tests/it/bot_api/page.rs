//! The page's JSON: conversations, events, and who may ask for them.

use serde_json::Value;
use serde_json::json;

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
