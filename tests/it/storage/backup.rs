//! One backup holds everything, and what comes back says the same as what was backed up.

use std::fs;
use std::fs::File;
use std::path::Path;
use std::path::PathBuf;

use netral::conversation::Counted;
use netral::conversation::Screen;
use netral::curation::record::Kind;
use netral::curation::record::Row;
use netral::curation::record::Was;
use netral::curation::record::Write;
use netral::ports::ChatId;
use netral::ports::Clock;
use netral::ports::Records;
use netral::ports::Store;
use netral::ports::TipStore;
use netral::storage::BackupError;
use netral::storage::OpenError;
use netral::storage::Restored;
use netral::storage::Scope;
use netral::storage::SledStore;
use netral::storage::check_backup;
use netral::storage::restore_backup;

use super::Home;
use super::StandingClock;
use super::privacy::holds;
use super::put;
use super::say;
use super::tips::file;
use super::tips::lookup;

fn writing(kind: Kind, key: &str, value: &str) -> Write {
    let row = Row { kind, key: key.to_owned() };
    Write { row, was: Was::Anything, value: Some(value.as_bytes().to_vec()) }
}

async fn fill(store: &SledStore<StandingClock>) {
    for kind in Kind::ALL {
        store
            .apply(vec![writing(kind, "1", "satu"), writing(kind, "2", &"dua".repeat(9_000))])
            .await
            .unwrap();
    }
    for chat in 1..4 {
        store.commit(put(chat, Screen::Menu)).await.unwrap();
    }
    store.commit(say(1, &["belum terkirim"])).await.unwrap();
    store.count(vec![(Counted::Unknown, 7)]).await.unwrap();
    file(store, 1).await;
    file(store, 2).await;
}

async fn back_up(home: &Home, store: &SledStore<StandingClock>) -> PathBuf {
    let path = home.folder.path().join("cadangan");
    std::io::copy(&mut store.backup().await.unwrap(), &mut File::create(&path).unwrap()).unwrap();
    path
}

async fn backed_up() -> (Home, PathBuf) {
    let home = Home::new();
    let store = home.open();
    fill(&store).await;
    let backup = back_up(&home, &store).await;
    (home, backup)
}

fn another_machine(home: &Home) -> Home {
    let other = Home { clock: home.clock.clone(), ..Home::new() };
    fs::copy(home.secret(), other.secret()).unwrap();
    other
}

fn restore(home: &Home, backup: &Path, scope: Scope, replace: bool) -> Result<Restored, BackupError> {
    restore_backup(&home.data(), &home.secret(), backup, scope, replace, home.clock.now())
}

/// Everything that a store says.
fn said(store: &SledStore<StandingClock>) -> String {
    let records = Kind::ALL.map(|kind| store.records(kind).unwrap());
    let chats = [1, 2, 3, 4].map(|chat| store.load(ChatId(chat)).unwrap());
    let counts = store.weekly_counts().unwrap();
    format!("{records:?} {chats:?} {counts:?} {:?} {:?}", store.tips().unwrap(), store.deeds().unwrap())
}

#[tokio::test]
async fn on_an_empty_machine_backup_and_secret_bring_all_of_it_back() {
    let (home, backup) = backed_up().await;
    let extent = check_backup(&mut File::open(&backup).unwrap()).unwrap();
    assert_eq!((extent.tips, extent.records, extent.chats, extent.whole), (2, 24, 3, true));
    let other = another_machine(&home);
    let restored = restore(&other, &backup, Scope::Everything, false).unwrap();
    let expected = Restored { tips: 2, records: 24, chats: 3, ..Restored::default() };
    assert_eq!(restored, expected);
    let mut names: Vec<_> =
        fs::read_dir(other.data()).unwrap().map(|file| file.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["chat", "faq", "tips.1", "tips.current"], "nothing else is left");
    let (store, origin) = (other.open(), home.open());
    assert_eq!(said(&store), said(&origin));
    assert_eq!(store.pending(), Ok(Vec::new()), "what was on its way isn't said twice");
    store.apply(vec![writing(Kind::Draft, "3", "tiga")]).await.unwrap();
    store.purge().await.unwrap();
    drop(store);
    assert_eq!(other.open().records(Kind::Draft).unwrap().len(), 3);
}

#[tokio::test]
async fn any_older_copy_of_the_secret_brings_it_back_and_one_up_to_four_weeks_newer() {
    let home = Home::new();
    let store = home.open();
    fill(&store).await;
    let first = fs::read(home.secret()).unwrap();
    for week in 0..8 {
        home.clock.pass_days(7);
        store.commit(put(week, Screen::Menu)).await.unwrap();
        store.purge().await.unwrap();
    }
    let backup = back_up(&home, &store).await;
    let then = said(&store);
    for (weeks, opens) in [(0, true), (4, true), (1, false)] {
        for _ in 0..weeks {
            home.clock.pass_days(7);
            store.purge().await.unwrap();
        }
        let other = another_machine(&home);
        let restored = restore(&other, &backup, Scope::Everything, false).unwrap();
        assert_eq!((restored.tips, restored.lost), (2, if opens { 0 } else { 16 }), "after {weeks} more");
        assert_eq!(other.open().records(Kind::Admin).unwrap().len(), if opens { 2 } else { 0 });
        assert_eq!(other.open().records(Kind::Revision).unwrap().len(), 2, "what stays for good does");
    }
    let other = Home::new();
    other.clock.pass_days(56);
    fs::write(other.secret(), first).unwrap();
    restore(&other, &backup, Scope::Everything, false).unwrap();
    assert_eq!(said(&other.open()), then);
}

#[tokio::test]
async fn a_part_comes_back_alone_and_leaves_the_rest_as_it_is() {
    let (home, backup) = backed_up().await;
    let other = another_machine(&home);
    let store = other.open();
    store.commit(put(4, Screen::Help)).await.unwrap();
    store.apply(vec![writing(Kind::Draft, "9", "lain")]).await.unwrap();
    drop(store);
    let tips = restore(&other, &backup, Scope::Tips, false).unwrap();
    assert_eq!((tips.tips, tips.records, tips.chats, tips.replaced), (2, 0, 0, false));
    assert_eq!(other.open().records(Kind::Draft).unwrap().len(), 1);
    assert_eq!(restore(&other, &backup, Scope::Faq, false), Err(BackupError::Occupied));
    let faq = restore(&other, &backup, Scope::Faq, true).unwrap();
    assert_eq!((faq.tips, faq.records, faq.chats, faq.replaced), (0, 24, 0, true));
    let store = other.open();
    assert_eq!(store.records(Kind::Draft).unwrap().len(), 2);
    assert_eq!(store.load(ChatId(4)).unwrap().unwrap().screen, Screen::Help);
    assert!(store.tip(lookup(1)).unwrap().is_some());
    drop(store);
    assert_eq!(restore(&other, &backup, Scope::Everything, false), Err(BackupError::Occupied));
    restore(&other, &backup, Scope::Everything, true).unwrap();
    assert_eq!(said(&other.open()), said(&home.open()));
}

#[tokio::test]
async fn a_backup_is_of_one_moment_while_all_is_being_written() {
    let home = Home::new();
    let store = home.open();
    let writes = async {
        for number in 0..60 {
            let value = number.to_string().repeat(3_000);
            let batch = [Kind::Draft, Kind::Revision].map(|kind| writing(kind, "x", &value));
            store.apply(batch.to_vec()).await.unwrap();
            store.purge().await.unwrap();
        }
    };
    let backups = async {
        for _ in 0..6 {
            let backup = back_up(&home, &store).await;
            let other = another_machine(&home);
            restore(&other, &backup, Scope::Everything, false).unwrap();
            let store = other.open();
            assert_eq!(store.records(Kind::Draft), store.records(Kind::Revision), "of one batch");
        }
    };
    futures::join!(writes, backups);
}

#[tokio::test]
async fn nothing_is_unsealed_and_no_key_is_in_it() {
    let (home, backup) = backed_up().await;
    let folder = home.folder.path().join("sendiri");
    fs::create_dir(&folder).unwrap();
    fs::rename(&backup, folder.join("cadangan")).unwrap();
    assert!(!holds(&folder, b"satu") && !holds(&folder, b"duadua") && !holds(&folder, b"Menu"));
    for word in fs::read_to_string(home.secret()).unwrap().split_whitespace().filter(|word| word.len() == 64)
    {
        let key: Vec<u8> =
            (0..64).step_by(2).map(|at| u8::from_str_radix(&word[at..at + 2], 16).unwrap()).collect();
        assert!(!holds(&folder, word.as_bytes()) && !holds(&folder, &key));
    }
}

#[tokio::test]
async fn another_secret_or_none_brings_nothing_back_and_changes_nothing() {
    let (_home, backup) = backed_up().await;
    let other = Home::new();
    for scope in [Scope::Everything, Scope::Tips, Scope::Faq] {
        let missing = BackupError::Folder(OpenError::SecretMissing);
        assert_eq!(restore(&other, &backup, scope, false), Err(missing));
    }
    other.open().commit(put(1, Screen::Help)).await.unwrap();
    let before = said(&other.open());
    for scope in [Scope::Everything, Scope::Tips, Scope::Faq] {
        assert_eq!(restore(&other, &backup, scope, true), Err(BackupError::OtherSecret));
    }
    assert_eq!(said(&other.open()), before);
}

/// Backups of the first version have tips only, and leave everything else as it is.
#[tokio::test]
async fn a_backup_of_the_first_version_brings_its_tips_back() {
    let old = Path::new("tests/upgrades/backup-v1");
    let home = Home::new();
    fs::copy(old.join("netral.secret"), home.secret()).unwrap();
    let store = home.open();
    store.apply(vec![writing(Kind::Draft, "9", "lain")]).await.unwrap();
    drop(store);
    let backup = old.join("cadangan");
    let extent = check_backup(&mut File::open(&backup).unwrap()).unwrap();
    assert!(extent.tips > 0 && !extent.whole);
    assert_eq!(restore(&home, &backup, Scope::Faq, true), Err(BackupError::TipsOnly));
    assert_eq!(restore(&home, &backup, Scope::Everything, false).unwrap().tips, extent.tips);
    let store = home.open();
    assert_eq!(store.tips().unwrap().len(), extent.tips);
    assert_eq!(store.records(Kind::Draft).unwrap().len(), 1);
}
