//! A process is killed while it commits; whatever it had acknowledged is there.

use std::io::BufRead;
use std::io::BufReader;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;

use netral::conversation::Screen;
use netral::ports::ChatId;
use netral::ports::Store;
use netral::storage::SledStore;

use super::Home;
use super::StandingClock;
use super::put;

/// Names the folder for the process that is going to be killed, which is this test once more.
const FOLDER: &str = "NETRAL_TEST_KILL_FOLDER";
const THIS_TEST: &str = "storage::kill::acknowledged_commits_survive_a_kill";
const ROUNDS: usize = 3;

#[test]
#[expect(clippy::disallowed_methods, reason = "a test's child process learns its folder from it")]
fn acknowledged_commits_survive_a_kill() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        return commit_until_killed(Path::new(&folder));
    }
    let home = Home::new();
    let mut acknowledged = 0;
    for _ in 0..ROUNDS {
        acknowledged = kill_while_it_commits(&home, acknowledged);
        let store = home.open();
        for chat in 0..acknowledged {
            assert!(store.load(ChatId(i64::from(chat))).unwrap().is_some(), "{chat} of {acknowledged}");
        }
    }
    assert!(acknowledged >= 3 * 50);
}

/// Returns one more than the last chat whose state was acknowledged.
fn kill_while_it_commits(home: &Home, first: u32) -> u32 {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", THIS_TEST, "--nocapture"])
        .env(FOLDER, home.folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut next = first;
    let mut killed = false;
    for line in lines.map_while(Result::ok) {
        if let Some(chat) = line.strip_prefix("committed ") {
            next = chat.parse::<u32>().unwrap() + 1;
        }
        if !killed && next >= first + 50 {
            child.kill().unwrap();
            killed = true;
        }
    }
    assert!(!child.wait().unwrap().success(), "it was killed");
    next
}

#[expect(clippy::print_stdout, reason = "standard output is how it acknowledges")]
#[tokio::main(flavor = "current_thread")]
async fn commit_until_killed(folder: &Path) {
    let (data, secret) = (folder.join("data"), folder.join("netral.secret"));
    let store = SledStore::open(&data, &secret, StandingClock::new()).unwrap();
    println!();
    for chat in 0..i64::MAX {
        if store.load(ChatId(chat)).unwrap().is_some() {
            continue;
        }
        store.commit(put(chat, Screen::Menu)).await.unwrap();
        println!("committed {chat}");
    }
}
