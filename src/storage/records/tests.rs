use std::fs;
use std::path::Path;
use std::path::PathBuf;

use tempfile::TempDir;

use super::*;
use crate::storage::faq::FaqBase;
use crate::storage::faq::Writes;
use crate::storage::secret::Secret;

const WEEK: u32 = 2_900;

struct Home(TempDir);

impl Home {
    fn new() -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        drop(Secret::create(&home.secret()).unwrap());
        home
    }

    fn secret(&self) -> PathBuf {
        self.0.path().join("netral.secret")
    }

    fn open(&self) -> FaqBase {
        let database = Database::open(&self.0.path().join("faq")).unwrap();
        FaqBase::open(&database, self.vault()).unwrap()
    }

    fn vault(&self) -> Arc<Vault> {
        let secret = Secret::load(&self.secret()).unwrap().unwrap();
        Arc::new(Vault::new(secret, WEEK).unwrap())
    }

    /// The keys as the disk has them.
    fn wiping_keys(&self) -> Vec<Key> {
        Ring::open(&self.0.path().join("faq"), self.vault()).unwrap().all()
    }
}

fn at(kind: Kind, key: &str) -> Row {
    Row { kind, key: key.to_owned() }
}

fn putting(kind: Kind, key: &str, value: &[u8]) -> Write {
    Write { row: at(kind, key), was: Was::Anything, value: Some(value.to_vec()) }
}

fn removing(kind: Kind, key: &str) -> Write {
    Write { row: at(kind, key), was: Was::Anything, value: None }
}

fn apply(faq: &FaqBase, writes: Vec<Write>) {
    let mut group = Writes::default();
    assert_eq!(faq.records.apply(&mut group.records, writes), Ok(true));
    faq.write(group).unwrap();
}

fn seal_anew(faq: &FaqBase) {
    let mut group = Writes::default();
    faq.records.seal_anew(&mut group.records).unwrap();
    faq.write(group).unwrap();
}

fn opens(keys: &[Key], tree: &'static str, (row, record): &(sled::IVec, sled::IVec)) -> bool {
    keys.iter().any(|key| record.get(1..).and_then(|sealed| key.open(place(tree, row), sealed)).is_some())
}

fn sealed_rows(faq: &FaqBase) -> Vec<(sled::IVec, sled::IVec)> {
    faq.records.rows.iter().map(Result::unwrap).filter(|(row, _)| row.as_ref() != WIPE_DUE).collect()
}

#[test]
fn what_was_removed_opens_no_more_once_the_rest_is_sealed_anew() {
    let home = Home::new();
    let faq = home.open();
    apply(&faq, vec![putting(Kind::Subscriber, "1", b"a"), putting(Kind::Subscriber, "2", b"b")]);
    let before = sealed_rows(&faq);
    assert!(!faq.records.needs_wiping().unwrap(), "nothing was removed yet");
    apply(&faq, vec![removing(Kind::Subscriber, "1")]);
    assert!(faq.records.needs_wiping().unwrap());
    assert!(before.iter().all(|row| opens(&home.wiping_keys(), RECORD, row)));
    seal_anew(&faq);
    faq.records.destroy_older_keys().unwrap();
    assert!(!faq.records.needs_wiping().unwrap());
    assert_eq!(home.wiping_keys().len(), 1);
    assert!(!before.iter().any(|row| opens(&home.wiping_keys(), RECORD, row)));
    assert_eq!(faq.records.records(Kind::Subscriber), Ok(vec![("2".to_owned(), b"b".to_vec())]));
}

#[test]
fn a_replaced_value_and_all_its_pieces_open_no_more_either() {
    let home = Home::new();
    let faq = home.open();
    apply(&faq, vec![putting(Kind::Draft, "1", &vec![7; 100_000])]);
    let before: Vec<_> = faq.records.pieces.iter().map(Result::unwrap).collect();
    assert!(before.len() > 20 && before.iter().all(|row| opens(&home.wiping_keys(), PIECE, row)));
    apply(&faq, vec![putting(Kind::Draft, "1", &vec![8; 50_000])]);
    assert!(faq.records.pieces.len() < before.len(), "old pieces are removed");
    seal_anew(&faq);
    faq.records.destroy_older_keys().unwrap();
    assert!(!before.iter().any(|row| opens(&home.wiping_keys(), PIECE, row)));
    assert_eq!(faq.records.record(&at(Kind::Draft, "1")), Ok(Some(vec![8; 50_000])));
    apply(&faq, vec![removing(Kind::Draft, "1")]);
    assert!(faq.records.pieces.is_empty());
}

/// Whatever step a stop comes after, everything is there, and the next round ends it.
#[test]
fn a_stop_between_any_two_steps_of_wiping_loses_nothing() {
    for steps in 0..3 {
        let home = Home::new();
        let faq = home.open();
        let large = vec![1; 20_000];
        apply(&faq, vec![putting(Kind::Gap, "1", &large), putting(Kind::Gap, "2", b"x")]);
        apply(&faq, vec![removing(Kind::Gap, "2")]);
        let gone = sealed_rows(&faq);
        match steps {
            0 => faq.records.ring.renew().unwrap(),
            1 => seal_anew(&faq),
            _ => {
                // The new key is there and something was written with it.
                faq.records.ring.renew().unwrap();
                apply(&faq, vec![putting(Kind::Gap, "3", b"y")]);
            }
        }
        drop(faq);
        let faq = home.open();
        assert_eq!(faq.records.record(&at(Kind::Gap, "1")), Ok(Some(large.clone())), "step {steps}");
        assert!(faq.records.needs_wiping().unwrap());
        seal_anew(&faq);
        faq.records.destroy_older_keys().unwrap();
        assert_eq!(home.wiping_keys().len(), 1);
        assert!(!gone.iter().any(|row| opens(&home.wiping_keys(), RECORD, row)));
        assert_eq!(faq.records.record(&at(Kind::Gap, "1")), Ok(Some(large)));
        assert_eq!(faq.records.record(&at(Kind::Gap, "3")).unwrap().is_some(), steps == 2);
    }
}

#[test]
fn writes_of_a_group_see_what_came_before_them_in_it_even_rows_that_moved() {
    let home = Home::new();
    let faq = home.open();
    apply(&faq, vec![putting(Kind::Draft, "1", b"old")]);
    let mut group = Writes::default();
    let over = |before: &[u8], after: &[u8]| Write {
        was: Was::Exactly(Some(before.to_vec())),
        ..putting(Kind::Draft, "1", after)
    };
    let records = &faq.records;
    assert_eq!(records.apply(&mut group.records, vec![over(b"old", b"new")]), Ok(true));
    assert_eq!(records.apply(&mut group.records, vec![over(b"old", b"late")]), Ok(false));
    records.seal_anew(&mut group.records).unwrap();
    assert_eq!(records.apply(&mut group.records, vec![over(b"new", b"newest")]), Ok(true));
    faq.write(group).unwrap();
    assert_eq!(records.records(Kind::Draft), Ok(vec![("1".to_owned(), b"newest".to_vec())]));
    assert!(records.needs_wiping().unwrap(), "the last write replaced something");
}

#[test]
fn what_stays_for_good_keeps_its_key() {
    let home = Home::new();
    let faq = home.open();
    apply(&faq, vec![putting(Kind::Revision, "1", b"a")]);
    apply(&faq, vec![putting(Kind::Revision, "1", b"b")]);
    assert!(!faq.records.needs_wiping().unwrap());
    assert!(home.wiping_keys().is_empty(), "no key is made for nothing");
}

#[test]
fn equal_rows_of_different_kinds_are_apart_and_lengths_alike() {
    let home = Home::new();
    let faq = home.open();
    apply(&faq, vec![putting(Kind::Passed, "1", b"a"), putting(Kind::Gap, "1", &[b'b'; 300])]);
    assert_eq!(faq.records.record(&at(Kind::Passed, "1")), Ok(Some(b"a".to_vec())));
    assert_eq!(faq.records.record(&at(Kind::Gap, "1")), Ok(Some(vec![b'b'; 300])));
    let lengths: Vec<_> = sealed_rows(&faq).iter().map(|(_, record)| record.len()).collect();
    assert_eq!(lengths.iter().min(), lengths.iter().max());
}

#[test]
fn the_keys_of_the_first_version_open_until_everything_is_sealed_anew() {
    let home = Home::new();
    let faq = home.open();
    apply(&faq, vec![putting(Kind::Subscriber, "1", b"a"), putting(Kind::Draft, "1", &[7; 9_000])]);
    let key = home.wiping_keys().pop().unwrap();
    drop(faq);
    // What the first version kept: the key in the secret file, and none beside the database.
    fs::remove_file(home.0.path().join("faq/keys")).unwrap();
    let text = fs::read_to_string(home.secret()).unwrap();
    fs::write(home.secret(), format!("{text}wiping {}\n", *key.to_hex())).unwrap();
    let faq = home.open();
    let before = sealed_rows(&faq);
    assert_eq!(faq.records.record(&at(Kind::Draft, "1")), Ok(Some(vec![7; 9_000])));
    apply(&faq, vec![putting(Kind::Subscriber, "2", b"b")]);
    assert!(faq.records.needs_wiping().unwrap());
    seal_anew(&faq);
    faq.records.destroy_older_keys().unwrap();
    assert!(!faq.records.needs_wiping().unwrap());
    assert!(!fs::read_to_string(home.secret()).unwrap().contains("wiping"));
    drop(faq);
    let faq = home.open();
    assert_eq!(faq.records.records(Kind::Subscriber).unwrap().len(), 2);
    assert_eq!(faq.records.record(&at(Kind::Draft, "1")), Ok(Some(vec![7; 9_000])));
    assert!(!before.iter().any(|row| opens(&home.wiping_keys(), RECORD, row)));
}

#[test]
fn a_turn_killed_between_the_two_files_loses_nothing() {
    let home = Home::new();
    let faq = home.open();
    apply(&faq, vec![putting(Kind::Subscriber, "1", b"a")]);
    let before = fs::read(home.secret()).unwrap();
    faq.records.turn(WEEK + 4).unwrap();
    assert_eq!(fs::read(home.secret()).unwrap(), before, "nothing has expired yet");
    faq.records.turn(WEEK + 5).unwrap();
    assert_ne!(fs::read(home.secret()).unwrap(), before);
    drop(faq);
    assert_eq!(home.open().records.records(Kind::Subscriber).unwrap().len(), 1);
    fs::write(home.secret(), before).unwrap();
    let faq = home.open();
    assert_eq!(faq.records.records(Kind::Subscriber).unwrap().len(), 1);
    faq.records.turn(WEEK + 5).unwrap();
    drop(faq);
    assert_eq!(home.open().records.records(Kind::Subscriber).unwrap().len(), 1);
}

#[test]
fn another_secret_is_refused() {
    let home = Home::new();
    drop(home.open());
    fs::remove_file(home.secret()).unwrap();
    let secret = Secret::create(&home.secret()).unwrap();
    let database = Database::open(&home.0.path().join("faq")).unwrap();
    let refused = FaqBase::open(&database, Arc::new(Vault::new(secret, WEEK).unwrap())).err();
    assert_eq!(refused, Some(OpenError::SecretWrong));
}

/// sled puts pages over 128 KiB into files of their own, which nobody syncs.
#[test]
fn sixteen_mebibytes_in_one_value_make_no_file_of_their_own() {
    let home = Home::new();
    let faq = home.open();
    let value: Vec<u8> = (0..16 * 1024 * 1024_u32).map(|number| number.to_le_bytes()[0]).collect();
    apply(&faq, vec![putting(Kind::Draft, "1", &value)]);
    apply(&faq, (0..200).map(|number| putting(Kind::Gap, &number.to_string(), &[1; 3400])).collect());
    assert_eq!(faq.records.record(&at(Kind::Draft, "1")), Ok(Some(value)));
    seal_anew(&faq);
    let blobs: &Path = &home.0.path().join("faq/blobs");
    assert_eq!(fs::read_dir(blobs).map_or(0, Iterator::count), 0);
    let too_large = vec![0; 16 * 1024 * 1024 + 1];
    assert_eq!(check_sizes(&[putting(Kind::Draft, "1", &too_large)]), Err(StoreError::TooLarge));
}
