//! The Bot API server keeps Telegram's rules, seen from outside over HTTP.

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
}

#[tokio::test]
async fn a_bot_hears_a_person_answers_and_is_heard() {
    let api = Api::start().await;
    api.telegram.say(1001, "/start");
    let updates = api.done("getUpdates", json!({"timeout": 0})).await;
    assert_eq!(updates[0]["message"]["text"], "/start");
    assert_eq!(updates[0]["message"]["entities"][0]["type"], "bot_command");
    let sent = api
        .done("sendMessage", json!({"chat_id": 1001, "text": "<b>Selamat</b> datang", "parse_mode": "HTML"}))
        .await;
    assert_eq!(sent["entities"][0], json!({"type": "bold", "offset": 0, "length": 7}));
    assert_eq!(api.telegram.sent_to(1001).await.unwrap().words(), "Selamat datang");
}
