//! Features of a text and their weights: words and word pairs (stemmed), character n-grams inside words
//! (not stemmed), concepts.
//!
//! Each block has sublinear counts, inverse document frequency and its own unit length, so that neither
//! drowns the other. One joint length or no idf cost .03 to .05 top-1.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use snowball_stemmers_rs::Algorithm;
use snowball_stemmers_rs::Stemmer;

use super::concepts::Concepts;
use super::corpus::Language;
use super::hashes::Hash;
use super::hashes::Hashes;
use super::kept::Giving;
use super::kept::Taking;
use super::readings::Readings;
use super::sparse::Rows;
use super::sparse::SparseVector;
use super::sparse::length;
use super::texts::Texts;
use crate::Vocabulary;

/// Lengths of character n-grams; 3 to 4 was within .01 of 2 to 5 at half the features.
const CHARACTERS: std::ops::RangeInclusive<usize> = 3..=4;

/// Weight of each block. Words at 1.3 gave .008 in cross-validation over words at 1. Concepts at .5 or more cost
/// AUROC: out-of-scope questions hold the same concepts.
const BLOCK_WEIGHTS: [f32; 3] = [1.3, 1.0, 0.3];

/// A feature is frequent if more than one text in so many has it. Comparing phrases without these takes half the
/// time and changed no figure.
const FREQUENT: u32 = 25;

/// In fewer texts every feature tells.
const MANY: usize = 1_000;

/// The blocks, which are also the kinds of hashes.
pub(crate) const WORDS: usize = 0;
pub(crate) const LETTERS: usize = 1;
pub(crate) const CONCEPTS: usize = 2;

/// All features of the training texts.
pub(crate) struct FeatureSpace {
    stemmer: Option<Stemmer>,
    concepts: Concepts,
    known: Hashes,
    /// Number and idf of each known feature, in the order of their hashes.
    weights: Vec<(u32, f32)>,
    readings: Readings,
    texts: usize,
}

impl FeatureSpace {
    /// Learns which features there are and how rare each is, and returns the vectors of the texts as well.
    pub(crate) fn learn(texts: &Texts, vocabulary: &Vocabulary, language: Language) -> (Self, Rows) {
        let stemmer = stemmer(language);
        let concepts = Concepts::new(&vocabulary.concepts, |word| stem(stemmer.as_ref(), word).into_owned());
        let mut read: FxHashMap<&str, (Cow<'_, str>, Vec<u64>)> = FxHashMap::default();
        for word in texts.dictionary() {
            read.insert(word, (stem(stemmer.as_ref(), word), letter_grams(word).collect()));
        }
        let mut documents: FxHashMap<u64, u32> = FxHashMap::default();
        for words in texts.iter() {
            let known = || words.iter().filter_map(|word| read.get(word));
            let stems: Vec<&str> = known().map(|(stem, _)| stem.as_ref()).collect();
            let of_concepts = concepts.among(&words, &stems).map(|(_, concept)| concept.feature);
            let of_letters = known().flat_map(|(_, grams)| grams.iter().copied());
            let mut features: Vec<u64> = terms(&stems).chain(of_letters).chain(of_concepts).collect();
            features.sort_unstable();
            features.dedup();
            features.into_iter().for_each(|feature| *documents.entry(feature).or_default() += 1);
        }
        let known = Hashes::of(documents.keys().copied().collect());
        let weights = numbered(documents, texts.len());
        let place = |feature| known.place(feature).map(|place| place as u32);
        let of_word = |(word, (stem, grams)): (&'_ str, (Cow<'_, str>, Vec<u64>))| {
            (word.to_owned(), stem.into_owned(), grams.into_iter().filter_map(place).collect())
        };
        let readings = Readings::of(read.into_iter().map(of_word));
        let space = Self { stemmer, concepts, known, weights, readings, texts: texts.len() };
        let vectors = Rows::of(texts.iter().map(|words| space.vector(&words)));
        (space, vectors)
    }

    /// Gives them away to be kept.
    pub(crate) fn give(&self, to: &mut Giving<'_>) {
        self.known.give(to);
        to.numbers(&self.weights.iter().map(|(number, _)| *number).collect::<Vec<_>>());
        to.numbers(&self.weights.iter().map(|(_, idf)| *idf).collect::<Vec<_>>());
        self.readings.give(to);
        to.many(self.texts);
    }

    /// Takes back what was kept of those of a vocabulary.
    pub(crate) fn take(from: &mut Taking<'_>, vocabulary: &Vocabulary, language: Language) -> Option<Self> {
        let stemmer = stemmer(language);
        let concepts = Concepts::new(&vocabulary.concepts, |word| stem(stemmer.as_ref(), word).into_owned());
        let (known, numbers, idf) = (Hashes::take(from)?, from.numbers()?, from.numbers()?);
        let weights = numbers.into_iter().zip(idf).collect();
        let (readings, texts) = (Readings::take(from)?, from.many()?);
        Some(Self { stemmer, concepts, known, weights, readings, texts })
    }

    /// Returns how many features there are.
    pub(crate) fn len(&self) -> usize {
        self.known.len()
    }

    /// Returns how many features are frequent; they have the lowest numbers.
    pub(crate) fn frequent(&self) -> u32 {
        if self.texts < MANY {
            return 0;
        }
        let rarest = (FREQUENT as f32).ln() + 1.0;
        self.weights.iter().filter(|(_, idf)| *idf < rarest).count() as u32
    }

    /// Returns the weights of a text's known features.
    pub(crate) fn vector(&self, words: &[impl AsRef<str>]) -> SparseVector {
        let place = |feature| self.known.place(feature).map(|place| place as u32);
        let mut of_letters = Vec::with_capacity(16 * words.len());
        let mut stems = Vec::with_capacity(words.len());
        for word in words.iter().map(AsRef::as_ref) {
            match self.readings.get(word) {
                Some(known) => {
                    of_letters.extend_from_slice(known.grams);
                    stems.push(Cow::Borrowed(known.stem));
                }
                None => {
                    of_letters.extend(letter_grams(word).filter_map(place));
                    stems.push(stem(self.stemmer.as_ref(), word));
                }
            }
        }
        let of_words = terms(&stems).filter_map(place).collect();
        let concepts = self.concepts.among(words, &stems);
        let of_concepts = concepts.filter_map(|(_, concept)| place(concept.feature)).collect();
        self.weigh([of_words, of_letters, of_concepts])
    }

    /// Returns the weights of known features, given block by block by their places, as often as they occur.
    fn weigh(&self, blocks: [Vec<u32>; 3]) -> SparseVector {
        let mut vector = SparseVector::with_capacity(blocks.iter().map(Vec::len).sum());
        for (mut places, weight) in blocks.into_iter().zip(BLOCK_WEIGHTS) {
            let begin = vector.len();
            places.sort_unstable();
            vector.extend(places.chunk_by(|one, next| one == next).filter_map(|run| {
                let (number, idf) = *self.weights.get(*run.first()? as usize)?;
                Some((number, sublinear(run.len()) * idf))
            }));
            let own = vector.get_mut(begin..).unwrap_or_default();
            let scale = weight / length(own);
            own.iter_mut().for_each(|(_, value)| *value *= scale);
        }
        vector.sort_unstable_by_key(|(number, _)| *number);
        vector
    }

    /// Returns the weights of all features of a text, known or not, in order and of length 1: what the
    /// corpus lacks altogether is what such texts are about.
    pub(crate) fn sketch(&self, words: &[String]) -> Vec<(u64, f32)> {
        let unknown = (1.0 + self.texts as f32).ln() + 1.0;
        let mut sketch: Vec<(u64, f32)> = Vec::new();
        for (block, weight) in self.counted(words).iter().zip(BLOCK_WEIGHTS) {
            let weigh = |(feature, times): &(u64, usize)| {
                (*feature, sublinear(*times) * self.weight(*feature).map_or(unknown, |(_, idf)| idf))
            };
            let own: Vec<(u64, f32)> = block.iter().map(weigh).collect();
            let length =
                own.iter().map(|(_, value)| value * value).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
            sketch.extend(own.into_iter().map(|(feature, value)| (feature, value * weight / length)));
        }
        let length = sketch.iter().map(|(_, value)| value * value).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
        sketch.iter_mut().for_each(|(_, value)| *value /= length);
        sketch.sort_unstable_by_key(|(feature, _)| *feature);
        sketch
    }

    /// Returns the features of a text, known or not, block by block, each once with how often it occurs.
    fn counted(&self, words: &[String]) -> [Vec<(u64, usize)>; 3] {
        let stems = self.stems(words);
        let of_letters = words.iter().flat_map(|word| letter_grams(word)).collect();
        let of_concepts = self.concepts.among(words, &stems).map(|(_, concept)| concept.feature).collect();
        [terms(&stems).collect(), of_letters, of_concepts].map(|mut features: Vec<u64>| {
            features.sort_unstable();
            let runs = features.chunk_by(|one, next| one == next);
            runs.filter_map(|run| Some((*run.first()?, run.len()))).collect()
        })
    }

    /// Returns the known features of a text with their numbers and what a person would call them: words and
    /// pairs as stems, pieces of words between bars, concepts in brackets.
    pub(crate) fn names(&self, words: &[String]) -> BTreeMap<u32, String> {
        let stems = self.stems(words);
        let middle = stems.windows(2).map(|pair| pair.join(" "));
        let first = stems.first().map(|stem| format!("^ {stem}"));
        let last = stems.last().map(|stem| format!("{stem} $"));
        let names = stems.iter().map(ToString::to_string).chain(first).chain(middle).chain(last);
        let of_words = names.map(|name| (Hash::of_kind(WORDS).text(&name).number(), name));
        let of_letters = words.iter().flat_map(|word| letter_windows(word)).map(|gram| {
            let hash = gram.iter().copied().fold(Hash::of_kind(LETTERS), Hash::letter);
            (hash.number(), format!("|{}|", gram.iter().collect::<String>()))
        });
        let of_concepts = self.concepts.among(words, &stems).map(|(_, concept)| concept);
        let of_concepts = of_concepts.map(|concept| (concept.feature, format!("[{}]", concept.name)));
        let all = of_words.chain(of_letters).chain(of_concepts);
        all.filter_map(|(feature, name)| Some((self.weight(feature)?.0, name))).collect()
    }

    /// Returns the concepts of a text with the words that stand for them there.
    pub(crate) fn concepts_in(&self, words: &[String]) -> Vec<(String, String)> {
        let stems = self.stems(words);
        let found = self.concepts.among(words, &stems);
        found.map(|(words, concept)| (words.join(" "), concept.name.clone())).collect()
    }

    /// Returns number and idf of a known feature.
    fn weight(&self, feature: u64) -> Option<(u32, f32)> {
        self.weights.get(self.known.place(feature)?).copied()
    }

    fn stems<'word>(&self, words: &'word [String]) -> Vec<Cow<'word, str>> {
        words.iter().map(|word| stem(self.stemmer.as_ref(), word)).collect()
    }
}

fn stemmer(language: Language) -> Option<Stemmer> {
    (language == Language::Indonesian).then(|| Stemmer::create(Algorithm::Indonesian))
}

fn stem<'word>(stemmer: Option<&Stemmer>, word: &'word str) -> Cow<'word, str> {
    match stemmer {
        Some(stemmer) if word.is_ascii() => stemmer.stem(word),
        _ => Cow::Borrowed(word),
    }
}

/// Numbers the features of texts, frequent ones first, so that their weights lie together in the processor's
/// cache, and says how rare each is; in the order of their hashes.
fn numbered(documents: FxHashMap<u64, u32>, texts: usize) -> Vec<(u32, f32)> {
    let mut documents: Vec<(u64, u32)> = documents.into_iter().collect();
    documents.sort_unstable_by_key(|(feature, times)| (Reverse(*times), *feature));
    let idf = |times: u32| ((1.0 + texts as f32) / (1.0 + times as f32)).ln() + 1.0;
    let mut numbered: Vec<(u64, u32, f32)> = documents
        .into_iter()
        .zip(0..)
        .map(|((feature, times), number)| (feature, number, idf(times)))
        .collect();
    numbered.sort_unstable_by_key(|(feature, _, _)| *feature);
    numbered.into_iter().map(|(_, number, idf)| (number, idf)).collect()
}

/// Returns how much a feature counts that occurs several times.
fn sublinear(times: usize) -> f32 {
    if times == 1 { 1.0 } else { 1.0 + (times as f32).ln() }
}

/// Returns the features of a text's stems: each, and the pairs of neighbours; the edges of the text count as
/// stems. Without the edges another corpus lost .03 of what it recognised as outside.
fn terms(stems: &[impl AsRef<str>]) -> impl Iterator<Item = u64> {
    let begin = |stem: &str| Hash::of_kind(WORDS).text(stem);
    let pair = move |one: &str, next: &str| begin(one).letter(' ').text(next);
    let alone = stems.iter().map(move |stem| begin(stem.as_ref()));
    let middle = stems.windows(2).filter_map(move |two| match two {
        [one, next] => Some(pair(one.as_ref(), next.as_ref())),
        _ => None,
    });
    let first = stems.first().map(|stem| pair("^", stem.as_ref()));
    let last = stems.last().map(|stem| pair(stem.as_ref(), "$"));
    alone.chain(first).chain(middle).chain(last).map(Hash::number)
}

/// Returns the character n-grams of a word with a space on both sides.
fn letter_grams(word: &str) -> impl Iterator<Item = u64> {
    let hash = |gram: &[char]| gram.iter().copied().fold(Hash::of_kind(LETTERS), Hash::letter).number();
    let letters = padded(word);
    let of_length = move |length| letters.windows(length).map(hash).collect::<Vec<_>>();
    CHARACTERS.flat_map(of_length)
}

/// The same n-grams as letters.
fn letter_windows(word: &str) -> Vec<Vec<char>> {
    let letters = padded(word);
    CHARACTERS.flat_map(|length| letters.windows(length).map(<[char]>::to_vec)).collect()
}

fn padded(word: &str) -> Vec<char> {
    std::iter::once(' ').chain(word.chars()).chain([' ']).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::FeatureSpace;
    use super::SparseVector;
    use super::Texts;
    use crate::Vocabulary;
    use crate::corpus::Language;

    fn words(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    fn space() -> FeatureSpace {
        let vocabulary = Vocabulary {
            concepts: [("media".to_owned(), vec!["postingan".to_owned(), "unggahan".to_owned()])].into(),
            ..Vocabulary::default()
        };
        let mut texts = Texts::default();
        for text in ["menyukai postingan calon", "hadir di kampanye", "unggahan calon"] {
            texts.push(words(text));
        }
        FeatureSpace::learn(&texts, &vocabulary, Language::Indonesian).0
    }

    fn likeness(one: &str, other: &str) -> f32 {
        let (space, mut sum) = (space(), 0.0);
        let other = space.vector(&words(other));
        for (number, value) in space.vector(&words(one)) {
            sum += other
                .iter()
                .filter(|(same, _)| *same == number)
                .map(|(_, weight)| weight * value)
                .sum::<f32>();
        }
        sum
    }

    #[test]
    fn every_block_has_its_own_length() {
        let square: f32 =
            space().vector(&words("postingan calon")).iter().map(|(_, value)| value * value).sum();
        assert!((square - 2.78).abs() < 1e-4, "{square}");
    }

    #[test]
    fn words_of_one_concept_and_forms_of_one_stem_are_alike() {
        assert!(likeness("postingan", "unggahan") > 0.05);
        assert!(likeness("suka", "menyukai") > likeness("suka", "hadir"));
    }

    /// The weights of a text, worked out feature by feature from nothing but its words.
    fn plain_vector(space: &FeatureSpace, words: &[String]) -> SparseVector {
        let mut vector = SparseVector::new();
        for (block, weight) in space.counted(words).into_iter().zip(super::BLOCK_WEIGHTS) {
            let known = block.into_iter().filter_map(|(feature, times)| {
                let (number, idf) = space.weight(feature)?;
                Some((number, (1.0 + (times as f32).ln()) * idf))
            });
            let known: SparseVector = known.collect();
            let length = known.iter().map(|(_, value)| value * value).sum::<f32>().sqrt();
            let scale = weight / length;
            vector.extend(known.into_iter().map(|(number, value)| (number, value * scale)));
        }
        vector.sort_by_key(|(number, _)| *number);
        vector
    }

    proptest! {
        #[test]
        fn what_is_known_of_words_beforehand_changes_no_weight(
            words in proptest::collection::vec("postingan|unggahan|menyukai|suka|calon|di|[a-eé]{1,5}", 0..9),
        ) {
            let space = space();
            prop_assert_eq!(space.vector(&words), plain_vector(&space, &words));
        }
    }

    #[test]
    fn unknown_features_weigh_nothing() {
        assert!(space().vector(&words("zzz qqq")).is_empty());
    }
}
