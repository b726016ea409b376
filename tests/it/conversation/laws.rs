//! What holds in every conversation, however odd: shown by walking all screens, and by chance.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::collections::VecDeque;

use futures::FutureExt;
use netral::conversation::Preface;
use netral::conversation::Screen;
use netral::conversation::State;
use netral::conversation::StateChange;
use netral::conversation::Unreadable;
use netral::conversation::Wording;
use netral::desk::Happening;
use netral::ports::Change;
use netral::ports::Delivery;
use netral::ports::Store;
use netral::texts::KeyAction;
use netral::texts::Message;
use netral::texts::markup;
use proptest::collection::vec;
use proptest::prelude::Just;
use proptest::prelude::Strategy;
use proptest::prelude::any;
use proptest::prelude::prop_oneof;
use proptest::sample::select;
use proptest::test_runner::Config;
use proptest::test_runner::TestRunner;
use serde::Serialize;

use super::chat::Chat;
use super::chat::deliveries;

/// The beginning of what a press of something gone is answered with.
const STALE: &str = "Tombol ini sudah tidak berlaku";

/// A word that is in no text of the bot, to be found again if it were kept.
const CANARY: &str = "kenari7391";

/// Things a person starts with, so that every kind of screen is reached.
const BEGINNINGS: [&str; 14] = [
    "/start",
    "/start tautan-mati",
    "/bantuan",
    "/tanya",
    "/saya",
    "/privasi",
    "/hapus_data",
    "/batal",
    "/lapor",
    "/status",
    "/penerima",
    "/perubahan",
    "/tidak_ada",
    "/menu",
];

const QUESTIONS: [&str; 5] = [
    "menyukai video kampanye",
    "komentar postingan paslon",
    "zxqv wrtp kjhgf",
    "cara mengajukan cuti melahirkan",
    "hitung cepat di kecamatan",
];

#[test]
fn every_button_of_every_screen_leads_on_and_can_be_typed_by_its_number_or_label() {
    let mut chat = Chat::new();
    let mut waiting = beginnings(&mut chat);
    let mut seen = BTreeSet::new();
    while let Some((state, message)) = waiting.pop_front() {
        if !seen.insert(place_of(&state)) {
            continue;
        }
        for (index, (label, data)) in buttons(&message).into_iter().enumerate() {
            let tapped = after(&mut chat, &state, Happening::Pressed(data));
            assert!(!tapped.notices.contains(STALE), "[{label}] on {:?} is stale", state.screen);
            let number = after(&mut chat, &state, said(&(index + 1).to_string()));
            assert!(number.same_as(&tapped), "{} on {:?} is not [{label}]", index + 1, state.screen);
            let name = after(&mut chat, &state, said(&label));
            if is_only(&label, &message) {
                assert!(name.same_as(&tapped), "{label:?} on {:?} is not [{label}]", state.screen);
            }
            waiting.extend(tapped.state.zip(tapped.message));
        }
    }
    assert!(seen.len() > 100, "the walk must get about: {}", seen.len());
}

#[test]
fn nothing_that_happens_breaks_the_bot_or_what_telegram_takes() {
    for chat in [Chat::new(), Chat::in_group()] {
        by_chance(chat, vec(an_act(), 1..25), |chat, acts| {
            for act in acts {
                if let Some(happening) = act.happening(chat) {
                    deliveries(&chat.meets(happening)).into_iter().for_each(assert_telegram_takes);
                }
            }
        });
    }
}

#[test]
fn no_word_of_a_question_is_remembered_or_repeated() {
    let commands = select(&["", "tanya", "lapor", "start", "status"][..]);
    by_chance(Chat::new(), vec((select(&QUESTIONS[..]), commands), 1..6), |chat, questions| {
        for (question, command) in questions {
            let text = format!("{question} {CANARY}");
            let happening = match command {
                "" => said(&text),
                name => Happening::Commanded { name: name.to_owned(), rest: text },
            };
            let received = chat.meets(happening);
            assert_without_canary(&chat.state());
            deliveries(&received).into_iter().for_each(assert_without_canary);
        }
    });
}

/// Runs a law on conversations made by chance, each in a chat of which nothing is known.
fn by_chance<T>(chat: Chat, stories: T, law: impl Fn(&mut Chat, T::Value))
where
    T: Strategy,
{
    let chat = RefCell::new(chat);
    let mut runner = TestRunner::new(Config { cases: 200, failure_persistence: None, ..Config::default() });
    let outcome = runner.run(&stories, |story| {
        let mut chat = chat.borrow_mut();
        chat.store.fail_commits(false);
        put(&chat, StateChange::Forget);
        law(&mut chat, story);
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
}

fn assert_without_canary(kept: &impl Serialize) {
    let kept = serde_json::to_string(kept).unwrap();
    assert!(!kept.contains(CANARY), "{kept}");
}

/// What came of something that happened in a state.
struct After {
    state: Option<State>,
    message: Option<Message>,
    notices: String,
}

impl After {
    fn same_as(&self, other: &Self) -> bool {
        self.state == other.state && self.message == other.message
    }
}

fn after(chat: &mut Chat, state: &State, happening: Happening) -> After {
    put(chat, StateChange::Put(state.clone()));
    let received = chat.meets(happening);
    let notices = deliveries(&received).into_iter().filter_map(|delivery| match delivery {
        Delivery::AnswerPress { notice, .. } => notice.clone(),
        Delivery::Send { .. } | Delivery::Edit { .. } => None,
    });
    let notices = notices.collect();
    After { state: chat.state(), message: chat.shown().cloned(), notices }
}

fn put(chat: &Chat, state: StateChange) {
    let change = Change { chat: chat.id, state, deliveries: Vec::new() };
    let committed = chat.store.commit(change).now_or_never().unwrap();
    assert!(committed.is_ok(), "{committed:?}");
}

/// The screens that commands, questions and odd messages lead to.
fn beginnings(chat: &mut Chat) -> VecDeque<(State, Message)> {
    let commands = BEGINNINGS.map(|command| {
        let (name, rest) = command[1..].split_once(' ').unwrap_or((&command[1..], ""));
        Happening::Commanded { name: name.to_owned(), rest: rest.to_owned() }
    });
    let odd = [Happening::Sent(Unreadable::Voice), Happening::Crashed];
    let all = commands.into_iter().chain(QUESTIONS.map(said)).chain(odd);
    all.map(|happening| after(chat, &State::default(), happening))
        .filter_map(|after| after.state.zip(after.message))
        .collect()
}

fn said(text: &str) -> Happening {
    Happening::Said { text: text.to_owned(), wording: Wording::Typed }
}

/// A screen with what its buttons depend on.
fn place_of(state: &State) -> String {
    let place = match &state.screen {
        Screen::Choice | Screen::Alternatives { .. } => serde_json::to_string(&(&state.choice, "list")),
        Screen::Entry { entry, .. } => {
            let (rated, chosen) = (state.rated.as_ref() == Some(entry), state.choice.contains(entry));
            serde_json::to_string(&(&state.screen, rated, chosen && state.choice.len() > 1))
        }
        screen => serde_json::to_string(screen),
    };
    place.unwrap()
}

/// Labels and callback data of the buttons that press something.
fn buttons(message: &Message) -> Vec<(String, String)> {
    let keys = message.keyboard.iter().flatten();
    keys.filter_map(|key| match &key.action {
        KeyAction::Press(data) => Some((key.label.clone(), data.clone())),
        KeyAction::Open(_) => None,
    })
    .collect()
}

fn is_only(label: &str, message: &Message) -> bool {
    buttons(message).iter().filter(|(other, _)| other == label).count() == 1
}

fn assert_telegram_takes(delivery: &Delivery) {
    let message = match delivery {
        Delivery::Send { message, .. } | Delivery::Edit { message, .. } => message,
        Delivery::AnswerPress { notice, .. } => {
            let length = notice.as_deref().unwrap_or_default().encode_utf16().count();
            assert!(length <= 200, "{notice:?}");
            return;
        }
    };
    assert!((1..=markup::LONGEST_MESSAGE).contains(&markup::length(&message.html)), "{}", message.html);
    for (label, data) in buttons(message) {
        assert!(!label.is_empty() && (1..=64).contains(&data.len()), "[{label}] {data}");
    }
}

/// What chance lets a person, or the world, do.
#[derive(Debug, Clone)]
enum Act {
    Says(String, bool),
    Commands(String, String),
    Taps(usize),
    Presses(String),
    Sends(Unreadable),
    Leaves,
    Joins,
    Crashes,
    Hurries,
    Ignores,
    FillsDisk(bool),
}

impl Act {
    /// What the bot meets of it; the disk fills without the bot being told.
    fn happening(self, chat: &Chat) -> Option<Happening> {
        Some(match self {
            Self::Says(text, false) => said(&text),
            Self::Says(text, true) => Happening::Said { text, wording: Wording::Special(Preface::Edited) },
            Self::Commands(name, rest) => Happening::Commanded { name, rest },
            Self::Taps(number) => Happening::Pressed(tapped(chat, number)),
            Self::Presses(data) => Happening::Pressed(data),
            Self::Sends(what) => Happening::Sent(what),
            Self::Leaves => Happening::Left,
            Self::Joins => Happening::Joined,
            Self::Crashes => Happening::Crashed,
            Self::Hurries => Happening::Hurried,
            Self::Ignores => Happening::Ignored,
            Self::FillsDisk(full) => {
                chat.store.fail_commits(full);
                return None;
            }
        })
    }
}

/// The callback data of one of the buttons that are shown.
fn tapped(chat: &Chat, number: usize) -> String {
    let buttons = chat.shown().map(buttons).unwrap_or_default();
    let chosen = buttons.get(number % buttons.len().max(1));
    chosen.map(|(_, data)| data.clone()).unwrap_or_default()
}

fn an_act() -> impl Strategy<Value = Act> {
    let names = select(&["start", "tanya", "saya", "hapus_data", "batal", "menu", "lapor", "admin"][..]);
    let forged =
        ["1:e:like:j", "1:e:debat:pensiunan", "1:r:debat:b", "1:g:kampanye:1", "1:f:ya", "1:c", "1:s:-"];
    let sent = [Unreadable::Picture, Unreadable::Sticker, Unreadable::Poll, Unreadable::Other];
    let rare = [Act::Leaves, Act::Joins, Act::Crashes, Act::Hurries, Act::Ignores];
    let disk = [Act::FillsDisk(true), Act::FillsDisk(false)];
    prop_oneof![
        4 => (some_text(), any::<bool>()).prop_map(|(text, edited)| Act::Says(text, edited)),
        2 => (names, some_text()).prop_map(|(name, rest)| Act::Commands(name.to_owned(), rest)),
        8 => (0_usize..40).prop_map(Act::Taps),
        1 => select(forged.to_vec()).prop_map(|data| Act::Presses(data.to_owned())),
        1 => "\\PC{0,70}".prop_map(Act::Presses),
        1 => select(sent.to_vec()).prop_map(Act::Sends),
        1 => select(rare.to_vec()),
        1 => select(disk.to_vec()),
    ]
}

/// Questions, words that stand for buttons, and anything else a keyboard can make.
fn some_text() -> impl Strategy<Value = String> {
    let words = ["1", "2", "9", "0", "ya", "tidak", "kembali", "menu", "batal", "Membantu", "q_like", ""];
    prop_oneof![
        select(&QUESTIONS[..]).prop_map(str::to_owned),
        select(words.to_vec()).prop_map(str::to_owned),
        "\\PC{0,40}",
        "([a-z<&>\"*\\[\\]()\u{200d}\u{1F600}]{1,9} ){0,12}",
        Just("nya ".repeat(3000)),
    ]
}
