//! Numbers that may lead to somebody: of employees, citizens, telephones, cars. Years and articles stay.

use crate::curation::cleaning::Mask;
use crate::curation::cleaning::runs;
use crate::curation::cleaning::token::Token;
use crate::curation::cleaning::words::DIGITS;
use crate::curation::cleaning::words::LAW;

/// Digits from which on a number may lead to somebody.
const TELLING: usize = 4;

pub(super) fn mask(tokens: &mut [Token]) {
    plates(tokens);
    spelled_out(tokens);
    for run in runs(tokens, is_numeric) {
        let before = run.start.checked_sub(1).and_then(|place| tokens.get(place));
        let after_law = before.is_some_and(|token| LAW.contains(&token.lower().as_str()));
        let Some(run) = tokens.get_mut(run) else { continue };
        let digits: usize = run.iter().map(Token::digits).sum();
        if digits >= TELLING
            && !run.iter().all(|token| are_years(&token.core))
            && !(after_law && is_of_law(run))
        {
            run.iter_mut().for_each(|token| token.mask = Some(Mask::Number));
        }
    }
    for token in tokens.iter_mut().filter(|token| token.mask.is_none() && token.letters() > 0) {
        if token.digits() >= TELLING && !is_mixed_harmlessly(&token.core) {
            token.mask = Some(Mask::Number);
        }
    }
}

/// Digits and what people part them with.
fn is_numeric(token: &Token) -> bool {
    let between = |letter: char| letter.is_numeric() || "+-./:()".contains(letter);
    token.mask.is_none() && token.digits() > 0 && token.core.chars().all(between)
}

/// Four digits that are a year of this republic.
pub(super) fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse::<u16>().is_ok_and(|year| (1945..2100).contains(&year))
}

fn are_years(core: &str) -> bool {
    core.split(['-', '/', '.']).all(is_year)
}

/// "280", "94/2021", "20 2023".
fn is_of_law(run: &[Token]) -> bool {
    let parts: Vec<&str> = run.iter().flat_map(|token| token.core.split('/')).collect();
    let short = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    match parts.as_slice() {
        [number] => short(number),
        [number, year] => short(number) && is_year(year),
        _ => false,
    }
}

/// "PP94/2021", "pilkada2024".
fn is_mixed_harmlessly(core: &str) -> bool {
    let begin = core.find(|letter: char| letter.is_numeric()).unwrap_or(core.len());
    let (word, number) = core.split_at(begin);
    let of_law = || {
        let (first, year) = number.split_once('/').unwrap_or((number, "2000"));
        (1..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_digit()) && is_year(year)
    };
    is_year(number) || (LAW.contains(&word.to_lowercase().as_str()) && of_law())
}

/// Four digits or more as words.
fn spelled_out(tokens: &mut [Token]) {
    for run in runs(tokens, |token| token.mask.is_none() && DIGITS.contains(&token.lower().as_str())) {
        let Some(run) = tokens.get_mut(run) else { continue };
        if run.len() >= TELLING {
            run.iter_mut().for_each(|token| token.mask = Some(Mask::Number));
        }
    }
}

/// Number plates: "B 12 CD", "AB1234CD".
fn plates(tokens: &mut [Token]) {
    let capitals = |text: &str, most: usize| {
        (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase())
    };
    let number = |text: &str| (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_plate =
        |area: &str, middle: &str, end: &str| capitals(area, 2) && number(middle) && capitals(end, 3);
    for place in 0..tokens.len() {
        let Some(rest) = tokens.get_mut(place..) else { break };
        if let [area, middle, end, ..] = rest
            && is_plate(&area.core, &middle.core, &end.core)
        {
            [area, middle, end].into_iter().for_each(|token| token.mask = Some(Mask::Number));
        } else if let [token, ..] = rest {
            let area: String = token.core.chars().take_while(|letter| !letter.is_numeric()).collect();
            let rest = token.core.strip_prefix(&area).unwrap_or_default();
            let middle: String = rest.chars().take_while(|letter| letter.is_numeric()).collect();
            let end = rest.strip_prefix(&middle).unwrap_or_default();
            if is_plate(&area, &middle, end) {
                token.mask = Some(Mask::Number);
            }
        }
    }
}
