//! The receipt: twenty digits that are all a tipster needs to come back, and all that leads to a tip.
//!
//! Nineteen digits are random (63 bits), the last checks them (Damm's quasigroup: it notices every
//! single wrong digit and every two neighbours swapped).

use std::fmt;

use zeroize::Zeroizing;

/// Digits of a receipt, the check digit among them.
pub const DIGITS: usize = 20;

/// Digits that are read and dictated together.
const GROUP: usize = 4;

/// H. M. Damm's quasigroup of order ten (dissertation, Marburg 2004).
const DAMM: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

/// A receipt. It never shows in a `Debug` rendering and is wiped from memory when dropped. Its digits stay
/// where they are when it is moved, so that no stack is left with a copy.
#[derive(Clone, PartialEq, Eq)]
pub struct Receipt(Zeroizing<Box<[u8]>>);

impl fmt::Debug for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Receipt(…)")
    }
}

impl Receipt {
    /// Makes a receipt of random bytes: 16 of them make every digit as likely as any other to 1 in 2^65.
    #[must_use]
    pub fn from_random(bytes: [u8; 16]) -> Self {
        let mut number = u128::from_be_bytes(bytes);
        let mut digits = Zeroizing::new(vec![0; DIGITS].into_boxed_slice());
        for digit in digits.iter_mut().take(DIGITS - 1) {
            *digit = u8::try_from(number % 10).unwrap_or_default();
            number /= 10;
        }
        let check = remainder(digits.iter().take(DIGITS - 1));
        if let Some(last) = digits.last_mut() {
            *last = check;
        }
        Self(digits)
    }

    /// Reads a text that is a receipt and nothing else; spaces, dashes and dots don't matter, nor does
    /// which script's digits it is written in.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let only = text.chars().all(|character| digit(character).is_some() || is_between(character));
        if only { Self::of(text.chars().filter_map(digit)) } else { None }
    }

    /// Finds a receipt anywhere in a text, also when other numbers stand beside it.
    #[must_use]
    pub fn find(text: &str) -> Option<Self> {
        // Nearly every text has too few digits.
        if text.chars().filter_map(digit).take(DIGITS).count() < DIGITS {
            return None;
        }
        let groups = groups(text);
        (0..groups.len()).find_map(|first| {
            let mut digits = Zeroizing::new(Vec::with_capacity(2 * DIGITS));
            for group in groups.iter().skip(first) {
                match group {
                    Group::Digits(more) => digits.extend_from_slice(more),
                    Group::Break => return None,
                }
                if digits.len() >= DIGITS {
                    return Self::of(digits.iter().copied());
                }
            }
            None
        })
    }

    /// Returns the digits in a row.
    #[must_use]
    pub fn digits(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(DIGITS));
        text.extend(self.0.iter().map(|digit| char::from(b'0'.saturating_add(*digit))));
        text
    }

    /// Returns the digits in groups of four.
    #[must_use]
    pub fn grouped(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(DIGITS + DIGITS / GROUP));
        for (index, digit) in self.0.iter().enumerate() {
            if index > 0 && index.is_multiple_of(GROUP) {
                text.push(' ');
            }
            text.push(char::from(b'0'.saturating_add(*digit)));
        }
        text
    }

    fn of(found: impl Iterator<Item = u8>) -> Option<Self> {
        let mut digits = Zeroizing::new(vec![0; DIGITS].into_boxed_slice());
        let mut count = 0_usize;
        for digit in found {
            *digits.get_mut(count)? = digit;
            count = count.saturating_add(1);
        }
        (count == DIGITS && remainder(digits.iter()) == 0).then_some(Self(digits))
    }
}

/// Damm's remainder: 0 for digits that end in their check digit.
fn remainder<'a>(digits: impl Iterator<Item = &'a u8>) -> u8 {
    digits.fold(0, |interim, digit| {
        let row = DAMM.get(usize::from(interim));
        row.and_then(|row| row.get(usize::from(*digit))).copied().unwrap_or_default()
    })
}

enum Group {
    Digits(Zeroizing<Vec<u8>>),
    Break,
}

/// Splits a text into runs of digits, with a break wherever something other than space or dash stands.
fn groups(text: &str) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut run = Zeroizing::new(Vec::with_capacity(DIGITS));
    for character in text.chars() {
        if let Some(digit) = digit(character) {
            run.push(digit);
            continue;
        }
        if !run.is_empty() {
            groups.push(Group::Digits(std::mem::take(&mut run)));
        }
        if !is_between(character) {
            groups.push(Group::Break);
        }
    }
    if !run.is_empty() {
        groups.push(Group::Digits(run));
    }
    groups
}

/// What may stand between digits of one receipt.
fn is_between(character: char) -> bool {
    let invisible = ['\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}', '\u{ad}'];
    let dash = ['-', '.', '_', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2212}'];
    character.is_whitespace() || dash.contains(&character) || invisible.contains(&character)
}

/// The value of a digit: Western, Arabic, Persian, Javanese, Balinese or full-width.
fn digit(character: char) -> Option<u8> {
    const ZEROS: [char; 6] = ['0', '\u{660}', '\u{6f0}', '\u{a9d0}', '\u{1b50}', '\u{ff10}'];
    ZEROS.iter().find_map(|zero| {
        let value = u32::from(character).checked_sub(u32::from(*zero))?;
        u8::try_from(value).ok().filter(|value| *value < 10)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::any;
    use proptest::prop_assert;
    use proptest::prop_assert_eq;
    use proptest::proptest;

    use super::Receipt;

    proptest! {
        #[test]
        fn a_receipt_reads_back_however_it_is_spaced(bytes in any::<[u8; 16]>(), gap in "[ \\-.\u{2013}]{0,2}") {
            let receipt = Receipt::from_random(bytes);
            let spaced = receipt.grouped().replace(' ', &gap);
            prop_assert_eq!(Receipt::parse(&spaced), Some(receipt.clone()));
            let within = format!("kode saya {} ya, 12 orang", *receipt.grouped());
            prop_assert_eq!(Receipt::find(&within), Some(receipt.clone()));
            let beside = format!("nomor 081 {} 17", *receipt.grouped());
            prop_assert_eq!(Receipt::find(&beside), Some(receipt));
        }

        #[test]
        fn one_wrong_digit_or_two_swapped_neighbours_are_noticed(bytes in any::<[u8; 16]>(), place in 0_usize..19, more in 1_u8..10) {
            let receipt = Receipt::from_random(bytes);
            let mut wrong = receipt.digits().as_bytes().to_vec();
            wrong[place] = b'0' + (wrong[place] - b'0' + more) % 10;
            prop_assert_eq!(Receipt::parse(std::str::from_utf8(&wrong).unwrap()), None);
            let mut swapped = receipt.digits().as_bytes().to_vec();
            swapped.swap(place, place + 1);
            let parsed = Receipt::parse(std::str::from_utf8(&swapped).unwrap());
            prop_assert!(swapped == receipt.digits().as_bytes() || parsed.is_none());
        }

        #[test]
        fn no_text_breaks_the_reader(text in "\\PC*") {
            let whole = Receipt::parse(&text);
            prop_assert!(whole.is_none() || Receipt::find(&text).is_some());
        }
    }

    #[test]
    fn digits_of_other_scripts_count() {
        let receipt = Receipt::from_random([7; 16]);
        let arabic: String = receipt
            .digits()
            .chars()
            .map(|digit| char::from_u32(0x660 + digit.to_digit(10).unwrap()).unwrap())
            .collect();
        assert_eq!(Receipt::parse(&arabic), Some(receipt));
    }

    #[test]
    fn a_receipt_never_shows() {
        assert_eq!(format!("{:?}", Receipt::from_random([9; 16])), "Receipt(…)");
    }
}
