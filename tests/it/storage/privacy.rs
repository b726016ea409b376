//! Whoever takes the disk learns neither who wrote nor what was said.

use std::fs;
use std::path::Path;

use netral::conversation::Screen;
use netral::faq::EntryId;
use netral::ports::Store;

use super::Home;
use super::put;
use super::say;

const CHAT: i64 = 8_173_645_291_734;
const TEXT: &str = "burung kenari menyanyi di jendela";
const ENTRY: &str = "burung-kenari-di-jendela";

/// Whether any file below a folder holds these bytes, or has a name that does.
pub(super) fn holds(folder: &Path, bytes: &[u8]) -> bool {
    fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).any(|path| {
        let name = path.file_name().unwrap().as_encoded_bytes().to_vec();
        let inside =
            if path.is_dir() { holds(&path, bytes) } else { contains(&fs::read(&path).unwrap(), bytes) };
        inside || contains(&name, bytes)
    })
}

fn contains(all: &[u8], bytes: &[u8]) -> bool {
    all.windows(bytes.len()).any(|window| window == bytes)
}

/// What would give the chat or the text away.
fn canaries() -> Vec<Vec<u8>> {
    let number = CHAT.to_string();
    vec![
        number.clone().into_bytes(),
        number.as_bytes()[..10].to_vec(),
        CHAT.to_be_bytes().to_vec(),
        CHAT.to_le_bytes().to_vec(),
        // Without the zeros that a shorter encoding would leave out.
        CHAT.to_be_bytes()[2..].to_vec(),
        CHAT.to_le_bytes()[..6].to_vec(),
        format!("{CHAT:x}").into_bytes(),
        b"burung".to_vec(),
        b"kenari".to_vec(),
    ]
}

async fn home_of_a_canary() -> Home {
    let home = Home::new();
    let store = home.open();
    let entry = EntryId::parse(ENTRY).unwrap();
    let part = netral::conversation::Part::Answer;
    let screen = Screen::Entry { entry, part, preface: None };
    store.commit(put(CHAT, screen)).await.unwrap();
    store.commit(say(CHAT, &[TEXT])).await.unwrap();
    drop(store);
    home
}

#[tokio::test]
async fn neither_the_chat_nor_the_text_is_on_the_disk() {
    let home = home_of_a_canary().await;
    for canary in canaries() {
        assert!(!holds(home.folder.path(), &canary), "found {canary:?}");
    }
}

#[tokio::test]
async fn the_search_finds_what_rests_unsealed() {
    let home = home_of_a_canary().await;
    assert!(holds(&home.data(), b"schema"), "the name of a bare row");
    let unsealed = home.folder.path().join("unsealed");
    let database = sled::open(&unsealed).unwrap();
    database.insert(CHAT.to_be_bytes(), TEXT).unwrap();
    drop(database);
    assert!(holds(&unsealed, &CHAT.to_be_bytes()));
    assert!(holds(&unsealed, b"kenari"));
}

#[tokio::test]
async fn the_keys_are_not_in_the_data_folder() {
    let home = home_of_a_canary().await;
    let secret = fs::read_to_string(home.secret()).unwrap();
    let keys: Vec<_> = secret.split_whitespace().filter(|word| word.len() == 64).collect();
    assert_eq!(keys.len(), 2, "a master key and one week's");
    for key in keys {
        let bytes: Vec<u8> =
            (0..64).step_by(2).map(|at| u8::from_str_radix(&key[at..at + 2], 16).unwrap()).collect();
        assert!(!holds(&home.data(), key.as_bytes()) && !holds(&home.data(), &bytes));
    }
}
