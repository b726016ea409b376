//! How alike two words are as they are typed: the similarity of Jaro and Winkler, as `strsim` works it out, for one
//! word against many.

/// Letters at the beginning whose agreement counts more.
const BEGINNING: usize = 4;

/// Letters that the quick way takes.
const MOST_LETTERS: usize = 64;

/// Characters that the quick way takes.
const CHARACTERS: usize = 128;

/// A typed word, ready to be compared with many.
#[derive(Debug)]
pub(crate) struct Typed<'word> {
    word: &'word str,
    letters: usize,
    /// One bit for each place where a character stands; none for words the quick way doesn't take.
    places: Option<Box<[u64; CHARACTERS]>>,
}

impl<'word> Typed<'word> {
    /// Takes a word.
    pub(crate) fn new(word: &'word str) -> Self {
        let places = (word.is_ascii() && word.len() <= MOST_LETTERS).then(|| {
            let mut places = Box::new([0_u64; CHARACTERS]);
            for (place, letter) in word.bytes().enumerate() {
                if let Some(places) = places.get_mut(usize::from(letter)) {
                    *places |= 1 << place;
                }
            }
            places
        });
        Self { word, letters: word.chars().count(), places }
    }

    /// Returns how many letters the word has.
    pub(crate) fn letters(&self) -> usize {
        self.letters
    }

    /// Returns how alike another word is, 0 to 1.
    pub(crate) fn similarity(&self, other: &str) -> f64 {
        match &self.places {
            Some(places) if other.is_ascii() && other.len() <= MOST_LETTERS => self.quickly(places, other),
            _ => strsim::jaro_winkler(other, self.word),
        }
    }

    fn quickly(&self, places: &[u64; CHARACTERS], other: &str) -> f64 {
        let (matched_here, matched_there) = self.matches(places, other);
        let matches = matched_here.count_ones() as usize;
        if matches == 0 {
            return if other.is_empty() && self.letters == 0 { 1.0 } else { 0.0 };
        }
        let here = bits(matched_here).filter_map(|place| self.word.as_bytes().get(place));
        let there = bits(matched_there).filter_map(|place| other.as_bytes().get(place));
        let transpositions = here.zip(there).filter(|(one, other)| one != other).count() / 2;
        let matched = matches as f64;
        let jaro = ((matched / other.len() as f64)
            + (matched / self.letters as f64)
            + ((matches - transpositions) as f64 / matched))
            / 3.0;
        if jaro <= 0.7 {
            return jaro;
        }
        let letters = other.bytes().zip(self.word.bytes()).take(BEGINNING);
        let common = letters.take_while(|(one, other)| one == other).count();
        jaro + 0.1 * common as f64 * (1.0 - jaro)
    }

    /// Returns the places of the letters that both words have near one another, in this word and in the other.
    fn matches(&self, places: &[u64; CHARACTERS], other: &str) -> (u64, u64) {
        let range = (self.letters.max(other.len()) / 2).saturating_sub(1);
        let (mut here, mut there) = (0_u64, 0_u64);
        for (place, letter) in other.bytes().enumerate() {
            let near = below(place + range + 1) & !below(place.saturating_sub(range));
            let free = places.get(usize::from(letter)).copied().unwrap_or_default() & near & !here;
            here |= free & free.wrapping_neg();
            there |= u64::from(free != 0) << place;
        }
        (here, there)
    }
}

/// Returns one bit for each place before this one.
fn below(place: usize) -> u64 {
    if place >= MOST_LETTERS { u64::MAX } else { (1 << place) - 1 }
}

/// Returns the places of the bits of a number.
fn bits(mut number: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = number.trailing_zeros() as usize;
        (number != 0).then(|| {
            number &= number - 1;
            place
        })
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Typed;

    proptest! {
        #[test]
        fn words_are_to_the_bit_as_alike_as_a_plain_comparison_says(
            one in "[a-d0é]{0,9}|[a-c]{0,70}",
            other in "[a-d0é]{0,9}|[a-c]{0,70}",
        ) {
            let similarity = Typed::new(&one).similarity(&other);
            prop_assert_eq!(similarity.to_bits(), strsim::jaro_winkler(&other, &one).to_bits());
        }
    }
}
