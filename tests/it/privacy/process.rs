//! What a real process gives away while it takes tips: in its log, in its core dump, to its neighbours.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;

use netral::sandbox::Fault;
use netral::sandbox::Telegram;
use netral::tips::button::Button;
use serde_json::Value;
use serde_json::json;

use super::needles::Kind;
use super::needles::Needles;
use super::people;
use super::people::Person;
use super::tipster::FILED;
use super::tipster::Script;
use super::tipster::Tipster;
use crate::serving::Dice;
use crate::serving::Home;
use crate::serving::Serving;
use crate::serving::telegram_with;

const PATIENCE: Duration = Duration::from_secs(10);

const TOKEN_SECRET: &str = "AAkutilangMelayangKutilangMelayang";

fn message(person: &Person, text: &str) -> Value {
    let chat = json!({"id": person.chat, "type": "private", "first_name": person.first_name});
    let from = json!({"id": person.chat, "is_bot": false, "first_name": person.first_name,
        "username": person.username});
    json!({"message_id": 900, "date": 1_771_804_800, "chat": chat, "from": from, "text": text})
}

/// Updates that can't be read, that are of unknown kinds, or that nobody but a forger sends.
fn odd_updates(telegram: &Telegram, person: &Person, text: &str) {
    telegram.insert_update(json!({"telepathy": message(person, text)}));
    telegram.insert_update(json!({"message": {"chat": message(person, text)}}));
    telegram.insert_update(json!({"callback_query": {"id": text, "message": message(person, text)}}));
    for data in ["1:t:", "1:t:k", "1:t:o:7F3K", "1:t:e:0011223344556677", text] {
        telegram.insert_update(json!({"callback_query": {"id": "9", "from": {"id": person.chat},
            "message": message(person, text), "data": data}}));
    }
    let body = message(person, text).to_string().replace("900", "1e400");
    telegram.insert_raw_update(|id| format!("{{\"update_id\":{id},\"message\":{body}}}"));
    let cut = message(person, text).to_string().replace('}', "");
    telegram.insert_raw_update(|id| format!("{{\"update_id\":{id},\"odd\":\"{}\"}}", cut.replace('"', "'")));
}

/// What goes wrong at the other end, one thing for each kind of call that a tip needs.
fn faults(telegram: &Telegram, person: &Person, text: &str) {
    let refusal = || Fault::BadRequest(format!("{text} {}", person.chat));
    telegram.fail_next("sendMessage", 1, Fault::TooManyRequests(1));
    telegram.fail_next("editMessageText", 1, Fault::ServerError);
    telegram.fail_next("editMessageText", 1, Fault::Cut);
    telegram.fail_next("answerCallbackQuery", 2, refusal());
    telegram.fail_next("deleteMessages", 1, refusal());
    telegram.fail_next("deleteMessage", 2, refusal());
    telegram.fail_next("getFile", 1, refusal());
    telegram.fail_next("getUpdates", 1, Fault::BadGateway);
    telegram.fail_next("getUpdates", 1, Fault::TooManyRequests(1));
}

/// Somebody files a tip while all kinds of things go wrong; returns what is to be searched for.
async fn troubled_tip(telegram: &Telegram) -> Needles {
    let (mut dice, mut needles) = (Dice::seeded(404), Needles::new());
    needles.add_word(Kind::Username, TOKEN_SECRET);
    let mut text = |characters| people::text(&mut dice, characters, Kind::Tip, &mut needles);
    let script = Script { what: vec![text(80), text(60)], who: text(40), ..Script::default() };
    let (caption, odd) = (text(40), text(40));
    let (person, other) =
        (Person::new(&mut dice, telegram, &mut needles), Person::new(&mut dice, telegram, &mut needles));
    let photo = people::photo(&mut dice, &mut needles);
    odd_updates(telegram, &other, &odd);
    let tipster = Tipster::new(telegram, person.chat);
    tipster.begins(&script).await;
    faults(telegram, &person, &odd);
    telegram.send_photo(person.chat, photo, &caption);
    tipster.goes_on(&script).await;
    tipster.answers(netral::tips::draft::Question::Evidence, "").await;
    let (_, receipt) = tipster.gets_ready(&script).await;
    needles.add_receipt(&receipt);
    tipster.presses(Button::Send).await;
    tipster.reads(FILED).await;
    tipster.reads("tidak dapat kami hapus").await;
    tipster.follows(&receipt).await;
    telegram.block(person.chat);
    telegram.all_confirmed().await.unwrap();
    needles
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_says_nothing_of_tips_at_any_verbosity_whatever_goes_wrong() {
    futures::join!(says_nothing(None), says_nothing(Some("-v")), says_nothing(Some("-vv")));
}

async fn says_nothing(verbosity: Option<&str>) {
    let (telegram, home) = (telegram_with(TOKEN_SECRET).await, Home::taking_tips());
    let temporary = home.folder().join("tmp");
    fs::create_dir(&temporary).unwrap();
    let mut command = home.command(&telegram);
    command.args(verbosity).env("RUST_LOG", "trace").env("RUST_BACKTRACE", "full");
    command.env("TMPDIR", &temporary);
    let serving = Serving::start(command);
    let needles = troubled_tip(&telegram).await;
    assert_eq!(serving.terminate(PATIENCE).await.code(), Some(0), "{}", home.log());
    let log = home.log();
    assert!(log.contains("cannot be reached"), "the log is caught: {log}");
    assert_eq!(log.contains("an update asks for no answer"), verbosity == Some("-vv"), "{log}");
    let found = needles.in_folder(home.folder());
    assert!(found.is_empty(), "{verbosity:?}: {found:?}");
    assert_eq!(fs::read_dir(&temporary).unwrap().count(), 0);
    for kind in [Kind::Tip, Kind::Receipt, Kind::ChatDecimal, Kind::Username, Kind::Photo] {
        let sample = needles.samples(kind, 1).remove(0);
        assert!(!needles.in_bytes(&[log.as_bytes(), &sample].concat()).is_empty(), "{kind:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_that_takes_tips_leaves_no_core_dump_and_lets_nobody_look_into_its_memory() {
    let telegram = telegram_with(TOKEN_SECRET).await;
    let home = Home::taking_tips();
    let serving = serve_as_somebody(&home, &telegram);
    telegram.call_arrived("getUpdates", 1).await.unwrap();
    let limits = serving.told_by_the_kernel("limits");
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    let sizes: Vec<&str> = core.split_whitespace().filter(|word| word.parse::<u64>().is_ok()).collect();
    assert_eq!(sizes, ["0", "0"], "{core}");
    assert_eq!(owner_of_memory(serving.id()), 0, "it may not be dumped");
    let other = Command::new("cat").uid(not_root()).stdin(Stdio::piped()).spawn().unwrap();
    assert_eq!(owner_of_memory(other.id()), not_root(), "which is otherwise its owner's to read");
    drop(other);
    assert_eq!(serving.terminate(PATIENCE).await.code(), Some(0));
}

/// Whose a process's memory is: the kernel gives what may not be dumped to root.
fn owner_of_memory(process: u32) -> u32 {
    fs::metadata(format!("/proc/{process}/environ")).unwrap().uid()
}

/// Whom a process runs as: root's files are root's anyway.
fn not_root() -> u32 {
    let own = fs::metadata("/proc/self").unwrap().uid();
    if own == 0 { 65_534 } else { own }
}

/// Starts a process that isn't root's, wherever the program lies.
fn serve_as_somebody(home: &Home, telegram: &Telegram) -> Serving {
    let program = home.folder().join("netral");
    let usual = home.command(telegram);
    fs::copy(usual.get_program(), &program).unwrap();
    let mut command = Command::new(&program);
    command.args(usual.get_args()).current_dir(home.folder()).uid(not_root());
    command.envs(usual.get_envs().filter_map(|(name, value)| Some((name, value?))));
    give_away(home.folder());
    Serving::start(command)
}

fn give_away(path: &Path) {
    chown(path, Some(not_root()), None).unwrap();
    if path.is_dir() {
        fs::read_dir(path).unwrap().for_each(|file| give_away(&file.unwrap().path()));
    }
}
