//! A process that is asked to stop, and one that finds the data folder in use.

use std::time::Duration;

use crate::serving::Home;
use crate::serving::QUESTIONS;
use crate::serving::replies;
use crate::serving::telegram;

const PERSON: i64 = 5_001;

/// Service managers kill what hasn't ended by then.
const PATIENCE: Duration = Duration::from_secs(5);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_asked_to_stop_ends_soon_and_has_confirmed_what_it_handled() {
    let telegram = telegram().await;
    let home = Home::new();
    let serving = home.serve(&telegram);
    for question in QUESTIONS {
        telegram.say(PERSON, question.text);
    }
    telegram.called("sendMessage", 1).await.unwrap();
    let status = serving.terminate(PATIENCE).await;
    assert_eq!(status.code(), Some(0), "{}", home.log());
    telegram.all_confirmed().await.unwrap();
    assert_eq!(replies(&telegram, PERSON).len(), QUESTIONS.len());
    assert_eq!(home.log(), "", "there is nothing to say about it");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_whose_terminal_closes_takes_leave_unless_it_was_started_not_to_mind() {
    let telegram = telegram().await;
    let home = Home::new();
    let serving = home.serve(&telegram);
    telegram.say(PERSON, QUESTIONS[0].text);
    telegram.called("sendMessage", 1).await.unwrap();
    serving.hang_up();
    if ignores_hang_ups() {
        // So does the process, which inherits that: it goes on.
        telegram.say(PERSON, QUESTIONS[1].text);
        telegram.called("sendMessage", 2).await.unwrap();
        return;
    }
    let status = serving.ended(PATIENCE).await;
    assert_eq!(status.code(), Some(0), "{}", home.log());
    telegram.all_confirmed().await.unwrap();
    assert!(!home.data().join("berjalan").exists(), "the stop was clean");
}

/// Whether these tests were started so that a closed terminal doesn't matter to them.
fn ignores_hang_ups() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:")).unwrap();
    u64::from_str_radix(mask.trim(), 16).unwrap() & 1 == 1
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_could_not_be_delivered_before_a_stop_is_delivered_after_the_next_start() {
    let telegram = telegram().await;
    let home = Home::new();
    let serving = home.serve(&telegram);
    let gate = telegram.hold_next("sendMessage", 1);
    telegram.say(PERSON, QUESTIONS[0].text);
    telegram.say(PERSON, QUESTIONS[1].text);
    telegram.call_arrived("sendMessage", 1).await.unwrap();
    telegram.all_confirmed().await.unwrap();
    let status = serving.terminate(PATIENCE).await;
    assert_eq!(status.code(), Some(0), "{}", home.log());
    assert_eq!(replies(&telegram, PERSON), [""; 0]);
    let _serving = home.serve(&telegram);
    let first = telegram.sent_to(PERSON).await.unwrap();
    let second = telegram.sent_to(PERSON).await.unwrap();
    assert!(first.words().contains(QUESTIONS[0].answer), "{}", first.words());
    assert!(second.words().contains(QUESTIONS[1].answer), "{}", second.words());
    gate.release();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_process_on_the_same_data_folder_says_so_and_ends() {
    let telegram = telegram().await;
    let home = Home::new();
    let mut first = home.serve(&telegram);
    telegram.call_arrived("getUpdates", 1).await.unwrap();
    let second = home.serve(&telegram).ended(PATIENCE).await;
    assert_eq!(second.code(), Some(2));
    let log = home.log();
    assert_eq!(log.lines().count(), 1, "{log}");
    assert!(log.starts_with("netral: ") && log.contains("data"), "{log}");
    assert!(first.is_alive());
    assert_eq!(telegram.calls_of("getMe").len(), 1, "the second one did not even knock");
    telegram.say(PERSON, QUESTIONS[0].text);
    assert!(telegram.sent_to(PERSON).await.unwrap().words().contains(QUESTIONS[0].answer));
}
