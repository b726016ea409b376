//! What the matcher says about a question, and the rules that turn confidences into it.

use super::confidence::Logistic;
use super::corpus::NO_GROUP;
use super::defaults;
use super::evidence::Evidence;

/// Most candidates a judgement names.
pub(crate) const MOST_CANDIDATES: usize = 5;

/// Titles that are offered as a choice.
const CHOICES: std::ops::RangeInclusive<usize> = 2..=4;

/// A title is offered if it is at least this likely compared with the best; .25 to .35 measured alike.
const LEAST_SHARE_OF_BEST: f64 = 0.30;

/// Confidence in the owner of a phrase that the question repeats.
pub(crate) const SAME_PHRASE: f64 = 0.99;

/// Most confidence in one of several owners of the phrase that the question repeats.
const DISPUTED_PHRASE: f64 = 0.49;

/// What the matcher says about a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// What to do.
    pub outcome: Outcome,
    /// Up to five topics, best first, whatever the outcome.
    pub candidates: Vec<Candidate>,
    /// How likely the best candidate is the right one, 0 to 1.
    pub confidence: f64,
    /// How likely the question is about one of the topics at all, 0 to 1.
    pub in_scope: f64,
}

/// What to do with a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Answer with this topic.
    Answer(String),
    /// Let the person choose among these two to four topics.
    Choose(Vec<String>),
    /// Point to who can help with this outside group.
    Redirect(String),
    /// Say that the FAQ doesn't know.
    Unknown,
}

/// A topic that might be meant.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The topic's label.
    pub label: String,
    /// How likely it is the right one, 0 to 1.
    pub confidence: f64,
}

/// Fitted thresholds: `answer` and `choose` decide the outcome, the weights turn scores into the two
/// confidences.
#[derive(Debug, Clone, PartialEq)]
pub struct Thresholds {
    /// Least confidence of being right at which an answer is given.
    pub answer: f64,
    /// Least confidence of being in scope at which choices are shown.
    pub choose: f64,
    /// Weights of the logistic for "right", intercept first.
    pub right_weights: Vec<f64>,
    /// Weights of the logistic for "in scope", intercept first.
    pub scope_weights: Vec<f64>,
}

/// Turns evidence into judgements.
#[derive(Debug)]
pub(crate) struct Judge {
    answer: f64,
    choose: f64,
    right: Logistic,
    scope: Logistic,
}

impl Judge {
    /// Takes fitted thresholds, or the built-in ones.
    pub(crate) fn new(fitted: Option<&Thresholds>) -> Self {
        let fitted = fitted.and_then(|fitted| {
            let right = Logistic::from_fitted(&fitted.right_weights)?;
            let scope = Logistic::from_fitted(&fitted.scope_weights)?;
            Some(Self { answer: fitted.answer, choose: fitted.choose, right, scope })
        });
        fitted.unwrap_or(Self {
            answer: defaults::ANSWER,
            choose: defaults::CHOOSE,
            right: defaults::RIGHT,
            scope: defaults::SCOPE,
        })
    }

    /// Judges a question by its evidence.
    pub(crate) fn judge(&self, evidence: &Evidence) -> Judgement {
        let in_scope = self.in_scope(evidence);
        let candidates = self.candidates(evidence);
        let confidence = candidates.first().map_or(0.0, |best| best.confidence);
        let outcome = self.outcome(evidence, &candidates, in_scope);
        Judgement { outcome, candidates, confidence, in_scope }
    }

    fn in_scope(&self, evidence: &Evidence) -> f64 {
        match evidence {
            Evidence { same_topic: Some(_), .. } => SAME_PHRASE,
            Evidence { same_group: Some(_), .. } => 1.0 - SAME_PHRASE,
            Evidence { is_readable: false, .. } => 0.0,
            _ => self.scope.probability(&evidence.signals),
        }
    }

    fn candidates(&self, evidence: &Evidence) -> Vec<Candidate> {
        let certain = match evidence {
            Evidence { same_topic: Some(_), .. } => SAME_PHRASE,
            Evidence { same_group: Some(_), .. } => 1.0 - SAME_PHRASE,
            Evidence { is_readable: false, .. } => 0.0,
            Evidence { is_disputed: true, .. } => {
                self.right.probability(&evidence.signals).min(DISPUTED_PHRASE)
            }
            _ => self.right.probability(&evidence.signals).min(SAME_PHRASE),
        };
        let best = evidence.topics.first().map_or(1.0, |(_, share)| *share);
        let topics = evidence.topics.iter().take(MOST_CANDIDATES);
        let candidate = |(label, share): &(String, f64)| Candidate {
            label: label.clone(),
            confidence: (certain * share / best).clamp(0.0, 1.0),
        };
        topics.map(candidate).collect()
    }

    fn outcome(&self, evidence: &Evidence, candidates: &[Candidate], in_scope: f64) -> Outcome {
        if let Some(topic) = &evidence.same_topic {
            return Outcome::Answer(topic.clone());
        }
        if let Some(group) = &evidence.same_group {
            return redirect(group);
        }
        if !evidence.is_readable {
            return Outcome::Unknown;
        }
        let sure = if evidence.is_contradicted { (1.0 + self.answer) / 2.0 } else { self.answer };
        match candidates.first() {
            Some(best) if best.confidence >= sure && !evidence.outside_wins && !evidence.is_disputed => {
                Outcome::Answer(best.label.clone())
            }
            Some(_) if in_scope >= self.choose => choices(evidence),
            _ => evidence.near_group.as_deref().map_or(Outcome::Unknown, redirect),
        }
    }
}

/// Offers the likeliest topics; a choice of one is none.
fn choices(evidence: &Evidence) -> Outcome {
    let best = evidence.topics.first().map_or(0.0, |(_, share)| *share);
    let near = evidence.topics.iter().take_while(|(_, share)| *share >= LEAST_SHARE_OF_BEST * best).count();
    let offered = near.clamp(*CHOICES.start(), *CHOICES.end());
    if evidence.topics.len() < offered {
        return Outcome::Unknown;
    }
    Outcome::Choose(evidence.topics.iter().take(offered).map(|(label, _)| label.clone()).collect())
}

/// Points to a group, if it is one that has a pointer.
fn redirect(group: &str) -> Outcome {
    if group == NO_GROUP { Outcome::Unknown } else { Outcome::Redirect(group.to_owned()) }
}
