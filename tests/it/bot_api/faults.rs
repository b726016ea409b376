//! Faults on demand, and the book of calls.

use std::net::SocketAddr;

use netral::sandbox::Fault;
use netral::sandbox::Telegram;
use netral::sandbox::serve;
use serde_json::json;

use super::Api;

#[tokio::test]
async fn calls_fail_as_planned_and_then_work_again() {
    let api = Api::with_a_chat().await;
    let send = json!({"chat_id": 1001, "text": "a"});
    api.telegram.fail_next("sendMessage", 2, Fault::TooManyRequests(7));
    api.telegram.fail_next("sendMessage", 1, Fault::ServerError);
    for _ in 0..2 {
        let answer = api.call("SendMessage", send.clone()).await;
        assert_eq!((&answer["error_code"], &answer["parameters"]["retry_after"]), (&json!(429), &json!(7)));
    }
    assert_eq!(api.call("sendMessage", send.clone()).await["error_code"], 500);
    api.done("sendMessage", send).await;
    let statuses: Vec<_> =
        api.telegram.calls_of("sendMessage").iter().map(|call| call.status.unwrap()).collect();
    assert_eq!(statuses, [429, 429, 500, 200]);
}

#[tokio::test]
async fn a_proxys_error_page_is_no_json() {
    let api = Api::start().await;
    api.telegram.fail_next("getMe", 1, Fault::BadGateway);
    let answer = api.client.get(api.method("getMe")).send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 502);
    assert!(answer.text().await.unwrap().starts_with("<html>"));
}

#[tokio::test]
async fn a_connection_can_break_before_or_after_the_deed() {
    let api = Api::with_a_chat().await;
    for (fault, messages) in [(Fault::Cut, 1), (Fault::CutAfter, 2)] {
        api.telegram.fail_next("sendMessage", 1, fault);
        let request = api.client.post(api.method("sendMessage")).json(&json!({"chat_id": 1001, "text": "a"}));
        let broken = match request.send().await {
            Ok(answer) => answer.bytes().await.is_err(),
            Err(_) => true,
        };
        assert!(broken);
        assert_eq!(api.telegram.chat_messages(1001).len(), messages);
    }
}

#[tokio::test]
async fn a_held_call_waits_for_its_gate() {
    let api = Api::with_a_chat().await;
    let gate = api.telegram.hold_next("sendMessage", 1);
    let call = async { api.done("sendMessage", json!({"chat_id": 1001, "text": "a"})).await };
    let keeper = async {
        let arrived = api.telegram.call_arrived("sendMessage", 1).await.unwrap();
        assert_eq!((arrived[0].chat(), arrived[0].status), (Some(1001), None));
        assert_eq!(api.telegram.chat_messages(1001).len(), 1);
        gate.release();
    };
    let (sent, ()) = tokio::join!(call, keeper);
    assert_eq!(sent["text"], "a");
}

#[tokio::test]
async fn waiting_in_vain_ends_and_tells_no_text() {
    let mut options = netral::sandbox::Options::for_tests("127.0.0.1:0".parse().unwrap());
    options.patience = std::time::Duration::ZERO;
    let telegram = Telegram::open(options).await.unwrap();
    telegram.say(1001, "rahasia");
    let gave_up = telegram.sent_to(1001).await.unwrap_err();
    assert_eq!(format!("{gave_up:?}"), "waited too long; calls so far: {}; unconfirmed updates: 1");
}

#[tokio::test]
async fn nothing_but_loopback_is_listened_on() {
    for address in ["0.0.0.0:0", "192.0.2.1:0", "[::]:0"] {
        let address: SocketAddr = address.parse().unwrap();
        let refused = serve(address, 0, [1; 16]).await.unwrap_err();
        assert!(refused.to_string().contains("is not a loopback address"));
    }
    let telegram = serve("127.0.0.1:0".parse().unwrap(), 0, [0xab; 16]).await.unwrap();
    assert!(telegram.token().ends_with(&"ab".repeat(16)));
}
