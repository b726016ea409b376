//! Somebody's words panic while they are sealed: they show nowhere, and the bot goes on.

use std::panic;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use netral::ports::Sealer;
use netral::ports::TipStore;
use netral::tips::button::Button;
use tokio::runtime::Builder;

use super::bot::Home;
use super::needles::Kind;
use super::needles::Needles;
use super::own_process;
use super::people;
use super::people::Person;
use super::tipster::Script;
use super::tipster::Tipster;
use crate::sealer::Asked;
use crate::sealer::Watched;
use crate::serving::Dice;
use crate::serving::telegram;

#[test]
fn a_panic_over_a_tip_tells_nothing_of_it_and_the_truth_to_its_writer() {
    let test = "privacy::panics::a_panic_over_a_tip_tells_nothing_of_it_and_the_truth_to_its_writer";
    if let Some(folder) = own_process::run(test) {
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(panic_over_a_tip(&folder));
    }
}

async fn panic_over_a_tip(folder: &Path) {
    let (telegram, home) = (telegram().await, Home::at(folder));
    let (mut needles, mut dice) = (Needles::new(), Dice::seeded(13));
    let panicked = AtomicBool::new(false);
    let break_once = move |asked: Asked<'_>| {
        if let Asked::Seal(plain) = asked {
            assert!(panicked.swap(true, Ordering::SeqCst), "{}", String::from_utf8_lossy(plain));
        }
        Ok(())
    };
    let around = |sealer| Arc::new(Watched::new(sealer, break_once)) as Arc<dyn Sealer>;
    let bot = home.start_with(&telegram, around).await;
    let person = Person::new(&mut dice, &telegram, &mut needles);
    let script = Script::of(&people::text(&mut dice, 80, Kind::Tip, &mut needles));
    let tipster = Tipster::new(&telegram, person.chat);
    let (_, receipt) = tipster.prepares(&script).await;
    needles.add_receipt(&receipt);
    // What the command line sets says where a panic was; here nothing is said, so that all else is seen.
    let usual = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    tipster.presses(Button::Send).await;
    tipster.reads("Belum terkirim").await;
    telegram.all_confirmed().await.unwrap();
    panic::set_hook(usual);
    assert_eq!(bot.store.tips().unwrap(), []);
    let log = own_process::log(folder);
    assert!(log.contains("handling an update panicked"), "{log}");
    let receipt = tipster.files(&script).await;
    tipster.follows(&receipt).await;
    bot.stop().await;
    let found = needles.in_folder(folder);
    assert!(found.is_empty(), "{found:?}");
}
