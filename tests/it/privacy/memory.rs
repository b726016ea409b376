//! What is left of tips in the memory of a process that took them.

use std::collections::BTreeSet;
use std::fs;
use std::fs::File;
use std::os::unix::fs::FileExt;
use std::os::unix::fs::MetadataExt;
use std::time::Duration;

use super::needles::Kind;
use super::needles::Needles;
use super::people;
use super::people::Person;
use super::tipster::Script;
use super::tipster::Tipster;
use crate::serving::Dice;
use crate::serving::Home;
use crate::serving::telegram;

/// Only root may look into a process that switched that off.
fn may_look() -> bool {
    fs::metadata("/proc/self").unwrap().uid() == 0
}

/// Everything that is written in the memory of a process.
fn memory_of(process: u32) -> Vec<Vec<u8>> {
    let maps = fs::read_to_string(format!("/proc/{process}/maps")).unwrap();
    let memory = File::open(format!("/proc/{process}/mem")).unwrap();
    let writable =
        maps.lines().filter(|line| line.split(' ').nth(1).is_some_and(|may| may.starts_with("rw")));
    let spans = writable.filter_map(|line| {
        let (from, to) = line.split_once(' ')?.0.split_once('-')?;
        Some((u64::from_str_radix(from, 16).ok()?, u64::from_str_radix(to, 16).ok()?))
    });
    spans
        .filter_map(|(from, to)| {
            let mut bytes = vec![0; usize::try_from(to - from).ok()?];
            memory.read_exact_at(&mut bytes, from).ok().map(|()| bytes)
        })
        .collect()
}

fn found_in(process: u32, needles: &Needles) -> BTreeSet<(Kind, String)> {
    memory_of(process).iter().flat_map(|span| needles.in_bytes(span)).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_and_receipts_of_tips_that_were_filed_are_gone_from_memory() {
    if !may_look() {
        return;
    }
    let (telegram, home) = (telegram().await, Home::taking_tips());
    let serving = home.serve(&telegram);
    let (mut dice, mut needles) = (Dice::seeded(707), Needles::new());
    for _ in 0..3 {
        let mut text = |characters| people::text(&mut dice, characters, Kind::Tip, &mut needles);
        let script = Script { what: vec![text(300), text(200)], who: text(80), ..Script::default() };
        let person = Person::new(&mut dice, &telegram, &mut Needles::new());
        let tipster = Tipster::new(&telegram, person.chat);
        let receipt = tipster.files(&script).await;
        needles.add_receipt(&receipt);
    }
    // Others go on asking, and what libraries hold on to for the next message is written over.
    let asker = Person::new(&mut dice, &telegram, &mut Needles::new());
    for _ in 0..20 {
        telegram.say(asker.chat, &"bolehkah menyukai unggahan calon? ".repeat(30));
    }
    telegram.all_confirmed().await.unwrap();
    tokio::time::timeout(Duration::from_secs(20), async {
        while !found_in(serving.id(), &needles).is_empty() {
            tokio::task::yield_now().await;
        }
    })
    .await
    .ok();
    let found = found_in(serving.id(), &needles);
    assert!(found.is_empty(), "{} of {}: {found:?}", found.len(), needles.len());
}
