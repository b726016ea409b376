//! Backups hold everything as it rests, and come back whole or not at all.

use std::fs;
use std::fs::File;
use std::path::Path;
use std::path::PathBuf;

use futures::future::join_all;
use netral::ports::Clock;
use netral::ports::Store;
use netral::ports::TipStore;
use netral::storage::BackupError;
use netral::storage::OpenError;
use netral::storage::Restored;
use netral::storage::Scope;
use netral::storage::SledStore;
use netral::storage::check_backup;
use netral::storage::extract_backup;
use netral::storage::restore_backup;
use netral::tips::Act;
use netral::tips::RecipientsId;

use super::NOW;
use super::a_deed;
use super::a_tip;
use super::a_tombstone;
use super::blob_id;
use super::ciphertext;
use super::file;
use super::has;
use super::lookup;
use super::remove;
use super::tag;
use crate::storage::Home;
use crate::storage::StandingClock;
use crate::storage::privacy::holds;

/// Tips 0 to 4, of which 4 is removed and 1 was fetched.
async fn fill(store: &SledStore<StandingClock>) {
    for number in 0..5 {
        file(store, number).await;
    }
    remove(store, 4).await;
    let deed = a_deed(1, NOW, Act::Fetched);
    assert_eq!(store.revise(lookup(1), a_tip(1), a_tip(1), Vec::new(), Some(deed)).await, Ok(true));
}

async fn back_up(home: &Home, store: &SledStore<StandingClock>) -> PathBuf {
    let path = home.folder.path().join("cadangan");
    std::io::copy(&mut store.backup().await.unwrap(), &mut File::create(&path).unwrap()).unwrap();
    path
}

/// A home with tips, and a backup of it.
async fn backed_up() -> (Home, PathBuf) {
    let home = Home::new();
    let store = home.open();
    fill(&store).await;
    let backup = back_up(&home, &store).await;
    (home, backup)
}

/// Another home with the same secret file and nothing else.
fn empty_home_like(home: &Home) -> Home {
    let other = Home::new();
    fs::copy(home.secret(), other.secret()).unwrap();
    other
}

fn restore(home: &Home, backup: &Path, replace: bool) -> Result<Restored, BackupError> {
    restore_backup(&home.data(), &home.secret(), backup, Scope::Tips, replace, home.clock.now())
}

fn came_back(tips: usize, left_out: usize, replaced: bool) -> Result<Restored, BackupError> {
    Ok(Restored { tips, left_out, replaced, ..Restored::default() })
}

#[tokio::test]
async fn what_was_backed_up_comes_back_with_its_receipts_and_its_audit() {
    let (home, backup) = backed_up().await;
    assert_eq!(check_backup(&mut File::open(&backup).unwrap()).unwrap().tips, 4);
    let other = empty_home_like(&home);
    assert_eq!(restore(&other, &backup, false), came_back(4, 0, false));
    let (store, origin) = (other.open(), home.open());
    assert_eq!(store.tips(), origin.tips());
    assert_eq!((store.tombstones(), store.deeds()), (origin.tombstones(), origin.deeds()));
    assert!((0..4).all(|number| has(&store, number)) && !has(&store, 4));
    assert_eq!((store.audit_is_whole(), store.needs_rewrite()), (Ok(true), Ok(false)));
    assert_eq!(store.sealing_secret(), origin.sealing_secret());
    file(&store, 5).await;
    drop(store);
    assert!(has(&other.open(), 5));
}

#[tokio::test]
async fn a_backup_of_a_bot_that_told_handlers_of_the_recipients_comes_back_too() {
    let home = Home::new();
    let store = home.open();
    fill(&store).await;
    store.note_recipients(RecipientsId([7; 32])).await.unwrap();
    let backup = back_up(&home, &store).await;
    assert!(!holds(&home.data(), &[7; 32]), "sealed like the rest");
    let other = empty_home_like(&home);
    assert_eq!(restore(&other, &backup, false), came_back(4, 0, false));
    assert_eq!(other.open().recipients(), Ok(Some(RecipientsId([7; 32]))));
}

#[tokio::test]
async fn a_restored_folder_survives_the_loss_of_its_database_too() {
    let (home, backup) = backed_up().await;
    let other = empty_home_like(&home);
    restore(&other, &backup, false).unwrap();
    fs::remove_dir_all(other.data().join("tips.1/db")).unwrap();
    assert!((0..4).all(|number| has(&other.open(), number)));
}

#[tokio::test]
async fn tips_removed_since_the_backup_do_not_come_back() {
    let (home, backup) = backed_up().await;
    remove(&home.open(), 2).await;
    assert_eq!(restore(&home, &backup, true), came_back(3, 1, true));
    let store = home.open();
    assert!(!has(&store, 2) && [0, 1, 3].into_iter().all(|number| has(&store, number)));
    // Nothing of it, not even its tag, is left.
    assert_eq!(store.tombstones(), Ok(vec![a_tombstone(4, NOW)]));
    let again = netral::tips::Tip { tag: tag(2), ..a_tip(9) };
    assert_eq!(store.file(lookup(9), again, Vec::new()).await, Ok(netral::ports::Filing::Filed));
    // On another machine the list that a newer backup carries counts as much as one that is brought along.
    let newer = home.folder.path().join("cadangan.baru");
    std::io::copy(&mut store.backup().await.unwrap(), &mut File::create(&newer).unwrap()).unwrap();
    drop(store);
    let other = empty_home_like(&home);
    assert_eq!(restore(&other, &newer, false), came_back(4, 0, false));
    assert_eq!(restore(&other, &backup, true), came_back(3, 1, true));
    let other = empty_home_like(&home);
    fs::create_dir(other.data()).unwrap();
    fs::copy(home.data().join("tips.deleted"), other.data().join("tips.deleted")).unwrap();
    assert_eq!(restore(&other, &backup, false), came_back(3, 1, false));
    assert!(!holds(&other.data(), &ciphertext(2, 5_000)[1_000..1_030]));
    assert!(holds(&other.data(), &ciphertext(3, 5_000)[1_000..1_030]));
}

#[tokio::test]
async fn tips_whose_time_was_over_come_back_as_the_backup_has_them() {
    let (home, backup) = backed_up().await;
    let store = home.open();
    let expired = netral::tips::Tombstone { withdrawn: false, ..a_tombstone(2, NOW) };
    store.remove(lookup(2), expired).await.unwrap();
    remove(&store, 3).await;
    drop(store);
    assert_eq!(restore(&home, &backup, true), came_back(3, 1, true));
    assert!(has(&home.open(), 2) && !has(&home.open(), 3));
}

#[tokio::test]
async fn tips_that_went_by_time_come_back_and_those_their_tipsters_removed_do_not() {
    let (home, backup) = backed_up().await;
    let store = home.open();
    remove(&store, 2).await;
    home.clock.pass_days(15 * 7);
    assert_eq!(store.purge().await, Ok(3));
    drop(store);
    assert_eq!(restore(&home, &backup, true), came_back(3, 1, true));
    let store = home.open();
    assert!((0..4).all(|number| has(&store, number) == (number != 2)));
}

#[tokio::test]
async fn tips_that_are_there_are_never_overwritten_and_only_set_aside_when_asked() {
    let (home, backup) = backed_up().await;
    let other = empty_home_like(&home);
    file(&other.open(), 7).await;
    assert_eq!(restore(&other, &backup, false), Err(BackupError::Occupied));
    assert!(has(&other.open(), 7) && !has(&other.open(), 0));
    assert_eq!(restore(&other, &backup, true), came_back(4, 0, true));
    let aside = other.data().join(format!("replaced-{}/tips.1", super::super::START));
    assert!(holds(&aside, &blob_id(7).0));
    let store = other.open();
    assert!(!has(&store, 7) && has(&store, 0));
    store.rewrite().await.unwrap();
    assert!(aside.exists(), "nobody else removes it");
}

#[tokio::test]
async fn a_data_folder_that_was_only_just_made_counts_as_empty() {
    let (home, backup) = backed_up().await;
    let other = empty_home_like(&home);
    drop(other.open());
    assert_eq!(restore(&other, &backup, false), came_back(4, 0, false));
    assert!(has(&other.open(), 0));
}

#[tokio::test]
async fn a_running_bot_keeps_its_folder() {
    let (home, backup) = backed_up().await;
    let _running = home.open();
    assert_eq!(restore(&home, &backup, true), Err(BackupError::Folder(OpenError::Locked)));
}

#[tokio::test]
async fn a_damaged_backup_is_refused_wherever_the_damage_is() {
    let (home, backup) = backed_up().await;
    let whole = fs::read(&backup).unwrap();
    let other = empty_home_like(&home);
    file(&other.open(), 7).await;
    let refused = |bytes: &[u8]| {
        fs::write(&backup, bytes).unwrap();
        let error = restore(&other, &backup, true).unwrap_err();
        assert!(matches!(error, BackupError::Damaged | BackupError::Foreign), "{error}");
        assert_eq!(check_backup(&mut &*bytes), Err(error));
    };
    for at in (0..whole.len()).step_by(whole.len() / 40).chain([19 + 3, whole.len() - 1]) {
        refused(&whole[..at]);
        let mut flipped = whole.clone();
        flipped[at] ^= 1;
        if at != 19 {
            refused(&flipped);
        }
    }
    refused(&[&whole[..], b"more"].concat());
    refused(b"something else");
    refused(b"");
    assert!(has(&other.open(), 7), "nothing was changed");
    let leftovers = fs::read_dir(other.data()).unwrap().map(|file| file.unwrap().file_name());
    assert_eq!(leftovers.filter(|name| name.to_str().unwrap().starts_with("tips.")).count(), 2);
}

#[tokio::test]
async fn a_newer_backup_is_refused() {
    let (home, backup) = backed_up().await;
    let mut bytes = fs::read(&backup).unwrap();
    bytes[19] = 200;
    fs::write(&backup, bytes).unwrap();
    let refused = Err(BackupError::Newer { found: 200, known: 2 });
    assert_eq!(restore(&empty_home_like(&home), &backup, false), refused);
}

#[tokio::test]
async fn without_its_secret_file_a_backup_is_refused_and_its_ciphertext_can_be_extracted() {
    let (home, backup) = backed_up().await;
    let other = Home::new();
    let missing = Err(BackupError::Folder(OpenError::SecretMissing));
    assert_eq!(restore(&other, &backup, false), missing);
    file(&other.open(), 7).await;
    assert_eq!(restore(&other, &backup, true), Err(BackupError::OtherSecret));
    assert!(has(&other.open(), 7), "nothing was changed");
    let folder = home.folder.path().join("keluar");
    assert_eq!(extract_backup(&backup, &folder), Ok(4));
    let mut contents: Vec<Vec<u8>> =
        fs::read_dir(&folder).unwrap().map(|file| fs::read(file.unwrap().path()).unwrap()).collect();
    let mut expected: Vec<Vec<u8>> = (0..4).map(|number| ciphertext(number, 5_000)).collect();
    contents.sort();
    expected.sort();
    assert!(contents == expected);
    let again = extract_backup(&backup, &folder);
    assert_eq!(again, Err(BackupError::Output(std::io::ErrorKind::AlreadyExists)));
}

#[tokio::test]
async fn ciphertext_of_many_chunks_is_backed_up_restored_and_extracted_whole() {
    let home = Home::new();
    let store = home.open();
    let large = netral::ports::Blob { id: blob_id(1), sealed: ciphertext(1, 3_000_000) };
    store.file(lookup(1), a_tip(1), vec![large]).await.unwrap();
    let backup = back_up(&home, &store).await;
    let other = empty_home_like(&home);
    assert_eq!(restore(&other, &backup, false), came_back(1, 0, false));
    assert!(other.open().blob(blob_id(1)).unwrap().unwrap() == ciphertext(1, 3_000_000));
    let folder = home.folder.path().join("keluar");
    extract_backup(&backup, &folder).unwrap();
    let file = fs::read_dir(&folder).unwrap().next().unwrap().unwrap();
    assert!(fs::read(file.path()).unwrap() == ciphertext(1, 3_000_000));
}

#[tokio::test]
async fn a_backup_made_while_tips_come_in_is_consistent() {
    let home = Home::new();
    let store = home.open();
    let filings = join_all((0..60).map(|number| file(&store, number)));
    let backups = async {
        let mut backups = Vec::new();
        for _ in 0..5 {
            backups.push(back_up(&home, &store).await);
            let other = empty_home_like(&home);
            let restored = restore(&other, backups.last().unwrap(), false).unwrap();
            let store = other.open();
            assert_eq!((0..60).filter(|number| has(&store, *number)).count(), restored.tips);
        }
    };
    futures::join!(filings, backups);
    let backup = back_up(&home, &store).await;
    assert_eq!(check_backup(&mut File::open(backup).unwrap()).unwrap().tips, 60);
}

#[tokio::test]
async fn a_backup_holds_no_key_and_nothing_unsealed_and_leaves_nothing_behind() {
    let (home, backup) = backed_up().await;
    let bytes = fs::read(&backup).unwrap();
    let found = |what: &[u8]| bytes.windows(what.len()).any(|window| window == what);
    assert!(found(&ciphertext(1, 5_000)[..40]), "the search finds ciphertext");
    assert!(!found(&ciphertext(4, 5_000)[..40]) && !found(&lookup(4).0), "what was removed isn't in it");
    assert!(!found(b"age1ql3z7hj") && !found(b"openers") && !found(b"Received"));
    let secret = fs::read_to_string(home.secret()).unwrap();
    let keys = secret.split_whitespace().filter(|word| word.len() == 64);
    assert!(
        keys.count() >= 1 && secret.split_whitespace().all(|word| word.len() < 64 || !found(word.as_bytes()))
    );
    let names: Vec<String> = fs::read_dir(home.data())
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("copy") || name.ends_with(".new"))
        .collect();
    assert_eq!(names, [""; 0]);
}
