//! What a disk, a kill or an operator can do to a data folder.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

use futures::future::join_all;
use netral::conversation::Screen;
use netral::ports::ChatId;
use netral::ports::Clock;
use netral::ports::Store;
use netral::ports::Timestamp;
use netral::storage::Breakage;
use netral::storage::OpenError;
use netral::storage::Part;
use netral::storage::SledStore;
use netral::storage::set_aside;

use super::Home;
use super::StandingClock;
use super::put;
use super::say;
use super::saying;
use super::tips::file;
use super::tips::has;

async fn home_with_a_state() -> Home {
    let home = Home::new();
    home.open().commit(put(1, Screen::Menu)).await.unwrap();
    home
}

#[tokio::test]
async fn what_was_committed_is_there_after_a_restart() {
    let home = Home::new();
    let store = home.open();
    store.commit(put(1, Screen::Menu)).await.unwrap();
    store.commit(say(2, &["halo"])).await.unwrap();
    drop(store);
    let store = home.open();
    assert_eq!(store.load(ChatId(1)).unwrap().unwrap().screen, Screen::Menu);
    assert_eq!(store.pending().unwrap()[0].delivery, saying("halo"));
}

#[tokio::test]
async fn after_a_restart_new_deliveries_stand_behind_old_ones() {
    let home = Home::new();
    home.open().commit(say(1, &["satu", "dua"])).await.unwrap();
    let store = home.open();
    store.commit(say(1, &["tiga"])).await.unwrap();
    let texts: Vec<_> = store.pending().unwrap().into_iter().map(|pending| pending.delivery).collect();
    assert_eq!(texts, [saying("satu"), saying("dua"), saying("tiga")]);
}

#[tokio::test]
async fn sixty_four_chats_commit_at_once_without_a_deadlock() {
    let home = Home::new();
    let store = home.open();
    let commits = (0_i32..64).map(|chat| {
        let store = &store;
        async move {
            for _ in 0..20 {
                store.commit(put(i64::from(chat), Screen::Group { group: group(), page: 1 })).await.unwrap();
            }
        }
    });
    tokio::time::timeout(Duration::from_secs(10), join_all(commits)).await.unwrap();
    assert!((0..64).all(|chat| store.load(ChatId(chat)).unwrap().is_some()));
}

fn group() -> netral::faq::GroupId {
    netral::faq::GroupId::parse("media-sosial").unwrap()
}

#[tokio::test]
async fn a_snapshot_left_unfinished_by_a_kill_is_removed() {
    let home = home_with_a_state().await;
    let leftover = home.chat().join("snap.FFFFFFFFFFFFFFFF.generating");
    fs::write(&leftover, "half a snapsh").unwrap();
    assert!(home.open().load(ChatId(1)).unwrap().is_some());
    assert!(!leftover.exists());
}

#[tokio::test]
async fn lost_settings_are_reported_and_nothing_is_wiped() {
    let home = home_with_a_state().await;
    let conf = home.chat().join("conf");
    let kept = fs::read(&conf).unwrap();
    fs::write(&conf, "").unwrap();
    assert_eq!(home.try_open().unwrap_err(), OpenError::BrokenIn(Part::Chat, Breakage::SettingsLost));
    fs::remove_file(&conf).unwrap();
    assert_eq!(home.try_open().unwrap_err(), OpenError::BrokenIn(Part::Chat, Breakage::SettingsLost));
    fs::write(&conf, kept).unwrap();
    assert!(home.open().load(ChatId(1)).unwrap().is_some());
}

#[tokio::test]
async fn a_start_killed_before_anything_was_written_is_no_obstacle() {
    let home = Home::new();
    fs::create_dir_all(home.chat()).unwrap();
    fs::write(home.chat().join("conf"), "").unwrap();
    home.open().commit(put(1, Screen::Menu)).await.unwrap();
    assert!(home.open().load(ChatId(1)).unwrap().is_some());
}

#[tokio::test]
async fn corruption_is_reported_and_the_folder_left_as_it_is() {
    let home = home_with_a_state().await;
    let snapshot = home.chat().join("snap.FFFFFFFFFFFFFFFF");
    fs::write(&snapshot, "not a snapshot at all").unwrap();
    let log = fs::read(home.chat().join("db")).unwrap();
    assert_eq!(home.try_open().unwrap_err(), OpenError::BrokenIn(Part::Chat, Breakage::Corrupt));
    assert_eq!(fs::read(home.chat().join("db")).unwrap(), log);
}

#[tokio::test]
async fn a_broken_database_can_be_set_aside() {
    let home = home_with_a_state().await;
    let aside = set_aside(&home.chat(), Timestamp(1_790_000_000)).unwrap();
    assert_eq!(aside, home.data().join("chat.corrupt-1790000000"));
    assert!(aside.join("db").exists());
    assert_eq!(home.open().load(ChatId(1)), Ok(None));
}

#[tokio::test]
async fn a_broken_database_is_named_and_moving_it_alone_loses_no_tip() {
    for (name, part) in [("chat", Part::Chat), ("faq", Part::Faq)] {
        let home = home_with_a_state().await;
        file(&home.open(), 1).await;
        let conf = home.data().join(name).join("conf");
        let mut flipped = fs::read(&conf).unwrap();
        flipped[3] ^= 0x10;
        fs::write(&conf, flipped).unwrap();
        match home.try_open().unwrap_err() {
            OpenError::BrokenIn(named, _) => assert_eq!(named, part),
            other => panic!("{other}"),
        }
        set_aside(&home.data().join(name), Timestamp(1_790_000_000)).unwrap();
        assert!(has(&home.open(), 1), "{name}");
    }
}

#[tokio::test]
async fn a_power_cut_in_the_very_first_start_is_no_obstacle_wherever_it_comes() {
    let made = Home::new();
    drop(made.open());
    for name in ["chat", "faq"] {
        for length in (0..2_100).step_by(150) {
            let home = Home::new();
            let unfinished = home.data().join(format!("{name}.new"));
            fs::create_dir_all(&unfinished).unwrap();
            for file in ["conf", "db"] {
                let whole = fs::read(made.data().join(name).join(file)).unwrap();
                fs::write(unfinished.join(file), &whole[..whole.len().min(length)]).unwrap();
            }
            home.open().commit(put(1, Screen::Menu)).await.unwrap();
            assert!(home.open().load(ChatId(1)).unwrap().is_some());
            assert!(!unfinished.exists());
        }
    }
}

#[tokio::test]
async fn a_folder_in_use_is_locked_until_it_is_let_go() {
    let home = Home::new();
    let store = home.open();
    assert_eq!(home.try_open().unwrap_err(), OpenError::Locked);
    drop(store);
    assert!(home.try_open().is_ok());
}

#[tokio::test]
async fn only_its_owner_may_enter_the_data_folder() {
    let home = home_with_a_state().await;
    for folder in [home.data(), home.chat()] {
        assert_eq!(fs::metadata(folder).unwrap().permissions().mode() & 0o777, 0o700);
    }
}

#[test]
fn a_file_in_place_of_the_data_folder_is_reported() {
    let home = Home::new();
    fs::write(home.data(), "").unwrap();
    assert_eq!(home.try_open().unwrap_err(), OpenError::NotAFolder);
}

#[tokio::test]
async fn the_first_start_makes_a_secret_file_and_later_ones_keep_its_master_key() {
    let home = home_with_a_state().await;
    let master = |text: String| text.lines().find(|line| line.starts_with("master ")).unwrap().to_owned();
    let first = master(fs::read_to_string(home.secret()).unwrap());
    drop(home.open());
    assert_eq!(master(fs::read_to_string(home.secret()).unwrap()), first);
}

#[tokio::test]
async fn a_missing_secret_file_is_never_replaced_while_there_is_data() {
    let home = home_with_a_state().await;
    let kept = home.folder.path().join("kept");
    fs::rename(home.secret(), &kept).unwrap();
    assert_eq!(home.try_open().unwrap_err(), OpenError::SecretMissing);
    assert!(!home.secret().exists());
    fs::rename(&kept, home.secret()).unwrap();
    assert!(home.open().load(ChatId(1)).unwrap().is_some());
}

#[tokio::test]
async fn another_folders_secret_file_is_refused() {
    let home = home_with_a_state().await;
    let other = home_with_a_state().await;
    let own = fs::read(home.secret()).unwrap();
    fs::copy(other.secret(), home.secret()).unwrap();
    assert_eq!(home.try_open().unwrap_err(), OpenError::SecretWrong);
    fs::write(home.secret(), own).unwrap();
    assert!(home.open().load(ChatId(1)).unwrap().is_some());
}

#[test]
fn a_secret_file_inside_the_data_folder_is_refused_before_anything_is_made() {
    let home = Home::new();
    for inside in ["netral.secret", "../data/netral.secret"] {
        let opened = SledStore::open(&home.data(), &home.data().join(inside), home.clock.clone());
        assert_eq!(opened.unwrap_err(), OpenError::SecretInsideData);
    }
    assert_eq!(fs::read_dir(home.data()).unwrap().count(), 0);
}

#[tokio::test]
async fn old_rows_cannot_be_read_even_from_a_backup_once_their_key_is_destroyed() {
    let home = home_with_a_state().await;
    let backup: Vec<_> = ["conf", "db"].map(|file| (file, fs::read(home.chat().join(file)).unwrap())).into();
    home.clock.pass_days(35);
    home.open().purge().await.unwrap();
    fs::remove_dir_all(home.chat()).unwrap();
    fs::create_dir(home.chat()).unwrap();
    for (file, bytes) in backup {
        fs::write(home.chat().join(file), bytes).unwrap();
    }
    // Even with the clock turned back to when the row was fresh.
    let store = SledStore::open(&home.data(), &home.secret(), StandingClock::new()).unwrap();
    assert_eq!(store.load(ChatId(1)), Ok(None));
    assert_eq!(store.purge().await, Ok(1));
}

#[tokio::test]
async fn rows_are_readable_from_the_same_backup_while_their_key_lives() {
    let home = home_with_a_state().await;
    home.clock.pass_days(28);
    let store = home.open();
    assert_eq!(store.purge().await, Ok(0));
    assert!(store.load(ChatId(1)).unwrap().is_some());
    assert!(home.clock.now() > Timestamp(super::START));
}

#[tokio::test]
async fn purging_goes_through_more_rows_than_one_slice() {
    let home = Home::new();
    let store = home.open();
    let states = (0..1_201).map(|chat| store.remember(ChatId(chat), netral::conversation::State::default()));
    assert!(join_all(states).await.iter().all(Result::is_ok));
    home.clock.pass_days(30);
    assert_eq!(store.purge().await, Ok(1_201));
    assert!((0..1_201).all(|chat| store.load(ChatId(chat)) == Ok(None)));
}
