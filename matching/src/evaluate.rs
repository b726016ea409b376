//! Measures a matcher on labelled questions.
//!
//! Every measure comes with a 95 % interval from resampling the questions, always in the same way.

mod estimate;
mod report;

pub use estimate::Estimate;
pub use report::Report;
pub use report::StyleReport;

pub use super::rows::Row;
pub use super::rows::RowFault;
pub use super::rows::RowProblem;
pub use super::rows::parse;

use std::collections::BTreeMap;

use super::Judgement;
use super::Matcher;
use super::Outcome;
use estimate::area;
use estimate::share;

/// A question, what was expected and what the matcher made of it.
pub(crate) struct Judged<'row> {
    row: &'row Row,
    judgement: Judgement,
    /// Whether the given answer permits what the expected one forbids, or the other way round.
    is_flipped: bool,
}

/// Judges every question and sums up how it went.
#[must_use]
pub fn evaluate(matcher: &Matcher, rows: &[Row]) -> Report {
    let judged: Vec<Judged<'_>> = rows.iter().map(|row| Judged::new(matcher, row)).collect();
    let mut styles: BTreeMap<&str, Vec<&Judged<'_>>> = BTreeMap::new();
    for one in &judged {
        styles.entry(one.row.style.as_str()).or_default().push(one);
    }
    let styles = styles.into_iter().map(|(style, judged)| (style.to_owned(), style_report(&judged)));
    let all: Vec<&Judged<'_>> = judged.iter().collect();
    Report {
        questions: all.len(),
        in_scope: all.iter().filter(|judged| judged.is_in_scope()).count(),
        top_1: share(&all, |judged| judged.in_scope(judged.is_among(1))),
        top_3: share(&all, |judged| judged.in_scope(judged.is_among(3))),
        mrr: share(&all, |judged| judged.is_in_scope().then(|| judged.reciprocal_rank())),
        auroc: area(&all, |judged| (judged.judgement.in_scope, judged.is_in_scope())),
        answered_right: share(&all, |judged| judged.in_scope(judged.is_answered_right())),
        answered_wrong: share(&all, |judged| judged.in_scope(judged.is_answered_wrong())),
        choose_hit: share(&all, |judged| judged.in_scope(judged.is_choice_hit())),
        right_or_offered: share(&all, |judged| {
            judged.in_scope(judged.is_answered_right() || judged.is_choice_hit())
        }),
        refused: share(&all, |judged| judged.in_scope(judged.is_refused())),
        out_answered: share(&all, |judged| judged.out_of_scope(judged.is_answered())),
        out_chosen: share(&all, |judged| judged.out_of_scope(judged.is_choice())),
        verdict_flips: share(&all, |judged| judged.in_scope(judged.is_flipped)),
        styles: styles.collect(),
    }
}

fn style_report(judged: &[&Judged<'_>]) -> StyleReport {
    StyleReport {
        questions: judged.len(),
        top_1: share(judged, |judged| judged.in_scope(judged.is_among(1))),
        top_3: share(judged, |judged| judged.in_scope(judged.is_among(3))),
        answered_right: share(judged, |judged| judged.in_scope(judged.is_answered_right())),
        answered_wrong: share(judged, |judged| judged.in_scope(judged.is_answered_wrong())),
        refused: share(judged, |judged| judged.in_scope(judged.is_refused())),
        out_answered: share(judged, |judged| judged.out_of_scope(judged.is_answered())),
    }
}

impl<'row> Judged<'row> {
    fn new(matcher: &Matcher, row: &'row Row) -> Self {
        let judgement = matcher.judge(&row.question);
        let given = match &judgement.outcome {
            Outcome::Answer(label) if !row.accepts(label) => matcher.stance(label),
            _ => None,
        };
        let expected = row.expected.as_deref().and_then(|label| matcher.stance(label));
        let is_flipped = given.zip(expected).is_some_and(|(given, expected)| given != expected);
        Self { row, judgement, is_flipped }
    }

    fn is_in_scope(&self) -> bool {
        self.row.expected.is_some()
    }

    /// Returns 1 or 0 for a question in scope.
    fn in_scope(&self, holds: bool) -> Option<f64> {
        self.is_in_scope().then(|| f64::from(u8::from(holds)))
    }

    /// Returns 1 or 0 for a question out of scope.
    fn out_of_scope(&self, holds: bool) -> Option<f64> {
        (!self.is_in_scope()).then(|| f64::from(u8::from(holds)))
    }

    /// Returns the place of the first right candidate, counted from 1.
    fn rank(&self) -> Option<usize> {
        let mut candidates = self.judgement.candidates.iter();
        candidates.position(|candidate| self.row.accepts(&candidate.label)).map(|place| place + 1)
    }

    fn reciprocal_rank(&self) -> f64 {
        self.rank().map_or(0.0, |rank| 1.0 / rank as f64)
    }

    fn is_among(&self, first: usize) -> bool {
        self.rank().is_some_and(|rank| rank <= first)
    }

    fn is_answered(&self) -> bool {
        matches!(self.judgement.outcome, Outcome::Answer(_))
    }

    fn is_answered_right(&self) -> bool {
        matches!(&self.judgement.outcome, Outcome::Answer(label) if self.row.accepts(label))
    }

    fn is_answered_wrong(&self) -> bool {
        self.is_answered() && !self.is_answered_right()
    }

    fn is_choice(&self) -> bool {
        matches!(self.judgement.outcome, Outcome::Choose(_))
    }

    fn is_choice_hit(&self) -> bool {
        matches!(&self.judgement.outcome, Outcome::Choose(labels) if labels.iter().any(|label| self.row.accepts(label)))
    }

    fn is_refused(&self) -> bool {
        matches!(self.judgement.outcome, Outcome::Redirect(_) | Outcome::Unknown)
    }
}

#[cfg(test)]
mod tests;
