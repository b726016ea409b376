//! What is left of people on the disk, in the log and in the temporary folder: nothing.

use std::fs;
use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;

use netral::ports::Clock;
use netral::ports::SealTrouble;
use netral::ports::Sealer;
use netral::ports::Store;
use netral::ports::TipStore;
use netral::storage::Restored;
use netral::storage::Scope;
use netral::storage::extract_backup;
use netral::storage::restore_backup;
use tokio::runtime::Builder;

use super::bot::Bot;
use super::bot::HANDLERS;
use super::bot::Home;
use super::bot::steal;
use super::needles::Kind;
use super::needles::Needles;
use super::own_process;
use super::people;
use super::people::Person;
use super::scripts;
use super::tipster::Script;
use super::tipster::Tipster;
use crate::sealer::Asked;
use crate::sealer::Watched;
use crate::serving::Dice;
use crate::serving::telegram;

const TIPS: usize = 200;
const QUESTIONS: usize = 2_000;

const WEEK: u64 = 7 * 86_400;

/// Searches everything: data, secret file, log, temporary folder.
fn assert_clean(needles: &Needles, folder: &Path, when: &str) {
    let found = needles.in_folder(folder);
    let some: Vec<_> = found.iter().take(8).collect();
    assert!(found.is_empty(), "{when}: {} of {} needles, {some:?}", found.len(), needles.len());
    let left: Vec<_> = fs::read_dir(folder.join("tmp")).unwrap().map(|file| file.unwrap().path()).collect();
    assert!(left.is_empty(), "{when}: {left:?}");
}

#[test]
fn two_hundred_tips_and_two_thousand_chats_leave_no_trace_anywhere() {
    let test = "privacy::remains::two_hundred_tips_and_two_thousand_chats_leave_no_trace_anywhere";
    if let Some(folder) = own_process::run(test) {
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(leave_no_trace(&folder));
    }
}

async fn leave_no_trace(folder: &Path) {
    let (telegram, home) = (telegram().await, Home::at(folder));
    let mut needles = Needles::new();
    HANDLERS.iter().for_each(|chat| needles.add_chat(*chat));
    let mut dice = Dice::seeded(20_260_301);
    let bot = home.start(&telegram).await;
    let filed = scripts::tips(TIPS, &mut dice, &telegram, &mut needles).await;
    scripts::questions(QUESTIONS, &mut dice, &telegram, &mut needles).await;
    scripts::replies(&mut dice, &telegram, &bot, &mut needles).await;
    telegram.all_confirmed().await.unwrap();
    assert_eq!(bot.store.tips().unwrap().len(), filed.len());
    assert!(Kind::OF_PEOPLE.iter().all(|kind| !needles.samples(*kind, 1).is_empty()));
    assert_clean(&needles, folder, "in service");
    assert_eq!(bot.store.needs_rewrite(), Ok(true), "some tips were withdrawn");
    bot.store.purge().await.unwrap();
    assert_eq!(bot.store.needs_rewrite(), Ok(false));
    assert_clean(&needles, folder, "after a rewrite");
    bot.stop().await;
    let bot = home.start(&telegram).await;
    let tip = filed.first().unwrap();
    Tipster::new(&telegram, tip.chat).follows(&tip.receipt).await;
    assert_clean(&needles, folder, "after a restart");
    back_up(&bot, folder).await;
    assert_clean(&needles, folder, "in a backup");
    Tipster::new(&telegram, tip.chat).withdraws().await;
    bot.stop().await;
    let restored = restore(&home, folder);
    assert_eq!((restored.tips, restored.left_out), (filed.len() - 1, 1), "what was withdrawn stays away");
    assert_clean(&needles, folder, "after a restore");
    let bot = home.start(&telegram).await;
    let tip = filed.last().unwrap();
    Tipster::new(&telegram, tip.chat).follows(&tip.receipt).await;
    home.clock.pass(40 * WEEK);
    bot.store.purge().await.unwrap();
    assert_eq!(bot.store.tips().unwrap(), []);
    assert_clean(&needles, folder, "after everything expired");
    bot.stop().await;
    assert_clean(&needles, folder, "after the end");
    every_needle_would_have_been_found(&needles, &home, folder);
}

/// Writes a backup, and the sealed files that are in it.
async fn back_up(bot: &Bot, folder: &Path) {
    let path = folder.join("cadangan");
    let mut backup = bot.store.backup().await.unwrap();
    io::copy(&mut backup, &mut File::create(&path).unwrap()).unwrap();
    assert!(extract_backup(&path, &folder.join("tersegel")).unwrap() > 0);
}

fn restore(home: &Home, folder: &Path) -> Restored {
    let backup = folder.join("cadangan");
    restore_backup(&home.data(), &home.secret(), &backup, Scope::Everything, true, home.clock.now()).unwrap()
}

/// A store and a log that leak one needle of each form are caught for each of them.
fn every_needle_would_have_been_found(needles: &Needles, home: &Home, folder: &Path) {
    let leak = sled::open(home.data().join("bocor")).unwrap();
    for (number, kind) in Kind::OF_PEOPLE.into_iter().enumerate() {
        for (sample, bytes) in needles.samples(kind, 20).into_iter().enumerate() {
            leak.insert([number as u8, sample as u8], [&b"\x07"[..], &bytes, b"\x00"].concat()).unwrap();
        }
    }
    leak.flush().unwrap();
    drop(leak);
    let found = needles.in_folder(&home.data());
    for kind in Kind::OF_PEOPLE {
        let planted = needles.samples(kind, 20).len();
        let caught = found.iter().filter(|(other, _)| *other == kind).count();
        assert!(caught >= planted, "{kind:?}: {caught} of {planted}");
    }
    let decimal = needles.samples(Kind::ChatDecimal, usize::MAX);
    let decimal = decimal.iter().find_map(|bytes| std::str::from_utf8(bytes).ok()?.parse::<i64>().ok());
    tracing::trace!(chat = decimal.unwrap(), "a line that should not be");
    let found = needles.in_bytes(own_process::log(folder).as_bytes());
    assert!(found.iter().any(|(kind, _)| *kind == Kind::ChatDecimal), "the log is caught and searched");
}

/// A watch that keeps what the sealer is given.
fn leaking(leak: sled::Db) -> impl Fn(Asked<'_>) -> Result<(), SealTrouble> + Send + Sync + 'static {
    move |asked| {
        let bytes = match asked {
            Asked::Unlock(receipt) => receipt.grouped().as_bytes().to_vec(),
            Asked::Seal(bytes) | Asked::Photo(bytes) => bytes.to_vec(),
            Asked::Random => return Ok(()),
        };
        leak.insert(leak.generate_id().unwrap().to_be_bytes(), bytes).unwrap();
        leak.flush().unwrap();
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bot_that_leaks_is_caught() {
    let (telegram, folder) = (telegram().await, tempfile::tempdir().unwrap());
    let (home, mut needles, mut dice) = (Home::at(folder.path()), Needles::new(), Dice::seeded(7));
    let leak = sled::open(folder.path().join("bocor")).unwrap();
    let leaky = |sealer| Arc::new(Watched::new(sealer, leaking(leak))) as Arc<dyn Sealer>;
    let bot = home.start_with(&telegram, leaky).await;
    scripts::tips(2, &mut dice, &telegram, &mut needles).await;
    bot.stop().await;
    let caught: Vec<Kind> = needles.in_folder(folder.path()).into_iter().map(|(kind, _)| kind).collect();
    for kind in [Kind::Tip, Kind::Receipt, Kind::Photo] {
        assert!(caught.contains(&kind), "{kind:?} among {} finds", caught.len());
    }
    let found = needles.in_folder(&home.data());
    assert!(found.is_empty(), "and what doesn't leak isn't: {found:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tip_of_somebody_who_never_asked_leaves_no_row_about_a_chat() {
    let (telegram, folder) = (telegram().await, tempfile::tempdir().unwrap());
    let (home, mut needles, mut dice) = (Home::at(folder.path()), Needles::new(), Dice::seeded(8));
    let bot = home.start(&telegram).await;
    let person = Person::new(&mut dice, &telegram, &mut needles);
    let script = Script::of(&people::text(&mut dice, 60, Kind::Tip, &mut needles));
    Tipster::new(&telegram, person.chat).files(&script).await;
    telegram.all_confirmed().await.unwrap();
    bot.stop().await;
    let chat = steal(&home.data().join("chat")).await;
    for tree in ["state", "outbox"] {
        assert_eq!(chat.open_tree(tree).unwrap().len(), 0, "{tree}");
    }
}
