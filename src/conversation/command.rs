//! Commands, and what each does.

use crate::conversation::Brief;
use crate::conversation::Part;
use crate::conversation::Screen;
use crate::conversation::State;
use crate::conversation::StateChange;
use crate::conversation::Subscription;
use crate::conversation::Transition;
use crate::conversation::Wording;
use crate::conversation::World;
use crate::conversation::ask;
use crate::conversation::browse;
use crate::conversation::settings;
use crate::faq::EntryId;

/// A command, with what was written after it.
#[derive(Clone, PartialEq, Eq)]
pub enum Command {
    /// `/start`, with the payload of a deep link.
    Start(String),
    /// `/bantuan`, `/help`
    Help,
    /// `/menu`
    Menu,
    /// `/tanya`, with the question if it followed.
    Ask(String),
    /// `/saya`
    Employment,
    /// `/privasi`, `/privacy`
    Privacy,
    /// `/hapus_data`
    Forget,
    /// `/batal`
    Cancel,
    /// `/lapor`: whatever follows it is never matched, counted or stored.
    Report,
    /// `/status`: whatever follows it may be a receipt.
    TipStatus,
    /// `/penerima`
    Handlers,
    /// `/perubahan`
    Changes,
    /// `/langganan`
    Subscription,
    /// Any other.
    Unknown,
}

impl Command {
    /// Reads a command's name, in any case, and what follows it.
    #[must_use]
    pub fn read(name: &str, rest: &str) -> Self {
        match name.to_ascii_lowercase().as_str() {
            "start" => Self::Start(rest.trim().to_owned()),
            "bantuan" | "help" => Self::Help,
            "menu" => Self::Menu,
            "tanya" => Self::Ask(rest.trim().to_owned()),
            "saya" => Self::Employment,
            "privasi" | "privacy" => Self::Privacy,
            "hapus_data" => Self::Forget,
            "batal" => Self::Cancel,
            "lapor" => Self::Report,
            "status" => Self::TipStatus,
            "penerima" => Self::Handlers,
            "perubahan" => Self::Changes,
            "langganan" => Self::Subscription,
            _ => Self::Unknown,
        }
    }
}

/// Obeys a command given in a private chat.
pub(super) fn obey(world: World<'_>, state: State, command: &Command) -> Transition {
    let screen = match command {
        Command::Start(payload) => return start(world, state, payload),
        Command::Ask(question) if !question.is_empty() => {
            return ask::question(world, state, question, Wording::Typed);
        }
        Command::Cancel => return settings::cancel(state),
        Command::Ask(_) => Screen::Invitation,
        Command::Help => Screen::Help,
        Command::Menu => Screen::Menu,
        Command::Employment => Screen::Employment,
        Command::Privacy => Screen::Privacy,
        Command::Forget => Screen::ConfirmForget,
        Command::Report => Screen::TipsClosed,
        Command::TipStatus => Screen::NoTipStatus,
        Command::Handlers => Screen::NoHandlers,
        Command::Subscription => Screen::Subscription(Subscription::Off),
        Command::Changes => Screen::NoChanges,
        Command::Unknown => Screen::UnknownCommand,
    };
    Transition::show(state.at(screen))
}

/// Follows a deep link: `q_<entry>` opens that entry, every other payload is dead.
fn start(world: World<'_>, state: State, payload: &str) -> Transition {
    if payload.is_empty() {
        return Transition::show(state.at(Screen::Welcome));
    }
    match payload.strip_prefix("q_").and_then(EntryId::parse) {
        Some(id) if world.faq.entry(&id).is_some() => browse::entry(state, id, Part::Answer),
        _ => Transition::show(state.at(Screen::DeadLink)),
    }
}

/// Obeys a command given in a group: only questions are answered there.
pub(super) fn in_group(world: World<'_>, command: &Command) -> Transition {
    match command {
        Command::Ask(question) if !question.is_empty() => ask::in_group(world, question),
        Command::Start(_) | Command::Help | Command::Ask(_) => Transition::brief(Brief::Greeting),
        Command::Unknown => Transition { state: StateChange::Keep, replies: Vec::new(), effects: Vec::new() },
        _ => Transition::brief(Brief::PrivateOnly),
    }
}
