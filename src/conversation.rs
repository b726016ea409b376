//! The pure core of every conversation: what a person did, and what follows from it.
//!
//! [`step`] is the only decision maker. Same world, state and input in, same [`Transition`] out; it
//! neither sends nor stores anything.

mod ask;
mod browse;
mod button;
mod command;
mod input;
mod print;
mod passing;
mod settings;
mod state;
mod unseen;

pub use button::Button;
pub use button::Key;
pub use button::PAGE as ENTRIES_PER_PAGE;
pub use button::Rating;
pub use button::keys;
pub use button::parts_of;
pub use command::Command;
pub use input::Input;
pub use input::Pressed;
pub use input::Unreadable;
pub use input::Wording;
pub use passing::Passing;
pub use passing::Refusal;
pub use passing::Slip;
pub use print::Print;
pub use state::Part;
pub use state::Preface;
pub use state::Screen;
pub use state::State;
pub use state::Subscription;
pub use unseen::bare;
pub use unseen::is_unseen;

use crate::faq::EntryId;
use crate::faq::Faq;
use crate::matching::Matcher;

/// What a conversation may look at while it decides.
#[derive(Debug, Clone, Copy)]
pub struct World<'a> {
    /// The FAQ in force.
    pub faq: &'a Faq,
    /// The matcher trained on it.
    pub matcher: &'a Matcher,
    /// Whether the input, if it finds no answer, may be passed on to those who keep the FAQ.
    pub passes_on: bool,
}

/// Where a conversation takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// One person and the bot.
    Private,
    /// A group, where the bot speaks only when spoken to, and briefly.
    Group,
}

/// What follows from an input.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub struct Transition {
    /// What becomes of the chat's state.
    pub state: StateChange,
    /// What to say, in order.
    pub replies: Vec<Reply>,
    /// What to do besides.
    pub effects: Vec<Effect>,
}

/// What becomes of a chat's state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StateChange {
    /// Nothing was learnt: what is stored stays as it is.
    Keep,
    /// Store this.
    Put(State),
    /// Forget everything about the chat.
    Forget,
}

/// Something to say, by meaning; `texts` has the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// Show a screen: in place of the tapped message, or as a new one.
    Show(Screen),
    /// The short answer to a button press, shown over the chat.
    Notice(Notice),
    /// A brief answer in a group, with a way into the private chat.
    Brief(Brief),
}

/// A short word over the chat after a button press.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// Nothing to add: the screen says it.
    Silent,
    /// The rating was counted.
    Rated,
    /// This answer had been rated before.
    RatedBefore,
    /// The button belongs to something that is gone.
    Stale,
    /// The employment status was noted.
    EmploymentNoted,
    /// The answer isn't what it was when the button was shown.
    Outdated,
}

/// What is said in a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Brief {
    /// The verdict and summary of one entry.
    Answer(EntryId),
    /// Several entries could be meant.
    Choose(Vec<EntryId>),
    /// Nothing to say here: continue in the private chat.
    PrivateOnly,
    /// How to address the bot in this group.
    Greeting,
}

/// A durable effect besides the chat's state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Count something; counts carry no chat.
    Count(Counted),
    /// Let announcements come to this chat, or no more.
    Subscribe(bool),
}

/// Something worth counting, without anybody's identity.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Counted {
    /// An entry answered a question.
    Answered(EntryId),
    /// Choices were shown.
    Chose,
    /// A pointer elsewhere was given.
    Redirected,
    /// Nothing was found.
    Unknown,
    /// Somebody rated an entry.
    Rated(EntryId, Rating),
    /// An update could not be read at all.
    Unread,
    /// A question was passed on to those who keep the FAQ.
    PassedOn,
}

impl Transition {
    /// Shows a screen and remembers the state that goes with it.
    fn show(state: State) -> Self {
        let replies = vec![Reply::Show(state.screen.clone())];
        Self { state: StateChange::Put(state), replies, effects: Vec::new() }
    }

    /// Adds the answer to a button press, which comes before all else.
    fn noticing(mut self, notice: Notice) -> Self {
        self.replies.insert(0, Reply::Notice(notice));
        self
    }

    fn answers_press(&self) -> bool {
        self.replies.iter().any(|reply| matches!(reply, Reply::Notice(_)))
    }

    /// Adds something to count.
    fn counting(mut self, counted: Counted) -> Self {
        self.effects.push(Effect::Count(counted));
        self
    }

    /// Changes nothing and says nothing.
    fn silent() -> Self {
        Self { state: StateChange::Keep, replies: Vec::new(), effects: Vec::new() }
    }

    /// Says one thing in a group, where nothing is remembered.
    fn brief(brief: Brief) -> Self {
        Self { state: StateChange::Keep, replies: vec![Reply::Brief(brief)], effects: Vec::new() }
    }
}

/// Decides what happens when somebody whose chat is in `state` does `input`.
pub fn step(world: World<'_>, place: Place, state: State, input: &Input) -> Transition {
    match place {
        Place::Private => in_private(world, state, input),
        Place::Group => in_group(world, input),
    }
}

fn in_private(world: World<'_>, state: State, input: &Input) -> Transition {
    match input {
        Input::Asked { text, wording } => ask::question(world, state, text, *wording),
        Input::Pressed(pressed) => browse::pressed(world, state, pressed),
        Input::PressedStale => browse::stale(state),
        Input::Passed { step, tapped } => passing::step(state, *step, *tapped),
        Input::Commanded(command) => command::obey(world, state, command),
        Input::AskedAsSubscriber => Transition::show(state.at(Screen::Subscription(Subscription::On))),
        Input::Sent(what) => Transition::show(state.at(Screen::Unreadable(*what))),
        Input::Crashed => Transition::show(state.at(Screen::Apology)),
        Input::Hurried => Transition {
            state: StateChange::Keep,
            replies: vec![Reply::Show(Screen::SlowDown)],
            effects: Vec::new(),
        },
        Input::Left => Transition { state: StateChange::Forget, replies: Vec::new(), effects: Vec::new() },
        Input::Joined | Input::Ignored => Transition::silent(),
    }
}

fn in_group(world: World<'_>, input: &Input) -> Transition {
    match input {
        Input::Asked { text, .. } => ask::in_group(world, text),
        Input::Commanded(command) => command::in_group(world, command),
        Input::Joined => Transition::brief(Brief::Greeting),
        // A word that is a button in the private chat means nothing here, yet was said to the bot.
        Input::Pressed(Pressed { tapped: false, .. }) => Transition::brief(Brief::Greeting),
        Input::Pressed(_) | Input::PressedStale => Transition {
            state: StateChange::Keep,
            replies: vec![Reply::Notice(Notice::Stale)],
            effects: Vec::new(),
        },
        Input::AskedAsSubscriber => Transition::brief(Brief::PrivateOnly),
        Input::Passed { .. }
        | Input::Sent(_)
        | Input::Left
        | Input::Crashed
        | Input::Hurried
        | Input::Ignored => Transition::silent(),
    }
}
