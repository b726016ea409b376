//! The world by itself, without a server.

use proptest::prelude::*;
use serde_json::Value;

use super::World;
use super::bot::Change;
use super::bot::Outgoing;
use super::callbacks::Answer;
use super::commands::BotCommand;
use super::commands::Scope;
use super::journal::Event;
use super::people::Draft;
use super::personas::GROUP;
use super::room::Standing;
use super::types::Content;
use super::types::Formatted;

const SARI: i64 = 1001;

fn world() -> World {
    World::new(7, "netral_bot", 1_000)
}

fn outgoing(text: &str) -> Outgoing {
    let formatted = Formatted { text: text.to_owned(), entities: Vec::new() };
    Outgoing { content: Content::text(formatted), ..Outgoing::default() }
}

fn updates(world: &mut World) -> Vec<Value> {
    world.queue.take(0, 100).into_iter().map(|json| serde_json::from_str(json).unwrap()).collect()
}

#[test]
fn message_numbers_count_up_in_each_chat_and_are_never_used_again() {
    let mut world = world();
    assert_eq!(world.post(SARI, SARI, Draft::text("a")), 1);
    assert_eq!(world.send(SARI, outgoing("b")).unwrap().message_id, 2);
    assert_eq!(world.post(1002, 1002, Draft::text("a")), 1);
    world.delete(SARI, 2).unwrap();
    world.clear(SARI);
    assert_eq!(world.post(SARI, SARI, Draft::text("c")), 3);
}

#[test]
fn time_runs_forward_only_and_dates_messages() {
    let mut world = world();
    world.set_now(2_000);
    world.set_now(1_500);
    let number = world.post(SARI, SARI, Draft::text("a"));
    assert_eq!(world.message(SARI, number).unwrap().date, 2_000);
}

#[test]
fn a_person_edits_only_what_they_wrote() {
    let mut world = world();
    let own = world.post(SARI, SARI, Draft::text("a"));
    let bots = world.send(SARI, outgoing("b")).unwrap().message_id;
    assert!(world.edit_text(SARI, SARI, own, "c"));
    assert!(!world.edit_text(SARI, SARI, bots, "c"));
    assert!(!world.edit_text(SARI, SARI, 99, "c"));
    assert_eq!(updates(&mut world)[1]["edited_message"]["text"], "c");
}

#[test]
fn writing_again_after_a_block_lifts_it_and_tells_the_bot_first() {
    let mut world = world();
    world.post(SARI, SARI, Draft::text("/start"));
    world.set_standing(SARI, SARI, Standing::Kicked);
    assert_eq!(world.send(SARI, outgoing("a")).unwrap_err().code, 403);
    world.post(SARI, SARI, Draft::text("/start"));
    let kinds: Vec<bool> =
        updates(&mut world).iter().map(|update| update.get("my_chat_member").is_some()).collect();
    assert_eq!(kinds, [false, true, true, false]);
    world.send(SARI, outgoing("a")).unwrap();
}

#[test]
fn an_administrator_bot_sees_and_deletes_everything_in_its_group() {
    let mut world = world();
    let said = world.post(SARI, GROUP, Draft::text("rahasia dapur"));
    assert!(updates(&mut world).is_empty());
    assert_eq!(world.delete(GROUP, said).unwrap_err().description, "Bad Request: message can't be deleted");
    world.set_standing(SARI, GROUP, Standing::Administrator);
    world.post(SARI, GROUP, Draft::text("lagi"));
    assert_eq!(updates(&mut world)[1]["message"]["text"], "lagi");
    world.delete(GROUP, said).unwrap();
}

#[test]
fn protected_messages_are_not_passed_on() {
    let mut world = world();
    world.post(SARI, SARI, Draft::text("a"));
    let secret = world.send(SARI, Outgoing { protected: true, ..outgoing("b") }).unwrap().message_id;
    for as_forward in [true, false] {
        assert_eq!(world.pass_on(SARI, secret, SARI, as_forward, Outgoing::default()).unwrap_err().code, 400);
    }
}

#[test]
fn text_and_captions_are_edited_each_in_its_own_way() {
    let mut world = world();
    world.post(SARI, SARI, Draft::text("a"));
    let text = world.send(SARI, outgoing("b")).unwrap().message_id;
    let caption = world.edit(SARI, text, Change::Caption(Formatted::default()), None).unwrap_err();
    assert_eq!(caption.description, "Bad Request: there is no caption in the message to edit");
    let document = world.document(super::files::Upload::new("a", "text/plain", b"a"));
    let content = Content::attachment(document, Formatted::default());
    let sent = world.send(SARI, Outgoing { content, ..Outgoing::default() }).unwrap().message_id;
    let words = Formatted { text: "c".to_owned(), entities: Vec::new() };
    assert_eq!(world.edit(SARI, sent, Change::Text(words.clone(), None), None).unwrap_err().code, 400);
    assert_eq!(world.edit(SARI, sent, Change::Caption(words), None).unwrap().words(), "c");
}

#[test]
fn taps_grow_too_old_to_answer() {
    let mut world = world();
    let tap = world.tap(SARI, SARI, 1, "v1:a");
    let answer = Answer { text: None, show_alert: false };
    world.answer_callback(&tap, answer.clone()).unwrap();
    world.set_now(world.now() + 901);
    assert_eq!(world.answer_callback(&tap, answer.clone()).unwrap_err().code, 400);
    assert_eq!(world.answer_callback("0", answer).unwrap_err().code, 400);
}

#[test]
fn the_narrowest_menu_wins_and_in_it_the_own_language() {
    let mut world = world();
    let list = |name: &str| vec![BotCommand { command: name.to_owned(), description: "x".to_owned() }];
    let scopes = [
        (Scope::Default, "", "semua"),
        (Scope::AllPrivateChats, "", "pribadi"),
        (Scope::AllPrivateChats, "id", "pribadi_id"),
        (Scope::AllGroupChats, "", "grup"),
        (Scope::Chat { chat_id: 3001 }, "", "editor"),
    ];
    for (scope, language, name) in scopes {
        world.menus.set(scope, language, list(name)).unwrap();
    }
    for (user, chat, language, name) in [
        (SARI, SARI, "id", "pribadi_id"),
        (SARI, SARI, "en", "pribadi"),
        (SARI, GROUP, "id", "grup"),
        (3001, 3001, "id", "editor"),
    ] {
        assert_eq!(world.menus.seen_by(user, chat, language), list(name), "{name}");
    }
}

#[test]
fn the_journal_tells_what_happened_after_a_point() {
    let mut world = world();
    world.post(SARI, SARI, Draft::text("a"));
    let point = world.journal().last();
    world.show_action(SARI, "typing").unwrap();
    world.clear(SARI);
    let events: Vec<&Event> = world.journal().after(point).map(|entry| &entry.event).collect();
    assert_eq!(events, [&Event::Typing("typing".to_owned()), &Event::Cleared]);
    assert_eq!(world.journal().after(u64::MAX - 1).count(), 0);
}

proptest! {
    #[test]
    fn whatever_people_say_every_update_is_one_json_object(texts in proptest::collection::vec(any::<String>(), 1..10)) {
        let mut world = world();
        for text in &texts {
            let number = world.post(SARI, SARI, Draft::text(text));
            world.post(SARI, GROUP, Draft::text(text));
            world.tap(SARI, SARI, number, text);
        }
        prop_assert!(updates(&mut world).iter().all(|update| update["update_id"].is_i64()));
    }
}
