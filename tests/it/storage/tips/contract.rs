//! Both stores pass the same tests.

use futures::future::join_all;
use netral::ports::Blob;
use netral::ports::Filing;
use netral::ports::StoreError;
use netral::ports::TipStore;
use netral::storage::MemoryStore;
use netral::tips::Act;
use netral::tips::AuditRow;
use netral::tips::Status;
use netral::tips::Tip;
use netral::tips::Week;

use super::NOW;
use super::a_blob;
use super::a_deed;
use super::a_part;
use super::a_tip;
use super::a_tombstone;
use super::blob_id;
use super::ciphertext;
use super::file;
use super::lookup;
use super::tag;
use crate::storage::Home;
use crate::storage::StandingClock;

/// Makes each of these a test of the store on disk and a test of the one in memory.
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
    what_was_filed_is_found_with_its_ciphertext
    a_receipt_files_once
    a_receipt_filed_many_times_at_once_files_one
    a_tag_is_used_once
    two_tips_filed_at_once_with_one_tag_become_one
    ciphertext_of_any_length_comes_back_whole
    ciphertext_that_the_tip_does_not_name_is_not_kept
    tips_come_by_tag
    a_revision_takes_the_place_of_what_it_revised
    a_revision_of_something_else_changes_nothing
    of_two_revisions_at_once_one_wins
    a_revision_drops_the_ciphertext_it_names_no_more
    a_revision_never_changes_the_tag
    a_removed_tip_leaves_a_tombstone_and_nothing_else
    removing_twice_is_removing_once
    a_tag_stays_taken_while_its_tombstone_stands
    deeds_are_chained_and_only_with_revisions_that_happened
    what_is_old_is_forgotten_and_the_chain_goes_on
    a_rewrite_changes_nothing_that_is_live
    only_removals_ask_for_a_rewrite
    what_is_too_large_changes_nothing
}

async fn what_was_filed_is_found_with_its_ciphertext(store: impl TipStore) {
    assert_eq!(store.tip(lookup(1)), Ok(None));
    assert_eq!(store.file(lookup(1), a_tip(1), vec![a_blob(1)]).await, Ok(Filing::Filed));
    assert_eq!(store.tip(lookup(1)), Ok(Some(a_tip(1))));
    assert_eq!(store.blob(blob_id(1)), Ok(Some(ciphertext(1, 5_000))));
    assert_eq!(store.blob(blob_id(2)), Ok(None));
    assert_eq!(store.tip(lookup(2)), Ok(None));
}

async fn a_receipt_files_once(store: impl TipStore) {
    file(&store, 1).await;
    let again = Tip { tag: tag(2), parts: vec![a_part(2)], ..a_tip(1) };
    assert_eq!(store.file(lookup(1), again, vec![a_blob(2)]).await, Ok(Filing::AlreadyFiled));
    assert_eq!(store.tips(), Ok(vec![(lookup(1), a_tip(1))]));
    assert_eq!(store.blob(blob_id(2)), Ok(None));
}

async fn a_receipt_filed_many_times_at_once_files_one(store: impl TipStore) {
    let filings = (0..64).map(|number| store.file(lookup(1), a_tip(number), vec![a_blob(number)]));
    let ended: Vec<Filing> = join_all(filings).await.into_iter().map(Result::unwrap).collect();
    assert_eq!(ended.iter().filter(|end| **end == Filing::Filed).count(), 1);
    assert_eq!(ended.iter().filter(|end| **end == Filing::AlreadyFiled).count(), 63);
    let kept = (0..64).filter(|number| store.blob(blob_id(*number)).unwrap().is_some()).count();
    assert_eq!((store.tips().unwrap().len(), kept), (1, 1));
}

async fn a_tag_is_used_once(store: impl TipStore) {
    file(&store, 1).await;
    let other = Tip { tag: tag(1), ..a_tip(2) };
    assert_eq!(store.file(lookup(2), other, vec![a_blob(2)]).await, Ok(Filing::TagTaken));
    assert_eq!(store.tips(), Ok(vec![(lookup(1), a_tip(1))]));
    assert_eq!(store.blob(blob_id(2)), Ok(None));
}

async fn two_tips_filed_at_once_with_one_tag_become_one(store: impl TipStore) {
    let filings =
        (0..16).map(|number| store.file(lookup(number), Tip { tag: tag(1), ..a_tip(number) }, Vec::new()));
    let ended: Vec<Filing> = join_all(filings).await.into_iter().map(Result::unwrap).collect();
    assert_eq!(ended.iter().filter(|end| **end == Filing::Filed).count(), 1);
    assert_eq!(ended.iter().filter(|end| **end == Filing::TagTaken).count(), 15);
}

async fn ciphertext_of_any_length_comes_back_whole(store: impl TipStore) {
    let lengths = [0, 1, 32 * 1024 - 1, 32 * 1024, 32 * 1024 + 1, 400 * 1024];
    let numbers = || (1..).zip(lengths);
    let parts = numbers().map(|(number, _)| a_part(number)).collect();
    let blobs = numbers()
        .map(|(number, length)| Blob { id: blob_id(number), sealed: ciphertext(number, length) })
        .collect();
    let tip = Tip { parts, ..a_tip(1) };
    assert_eq!(store.file(lookup(1), tip, blobs).await, Ok(Filing::Filed));
    for (number, length) in numbers() {
        assert!(store.blob(blob_id(number)) == Ok(Some(ciphertext(number, length))), "{length} bytes");
    }
}

async fn ciphertext_that_the_tip_does_not_name_is_not_kept(store: impl TipStore) {
    assert_eq!(store.file(lookup(1), a_tip(1), vec![a_blob(1), a_blob(2)]).await, Ok(Filing::Filed));
    assert_eq!(store.blob(blob_id(2)), Ok(None));
}

async fn tips_come_by_tag(store: impl TipStore) {
    for number in [7, 3, 30, 1] {
        file(&store, number).await;
    }
    let tags: Vec<_> = store.tips().unwrap().into_iter().map(|(_, tip)| tip.tag).collect();
    assert_eq!(tags.len(), 4);
    assert!(tags.is_sorted());
}

async fn a_revision_takes_the_place_of_what_it_revised(store: impl TipStore) {
    file(&store, 1).await;
    assert_eq!(store.revise(lookup(1), a_tip(1), answered(1), vec![a_blob(9)], None).await, Ok(true));
    assert_eq!(store.tip(lookup(1)), Ok(Some(answered(1))));
    assert_eq!(store.blob(blob_id(1)), Ok(Some(ciphertext(1, 5_000))));
    assert_eq!(store.blob(blob_id(9)), Ok(Some(ciphertext(9, 5_000))));
}

async fn a_revision_of_something_else_changes_nothing(store: impl TipStore) {
    file(&store, 1).await;
    let deed = a_deed(1, NOW, Act::Replied);
    let stale = Tip { news: false, ..a_tip(1) };
    let revised = store.revise(lookup(1), stale, answered(1), vec![a_blob(9)], Some(deed)).await;
    assert_eq!(revised, Ok(false));
    let elsewhere = store.revise(lookup(2), a_tip(1), answered(1), vec![a_blob(9)], Some(deed)).await;
    assert_eq!(elsewhere, Ok(false));
    assert_eq!(store.tip(lookup(1)), Ok(Some(a_tip(1))));
    assert_eq!(store.blob(blob_id(9)), Ok(None));
    assert_eq!(store.deeds(), Ok(Vec::new()));
}

async fn of_two_revisions_at_once_one_wins(store: impl TipStore) {
    file(&store, 1).await;
    let revise = |status| {
        let deed = a_deed(1, NOW, Act::Moved(status));
        store.revise(lookup(1), a_tip(1), Tip { status, ..a_tip(1) }, Vec::new(), Some(deed))
    };
    let (first, second) = futures::join!(revise(Status::Examined), revise(Status::Rejected));
    assert_ne!(first.unwrap(), second.unwrap());
    assert_eq!(store.deeds().unwrap().len(), 1);
}

async fn a_revision_drops_the_ciphertext_it_names_no_more(store: impl TipStore) {
    file(&store, 1).await;
    let after = Tip { parts: vec![a_part(2)], ..a_tip(1) };
    assert_eq!(store.revise(lookup(1), a_tip(1), after, vec![a_blob(2)], None).await, Ok(true));
    assert_eq!(store.blob(blob_id(1)), Ok(None));
    assert_eq!(store.blob(blob_id(2)), Ok(Some(ciphertext(2, 5_000))));
    assert_eq!(store.needs_rewrite(), Ok(true));
}

async fn a_revision_never_changes_the_tag(store: impl TipStore) {
    file(&store, 1).await;
    let after = Tip { tag: tag(2), ..a_tip(1) };
    assert_eq!(store.revise(lookup(1), a_tip(1), after, Vec::new(), None).await, Ok(false));
    assert_eq!(store.tip(lookup(1)), Ok(Some(a_tip(1))));
}

async fn a_removed_tip_leaves_a_tombstone_and_nothing_else(store: impl TipStore) {
    file(&store, 1).await;
    file(&store, 2).await;
    store.revise(lookup(1), a_tip(1), answered(1), vec![a_blob(9)], None).await.unwrap();
    store.remove(lookup(1), a_tombstone(1, NOW)).await.unwrap();
    assert_eq!(store.tip(lookup(1)), Ok(None));
    assert_eq!((store.blob(blob_id(1)), store.blob(blob_id(9))), (Ok(None), Ok(None)));
    assert_eq!(store.tips(), Ok(vec![(lookup(2), a_tip(2))]));
    assert_eq!(store.tombstones(), Ok(vec![a_tombstone(1, NOW)]));
    assert!(store.blob(blob_id(2)).unwrap().is_some());
}

async fn removing_twice_is_removing_once(store: impl TipStore) {
    file(&store, 1).await;
    store.remove(lookup(1), a_tombstone(1, NOW)).await.unwrap();
    store.remove(lookup(1), a_tombstone(1, Week(NOW.0 + 1))).await.unwrap();
    store.remove(lookup(2), a_tombstone(2, NOW)).await.unwrap();
    assert_eq!(store.tombstones(), Ok(vec![a_tombstone(1, NOW)]));
}

async fn a_tag_stays_taken_while_its_tombstone_stands(store: impl TipStore) {
    file(&store, 1).await;
    store.remove(lookup(1), a_tombstone(1, NOW)).await.unwrap();
    let same = || store.file(lookup(2), Tip { tag: tag(1), ..a_tip(2) }, vec![a_blob(2)]);
    assert_eq!(same().await, Ok(Filing::TagTaken));
    store.forget_before(NOW).await.unwrap();
    assert_eq!(same().await, Ok(Filing::TagTaken));
    store.forget_before(Week(NOW.0 + 1)).await.unwrap();
    assert_eq!(same().await, Ok(Filing::Filed));
}

async fn deeds_are_chained_and_only_with_revisions_that_happened(store: impl TipStore) {
    file(&store, 1).await;
    act(&store, NOW, Act::Fetched).await;
    act(&store, NOW, Act::Moved(Status::Examined)).await;
    act(&store, Week(NOW.0 + 1), Act::Replied).await;
    let deeds = store.deeds().unwrap();
    let acts: Vec<Act> = deeds.iter().map(|row| row.act).collect();
    assert_eq!(acts, [Act::Fetched, Act::Moved(Status::Examined), Act::Replied]);
    let mut hashes: Vec<[u8; 32]> = deeds.iter().map(|row| row.hash).collect();
    hashes.dedup();
    assert_eq!(hashes.len(), 3);
}

async fn what_is_old_is_forgotten_and_the_chain_goes_on(store: impl TipStore) {
    file(&store, 1).await;
    file(&store, 2).await;
    store.remove(lookup(2), a_tombstone(2, NOW)).await.unwrap();
    for weeks in 0..4 {
        act(&store, Week(NOW.0 + weeks), Act::Fetched).await;
    }
    let before: Vec<AuditRow> = store.deeds().unwrap();
    store.forget_before(Week(NOW.0 + 2)).await.unwrap();
    assert_eq!(store.deeds().unwrap(), before[2..]);
    assert_eq!(store.tombstones(), Ok(Vec::new()));
    store.forget_before(Week(NOW.0 + 9)).await.unwrap();
    assert_eq!(store.deeds(), Ok(Vec::new()));
    act(&store, Week(NOW.0 + 9), Act::Fetched).await;
    let anew = MemoryStore::new(StandingClock::new());
    file(&anew, 1).await;
    act(&anew, Week(NOW.0 + 9), Act::Fetched).await;
    assert_ne!(store.deeds(), anew.deeds(), "it follows what was forgotten");
}

async fn a_rewrite_changes_nothing_that_is_live(store: impl TipStore) {
    file(&store, 1).await;
    file(&store, 2).await;
    act(&store, NOW, Act::Fetched).await;
    store.remove(lookup(2), a_tombstone(2, NOW)).await.unwrap();
    let before = (store.tips(), store.tombstones(), store.deeds(), store.blob(blob_id(1)));
    store.rewrite().await.unwrap();
    store.rewrite().await.unwrap();
    assert_eq!((store.tips(), store.tombstones(), store.deeds(), store.blob(blob_id(1))), before);
    file(&store, 3).await;
    act(&store, NOW, Act::Replied).await;
    assert_eq!((store.tips().unwrap().len(), store.deeds().unwrap().len()), (2, 2));
}

async fn only_removals_ask_for_a_rewrite(store: impl TipStore) {
    assert_eq!(store.needs_rewrite(), Ok(false));
    file(&store, 1).await;
    act(&store, NOW, Act::Fetched).await;
    store.remove(lookup(7), a_tombstone(7, NOW)).await.unwrap();
    store.forget_before(NOW).await.unwrap();
    assert_eq!(store.needs_rewrite(), Ok(false));
    store.remove(lookup(1), a_tombstone(1, NOW)).await.unwrap();
    assert_eq!(store.needs_rewrite(), Ok(true));
    store.rewrite().await.unwrap();
    assert_eq!(store.needs_rewrite(), Ok(false));
    store.forget_before(Week(NOW.0 + 1)).await.unwrap();
    assert_eq!(store.needs_rewrite(), Ok(true));
}

async fn what_is_too_large_changes_nothing(store: impl TipStore) {
    let blob = Blob { id: blob_id(1), sealed: vec![7; 32 * 1024 * 1024 + 1] };
    assert_eq!(store.file(lookup(1), a_tip(1), vec![blob]).await, Err(StoreError::TooLarge));
    let tip = Tip { parts: vec![a_part(1); 2_000], ..a_tip(1) };
    assert_eq!(store.file(lookup(1), tip, vec![a_blob(1)]).await, Err(StoreError::TooLarge));
    assert_eq!((store.tip(lookup(1)), store.blob(blob_id(1))), (Ok(None), Ok(None)));
    file(&store, 1).await;
}

/// Does something with tip 1 that changes nothing but the audit.
async fn act(store: &impl TipStore, week: Week, act: Act) {
    let tip = store.tip(lookup(1)).unwrap().unwrap();
    let revised = store.revise(lookup(1), tip.clone(), tip, Vec::new(), Some(a_deed(1, week, act))).await;
    assert_eq!(revised, Ok(true));
}

/// A tip with a reply, whose ciphertext has the number 9.
fn answered(number: u32) -> Tip {
    Tip { replies: vec![blob_id(9)], status: Status::Examined, ..a_tip(number) }
}

#[tokio::test]
async fn a_memory_store_told_to_fail_takes_no_tip() {
    let store = MemoryStore::new(StandingClock::new());
    store.fail_commits(true);
    assert_eq!(store.file(lookup(1), a_tip(1), Vec::new()).await, Err(StoreError::Unwritable));
    assert_eq!(store.rewrite().await, Err(StoreError::Unwritable));
    store.fail_commits(false);
    assert_eq!(store.file(lookup(1), a_tip(1), Vec::new()).await, Ok(Filing::Filed));
}
