use std::fs;
use std::path::PathBuf;

use proptest::collection::vec;
use proptest::prelude::any;
use proptest::prop_assert;
use proptest::prop_assert_eq;
use proptest::proptest;
use proptest::sample::Index;
use tempfile::TempDir;

use super::*;

fn changes(number: u8) -> Changes {
    let mut changes = Changes::default();
    changes.put(Shelf::Tip, &[number; 32], vec![number; 2_000]);
    changes.put(Shelf::Blob, &[number; 18], Vec::new());
    changes.remove(Shelf::Inbox, &[number; 4]);
    changes
}

/// A journal with four entries.
fn a_journal() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let mut journal = Journal::create(&path, 7).unwrap();
    for number in 1..=4 {
        journal.append(number, &changes(u8::try_from(number).unwrap())).unwrap();
    }
    journal.sync().unwrap();
    (folder, path)
}

fn replayed(path: &Path, after: u64) -> Vec<(u64, Vec<u8>)> {
    let mut all = Vec::new();
    let each = |sequence, changes| {
        all.push((sequence, encode(&changes)?));
        Ok(())
    };
    replay(path, 7, after, each).unwrap();
    all
}

fn entry_bytes() -> usize {
    16 + encode(&changes(1)).unwrap().len()
}

#[test]
fn what_was_appended_is_replayed_in_order() {
    let (_folder, path) = a_journal();
    let expected: Vec<_> = (3..=4).map(|number| (number, encode(&changes(number as u8)).unwrap())).collect();
    assert_eq!(replayed(&path, 2), expected);
    assert_eq!(replayed(&path, 4), []);
    let end = fs::metadata(&path).unwrap().len();
    assert_eq!(survey(&path, 7), Ok(Some(Survey { last: 4, end, beyond: None })));
}

#[test]
fn wherever_the_last_entry_is_torn_the_others_are_kept() {
    let (_folder, path) = a_journal();
    let whole = fs::read(&path).unwrap();
    let third = whole.len() - entry_bytes();
    for cut in [third + 1, third + 15, third + 16, third + 900, whole.len() - 1] {
        fs::write(&path, &whole[..cut]).unwrap();
        let end = third as u64;
        assert_eq!(survey(&path, 7), Ok(Some(Survey { last: 3, end, beyond: None })), "cut at {cut}");
        // A power cut may leave the length and not the bytes.
        let zeros = [&whole[..cut], &vec![0; 5_000]].concat();
        fs::write(&path, zeros).unwrap();
        assert_eq!(survey(&path, 7), Ok(Some(Survey { last: 3, end, beyond: None })), "zeros at {cut}");
    }
}

#[test]
fn a_torn_end_is_cut_off_and_the_journal_goes_on() {
    let (_folder, path) = a_journal();
    let whole = fs::read(&path).unwrap();
    fs::write(&path, &whole[..whole.len() - 7]).unwrap();
    let found = survey(&path, 7).unwrap().unwrap();
    let mut journal = Journal::resume(&path, found.end).unwrap();
    journal.append(4, &changes(9)).unwrap();
    assert_eq!(replayed(&path, 3), [(4, encode(&changes(9)).unwrap())]);
}

#[test]
fn damage_in_the_middle_is_told_from_a_torn_end() {
    let (_folder, path) = a_journal();
    let whole = fs::read(&path).unwrap();
    let second = 21 + entry_bytes();
    // A byte of the length, of the number, of the checksum, of the payload.
    for at in [second, second + 3, second + 5, second + 13, second + 100] {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x20;
        fs::write(&path, damaged).unwrap();
        let expected = Survey { last: 1, end: second as u64, beyond: Some(4) };
        assert_eq!(survey(&path, 7), Ok(Some(expected)), "byte {at}");
        assert_eq!(replayed(&path, 0).len(), 1);
    }
}

#[test]
fn an_entry_left_out_or_repeated_is_damage() {
    let (_folder, path) = a_journal();
    let whole = fs::read(&path).unwrap();
    let (second, third) = (21 + entry_bytes(), 21 + 2 * entry_bytes());
    fs::write(&path, [&whole[..second], &whole[third..]].concat()).unwrap();
    assert_eq!(survey(&path, 7).unwrap().unwrap().beyond, Some(4));
    fs::write(&path, [&whole[..third], &whole[second..]].concat()).unwrap();
    assert_eq!(survey(&path, 7).unwrap().unwrap().beyond, Some(4));
}

#[test]
fn what_does_not_begin_like_a_journal_is_none_and_a_newer_one_is_refused() {
    let (folder, path) = a_journal();
    assert_eq!(survey(&folder.path().join("nowhere"), 7), Ok(None));
    assert_eq!(survey(&path, 8), Ok(None), "another generation's is none either");
    let mut whole = fs::read(&path).unwrap();
    whole[12] = SCHEMA + 1;
    fs::write(&path, &whole).unwrap();
    let refused = OpenError::Newer { found: SCHEMA + 1, known: SCHEMA };
    assert_eq!(survey(&path, 7), Err(refused));
    for text in [&b""[..], b"netral-tips", b"something else altogether"] {
        fs::write(&path, text).unwrap();
        assert_eq!(survey(&path, 7), Ok(None));
    }
}

proptest! {
    #[test]
    fn no_bytes_break_the_decoder_and_what_it_takes_it_writes_again(bytes in vec(any::<u8>(), 0..400)) {
        if let Some(changes) = decode(&bytes) {
            let written = encode(&changes).unwrap();
            prop_assert_eq!(decode(&written).map(|changes| encode(&changes)), Some(Ok(written)));
        }
    }

    #[test]
    fn whatever_happens_to_a_journal_only_what_was_written_is_replayed(at in any::<Index>(), bytes in vec(any::<u8>(), 0..40), cut in any::<bool>()) {
        let (_folder, path) = a_journal();
        let mut whole = fs::read(&path).unwrap();
        let expected: Vec<_> = (1..=4).map(|number| (number, encode(&changes(number as u8)).unwrap())).collect();
        let at = at.index(whole.len());
        if cut {
            whole.truncate(at);
        }
        let end = at.saturating_add(bytes.len()).min(whole.len());
        whole.splice(at..end.max(at), bytes);
        fs::write(&path, &whole).unwrap();
        let mut found = Vec::new();
        let each = |sequence, changes: Changes| {
            found.push((sequence, encode(&changes)?));
            Ok(())
        };
        let ended = replay(&path, 7, 0, each);
        prop_assert!(ended.is_ok() || found.is_empty(), "{:?}", ended);
        prop_assert_eq!(&found, &expected[..found.len()]);
    }
}
