//! Confidence weights and thresholds for a corpus that brings none.
//!
//! The weights were fitted by [`tune`](super::tune) on the first 36 entries of Netral's own FAQ. They ranked the
//! questions of a foreign corpus without outside texts (150 intents in English) better than weights that were
//! fitted on that corpus itself, and `ANSWER` is where .90 of its questions are answered right and .83 of
//! the others are not answered.

use super::confidence::Logistic;

/// Least confidence at which an answer is given.
pub(crate) const ANSWER: f64 = 0.57;

/// Least probability of being in scope at which a choice is offered.
pub(crate) const CHOOSE: f64 = 0.30;

/// How likely the best topic is right.
pub(crate) const RIGHT: Logistic =
    Logistic { intercept: -2.20, weights: [0.84, 0.40, 0.36, -0.43, 1.95, -1.85, 0.58, 2.23] };

/// How likely the question is in scope.
pub(crate) const SCOPE: Logistic =
    Logistic { intercept: -0.56, weights: [1.25, -0.65, 0.49, -0.56, 0.40, -1.01, 1.90, 0.24] };
