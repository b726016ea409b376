//! Features of a text and their weights: words and word pairs (stemmed), character n-grams inside words
//! (not stemmed), concepts.
//!
//! Each block has sublinear counts, inverse document frequency and its own unit length, so that neither
//! drowns the other. One joint length or no idf cost .03 to .05 top-1.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;
use snowball_stemmers_rs::Algorithm;
use snowball_stemmers_rs::Stemmer;

use super::clean;
use super::corpus::Language;
use super::sparse::Rows;
use super::sparse::SparseVector;
use super::sparse::length;
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

const WORDS: usize = 0;
const LETTERS: usize = 1;
const CONCEPTS: usize = 2;

/// The features of a text, each once with how often it occurs, block by block.
type Counted = [Vec<(u64, u32)>; 3];

/// Number and idf by feature.
type Known = FxHashMap<u64, (u32, f32)>;

/// A concept as a feature.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Concept {
    name: String,
    feature: u64,
}

/// All features of the training texts.
pub(crate) struct FeatureSpace {
    stemmer: Option<Stemmer>,
    /// Concepts by the words, one or two, that stand for them.
    concepts: FxHashMap<String, Concept>,
    /// Concepts by the stems of these words, unless several concepts claim them ("memilih", "terpilih").
    concepts_by_stem: FxHashMap<String, Concept>,
    known: Known,
    texts: usize,
}

impl FeatureSpace {
    /// Learns which features there are and how rare each is, and returns the vectors of the texts as well.
    pub(crate) fn learn(texts: &[&[String]], vocabulary: &Vocabulary, language: Language) -> (Self, Rows) {
        let stemmer = (language == Language::Indonesian).then(|| Stemmer::create(Algorithm::Indonesian));
        let mut space = Self {
            stemmer,
            concepts: FxHashMap::default(),
            concepts_by_stem: FxHashMap::default(),
            known: FxHashMap::default(),
            texts: texts.len(),
        };
        space.learn_concepts(vocabulary);
        let stems = space.stems_of_all(texts);
        let stems_of = |words: &[String]| words.iter().filter_map(|word| stems.get(word).cloned()).collect();
        let blocks = |words: &&[String]| {
            let stems: Vec<String> = stems_of(words);
            space.blocks(words, &stems).map(counted)
        };
        let mut documents: FxHashMap<u64, u32> = FxHashMap::default();
        for (feature, _) in texts.iter().flat_map(blocks).flatten() {
            *documents.entry(feature).or_default() += 1;
        }
        let known = numbered(documents, texts.len());
        let vectors = Rows::of(texts.iter().map(|words| weigh(&known, &blocks(words))));
        space.known = known;
        (space, vectors)
    }

    /// Stems each word of many texts once.
    fn stems_of_all<'text>(&self, texts: &[&'text [String]]) -> FxHashMap<&'text String, String> {
        let words: FxHashSet<&String> = texts.iter().copied().flatten().collect();
        words.into_iter().map(|word| (word, self.stem(word))).collect()
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
        self.known.values().filter(|(_, idf)| *idf < rarest).count() as u32
    }

    /// Returns the weights of a text's known features.
    pub(crate) fn vector(&self, words: &[String]) -> SparseVector {
        let stems: Vec<String> = words.iter().map(|word| self.stem(word)).collect();
        weigh(&self.known, &self.blocks(words, &stems).map(counted))
    }

    /// Returns the weights of all features of a text, known or not, in order and of length 1: what the
    /// corpus lacks altogether is what such texts are about.
    pub(crate) fn sketch(&self, words: &[String]) -> Vec<(u64, f32)> {
        let stems: Vec<String> = words.iter().map(|word| self.stem(word)).collect();
        let unknown = (1.0 + self.texts as f32).ln() + 1.0;
        let mut sketch: Vec<(u64, f32)> = Vec::new();
        for (block, weight) in self.blocks(words, &stems).map(counted).iter().zip(BLOCK_WEIGHTS) {
            let weigh = |(feature, times): &(u64, u32)| {
                let idf = self.known.get(feature).map_or(unknown, |(_, idf)| *idf);
                (*feature, (1.0 + (*times as f32).ln()) * idf)
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

    /// Returns the known features of a text with their numbers and what a person would call them: words and
    /// pairs as stems, pieces of words between bars, concepts in brackets.
    pub(crate) fn names(&self, words: &[String]) -> BTreeMap<u32, String> {
        let stems: Vec<String> = words.iter().map(|word| self.stem(word)).collect();
        let terms: Vec<String> = stems.iter().cloned().chain(pairs(&stems)).collect();
        let of_words = terms.iter().map(|term| (hash(WORDS, term.chars()), term.clone()));
        let of_letters = words.iter().flat_map(|word| letter_windows(word)).map(|gram| {
            (hash(LETTERS, gram.iter().copied()), format!("|{}|", gram.iter().collect::<String>()))
        });
        let of_concepts = self.concepts_of(words, &stems).map(|(_, concept)| concept);
        let of_concepts = of_concepts.map(|concept| (concept.feature, format!("[{}]", concept.name)));
        let all = of_words.chain(of_letters).chain(of_concepts);
        all.filter_map(|(feature, name)| Some((self.known.get(&feature)?.0, name))).collect()
    }

    /// Returns the concepts of a text with the words that stand for them there.
    pub(crate) fn concepts_in(&self, words: &[String]) -> Vec<(String, String)> {
        let stems: Vec<String> = words.iter().map(|word| self.stem(word)).collect();
        let found = self.concepts_of(words, &stems);
        found.map(|(words, concept)| (words.join(" "), concept.name.clone())).collect()
    }

    /// Returns the concepts of single words and of pairs, the word itself before its stem.
    fn concepts_of<'t>(
        &'t self,
        words: &'t [String],
        stems: &'t [String],
    ) -> impl Iterator<Item = (&'t [String], &'t Concept)> {
        let pieces = words.chunks(1).zip(stems.chunks(1)).chain(words.windows(2).zip(stems.windows(2)));
        pieces.filter_map(|(words, stems)| {
            let exact = self.concepts.get(&words.join(" "));
            Some((words, exact.or_else(|| self.concepts_by_stem.get(&stems.join(" ")))?))
        })
    }

    /// Returns the features of a text, block by block, repeated as often as they occur.
    fn blocks(&self, words: &[String], stems: &[String]) -> [Vec<u64>; 3] {
        let pairs = pairs(stems);
        let of_words = stems.iter().chain(&pairs).map(|term| hash(WORDS, term.chars())).collect();
        let of_letters = words.iter().flat_map(|word| letter_grams(word)).collect();
        let of_concepts = self.concepts_of(words, stems).map(|(_, concept)| concept.feature).collect();
        [of_words, of_letters, of_concepts]
    }

    fn stem(&self, word: &str) -> String {
        match &self.stemmer {
            Some(stemmer) if word.is_ascii() => stemmer.stem(word).into_owned(),
            _ => word.to_owned(),
        }
    }

    fn learn_concepts(&mut self, vocabulary: &Vocabulary) {
        let mut by_stem: FxHashMap<String, Vec<Concept>> = FxHashMap::default();
        for (name, members) in &vocabulary.concepts {
            let concept = Concept { name: name.clone(), feature: hash(CONCEPTS, name.chars()) };
            for words in members.iter().map(|member| clean::words(member)) {
                let stems: Vec<_> = words.iter().map(|word| self.stem(word)).collect();
                let same = by_stem.entry(stems.join(" ")).or_default();
                if !same.contains(&concept) {
                    same.push(concept.clone());
                }
                self.concepts.insert(words.join(" "), concept.clone());
            }
        }
        let alone =
            by_stem.into_iter().filter_map(|(stem, concepts)| match <[Concept; 1]>::try_from(concepts) {
                Ok([concept]) => Some((stem, concept)),
                Err(_) => None,
            });
        self.concepts_by_stem = alone.collect();
    }
}

/// Numbers the features of texts, frequent ones first, so that their weights lie together in the processor's
/// cache, and says how rare each is.
fn numbered(documents: FxHashMap<u64, u32>, texts: usize) -> Known {
    let mut documents: Vec<(u64, u32)> = documents.into_iter().collect();
    documents.sort_unstable_by_key(|(feature, times)| (Reverse(*times), *feature));
    let idf = |times: u32| ((1.0 + texts as f32) / (1.0 + times as f32)).ln() + 1.0;
    documents.into_iter().zip(0..).map(|((feature, times), number)| (feature, (number, idf(times)))).collect()
}

/// Returns the weights of the features that are known.
fn weigh(known: &Known, blocks: &Counted) -> SparseVector {
    let mut vector = SparseVector::new();
    for (block, weight) in blocks.iter().zip(BLOCK_WEIGHTS) {
        let begin = vector.len();
        vector.extend(block.iter().filter_map(|(feature, times)| {
            let (number, idf) = known.get(feature)?;
            Some((*number, (1.0 + (*times as f32).ln()) * idf))
        }));
        let own = vector.get_mut(begin..).unwrap_or_default();
        let scale = weight / length(own);
        own.iter_mut().for_each(|(_, value)| *value *= scale);
    }
    vector.sort_unstable_by_key(|(number, _)| *number);
    vector
}

/// Returns the pairs of neighbouring stems; the edges of the text count as stems. Without the edges another
/// corpus lost .03 of what it recognised as outside.
fn pairs(stems: &[String]) -> Vec<String> {
    let middle = stems.windows(2).map(|pair| pair.join(" "));
    let first = stems.first().map(|stem| format!("^ {stem}"));
    let last = stems.last().map(|stem| format!("{stem} $"));
    first.into_iter().chain(middle).chain(last).collect()
}

/// Returns each feature once, with how often it occurs, in a fixed order.
fn counted(mut features: Vec<u64>) -> Vec<(u64, u32)> {
    features.sort_unstable();
    let runs = features.chunk_by(|one, next| one == next);
    runs.filter_map(|run| Some((*run.first()?, run.len() as u32))).collect()
}

/// Returns the character n-grams of a word with a space on both sides.
fn letter_grams(word: &str) -> Vec<u64> {
    let letters = padded(word);
    let of_length = |length| letters.windows(length).map(|gram| hash(LETTERS, gram.iter().copied()));
    CHARACTERS.flat_map(of_length).collect()
}

/// The same n-grams as letters.
fn letter_windows(word: &str) -> Vec<Vec<char>> {
    let letters = padded(word);
    CHARACTERS.flat_map(|length| letters.windows(length).map(<[char]>::to_vec)).collect()
}

fn padded(word: &str) -> Vec<char> {
    std::iter::once(' ').chain(word.chars()).chain([' ']).collect()
}

/// FNV-1a over a block's number and characters: the same on every machine.
fn hash(block: usize, characters: impl Iterator<Item = char>) -> u64 {
    let mix = |hash: u64, value: u64| (hash ^ value).wrapping_mul(0x0100_0000_01b3);
    characters.fold(mix(0xcbf2_9ce4_8422_2325, block as u64), |hash, letter| {
        mix(hash, u64::from(u32::from(letter)))
    })
}

#[cfg(test)]
mod tests {
    use super::FeatureSpace;
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
        let texts = ["menyukai postingan calon", "hadir di kampanye", "unggahan calon"].map(words);
        let texts: Vec<&[String]> = texts.iter().map(Vec::as_slice).collect();
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

    #[test]
    fn unknown_features_weigh_nothing() {
        assert!(space().vector(&words("zzz qqq")).is_empty());
    }
}
