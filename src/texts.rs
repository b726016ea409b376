//! Every sentence people read, except the FAQ itself.

use serde::Deserialize;
use serde::Serialize;

/// A message as people see it: text in Telegram's HTML and rows of buttons under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Telegram's HTML; at most 4,096 UTF-16 units once parsed.
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
