//! Answers questions: one entry when sure, a choice when close, a pointer or an honest "I don't know".

use crate::conversation::Brief;
use crate::conversation::Counted;
use crate::conversation::Part;
use crate::conversation::Screen;
use crate::conversation::State;
use crate::conversation::Transition;
use crate::conversation::Wording;
use crate::conversation::World;
use crate::faq::EntryId;
use crate::faq::Faq;
use crate::faq::OutsideId;
use crate::matching::Judgement;
use crate::matching::Outcome;

/// Answers a question in a private chat. Its text is dropped here.
pub(super) fn question(world: World<'_>, state: State, text: &str, wording: Wording) -> Transition {
    let judgement = world.matcher.judge(text);
    let others = candidates(world.faq, &judgement);
    let state = State { choice: Vec::new(), others, rated: None, may_pass_on: world.passes_on, ..state };
    match judgement.outcome {
        Outcome::Answer(label) => answer(world.faq, state, &label, wording),
        Outcome::Choose(labels) => choose(world.faq, state, &labels),
        Outcome::Redirect(label) => redirect(world.faq, state, &label),
        Outcome::Unknown => unknown(state),
    }
}

fn answer(faq: &Faq, state: State, label: &str, wording: Wording) -> Transition {
    let Some(entry) = known(faq, label) else { return unknown(state) };
    let preface = wording.preface();
    let screen = Screen::Entry { entry: entry.clone(), part: Part::Answer, preface };
    Transition::show(state.at(screen)).counting(Counted::Answered(entry))
}

fn choose(faq: &Faq, state: State, labels: &[String]) -> Transition {
    let choice = labels.iter().filter_map(|label| known(faq, label)).collect();
    Transition::show(State { choice, ..state }.at(Screen::Choice)).counting(Counted::Chose)
}

fn redirect(faq: &Faq, state: State, label: &str) -> Transition {
    match OutsideId::parse(label) {
        Some(id) if faq.outside_group(&id).is_some() => {
            Transition::show(state.at(Screen::Outside(id))).counting(Counted::Redirected)
        }
        _ => unknown(state),
    }
}

fn unknown(state: State) -> Transition {
    Transition::show(state.at(Screen::Unknown)).counting(Counted::Unknown)
}

/// Answers a question in a group: in short, and nothing is remembered.
pub(super) fn in_group(world: World<'_>, text: &str) -> Transition {
    let brief = match world.matcher.judge(text).outcome {
        Outcome::Answer(label) => known(world.faq, &label).map(Brief::Answer),
        Outcome::Choose(labels) => {
            Some(Brief::Choose(labels.iter().filter_map(|label| known(world.faq, label)).collect()))
        }
        Outcome::Redirect(_) | Outcome::Unknown => None,
    };
    Transition::brief(brief.unwrap_or(Brief::PrivateOnly))
}

fn known(faq: &Faq, label: &str) -> Option<EntryId> {
    EntryId::parse(label).filter(|id| faq.entry(id).is_some())
}

fn candidates(faq: &Faq, judgement: &Judgement) -> Vec<EntryId> {
    judgement.candidates.iter().filter_map(|candidate| known(faq, &candidate.label)).collect()
}
