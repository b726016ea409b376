//! Every sentence about tips: to tipsters, to handlers, and about both.
//!
//! Messages of the report dialogue begin with [`MARK`], so that a reply to one of them is known to
//! belong to a report, even after a restart.

mod button;
mod filing;
mod follow;
mod handle;
mod notice;
mod reseal;
mod sending;

pub use button::read_typed;
pub use filing::*;
pub use follow::*;
pub use handle::*;
pub use notice::*;
pub use reseal::*;
pub use sending::*;

use crate::texts::Agency;
use crate::texts::KeyAction;
use crate::texts::KeyView;
use crate::texts::Message;
use crate::tips::Handlers;
use crate::tips::button::Button;

/// What every message of the report dialogue begins with.
pub const MARK: &str = "📝 ";

/// What a text about tips may mention.
#[derive(Debug, Clone, Copy)]
pub struct Desk<'a> {
    /// Who opens tips.
    pub handlers: &'a Handlers,
    /// Who runs the bot.
    pub agency: &'a Agency,
}

/// Whether one of the bot's messages belongs to the report dialogue.
#[must_use]
pub fn is_prompt(text: &str) -> bool {
    text.lines().any(|line| line.starts_with(MARK.trim_end()))
}

/// Words that ask something, as people begin or end questions with them.
const ASKING: &[&str] = &[
    "apa",
    "apakah",
    "bagaimana",
    "gimana",
    "siapa",
    "kapan",
    "dimana",
    "berapa",
    "mengapa",
    "kenapa",
    "boleh",
    "bolehkah",
    "bisa",
    "bisakah",
    "haruskah",
    "wajibkah",
    "dilarangkah",
];

/// Whether a text asks something, as far as its words tell.
#[must_use]
pub fn asks(text: &str) -> bool {
    let text = text.to_lowercase();
    let mut words = text.split(|letter: char| !letter.is_alphanumeric());
    text.contains('?') || words.any(|word| ASKING.contains(&word))
}

/// Puts buttons under a text.
fn message(desk: Desk<'_>, html: impl Into<String>, buttons: &[Vec<Button>]) -> Message {
    let key = |button: &Button| KeyView {
        label: button::label(desk.handlers, *button),
        action: KeyAction::Press(button.to_data()),
    };
    let keyboard = buttons.iter().map(|row| row.iter().map(key).collect()).collect();
    Message { html: html.into(), keyboard }
}

fn plain(html: impl Into<String>) -> Message {
    Message { html: html.into(), keyboard: Vec::new() }
}
