//! What people do with tips, one after the other and all at once.

use futures::StreamExt;
use futures::stream;
use netral::ports::TipStore;
use netral::sandbox::Telegram;
use netral::sandbox::world::files::Upload;
use netral::sandbox::world::types::Message;
use netral::tips::RoleId;
use netral::tips::button::Button;
use netral::tips::button::Step;
use netral::tips::draft::Question;

use super::bot::Bot;
use super::bot::HANDLERS;
use super::needles::Kind;
use super::needles::Needles;
use super::people;
use super::people::Person;
use super::tipster::FILED;
use super::tipster::Script;
use super::tipster::Tipster;
use crate::serving::Dice;
use crate::serving::QUESTIONS;
use crate::serving::replied;

/// How many people are in the middle of something at the same time.
const AT_ONCE: usize = 24;

/// How a tip goes on after its first words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    Plain,
    Photo,
    Edit,
    Guard,
    Cancel,
    Add,
    Withdraw,
    Exclude,
}

const TURNS: [Turn; 8] = [
    Turn::Plain,
    Turn::Photo,
    Turn::Edit,
    Turn::Guard,
    Turn::Cancel,
    Turn::Add,
    Turn::Withdraw,
    Turn::Exclude,
];

/// A tip to be played.
struct Play {
    person: Person,
    turn: Turn,
    script: Script,
    more: String,
    photo: Upload,
}

fn play(number: usize, dice: &mut Dice, telegram: &Telegram, needles: &mut Needles) -> Play {
    let mut text = |characters| people::text(dice, characters, Kind::Tip, needles);
    let script = Script {
        what: vec![text(80 + 37 * (number % 40)), text(60)],
        who: text(30),
        place: text(30),
        context: text(40),
    };
    let more = text(60);
    let photo = people::photo(dice, needles);
    let person = Person::new(dice, telegram, needles);
    Play { person, turn: TURNS[number % TURNS.len()], script, more, photo }
}

/// A tip that was played.
struct Played {
    chat: i64,
    turn: Turn,
    receipt: String,
    files: Vec<String>,
}

/// A tip that was filed, and stays.
pub(super) struct FiledTip {
    pub(super) chat: i64,
    pub(super) receipt: String,
}

/// People file tips in all ways there are; returns those that stay.
pub(super) async fn tips(
    count: usize,
    dice: &mut Dice,
    telegram: &Telegram,
    needles: &mut Needles,
) -> Vec<FiledTip> {
    let plays: Vec<Play> = (0..count).map(|number| play(number, dice, telegram, needles)).collect();
    let played = stream::iter(plays).map(|play| played(telegram, play)).buffer_unordered(AT_ONCE);
    let played: Vec<Played> = played.collect().await;
    for played in &played {
        needles.add_receipt(&played.receipt);
        played.files.iter().for_each(|id| needles.add_word(Kind::FileId, id));
    }
    let stays = |turn: &Turn| ![Turn::Cancel, Turn::Withdraw].contains(turn);
    let stayed = played.into_iter().filter(|played| stays(&played.turn));
    stayed.map(|Played { chat, receipt, .. }| FiledTip { chat, receipt }).collect()
}

async fn played(telegram: &Telegram, play: Play) -> Played {
    let Play { person, turn, script, more, photo } = play;
    let mut files = Vec::new();
    let tipster = Tipster::new(telegram, person.chat);
    tipster.begins(&script).await;
    tipster.goes_on(&script).await;
    match turn {
        Turn::Photo => {
            tipster.sees(Button::Skip(Step::Ask(Question::Evidence))).await;
            let number = telegram.send_photo(person.chat, photo, &more);
            files = file_ids(&telegram.message(person.chat, number).unwrap());
            tipster.presses(Button::Next(Step::Ask(Question::Evidence))).await;
        }
        Turn::Guard => {
            tipster.sees(Button::Skip(Step::Ask(Question::Evidence))).await;
            tipster.says(&format!("nama saya {more}"));
            tipster.presses(Button::KeepAnyway).await;
            tipster.presses(Button::Next(Step::Ask(Question::Evidence))).await;
        }
        _ => tipster.answers(Question::Evidence, "").await,
    }
    let (_, receipt) = if turn == Turn::Exclude {
        tipster.answers(Question::Context, &script.context).await;
        tipster.presses(Button::Toggle(RoleId::of("BKPSDM"))).await;
        tipster.reads("dikecualikan").await;
        tipster.presses(Button::Next(Step::Recipients)).await;
        tipster.sees_receipt().await
    } else {
        tipster.gets_ready(&script).await
    };
    if turn == Turn::Edit {
        edits_the_first_piece(tipster, &script, &more).await;
    }
    if turn == Turn::Cancel {
        tipster.presses(Button::Cancel).await;
        tipster.reads("Dibatalkan").await;
        tipster.has_at_most(1).await;
        return Played { chat: person.chat, turn, receipt, files };
    }
    tipster.presses(Button::Send).await;
    tipster.reads(FILED).await;
    tipster.has_at_most(1).await;
    tipster.presses(Button::Saved).await;
    tipster.has_at_most(0).await;
    comes_back(tipster, turn, &receipt, &more).await;
    Played { chat: person.chat, turn, receipt, files }
}

/// The preview is shown anew, with the same receipt.
async fn edits_the_first_piece(tipster: Tipster<'_>, script: &Script, more: &str) {
    let messages = tipster.telegram.chat_messages(tipster.chat);
    let first = messages.iter().find(|message| message.words() == script.what[0]).unwrap();
    assert!(tipster.telegram.edit(tipster.chat, first.message_id, &format!("{} {more}", script.what[0])));
    let shows = |message: &Message| {
        message.is_from_bot() && message.words().contains("Pratinjau") && message.words().contains(more)
    };
    let chat = tipster.chat;
    let shown = tipster.telegram.wait_for(|world| world.messages(chat).into_iter().any(shows).then_some(()));
    shown.await.unwrap();
}

/// Looks at the status, and adds to the tip or withdraws it.
async fn comes_back(tipster: Tipster<'_>, turn: Turn, receipt: &str, more: &str) {
    match turn {
        Turn::Add => {
            tipster.follows(receipt).await;
            tipster.presses(Button::Add).await;
            tipster.reads("Tulis keterangannya").await;
            tipster.says(more);
            tipster.presses(Button::SendAddition).await;
            tipster.reads("Keterangan tersimpan").await;
            tipster.presses(Button::Close).await;
        }
        Turn::Withdraw => {
            tipster.follows(receipt).await;
            tipster.withdraws().await;
        }
        _ => {}
    }
}

/// A handler replies to every tip that is there.
pub(super) async fn replies(dice: &mut Dice, telegram: &Telegram, bot: &Bot, needles: &mut Needles) {
    let handler = Tipster::new(telegram, HANDLERS[0]);
    for (_, tip) in bot.store.tips().unwrap().into_iter().take(12) {
        let reply = people::text(dice, 60, Kind::Reply, needles);
        handler.says(&format!("/balas {} {reply}", tip.tag));
        handler.presses(Button::SendReply).await;
        handler.reads(&format!("Balasan untuk {} disegel", tip.tag)).await;
    }
}

/// People ask what is known and what isn't.
pub(super) async fn questions(count: usize, dice: &mut Dice, telegram: &Telegram, needles: &mut Needles) {
    let asked: Vec<(i64, String)> = (0..count)
        .map(|number| {
            let person = Person::new(dice, telegram, needles);
            let unheard = people::text(dice, 30, Kind::Question, needles);
            let known = QUESTIONS[number % QUESTIONS.len()].text;
            (person.chat, if number % 2 == 0 { format!("{known} {unheard}") } else { unheard })
        })
        .collect();
    let answered = stream::iter(asked).map(|(chat, question)| async move {
        telegram.say(chat, &question);
        replied(telegram, chat, 1).await;
    });
    answered.buffer_unordered(AT_ONCE).collect::<Vec<()>>().await;
}

/// The ids of the files of a message.
fn file_ids(message: &Message) -> Vec<String> {
    let content = serde_json::to_value(&message.content).unwrap();
    let sizes = content["photo"].as_array().unwrap().clone();
    let ids = sizes.iter().flat_map(|size| ["file_id", "file_unique_id"].map(|name| &size[name]));
    ids.map(|id| id.as_str().unwrap().to_owned()).collect()
}
