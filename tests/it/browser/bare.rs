//! A sandbox without Netral: the test itself is the bot, over the Bot API.

use netral::sandbox::Telegram;
use reqwest::multipart::Form;
use reqwest::multipart::Part;
use serde_json::Value;
use serde_json::json;

use super::driver;
use super::page::Page;
use super::screen::Screen;

pub(super) struct Bare {
    pub(super) telegram: Telegram,
    client: reqwest::Client,
}

impl Bare {
    /// A sandbox and its page, or `None` where there is no browser.
    pub(super) async fn open(path: &str, screen: Screen) -> Option<(Self, Page)> {
        let browser = driver::find()?;
        let telegram = Telegram::start("127.0.0.1:0".parse().unwrap()).await.unwrap();
        let page = Page::open(&browser, &format!("{}{path}", telegram.url()), screen).await;
        Some((Self { telegram, client: reqwest::Client::new() }, page))
    }

    /// The bot calls a method, which must succeed.
    pub(super) async fn done(&self, method: &str, params: Value) -> Value {
        let answer = self.client.post(self.address(method)).json(&params).send().await.unwrap();
        result(method, answer).await
    }

    /// The bot writes, in HTML; returns the message's number.
    pub(super) async fn write(&self, chat: i64, text: &str, protected: bool) -> i64 {
        let params =
            json!({"chat_id": chat, "text": text, "parse_mode": "HTML", "protect_content": protected});
        self.done("sendMessage", params).await["message_id"].as_i64().unwrap()
    }

    /// The bot sends a document.
    pub(super) async fn hand_over(&self, chat: i64, name: &str, bytes: Vec<u8>) {
        let part = Part::bytes(bytes).file_name(name.to_owned());
        let form = Form::new().text("chat_id", chat.to_string()).part("document", part);
        let answer = self.client.post(self.address("sendDocument")).multipart(form).send().await.unwrap();
        result("sendDocument", answer).await;
    }

    /// All updates of this kind that the bot has not confirmed, in order.
    pub(super) async fn heard(&self, kind: &str) -> Vec<Value> {
        let updates = self.done("getUpdates", json!({})).await;
        updates.as_array().unwrap().iter().filter_map(|update| update.get(kind).cloned()).collect()
    }

    fn address(&self, method: &str) -> String {
        format!("{}/bot{}/{method}", self.telegram.url(), self.telegram.token())
    }
}

async fn result(method: &str, answer: reqwest::Response) -> Value {
    let mut answer: Value = answer.json().await.unwrap();
    assert_eq!(answer["ok"], true, "{method}: {answer}");
    answer["result"].take()
}
