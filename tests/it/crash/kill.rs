//! `kill -9` at random moments, under traffic, again and again on the same data folder.

use std::collections::BTreeSet;
use std::mem;
use std::time::Duration;

use netral::sandbox::Telegram;
use tokio::time;

use crate::serving::Dice;
use crate::serving::Home;
use crate::serving::QUESTIONS;
use crate::serving::Serving;
use crate::serving::replied;
use crate::serving::replies;
use crate::serving::telegram;

/// People who ask, each in a chat of their own.
const CHATS: [i64; 6] = [5_001, 5_002, 5_003, 5_004, 5_005, 5_006];

/// Somebody who has said that they are PPPK.
const PPPK: i64 = 5_100;

/// Kills unless the environment asks for more.
const KILLS: usize = 12;

/// Questions of one chat that may be in hand at a kill.
const IN_HAND: usize = 8;

/// What the apology says that a crash leaves behind.
const APOLOGY: &str = "membuat bot tersandung";

/// How long after the questions a process is killed, at the latest.
const LATEST_MS: u64 = 120;

/// A process, its Telegram, and what people have asked so far.
struct Story {
    telegram: Telegram,
    home: Home,
    serving: Serving,
    dice: Dice,
    /// Questions asked in each chat; the next one is always another than the last.
    asked: [usize; CHATS.len()],
    kills: usize,
    apologies: usize,
}

impl Story {
    async fn begin() -> Self {
        let telegram = telegram().await;
        let home = Home::new();
        let serving = home.serve(&telegram);
        let dice = Dice::seeded(20_260_223);
        Self { telegram, home, serving, dice, asked: [0; CHATS.len()], kills: 0, apologies: 0 }
    }

    /// Each person asks up to four questions, all at once.
    fn people_ask(&mut self) {
        for (place, chat) in CHATS.into_iter().enumerate() {
            for _ in 0..=self.dice.below(4) {
                self.telegram.say(chat, QUESTIONS[self.asked[place] % QUESTIONS.len()].text);
                self.asked[place] += 1;
            }
        }
    }

    /// Kills the process at a random moment after everybody has asked, and starts another one.
    async fn kill_while_it_answers(mut self) -> Self {
        self.people_ask();
        self.pass_up_to(LATEST_MS).await;
        self.restart()
    }

    /// Kills the process while it opens its data, or while it takes up what the last one left.
    async fn kill_soon_after_the_start(mut self) -> Self {
        if self.dice.one_in(2) {
            let polls = self.telegram.calls_of("getUpdates").len();
            self.telegram.call_arrived("getUpdates", polls + 1).await.unwrap();
        }
        self.pass_up_to(LATEST_MS / 4).await;
        self.restart()
    }

    async fn pass_up_to(&mut self, milliseconds: u64) {
        time::sleep(Duration::from_millis(self.dice.below(milliseconds))).await;
    }

    fn restart(mut self) -> Self {
        self.serving.kill();
        self.serving = self.home.serve(&self.telegram);
        self.kills += 1;
        self
    }

    /// Waits until everybody has all answers, in order; returns how many of the new ones are apologies.
    async fn settle(&mut self) -> usize {
        self.telegram.all_confirmed().await.unwrap();
        let mut apologies = 0;
        for (chat, asked) in CHATS.into_iter().zip(self.asked) {
            let answered = |telegram: &Telegram| {
                Some(replies(telegram, chat)).filter(|all| answered(all).contains(&asked))
            };
            let all = self.telegram.wait_until(answered).await.unwrap();
            apologies += all.iter().filter(|reply| reply.contains(APOLOGY)).count();
        }
        apologies - mem::replace(&mut self.apologies, apologies)
    }

    /// Replies beyond one for each question.
    fn repeats(&self) -> usize {
        let all = CHATS.into_iter().zip(self.asked);
        all.map(|(chat, asked)| replies(&self.telegram, chat).len() - asked).sum()
    }
}

/// Up to which question all may be answered, in order. What was in hand at a kill may be answered once
/// more: a reply answers the next question, or one of the last few, but never one further on.
fn answered(replies: &[String]) -> BTreeSet<usize> {
    let mut reached = BTreeSet::from([0]);
    for reply in replies {
        let answers = |place: &usize| {
            reply.contains(APOLOGY) || reply.contains(QUESTIONS[place % QUESTIONS.len()].answer)
        };
        let next = reached.iter().flat_map(|next: &usize| next.saturating_sub(IN_HAND)..=*next);
        reached = next.filter(answers).map(|place| place + 1).collect();
    }
    reached
}

#[test]
fn a_lost_question_is_never_taken_for_a_repeated_answer() {
    let told = |order: &[usize]| order.iter().map(|at| QUESTIONS[*at].answer.to_owned()).collect::<Vec<_>>();
    assert!(answered(&told(&[0, 1, 2, 0])).contains(&4));
    assert!(answered(&told(&[0, 1, 0, 1, 2, 0])).contains(&4), "two answers came twice");
    assert!(!answered(&told(&[0, 1, 0])).contains(&4), "the third was lost");
    assert!(answered(&told(&[0, 2])).is_empty(), "the second was lost");
}

#[expect(clippy::disallowed_methods, reason = "who wants to try harder says so in the environment")]
fn kills_wanted() -> usize {
    std::env::var("NETRAL_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(KILLS)
}

async fn says_to_be_pppk(telegram: &Telegram) {
    telegram.say(PPPK, "/saya");
    let message = telegram.sent_to(PPPK).await.unwrap();
    let tap = telegram.tap_label(PPPK, PPPK, message.message_id, "PPPK").unwrap();
    telegram.answer_to(&tap).await.unwrap();
    telegram.all_confirmed().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_question_is_answered_once_in_order_however_often_the_process_is_killed() {
    let mut story = Story::begin().await;
    says_to_be_pppk(&story.telegram).await;
    let wanted = kills_wanted();
    while story.kills < wanted {
        story = story.kill_while_it_answers().await;
        assert_eq!(story.settle().await, 0, "one kill makes nobody suspicious");
        story = story.kill_while_it_answers().await;
        story = story.kill_soon_after_the_start().await;
        assert!(story.settle().await <= 1, "only one update can be in hand at two kills in a row");
    }
    let repeats = story.repeats();
    assert!(repeats <= IN_HAND * CHATS.len() * story.kills, "{repeats} repeats after {} kills", story.kills);
    let before = replies(&story.telegram, PPPK).len();
    story.telegram.say(PPPK, "/saya");
    let replies = replied(&story.telegram, PPPK, before + 1).await;
    assert!(replies.last().unwrap().contains("Saat ini: PPPK"), "{replies:?}");
    assert!(story.serving.is_alive());
}
