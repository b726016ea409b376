//! Takes names, numbers and accounts out of a text, so that nobody can be found by it.
//!
//! It errs towards taking out: whoever passes a text on sees what is left, and can write it anew.

mod account;
mod name;
mod number;
mod token;
mod words;

use crate::conversation::is_unseen;
use crate::curation::cleaning::token::Token;

/// Rounds after which a text is taken as clean: one round can lay open what the next takes out.
const MOST_ROUNDS: usize = 4;

/// Most letters that are looked at; longer texts aren't passed on anyway.
const MOST_LETTERS: usize = 2_000;

/// What stands in place of what was taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mask {
    /// A name of a person or a place.
    Name,
    /// A number that may lead to somebody.
    Number,
    /// An account, an address or a link.
    Account,
}

impl Mask {
    const ALL: [Self; 3] = [Self::Name, Self::Number, Self::Account];

    fn as_str(self) -> &'static str {
        match self {
            Self::Name => "[nama]",
            Self::Number => "[angka]",
            Self::Account => "[akun]",
        }
    }
}

/// Returns the text on one line, without names, numbers and accounts. `knows` tells the FAQ's own words.
/// Cleaning what was cleaned changes nothing.
#[must_use]
pub fn cleaned(text: &str, knows: &dyn Fn(&str) -> bool) -> String {
    let mut text: String = text.chars().filter(|letter| !is_hidden(*letter)).take(MOST_LETTERS).collect();
    let mut rounds = 0..MOST_ROUNDS;
    while rounds.next().is_some() {
        let cleaner = round(&text, knows);
        if cleaner == text {
            break;
        }
        text = cleaner;
    }
    text
}

/// Returns a cleaned text as a phrase of an entry: what was taken out leaves no trace.
#[must_use]
pub fn as_phrase(cleaned: &str) -> String {
    let without = Mask::ALL.iter().fold(cleaned.to_owned(), |text, mask| text.replace(mask.as_str(), " "));
    let words: Vec<&str> =
        without.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).collect();
    words.join(" ")
}

fn round(text: &str, knows: &dyn Fn(&str) -> bool) -> String {
    let mut tokens = token::split(text);
    account::mask(&mut tokens, knows);
    number::mask(&mut tokens);
    name::mask(&mut tokens, knows);
    token::join(&tokens)
}

/// Letters that nobody sees, and that can hide what they stand in.
fn is_hidden(letter: char) -> bool {
    is_unseen(letter) || (letter.is_control() && !letter.is_whitespace())
}

/// Runs of neighbours that a test finds, as ranges of places.
fn runs(tokens: &[Token], of_run: impl Fn(&Token) -> bool) -> Vec<std::ops::Range<usize>> {
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    for place in tokens.iter().enumerate().filter(|(_, token)| of_run(token)).map(|(place, _)| place) {
        match found.last_mut() {
            Some(last) if last.end == place => last.end = place.saturating_add(1),
            _ => found.push(place..place.saturating_add(1)),
        }
    }
    found
}

#[cfg(test)]
mod tests;
