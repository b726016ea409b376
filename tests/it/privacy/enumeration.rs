//! Whoever takes the data folder and tries every chat there is finds none of them in it.

use std::fs;
use std::path::Path;

use hkdf::Hkdf;
use hmac::Hmac;
use hmac::Mac;
use netral::sandbox::Telegram;
use sha2::Digest;
use sha2::Sha256;

use super::bot::Home;
use super::bot::steal;
use super::bot::tips_database;
use super::needles::Kind;
use super::needles::Needles;
use super::people;
use super::scripts;
use super::tipster::Script;
use super::tipster::Tipster;
use crate::serving::Dice;
use crate::serving::telegram;

/// Chats that ask, and chats that also file a tip.
const CHATS: usize = 16;

/// Everything on the disk that could be a key: what is 16 to 32 bytes long, and what sealed values begin with.
async fn possible_keys(data: &Path) -> Vec<Vec<u8>> {
    let mut keys = vec![Vec::new()];
    for database in [data.join("chat"), data.join("faq"), tips_database(data)] {
        let database = steal(&database).await;
        for tree in database.tree_names() {
            let tree = database.open_tree(tree).unwrap();
            for (row, value) in tree.iter().map(Result::unwrap) {
                keys.extend([&row, &value].into_iter().flat_map(|bytes| pieces(bytes)));
            }
        }
    }
    let deleted = fs::read_to_string(data.join("tips.deleted")).unwrap_or_default();
    keys.extend(deleted.split_whitespace().filter(|word| word.len() == 64).map(unhex));
    keys.sort();
    keys.dedup();
    keys
}

fn pieces(bytes: &[u8]) -> Vec<Vec<u8>> {
    let heads = [16, 24, 32].into_iter().filter_map(|length| bytes.get(..length)).map(<[u8]>::to_vec);
    let whole = (16..=32).contains(&bytes.len()).then(|| bytes.to_vec());
    heads.chain(whole).collect()
}

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len() / 2).map(|at| u8::from_str_radix(&text[2 * at..2 * at + 2], 16).unwrap()).collect()
}

/// Returns the key of the first week of a secret file.
fn week_key(step: &str) -> Vec<u8> {
    let (week, step) = step.split_once(' ').unwrap();
    let week: u32 = week.parse().unwrap();
    let mut key = vec![0; 32];
    let info = [b"netral week ".as_slice(), &week.to_be_bytes()];
    Hkdf::<Sha256>::new(None, &unhex(step)).expand_multi_info(&info, &mut key).unwrap();
    key
}

/// All hashes of a chat's id that a program could have made with a key.
fn hashes(chat: i64, key: &[u8]) -> Vec<[u8; 32]> {
    let purposes = ["", "state", "outbox", "tip"];
    let bytes = purposes.map(|purpose| [purpose.as_bytes(), &chat.to_be_bytes()].concat());
    let texts = [chat.to_string(), format!("{chat:x}")].map(String::into_bytes);
    let forms = bytes.into_iter().chain(texts).chain([chat.to_le_bytes().to_vec()]);
    forms
        .flat_map(|form| {
            let mut keyed = <Hmac<Sha256> as Mac>::new_from_slice(key).unwrap();
            keyed.update(&form);
            let hmac: [u8; 32] = keyed.finalize().into_bytes().into();
            let before: [u8; 32] = Sha256::digest([key, &form].concat()).into();
            let after: [u8; 32] = Sha256::digest([&form, key].concat()).into();
            [hmac, before, after]
        })
        .collect()
}

/// A search for every hash of these chats. Eight bytes are enough, and are there even if sled cut a common
/// beginning off or somebody kept only half of a hash.
fn search_for(chats: &[i64], keys: &[Vec<u8>]) -> Needles {
    let mut needles = Needles::new();
    for chat in chats {
        for hash in keys.iter().flat_map(|key| hashes(*chat, key)) {
            needles.add(Kind::Hash, &hash[4..12]);
            needles.add(Kind::Hash, &hash[20..28]);
        }
    }
    needles
}

/// Everybody asks, and every second one files a tip and looks at it.
async fn chats_of(telegram: &Telegram, home: &Home) -> Vec<i64> {
    let bot = home.start(telegram).await;
    let (mut dice, mut unused) = (Dice::seeded(41), Needles::new());
    scripts::questions(CHATS, &mut dice, telegram, &mut unused).await;
    let rooms = telegram.calls_of("sendMessage");
    let mut chats: Vec<i64> = rooms.iter().filter_map(netral::sandbox::Call::chat).collect();
    chats.sort_unstable();
    chats.dedup();
    for chat in chats.iter().step_by(2) {
        let tipster = Tipster::new(telegram, *chat);
        let script = Script::of(&people::text(&mut dice, 60, Kind::Tip, &mut unused));
        let receipt = tipster.files(&script).await;
        tipster.follows(&receipt).await;
    }
    telegram.all_confirmed().await.unwrap();
    bot.stop().await;
    chats
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_hash_of_a_chat_can_be_made_with_anything_in_the_data_folder() {
    let (telegram, folder) = (telegram().await, tempfile::tempdir().unwrap());
    let home = Home::at(folder.path());
    let chats = chats_of(&telegram, &home).await;
    assert_eq!(chats.len(), CHATS);
    let keys = possible_keys(&home.data()).await;
    assert!(keys.len() > 3 * CHATS, "rows of states, tips and ciphertext: {}", keys.len());
    let found = search_for(&chats, &keys).in_folder(&home.data());
    assert!(found.is_empty(), "{found:?}");
    the_search_finds_what_can_be_made(&chats, &home, &keys);
}

/// With the keys of the secret file each chat's row is found; and so is a hash made with a stored value.
fn the_search_finds_what_can_be_made(chats: &[i64], home: &Home, keys: &[Vec<u8>]) {
    let secret = fs::read_to_string(home.secret()).unwrap();
    let secret = vec![week_key(secret.lines().find_map(|line| line.strip_prefix("step ")).unwrap())];
    for chat in chats {
        assert!(!search_for(&[*chat], &secret).in_folder(&home.data()).is_empty(), "its row is there");
    }
    for (key, chat) in [&keys[0], &keys[keys.len() / 2]].into_iter().zip(chats) {
        for hash in hashes(*chat, key) {
            fs::write(home.data().join("tanam"), [&b"\x01\x02"[..], &hash[..16], b"\x03"].concat()).unwrap();
            assert!(!search_for(&[*chat], keys).in_folder(&home.data()).is_empty());
        }
    }
}
