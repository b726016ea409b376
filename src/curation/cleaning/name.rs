//! Names of people and places.

use crate::curation::cleaning::Mask;
use crate::curation::cleaning::token::Token;
use crate::curation::cleaning::words::HONORIFICS;
use crate::curation::cleaning::words::MYSELF;
use crate::curation::cleaning::words::NAMES;
use crate::curation::cleaning::words::OFFICES;
use crate::curation::cleaning::words::PLACES;
use crate::curation::cleaning::words::SHORT_HONORIFICS;

/// Words that a name which somebody tells of himself can have.
const LONGEST_NAME: usize = 4;

/// From how many letters on a word in capitals is a name rather than an abbreviation.
const SHORTEST_IN_CAPITALS: usize = 6;

/// What is known of the whole text.
struct Reader<'a> {
    knows: &'a dyn Fn(&str) -> bool,
    /// Whether capitals tell nothing, since nearly everything is written in them.
    shouts: bool,
}

pub(super) fn mask(tokens: &mut [Token], knows: &dyn Fn(&str) -> bool) {
    let words: Vec<&Token> = tokens.iter().filter(|token| token.is_word() && token.letters() > 1).collect();
    let loud = words.iter().filter(|token| token.is_all_capitals()).count();
    let shouts = loud >= 3 && loud.saturating_mul(2) > words.len();
    let reader = Reader { knows, shouts };
    for place in 0..tokens.len() {
        if let Some((before, rest)) = tokens.split_at_mut_checked(place) {
            reader.after(before, rest);
        }
    }
    reader.alone(tokens);
}

impl Reader<'_> {
    /// Takes out the name that follows what was said before.
    fn after(&self, before: &[Token], rest: &mut [Token]) {
        let Some(last) = before.last().filter(|last| last.mask.is_none()) else { return };
        let word = last.lower();
        if introduces(before) {
            self.take(rest, LONGEST_NAME, |reader, token| reader.may_be_told(token));
        } else if is_honorific(last, &word) {
            self.take(rest, LONGEST_NAME, |reader, token| reader.may_be_name(token));
        } else if OFFICES.contains(&word.as_str())
            && before.iter().rev().nth(1).is_some_and(|token| is_honorific(token, &token.lower()))
        {
            self.take(rest, LONGEST_NAME, |reader, token| reader.may_be_name(token));
        } else if PLACES.contains(&word.as_str()) && !last.ends_phrase() {
            self.take(rest, LONGEST_NAME, Self::is_strange);
        }
    }

    fn take(&self, rest: &mut [Token], most: usize, belongs: impl Fn(&Self, &Token) -> bool) {
        for token in rest.iter_mut().take(most) {
            if token.mask.is_some() || !token.is_word() || !belongs(self, token) {
                return;
            }
            token.mask = Some(Mask::Name);
            if token.ends_phrase() {
                return;
            }
        }
    }

    /// Takes out what is a name wherever it stands.
    fn alone(&self, tokens: &mut [Token]) {
        let strange_pair: Vec<bool> = tokens
            .iter()
            .zip(tokens.iter().skip(1).map(Some).chain([None]))
            .map(|(token, next)| {
                next.is_some_and(|next| {
                    self.is_strange_capital(token)
                        && (next.mask == Some(Mask::Name) || self.is_strange_capital(next))
                })
            })
            .collect();
        let mut begins = true;
        for (token, pair) in tokens.iter_mut().zip(strange_pair) {
            let mid_sentence = !begins;
            begins = token.ends_sentence();
            let strange = self.is_strange_capital(token) && (mid_sentence || pair);
            let shouted = self.shouts && self.is_strange(token) && token.letters() > 2;
            if token.is_word() && (is_common_name(&token.lower()) || strange || shouted) {
                token.mask = Some(Mask::Name);
            }
        }
    }

    /// A word the FAQ doesn't have.
    fn is_strange(&self, token: &Token) -> bool {
        token.is_word()
            && token.core.split('-').any(|part| !part.is_empty() && !(self.knows)(&part.to_lowercase()))
    }

    fn is_strange_capital(&self, token: &Token) -> bool {
        let long = !token.is_all_capitals() || token.letters() >= SHORTEST_IN_CAPITALS;
        !self.shouts && token.is_capitalised() && token.letters() > 1 && long && self.is_strange(token)
    }

    /// After an honorific.
    fn may_be_name(&self, token: &Token) -> bool {
        let word = token.lower();
        let office = OFFICES.contains(&word.as_str());
        is_common_name(&word)
            || (!office
                && (self.is_strange(token)
                    || (!self.shouts && token.is_capitalised() && !token.is_all_capitals())))
    }

    /// After "nama saya".
    fn may_be_told(&self, token: &Token) -> bool {
        let capital = !self.shouts && token.is_capitalised() && !OFFICES.contains(&token.lower().as_str());
        is_common_name(&token.lower()) || self.is_strange(token) || (capital && !token.is_all_capitals())
    }
}

/// "nama saya", "namaku", "perkenalkan saya", "bernama".
fn introduces(before: &[Token]) -> bool {
    let mut last = before.iter().rev().map(Token::lower);
    let (one, two) = (last.next().unwrap_or_default(), last.next().unwrap_or_default());
    let me = MYSELF.contains(&one.as_str());
    let named = ["nama", "perkenalkan", "kenalkan", "panggil", "inisial"].contains(&two.as_str());
    let lengkap = one == "lengkap" && two == "nama";
    (me && named)
        || lengkap
        || ["namaku", "namanya", "bernama", "dipanggil", "inisial", "a.n"].contains(&one.as_str())
}

fn is_honorific(token: &Token, word: &str) -> bool {
    if token.ends_phrase() || token.mask.is_some() {
        return false;
    }
    let marked = token.is_capitalised() || token.tail.starts_with('.');
    HONORIFICS.contains(&word) || (marked && SHORT_HONORIFICS.contains(&word))
}

fn is_common_name(word: &str) -> bool {
    let bare = word.strip_suffix("nya").unwrap_or(word);
    bare.split('-').any(|part| NAMES.contains(&part))
}
