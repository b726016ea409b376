//! Keys as WebDriver names them, and the two directions of the Tab key.

pub(super) const ENTER: &str = "\u{E007}";
pub(super) const ESCAPE: &str = "\u{E00C}";
pub(super) const SPACE: &str = " ";
pub(super) const UP: &str = "\u{E013}";
pub(super) const CONTROL_A: &str = "\u{E009}a";
pub(super) const CONTROL_V: &str = "\u{E009}v";
/// Tab.
pub(super) const DOWN_TO_THE_NEXT: &str = "\u{E004}";
/// Shift and Tab.
pub(super) const UP_TO_THE_LAST: &str = "\u{E008}\u{E004}";

/// Whether a key is held while the following ones are pressed.
pub(super) fn is_held(key: char) -> bool {
    matches!(key, '\u{E008}' | '\u{E009}')
}
