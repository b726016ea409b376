//! Finds the topic that answers a question, or says honestly that none does.
//!
//! The way of a question: [clean words](clean) → [vocabulary](wordbook) → [spelling] → [features] →
//! a linear score per topic ([`separator`]) beside the nearest [phrases] → two calibrated
//! [confidences](confidence) → an [`Outcome`]. Everything is learnt from a [`Corpus`], without chance:
//! the same corpus gives the same judgements on every machine.

mod clean;
mod confidence;
mod corpus;
mod defaults;
mod emoji;
pub mod evaluate;
mod features;
mod judgement;
mod phrases;
mod postings;
mod rows;
mod separator;
mod spelling;
mod training;
pub mod tune;
mod wordbook;

pub use corpus::Corpus;
pub use corpus::Language;
pub use corpus::NO_GROUP;
pub use corpus::OutsideTexts;
pub use corpus::TopicTexts;
pub use judgement::Candidate;
pub use judgement::Judgement;
pub use judgement::Outcome;

use crate::faq::Verdict;
use confidence::Signals;
use features::FeatureSpace;
use features::SparseVector;
use judgement::Evidence;
use judgement::Judge;
use judgement::MOST_CANDIDATES;
use phrases::Nearest;
use phrases::Phrases;
use postings::Postings;
use spelling::Spelling;
use wordbook::Wordbook;

/// How sharply the shares of topics follow their scores.
const SHARPNESS: f64 = 1.0 / 0.2;

/// Score of the outside when a corpus has no outside texts: that of a text far from everything.
const NO_OUTSIDE: f32 = -1.0;

/// Share of words that must be known for a question to be readable.
const LEAST_KNOWN: f64 = 0.34;

/// Likeness of the nearest outside group, and its lead over the next, that make it clear.
const CLEAR_GROUP: f32 = 0.22;
const CLEAR_GROUP_LEAD: f32 = 0.04;

/// A runner-up whose share is at least this part of the best one's is close.
const CLOSE: f64 = 0.25;

/// A trained matcher.
pub struct Matcher {
    wordbook: Wordbook,
    spelling: Spelling,
    space: FeatureSpace,
    /// One column per topic, then one for all outside texts if there are any.
    scores: Postings,
    biases: Vec<f32>,
    phrases: Phrases,
    topics: Vec<Topic>,
    /// Labels of the outside groups.
    groups: Vec<String>,
    judge: Judge,
}

/// What the matcher keeps of a topic.
#[derive(Debug, Clone)]
struct Topic {
    label: String,
    verdict: Option<Verdict>,
}

/// A question's topics by number with their scores, best first.
type Ranking = Vec<(usize, f32)>;

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

    /// Returns the verdict of a topic, where it has one.
    #[must_use]
    pub fn verdict(&self, label: &str) -> Option<Verdict> {
        self.topics.iter().find(|topic| topic.label == label)?.verdict
    }

    /// Measures everything about a question that a judgement rests on.
    pub(crate) fn evidence(&self, question: &str) -> Evidence {
        let read = self.wordbook.read(question);
        let known = read.iter().filter(|word| self.spelling.knows(word)).count();
        let words = self.spelling.repair(read);
        let repaired = words.iter().filter(|word| self.spelling.knows(word)).count();
        let vector = self.space.vector(&words);
        let (ranking, outside) = self.rank(&vector);
        let nearest = self.phrases.nearest(&words, &vector);
        let shares = shares(&ranking, outside);
        let share = |known: usize| known as f64 / words.len().max(1) as f64;
        Evidence {
            signals: self.signals(&ranking, outside, &shares, &nearest, [share(known), words.len() as f64]),
            same_topic: nearest.same.and_then(|owner| Some(self.topics.get(owner)?.label.clone())),
            same_group: nearest.same.and_then(|owner| self.group(owner)).map(str::to_owned),
            near_group: self.near_group(&nearest).map(str::to_owned),
            outside_wins: ranking.first().is_none_or(|(_, best)| outside > *best),
            is_readable: share(repaired) >= LEAST_KNOWN && question.chars().any(char::is_alphabetic),
            is_contradicted: self.is_contradicted(&ranking, &shares),
            topics: self.likeliest(&ranking, &shares, nearest.same),
        }
    }

    /// Returns the topics by score and the score of the outside.
    fn rank(&self, vector: &SparseVector) -> (Ranking, f32) {
        let scores =
            self.scores.products(vector).into_iter().zip(&self.biases).map(|(score, bias)| score + bias);
        let scores: Vec<f32> = scores.collect();
        let (topics, outside) = scores.split_at(self.topics.len().min(scores.len()));
        let mut ranking: Ranking = topics.iter().copied().enumerate().collect();
        ranking.sort_by(|(one, score), (other, next)| next.total_cmp(score).then(one.cmp(other)));
        (ranking, outside.first().copied().unwrap_or(NO_OUTSIDE))
    }

    /// Returns the raw numbers behind the two confidences.
    fn signals(
        &self,
        ranking: &Ranking,
        outside: f32,
        shares: &[f64],
        nearest: &Nearest,
        [known, words]: [f64; 2],
    ) -> Signals {
        let score = |place: usize| ranking.get(place).map_or(NO_OUTSIDE, |(_, score)| *score);
        let best = ranking.first().map_or(usize::MAX, |(topic, _)| *topic);
        let likeness = |wanted: &dyn Fn(usize) -> bool| {
            let owners = nearest.likeness.iter().enumerate().filter(|(owner, _)| wanted(*owner));
            owners.map(|(_, likeness)| *likeness).fold(0.0, f32::max)
        };
        let topics = self.topics.len();
        let own = likeness(&|owner| owner == best);
        let other = likeness(&|owner| owner != best && owner < topics);
        let out = likeness(&|owner| owner >= topics);
        let raw = [score(0), score(0) - score(1), score(0) - outside, outside, own, own - other, own - out];
        let mut signals = [0.0; confidence::SIGNALS];
        let share = shares.first().copied().unwrap_or_default();
        let all = raw.into_iter().map(f64::from).chain([share, known, (1.0 + words).ln()]);
        signals.iter_mut().zip(all).for_each(|(signal, value)| *signal = value);
        signals
    }

    /// Returns the label of an outside group by its number after the topics.
    fn group(&self, owner: usize) -> Option<&str> {
        self.groups.get(owner.checked_sub(self.topics.len())?).map(String::as_str)
    }

    /// Returns the outside group that lies nearest, if it does so clearly.
    fn near_group(&self, nearest: &Nearest) -> Option<&str> {
        let mut groups: Vec<(usize, f32)> =
            nearest.likeness.iter().copied().enumerate().skip(self.topics.len()).collect();
        groups.sort_by(|(one, likeness), (other, next)| next.total_cmp(likeness).then(one.cmp(other)));
        let (best, likeness) = groups.first()?;
        let next = groups.get(1).map_or(0.0, |(_, likeness)| *likeness);
        (*likeness >= CLEAR_GROUP && likeness - next >= CLEAR_GROUP_LEAD).then(|| self.group(*best)).flatten()
    }

    /// Whether a close runner-up permits what the best forbids, or the other way round.
    fn is_contradicted(&self, ranking: &Ranking, shares: &[f64]) -> bool {
        let verdict = |place: usize| self.topics.get(ranking.get(place)?.0)?.verdict;
        let share = |place: usize| shares.get(place).copied().unwrap_or_default();
        let close = share(1) >= CLOSE * share(0);
        close && verdict(0).zip(verdict(1)).is_some_and(|(best, next)| best.contradicts(next))
    }

    /// Returns the likeliest topics with their shares; the one whose phrase is repeated comes first.
    fn likeliest(&self, ranking: &Ranking, shares: &[f64], same: Option<usize>) -> Vec<(String, f64)> {
        let best = shares.first().copied().unwrap_or_default();
        let first = same.filter(|owner| *owner < self.topics.len()).map(|topic| (topic, best));
        let others = ranking.iter().map(|(topic, _)| *topic).zip(shares.iter().copied());
        let others = others.filter(|(topic, _)| Some(*topic) != same);
        let all = first.into_iter().chain(others).take(MOST_CANDIDATES);
        all.filter_map(|(topic, share)| Some((self.topics.get(topic)?.label.clone(), share))).collect()
    }
}

/// Returns how likely each ranked topic is compared with the others and the outside.
fn shares(ranking: &Ranking, outside: f32) -> Vec<f64> {
    let top = ranking.first().map_or(outside, |(_, best)| best.max(outside));
    let weigh = |score: f32| (f64::from(score - top) * SHARPNESS).exp();
    let sum: f64 = ranking.iter().map(|(_, score)| weigh(*score)).sum::<f64>() + weigh(outside);
    ranking.iter().map(|(_, score)| weigh(*score) / sum).collect()
}

#[cfg(test)]
mod tests;
