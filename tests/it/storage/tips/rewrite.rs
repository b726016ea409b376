//! Physical deletion: what was removed is found nowhere in the data folder after a rewrite.

use std::fs;
use std::path::Path;

use futures::future::join_all;
use netral::ports::Blob;
use netral::ports::Filing;
use netral::ports::TipStore;
use netral::tips::Tip;
use netral::tips::Week;

use super::NOW;
use super::a_part;
use super::a_tip;
use super::blob_id;
use super::ciphertext;
use super::file;
use super::has;
use super::lookup;
use super::remove;
use crate::storage::Home;

/// Pieces of a tip that must not be found: its place, its ciphertext's place, and windows of that.
fn remains(number: u32, length: usize) -> Vec<String> {
    let sealed = ciphertext(number, length);
    // None of them crosses a multiple of 512, where ciphertext might be cut.
    let windows = (100..length - 24).step_by(512).map(|at| as_text(&sealed[at..at + 24]));
    windows.chain([as_text(&lookup(number).0), as_text(&blob_id(number).0)]).collect()
}

/// All files below a folder, each byte as a character: so they are searched as fast as text is.
fn everything_in(folder: &Path) -> String {
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files
        .map(|path| if path.is_dir() { everything_in(&path) } else { as_text(&fs::read(path).unwrap()) })
        .collect()
}

fn as_text(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

#[tokio::test]
async fn after_a_rewrite_no_byte_of_a_removed_tip_is_in_the_data_folder() {
    let home = Home::new();
    let store = home.open();
    file(&store, 1).await;
    let large = Blob { id: blob_id(2), sealed: ciphertext(2, 200_000) };
    assert_eq!(store.file(lookup(2), a_tip(2), vec![large]).await, Ok(Filing::Filed));
    let replaced = Tip { parts: vec![a_part(3)], ..a_tip(1) };
    let blob = Blob { id: blob_id(3), sealed: ciphertext(3, 5_000) };
    assert_eq!(store.revise(lookup(1), a_tip(1), replaced, vec![blob], None).await, Ok(true));
    remove(&store, 2).await;
    let mut gone = remains(2, 200_000);
    gone.extend(remains(1, 5_000).into_iter().filter(|text| *text != as_text(&lookup(1).0)));
    let before = everything_in(&home.data());
    assert!(gone.iter().all(|text| before.contains(text)), "before the rewrite the search finds it");
    store.rewrite().await.unwrap();
    let after = everything_in(&home.data());
    assert!(gone.iter().all(|text| !after.contains(text)));
    assert_eq!(store.needs_rewrite(), Ok(false));
    assert!(remains(3, 5_000)[..5].iter().all(|text| after.contains(text)), "what is live stays");
    drop(store);
    drop(home.open());
    let restarted = everything_in(&home.data());
    assert!(gone.iter().all(|text| !restarted.contains(text)), "nor does a restart bring it back");
}

#[tokio::test]
async fn a_rewrite_leaves_one_generation_and_no_half_of_another() {
    let home = Home::new();
    let store = home.open();
    for number in 0..3 {
        file(&store, number).await;
        store.rewrite().await.unwrap();
    }
    let names = || {
        let mut names: Vec<String> = fs::read_dir(home.data())
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.starts_with("tips."))
            .collect();
        names.sort();
        names
    };
    assert_eq!(names(), ["tips.4", "tips.current"]);
    drop(store);
    for leftover in ["tips.3", "tips.5", "tips.6.new"] {
        fs::create_dir(home.data().join(leftover)).unwrap();
        fs::write(home.data().join(leftover).join("journal"), "half").unwrap();
    }
    let store = home.open();
    assert_eq!(names(), ["tips.4", "tips.current"]);
    assert!((0..3).all(|number| has(&store, number)));
}

#[tokio::test]
async fn readers_and_writers_go_on_during_rewrites() {
    let home = Home::new();
    let store = home.open();
    for number in 0..40 {
        file(&store, number).await;
    }
    let rewrites = async {
        for _ in 0..5 {
            store.rewrite().await.unwrap();
        }
    };
    let writes = join_all((40..120).map(|number| file(&store, number)));
    let readings = async {
        for _ in 0..200 {
            assert!((0..40).all(|number| has(&store, number)));
            tokio::task::yield_now().await;
        }
    };
    let ((), _, ()) = futures::join!(rewrites, writes, readings);
    assert_eq!(store.tips().unwrap().len(), 120);
    drop(store);
    let store = home.open();
    assert!((0..120).all(|number| has(&store, number)));
}

#[tokio::test]
async fn the_deletion_list_forgets_after_sixty_weeks() {
    let home = Home::new();
    let store = home.open();
    file(&store, 1).await;
    file(&store, 2).await;
    remove(&store, 1).await;
    let lines = || {
        let text = fs::read_to_string(home.data().join("tips.deleted")).unwrap();
        text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    assert!(lines()[0].ends_with(&format!(" {}", NOW.0)) && lines()[0].len() == 64 + 5);
    home.clock.pass_days(60 * 7);
    store.remove(lookup(2), super::a_tombstone(2, Week(NOW.0 + 60))).await.unwrap();
    store.rewrite().await.unwrap();
    assert_eq!(lines().len(), 2);
    home.clock.pass_days(7);
    store.rewrite().await.unwrap();
    assert_eq!(lines().len(), 1);
}
