//! Cuts away what came along with a question and is no part of it: markup, links, the heads that messengers
//! put before what is passed on, numbers of a list, who is speaking, greetings and thanks.
//!
//! It reads the text as it was typed, since afterwards no punctuation tells what is what. Content wins: where
//! nothing would be left, nothing is cut.

mod courtesy;
mod head;
mod markup;

use super::clean::LONGEST_QUESTION_CHARS;

/// Returns what a text asks, without what surrounds it.
pub(crate) fn cut(text: &str) -> String {
    let text: String = text.chars().take(LONGEST_QUESTION_CHARS).collect();
    let plain = markup::without_tags(&text);
    let lines: Vec<String> = plain.lines().map(|line| markup::without_links(head::without(line))).collect();
    let bare = courtesy::without(&markup::without_signature(&lines.join("\n")));
    if says_something(&bare) { bare } else { text }
}

fn says_something(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// A word as lists have it: letters and digits in lower case.
fn folded(word: &str) -> String {
    word.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests;
