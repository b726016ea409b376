//! The data folder as a thief finds it: the process killed, answers undelivered.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::canary;
use crate::serving::Home;
use crate::serving::telegram_with;

/// The names and contents of all files below a folder, in lower case, each byte as a character.
///
/// As text they can be searched as fast as the standard library searches text, in a test's build too.
fn everything_in(folder: &Path) -> String {
    let mut all = String::new();
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        all.push_str(&as_text(path.file_name().unwrap().as_encoded_bytes()));
        all.push('\n');
        if path.is_dir() {
            all.push_str(&everything_in(&path));
        } else if path.is_file() {
            // A socket has nothing to read.
            all.push_str(&as_text(&fs::read(&path).unwrap()));
        }
    }
    all
}

fn as_text(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(byte.to_ascii_lowercase())).collect()
}

/// What would give the person away, as text and as the bytes of their number.
fn traces() -> Vec<Vec<u8>> {
    let mut traces: Vec<Vec<u8>> = canary::texts().into_iter().map(String::into_bytes).collect();
    traces
        .extend(canary::texts().iter().map(|text| text.encode_utf16().flat_map(u16::to_le_bytes).collect()));
    traces.push(canary::CHAT.to_be_bytes().to_vec());
    traces.push(canary::CHAT.to_le_bytes().to_vec());
    // Without the zeros that a shorter encoding would leave out.
    traces.push(canary::CHAT.to_be_bytes().into_iter().skip(2).collect());
    traces.push(canary::CHAT.to_le_bytes().into_iter().take(6).collect());
    traces
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// A process has talked with the person, owes them answers, and is killed. Returns an update it handled.
async fn killed_in_conversation(home: &Home) -> u32 {
    let telegram = telegram_with(canary::TOKEN_SECRET).await;
    let serving = home.serve(&telegram);
    canary::converse(&telegram).await;
    canary::be_answered(&telegram).await;
    let update = telegram.insert_update(serde_json::json!({"message": {"message_id": 1, "text": "halo",
        "chat": {"id": canary::CHAT, "type": "private"}}}));
    let gate = canary::be_owed_answers(&telegram).await;
    serving.kill();
    gate.release();
    u32::try_from(update).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_process_leaves_neither_words_nor_names_nor_numbers_in_the_data_folder() {
    let home = Home::new();
    let update = killed_in_conversation(&home).await;
    let data = everything_in(&home.data());
    for trace in traces() {
        assert!(!data.contains(&as_text(&trace)), "{:?} is on the disk", String::from_utf8_lossy(&trace));
    }
    assert!(!data.contains(&as_text(&update.to_be_bytes())), "not even the number of an update");
    let planted: Vec<u8> = traces().join(&b"\x00\xff"[..]);
    fs::write(home.data().join("chat").join("tanam"), planted).unwrap();
    let data = everything_in(&home.data());
    for trace in traces() {
        assert!(data.contains(&as_text(&trace)), "the search finds {:?}", String::from_utf8_lossy(&trace));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn data_and_keys_lie_apart_and_only_their_owner_may_read_them() {
    let home = Home::new();
    killed_in_conversation(&home).await;
    assert_eq!((mode(&home.data()), mode(&home.secret())), (0o700, 0o600));
    let data = everything_in(&home.data());
    let secret = fs::read_to_string(home.secret()).unwrap();
    let keys: Vec<&str> = secret.split_whitespace().filter(|word| word.len() == 64).collect();
    assert!(keys.len() >= 2, "a master key and a week's");
    for key in keys {
        let pairs = (0..32).map(|at| u8::from_str_radix(&key[2 * at..2 * at + 2], 16).unwrap());
        let bytes: Vec<u8> = pairs.collect();
        assert!(!data.contains(key) && !data.contains(&as_text(&bytes)), "a key lies beside what it seals");
    }
}
