//! Finds the topic that answers a question, or says honestly that none does.
//!
//! The way of a question: [clean words](clean) → [vocabulary](wordbook) → [spelling] → [features] →
//! a linear score per topic ([`separator`]) beside the nearest [phrases] → two calibrated
//! [confidences](confidence) → an [`Outcome`]. Everything is learnt from a [`Corpus`], without chance:
//! the same corpus gives the same judgements on every machine.

mod clean;
mod concepts;
mod confidence;
mod corpus;
mod defaults;
mod emoji;
pub mod evaluate;
mod evidence;
mod explain;
mod features;
pub mod folds;
mod hashes;
mod judgement;
mod likeness;
mod phrases;
mod planes;
mod postings;
mod readings;
mod rows;
mod separator;
mod sparse;
mod spelling;
mod texts;
mod training;
pub mod tune;
mod wordbook;

pub use corpus::Corpus;
pub use corpus::Language;
pub use corpus::NO_GROUP;
pub use corpus::OutsideTexts;
pub use corpus::Stance;
pub use corpus::TopicTexts;
pub use corpus::Vocabulary;
pub use explain::Explanation;
pub use explain::Reasons;
pub use judgement::Candidate;
pub use judgement::Judgement;
pub use judgement::Outcome;
pub use judgement::Thresholds;

use evidence::Evidence;
use evidence::Ranking;
use evidence::Topic;
use evidence::Weighing;
use features::FeatureSpace;
use judgement::Judge;
use phrases::Phrases;
use planes::Planes;
use sparse::Sparse;
use spelling::Spelling;
use wordbook::Wordbook;

/// Questions of this many words are told as stories: sentences clearly beside the matter are dropped.
const LONG_STORY: usize = 30;

/// How far the outside must lead over the best topic for a sentence to be beside the matter.
const ASIDE: f32 = 0.3;

/// Share of words that must be known for a question to be readable.
const LEAST_KNOWN: f64 = 0.34;

/// What a text is about, to be compared with others.
#[derive(Clone)]
pub struct Sketch(Vec<(u64, f32)>);

impl Sketch {
    /// Returns how alike two texts are, 0 to 1.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> f32 {
        sparse::product(&self.0, &other.0).clamp(0.0, 1.0)
    }
}

/// A trained matcher.
pub struct Matcher {
    wordbook: Wordbook,
    spelling: Spelling,
    space: FeatureSpace,
    /// One column per topic, then one for all outside texts if there are any.
    planes: Planes,
    phrases: Phrases,
    topics: Vec<Topic>,
    /// Labels of the outside groups.
    groups: Vec<String>,
    judge: Judge,
}

impl std::fmt::Debug for Matcher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Matcher").field("topics", &self.topics.len()).finish_non_exhaustive()
    }
}

impl Matcher {
    /// Learns a corpus.
    #[must_use]
    pub fn train(corpus: &Corpus) -> Self {
        training::train(corpus)
    }

    /// Says what to do with a question.
    #[must_use]
    pub fn judge(&self, question: &str) -> Judgement {
        self.judge.judge(&self.evidence(question))
    }

    /// Whether the corpus or the vocabulary has this word, in whatever form it is written.
    #[must_use]
    pub fn knows(&self, word: &str) -> bool {
        self.wordbook.read(word).iter().all(|word| self.spelling.knows(word))
    }

    /// Reads texts so that they can be compared by what they mean, with words nobody knows as well.
    #[must_use]
    pub fn sketch(&self, text: &str) -> Sketch {
        Sketch(self.space.sketch(&self.spelling.repair(self.wordbook.read(text))))
    }

    /// Returns what the answer of a topic says, where it says yes or no.
    #[must_use]
    pub fn stance(&self, label: &str) -> Option<Stance> {
        self.topics.iter().find(|topic| topic.label == label)?.stance
    }

    /// Measures everything about a question that a judgement rests on.
    pub(crate) fn evidence(&self, question: &str) -> Evidence {
        let words = self.spelling.repair(self.relevant(question));
        let known = words.iter().filter(|word| self.spelling.knows(word)).count();
        let is_readable = known as f64 >= LEAST_KNOWN * words.len() as f64 && known > 0;
        let vector = self.space.vector(&words);
        let weighing = Weighing {
            topics: &self.topics,
            groups: &self.groups,
            ranking: self.rank(&vector),
            nearest: self.phrases.nearest(&words, &vector),
        };
        weighing.evidence(is_readable && question.chars().any(char::is_alphabetic))
    }

    /// Reads a question; of a long story, without the sentences that are clearly beside the matter.
    fn relevant(&self, question: &str) -> Vec<String> {
        let all = self.wordbook.read(question);
        if all.len() < LONG_STORY {
            return all;
        }
        let sentences = clean::cut(question).split_inclusive(['.', '?', '!', '\n']);
        let sentences = sentences.map(|text| self.wordbook.read(text));
        let kept: Vec<String> = sentences.filter(|words| !self.is_aside(words)).flatten().collect();
        if kept.is_empty() { all } else { kept }
    }

    /// Whether a sentence is clearly beside the matter.
    fn is_aside(&self, words: &[String]) -> bool {
        self.rank(&self.space.vector(words)).outside_lead() > ASIDE
    }

    /// Ranks the topics by their scores.
    fn rank(&self, vector: &Sparse) -> Ranking {
        Ranking::new(&self.planes.scores(vector), self.topics.len())
    }
}

#[cfg(test)]
mod tests;
