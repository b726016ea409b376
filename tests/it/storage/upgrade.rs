//! Data folders written by older versions still open and say the same.

use std::fs;
use std::path::Path;

use netral::conversation::Counted;
use netral::conversation::Rating;
use netral::conversation::Screen;
use netral::conversation::State;
use netral::conversation::StateChange;
use netral::curation::record::Kind;
use netral::curation::record::Row;
use netral::curation::record::Was;
use netral::curation::record::Write;
use netral::faq::Employment;
use netral::faq::EntryId;
use netral::ports::Change;
use netral::ports::ChatId;
use netral::ports::Delivery;
use netral::ports::MessageId;
use netral::ports::Records;
use netral::ports::Store;
use netral::storage::OpenError;
use netral::texts::KeyAction;
use netral::texts::KeyView;
use netral::texts::Message;

use super::Home;
use super::a_change;

#[tokio::test]
async fn a_folder_of_schema_1_opens_and_says_the_same() {
    let home = Home::new();
    copy(Path::new("tests/upgrades/v1"), home.folder.path());
    says_what_was_written(&home).await;
    keeps_admins_records(&home).await;
}

/// The keys that the first version of the secret file lists open, until all is sealed with others.
#[tokio::test]
async fn a_folder_with_the_first_version_of_the_secret_file_opens_and_takes_on_the_ratchet() {
    let home = Home::new();
    copy(Path::new("tests/upgrades/admins-v1"), home.folder.path());
    let secret = || fs::read_to_string(home.secret()).unwrap();
    assert!(secret().starts_with("netral-secret 1\n") && secret().contains("\nwiping "));
    let store = home.open();
    assert_eq!([Kind::Admin, Kind::Draft].map(|kind| store.records(kind).unwrap().len()), [2, 1]);
    let drafts = store.records(Kind::Draft).unwrap();
    store.purge().await.unwrap();
    assert!(secret().starts_with("netral-secret 2\n") && !secret().contains("\nwiping "));
    for _ in 0..3 {
        home.clock.pass_days(21);
        store.purge().await.unwrap();
    }
    drop(store);
    assert_eq!(secret().lines().count(), 4, "a title, a notice, the master key and a step");
    let store = home.open();
    assert_eq!([Kind::Admin, Kind::Draft].map(|kind| store.records(kind).unwrap().len()), [2, 1]);
    assert_eq!(store.records(Kind::Draft).unwrap(), drafts);
}

/// A state of the first version rests under a listed key of its week and is read on.
#[tokio::test]
async fn a_chats_state_outlives_the_change_of_keys() {
    let home = Home::new();
    copy(Path::new("tests/upgrades/v1"), home.folder.path());
    let store = home.open();
    store.purge().await.unwrap();
    home.clock.pass_days(14);
    store.purge().await.unwrap();
    drop(store);
    assert_eq!(home.open().load(ChatId(4_711)), Ok(Some(state())));
}

#[tokio::test]
async fn an_older_folder_no_longer_knows_which_updates_were_handled() {
    let home = Home::new();
    copy(Path::new("tests/upgrades/v1"), home.folder.path());
    drop(home.open());
    let database = sled::open(home.chat()).unwrap();
    for tree in ["handled", "started"] {
        assert!(!database.tree_names().contains(&tree.into()), "{tree}");
    }
}

#[tokio::test]
async fn a_folder_written_today_says_the_same() {
    let home = Home::new();
    write(&home.open()).await;
    says_what_was_written(&home).await;
}

#[tokio::test]
async fn a_folder_of_a_newer_schema_is_refused_and_left_as_it_is() {
    let home = Home::new();
    write(&home.open()).await;
    let database = sled::open(home.chat()).unwrap();
    database.open_tree("meta").unwrap().insert("schema", &[200]).unwrap();
    drop(database);
    let refused = OpenError::Newer { found: 200, known: 2 };
    assert_eq!(home.try_open().unwrap_err(), refused);
    assert_eq!(home.try_open().unwrap_err(), refused);
}

/// Writes what every folder in `tests/upgrades` holds.
async fn write(store: &impl Store) {
    let change = Change { deliveries: deliveries(), ..a_change(4_711) };
    store.commit(Change { state: StateChange::Put(state()), ..change }).await.unwrap();
    store.count(counts()).await.unwrap();
}

async fn says_what_was_written(home: &Home) {
    let store = home.open();
    assert_eq!(store.load(ChatId(4_711)), Ok(Some(state())));
    let pending: Vec<_> = store.pending().unwrap().into_iter().map(|pending| pending.delivery).collect();
    assert_eq!(pending, deliveries());
    assert_eq!(store.counts(), Ok(counts()));
}

/// A database from before there were admins has none, and takes their records from then on.
async fn keeps_admins_records(home: &Home) {
    let store = home.open();
    assert!(Kind::ALL.into_iter().all(|kind| store.records(kind) == Ok(Vec::new())));
    let row = Row { kind: Kind::Subscriber, key: "1".to_owned() };
    let write = Write { row: row.clone(), was: Was::Exactly(None), value: Some(b"satu".to_vec()) };
    assert_eq!(store.apply(vec![write]).await, Ok(true));
    drop(store);
    let store = home.open();
    assert_eq!(store.record(&row), Ok(Some(b"satu".to_vec())));
    assert_eq!(store.counts(), Ok(counts()));
}

fn entry() -> EntryId {
    EntryId::parse("like-konten").unwrap()
}

fn state() -> State {
    let choice = vec![entry()];
    State { employment: Some(Employment::Pppk), screen: Screen::Choice, choice, ..State::default() }
}

fn counts() -> Vec<(Counted, u64)> {
    vec![(Counted::Answered(entry()), 3), (Counted::Chose, 1), (Counted::Rated(entry(), Rating::Helpful), 2)]
}

fn deliveries() -> Vec<Delivery> {
    let key = |label: &str, action| KeyView { label: label.to_owned(), action };
    let keyboard = vec![
        vec![key("Menu", KeyAction::Press("1m".to_owned()))],
        vec![key("Tautan", KeyAction::Open("https://example.org/".to_owned()))],
    ];
    let message = Message { html: "<b>Dilarang</b>".to_owned(), keyboard };
    vec![
        Delivery::AnswerPress { press: "1".to_owned(), notice: Some("Tercatat".to_owned()) },
        Delivery::Edit { message_id: MessageId(5), message: message.clone() },
        Delivery::Send { message, reply_to: None },
    ]
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
