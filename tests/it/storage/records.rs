//! Admins' records: what both stores keep alike, and what a disk, a kill and a thief can be asked for.

mod kill;

use std::fs;
use std::time::Instant;

use futures::future::join_all;
use netral::conversation::Screen;
use netral::curation::record::Kind;
use netral::curation::record::Row;
use netral::curation::record::Was;
use netral::curation::record::Write;
use netral::ports::ChatId;
use netral::ports::Records;
use netral::ports::Store;
use netral::ports::StoreError;
use netral::storage::MemoryStore;
use netral::storage::OpenError;

use super::Home;
use super::StandingClock;
use super::privacy::holds;

macro_rules! contract {
    ($($name:ident)*) => {
        mod on_disk {
            $(#[tokio::test]
            async fn $name() {
                let home = super::Home::new();
                super::$name(home.open()).await;
            })*
        }
        mod in_memory {
            $(#[tokio::test]
            async fn $name() {
                super::$name(super::MemoryStore::new(super::StandingClock::new())).await;
            })*
        }
    };
}

contract! {
    what_was_put_is_read_and_what_was_removed_is_not
    rows_come_in_the_order_of_their_keys_and_kinds_are_apart
    a_write_is_done_only_over_what_it_expects
    a_batch_is_done_as_a_whole_or_not_at_all
    expectations_of_a_batch_are_of_what_was_before_it
    of_many_who_write_at_once_over_the_same_one_wins
    all_who_write_different_rows_at_once_are_heard
    four_mebibytes_are_kept_and_given_back
    what_is_too_large_changes_nothing
    purging_keeps_every_row_of_every_kind
}

fn at(kind: Kind, key: &str) -> Row {
    Row { kind, key: key.to_owned() }
}

fn write(kind: Kind, key: &str, was: Was, value: Option<&str>) -> Write {
    Write { row: at(kind, key), was, value: value.map(|value| value.as_bytes().to_vec()) }
}

fn put(kind: Kind, key: &str, value: &str) -> Write {
    write(kind, key, Was::Anything, Some(value))
}

fn over(kind: Kind, key: &str, before: Option<&str>, value: Option<&str>) -> Write {
    write(kind, key, Was::Exactly(before.map(|before| before.as_bytes().to_vec())), value)
}

fn text(store: &impl Store, kind: Kind, key: &str) -> Option<String> {
    store.record(&at(kind, key)).unwrap().map(|bytes| String::from_utf8(bytes).unwrap())
}

fn keys(store: &impl Store, kind: Kind) -> Vec<String> {
    store.records(kind).unwrap().into_iter().map(|(key, _)| key).collect()
}

async fn what_was_put_is_read_and_what_was_removed_is_not(store: impl Store) {
    assert_eq!(text(&store, Kind::Draft, "1"), None);
    assert_eq!(store.apply(vec![put(Kind::Draft, "1", "satu"), put(Kind::Mark, "", "")]).await, Ok(true));
    assert_eq!(text(&store, Kind::Draft, "1").as_deref(), Some("satu"));
    assert_eq!(text(&store, Kind::Mark, "").as_deref(), Some(""), "an empty value is one");
    assert_eq!(store.apply(vec![put(Kind::Draft, "1", "dua")]).await, Ok(true));
    assert_eq!(text(&store, Kind::Draft, "1").as_deref(), Some("dua"));
    assert_eq!(store.apply(vec![write(Kind::Draft, "1", Was::Anything, None)]).await, Ok(true));
    assert_eq!(text(&store, Kind::Draft, "1"), None);
    assert_eq!(store.apply(Vec::new()).await, Ok(true));
}

async fn rows_come_in_the_order_of_their_keys_and_kinds_are_apart(store: impl Store) {
    let order = ["00000001", "00000002", "00000010", "a", "b:1", "ä"];
    for kind in Kind::ALL {
        let writes = order.iter().rev().map(|key| put(kind, key, &format!("{kind:?} {key}"))).collect();
        assert_eq!(store.apply(writes).await, Ok(true));
    }
    for kind in Kind::ALL {
        assert_eq!(keys(&store, kind), order);
        assert_eq!(text(&store, kind, "a"), Some(format!("{kind:?} a")));
    }
    assert_eq!(store.apply(vec![write(Kind::Gap, "a", Was::Anything, None)]).await, Ok(true));
    assert_eq!(keys(&store, Kind::Gap).len(), order.len() - 1);
    assert_eq!(keys(&store, Kind::Passed), order);
}

async fn a_write_is_done_only_over_what_it_expects(store: impl Store) {
    let expecting = |before: Option<&str>, value| vec![over(Kind::Revision, "1", before, value)];
    assert_eq!(store.apply(expecting(Some("x"), Some("y"))).await, Ok(false));
    assert_eq!(store.apply(expecting(None, Some("satu"))).await, Ok(true));
    assert_eq!(store.apply(expecting(None, Some("dua"))).await, Ok(false));
    assert_eq!(store.apply(expecting(Some("satu"), Some("dua"))).await, Ok(true));
    assert_eq!(store.apply(expecting(Some("satu"), None)).await, Ok(false));
    assert_eq!(text(&store, Kind::Revision, "1").as_deref(), Some("dua"));
    assert_eq!(store.apply(expecting(Some("dua"), None)).await, Ok(true));
    assert_eq!(text(&store, Kind::Revision, "1"), None);
}

async fn a_batch_is_done_as_a_whole_or_not_at_all(store: impl Store) {
    assert_eq!(store.apply(vec![put(Kind::Draft, "1", "satu")]).await, Ok(true));
    let batch = |expected| {
        vec![
            put(Kind::Revision, "1", "revisi"),
            write(Kind::Draft, "1", Was::Anything, None),
            over(Kind::Audit, "1", expected, Some("catatan")),
        ]
    };
    assert_eq!(store.apply(batch(Some("lain"))).await, Ok(false));
    assert_eq!(text(&store, Kind::Draft, "1").as_deref(), Some("satu"));
    assert!(keys(&store, Kind::Revision).is_empty() && keys(&store, Kind::Audit).is_empty());
    assert_eq!(store.apply(batch(None)).await, Ok(true));
    assert_eq!(keys(&store, Kind::Revision).len() + keys(&store, Kind::Audit).len(), 2);
    assert!(keys(&store, Kind::Draft).is_empty());
}

async fn expectations_of_a_batch_are_of_what_was_before_it(store: impl Store) {
    let twice = vec![over(Kind::Mark, "1", None, Some("satu")), over(Kind::Mark, "1", None, Some("dua"))];
    assert_eq!(store.apply(twice).await, Ok(true));
    assert_eq!(text(&store, Kind::Mark, "1").as_deref(), Some("dua"), "the later counts");
}

async fn of_many_who_write_at_once_over_the_same_one_wins(store: impl Store) {
    for round in 0..5 {
        let before = (round > 0).then(|| text(&store, Kind::Draft, "1").unwrap());
        let mine = |number: i32| format!("{round} {number}");
        let all = (0..50).map(|number| {
            let write = over(Kind::Draft, "1", before.as_deref(), Some(&mine(number)));
            store.apply(vec![write, put(Kind::Gap, "who", &mine(number))])
        });
        let won: Vec<_> = join_all(all).await.into_iter().map(Result::unwrap).collect();
        assert_eq!(won.iter().filter(|won| **won).count(), 1);
        let winner = i32::try_from(won.iter().position(|won| *won).unwrap()).unwrap();
        assert_eq!(text(&store, Kind::Draft, "1"), Some(mine(winner)));
        assert_eq!(text(&store, Kind::Gap, "who"), Some(mine(winner)));
    }
}

async fn all_who_write_different_rows_at_once_are_heard(store: impl Store) {
    let names: Vec<_> = (0..200).map(|number| format!("{number:08}")).collect();
    let all = names.iter().map(|name| store.apply(vec![over(Kind::Sending, name, None, Some(name))]));
    assert!(join_all(all).await.into_iter().all(|done| done == Ok(true)));
    assert_eq!(keys(&store, Kind::Sending), names);
}

async fn four_mebibytes_are_kept_and_given_back(store: impl Store) {
    let large: String = (0..400_000).map(|number| format!("{number:09}\n\n")).collect();
    assert!(large.len() > 4 * 1024 * 1024);
    assert_eq!(store.apply(vec![put(Kind::Draft, "1", &large)]).await, Ok(true));
    assert!(text(&store, Kind::Draft, "1").as_ref() == Some(&large));
    let almost = format!("{}x", &large[..large.len() - 1]);
    assert_eq!(store.apply(vec![over(Kind::Draft, "1", Some(&almost), None)]).await, Ok(false));
    assert_eq!(store.apply(vec![over(Kind::Draft, "1", Some(&large), Some("kecil"))]).await, Ok(true));
    assert_eq!(text(&store, Kind::Draft, "1").as_deref(), Some("kecil"));
}

async fn what_is_too_large_changes_nothing(store: impl Store) {
    let large = "x".repeat(16 * 1024 * 1024 + 1);
    let writes = vec![put(Kind::Draft, "1", "kecil"), put(Kind::Draft, "2", &large)];
    assert_eq!(store.apply(writes).await, Err(StoreError::TooLarge));
    let long_key = vec![put(Kind::Draft, &"k".repeat(257), "kecil")];
    assert_eq!(store.apply(long_key).await, Err(StoreError::TooLarge));
    assert!(keys(&store, Kind::Draft).is_empty());
    assert_eq!(store.apply(vec![put(Kind::Draft, "1", "kecil")]).await, Ok(true));
}

async fn purging_keeps_every_row_of_every_kind(store: impl Store) {
    for kind in Kind::ALL {
        let writes = ["1", "2", "3"].map(|key| put(kind, key, key)).to_vec();
        assert_eq!(store.apply(writes).await, Ok(true));
        let changes = vec![write(kind, "1", Was::Anything, None), put(kind, "2", "lain")];
        assert_eq!(store.apply(changes).await, Ok(true));
    }
    assert_eq!(store.purge().await, Ok(0));
    assert_eq!(store.purge().await, Ok(0));
    for kind in Kind::ALL {
        assert_eq!(keys(&store, kind), ["2", "3"]);
        assert_eq!(text(&store, kind, "2").as_deref(), Some("lain"));
    }
    assert_eq!(store.apply(vec![over(Kind::Draft, "2", Some("lain"), Some("lagi"))]).await, Ok(true));
}

const CHAT: i64 = 8_173_645_291_734;
const TEXT: &str = "bolehkah kenari menyanyi di jendela kantor camat";

async fn a_home_with_every_kind() -> Home {
    let home = Home::new();
    let store = home.open();
    for kind in Kind::ALL {
        store.apply(vec![put(kind, &CHAT.to_string(), &format!("{CHAT} {TEXT}"))]).await.unwrap();
        store.apply(vec![put(kind, "panjang", &TEXT.repeat(1_000))]).await.unwrap();
    }
    home
}

#[tokio::test]
async fn neither_chats_nor_texts_nor_keys_can_be_read_off_the_disk() {
    let home = a_home_with_every_kind().await;
    let number = CHAT.to_string();
    let canaries = [
        number.as_bytes()[..10].to_vec(),
        CHAT.to_be_bytes()[2..].to_vec(),
        CHAT.to_le_bytes()[..6].to_vec(),
        b"kenari".to_vec(),
        b"jendela".to_vec(),
        b"panjang".to_vec(),
    ];
    for canary in canaries {
        assert!(!holds(&home.data(), &canary), "found {canary:?}");
    }
}

#[tokio::test]
async fn everything_is_there_after_a_restart_and_only_with_the_right_secret() {
    let home = a_home_with_every_kind().await;
    let store = home.open();
    for kind in Kind::ALL {
        assert_eq!(text(&store, kind, &CHAT.to_string()), Some(format!("{CHAT} {TEXT}")));
        assert_eq!(text(&store, kind, "panjang"), Some(TEXT.repeat(1_000)));
    }
    drop(store);
    let aside = home.secret().with_extension("aside");
    fs::rename(home.secret(), &aside).unwrap();
    assert_eq!(home.try_open().unwrap_err(), OpenError::SecretMissing);
    drop(Home::new().open());
    fs::rename(aside, home.secret()).unwrap();
    assert_eq!(keys(&home.open(), Kind::Audit).len(), 2);
}

#[tokio::test]
async fn a_copy_of_the_secret_file_from_weeks_ago_opens_what_was_written_since() {
    let home = a_home_with_every_kind().await;
    let old = fs::read(home.secret()).unwrap();
    for week in 1..9 {
        home.clock.pass_days(7);
        let store = home.open();
        store.apply(vec![write(Kind::Subscriber, &CHAT.to_string(), Was::Anything, None)]).await.unwrap();
        store.apply(vec![put(Kind::Subscriber, &CHAT.to_string(), "x")]).await.unwrap();
        store.commit(crate::storage::put(week, Screen::Menu)).await.unwrap();
        store.purge().await.unwrap();
    }
    assert_ne!(fs::read(home.secret()).unwrap(), old);
    fs::write(home.secret(), &old).unwrap();
    let store = home.open();
    assert!(!keys(&store, Kind::Admin).is_empty());
    assert_eq!(text(&store, Kind::Subscriber, &CHAT.to_string()).as_deref(), Some("x"));
    assert!(store.load(ChatId(8)).unwrap().is_some());
    store.purge().await.unwrap();
    assert_ne!(fs::read(home.secret()).unwrap(), old, "the copy lets go of what has expired");
    drop(store);
    assert_eq!(keys(&home.open(), Kind::Subscriber).len(), 2);
}

#[tokio::test]
async fn the_secret_file_is_written_when_a_week_goes_and_never_else() {
    let home = a_home_with_every_kind().await;
    let secret =
        || (fs::metadata(home.secret()).unwrap().modified().unwrap(), fs::read(home.secret()).unwrap());
    let before = secret();
    for day in 0..35 {
        let store = home.open();
        let subscriber = CHAT.to_string();
        store.apply(vec![write(Kind::Subscriber, &subscriber, Was::Anything, None)]).await.unwrap();
        store.apply(vec![put(Kind::Subscriber, &subscriber, "x")]).await.unwrap();
        store.purge().await.unwrap();
        assert_eq!(secret(), before, "day {day}");
        home.clock.pass_days(1);
    }
    home.open().purge().await.unwrap();
    assert_ne!(secret(), before);
}

#[tokio::test]
async fn a_clock_a_year_ahead_makes_no_row_that_nothing_opens_later() {
    let home = a_home_with_every_kind().await;
    home.clock.pass_days(364);
    let store = home.open();
    store.apply(vec![put(Kind::Session, "1", "x")]).await.unwrap();
    drop(store);
    home.clock.go_back_days(364);
    let store = home.open();
    assert_eq!(text(&store, Kind::Session, "1").as_deref(), Some("x"));
    assert!(!keys(&store, Kind::Admin).is_empty());
}

#[tokio::test]
async fn the_key_of_what_was_removed_is_gone_after_the_next_purge() {
    let home = a_home_with_every_kind().await;
    let store = home.open();
    let file = || fs::read(home.data().join("faq/keys")).unwrap();
    let before = file();
    assert_eq!(store.purge().await, Ok(0));
    assert_eq!(file(), before, "nothing was removed");
    store.apply(vec![write(Kind::Subscriber, &CHAT.to_string(), Was::Anything, None)]).await.unwrap();
    assert_eq!(file(), before);
    assert_eq!(store.purge().await, Ok(0));
    let after = file();
    assert!(after.len() == before.len() && after != before);
    drop(store);
    let store = home.open();
    assert_eq!(keys(&store, Kind::Subscriber), ["panjang"]);
    assert_eq!(text(&store, Kind::Gap, "panjang"), Some(TEXT.repeat(1_000)));
    drop(store);
    // The key that is there now is one of the rows that are there now.
    fs::write(home.data().join("faq/keys"), before).unwrap();
    assert_eq!(home.try_open().err(), Some(OpenError::SecretWrong));
}

/// Prints what a list of ten thousand costs.
#[tokio::test]
#[ignore = "measures"]
async fn what_ten_thousand_subscribers_and_an_import_cost() {
    let home = Home::new();
    let store = home.open();
    let timed = |what: &str, since: Instant| println!("{what}: {:?}", since.elapsed());
    let start = Instant::now();
    let all = (0..10_000).map(|number| put(Kind::Subscriber, &number.to_string(), "{\"chat\":12345}"));
    assert_eq!(store.apply(all.collect()).await, Ok(true));
    timed("write 10,000 rows in a batch", start);
    let start = Instant::now();
    assert_eq!(keys(&store, Kind::Subscriber).len(), 10_000);
    timed("read 10,000 rows", start);
    store.apply(vec![write(Kind::Subscriber, "1", Was::Anything, None)]).await.unwrap();
    let start = Instant::now();
    store.purge().await.unwrap();
    timed("purge: seal 9,999 rows anew", start);
    let import = "x".repeat(4 * 1024 * 1024);
    let start = Instant::now();
    store.apply(vec![put(Kind::Draft, "1", &import)]).await.unwrap();
    timed("write 4 MiB", start);
    let start = Instant::now();
    assert!(text(&store, Kind::Draft, "1").is_some_and(|text| text == import));
    timed("read 4 MiB", start);
    let start = Instant::now();
    for number in 0..100 {
        store.apply(vec![put(Kind::Draft, "2", &number.to_string())]).await.unwrap();
    }
    timed("100 small batches, one by one", start);
}

#[test]
fn chat_ids_do_not_show_in_renderings_of_what_is_kept() {
    assert_eq!(format!("{:?}", ChatId(CHAT)), "ChatId(…)");
}
