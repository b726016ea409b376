//! What a disk or an operator can do to the tips' folder, and how the journal makes it good.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::path::PathBuf;

use netral::ports::Blob;
use netral::ports::Filing;
use netral::ports::TipStore;
use netral::storage::Breakage;
use netral::storage::OpenError;
use netral::storage::Part;
use netral::tips::Act;

use super::NOW;
use super::a_deed;
use super::a_tip;
use super::blob_id;
use super::ciphertext;
use super::file;
use super::has;
use super::lookup;
use super::remove;
use crate::storage::Home;
use crate::storage::privacy::holds;

async fn home_with_tips(numbers: std::ops::Range<u32>) -> Home {
    let home = Home::new();
    let store = home.open();
    for number in numbers {
        file(&store, number).await;
    }
    drop(store);
    home
}

fn generation(home: &Home) -> PathBuf {
    let number = fs::read_to_string(home.data().join("tips.current")).unwrap();
    home.data().join(format!("tips.{}", number.trim()))
}

fn journal(home: &Home) -> PathBuf {
    generation(home).join("journal")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for file in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(file.file_name());
        if file.path().is_dir() {
            copy(&file.path(), &to);
        } else {
            fs::copy(file.path(), to).unwrap();
        }
    }
}

#[tokio::test]
async fn tips_are_there_after_a_restart_with_their_audit_and_their_tombstones() {
    let home = home_with_tips(0..3).await;
    let store = home.open();
    let deed = a_deed(1, NOW, Act::Fetched);
    assert_eq!(store.revise(lookup(1), a_tip(1), a_tip(1), Vec::new(), Some(deed)).await, Ok(true));
    remove(&store, 2).await;
    drop(store);
    let store = home.open();
    assert!(has(&store, 0) && has(&store, 1) && !has(&store, 2));
    assert_eq!((store.deeds().unwrap().len(), store.tombstones().unwrap().len()), (1, 1));
    assert_eq!((store.needs_rewrite(), store.audit_is_whole()), (Ok(true), Ok(true)));
    assert_eq!(store.file(lookup(0), a_tip(0), Vec::new()).await, Ok(Filing::AlreadyFiled));
}

#[tokio::test]
async fn only_its_owner_may_read_what_rests_of_tips() {
    let home = home_with_tips(0..2).await;
    remove(&home.open(), 1).await;
    let mode = |path: PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(generation(&home)), 0o700);
    assert_eq!(mode(generation(&home).join("db")), 0o700);
    assert_eq!(mode(journal(&home)), 0o600);
    assert_eq!(mode(home.data().join("tips.deleted")), 0o600);
    assert_eq!(mode(home.data().join("tips.current")), 0o600);
}

#[tokio::test]
async fn nothing_about_tips_is_in_the_other_databases() {
    let home = home_with_tips(0..3).await;
    let telling = [lookup(1).0.to_vec(), blob_id(1).0.to_vec(), ciphertext(1, 40)];
    for bytes in telling {
        assert!(holds(&generation(&home), &bytes), "where it belongs it is found");
        assert!(!holds(&home.chat(), &bytes) && !holds(&home.data().join("faq"), &bytes));
    }
}

#[tokio::test]
async fn what_the_record_says_is_sealed() {
    let home = home_with_tips(0..3).await;
    for bytes in [&b"age1ql3z7hj"[..], b"Received", b"openers", b"Inspektorat"] {
        assert!(!holds(&home.data(), bytes));
    }
}

#[tokio::test]
async fn however_much_there_is_sled_keeps_it_in_the_file_that_is_synced() {
    let home = Home::new();
    let store = home.open();
    for number in 0..40 {
        let blob = Blob { id: blob_id(number), sealed: ciphertext(number, 100_000) };
        assert_eq!(store.file(lookup(number), a_tip(number), vec![blob]).await, Ok(Filing::Filed));
    }
    store.rewrite().await.unwrap();
    let outside = fs::read_dir(generation(&home).join("db/blobs")).unwrap().count();
    assert_eq!(outside, 0, "files of sled's own");
}

#[tokio::test]
async fn a_torn_end_of_the_journal_is_cut_off() {
    let home = home_with_tips(0..3).await;
    let mut bytes = fs::read(journal(&home)).unwrap();
    let length = bytes.len();
    bytes.extend([0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 5, 1, 2]);
    fs::write(journal(&home), bytes).unwrap();
    let store = home.open();
    assert_eq!(fs::metadata(journal(&home)).unwrap().len(), length as u64);
    file(&store, 3).await;
    drop(store);
    let store = home.open();
    assert!((0..4).all(|number| has(&store, number)));
}

#[tokio::test]
async fn what_sled_lost_at_its_end_comes_back_from_the_journal() {
    let home = home_with_tips(0..3).await;
    let kept = home.folder.path().join("kept");
    copy(&generation(&home).join("db"), &kept);
    let store = home.open();
    file(&store, 3).await;
    remove(&store, 0).await;
    drop(store);
    fs::remove_dir_all(generation(&home).join("db")).unwrap();
    copy(&kept, &generation(&home).join("db"));
    for _ in 0..2 {
        let store = home.open();
        assert!(!has(&store, 0) && (1..4).all(|number| has(&store, number)));
        assert_eq!(store.needs_rewrite(), Ok(true));
    }
}

#[tokio::test]
async fn a_broken_database_is_set_aside_and_made_anew_from_the_journal() {
    let breakages: [fn(&Path); 4] = [
        |db| fs::write(db.join("snap.FFFFFFFFFFFFFFFF"), "not a snapshot at all").unwrap(),
        |db| fs::write(db.join("conf"), "").unwrap(),
        |db| fs::write(db.join("db"), "").unwrap(),
        |db| fs::remove_dir_all(db).unwrap(),
    ];
    for (number, breakage) in breakages.into_iter().enumerate() {
        let home = home_with_tips(0..3).await;
        remove(&home.open(), 0).await;
        breakage(&generation(&home).join("db"));
        let store = home.open();
        assert!(!has(&store, 0) && has(&store, 1) && has(&store, 2), "breakage {number}");
        assert_eq!(store.tombstones().unwrap().len(), 1);
        file(&store, 3).await;
        let aside = generation(&home).join(format!("db.corrupt-{}", super::super::START));
        assert_eq!(aside.exists(), number < 3, "what there was is kept");
        // It goes with its generation.
        store.rewrite().await.unwrap();
        assert!(!aside.exists());
    }
}

#[tokio::test]
async fn a_database_of_another_generation_is_not_taken_for_this_ones() {
    let home = home_with_tips(0..2).await;
    let kept = home.folder.path().join("kept");
    copy(&generation(&home).join("db"), &kept);
    let store = home.open();
    remove(&store, 0).await;
    store.rewrite().await.unwrap();
    drop(store);
    fs::remove_dir_all(generation(&home).join("db")).unwrap();
    copy(&kept, &generation(&home).join("db"));
    let store = home.open();
    assert!(!has(&store, 0) && has(&store, 1));
}

type Damage<'a> = &'a dyn Fn(&[u8]) -> Vec<u8>;

#[tokio::test]
async fn a_journal_damaged_in_the_middle_or_lost_gives_way_to_a_new_generation() {
    let home = home_with_tips(0..4).await;
    let first = fs::read(journal(&home)).unwrap();
    let damages: [Damage<'_>; 5] = [
        &|whole| whole.iter().enumerate().map(|(at, byte)| if at == 1_500 { !byte } else { *byte }).collect(),
        &|whole| whole[..whole.len() / 2].to_vec(),
        &|_| Vec::new(),
        &|_| b"something else altogether".to_vec(),
        &|_| first.clone(),
    ];
    for (number, damage) in (4..).zip(damages) {
        let before = generation(&home);
        fs::write(journal(&home), damage(&fs::read(journal(&home)).unwrap())).unwrap();
        let store = home.open();
        assert!((0..number).all(|number| has(&store, number)));
        assert!(generation(&home) != before && !before.exists());
        file(&store, number).await;
        drop(store);
        // The new journal is worth as much as the old one was.
        fs::remove_dir_all(generation(&home).join("db")).unwrap();
        let store = home.open();
        assert!((0..=number).all(|number| has(&store, number)));
    }
}

#[tokio::test]
async fn where_both_are_damaged_nothing_is_guessed_and_nothing_changed() {
    let home = home_with_tips(0..4).await;
    let mut bytes = fs::read(journal(&home)).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(journal(&home), &bytes).unwrap();
    fs::write(generation(&home).join("db/conf"), "").unwrap();
    for _ in 0..2 {
        assert_eq!(home.try_open().unwrap_err(), OpenError::BrokenIn(Part::Tips, Breakage::SettingsLost));
    }
    assert_eq!(fs::read(journal(&home)).unwrap(), bytes);
}

#[tokio::test]
async fn tips_that_vanished_are_never_taken_for_a_new_beginning() {
    let home = home_with_tips(0..1).await;
    fs::remove_dir_all(generation(&home)).unwrap();
    assert_eq!(home.try_open().unwrap_err(), OpenError::BrokenIn(Part::Tips, Breakage::SettingsLost));
}

#[tokio::test]
async fn a_lost_pointer_is_no_obstacle() {
    let home = home_with_tips(0..2).await;
    home.open().rewrite().await.unwrap();
    fs::remove_file(home.data().join("tips.current")).unwrap();
    let store = home.open();
    assert!(has(&store, 0) && has(&store, 1));
}

#[tokio::test]
async fn a_newer_schema_is_refused_and_left_as_it_is() {
    let home = home_with_tips(0..2).await;
    let database = sled::open(generation(&home).join("db")).unwrap();
    database.open_tree("meta").unwrap().insert("schema", &[200]).unwrap();
    drop(database);
    for _ in 0..2 {
        assert_eq!(home.try_open().unwrap_err(), OpenError::Newer { found: 200, known: 1 });
    }
    let home = home_with_tips(0..2).await;
    let mut bytes = fs::read(journal(&home)).unwrap();
    bytes[12] = 200;
    fs::write(journal(&home), bytes).unwrap();
    assert_eq!(home.try_open().unwrap_err(), OpenError::Newer { found: 200, known: 1 });
}

#[tokio::test]
async fn a_tips_folder_written_by_schema_1_opens_and_says_the_same() {
    let home = Home::new();
    copy(Path::new("tests/upgrades/tips-v1"), home.folder.path());
    let store = home.open();
    assert!(has(&store, 1) && !has(&store, 2));
    assert_eq!((store.deeds().unwrap().len(), store.tombstones().unwrap().len()), (1, 1));
    assert_eq!(store.audit_is_whole(), Ok(true));
}

#[tokio::test]
async fn without_the_secret_file_or_with_another_one_tips_are_refused_even_if_chats_are_lost() {
    let home = home_with_tips(0..1).await;
    let own = fs::read(home.secret()).unwrap();
    let other = home_with_tips(0..1).await;
    fs::remove_dir_all(home.chat()).unwrap();
    fs::remove_file(home.secret()).unwrap();
    assert_eq!(home.try_open().unwrap_err(), OpenError::SecretMissing);
    assert!(!home.secret().exists());
    fs::copy(other.secret(), home.secret()).unwrap();
    assert_eq!(home.try_open().unwrap_err(), OpenError::SecretWrong);
    fs::remove_dir_all(home.chat()).unwrap();
    fs::write(home.secret(), own).unwrap();
    assert!(has(&home.open(), 0));
}

#[tokio::test]
async fn what_receipts_are_salted_with_stays_the_same_and_differs_between_installations() {
    let home = Home::new();
    let (salt, pepper) = home.open().sealing_secret();
    assert_ne!(salt, pepper);
    assert_eq!(home.open().sealing_secret(), (salt.clone(), pepper));
    assert_ne!(Home::new().open().sealing_secret().0, salt);
    assert!(!holds(home.folder.path(), &salt[..]));
}

#[tokio::test]
async fn a_changed_row_of_the_audit_is_noticed() {
    let home = home_with_tips(1..2).await;
    let store = home.open();
    for act in [Act::Fetched, Act::Replied, Act::Resealed] {
        let deed = a_deed(1, NOW, act);
        assert_eq!(store.revise(lookup(1), a_tip(1), a_tip(1), Vec::new(), Some(deed)).await, Ok(true));
    }
    assert_eq!(store.audit_is_whole(), Ok(true));
    drop(store);
    let database = sled::open(generation(&home).join("db")).unwrap();
    database.open_tree("audit").unwrap().remove(1_u64.to_be_bytes()).unwrap();
    drop(database);
    assert_eq!(home.open().audit_is_whole(), Ok(false));
}

#[tokio::test]
async fn a_full_disk_stops_a_rewrite_and_nothing_else() {
    let home = home_with_tips(0..2).await;
    let store = home.open();
    remove(&store, 0).await;
    // A file where the next generation would be made is as bad as no space at all.
    fs::write(home.data().join("tips.2.new"), "").unwrap();
    assert!(store.rewrite().await.is_err());
    file(&store, 3).await;
    assert_eq!(store.needs_rewrite(), Ok(true));
    fs::remove_file(home.data().join("tips.2.new")).unwrap();
    store.rewrite().await.unwrap();
    assert!(!has(&store, 0) && has(&store, 1) && has(&store, 3));
}

/// Writes the folder that the test above reads; to be run by hand, with a copy of what it leaves.
#[tokio::test]
#[ignore = "writes a fixture"]
async fn write_the_fixture() {
    let home = Home::new();
    let store = home.open();
    file(&store, 1).await;
    file(&store, 2).await;
    let deed = a_deed(1, NOW, Act::Fetched);
    assert_eq!(store.revise(lookup(1), a_tip(1), a_tip(1), Vec::new(), Some(deed)).await, Ok(true));
    remove(&store, 2).await;
    drop(store);
    copy(home.folder.path(), Path::new("target/tips-v1"));
}
