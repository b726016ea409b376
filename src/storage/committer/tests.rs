use std::sync::Mutex;
use std::sync::atomic::AtomicUsize;

use futures::future::join_all;

use super::*;

#[tokio::test]
async fn a_write_is_answered_only_after_a_sync() {
    let synced = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&synced);
    let committer = Committer::start("test", move |(): ()| {
        seen.store(true, Ordering::SeqCst);
        Ok(())
    })
    .unwrap();
    assert_eq!(committer.run(|()| Ok(7)).await, Ok(7));
    assert!(synced.load(Ordering::SeqCst));
}

#[tokio::test]
async fn writes_that_wait_together_share_a_sync() {
    let syncs = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&syncs);
    let committer = Committer::start("test", move |(): ()| {
        counted.fetch_add(1, Ordering::SeqCst);
        Ok(())
    })
    .unwrap();
    // The first write holds the thread until the others wait.
    let gate = Arc::new(Mutex::new(()));
    let held = gate.lock().unwrap();
    let gate_of_first = Arc::clone(&gate);
    let first = committer.run(move |()| {
        drop(gate_of_first.lock());
        Ok(())
    });
    let others = join_all((0..100).map(|_| committer.run(|()| Ok(()))));
    let release = async move { drop(held) };
    let (first, others, ()) = futures::join!(first, others, release);
    assert_eq!(first, Ok(()));
    assert!(others.iter().all(Result::is_ok));
    assert!(syncs.load(Ordering::SeqCst) <= 3, "101 writes took {syncs:?} syncs");
}

#[tokio::test]
async fn after_a_failed_sync_every_write_is_refused_without_being_tried() {
    let committer = Committer::start("test", |(): ()| Err(OpenError::DiskFull)).unwrap();
    assert_eq!(committer.run(|()| Ok(())).await, Err(StoreError::Unwritable));
    assert_eq!(committer.check(), Err(StoreError::Unwritable));
    let tried = Arc::new(AtomicBool::new(false));
    let trying = Arc::clone(&tried);
    let second = committer.run(move |()| {
        trying.store(true, Ordering::SeqCst);
        Ok(())
    });
    assert_eq!(second.await, Err(StoreError::Unwritable));
    assert!(!tried.load(Ordering::SeqCst));
}

#[tokio::test]
async fn a_panic_in_a_write_is_answered_and_stops_further_writes() {
    let committer = Committer::start("test", |(): ()| Ok(())).unwrap();
    let panicking = committer.run(|()| -> Result<(), StoreError> { panic!("a fault of the database") });
    assert_eq!(panicking.await, Err(StoreError::Unwritable));
    assert_eq!(committer.run(|()| Ok(())).await, Err(StoreError::Unwritable));
}

#[tokio::test]
async fn a_write_refused_for_its_own_sake_stops_no_other() {
    let committer = Committer::start("test", |(): ()| Ok(())).unwrap();
    let refused = committer.run(|()| -> Result<(), StoreError> { Err(StoreError::TooLarge) });
    assert_eq!(refused.await, Err(StoreError::TooLarge));
    assert_eq!(committer.run(|()| Ok(())).await, Ok(()));
}

#[tokio::test]
async fn dropping_it_finishes_what_was_handed_over() {
    let done = Arc::new(AtomicBool::new(false));
    let committer = Committer::start("test", |(): ()| Ok(())).unwrap();
    let doing = Arc::clone(&done);
    let mut write = Box::pin(committer.run(move |()| {
        doing.store(true, Ordering::SeqCst);
        Ok(())
    }));
    let handed_over = futures::poll!(&mut write);
    drop(write);
    drop(committer);
    assert!(done.load(Ordering::SeqCst), "{handed_over:?}");
}
