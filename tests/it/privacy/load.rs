//! Fifty tips a second: how long it takes from "Kirim" until a tip is durable.

use std::sync::Arc;
use std::time::Duration;

use futures::future::join_all;
use netral::conversation::Place;
use netral::conversation::Wording;
use netral::desk::Circumstances;
use netral::desk::Happening;
use netral::desk::Incoming;
use netral::desk::Received;
use netral::ports::ChatId;
use netral::ports::Filing;
use netral::ports::MessageId;
use netral::ports::Sealer;
use netral::ports::TipStore;
use netral::sealing::AgeSealer;
use netral::sealing::Cost;
use netral::tips::Receipt;
use netral::tips::Tag;
use netral::tips::Tip;
use netral::tips::button::Button;
use netral::tips::button::Quick;
use netral::tips::button::Step;
use netral::tips::draft::Question;
use tokio::time;
use tokio::time::Instant;

use super::bot::Home;
use super::bot::TipDesk;
use crate::serving::Dice;
use crate::serving::QUESTIONS;

const FIRST: i64 = 4_400_000_000_000_000;

/// Time between two presses.
const EVERY: Duration = Duration::from_millis(20);

/// What a report of 2,000 characters is made of.
const SENTENCE: &str = "kepala dinas membagikan kaus bergambar calon kepada semua orang di aula ";

fn incoming(chat: i64, happening: Happening) -> Incoming {
    let press = matches!(happening, Happening::Pressed(_)).then(|| "tekan".to_owned());
    Incoming {
        update: None,
        chat: ChatId(chat),
        place: Place::Private,
        message: Some(MessageId(7)),
        press,
        happening,
        circumstances: Circumstances::default(),
    }
}

async fn press(desk: &TipDesk, chat: i64, button: Button) -> Received {
    desk.receive(incoming(chat, Happening::Pressed(button.to_data()))).await.unwrap()
}

fn said(text: String) -> Happening {
    Happening::Said { text, wording: Wording::Typed }
}

/// Writes a report up to the preview; returns how long that took with the receipt.
async fn prepare(desk: &TipDesk, chat: i64) -> Duration {
    let begin = Happening::Commanded { name: "lapor".to_owned(), rest: String::new() };
    desk.receive(incoming(chat, begin)).await.unwrap();
    press(desk, chat, Button::Next(Step::Notice)).await;
    desk.receive(incoming(chat, said(SENTENCE.repeat(28)))).await.unwrap();
    press(desk, chat, Button::Next(Step::Ask(Question::What))).await;
    press(desk, chat, Button::Skip(Step::Ask(Question::Who))).await;
    press(desk, chat, Button::When(Quick::Today)).await;
    for question in [Question::Where, Question::Evidence, Question::Context] {
        press(desk, chat, Button::Skip(Step::Ask(question))).await;
    }
    let begun = Instant::now();
    press(desk, chat, Button::Next(Step::Recipients)).await;
    begun.elapsed()
}

/// How long something took, again and again.
#[derive(Default)]
struct Times(Vec<Duration>);

impl Times {
    /// The time within which so many of a hundred ended.
    fn percentile(&mut self, of_a_hundred: usize) -> Duration {
        self.0.sort_unstable();
        self.0[(self.0.len() - 1) * of_a_hundred / 100]
    }
}

/// Some people press "Kirim" one after the other, fifty a second, while others ask questions; returns how
/// long the tips and the answers took.
async fn round(desk: &Arc<TipDesk>, chats: &[i64]) -> (Times, Times) {
    let mut pace = time::interval(EVERY);
    let (mut sending, mut asking) = (Vec::new(), Vec::new());
    for chat in chats.iter().copied() {
        pace.tick().await;
        let (sender, asked) = (Arc::clone(desk), Arc::clone(desk));
        sending.push(tokio::spawn(async move {
            let begun = Instant::now();
            let received = press(&sender, chat, Button::Send).await;
            assert!(matches!(received, Received::Direct(_)));
            begun.elapsed()
        }));
        asking.push(tokio::spawn(async move {
            let begun = Instant::now();
            let question = said(QUESTIONS[0].text.to_owned());
            asked.receive(incoming(-chat, question)).await.unwrap();
            begun.elapsed()
        }));
    }
    let times = |all: Vec<Result<Duration, _>>| Times(all.into_iter().map(Result::unwrap).collect());
    (times(join_all(sending).await), times(join_all(asking).await))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_tips_at_fifty_a_second_are_all_filed() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, store) = Home::at(folder.path()).open_desk(|sealer| Arc::new(sealer));
    let chats: Vec<i64> = (FIRST..FIRST + 100).collect();
    for chat in &chats {
        prepare(&desk, *chat).await;
    }
    let (mut tips, _) = round(&desk, &chats).await;
    assert_eq!(store.tips().unwrap().len(), chats.len());
    let p99 = tips.percentile(99);
    assert!(p99 < Duration::from_secs(3), "far from a queue that only grows: {p99:?}");
}

/// `cargo test --release --test it privacy::load -- --ignored --nocapture`
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes minutes and measures only in a release build on a quiet machine"]
async fn three_thousand_tips_at_fifty_a_second_at_their_real_cost() {
    let folder = tempfile::tempdir().unwrap();
    let mut home = Home::at(folder.path());
    home.cost = Cost::REAL;
    let (desk, store) = home.open_desk(|sealer| Arc::new(sealer));
    let (mut tips, mut answers, mut receipts) = (Times::default(), Times::default(), Times::default());
    for part in 0..20 {
        let first = FIRST + part * 150;
        let chats: Vec<i64> = (first..first + 150).collect();
        for chat in &chats {
            receipts.0.push(prepare(&desk, *chat).await);
        }
        let (filed, answered) = round(&desk, &chats).await;
        tips.0.extend(filed.0);
        answers.0.extend(answered.0);
    }
    assert_eq!(store.tips().unwrap().len(), 3_000);
    for (name, mut times) in [("Kirim", tips), ("answer meanwhile", answers), ("receipt", receipts)] {
        let [p50, p99, worst] = [50, 99, 100].map(|of_a_hundred| times.percentile(of_a_hundred));
        tell(&format!("{name}: p50 {p50:?}, p99 {p99:?}, worst {worst:?}"));
    }
}

#[expect(clippy::print_stderr, reason = "it is there to tell what it measured")]
fn tell(line: &str) {
    eprintln!("{line}");
}

/// How long it takes until a receipt is answered.
async fn lookup(desk: &TipDesk, chat: i64, receipt: String) -> Duration {
    let begun = Instant::now();
    let received = desk.receive(incoming(chat, said(receipt))).await.unwrap();
    assert!(matches!(received, Received::Direct(_)));
    begun.elapsed()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "measures at the real cost, on a quiet machine"]
async fn a_receipt_that_leads_to_a_tip_takes_as_long_as_one_that_leads_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let mut home = Home::at(folder.path());
    home.cost = Cost::REAL;
    let (desk, store) = home.open_desk(|sealer| Arc::new(sealer));
    let sealer = AgeSealer::new(store.sealing_secret().into(), Cost::REAL);
    let mut dice = Dice::seeded(99);
    let (mut hits, mut misses) = (Times::default(), Times::default());
    for chat in FIRST..FIRST + 80 {
        let mut receipt = || Receipt::from_random(std::array::from_fn(|_| dice.below(256) as u8));
        let (real, wrong) = (receipt(), receipt());
        prepare(&desk, chat).await;
        press(&desk, chat, Button::Send).await;
        let (_, filed) = store.tips().unwrap().remove(0);
        let again = Tip { tag: tag_of(chat), parts: Vec::new(), ..filed };
        let found_at = sealer.unlock(&real).await.unwrap().lookup;
        assert_eq!(store.file(found_at, again, Vec::new()).await, Ok(Filing::Filed));
        hits.0.push(lookup(&desk, 2 * chat, real.digits().to_string()).await);
        misses.0.push(lookup(&desk, 2 * chat + 1, wrong.digits().to_string()).await);
    }
    let (hit, miss) = (hits.percentile(50), misses.percentile(50));
    tell(&format!("receipt that leads to a tip: {hit:?}, that leads nowhere: {miss:?}"));
    assert!(hit.abs_diff(miss) * 20 < miss, "{hit:?} and {miss:?} differ by more than one in twenty");
}

fn tag_of(number: i64) -> Tag {
    let bytes = (number - FIRST) as u8;
    Tag::from_random([bytes % 24, bytes / 24, 23, 23])
}
