//! Updates: queues, offsets, long polls, conflicts, kinds, groups.

use netral::sandbox::world::room::Standing;
use serde_json::Value;
use serde_json::json;

use super::Api;

fn ids(updates: &Value) -> Vec<i64> {
    updates.as_array().unwrap().iter().map(|update| update["update_id"].as_i64().unwrap()).collect()
}

fn texts(updates: &Value) -> Vec<&str> {
    updates.as_array().unwrap().iter().filter_map(|update| update["message"]["text"].as_str()).collect()
}

#[tokio::test]
async fn updates_stay_until_a_higher_offset_confirms_them() {
    let api = Api::start().await;
    for text in ["a", "b", "c"] {
        api.telegram.say(1001, text);
    }
    let all = ids(&api.done("getUpdates", json!({})).await);
    assert_eq!(ids(&api.done("getUpdates", json!({})).await), all);
    assert_eq!(ids(&api.done("getUpdates", json!({"offset": all[1]})).await), all[1..]);
    assert_eq!(ids(&api.done("getUpdates", json!({"offset": 0})).await), all[1..]);
    assert_eq!(api.done("getUpdates", json!({"offset": all[2] + 1})).await, json!([]));
    assert_eq!(api.telegram.look(|world| world.unconfirmed()), 0);
}

#[tokio::test]
async fn a_limit_is_kept_and_a_negative_offset_counts_from_the_end() {
    let api = Api::start().await;
    for number in 0..120 {
        api.telegram.say(1001, &number.to_string());
    }
    for (limit, count) in
        [(json!(7), 7), (json!("3"), 3), (json!(0), 1), (json!(1000), 100), (Value::Null, 100)]
    {
        let updates = api.done("getUpdates", json!({"limit": limit})).await;
        assert_eq!(updates.as_array().unwrap().len(), count);
    }
    assert_eq!(texts(&api.done("getUpdates", json!({"offset": -2})).await), ["118", "119"]);
    assert_eq!(texts(&api.done("getUpdates", json!({"offset": 0})).await), ["118", "119"]);
}

#[tokio::test]
async fn a_long_poll_ends_with_the_first_update() {
    let api = Api::start().await;
    let telegram = api.telegram.clone();
    let person = async {
        telegram.call_arrived("getUpdates", 1).await.unwrap();
        telegram.say(1001, "halo");
    };
    let (updates, ()) = tokio::join!(api.done("getUpdates", json!({"timeout": 50})), person);
    assert_eq!(texts(&updates), ["halo"]);
}

#[tokio::test]
async fn who_waits_for_confirmation_hears_of_it_while_the_poll_still_waits() {
    let api = Api::start().await;
    api.telegram.say(1001, "halo");
    let first = ids(&api.done("getUpdates", json!({})).await)[0];
    let poll = tokio::spawn(
        api.client.post(api.method("getUpdates")).json(&json!({"offset": first + 1, "timeout": 50})).send(),
    );
    api.telegram.all_confirmed().await.unwrap();
    assert!(!poll.is_finished());
    poll.abort();
}

#[tokio::test]
async fn a_second_poll_ends_the_first_with_409() {
    let api = Api::start().await;
    let poll = || api.client.post(api.method("getUpdates")).json(&json!({"timeout": 50})).send();
    let first = tokio::spawn(poll());
    api.telegram.call_arrived("getUpdates", 1).await.unwrap();
    let waiting = tokio::spawn(poll());
    let ended: Value = first.await.unwrap().unwrap().json().await.unwrap();
    assert_eq!(ended["error_code"], 409);
    assert!(
        ended["description"]
            .as_str()
            .unwrap()
            .starts_with("Conflict: terminated by other getUpdates request")
    );
    api.telegram.say(1001, "halo");
    let updates: Value = waiting.await.unwrap().unwrap().json().await.unwrap();
    assert_eq!(texts(&updates["result"]), ["halo"]);
}

#[tokio::test]
async fn no_polling_while_a_webhook_is_set() {
    let api = Api::start().await;
    api.telegram.say(1001, "halo");
    api.done("setWebhook", json!({"url": "https://contoh.go.id/kait"})).await;
    let info = api.done("getWebhookInfo", json!({})).await;
    assert_eq!(
        (&info["url"], &info["pending_update_count"]),
        (&json!("https://contoh.go.id/kait"), &json!(1))
    );
    let why = api.refused("getUpdates", json!({})).await;
    assert!(why.starts_with("Conflict: can't use getUpdates method while webhook is active"), "{why}");
    api.done("deleteWebhook", json!({})).await;
    assert_eq!(texts(&api.done("getUpdates", json!({})).await), ["halo"]);
    api.done("deleteWebhook", json!({"drop_pending_updates": true})).await;
    assert_eq!(api.done("getUpdates", json!({})).await, json!([]));
}

#[tokio::test]
async fn only_the_kinds_asked_for_are_queued_from_then_on() {
    let api = Api::start().await;
    let number = api.telegram.say(1001, "satu");
    api.done("getUpdates", json!({"allowed_updates": ["message"]})).await;
    assert!(api.telegram.edit(1001, number, "dua"));
    assert_eq!(api.done("getUpdates", json!({})).await.as_array().unwrap().len(), 1);
    api.done("getUpdates", json!({"allowed_updates": "[\"edited_message\"]"})).await;
    assert!(api.telegram.edit(1001, number, "tiga"));
    let updates = api.done("getUpdates", json!({"offset": -1})).await;
    assert_eq!(updates[0]["edited_message"]["text"], "tiga");
}

#[tokio::test]
async fn update_ids_can_jump_up_and_down_without_losing_any() {
    let api = Api::start().await;
    api.telegram.say(1001, "a");
    let offset = ids(&api.done("getUpdates", json!({})).await)[0] + 1;
    assert_eq!(api.done("getUpdates", json!({"offset": offset})).await, json!([]));
    api.telegram.jump_update_ids(5);
    api.telegram.say(1001, "b");
    let updates = api.done("getUpdates", json!({"offset": offset})).await;
    assert_eq!((ids(&updates), texts(&updates)), (vec![5], vec!["b"]));
    assert_eq!(api.done("getUpdates", json!({"offset": 6})).await, json!([]));
    api.telegram.jump_update_ids(1_900_000_000);
    api.telegram.say(1001, "c");
    assert_eq!(ids(&api.done("getUpdates", json!({"offset": 6})).await), [1_900_000_000]);
}

#[tokio::test]
async fn inserted_updates_arrive_in_whatever_shape_they_have() {
    let api = Api::start().await;
    let id = api.telegram.insert_update(json!({"telepathy": {"thought": [1, null]}}));
    api.telegram
        .insert_raw_update(|id| format!("{{\"update_id\":{id},\"message\":{{\"message_id\":1e400}}}}"));
    let body = api.client.get(api.method("getUpdates")).send().await.unwrap().text().await.unwrap();
    assert!(body.contains(&format!("\"update_id\":{id}")) && body.contains("telepathy"), "{body}");
    assert!(body.contains("1e400"));
}

#[tokio::test]
async fn in_a_group_the_bot_sees_only_what_is_meant_for_it() {
    let api = Api::start().await;
    let heading = api.done("sendMessage", json!({"chat_id": -1_001_000_000_001_i64, "text": "Halo"})).await;
    let heading = i32::try_from(heading["message_id"].as_i64().unwrap()).unwrap();
    let group = -1_001_000_000_001;
    api.telegram.say_in_group(1001, "sudah makan?");
    api.telegram.say_in_group(1001, "/bantuan");
    api.telegram.say_in_group(1001, "/bantuan@lain_bot");
    api.telegram.say_in_group(1001, "/bantuan@Netral_Sandbox_Bot");
    api.telegram.say_in_group(1001, "tanya @netral_sandbox_bot ya");
    api.telegram.reply(1001, group, heading, "boleh?");
    let updates = api.done("getUpdates", json!({})).await;
    let seen = ["/bantuan", "/bantuan@Netral_Sandbox_Bot", "tanya @netral_sandbox_bot ya", "boleh?"];
    assert_eq!(texts(&updates), seen);
    assert_eq!(updates[0]["message"]["chat"]["type"], "supergroup");
}

#[tokio::test]
async fn a_group_that_throws_the_bot_out_is_closed_to_it() {
    let api = Api::start().await;
    api.telegram.set_group_standing(1001, Standing::Kicked);
    let updates = api.done("getUpdates", json!({})).await;
    assert_eq!(updates[0]["my_chat_member"]["new_chat_member"]["status"], "kicked");
    let why = api.refused("sendMessage", json!({"chat_id": -1_001_000_000_001_i64, "text": "Halo"})).await;
    assert_eq!(why, "Forbidden: bot was kicked from the supergroup chat");
}
