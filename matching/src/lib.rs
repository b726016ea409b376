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
mod identity;
mod judgement;
mod kept;
mod likeness;
mod noise;
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
mod unseen;
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
pub use unseen::is_unseen;

use evidence::Evidence;
use evidence::Ranking;
use evidence::Topic;
use evidence::Weighing;
use features::FeatureSpace;
use identity::Identity;
use judgement::Judge;
use kept::Giving;
use kept::Taking;
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

/// What every kept matcher begins with; the last letter is raised when its form changes.
const MARK: [u8; 8] = *b"netral-1";

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
    /// What it was trained on.
    identity: Identity,
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

/// What a matcher learns from texts.
struct Learnt {
    wordbook: Wordbook,
    spelling: Spelling,
    space: FeatureSpace,
    planes: Planes,
    phrases: Phrases,
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

    /// Brings what was learnt together with what the corpus says of its topics.
    fn of(corpus: &Corpus, identity: Identity, learnt: Learnt) -> Self {
        let topic = |topic: &TopicTexts| Topic { label: topic.label.clone(), stance: topic.stance };
        Self {
            identity,
            wordbook: learnt.wordbook,
            spelling: learnt.spelling,
            space: learnt.space,
            planes: learnt.planes,
            phrases: learnt.phrases,
            topics: corpus.topics.iter().map(topic).collect(),
            groups: corpus.outside.iter().map(|group| group.label.clone()).collect(),
            judge: Judge::new(corpus.thresholds.as_ref()),
        }
    }

    /// Returns a name for what a matcher learns from a corpus: another one for any other corpus or engine.
    #[must_use]
    pub fn name(corpus: &Corpus) -> String {
        let [one, other] = Identity::of(corpus).numbers();
        format!("{one:016x}{other:016x}")
    }

    /// Gives what was learnt away in pieces, to be kept. Nothing of it is a secret: it is made of the corpus alone.
    pub fn keep(&self, mut to: impl FnMut(&[u8])) {
        let mut giving = Giving::to(&mut to);
        MARK.into_iter().for_each(|letter| giving.number(letter));
        self.identity.numbers().into_iter().for_each(|number| giving.number(number));
        self.spelling.give(&mut giving);
        self.space.give(&mut giving);
        self.planes.give(&mut giving);
        self.phrases.give(&mut giving);
        giving.end();
    }

    /// Takes back in pieces what a matcher has learnt from this corpus. `None` if it was learnt from another one or
    /// by another engine, or is damaged.
    #[must_use]
    pub fn recall(corpus: &Corpus, mut from: impl FnMut(&mut [u8]) -> Option<()>) -> Option<Self> {
        let mut taking = Taking::from(&mut from);
        for letter in MARK {
            (taking.number::<u8>()? == letter).then_some(())?;
        }
        let identity = Identity::of(corpus);
        for number in identity.numbers() {
            (taking.number::<u64>()? == number).then_some(())?;
        }
        let spelling = Spelling::take(&mut taking, corpus.language)?;
        let space = FeatureSpace::take(&mut taking, &corpus.vocabulary, corpus.language)?;
        let (planes, phrases) = (Planes::take(&mut taking)?, Phrases::take(&mut taking)?);
        taking.end()?;
        let wordbook = Wordbook::new(&corpus.vocabulary, corpus.language);
        Some(Self::of(corpus, identity, Learnt { wordbook, spelling, space, planes, phrases }))
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
        let question = &noise::cut(question);
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
