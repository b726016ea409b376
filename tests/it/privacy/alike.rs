//! On the disk nobody can tell who filed a tip from who only asked.

use std::collections::BTreeMap;
use std::path::Path;

use netral::ports::TipStore;
use netral::sandbox::Telegram;

use super::bot::Home;
use super::bot::steal;
use super::needles::Kind;
use super::needles::Needles;
use super::people;
use super::people::Person;
use super::tipster::Script;
use super::tipster::Tipster;
use crate::serving::Dice;
use crate::serving::QUESTIONS;
use crate::serving::telegram;

const PEOPLE: usize = 12;

/// For each tree, how often there is a row and a value of which length.
type Shapes = BTreeMap<(String, usize, usize), usize>;

async fn shapes(database: &Path) -> Shapes {
    let database = steal(database).await;
    let mut shapes = Shapes::new();
    for name in database.tree_names() {
        let tree = database.open_tree(&name).unwrap();
        let name = String::from_utf8_lossy(&name).into_owned();
        for (row, value) in tree.iter().map(Result::unwrap) {
            *shapes.entry((name.clone(), row.len(), value.len())).or_default() += 1;
        }
    }
    shapes
}

/// Something without an effect: its number tells how many updates there were before.
fn mark(telegram: &Telegram) -> i64 {
    telegram.insert_update(serde_json::json!({"telepathy": {}}))
}

/// Everybody meets the bot and asks once.
async fn meet(telegram: &Telegram, dice: &mut Dice) -> Vec<Person> {
    let mut unused = Needles::new();
    let all: Vec<Person> = (0..PEOPLE).map(|_| Person::new(dice, telegram, &mut unused)).collect();
    for person in &all {
        telegram.say(person.chat, "/start");
        telegram.say(person.chat, QUESTIONS[0].text);
    }
    telegram.all_confirmed().await.unwrap();
    all
}

/// People who only ask, until there were as many updates as wanted.
async fn idle(telegram: &Telegram, home: &Home, wanted: i64) {
    let bot = home.start(telegram).await;
    let first = mark(telegram);
    let people = meet(telegram, &mut Dice::seeded(77)).await;
    let so_far = 1 + 2 * PEOPLE as i64;
    for (_, person) in (so_far..wanted).zip(people.iter().cycle()) {
        telegram.say(person.chat, QUESTIONS[0].text);
    }
    assert_eq!(mark(telegram) - first, wanted);
    telegram.all_confirmed().await.unwrap();
    bot.stop().await;
}

/// People who ask and then file a tip and look at it. Returns how many updates there were.
async fn tipping(telegram: &Telegram, home: &Home) -> i64 {
    let bot = home.start(telegram).await;
    let first = mark(telegram);
    let (mut dice, mut unused) = (Dice::seeded(77), Needles::new());
    for person in meet(telegram, &mut dice).await {
        let tipster = Tipster::new(telegram, person.chat);
        let script = Script::of(&people::text(&mut dice, 60, Kind::Tip, &mut unused));
        let receipt = tipster.files(&script).await;
        tipster.follows(&receipt).await;
    }
    assert_eq!(bot.store.tips().unwrap().len(), PEOPLE);
    let count = mark(telegram) - first;
    telegram.all_confirmed().await.unwrap();
    bot.stop().await;
    count
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_who_filed_a_tip_leave_the_same_rows_as_people_who_only_asked() {
    let (tippers, askers) = (telegram().await, telegram().await);
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let [with, without] = [0, 1].map(|place: usize| Home::at(folders[place].path()));
    let updates = tipping(&tippers, &with).await;
    idle(&askers, &without, updates).await;
    let (with_tips, without_tips) =
        (shapes(&with.data().join("chat")).await, shapes(&without.data().join("chat")).await);
    assert_eq!(with_tips, without_tips);
    let states: usize =
        with_tips.iter().filter(|((tree, ..), _)| tree == "state").map(|(_, count)| count).sum();
    assert_eq!(states, PEOPLE);
    assert!(with_tips.keys().all(|(tree, ..)| tree != "outbox"), "nothing of a tip waits there");
    let counters = shapes(&with.data().join("faq")).await;
    assert_eq!(counters, shapes(&without.data().join("faq")).await, "nor do the counters tell");
    let bot = without.start(&askers).await;
    askers.say(4_099_999_999_999_999, "/start");
    askers.all_confirmed().await.unwrap();
    bot.stop().await;
    assert_ne!(with_tips, shapes(&without.data().join("chat")).await, "one row more is noticed");
}
