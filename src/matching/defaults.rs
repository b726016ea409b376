//! Confidence weights and thresholds for a corpus that brings none.

use super::confidence::Logistic;

/// Least confidence at which an answer is given.
pub(crate) const ANSWER: f64 = 0.85;

/// Least probability of being in scope at which a choice is offered.
pub(crate) const CHOOSE: f64 = 0.35;

/// How likely the best topic is right.
pub(crate) const RIGHT: Logistic =
    Logistic { intercept: -1.5, weights: [0.8, 2.0, 1.0, 2.0, 1.0, 1.0, 1.0, 0.5, 0.0, 0.0] };

/// How likely the question is in scope.
pub(crate) const SCOPE: Logistic =
    Logistic { intercept: 0.0, weights: [0.5, 0.0, 2.5, 0.0, 0.5, 0.0, 2.0, 0.5, 0.0, 0.0] };
