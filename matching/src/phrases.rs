//! The phrases themselves: which one a question repeats, and which lie nearest to it.

use std::ops::Range;

use super::features::FeatureSpace;
use super::hashes::Hash;
use super::hashes::Hashes;
use super::kept::Giving;
use super::kept::Taking;
use super::postings::Postings;
use super::sparse::Sparse;
use super::sparse::length;

/// Likeness from which a question counts as the phrase itself.
const NEARLY_SAME: f32 = 0.93;

/// How much less like the question every other owner's phrases must then be.
const CLEAR_LEAD: f32 = 0.08;

/// Words whose presence turns a question round, so that likeness alone proves nothing.
const TURNING_WORDS: [&str; 8] = ["tidak", "bukan", "jangan", "belum", "tanpa", "not", "never", "without"];

/// Kind of the hashes of whole phrases.
const PHRASE: usize = 4;

/// Stands in place of an owner where several claim a phrase.
const DISPUTED: u32 = u32::MAX;

/// Numbers that the processor compares at once.
const LANES: usize = 4;

/// One phrase with the topic or group it belongs to.
#[derive(Debug, Clone)]
pub(crate) struct Phrase<'text> {
    /// Number of its topic, or of its group counted on after the topics.
    owner: usize,
    /// What its standard words are, all of them.
    exactly: u64,
    /// How many of them are turning words.
    turns: u8,
    /// Its features.
    vector: &'text Sparse,
}

impl<'text> Phrase<'text> {
    /// Takes an owner's phrase.
    pub(crate) fn new(owner: usize, words: &[&str], vector: &'text Sparse) -> Self {
        Self { owner, exactly: exactly(words), turns: turns(words), vector }
    }
}

/// All phrases of a corpus, owner by owner.
#[derive(Debug)]
pub(crate) struct Phrases {
    /// The exact standard words of each phrase.
    exact: Hashes,
    /// Whose each of them is, in their order, or [`DISPUTED`].
    claims: Vec<u32>,
    postings: Postings,
    /// Features with a lower number are in so many texts that they tell phrases apart little.
    first_telling: u32,
    /// Where the columns of each owner end.
    ends: Vec<u32>,
    /// How many turning words each column has.
    turns: Vec<u8>,
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
    pub(crate) fn new(mut phrases: Vec<Phrase<'_>>, owners: usize, space: &FeatureSpace) -> Self {
        phrases.sort_by_key(|phrase| phrase.owner);
        let first_telling = space.frequent();
        let vectors: Vec<(&Sparse, f32)> =
            phrases.iter().map(|phrase| unit(telling(phrase.vector, first_telling))).collect();
        let end = |owner| phrases.partition_point(|phrase| phrase.owner <= owner) as u32;
        let (exact, claims) = claims(&phrases);
        Self {
            exact,
            claims,
            postings: Postings::of(&vectors, space.len()),
            first_telling,
            ends: (0..owners).map(end).collect(),
            turns: phrases.iter().map(|phrase| phrase.turns).collect(),
        }
    }

    /// Gives them away to be kept.
    pub(crate) fn give(&self, to: &mut Giving<'_>) {
        self.exact.give(to);
        to.numbers(&self.claims);
        self.postings.give(to);
        to.number(self.first_telling);
        to.numbers(&self.ends);
        to.numbers(&self.turns);
    }

    /// Takes back what was kept.
    pub(crate) fn take(from: &mut Taking<'_>) -> Option<Self> {
        Some(Self {
            exact: Hashes::take(from)?,
            claims: from.numbers()?,
            postings: Postings::take(from)?,
            first_telling: from.number()?,
            ends: from.numbers()?,
            turns: from.numbers()?,
        })
    }

    /// Returns which phrases a question repeats or resembles.
    pub(crate) fn nearest(&self, words: &[String], vector: &Sparse) -> Nearest {
        let (vector, factor) = unit(telling(vector, self.first_telling));
        let products = self.postings.products(vector);
        let likeness: Vec<f32> = self.runs().map(|run| most(products.get(run)) * factor).collect();
        let claim = self.exact.place(exactly(words)).and_then(|place| self.claims.get(place).copied());
        let same = match claim {
            Some(DISPUTED) => None,
            Some(owner) => Some(owner as usize),
            None => self.nearly(turns(words), &likeness, |column| Some(*products.get(column)? * factor)),
        };
        Nearest { likeness, same, is_disputed: claim == Some(DISPUTED) }
    }

    /// Returns the owner of the likest phrase, if it is nearly the same, turns the question as often, and nobody
    /// else's comes near.
    fn nearly(&self, turning: u8, likeness: &[f32], of: impl Fn(usize) -> Option<f32>) -> Option<usize> {
        let highest = likeness.iter().copied().fold(0.0, f32::max);
        if highest < NEARLY_SAME {
            return None;
        }
        let owner = likeness.iter().position(|likeness| *likeness >= highest)?;
        let column = self.runs().nth(owner)?.find(|column| of(*column) >= Some(highest))?;
        let others = likeness.iter().enumerate().filter(|(other, _)| *other != owner);
        let is_clear = others.map(|(_, other)| *other).fold(0.0, f32::max) < highest - CLEAR_LEAD;
        (is_clear && *self.turns.get(column)? == turning).then_some(owner)
    }

    /// Returns the columns of each owner.
    fn runs(&self) -> impl Iterator<Item = Range<usize>> {
        let begins = std::iter::once(0).chain(self.ends.iter().copied());
        begins.zip(&self.ends).map(|(begin, end)| begin as usize..*end as usize)
    }
}

/// Returns the words of phrases, and whose each of them is.
fn claims(phrases: &[Phrase<'_>]) -> (Hashes, Vec<u32>) {
    let mut claims: Vec<(u64, u32)> =
        phrases.iter().map(|phrase| (phrase.exactly, phrase.owner as u32)).collect();
    claims.sort_unstable();
    claims.dedup();
    let exact = Hashes::of(claims.iter().map(|(words, _)| *words).collect());
    let owners = claims.chunk_by(|one, next| one.0 == next.0).map(|claims| match claims {
        [(_, owner)] => *owner,
        _ => DISPUTED,
    });
    (exact, owners.collect())
}

/// Returns the hash of words that are the same only where all of them are.
fn exactly(words: &[impl AsRef<str>]) -> u64 {
    words.iter().fold(Hash::of_kind(PHRASE), |hash, word| hash.text(word.as_ref()).letter(' ')).number()
}

/// Returns the highest of the products, or 0.
fn most(products: Option<&[f32]>) -> f32 {
    let (pieces, rest) = products.unwrap_or_default().as_chunks::<LANES>();
    let mut most = [0.0_f32; LANES];
    for products in pieces {
        most.iter_mut().zip(products).for_each(|(most, product)| *most = higher(*most, *product));
    }
    most.iter().chain(rest).copied().fold(0.0, higher)
}

/// Returns the higher of two numbers; unlike `f32::max` it is one step, since nothing here is no number.
fn higher(one: f32, other: f32) -> f32 {
    if other > one { other } else { one }
}

/// Returns how many turning words there are.
fn turns(words: &[impl AsRef<str>]) -> u8 {
    let turning = words.iter().filter(|word| TURNING_WORDS.contains(&word.as_ref())).count();
    u8::try_from(turning).unwrap_or(u8::MAX)
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
