//! What is known of each word of the corpus beforehand: its stem and its pieces.

use super::hashes::Hash;
use super::hashes::Hashes;
use super::kept::Giving;
use super::kept::Taking;

/// Kind of the hashes of whole words.
const WHOLE: usize = 3;

/// The known words with their stems and pieces.
#[derive(Debug)]
pub(crate) struct Readings {
    words: Hashes,
    /// Where the stem of each word ends.
    stem_ends: Vec<u32>,
    stems: String,
    /// Where the pieces of each word end.
    gram_ends: Vec<u32>,
    /// Places of the pieces among the features.
    grams: Vec<u32>,
}

/// What is known of a word.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading<'known> {
    /// Its stem.
    pub(crate) stem: &'known str,
    /// The places of its pieces among the features.
    pub(crate) grams: &'known [u32],
}

impl Readings {
    /// Takes words with their stems and the places of their pieces.
    pub(crate) fn of(words: impl Iterator<Item = (String, String, Vec<u32>)>) -> Self {
        let mut words: Vec<(u64, String, Vec<u32>)> =
            words.map(|(word, stem, grams)| (whole(&word), stem, grams)).collect();
        words.sort_unstable_by_key(|(hash, _, _)| *hash);
        let mut readings = Self {
            words: Hashes::of(words.iter().map(|(hash, _, _)| *hash).collect()),
            stem_ends: Vec::with_capacity(words.len()),
            stems: String::new(),
            gram_ends: Vec::with_capacity(words.len()),
            grams: Vec::new(),
        };
        for (_, stem, grams) in words {
            readings.stems.push_str(&stem);
            readings.stem_ends.push(readings.stems.len() as u32);
            readings.grams.extend(grams);
            readings.gram_ends.push(readings.grams.len() as u32);
        }
        readings.stems.shrink_to_fit();
        readings.grams.shrink_to_fit();
        readings
    }

    /// Gives them away to be kept.
    pub(crate) fn give(&self, to: &mut Giving<'_>) {
        self.words.give(to);
        to.numbers(&self.stem_ends);
        to.numbers(self.stems.as_bytes());
        to.numbers(&self.gram_ends);
        to.numbers(&self.grams);
    }

    /// Takes back what was kept.
    pub(crate) fn take(from: &mut Taking<'_>) -> Option<Self> {
        Some(Self {
            words: Hashes::take(from)?,
            stem_ends: from.numbers()?,
            stems: from.text()?,
            gram_ends: from.numbers()?,
            grams: from.numbers()?,
        })
    }

    /// Returns what is known of a word.
    pub(crate) fn get(&self, word: &str) -> Option<Reading<'_>> {
        let place = self.words.place(whole(word))?;
        let stem = self.stems.get(range(&self.stem_ends, place)?)?;
        Some(Reading { stem, grams: self.grams.get(range(&self.gram_ends, place)?)? })
    }
}

/// Returns where the values of a place lie, by where those of each end.
fn range(ends: &[u32], place: usize) -> Option<std::ops::Range<usize>> {
    let start = place.checked_sub(1).map_or(Some(0), |before| ends.get(before).copied())?;
    Some(start as usize..*ends.get(place)? as usize)
}

/// Returns the hash of a word as it stands.
fn whole(word: &str) -> u64 {
    Hash::of_kind(WHOLE).text(word).number()
}
