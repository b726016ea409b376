//! The emoji that carry meaning in questions about conduct on social media, as words.

/// Returns the word for an emoji that matters; all others are dropped like punctuation.
pub(crate) fn word(character: char) -> Option<&'static str> {
    Some(match character {
        '👍' | '🫰' => "jempol",
        '❤' | '💙' | '💚' | '💛' | '🧡' | '💜' | '🖤' | '🤍' | '😍' | '🥰' => {
            "emoji hati"
        }
        '🔥' | '💪' | '👏' | '🙌' | '✊' => "emoji dukungan",
        '😂' | '🤣' => "emoji tertawa",
        '😡' | '🤬' | '👎' => "emoji marah",
        '☝' | '✌' | '🤞' | '🤟' | '🤘' | '👌' | '🖐' | '👆' => "pose jari",
        '📸' | '📷' | '🤳' => "foto",
        _ => return None,
    })
}
