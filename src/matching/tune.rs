//! Fits the confidences and the thresholds of a corpus.
//!
//! Every phrase is judged by a matcher that has never seen it: scores of training phrases are far too
//! good. The thresholds are then set stricter than the bounds ask, because other people's questions are
//! harder than the corpus' own.

use super::Corpus;
use super::Matcher;
use super::OutsideTexts;
use super::confidence::Logistic;
use super::confidence::Signals;
use super::rows::Row;
use crate::faq::Thresholds;

/// Parts the phrases are split into; each is judged by a matcher trained on the others.
const FOLDS: usize = 5;

/// Most questions in scope that may be answered surely and wrongly. The promise is .03.
const MOST_WRONG: f64 = 0.02;

/// Most questions out of scope that may be answered. The promise is .05.
const MOST_OUT_ANSWERED: f64 = 0.03;

/// Most questions out of scope that may be offered a choice.
const MOST_OUT_CHOSEN: f64 = 0.25;

/// No answer below this confidence, however well the corpus separates.
const LEAST_ANSWER: f64 = 0.5;

/// A question that the matcher judging it had not seen.
struct Trial {
    signals: Signals,
    is_in_scope: bool,
    is_right: bool,
    outside_wins: bool,
}

/// Fits thresholds by cross-validation over the corpus' own phrases, and over questions it doesn't hold.
#[must_use]
pub fn tune(corpus: &Corpus, held_out: &[Row]) -> Thresholds {
    let mut trials: Vec<Trial> = (0..FOLDS).flat_map(|fold| cross_validated(corpus, fold)).collect();
    let matcher = Matcher::train(corpus);
    trials.extend(held_out.iter().filter_map(|row| Trial::new(&matcher, row)));
    fit(&trials)
}

/// Judges the phrases of one fold by a matcher trained without them.
fn cross_validated(corpus: &Corpus, fold: usize) -> Vec<Trial> {
    let (rest, rows) = split(corpus, fold);
    let matcher = Matcher::train(&rest);
    rows.iter().filter_map(|row| Trial::new(&matcher, row)).collect()
}

/// Takes every fifth phrase out of a corpus; titles stay.
fn split(corpus: &Corpus, fold: usize) -> (Corpus, Vec<Row>) {
    let mut rest = corpus.clone();
    let mut rows = Vec::new();
    let mut take = |phrases: &mut Vec<String>, expected: Option<&str>| {
        let mut place = 0;
        phrases.retain(|phrase| {
            place += 1;
            let is_held_out = (place - 1) % FOLDS == fold;
            if is_held_out {
                let expected = expected.map(str::to_owned);
                rows.push(Row { question: phrase.clone(), expected, also: Vec::new(), style: String::new() });
            }
            !is_held_out
        });
    };
    for topic in &mut rest.topics {
        take(&mut topic.phrases, Some(&topic.label));
    }
    for OutsideTexts { phrases, .. } in &mut rest.outside {
        take(phrases, None);
    }
    (rest, rows)
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
            is_right: row.accepts(best),
            outside_wins: evidence.outside_wins,
        })
    }
}

/// Fits both logistics, then the thresholds under which the bounds hold.
fn fit(trials: &[Trial]) -> Thresholds {
    let examples = |is: fn(&Trial) -> bool| -> Vec<(Signals, bool)> {
        trials.iter().map(|trial| (trial.signals, is(trial))).collect()
    };
    let right = Logistic::fit(&examples(|trial| trial.is_right));
    let scope = Logistic::fit(&examples(|trial| trial.is_in_scope));
    let confident = trials.iter().filter(|trial| !trial.outside_wins);
    let confidence = |trial: &&Trial| right.probability(&trial.signals);
    let wrong = confident
        .clone()
        .filter(|trial| trial.is_in_scope && !trial.is_right)
        .map(|trial| confidence(&trial));
    let out = confident.filter(|trial| !trial.is_in_scope).map(|trial| confidence(&trial));
    let in_scope = trials.iter().filter(|trial| trial.is_in_scope).count();
    let out_of_scope = trials.len() - in_scope;
    let by_wrong = exceeded_by(wrong.collect(), MOST_WRONG, in_scope);
    let by_out = exceeded_by(out.collect(), MOST_OUT_ANSWERED, out_of_scope);
    let outside =
        trials.iter().filter(|trial| !trial.is_in_scope).map(|trial| scope.probability(&trial.signals));
    Thresholds {
        answer: by_wrong.max(by_out).max(LEAST_ANSWER),
        choose: exceeded_by(outside.collect(), MOST_OUT_CHOSEN, out_of_scope),
        right_weights: right.to_fitted(),
        scope_weights: scope.to_fitted(),
    }
}

/// Returns the value that at most this share of `of` questions reaches.
fn exceeded_by(mut values: Vec<f64>, share: f64, of: usize) -> f64 {
    values.sort_by(|one, next| next.total_cmp(one));
    let allowed = (share * of as f64).floor() as usize;
    values.get(allowed).map_or(0.0, |value| value + 1e-6)
}
