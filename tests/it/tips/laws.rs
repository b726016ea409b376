//! What holds whatever people press, write and send, in whatever order.

use std::cell::RefCell;

use netral::conversation::Unreadable;
use netral::ports::ChatId;
use netral::ports::Store;
use netral::ports::TipStore;
use proptest::collection::vec;
use proptest::prelude::Just;
use proptest::prelude::Strategy;
use proptest::prelude::any;
use proptest::prelude::prop_oneof;
use proptest::sample::select;
use proptest::test_runner::Config;
use proptest::test_runner::TestRunner;

use super::INSPECTOR;
use super::PERSONNEL;
use super::TIPSTER;
use super::TOLD;
use super::town::Sent;
use super::town::Town;

/// A word that is in no text of the bot.
const CANARY: &str = "kenari7391";

#[derive(Debug, Clone)]
enum Deed {
    Tap(ChatId, usize),
    Say(ChatId, &'static str),
    Tell(usize),
    Edit(usize),
    Send(Unreadable),
    Photo,
    Pass(u64),
    Fail(bool),
}

fn a_deed() -> impl Strategy<Value = Deed> {
    let chats = || prop_oneof![4 => Just(TIPSTER), 2 => Just(INSPECTOR), 1 => Just(PERSONNEL)];
    let said = ["/lapor", "/status", "/kotak", "/batal", "/menu", "/penerima", "lanjut", "kirim", "1", "2"];
    let sent = [Unreadable::Voice, Unreadable::Sticker, Unreadable::Document];
    prop_oneof![
        20 => (chats(), any::<usize>()).prop_map(|(chat, at)| Deed::Tap(chat, at)),
        4 => (chats(), select(said.to_vec())).prop_map(|(chat, text)| Deed::Say(chat, text)),
        6 => (0..4_usize).prop_map(Deed::Tell),
        2 => any::<usize>().prop_map(Deed::Edit),
        1 => select(sent.to_vec()).prop_map(Deed::Send),
        1 => Just(Deed::Photo),
        2 => select(vec![1, 61, 700, 90_000, 700_000, 8_000_000]).prop_map(Deed::Pass),
        1 => any::<bool>().prop_map(Deed::Fail),
    ]
}

fn does(town: &Town, deed: &Deed) {
    match deed {
        Deed::Tap(chat, at) => town.taps_any(*chat, *at),
        Deed::Say(chat, text) => {
            town.says(*chat, text);
        }
        Deed::Tell(at) => {
            let known = town.known_receipt().unwrap_or_default();
            let texts = [format!("{TOLD} {CANARY}"), format!("nama saya {CANARY}"), CANARY.to_owned(), known];
            town.says(TIPSTER, &texts[*at]);
        }
        Deed::Edit(at) => town.edits_any(TIPSTER, *at, &format!("{CANARY} ralat")),
        Deed::Send(what) => {
            town.sends(TIPSTER, *what);
        }
        Deed::Photo => {
            town.sends_file(TIPSTER, &Sent::Lost, Some(CANARY));
        }
        Deed::Pass(seconds) => {
            town.pass(*seconds);
            town.speaks_up();
            // While the disk is full this fails, which is all right.
            town.keeps_house_or_fails();
        }
        Deed::Fail(fail) => town.store.fail_commits(*fail),
    }
}

/// Nothing of what was written rests anywhere in clear, and every file is one that its handlers open.
fn holds(town: &Town) {
    let kept = format!("{:?} {:?} {:?}", town.store.tips(), town.store.tombstones(), town.store.deeds());
    assert!(!kept.contains(CANARY), "{kept}");
    for tip in town.tips() {
        for part in &tip.parts {
            let sealed = town.store.blob(part.blob).unwrap().unwrap();
            assert!(town.opens(2, &sealed).is_some(), "the escrow key opens everything");
        }
        assert!(tip.blobs().all(|blob| town.store.blob(blob).unwrap().is_some()));
    }
}

#[test]
fn whatever_happens_no_message_is_refused_and_nothing_of_a_tip_leaks() {
    let filed = RefCell::new(0);
    let config = Config { cases: 60, failure_persistence: None, ..Config::default() };
    let outcome = TestRunner::new(config).run(&(any::<bool>(), vec(a_deed(), 1..120)), |(files, deeds)| {
        let town = Town::new();
        town.prepares(TIPSTER, &format!("{TOLD} {CANARY}"));
        if files {
            town.taps(TIPSTER, "Kirim");
        }
        for deed in &deeds {
            does(&town, deed);
        }
        *filed.borrow_mut() += usize::from(!files && !town.tips().is_empty());
        holds(&town);
        town.store.fail_commits(false);
        let state = format!("{:?}{:?}", town.store.load(TIPSTER), town.store.pending());
        assert!(!state.contains(CANARY), "{state}");
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
    assert!(*filed.borrow() > 0, "chance must file something");
}
