//! Turns what a person typed into plain lower-case words, whatever the keyboard made of it.
//!
//! Nothing here knows Indonesian vocabulary; that is the work of [`Wordbook`](super::wordbook::Wordbook).

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::emoji;

/// Longer questions are cut here: Telegram's own limit for a message.
pub(crate) const LONGEST_QUESTION_CHARS: usize = 4096;

/// Returns the words of a text: compatibility forms folded, lower case, without invisible characters,
/// accents and punctuation, stretched letters shortened.
pub(crate) fn words(text: &str) -> Vec<String> {
    let text = cut(text);
    if text.is_ascii() { plain_words(text) } else { folded_words(text) }
}

/// Returns as much of a text as a question may have.
pub(crate) fn cut(text: &str) -> &str {
    match text.char_indices().nth(LONGEST_QUESTION_CHARS) {
        Some((end, _)) => text.get(..end).unwrap_or_default(),
        None => text,
    }
}

/// Returns the words of a text of nothing but ASCII, which has no compatibility forms and no accents.
fn plain_words(text: &str) -> Vec<String> {
    let mut words = Vec::with_capacity(text.len() / 5);
    for piece in text.split(|letter: char| !letter.is_ascii_alphanumeric() && !is_apostrophe(letter)) {
        let mut word = String::with_capacity(piece.len());
        word.extend(
            piece.chars().filter(|letter| !is_apostrophe(*letter)).map(|letter| letter.to_ascii_lowercase()),
        );
        if !word.is_empty() {
            words.push(if is_stretched(&word) { unstretch(&word) } else { word });
        }
    }
    words
}

/// Returns the words of any text.
fn folded_words(text: &str) -> Vec<String> {
    fold(text).split_whitespace().map(unstretch).collect()
}

/// Whether a character stands three times in a row.
fn is_stretched(word: &str) -> bool {
    word.as_bytes()
        .windows(3)
        .any(|letters| matches!(letters, [one, two, three] if one == two && two == three))
}

/// Returns the text in lower case with a space for everything that isn't a letter or digit.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let lower = text.nfkd().flat_map(char::to_lowercase).nfkd();
    for character in lower.filter(|character| !is_silent(*character)) {
        match emoji::word(character) {
            Some(word) => folded.extend([" ", word, " "]),
            None if character.is_alphanumeric() => folded.push(character),
            None => folded.push(' '),
        }
    }
    folded
}

/// Whether a character leaves no trace: accents, zero-width and direction marks, apostrophes inside words.
fn is_silent(character: char) -> bool {
    is_combining_mark(character)
        || matches!(character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{1f3fb}'..='\u{1f3ff}'
            | '\u{e0000}'..='\u{e0fff}')
        || is_apostrophe(character)
}

/// Whether a character stands inside of words without parting them.
fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | '‘' | 'ʼ' | '`')
}

/// Writes a letter that stands three times or more in a row once: "bolehhhh" is "boleh".
fn unstretch(word: &str) -> String {
    let mut shortened = String::with_capacity(word.len());
    let mut run: Option<(char, usize)> = None;
    let flush = |run: Option<(char, usize)>, shortened: &mut String| {
        if let Some((letter, times)) = run {
            let kept = if times > 2 && !letter.is_numeric() { 1 } else { times };
            shortened.extend(std::iter::repeat_n(letter, kept));
        }
    };
    for letter in word.chars() {
        run = match run {
            Some((same, times)) if same == letter => Some((same, times + 1)),
            finished => {
                flush(finished, &mut shortened);
                Some((letter, 1))
            }
        };
    }
    flush(run, &mut shortened);
    shortened
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::words;

    #[test]
    fn what_the_keyboard_adds_leaves_no_trace() {
        for (typed, clean) in [
            ("BOLEH, gak?!", "boleh gak"),
            ("bo\u{200b}leh\u{202e}", "boleh"),
            ("ｂｏｌｅｈ", "boleh"),
            ("bolééh", "boleeh"),
            ("bolehhhhh dooong", "boleh dong"),
            ("Jum'at/Sabtu", "jumat sabtu"),
            ("pasal 1000000", "pasal 1000000"),
            ("👍🏽 ya", "jempol ya"),
            ("\u{0}\u{7}", ""),
            ("", ""),
        ] {
            assert_eq!(words(typed).join(" "), clean, "{typed:?}");
        }
    }

    #[test]
    fn a_very_long_text_is_cut() {
        assert_eq!(words(&"a ".repeat(100_000)).len(), super::LONGEST_QUESTION_CHARS / 2);
    }

    proptest! {
        #[test]
        fn plain_texts_have_the_words_of_any_text(text in "[ -~\\x00-\\x7f]{0,30}|[aA'` 01.]{0,30}") {
            prop_assert_eq!(super::plain_words(&text), super::folded_words(&text));
        }

        #[test]
        fn cleaning_twice_is_cleaning_once(text in "\\PC{0,60}") {
            let once = words(&text);
            prop_assert_eq!(words(&once.join(" ")), once);
        }
    }
}
