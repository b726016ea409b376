//! Concepts: what one or two words stand for, found by the words themselves or by their stems.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::clean;
use super::features::CONCEPTS;
use super::features::WORDS;
use super::hashes::Hash;

/// A concept as a feature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Concept {
    pub(crate) name: String,
    pub(crate) feature: u64,
}

/// The concepts of a vocabulary.
#[derive(Debug, Default)]
pub(crate) struct Concepts {
    all: Vec<Concept>,
    /// Concepts by the words, one or two, that stand for them.
    by_words: FxHashMap<u64, usize>,
    /// Concepts by the stems of these words, unless several concepts claim them ("memilih", "terpilih").
    by_stems: FxHashMap<u64, usize>,
}

impl Concepts {
    /// Takes the concepts with the words that stand for them.
    pub(crate) fn new(concepts: &BTreeMap<String, Vec<String>>, stem: impl Fn(&str) -> String) -> Self {
        let mut found = Self::default();
        let mut by_stems: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
        for (number, (name, members)) in concepts.iter().enumerate() {
            let feature = Hash::of_kind(CONCEPTS).text(name).number();
            found.all.push(Concept { name: name.clone(), feature });
            for words in members.iter().map(|member| clean::words(member)) {
                let stems: Vec<String> = words.iter().map(|word| stem(word)).collect();
                let same = by_stems.entry(joined(&stems)).or_default();
                if !same.contains(&number) {
                    same.push(number);
                }
                found.by_words.insert(joined(&words), number);
            }
        }
        let alone = by_stems.into_iter().filter_map(|(stems, concepts)| match concepts.as_slice() {
            [concept] => Some((stems, *concept)),
            _ => None,
        });
        found.by_stems = alone.collect();
        found
    }

    /// Returns the concepts of single words and of pairs, the word itself before its stem.
    pub(crate) fn among<'t, Word: AsRef<str>>(
        &'t self,
        words: &'t [Word],
        stems: &'t [impl AsRef<str>],
    ) -> impl Iterator<Item = (&'t [Word], &'t Concept)> {
        let pieces = words.chunks(1).zip(stems.chunks(1)).chain(words.windows(2).zip(stems.windows(2)));
        pieces.filter_map(|(words, stems)| {
            let exact = self.by_words.get(&joined(words));
            let concept = exact.or_else(|| self.by_stems.get(&joined(stems)))?;
            Some((words, self.all.get(*concept)?))
        })
    }
}

/// Returns the hash of words with a space between them.
fn joined(words: &[impl AsRef<str>]) -> u64 {
    let mut words = words.iter();
    let first = Hash::of_kind(WORDS).text(words.next().map_or("", AsRef::as_ref));
    words.fold(first, |hash, word| hash.letter(' ').text(word.as_ref())).number()
}
