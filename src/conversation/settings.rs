//! What a person decides about themselves: employment status, deletion, cancelling.

use crate::conversation::Effect;
use crate::conversation::Notice;
use crate::conversation::Part;
use crate::conversation::Passing;
use crate::conversation::Reply;
use crate::conversation::Screen;
use crate::conversation::State;
use crate::conversation::StateChange;
use crate::conversation::Subscription;
use crate::conversation::Transition;
use crate::faq::Employment;

/// Tailors answers to a status from now on.
pub(super) fn tailor(state: State, employment: Option<Employment>) -> Transition {
    let state = State { employment, ..state };
    Transition::show(state.at(Screen::EmploymentNoted)).noticing(Notice::EmploymentNoted)
}

/// Forgets the chat, then says so: nothing is stored with that answer.
pub(super) fn forget() -> Transition {
    Transition {
        state: StateChange::Forget,
        replies: vec![Reply::Show(Screen::Forgotten)],
        effects: Vec::new(),
    }
}

/// Lets announcements come to this chat, or no more.
pub(super) fn subscribe(state: State, wanted: bool) -> Transition {
    let stands = if wanted { Subscription::Joined } else { Subscription::Left };
    let mut transition = Transition::show(state.at(Screen::Subscription(stands)));
    transition.effects.push(Effect::Subscribe(wanted));
    transition
}

/// Leaves whatever is open.
pub(super) fn cancel(state: State) -> Transition {
    let screen = match &state.screen {
        Screen::ConfirmForget => Screen::Privacy,
        Screen::Employment => Screen::Menu,
        screen if screen.awaits_question() => Screen::Passing(Passing::Dropped),
        Screen::Passing(Passing::Preview) => Screen::Passing(Passing::Dropped),
        Screen::Choice | Screen::Alternatives { .. } => Screen::Menu,
        Screen::Entry { entry, part, .. } if *part != Part::Answer => {
            Screen::Entry { entry: entry.clone(), part: Part::Answer, preface: None }
        }
        _ => Screen::NothingToCancel,
    };
    Transition::show(state.at(screen))
}
