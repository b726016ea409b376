//! The role matrix: every command, button and deep link of admins, by everybody.
//!
//! Nothing is picked by hand: buttons are found by trying codes until every variant of every flow has come
//! up, commands are read from the source. Whoever may not do something gets, byte for byte, what something
//! unknown gets; nothing is written and nothing counted. Whoever may, gets something else.

mod samples;

use std::collections::BTreeSet;

use netral::curation::Act;
use netral::curation::Button;
use netral::curation::Role;
use netral::curation::button::people;
use netral::desk::Incoming;
use netral::desk::Received;
use netral::ports::ChatId;
use netral::ports::Delivery;
use netral::ports::MessageId;
use netral::ports::Store;
use netral::ports::Word;

use super::APPROVER;
use super::AUDITOR;
use super::COLLEAGUE;
use super::EDITOR;
use super::OWNER;
use super::STRANGER;
use super::office::Office;
use samples::Sample;

/// Flows that have buttons or a command and aren't conducted yet. To be empty in the end.
const COMING: [&str; 0] = [];

/// Opens tips and keeps nothing of the FAQ.
const HANDLER: ChatId = ChatId(2001);

/// Everybody, with the role by which they may do something; a removed editor is among them.
const EVERYBODY: [(ChatId, Option<Role>); 7] = [
    (OWNER, Some(Role::Owner)),
    (APPROVER, Some(Role::Approver)),
    (EDITOR, Some(Role::Editor)),
    (AUDITOR, Some(Role::Auditor)),
    (COLLEAGUE, None),
    (STRANGER, None),
    (HANDLER, None),
];

/// An office where one of the editors was removed, and somebody handles tips.
fn office() -> Office {
    let office = Office::new().handling_tips(HANDLER);
    office.says(OWNER, "/admin");
    office.taps(OWNER, "#4 penyunting");
    office.taps(OWNER, "Keluarkan");
    office.taps(OWNER, "Ya, keluarkan");
    office
}

/// What is said, and through which door.
#[derive(Debug, PartialEq)]
struct Answer(&'static str, Vec<Delivery>, Vec<Word>);

fn answer(office: &Office, incoming: Incoming) -> Answer {
    let chat = incoming.chat;
    match office.hears(incoming) {
        Received::Said(speech) => {
            let then = speech.then.map(|state| office.desk().remember(chat, state));
            then.into_iter().for_each(|remembered| drop(office.runtime().block_on(remembered)));
            Answer("said", speech.deliveries, speech.words)
        }
        Received::Direct(words) => Answer("direct", Vec::new(), words),
    }
}

/// What is kept, apart from what only says where an admin's own chat stands; and all counters.
fn traces(office: &Office, chat: ChatId) -> (Vec<String>, Vec<String>) {
    office.runtime().block_on(office.desk().flush_counts()).unwrap();
    let is_admin = office.admins().iter().any(|admin| admin.chat == Some(chat));
    let mut kept = office.kept();
    kept.retain(|row| !(is_admin && row.starts_with("Session")));
    let counts = office.store.counts().unwrap();
    let mut counts: Vec<String> = counts.iter().map(|count| format!("{count:?}")).collect();
    counts.sort();
    (kept, counts)
}

/// The answer to a press on a message of the FAQ's menu, and whether it left traces.
fn press(office: &Office, chat: ChatId, data: &str) -> (Answer, bool) {
    office.says(chat, "/menu");
    let before = traces(office, chat);
    let answer =
        answer(office, Incoming { message: Some(MessageId(7)), ..office.pressed(chat, MessageId(7), data) });
    (answer, traces(office, chat) != before)
}

fn command(office: &Office, chat: ChatId, text: &str) -> (Answer, bool) {
    office.says(chat, "/menu");
    let before = traces(office, chat);
    let incoming = office.written(chat, text);
    let answer = answer(office, Incoming { message: Some(MessageId(7)), ..incoming });
    (answer, traces(office, chat) != before)
}

fn may(role: Option<Role>, act: Act) -> bool {
    role.is_some_and(|role| role.may(act))
}

/// The buttons of an invitation belong to whoever has its token; none of the tokens tried is one.
fn is_of_a_token(button: &Button) -> bool {
    matches!(button, Button::People(people::Button::Accept(_) | people::Button::Decline(_)))
}

#[test]
fn every_variant_of_every_button_is_tried() {
    let tried: BTreeSet<String> = samples::all().iter().map(Sample::variant).collect();
    let missing: Vec<String> = samples::variants().into_iter().filter(|it| !tried.contains(it)).collect();
    assert!(samples::variants().len() > 40, "the source is read: {:?}", samples::variants());
    assert!(missing.is_empty(), "no code was found for {missing:?}; what do they name? add it to FIELDS");
}

#[test]
fn whoever_may_not_press_a_button_presses_one_that_does_not_exist() {
    let office = office();
    for (chat, role) in EVERYBODY {
        let (unknown, _) = press(&office, chat, "1:a:zz:zz");
        for sample in samples::all() {
            if may(role, sample.button.act()) && !is_of_a_token(&sample.button) {
                continue;
            }
            let (answer, left_traces) = press(&office, chat, &sample.data);
            assert_eq!(answer, unknown, "{chat:?} {role:?} {}", sample.data);
            assert!(!left_traces, "{chat:?} {role:?} {}", sample.data);
        }
    }
}

#[test]
fn whoever_may_press_a_button_is_answered() {
    for (chat, role) in EVERYBODY {
        let mut office = office();
        let unknown = press(&office, chat, "1:a:zz:zz").0;
        for sample in samples::all() {
            let is_coming = COMING.iter().any(|flow| sample.variant().starts_with(flow));
            if is_coming || !may(role, sample.button.act()) || is_of_a_token(&sample.button) {
                continue;
            }
            assert_ne!(press(&office, chat, &sample.data).0, unknown, "{role:?} {}", sample.data);
            if office.admins().iter().filter(|admin| admin.chat.is_some()).count() != 4 {
                office = self::office();
            }
        }
    }
}

/// A removed admin's chat is not even met differently when a text was awaited there.
#[test]
fn commands_are_unknown_ones_to_whoever_may_not_give_them() {
    let office = office();
    let commands = samples::commands();
    assert!(commands.len() >= 3, "the source is read: {commands:?}");
    for (chat, role) in EVERYBODY {
        let unknown = command(&office, chat, "/tidak_ada").0;
        for (name, act) in &commands {
            for text in
                [format!("/{name}"), format!("/{} 1 hadir", name.to_uppercase()), format!("/{name} cari x")]
            {
                let (answer, left_traces) = command(&office, chat, &text);
                if may(role, *act) {
                    assert_ne!(answer, unknown, "{role:?} {text}");
                } else {
                    assert_eq!(answer, unknown, "{chat:?} {role:?} {text}");
                    assert!(!left_traces, "{chat:?} {text}");
                }
            }
        }
    }
}

#[test]
fn every_command_that_a_menu_shows_is_one_that_is_heard() {
    let known: BTreeSet<String> = samples::commands().into_iter().map(|(name, _)| name).collect();
    let shown = netral::texts::commands::admin(Role::Owner, false, false);
    let public = netral::texts::commands::public(false);
    let own: BTreeSet<String> = shown
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| public.iter().all(|(other, _)| other != name))
        .filter(|name| !COMING.contains(&name.as_str()))
        .collect();
    assert!(own.is_subset(&known), "{own:?} {known:?}");
    let menus: BTreeSet<String> = Role::ALL
        .into_iter()
        .flat_map(|role| netral::texts::commands::admin(role, false, false))
        .map(|(name, _)| name)
        .collect();
    assert!(known.is_subset(&menus), "{known:?} {menus:?}");
}

#[test]
fn every_deep_link_of_admins_is_a_dead_one_to_everybody() {
    let office = office();
    for (chat, _) in EVERYBODY {
        let dead = command(&office, chat, "/start tidak-ada").0;
        for payload in
            ["u_", "u_1", "u_0000000000000000000000000000000000000000", "a_faq", "u_/admin", "faq", "admin"]
        {
            let (answer, left_traces) = command(&office, chat, &format!("/start {payload}"));
            assert_eq!(answer, dead, "{chat:?} {payload}");
            assert!(!left_traces, "{chat:?} {payload}");
        }
    }
}

/// Forged data of any shape does nothing, whoever sends it.
#[test]
fn what_is_no_button_does_nothing() {
    let office = office();
    for (chat, role) in EVERYBODY {
        let unknown = press(&office, chat, "1:a:zz:zz").0;
        for data in
            ["1:a:", "1:a", "1:a:p", "1:a:p:", "1:a:q:m", "1:a:p:m:m:m", "1:a:X", "1:a:r:p:-1", "2:a:p:m"]
        {
            assert_eq!(
                press(&office, chat, data),
                (Answer(unknown.0, unknown.1.clone(), unknown.2.clone()), false),
                "{role:?} {data}"
            );
        }
    }
}
