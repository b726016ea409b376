//! A process is killed while it files and while it rewrites; whatever it had acknowledged holds.

use std::io::BufRead;
use std::io::BufReader;
use std::path::Path;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;

use netral::ports::Clock;
use netral::ports::Filing;
use netral::ports::TipStore;
use netral::storage::Scope;
use netral::storage::SledStore;
use netral::storage::restore_backup;

use super::a_blob;
use super::a_tip;
use super::blob_id;
use super::ciphertext;
use super::file;
use super::has;
use super::lookup;
use super::remove;
use crate::storage::Home;
use crate::storage::StandingClock;
use crate::storage::privacy::holds;

/// Names the folder for the process that is going to be killed, which is this test once more.
const FOLDER: &str = "NETRAL_TEST_KILL_FOLDER";

/// Starts a test once more as the process that is going to be killed.
#[expect(clippy::disallowed_methods, reason = "a test's child process learns its folder from it")]
fn start_again(test: &str, home: &Home) -> Option<Child> {
    if std::env::var_os(FOLDER).is_some() {
        return None;
    }
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", &format!("storage::tips::kill::{test}"), "--nocapture"])
        .env(FOLDER, home.folder.path())
        .stdout(Stdio::piped())
        .spawn();
    Some(child.unwrap())
}

#[expect(clippy::disallowed_methods, reason = "a test's child process learns its folder from it")]
fn store_of_the_child() -> SledStore<StandingClock> {
    let folder = std::env::var_os(FOLDER).unwrap();
    let folder = Path::new(&folder);
    SledStore::open(&folder.join("data"), &folder.join("netral.secret"), StandingClock::new()).unwrap()
}

/// Reads what the child acknowledges as `word number` and kills it once `enough` says so.
///
/// Returns the last number it acknowledged.
fn kill_when(mut child: Child, word: &str, mut enough: impl FnMut(u32) -> bool) -> Option<u32> {
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let (mut last, mut killed) = (None, false);
    for line in lines.map_while(Result::ok) {
        let Some(number) = line.strip_prefix(word).and_then(|number| number.trim().parse().ok()) else {
            continue;
        };
        last = Some(number);
        if !killed && enough(number) {
            child.kill().unwrap();
            killed = true;
        }
    }
    assert!(!child.wait().unwrap().success(), "it was killed");
    last
}

#[test]
fn tips_acknowledged_before_a_kill_are_there_once_and_whole() {
    let test = "tips_acknowledged_before_a_kill_are_there_once_and_whole";
    let home = Home::new();
    let mut next = 0;
    for round in 0..6 {
        let Some(child) = start_again(test, &home) else {
            return file_until_killed();
        };
        let first = next;
        let last = kill_when(child, "filed ", |number| number >= first + 20 + 3 * round);
        next = last.unwrap() + 1;
        let store = home.open();
        assert!((0..next).all(|number| has(&store, number)), "all of {next}");
        // One more may have become durable without being acknowledged, and it is whole then.
        let more = usize::from(has(&store, next));
        assert_eq!(store.tips().unwrap().len(), next as usize + more);
    }
    assert!(next >= 6 * 20);
}

/// Files on from the first tip that isn't there; a receipt that was filed before is filed again.
#[expect(clippy::print_stdout, reason = "standard output is how it acknowledges")]
#[tokio::main(flavor = "current_thread")]
async fn file_until_killed() {
    let store = store_of_the_child();
    let filed = u32::try_from(store.tips().unwrap().len()).unwrap();
    println!();
    for number in filed.saturating_sub(1).. {
        let ended = store.file(lookup(number), a_tip(number), vec![a_blob(number)]).await.unwrap();
        let expected = if number < filed { Filing::AlreadyFiled } else { Filing::Filed };
        assert_eq!(ended, expected);
        println!("filed {number}");
    }
}

/// Where a rewrite can be killed: each tells from the data folder that it has come that far.
const PHASES: [fn(&Path, u64) -> bool; 6] = [
    |data, new| data.join(format!("tips.{new}.new")).exists(),
    |data, new| data.join(format!("tips.{new}.new/db/db")).exists(),
    |data, new| data.join(format!("tips.{new}.new/journal")).metadata().is_ok_and(|file| file.len() > 100),
    |data, new| data.join(format!("tips.{new}")).exists(),
    |data, new| pointed(data) == Some(new),
    |data, new| pointed(data) == Some(new) && !data.join(format!("tips.{}/journal", new - 1)).exists(),
];

/// Looks again and again, but not for ever: a process that failed will never come that far.
fn watch_until(come_that_far: impl Fn() -> bool) {
    const MOST_LOOKS: usize = 3_000_000;
    let looks = std::iter::repeat_with(come_that_far).take(MOST_LOOKS);
    assert!(looks.into_iter().any(|reached| reached), "it never came that far");
}

fn pointed(data: &Path) -> Option<u64> {
    std::fs::read_to_string(data.join("tips.current")).ok()?.trim().parse().ok()
}

#[test]
fn a_kill_during_a_rewrite_leaves_one_complete_generation() {
    let test = "a_kill_during_a_rewrite_leaves_one_complete_generation";
    let home = Home::new();
    let data = home.data();
    for (round, phase) in PHASES.iter().cycle().take(PHASES.len() * 3).enumerate() {
        let Some(child) = start_again(test, &home) else {
            return rewrite_until_killed();
        };
        let at_least = u32::try_from(round % 3).unwrap();
        let mut seen = 0;
        let last = kill_when(child, "removed ", |_| {
            seen += 1;
            let new = pointed(&data).unwrap() + 1;
            // The rewrite that follows this line goes on until it is as far as it is to be killed.
            if seen > at_least {
                watch_until(|| phase(&data, new) || pointed(&data).unwrap() >= new);
            }
            seen > at_least
        });
        check_after_a_kill(&home, last.unwrap());
    }
}

fn check_after_a_kill(home: &Home, acknowledged: u32) {
    let store = home.open();
    assert!(!has(&store, acknowledged), "tip {acknowledged} is removed");
    // One more may have been removed without being acknowledged.
    let removed = acknowledged + u32::from(!has(&store, acknowledged + 1));
    assert!((0..=removed).all(|number| !has(&store, number)), "tips up to {removed} are removed");
    let tips = store.tips().unwrap();
    assert!(
        tips.iter().all(|(lookup_id, _)| (removed..removed + 8).any(|number| lookup(number) == *lookup_id))
    );
    assert!((removed + 1..removed + 4).all(|number| has(&store, number)), "after {removed}");
    let folders = std::fs::read_dir(home.data()).unwrap().map(|file| file.unwrap().file_name());
    let own = folders.filter(|name| name.to_str().unwrap().starts_with("tips.")).count();
    assert_eq!(own, 3, "one generation, the pointer and the deletion list");
    // Before this removal everything older was rewritten away.
    let older = acknowledged.checked_sub(1);
    assert!(older.is_none_or(|older| !holds(&home.data(), &ciphertext(older, 5_000)[100..130])));
    assert!(holds(&home.data(), &blob_id(removed + 1).0), "the search finds what is there");
}

/// Keeps a few tips: files one, removes the oldest, says so, rewrites.
#[expect(clippy::print_stdout, reason = "standard output is how it acknowledges")]
#[tokio::main(flavor = "current_thread")]
async fn rewrite_until_killed() {
    let store = store_of_the_child();
    let first = u32::try_from(store.tombstones().unwrap().len()).unwrap();
    store.rewrite().await.unwrap();
    println!();
    for number in first.. {
        for next in number..number + 5 {
            store.file(lookup(next), a_tip(next), vec![a_blob(next)]).await.unwrap();
        }
        remove(&store, number).await;
        println!("removed {number}");
        store.rewrite().await.unwrap();
    }
}

/// Where a restore can be killed.
const RESTORING: [fn(&Path) -> bool; 6] = [
    |data| data.join("restore.new/tips.1.new").exists(),
    |data| data.join("restore.new/tips.1.new/journal").metadata().is_ok_and(|file| file.len() > 100),
    |data| data.join("restore.new/faq").exists(),
    |data| data.join("restore.new/tips.1").exists(),
    |data| begins(data, "restore.ready-"),
    |data| begins(data, "restore.moving-"),
];

fn begins(data: &Path, name: &str) -> bool {
    let files = std::fs::read_dir(data).into_iter().flatten().flatten();
    files.into_iter().any(|file| file.file_name().to_string_lossy().starts_with(name))
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test's child process learns its folder from it")]
fn a_kill_during_a_restore_leaves_the_old_tips_or_all_of_the_backup() {
    let test = "a_kill_during_a_restore_leaves_the_old_tips_or_all_of_the_backup";
    let home = Home::new();
    let data = home.data();
    for phase in RESTORING.iter().cycle().take(RESTORING.len() * 2) {
        if std::env::var_os(FOLDER).is_some() {
            return restore_until_killed();
        }
        // Tips 0 to 29 are in the backup, tips 100 to 102 came later.
        prepare_a_restore(&home);
        let child = start_again(test, &home).unwrap();
        let last = kill_when(child, "restoring ", |_| {
            watch_until(|| phase(&data) || begins(&data, "replaced-"));
            true
        });
        assert!(last.is_some());
        let store = home.open();
        let (restored, later) = (has(&store, 29), has(&store, 100));
        assert!(restored != later, "one or the other");
        assert!((0..30).all(|number| has(&store, number) == restored));
        assert!((100..103).all(|number| has(&store, number) == later));
    }
}

#[tokio::main(flavor = "current_thread")]
async fn prepare_a_restore(home: &Home) {
    if home.data().exists() {
        std::fs::remove_dir_all(home.data()).unwrap();
    }
    let store = home.open();
    for number in 0..30 {
        file(&store, number).await;
    }
    let mut backup = std::fs::File::create(home.folder.path().join("cadangan")).unwrap();
    std::io::copy(&mut store.backup().await.unwrap(), &mut backup).unwrap();
    drop(store);
    std::fs::remove_dir_all(home.data()).unwrap();
    let store = home.open();
    for number in 100..103 {
        file(&store, number).await;
    }
}

/// Restores the backup again and again.
#[expect(clippy::print_stdout, reason = "standard output is how it tells")]
#[expect(clippy::disallowed_methods, reason = "a test's child process learns its folder from it")]
fn restore_until_killed() {
    let folder = std::env::var_os(FOLDER).unwrap();
    let folder = Path::new(&folder);
    let (data, secret) = (folder.join("data"), folder.join("netral.secret"));
    println!();
    for round in 0.. {
        println!("restoring {round}");
        let now = StandingClock::new().now();
        restore_backup(&data, &secret, &folder.join("cadangan"), Scope::Everything, true, now).unwrap();
    }
}
