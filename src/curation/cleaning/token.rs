//! Words of a text with the marks around them.

use crate::curation::cleaning::Mask;

/// A word, with what stands before and behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// Whether a space parts it from the one before.
    pub(super) apart: bool,
    pub(super) lead: String,
    pub(super) core: String,
    pub(super) tail: String,
    /// What stands in its place.
    pub(super) mask: Option<Mask>,
}

/// Marks at which words part even without a space, unless digits stand on both sides.
const PARTING: [char; 17] =
    [',', ';', ':', '|', '/', '(', ')', '"', '“', '”', '«', '»', '…', '!', '?', '.', '*'];

impl Token {
    /// The word in small letters.
    pub(super) fn lower(&self) -> String {
        self.core.to_lowercase()
    }

    /// Whether it is a word of letters, maybe with a dash or an apostrophe in it.
    pub(super) fn is_word(&self) -> bool {
        let mut letters = self.core.chars();
        self.mask.is_none()
            && self.core.chars().any(char::is_alphabetic)
            && letters.all(|letter| letter.is_alphabetic() || matches!(letter, '-' | '\'' | '’' | '`' | '.'))
    }

    pub(super) fn is_capitalised(&self) -> bool {
        self.core.chars().next().is_some_and(char::is_uppercase)
    }

    pub(super) fn is_all_capitals(&self) -> bool {
        let letters: Vec<char> = self.core.chars().filter(|letter| letter.is_alphabetic()).collect();
        letters.len() > 1 && letters.iter().all(|letter| letter.is_uppercase())
    }

    pub(super) fn letters(&self) -> usize {
        self.core.chars().filter(|letter| letter.is_alphabetic()).count()
    }

    pub(super) fn digits(&self) -> usize {
        self.core.chars().filter(|letter| letter.is_numeric()).count()
    }

    /// Whether a sentence ends behind it.
    pub(super) fn ends_sentence(&self) -> bool {
        self.tail.chars().any(|mark| matches!(mark, '.' | '!' | '?' | '…'))
    }

    /// Whether both were taken out, for the same reason, with nothing between them.
    fn is_one_with(&self, next: &Self) -> bool {
        let joined = self.tail.trim_matches('.').is_empty() && next.lead.is_empty();
        self.mask.is_some() && self.mask == next.mask && joined
    }

    /// Whether anything parts it from the next but a space.
    pub(super) fn ends_phrase(&self) -> bool {
        self.tail.chars().any(|mark| !matches!(mark, '.' | '-'))
    }
}

/// Splits a text into its words.
pub(super) fn split(text: &str) -> Vec<Token> {
    text.split_whitespace().flat_map(of_chunk).collect()
}

/// Writes words as a text; neighbours that were taken out for the same reason become one.
pub(super) fn join(tokens: &[Token]) -> String {
    let mut text = String::new();
    let befores = std::iter::once(None).chain(tokens.iter().map(Some));
    for (before, token) in befores.zip(tokens) {
        if before.is_some_and(|before| before.is_one_with(token)) {
            text.push_str(&token.tail);
            continue;
        }
        if token.apart && !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&token.lead);
        text.push_str(token.mask.map_or(token.core.as_str(), |mask| mask.as_str()));
        text.push_str(&token.tail);
    }
    text
}

fn of_chunk(chunk: &str) -> Vec<Token> {
    let pieces = if is_address(chunk) { vec![chunk.to_owned()] } else { pieces(chunk) };
    let placed = pieces.iter().enumerate().map(|(place, piece)| of_piece(piece, place == 0));
    placed.collect()
}

/// Whether a chunk must stay whole to be recognised.
pub(super) fn is_address(chunk: &str) -> bool {
    chunk.contains('@') || chunk.contains("://") || super::account::is_domain(chunk)
}

/// Parts a chunk behind every parting mark that is followed by a letter or a digit.
fn pieces(chunk: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let letters: Vec<char> = chunk.chars().collect();
    for (place, letter) in letters.iter().enumerate() {
        if let Some(last) = pieces.last_mut() {
            last.push(*letter);
        }
        let next = letters.get(place.saturating_add(1)).copied();
        let before = place.checked_sub(1).and_then(|place| letters.get(place)).copied();
        let numeric = |letter: Option<char>| letter.is_some_and(char::is_numeric);
        let opens = next.is_some_and(|next| next.is_alphanumeric() || next == '[');
        if PARTING.contains(letter) && opens && !(numeric(before) && numeric(next)) && before.is_some() {
            pieces.push(String::new());
        }
    }
    pieces
}

fn of_piece(piece: &str, apart: bool) -> Token {
    if let Some((lead, mask, tail)) = placeholder(piece) {
        return Token { apart, lead, core: String::new(), tail, mask: Some(mask) };
    }
    let inner = |letter: char| letter.is_alphanumeric() || matches!(letter, '@' | '+' | '_');
    let begin = piece.find(inner).unwrap_or(piece.len());
    let (lead, rest) = piece.split_at(begin);
    let end = rest.char_indices().rev().find(|(_, letter)| inner(*letter));
    let end = end.map_or(0, |(place, letter)| place.saturating_add(letter.len_utf8()));
    let (core, tail) = rest.split_at(end);
    Token { apart, lead: lead.to_owned(), core: core.to_owned(), tail: tail.to_owned(), mask: None }
}

/// What was taken out before stays taken out.
fn placeholder(piece: &str) -> Option<(String, Mask, String)> {
    Mask::ALL.into_iter().find_map(|mask| {
        let (lead, tail) = piece.split_once(mask.as_str())?;
        let marks = |text: &str| !text.chars().any(char::is_alphanumeric);
        (marks(lead) && marks(tail)).then(|| (lead.to_owned(), mask, tail.to_owned()))
    })
}
