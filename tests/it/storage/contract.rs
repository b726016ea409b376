//! Both stores pass the same tests.

use futures::future::join_all;
use netral::conversation::Counted;
use netral::conversation::Rating;
use netral::conversation::Screen;
use netral::conversation::State;
use netral::conversation::StateChange;
use netral::faq::EntryId;
use netral::ports::Change;
use netral::ports::ChatId;
use netral::ports::Clock;
use netral::ports::OutboxId;
use netral::ports::Pending;
use netral::ports::Store;
use netral::ports::StoreError;
use netral::ports::UpdateId;
use netral::storage::MemoryStore;

use super::Home;
use super::StandingClock;
use super::a_change;
use super::forget;
use super::put;
use super::say;
use super::saying;

/// Makes each of these a test of the store on disk and a test of the one in memory.
macro_rules! contract {
    ($($name:ident)*) => {
        mod on_disk {
            $(#[tokio::test]
            async fn $name() {
                let home = super::Home::new();
                super::$name(home.open(), home.clock.clone()).await;
            })*
        }
        mod in_memory {
            $(#[tokio::test]
            async fn $name() {
                let clock = super::StandingClock::new();
                super::$name(super::MemoryStore::new(clock.clone()), clock).await;
            })*
        }
    };
}

contract! {
    what_was_put_is_loaded
    the_last_state_counts
    what_is_remembered_is_loaded_at_once_and_durable_in_the_order_it_came
    what_is_promised_overtakes_what_is_remembered
    an_update_that_is_tried_again_is_counted_and_only_the_last_one
    one_chats_state_is_not_anothers
    keeping_changes_no_state
    a_forgotten_state_is_gone
    a_state_is_forgotten_thirty_days_after_its_last_use
    a_state_that_is_used_is_kept_for_months
    deliveries_wait_in_order_until_they_are_taken
    places_in_the_outbox_only_grow
    forgetting_takes_back_what_was_to_be_said_before
    what_is_said_on_forgetting_is_still_said
    commits_made_at_once_see_each_other
    counts_made_at_once_add_up
    counts_add_up_over_weeks
    counts_are_told_week_by_week_and_kept_for_sixty
    a_message_too_large_changes_nothing
    purging_removes_what_nothing_can_read_any_more
    purging_nothing_removes_nothing
}

async fn what_was_put_is_loaded(store: impl Store, _: StandingClock) {
    assert_eq!(store.load(ChatId(1)), Ok(None));
    assert_eq!(store.commit(put(1, Screen::Menu)).await, Ok(Vec::new()));
    assert_eq!(screen(&store, 1), Some(Screen::Menu));
}

async fn the_last_state_counts(store: impl Store, _: StandingClock) {
    done(&store, put(1, Screen::Menu)).await;
    done(&store, put(1, Screen::Help)).await;
    assert_eq!(screen(&store, 1), Some(Screen::Help));
}

async fn what_is_remembered_is_loaded_at_once_and_durable_in_the_order_it_came(
    store: impl Store,
    _: StandingClock,
) {
    let first = store.remember(ChatId(1), State::default().at(Screen::Menu));
    let second = store.remember(ChatId(1), State::default().at(Screen::Help));
    assert_eq!(screen(&store, 1), Some(Screen::Help));
    assert_eq!(futures::join!(first, second), (Ok(()), Ok(())));
    assert_eq!(screen(&store, 1), Some(Screen::Help));
}

async fn what_is_promised_overtakes_what_is_remembered(store: impl Store, _: StandingClock) {
    let remembered = store.remember(ChatId(1), State::default().at(Screen::Menu));
    done(&store, forget(1)).await;
    remembered.await.unwrap();
    assert_eq!(screen(&store, 1), None);
}

async fn an_update_that_is_tried_again_is_counted_and_only_the_last_one(store: impl Store, _: StandingClock) {
    assert_eq!((store.try_update(UpdateId(7)), store.try_update(UpdateId(7))), (Ok(0), Ok(1)));
    assert_eq!((store.try_update(UpdateId(8)), store.try_update(UpdateId(7))), (Ok(0), Ok(0)));
    store.stop_trying().unwrap();
    assert_eq!(store.try_update(UpdateId(7)), Ok(0));
}

async fn one_chats_state_is_not_anothers(store: impl Store, _: StandingClock) {
    done(&store, put(1, Screen::Menu)).await;
    done(&store, put(-1, Screen::Help)).await;
    done(&store, forget(2)).await;
    assert_eq!(screen(&store, 1), Some(Screen::Menu));
    assert_eq!(screen(&store, -1), Some(Screen::Help));
}

async fn keeping_changes_no_state(store: impl Store, _: StandingClock) {
    done(&store, put(1, Screen::Menu)).await;
    done(&store, say(1, &["halo"])).await;
    assert_eq!(screen(&store, 1), Some(Screen::Menu));
}

async fn a_forgotten_state_is_gone(store: impl Store, clock: StandingClock) {
    done(&store, put(1, Screen::Menu)).await;
    clock.pass_days(8);
    done(&store, forget(1)).await;
    assert_eq!(screen(&store, 1), None);
}

async fn a_state_is_forgotten_thirty_days_after_its_last_use(store: impl Store, clock: StandingClock) {
    done(&store, put(1, Screen::Menu)).await;
    clock.pass_days(29);
    assert_eq!(screen(&store, 1), Some(Screen::Menu));
    clock.pass_days(1);
    assert_eq!(screen(&store, 1), None);
    assert_eq!(store.purge().await, Ok(1));
}

async fn a_state_that_is_used_is_kept_for_months(store: impl Store, clock: StandingClock) {
    done(&store, put(1, Screen::Menu)).await;
    for _ in 0..12 {
        clock.pass_days(20);
        let state = store.load(ChatId(1)).unwrap().unwrap();
        done(&store, Change { state: StateChange::Put(state), ..a_change(1) }).await;
        assert_eq!(store.purge().await, Ok(0));
    }
    assert_eq!(screen(&store, 1), Some(Screen::Menu));
}

async fn deliveries_wait_in_order_until_they_are_taken(store: impl Store, _: StandingClock) {
    let first = done(&store, say(1, &["satu", "dua"])).await;
    let second = done(&store, say(2, &["tiga"])).await;
    let all = [
        Pending { id: first[0], chat: ChatId(1), delivery: saying("satu") },
        Pending { id: first[1], chat: ChatId(1), delivery: saying("dua") },
        Pending { id: second[0], chat: ChatId(2), delivery: saying("tiga") },
    ];
    assert_eq!(store.pending().unwrap(), all);
    store.delivered(vec![first[0], second[0]]).await.unwrap();
    assert_eq!(store.pending().unwrap(), all[1..2]);
}

async fn places_in_the_outbox_only_grow(store: impl Store, _: StandingClock) {
    let mut last = None;
    for _ in 0..3 {
        let ids = done(&store, say(1, &["satu", "dua"])).await;
        assert!(ids.is_sorted() && ids[0] < ids[1]);
        assert!(last < Some(ids[0]));
        last = Some(ids[1]);
        store.delivered(ids).await.unwrap();
    }
}

async fn forgetting_takes_back_what_was_to_be_said_before(store: impl Store, clock: StandingClock) {
    done(&store, say(1, &["satu"])).await;
    clock.pass_days(8);
    done(&store, say(1, &["dua"])).await;
    done(&store, say(2, &["tiga"])).await;
    done(&store, forget(1)).await;
    assert_eq!(texts(&store), [saying("tiga")]);
}

async fn what_is_said_on_forgetting_is_still_said(store: impl Store, _: StandingClock) {
    done(&store, say(1, &["satu"])).await;
    done(&store, Change { deliveries: vec![saying("terhapus")], ..forget(1) }).await;
    assert_eq!(texts(&store), [saying("terhapus")]);
}

async fn commits_made_at_once_see_each_other(store: impl Store, _: StandingClock) {
    let said = store.commit(Change { deliveries: vec![saying("satu")], ..put(1, Screen::Menu) });
    let forgotten = store.commit(Change { deliveries: vec![saying("dua")], ..forget(1) });
    let ended = futures::join!(said, forgotten);
    assert!(ended.0.is_ok() && ended.1.is_ok());
    assert_eq!(screen(&store, 1), None);
    assert_eq!(texts(&store), [saying("dua")]);
}

async fn counts_made_at_once_add_up(store: impl Store, _: StandingClock) {
    let counts = join_all((0..50).map(|_| store.count(vec![(Counted::Chose, 2)]))).await;
    assert!(counts.iter().all(Result::is_ok));
    assert_eq!(store.counts(), Ok(vec![(Counted::Chose, 100)]));
}

async fn counts_add_up_over_weeks(store: impl Store, clock: StandingClock) {
    let like = || EntryId::parse("like-konten").unwrap();
    let rated = |rating| Counted::Rated(like(), rating);
    let first = [
        (Counted::Answered(like()), 2),
        (Counted::Answered(like()), 1),
        (Counted::Chose, 1),
        (Counted::Redirected, 2),
        (Counted::Unknown, 3),
        (rated(Rating::Helpful), 4),
    ];
    store.count(first.to_vec()).await.unwrap();
    clock.pass_days(7);
    let second = [(Counted::Chose, 10), (rated(Rating::Unanswered), 5), (rated(Rating::Wrong), 6)];
    store.count(second.to_vec()).await.unwrap();
    let mut counts = store.counts().unwrap();
    counts.sort();
    let mut expected = vec![
        (Counted::Answered(like()), 3),
        (Counted::Chose, 11),
        (Counted::Redirected, 2),
        (Counted::Unknown, 3),
        (rated(Rating::Helpful), 4),
        (rated(Rating::Unanswered), 5),
        (rated(Rating::Wrong), 6),
    ];
    expected.sort();
    assert_eq!(counts, expected);
}

async fn counts_are_told_week_by_week_and_kept_for_sixty(store: impl Store, clock: StandingClock) {
    let week = clock.now().week();
    assert_eq!(store.weekly_counts(), Ok(Vec::new()));
    store.count(vec![(Counted::Unknown, 2), (Counted::Chose, 1)]).await.unwrap();
    clock.pass_days(6);
    store.count(vec![(Counted::Chose, 1)]).await.unwrap();
    clock.pass_days(1);
    store.count(vec![(Counted::Chose, 5)]).await.unwrap();
    let first = [(week, Counted::Chose, 2), (week, Counted::Unknown, 2)];
    let second = [(week + 1, Counted::Chose, 5)];
    assert_eq!(store.weekly_counts(), Ok([first.as_slice(), &second].concat()));
    clock.pass_days(58 * 7);
    assert_eq!(store.purge().await, Ok(0));
    clock.pass_days(7);
    assert_eq!(store.purge().await, Ok(2));
    assert_eq!(store.weekly_counts(), Ok(second.to_vec()));
    assert_eq!(store.counts(), Ok(vec![(Counted::Chose, 5)]));
}

async fn a_message_too_large_changes_nothing(store: impl Store, _: StandingClock) {
    let text = "a".repeat(64 * 1024);
    let change = Change { deliveries: vec![saying("a"), saying(&text)], ..put(1, Screen::Menu) };
    assert_eq!(store.commit(change).await, Err(StoreError::TooLarge));
    assert_eq!(screen(&store, 1), None);
    assert_eq!(texts(&store), []);
    done(&store, put(1, Screen::Menu)).await;
}

async fn purging_removes_what_nothing_can_read_any_more(store: impl Store, clock: StandingClock) {
    done(&store, say(1, &["satu", "dua"])).await;
    done(&store, put(2, Screen::Menu)).await;
    clock.pass_days(34);
    assert_eq!(texts(&store).len(), 2);
    clock.pass_days(1);
    assert_eq!(texts(&store), []);
    assert_eq!(store.purge().await, Ok(3));
}

async fn purging_nothing_removes_nothing(store: impl Store, clock: StandingClock) {
    assert_eq!(store.purge().await, Ok(0));
    done(&store, put(1, Screen::Menu)).await;
    clock.pass_days(1);
    assert_eq!(store.purge().await, Ok(0));
    assert_eq!(screen(&store, 1), Some(Screen::Menu));
}

#[tokio::test]
async fn a_memory_store_told_to_fail_refuses_writes_and_keeps_what_it_had() {
    let store = MemoryStore::new(StandingClock::new());
    done(&store, put(1, Screen::Menu)).await;
    store.fail_commits(true);
    assert_eq!(store.commit(put(1, Screen::Help)).await, Err(StoreError::Unwritable));
    assert_eq!(store.remember(ChatId(1), State::default()).await, Err(StoreError::Unwritable));
    assert_eq!(store.try_update(UpdateId(1)), Err(StoreError::Unwritable));
    assert_eq!(screen(&store, 1), Some(Screen::Menu));
    store.fail_commits(false);
    done(&store, put(1, Screen::Help)).await;
    assert_eq!(screen(&store, 1), Some(Screen::Help));
}

async fn done(store: &impl Store, change: Change) -> Vec<OutboxId> {
    store.commit(change).await.unwrap()
}

fn screen(store: &impl Store, chat: i64) -> Option<Screen> {
    store.load(ChatId(chat)).unwrap().map(|state| state.screen)
}

fn texts(store: &impl Store) -> Vec<netral::ports::Delivery> {
    store.pending().unwrap().into_iter().map(|pending| pending.delivery).collect()
}
