//! Every sentence people read, except the FAQ itself.
//!
//! A reply's meaning comes in, a [`Message`] in Telegram's HTML goes out. One file per place where
//! people meet the sentences: screens, entries, groups, buttons, commands and troubles.

pub mod audit_cli;
pub mod backup;
pub mod changes;
pub mod clock;
pub mod command_line;
pub mod commands;
pub mod config;
pub mod curation;
mod entry;
pub mod faq_cli;
mod group;
mod label;
pub mod markup;
pub mod passing;
pub mod printout;
mod review;
mod screen;
pub mod tips;
pub mod tips_cli;
pub mod trouble;

pub use entry::too_long as too_long_first_screens;
pub(crate) use label::SUBSCRIPTION_ENDS;
pub use label::read_typed;

use serde::Deserialize;
use serde::Serialize;

use crate::conversation;
use crate::conversation::Brief;
use crate::conversation::Button;
use crate::conversation::Key;
use crate::conversation::Notice;
use crate::conversation::Print;
use crate::conversation::Screen;
use crate::conversation::State;
use crate::faq::Faq;

/// A message as people see it: text in Telegram's HTML and rows of buttons under it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Telegram's HTML.
    pub html: String,
    /// Rows of buttons.
    pub keyboard: Vec<Vec<KeyView>>,
}

/// A button as people see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyView {
    /// What stands on it.
    pub label: String,
    /// What it does.
    pub action: KeyAction,
}

/// What a button does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum KeyAction {
    /// Sends this back to the bot: at most 64 bytes.
    Press(String),
    /// Opens this address.
    Open(String),
}

/// The agency that runs this bot, as the configuration names it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Agency {
    /// Its name, to be asked in person.
    pub name: Option<String>,
    /// How to reach it.
    pub contact: Option<String>,
}

/// What a text may mention.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// The FAQ in force.
    pub faq: &'a Faq,
    /// Whom to ask.
    pub agency: &'a Agency,
    /// The bot's user name, once Telegram has told it.
    pub bot: Option<&'a str>,
    /// Whether tips are taken here.
    pub takes_tips: bool,
}

/// Words a screen, with the buttons under it.
#[must_use]
pub fn screen(scene: Scene<'_>, state: &State) -> Message {
    Message { html: screen::html(scene, state), keyboard: keyboard(scene.faq, state) }
}

/// Words a brief answer in a group.
#[must_use]
pub fn brief(scene: Scene<'_>, brief: &Brief) -> Message {
    group::message(scene, brief)
}

/// Words the short answer to a button press; `None` when the screen says it all.
#[must_use]
pub fn notice(notice: Notice) -> Option<String> {
    let text = match notice {
        Notice::Silent => return None,
        Notice::Rated => "Terima kasih. Penilaian dicatat tanpa identitas Anda.",
        Notice::RatedBefore => "Penilaian Anda untuk jawaban ini sudah dicatat.",
        Notice::Stale => "Tombol ini sudah tidak berlaku. Silakan pilih lagi dari menu.",
        Notice::Outdated => "Jawaban ini sudah berubah.",
        Notice::EmploymentNoted => "Status dicatat.",
    };
    Some(text.to_owned())
}

fn keyboard(faq: &Faq, state: &State) -> Vec<Vec<KeyView>> {
    let rows = conversation::keys(faq, state);
    let numbered = label::is_list(&state.screen);
    let print = print_of(faq, state);
    let mut number = 0_usize;
    let mut view = |key: &Key| {
        number = number.saturating_add(1);
        let label = label::of(faq, state, key, numbered.then_some(number));
        KeyView { label, action: KeyAction::Press(data_of(state, print, &key.button)) }
    };
    rows.iter().map(|row| row.iter().map(&mut view).collect()).collect()
}

/// The print of the answer that is shown, if one is.
fn print_of(faq: &Faq, state: &State) -> Option<Print> {
    match &state.screen {
        Screen::Entry { entry, .. } => faq.entry(entry).map(Print::of),
        _ => None,
    }
}

/// Buttons under an answer tell what it was, so that an old message can say that it has changed since.
fn data_of(state: &State, print: Option<Print>, button: &Button) -> String {
    let (Button::Entry(id, _) | Button::Rate(id, _)) = button else { return button.to_data() };
    match (&state.screen, print) {
        (Screen::Entry { entry, .. }, Some(print)) if entry == id => button.to_data_under(print),
        _ => button.to_data(),
    }
}
