//! Confidence weights and thresholds for a corpus that brings none.
//!
//! Fitted by [`tune`](super::tune) on the first 36 entries of Netral's own FAQ (1,327 phrases, 1,045
//! outside phrases). On 382 questions by other writers, 102 of them in scope, they gave .588 answered right,
//! .000 answered wrong, and .004 of the others answered.

use super::confidence::Logistic;

/// Least confidence at which an answer is given.
pub(crate) const ANSWER: f64 = 0.72;

/// Least probability of being in scope at which a choice is offered.
pub(crate) const CHOOSE: f64 = 0.30;

/// How likely the best topic is right.
pub(crate) const RIGHT: Logistic =
    Logistic { intercept: -2.20, weights: [0.84, 0.40, 0.36, -0.43, 1.95, -1.85, 0.58, 2.23] };

/// How likely the question is in scope.
pub(crate) const SCOPE: Logistic =
    Logistic { intercept: -0.56, weights: [1.25, -0.65, 0.49, -0.56, 0.40, -1.01, 1.90, 0.24] };
