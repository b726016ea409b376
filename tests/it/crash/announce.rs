//! `kill -9` while an announcement goes out: nobody gets it twice, and those in hand are counted.

use std::time::Duration;

use netral::sandbox::Telegram;
use tokio::time;

use crate::serving::Dice;
use crate::serving::Home;
use crate::serving::replied;
use crate::serving::replies;
use crate::serving::telegram;

const OWNER: i64 = 3_001;
const READERS: std::ops::Range<i64> = 8_000..8_080;
const TEXT: &str = "Kantor tutup besok dan buka lagi lusa";
const KILLS: u64 = 4;

/// As many as are written to at once: no more are uncertain after a kill.
const TOGETHER: usize = 10;

fn received(telegram: &Telegram) -> Vec<usize> {
    let got = |reader| replies(telegram, reader).iter().filter(|reply| reply.contains(TEXT)).count();
    READERS.map(got).collect()
}

/// The numbers in a text, in order.
fn numbers(text: &str) -> Vec<usize> {
    text.split(|letter: char| !letter.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect()
}

async fn tap(telegram: &Telegram, label: &str) {
    let message = telegram.last_from_bot(OWNER).unwrap();
    telegram.tap_label(OWNER, OWNER, message.message_id, label).unwrap();
    telegram.skip_to_now(OWNER);
    telegram.heard_in(OWNER).await.unwrap();
}

async fn begin_to_send(telegram: &Telegram) {
    for reader in READERS {
        telegram.say(reader, "/langganan");
        telegram.say(reader, "mulai langganan");
    }
    for reader in READERS {
        replied(telegram, reader, 2).await;
    }
    telegram.say(OWNER, "/umumkan");
    replied(telegram, OWNER, 1).await;
    telegram.say(OWNER, TEXT);
    replied(telegram, OWNER, 3).await;
    tap(telegram, "Kirim").await;
    tap(telegram, "Ya, kirim").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_gets_an_announcement_twice_however_often_the_process_is_killed() {
    let telegram = telegram().await;
    let home = Home::owned_by(OWNER);
    let mut serving = home.serve(&telegram);
    begin_to_send(&telegram).await;
    let mut dice = Dice::seeded(20_260_531);
    for kill in 1..=KILLS {
        let goal = usize::try_from(kill * 12).unwrap();
        let far_enough =
            |telegram: &Telegram| (received(telegram).iter().sum::<usize>() >= goal).then_some(());
        telegram.wait_until(far_enough).await.unwrap();
        time::sleep(Duration::from_millis(dice.below(120))).await;
        serving.kill();
        serving = home.serve(&telegram);
    }
    let ended = telegram.wait_until(|telegram| {
        replies(telegram, OWNER).into_iter().find(|reply| reply.starts_with("Pengumuman selesai."))
    });
    let told = numbers(&ended.await.unwrap());
    let (sent, all, uncertain) = (told[0], told[1], told.get(2).copied().unwrap_or(0));
    let received = received(&telegram);
    let reached: usize = received.iter().sum();
    assert!(received.iter().all(|times| *times <= 1), "{received:?}");
    assert_eq!((all, sent + uncertain), (received.len(), received.len()));
    assert!((sent..=sent + uncertain).contains(&reached), "{reached} of {told:?}");
    assert!((1..=TOGETHER * 4).contains(&uncertain), "every kill came in the middle: {told:?}");
    assert!(serving.is_alive());
}
