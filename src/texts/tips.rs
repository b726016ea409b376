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
