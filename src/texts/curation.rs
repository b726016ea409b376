//! Everything said to those who keep the FAQ right. One file per flow.

pub mod publish;

use crate::texts::Message;

/// Nothing is open (any more).
#[must_use]
pub fn nothing_open() -> Message {
    Message { html: "Tidak ada yang terbuka.".to_owned(), keyboard: Vec::new() }
}

/// Returns the callback data of the button that a typed number or label names.
#[must_use]
pub fn read_typed(offered: &[(String, String)], text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches('.');
    let by_number = text.parse::<usize>().ok().and_then(|number| offered.get(number.checked_sub(1)?));
    let by_label = || offered.iter().find(|(label, _)| label.to_lowercase() == text.to_lowercase());
    by_number.or_else(by_label).map(|(_, data)| data.clone())
}
