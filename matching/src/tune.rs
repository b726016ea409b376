//! Fits the confidences and the thresholds of a corpus.
//!
//! Every phrase is judged by a matcher that has never seen it: scores of training phrases
//! are far too good.

use super::Corpus;
use super::Matcher;
use super::confidence::Logistic;
use super::confidence::Signals;
use super::folds::FOLDS;
use super::folds::split;
use super::rows::Row;
use crate::Thresholds;

/// Most phrases in scope that may be answered surely and wrongly. A corpus' phrases are written to be unlike
/// one another and so are much harder than people's questions (top-1 .65 against .93): this share of them
/// meant .010 of the questions, well within the promise of .03.
const MOST_WRONG: f64 = 0.04;

/// Most phrases out of scope that may be answered.
const MOST_OUT_ANSWERED: f64 = 0.04;

/// Most phrases of matters that nobody collected that may be answered.
const MOST_UNSEEN_ANSWERED: f64 = 0.10;

/// Most phrases of matters that nobody collected that may be offered a choice.
const MOST_UNSEEN_CHOSEN: f64 = 0.55;

/// Of the phrases of matters that nobody collected, one in this many teaches what is right: most
/// questions are about what the corpus holds.
const UNSEEN_IN_RIGHT: usize = 4;

/// No answer below this confidence, however well the corpus separates.
const LEAST_ANSWER: f64 = 0.5;

/// A question that the matcher judging it had not seen.
struct Trial {
    signals: Signals,
    is_in_scope: bool,
    /// Whether the matcher was trained on nothing of its kind.
    is_unseen: bool,
    is_right: bool,
    outside_wins: bool,
}

/// Matchers that [`tune`] trains.
pub const TRAININGS: usize = 2 * FOLDS + 1;

/// Fits thresholds by cross-validation over the corpus' own phrases, and over questions it doesn't hold.
///
/// `trained` is called after each of the [`TRAININGS`].
#[must_use]
pub fn tune(corpus: &Corpus, held_out: &[Row], mut trained: impl FnMut()) -> Thresholds {
    let mut trials = Vec::new();
    for fold in 0..FOLDS {
        trials.extend(cross_validated(corpus, fold));
        trained();
        trials.extend(unseen(corpus, fold));
        trained();
    }
    let matcher = Matcher::train(corpus);
    trials.extend(held_out.iter().filter_map(|row| Trial::new(&matcher, row)));
    trained();
    fit(&trials)
}

/// Judges the phrases of one fold by a matcher trained without them.
fn cross_validated(corpus: &Corpus, fold: usize) -> Vec<Trial> {
    let (rest, rows) = split(corpus, fold);
    let matcher = Matcher::train(&rest);
    rows.iter().filter_map(|row| Trial::new(&matcher, row)).collect()
}

/// Judges the phrases of whole topics and groups by a matcher that has never heard of them: people ask
/// about neighbouring matters that nobody has collected yet.
fn unseen(corpus: &Corpus, fold: usize) -> Vec<Trial> {
    let is_seen = |place: usize| place % FOLDS != fold;
    let mut rest = corpus.clone();
    let mut place = 0..;
    rest.topics.retain(|_| place.next().is_some_and(is_seen));
    let mut place = 0..;
    rest.outside.retain(|_| place.next().is_some_and(is_seen));
    let topics = corpus.topics.iter().enumerate().map(|(place, topic)| (place, &topic.phrases));
    let groups = corpus.outside.iter().enumerate().map(|(place, group)| (place, &group.phrases));
    let phrases = topics.chain(groups).filter(|(place, _)| !is_seen(*place)).flat_map(|(_, phrases)| phrases);
    let matcher = Matcher::train(&rest);
    let row = |phrase: &String| Row {
        question: phrase.clone(),
        expected: None,
        also: Vec::new(),
        style: String::new(),
    };
    let trials = phrases.filter_map(|phrase| Trial::new(&matcher, &row(phrase)));
    trials.map(|trial| Trial { is_unseen: true, ..trial }).collect()
}

impl Trial {
    /// Measures a question; one that repeats a phrase teaches nothing about scores.
    fn new(matcher: &Matcher, row: &Row) -> Option<Self> {
        let evidence = matcher.evidence(&row.question);
        let is_scored =
            evidence.same_topic.is_none() && evidence.same_group.is_none() && evidence.is_readable;
        let (best, _) = evidence.topics.first()?;
        is_scored.then(|| Self {
            signals: evidence.signals,
            is_in_scope: row.expected.is_some(),
            is_unseen: false,
            is_right: row.accepts(best),
            outside_wins: evidence.outside_wins,
        })
    }
}

/// Fits both logistics, then the thresholds under which the bounds hold.
fn fit(trials: &[Trial]) -> Thresholds {
    let (unseen, seen): (Vec<&Trial>, Vec<&Trial>) = trials.iter().partition(|trial| trial.is_unseen);
    let few = seen.iter().chain(unseen.iter().step_by(UNSEEN_IN_RIGHT));
    let right = Logistic::fit(&few.map(|trial| (trial.signals, trial.is_right)).collect::<Vec<_>>());
    let all = trials.iter().map(|trial| (trial.signals, trial.is_in_scope));
    let scope = Logistic::fit(&all.collect::<Vec<_>>());
    let (inside, outside): (Vec<&Trial>, Vec<&Trial>) = seen.into_iter().partition(|trial| trial.is_in_scope);
    let sure = |trial: &Trial| match trial {
        Trial { is_right: true, .. } | Trial { outside_wins: true, .. } => 0.0,
        _ => right.probability(&trial.signals),
    };
    let wrong = [(&inside, MOST_WRONG), (&outside, MOST_OUT_ANSWERED), (&unseen, MOST_UNSEEN_ANSWERED)];
    let answer = wrong.map(|(trials, most)| exceeded_by(trials, most, sure));
    let answer = answer.into_iter().fold(LEAST_ANSWER, f64::max);
    Thresholds {
        answer,
        choose: exceeded_by(&unseen, MOST_UNSEEN_CHOSEN, |trial| scope.probability(&trial.signals)),
        right_weights: right.to_fitted(),
        scope_weights: scope.to_fitted(),
    }
}

/// Returns a value that at most this share of the trials reaches.
fn exceeded_by(trials: &[&Trial], most: f64, value: impl Fn(&Trial) -> f64) -> f64 {
    let mut values: Vec<f64> = trials.iter().map(|trial| value(trial)).collect();
    values.sort_by(|one, next| next.total_cmp(one));
    values.get((most * values.len() as f64) as usize).map_or(0.0, |value| value + 1e-6)
}

#[cfg(test)]
mod tests {
    use super::Trial;
    use super::exceeded_by;
    use super::fit;
    use super::split;
    use super::tune;
    use crate::Corpus;
    use crate::Matcher;
    use crate::Outcome;
    use crate::OutsideTexts;
    use crate::TopicTexts;
    use crate::confidence::SIGNALS;

    /// Ten topics and ten outside groups of ten phrases; a topic's phrases share one word.
    fn a_corpus() -> Corpus {
        let phrases = |kind: &str, number: usize| -> Vec<String> {
            (0..10).map(|n| format!("{kind}{number} kata{n} lain{}", (n * 7 + number * 3) % 10)).collect()
        };
        let topics = (0..10).map(|number| TopicTexts {
            label: format!("topik-{number}"),
            phrases: phrases("bahasan", number),
            ..TopicTexts::default()
        });
        let outside = (0..10).map(|number| OutsideTexts {
            label: format!("luar-{number}"),
            phrases: phrases("urusan", number),
        });
        Corpus { topics: topics.collect(), outside: outside.collect(), ..Corpus::default() }
    }

    fn trial(signal: f64, is_right: bool, is_in_scope: bool) -> Trial {
        let mut signals = [0.0; SIGNALS];
        signals[0] = signal;
        Trial { signals, is_in_scope, is_unseen: false, is_right, outside_wins: false }
    }

    #[test]
    fn every_phrase_is_held_out_once() {
        let corpus = a_corpus();
        let mut held_out = Vec::new();
        for fold in 0..super::FOLDS {
            let (rest, rows) = split(&corpus, fold);
            assert_eq!(rest.topics[0].phrases.len(), 8);
            held_out.extend(rows.into_iter().map(|row| row.question));
        }
        held_out.sort();
        held_out.dedup();
        assert_eq!(held_out.len(), 200);
    }

    #[test]
    fn at_most_the_allowed_share_reaches_the_threshold() {
        let trials: Vec<Trial> = (0..100).map(|n| trial(f64::from(n), false, false)).collect();
        let trials: Vec<&Trial> = trials.iter().collect();
        let threshold = exceeded_by(&trials, 0.05, |trial| trial.signals[0]);
        assert_eq!(trials.iter().filter(|trial| trial.signals[0] >= threshold).count(), 5);
        assert_eq!(exceeded_by(&[], 0.05, |_| 1.0).to_bits(), 0.0_f64.to_bits());
    }

    #[test]
    fn the_threshold_rises_when_wrong_topics_score_high() {
        let trials = |wrong: f64| -> Vec<Trial> {
            let right = (0..80).map(|n| trial(f64::from(n) / 20.0, true, true));
            right.chain((0..20).map(|n| trial(wrong + f64::from(n) / 20.0, false, true))).collect()
        };
        assert!(fit(&trials(2.5)).answer > fit(&trials(-1.0)).answer);
    }

    #[test]
    fn tuning_is_repeatable_and_leaves_a_matcher_that_answers_what_it_learnt() {
        let mut corpus = a_corpus();
        let thresholds = tune(&corpus, &[], || ());
        assert_eq!(thresholds, tune(&corpus, &[], || ()));
        assert!((0.0..=1.0).contains(&thresholds.answer) && (0.0..=1.0).contains(&thresholds.choose));
        corpus.thresholds = Some(thresholds);
        let judgement = Matcher::train(&corpus).judge("bahasan3 kata1 lain6");
        assert_eq!(judgement.outcome, Outcome::Answer("topik-3".into()));
    }
}
