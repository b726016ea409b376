//! `kill -9` between "Kirim" and "Terkirim", again and again on the same data folder: a tip is there or it
//! isn't, and whoever asks is told which.

use std::time::Duration;

use netral::ports::Clock;
use netral::ports::Timestamp;
use netral::ports::TipStore;
use netral::sandbox::Telegram;
use netral::sandbox::world::journal::Event;
use netral::sandbox::world::types::Message;
use netral::storage::SledStore;
use netral::tips::button::Button;
use tokio::time;

use super::tipster::FILED;
use super::tipster::Script;
use super::tipster::Tipster;
use crate::serving::Dice;
use crate::serving::Home;
use crate::serving::Serving;
use crate::serving::telegram;

/// Kills unless the environment asks for more.
const KILLS: i64 = 50;

const SEED: u64 = 20_260_302;

/// How long after the press a process is killed, at the latest: by then it is nearly always answered.
const LATEST_MICROS: u64 = 16_000;

const FIRST: i64 = 4_210_000_000_000_000;

/// What a person read, and what turned out to be so.
#[derive(Clone, Copy, Debug, Default)]
struct Outcomes {
    /// Told before the kill that the tip is filed.
    acknowledged: usize,
    /// Told so afterwards.
    confirmed: usize,
    /// Told afterwards that it isn't filed.
    lost: usize,
}

#[expect(clippy::disallowed_methods, reason = "who wants to try harder says so in the environment")]
fn kills_wanted() -> i64 {
    std::env::var("NETRAL_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(KILLS)
}

/// Whether a text tells that a tip is filed; `None` if it tells nothing of the kind yet.
fn verdict(words: &str) -> Option<bool> {
    if words.contains(FILED) || words.contains("Sudah terkirim.") {
        return Some(true);
    }
    words.contains("Belum terkirim").then_some(false)
}

/// Everything that was ever said in a chat about whether the tip is filed.
fn verdicts(telegram: &Telegram, chat: i64) -> Vec<bool> {
    telegram.look(|world| {
        let of_chat = world.journal().after(0).filter(|entry| entry.chat == chat);
        let said = of_chat.filter_map(|entry| match &entry.event {
            Event::Message(message) | Event::Edited(message) => verdict(message.words()),
            _ => None,
        });
        said.collect()
    })
}

/// Presses "Kirim" once more in case that nothing was said yet, and waits until something is.
async fn asks_again(telegram: &Telegram, chat: i64, message: &Message) {
    telegram.all_confirmed().await.unwrap();
    let press = telegram.tap(chat, chat, message.message_id, &Button::Send.to_data());
    telegram.answer_to(&press).await.unwrap();
    let told = telegram.wait_until(|telegram| verdicts(telegram, chat).first().copied());
    told.await.unwrap_or_else(|waited| panic!("{waited} (seed {SEED})"));
}

/// One tip whose process is killed; returns whether it was told before that it is filed, and whether it is.
async fn killed_at(
    micros: u64,
    telegram: &Telegram,
    home: &Home,
    serving: Serving,
    chat: i64,
) -> (Serving, bool, bool) {
    let tipster = Tipster::new(telegram, chat);
    let script = Script::of("kepala dinas membagikan kaus bergambar calon kepada semua orang");
    let (message, receipt) = tipster.prepares(&script).await;
    tipster.presses(Button::Send).await;
    time::sleep(Duration::from_micros(micros)).await;
    serving.kill();
    let before = verdicts(telegram, chat).contains(&true);
    let serving = home.serve(telegram);
    asks_again(telegram, chat, &message).await;
    tipster.says(&receipt);
    let found = telegram.wait_until(|telegram| {
        let last = telegram.chat_messages(chat);
        last.iter().rev().find_map(|message| {
            let words = message.words();
            let hit = words.contains("Laporan Anda\n");
            (hit || words.contains("Tidak ada laporan dengan kode itu")).then_some(hit)
        })
    });
    let found = found.await.unwrap();
    let said = verdicts(telegram, chat);
    assert!(
        said.iter().all(|filed| *filed == found),
        "killed {micros} µs after the press (seed {SEED}): {said:?} was said, and {found} is so"
    );
    (serving, before, found)
}

/// The clock of whoever looks at the data folder afterwards.
struct Present(u64);

impl Clock for Present {
    fn now(&self) -> Timestamp {
        Timestamp(self.0)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tip_whose_process_is_killed_is_filed_once_or_said_not_to_be() {
    let (telegram, home) = (telegram().await, Home::taking_tips());
    let (mut dice, mut outcomes) = (Dice::seeded(SEED), Outcomes::default());
    let mut serving = home.serve(&telegram);
    for number in 0..kills_wanted() {
        let micros = dice.below(LATEST_MICROS);
        let (next, before, found) = killed_at(micros, &telegram, &home, serving, FIRST + number).await;
        serving = next;
        match (before, found) {
            (true, _) => outcomes.acknowledged += 1,
            (_, true) => outcomes.confirmed += 1,
            (_, false) => outcomes.lost += 1,
        }
    }
    assert_eq!(serving.terminate(Duration::from_secs(8)).await.code(), Some(0), "{}", home.log());
    let now = netral::system::SystemClock.now();
    let store = SledStore::open(&home.data(), &home.secret(), Present(now.0)).unwrap();
    let tips = store.tips().unwrap().len();
    assert_eq!(tips, outcomes.acknowledged + outcomes.confirmed, "{outcomes:?} (seed {SEED}): none twice");
    assert!(outcomes.lost > 0 && tips > 0, "kills came before and after the commit: {outcomes:?}");
    tell(outcomes);
}

#[expect(clippy::print_stderr, reason = "with --nocapture it tells how the kills were spread")]
fn tell(outcomes: Outcomes) {
    eprintln!("{outcomes:?}");
}
