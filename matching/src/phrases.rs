//! The phrases themselves: which one a question repeats, and which lie nearest to it.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::features::FeatureSpace;
use super::postings::Postings;
use super::sparse::Sparse;
use super::sparse::length;

/// Likeness from which a question counts as the phrase itself.
const NEARLY_SAME: f32 = 0.93;

/// How much less like the question every other owner's phrases must then be.
const CLEAR_LEAD: f32 = 0.08;

/// Words whose presence turns a question round, so that likeness alone proves nothing.
const TURNING_WORDS: [&str; 8] = ["tidak", "bukan", "jangan", "belum", "tanpa", "not", "never", "without"];

/// One phrase with the topic or group it belongs to.
#[derive(Debug, Clone)]
pub(crate) struct Phrase<'text> {
    /// Number of its topic, or of its group counted on after the topics.
    pub(crate) owner: usize,
    /// Its standard words.
    pub(crate) words: &'text [String],
    /// Its features.
    pub(crate) vector: &'text Sparse,
}

/// All phrases of a corpus.
#[derive(Debug, Default)]
pub(crate) struct Phrases {
    owners: usize,
    /// Owners by the exact standard words.
    exact: FxHashMap<String, BTreeSet<usize>>,
    postings: Postings,
    /// Features with a lower number are in so many texts that they tell phrases apart little.
    first_telling: u32,
    /// Owner and turning words of each column.
    columns: Vec<(usize, usize)>,
}

/// What the phrases say about a question.
#[derive(Debug, Default)]
pub(crate) struct Nearest {
    /// Highest likeness (0 to 1) per owner.
    pub(crate) likeness: Vec<f32>,
    /// The only owner of a phrase that the question repeats, exactly or nearly.
    pub(crate) same: Option<usize>,
    /// Whether the question repeats a phrase that several owners claim.
    pub(crate) is_disputed: bool,
}

impl Phrases {
    /// Collects the phrases of `owners` topics and groups.
    pub(crate) fn new(phrases: &[Phrase<'_>], owners: usize, space: &FeatureSpace) -> Self {
        let mut exact: FxHashMap<String, BTreeSet<usize>> = FxHashMap::default();
        for phrase in phrases {
            exact.entry(phrase.words.join(" ")).or_default().insert(phrase.owner);
        }
        let first_telling = space.frequent();
        let vectors: Vec<(&Sparse, f32)> =
            phrases.iter().map(|phrase| unit(telling(phrase.vector, first_telling))).collect();
        let columns = phrases.iter().map(|phrase| (phrase.owner, turns(phrase.words))).collect();
        Self { owners, exact, postings: Postings::of(&vectors, space.len()), first_telling, columns }
    }

    /// Returns which phrases a question repeats or resembles.
    pub(crate) fn nearest(&self, words: &[String], vector: &Sparse) -> Nearest {
        let mut likeness = vec![0.0_f32; self.owners];
        let (mut best, turning) = (None, turns(words));
        let (vector, factor) = unit(telling(vector, self.first_telling));
        let products = self.postings.products(vector).into_iter().map(|product| product * factor);
        for (product, (owner, turns)) in products.zip(&self.columns) {
            let Some(most) = likeness.get_mut(*owner) else { continue };
            *most = most.max(product);
            if best.is_none_or(|(highest, _)| product > highest) {
                best = Some((product, (*turns == turning).then_some(*owner)));
            }
        }
        let owners = self.exact.get(&words.join(" "));
        let is_disputed = owners.is_some_and(|owners| owners.len() > 1);
        let same = match owners {
            Some(owners) => owners.first().copied().filter(|_| !is_disputed),
            None => best.and_then(|(highest, owner)| nearly(highest, owner?, &likeness)),
        };
        Nearest { likeness, same, is_disputed }
    }
}

/// Returns the owner of the likest phrase, if it is nearly the same and nobody else's comes near.
fn nearly(highest: f32, owner: usize, likeness: &[f32]) -> Option<usize> {
    let others = likeness.iter().enumerate().filter(|(other, _)| *other != owner);
    let clear = others.map(|(_, other)| *other).fold(0.0, f32::max) < highest - CLEAR_LEAD;
    (highest >= NEARLY_SAME && clear).then_some(owner)
}

/// Returns how many turning words there are.
fn turns(words: &[String]) -> usize {
    words.iter().filter(|word| TURNING_WORDS.contains(&word.as_str())).count()
}

/// Returns the part of a vector that tells phrases apart.
fn telling(vector: &Sparse, first: u32) -> &Sparse {
    vector.get(vector.partition_point(|(feature, _)| *feature < first)..).unwrap_or_default()
}

/// Returns a vector with the factor that brings it to length one.
fn unit(vector: &Sparse) -> (&Sparse, f32) {
    let length = length(vector);
    (vector, if length > 0.0 { 1.0 / length } else { 0.0 })
}
