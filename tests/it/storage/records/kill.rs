//! A process is killed while it applies batches and wipes keys: each batch is there as a whole or not.

use std::io::BufRead;
use std::io::BufReader;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;

use netral::curation::record::Kind;
use netral::ports::Records;
use netral::ports::Store;
use netral::storage::SledStore;

use super::Home;
use super::StandingClock;
use super::keys;
use super::put;
use super::text;

/// Names the folder for the process that is going to be killed, which is this test once more.
const FOLDER: &str = "NETRAL_TEST_KILL_RECORDS";
const THIS_TEST: &str =
    "storage::records::kill::batches_are_whole_after_a_kill_and_those_acknowledged_are_there";
const ROUNDS: u32 = 8;

/// What every batch writes: a draft that is replaced, a revision that is added, a large import.
const KINDS: [Kind; 3] = [Kind::Draft, Kind::Subscriber, Kind::Revision];

#[test]
#[expect(clippy::disallowed_methods, reason = "a test's child process learns its folder from it")]
fn batches_are_whole_after_a_kill_and_those_acknowledged_are_there() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        return apply_until_killed(Path::new(&folder));
    }
    let home = Home::new();
    let mut acknowledged = 0;
    for round in 0..ROUNDS {
        acknowledged = kill_while_it_applies(&home, acknowledged, 5 + round * 3);
        let store = home.open();
        let last = text(&store, Kind::Draft, "x").map_or(0, |value| number_of(&value));
        assert!(last >= acknowledged, "batch {acknowledged} was acknowledged, the last one is {last}");
        for kind in KINDS {
            let value = text(&store, kind, "x").unwrap();
            assert!(value == value_of(last), "{kind:?} is of another batch or torn");
        }
        assert_eq!(keys(&store, Kind::Audit).len(), usize::try_from(last).unwrap());
    }
    assert!(acknowledged >= 8 * 5);
}

/// Returns the last batch that was acknowledged.
fn kill_while_it_applies(home: &Home, first: u32, more: u32) -> u32 {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", THIS_TEST, "--nocapture"])
        .env(FOLDER, home.folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let (mut last, mut killed) = (first, false);
    for line in lines.map_while(Result::ok) {
        if let Some(number) = line.strip_prefix("applied ") {
            last = number.parse().unwrap();
        }
        if !killed && last >= first + more {
            child.kill().unwrap();
            killed = true;
        }
    }
    assert!(!child.wait().unwrap().success(), "it was killed");
    last
}

#[expect(clippy::print_stdout, reason = "standard output is how it acknowledges")]
#[tokio::main(flavor = "current_thread")]
async fn apply_until_killed(folder: &Path) {
    let (data, secret) = (folder.join("data"), folder.join("netral.secret"));
    let clock = StandingClock::new();
    let store = SledStore::open(&data, &secret, clock.clone()).unwrap();
    let last = text(&store, Kind::Draft, "x").map_or(0, |value| number_of(&value));
    println!();
    clock.pass_days(u64::from(last) * 7);
    for number in last + 1..u32::MAX {
        let value = value_of(number);
        let batch = KINDS.map(|kind| put(kind, "x", &value)).to_vec();
        let audit = put(Kind::Audit, &format!("{number:08}"), "");
        assert_eq!(store.apply([batch, vec![audit]].concat()).await, Ok(true));
        println!("applied {number}");
        // At every kill some key is on its way, or was just destroyed: one of the records, and a week's.
        clock.pass_days(7);
        store.purge().await.unwrap();
    }
}

/// A value of many pieces, which tells its batch at both ends.
fn value_of(number: u32) -> String {
    format!("{number} {} {number}", "isi ".repeat(5_000))
}

fn number_of(value: &str) -> u32 {
    value.split(' ').next().unwrap().parse().unwrap()
}
