//! A clock that isn't to be believed destroys nothing.

use std::fs;
use std::sync::Arc;

use netral::conversation::Screen;
use netral::ports::ChatId;
use netral::ports::Clock;
use netral::ports::Store;
use netral::ports::Timestamp;
use netral::ports::TipStore;
use netral::ports::Trust;
use netral::storage::SledStore;
use netral::storage::last_week;
use netral::system::HeldClock;
use netral::tips::Week;

use super::Home;
use super::StandingClock;
use super::put;
use super::tips::NOW;
use super::tips::file;
use super::tips::has;
use super::tips::remove;

type Held = Arc<HeldClock<StandingClock>>;

fn open(home: &Home) -> (SledStore<Held>, Held) {
    let clock = Arc::new(HeldClock::new(home.clock.clone()));
    (SledStore::open(&home.data(), &home.secret(), Arc::clone(&clock)).unwrap(), clock)
}

/// A home with a tip and what is remembered of a chat, and the bot off.
async fn used_home() -> Home {
    let home = Home::new();
    let (store, _) = open(&home);
    file(&store, 1).await;
    store.commit(put(1, Screen::Menu)).await.unwrap();
    store.purge().await.unwrap();
    home
}

async fn has_all(store: &SledStore<Held>) {
    assert_eq!(store.purge().await, Ok(0));
    assert!(has(store, 1));
    assert!(store.load(ChatId(1)).unwrap().is_some());
}

#[tokio::test]
async fn a_start_with_the_clock_weeks_or_a_year_ahead_destroys_nothing() {
    for days in [15 * 7, 365, 20_000] {
        let home = used_home().await;
        let right = home.clock.now();
        home.clock.pass_days(days);
        let (store, _) = open(&home);
        assert_eq!(store.trust(), Trust::Doubtful);
        has_all(&store).await;
        store.hear_date(right);
        assert_eq!(store.trust(), Trust::Contradicted);
        has_all(&store).await;
        // Who writes meanwhile is remembered in the week that it is.
        store.commit(put(2, Screen::Menu)).await.unwrap();
        drop(store);
        home.clock.set(right);
        let (store, _) = open(&home);
        has_all(&store).await;
        assert!(store.load(ChatId(2)).unwrap().is_some());
        let secret = fs::read_to_string(home.secret()).unwrap();
        let step = format!("step {} ", right.week());
        assert_eq!(secret.lines().filter(|line| line.starts_with(&step)).count(), 1, "no step was destroyed");
    }
}

#[tokio::test]
async fn a_start_with_the_clock_at_1970_writes_the_week_that_is_known() {
    let home = used_home().await;
    let right = home.clock.now();
    home.clock.set(Timestamp(60));
    let (store, clock) = open(&home);
    assert_eq!(store.trust(), Trust::Doubtful);
    assert_eq!(Week::from(clock.now()), NOW);
    has_all(&store).await;
    store.hear_date(right);
    assert_eq!(clock.now(), right);
    has_all(&store).await;
}

#[tokio::test]
async fn a_bot_that_was_off_for_fifteen_weeks_goes_on_a_day_after_telegrams_dates_agree() {
    let home = used_home().await;
    home.clock.pass_days(15 * 7);
    let (store, _) = open(&home);
    has_all(&store).await;
    store.hear_date(home.clock.now());
    assert_eq!(store.trust(), Trust::Returned);
    assert_eq!(store.purge().await, Ok(0));
    assert!(has(&store, 1));
    home.clock.pass_days(1);
    assert_eq!(store.trust(), Trust::Sound);
    assert_eq!(store.purge().await, Ok(2), "the tip and the state");
    assert!(!has(&store, 1));
    drop(store);
    let (store, _) = open(&home);
    assert_eq!(store.trust(), Trust::Sound, "the week is noted");
}

#[tokio::test]
async fn a_clock_that_jumps_while_the_bot_runs_destroys_nothing() {
    let home = used_home().await;
    let (store, _) = open(&home);
    store.hear_date(home.clock.now());
    home.clock.pass_days(15 * 7);
    assert_eq!(store.trust(), Trust::Doubtful);
    has_all(&store).await;
}

#[tokio::test]
async fn what_a_tipster_removed_leaves_the_disk_although_the_clock_is_wrong() {
    let home = used_home().await;
    home.clock.pass_days(365);
    let (store, _) = open(&home);
    remove(&store, 1).await;
    assert_eq!(store.needs_rewrite(), Ok(true));
    store.purge().await.unwrap();
    assert_eq!(store.needs_rewrite(), Ok(false));
}

#[tokio::test]
async fn a_folder_without_the_mark_of_a_week_is_judged_by_what_is_in_it() {
    let home = used_home().await;
    fs::remove_file(home.data().join("pekan")).unwrap();
    home.clock.pass_days(15 * 7);
    let (store, _) = open(&home);
    assert_eq!(store.trust(), Trust::Doubtful);
    has_all(&store).await;
}

#[tokio::test]
async fn the_mark_holds_a_week_and_moves_once_a_week() {
    let home = used_home().await;
    let mark = || fs::read_to_string(home.data().join("pekan")).unwrap();
    assert_eq!(mark(), format!("{}\n", NOW.0));
    let (store, _) = open(&home);
    home.clock.pass_days(6);
    store.purge().await.unwrap();
    assert_eq!(last_week(&home.data()), Some(NOW.0));
    home.clock.pass_days(1);
    store.purge().await.unwrap();
    assert_eq!(last_week(&home.data()), Some(NOW.0 + 1));
}

#[tokio::test]
async fn a_bot_that_runs_for_years_without_a_message_keeps_forgetting() {
    let home = used_home().await;
    let (store, _) = open(&home);
    for _ in 0..14 {
        home.clock.pass_days(7);
        store.purge().await.unwrap();
        assert_eq!(store.trust(), Trust::Sound);
    }
    assert!(!has(&store, 1));
}

#[tokio::test]
async fn a_first_start_with_a_wrong_clock_leaves_nothing_behind_that_the_next_start_believes() {
    let home = Home::new();
    let right = home.clock.now();
    home.clock.pass_days(40 * 7);
    let (store, _) = open(&home);
    store.purge().await.unwrap();
    store.hear_date(right);
    store.commit(put(1, Screen::Menu)).await.unwrap();
    file(&store, 1).await;
    drop(store);
    let (store, _) = open(&home);
    assert_eq!(store.trust(), Trust::Doubtful);
    has_all(&store).await;
}
