//! From replies to deliveries: new messages, edits in place, answers to button presses.

use crate::conversation::Button;
use crate::conversation::Notice;
use crate::conversation::Preface;
use crate::conversation::Reply;
use crate::conversation::Screen;
use crate::conversation::State;
use crate::conversation::StateChange;
use crate::conversation::Subscription;
use crate::conversation::Transition;
use crate::conversation::Wording;
use crate::desk::Happening;
use crate::desk::Incoming;
use crate::ports::Delivery;
use crate::ports::MessageId;
use crate::ports::Word;
use crate::texts;
use crate::texts::KeyView;
use crate::texts::Message;
use crate::texts::Scene;
use crate::texts::markup;

/// Words what a transition says, in the order it is to be delivered.
pub(super) fn deliveries(
    scene: Scene<'_>,
    incoming: &Incoming,
    before: &State,
    transition: &Transition,
) -> Vec<Delivery> {
    let mut deliveries = Vec::new();
    for reply in &transition.replies {
        match reply {
            Reply::Notice(notice) => deliveries.extend(answer_press(incoming, texts::notice(*notice))),
            Reply::Show(screen) => {
                let state = shown(before, transition, screen);
                let reply_to = worth_quoting(incoming, &state);
                let message = texts::screen(scene, &state);
                if is_under_an_announcement(incoming) {
                    let below = Incoming { press: None, ..incoming.clone() };
                    place(&below, message, reply_to, &mut deliveries);
                } else {
                    place(incoming, message, reply_to, &mut deliveries);
                }
            }
            Reply::Brief(brief) => deliveries
                .push(Delivery::Send { message: texts::brief(scene, brief), reply_to: incoming.message }),
        }
    }
    deliveries
}

/// Puts one more row of buttons under the last message.
pub(super) fn add_row(deliveries: &mut [Delivery], row: Vec<KeyView>) {
    if let Some(message) = last_message(deliveries) {
        message.keyboard.push(row);
    }
}

/// Whether somebody asked which verdicts changed.
pub(super) fn tells_changes(transition: &Transition) -> bool {
    transition.replies.contains(&Reply::Show(Screen::NoChanges))
}

/// Says something else in the last message; its buttons stay.
pub(super) fn reword(deliveries: &mut [Delivery], html: &str) {
    if let Some(message) = last_message(deliveries) {
        html.clone_into(&mut message.html);
    }
}

fn last_message(deliveries: &mut [Delivery]) -> Option<&mut Message> {
    deliveries.iter_mut().rev().find_map(|delivery| match delivery {
        Delivery::Send { message, .. } | Delivery::Edit { message, .. } => Some(message),
        Delivery::AnswerPress { .. } => None,
    })
}

/// Says over a delivery that this is only a drill.
pub(super) fn mark_delivery(delivery: &mut Delivery) {
    match delivery {
        Delivery::Send { message, .. } | Delivery::Edit { message, .. } => mark(message),
        Delivery::AnswerPress { .. } => {}
    }
}

/// Says over a word that this is only a drill.
pub(super) fn mark_word(word: &mut Word) {
    match word {
        Word::Send { message, .. } | Word::Reply { message, .. } | Word::Edit { message, .. } => {
            mark(message)
        }
        Word::Document { caption, .. } | Word::Photo { caption, .. } => mark(caption),
        Word::Erase { failed, .. } => mark(failed),
        Word::AnswerPress { .. } | Word::Delete(_) | Word::Commands(_) => {}
    }
}

/// Says over a message that this is only a drill.
pub(super) fn mark(message: &mut Message) {
    message.html = format!("{}\n\n{}", texts::tips::DRILL, message.html);
}

/// What is said in place of a promise when nothing can be written; `None` where nothing was promised.
pub(super) fn refusal(incoming: &Incoming, transition: &Transition) -> Option<Vec<Delivery>> {
    if transition.replies.is_empty() {
        return None;
    }
    if transition.state == StateChange::Forget {
        return Some(not_forgotten(incoming));
    }
    let promises = |reply: &Reply| matches!(reply, Reply::Notice(Notice::Rated | Notice::EmploymentNoted));
    let promises = |reply: &Reply| promises(reply) || tells_of_a_change(reply);
    transition.replies.iter().any(promises).then(|| vec![not_noted(incoming)])
}

fn tells_of_a_change(reply: &Reply) -> bool {
    matches!(reply, Reply::Show(Screen::Subscription(Subscription::Joined | Subscription::Left)))
}

fn not_forgotten(incoming: &Incoming) -> Vec<Delivery> {
    let mut deliveries: Vec<Delivery> = answer_press(incoming, None).into_iter().collect();
    place(incoming, texts::trouble::not_forgotten(), None, &mut deliveries);
    deliveries
}

/// Nothing could be stored for an admin: nothing happened.
pub(super) fn not_stored(incoming: &Incoming) -> Vec<Delivery> {
    vec![not_noted(incoming)]
}

/// Over the chat after a tap, so that the answer stays in view; else as a message.
fn not_noted(incoming: &Incoming) -> Delivery {
    let html = texts::trouble::NOT_NOTED.to_owned();
    answer_press(incoming, Some(html.clone()))
        .unwrap_or_else(|| Delivery::Send { message: Message { html, keyboard: Vec::new() }, reply_to: None })
}

/// The state a screen is worded with: the one it leaves behind.
fn shown(before: &State, transition: &Transition, screen: &Screen) -> State {
    let base = match &transition.state {
        StateChange::Put(state) => state.clone(),
        StateChange::Keep => before.clone(),
        StateChange::Forget => State::default(),
    };
    base.at(screen.clone())
}

fn answer_press(incoming: &Incoming, notice: Option<String>) -> Option<Delivery> {
    let press = incoming.press.clone()?;
    Some(Delivery::AnswerPress { press, notice })
}

/// Whether the tapped message is an announcement: it stays to be read.
fn is_under_an_announcement(incoming: &Incoming) -> bool {
    matches!(&incoming.happening, Happening::Pressed(data) if *data == Button::Leave.to_data())
}

/// Puts a message in place of the tapped one, or sends it; what is too long goes on in further ones.
fn place(incoming: &Incoming, message: Message, reply_to: Option<MessageId>, deliveries: &mut Vec<Delivery>) {
    let mut pieces = markup::split(&message.html, markup::LONGEST_PIECE);
    let last = pieces.pop().unwrap_or_default();
    let without_keys = pieces.into_iter().map(|html| Message { html, keyboard: Vec::new() });
    let all = without_keys.chain([Message { html: last, keyboard: message.keyboard }]);
    let tapped = incoming.press.as_ref().and(incoming.message);
    for (index, message) in all.enumerate() {
        deliveries.push(match tapped {
            Some(message_id) if index == 0 => Delivery::Edit { message_id, message },
            _ => Delivery::Send { message, reply_to },
        });
    }
}

/// Quotes the question where the answer would else stand without it: after an edit, and where the
/// question can be passed on, since its text is kept nowhere else.
fn worth_quoting(incoming: &Incoming, state: &State) -> Option<MessageId> {
    if state.screen == Screen::Unknown && state.may_pass_on && incoming.press.is_none() {
        return incoming.message;
    }
    match &incoming.happening {
        Happening::Said { wording: Wording::Special(Preface::Edited), .. } => incoming.message,
        _ => None,
    }
}
