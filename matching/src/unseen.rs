//! Letters that nobody sees: pasted along with what was meant, and never a part of it.

/// Whether a letter takes no place on a screen: marks of direction, joiners, zero-width spaces.
#[must_use]
pub fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}
