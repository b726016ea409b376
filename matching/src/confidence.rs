//! Two calibrated numbers out of several raw scores: how likely the best topic is right, and how likely
//! the question is in scope at all.
//!
//! One score with one threshold answers half as much at the same risk. The weights are fitted on held-out
//! scores by [`tune`](super::tune); those below hold where a corpus brings none.

/// How many raw numbers there are.
pub(crate) const SIGNALS: usize = 8;

/// Raw numbers about a question's best topic.
pub(crate) type Signals = [f64; SIGNALS];

/// A logistic function of the signals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Logistic {
    /// What every question gets.
    pub(crate) intercept: f64,
    /// Weight of each signal.
    pub(crate) weights: Signals,
}

impl Logistic {
    /// Reads fitted weights, intercept first; `None` if they were fitted for other signals.
    pub(crate) fn from_fitted(fitted: &[f64]) -> Option<Self> {
        let (intercept, weights) = fitted.split_first()?;
        Some(Self { intercept: *intercept, weights: weights.try_into().ok()? })
    }

    /// Writes the weights, intercept first.
    pub(crate) fn to_fitted(self) -> Vec<f64> {
        std::iter::once(self.intercept).chain(self.weights).collect()
    }

    /// Returns the probability for these signals.
    pub(crate) fn probability(&self, signals: &Signals) -> f64 {
        let sum: f64 = self.weights.iter().zip(signals).map(|(weight, signal)| weight * signal).sum();
        1.0 / (1.0 + (-(self.intercept + sum)).exp())
    }

    /// Fits the weights to examples by gradient descent over standardised signals, with a small pull to
    /// zero; passes and steps are fixed.
    pub(crate) fn fit(examples: &[(Signals, bool)]) -> Self {
        const PASSES: usize = 1500;
        const STEP: f64 = 0.5;
        const PULL: f64 = 1e-3;
        let scale = Scale::of(examples);
        let scaled: Vec<(Signals, f64)> =
            examples.iter().map(|(signals, is)| (scale.apply(signals), f64::from(u8::from(*is)))).collect();
        let many = scaled.len().max(1) as f64;
        let mut fitted = Self { intercept: 0.0, weights: [0.0; SIGNALS] };
        for _ in 0..PASSES {
            let mut slope =
                Self { intercept: 0.0, weights: fitted.weights.map(|weight| PULL * weight * many) };
            for (signals, target) in &scaled {
                let error = fitted.probability(signals) - target;
                slope.intercept += error;
                slope.weights.iter_mut().zip(signals).for_each(|(sum, signal)| *sum += error * signal);
            }
            fitted.intercept -= STEP * slope.intercept / many;
            fitted
                .weights
                .iter_mut()
                .zip(slope.weights)
                .for_each(|(weight, sum)| *weight -= STEP * sum / many);
        }
        scale.undo(fitted)
    }
}

/// Mean and spread of each signal.
struct Scale {
    means: Signals,
    spreads: Signals,
}

impl Scale {
    fn of(examples: &[(Signals, bool)]) -> Self {
        let many = examples.len().max(1) as f64;
        let (mut means, mut squares) = ([0.0; SIGNALS], [0.0; SIGNALS]);
        for (signals, _) in examples {
            for ((signal, mean), square) in signals.iter().zip(&mut means).zip(&mut squares) {
                *mean += signal / many;
                *square += signal * signal / many;
            }
        }
        let mut spreads = squares;
        spreads.iter_mut().zip(means).for_each(|(spread, mean)| {
            *spread = (*spread - mean * mean).max(0.0).sqrt();
            *spread = if *spread > 1e-9 { *spread } else { 1.0 };
        });
        Self { means, spreads }
    }

    fn apply(&self, signals: &Signals) -> Signals {
        let mut scaled = *signals;
        for ((signal, mean), spread) in scaled.iter_mut().zip(self.means).zip(self.spreads) {
            *signal = (*signal - mean) / spread;
        }
        scaled
    }

    /// Turns weights of scaled signals into weights of raw ones.
    fn undo(&self, scaled: Logistic) -> Logistic {
        let mut weights = scaled.weights;
        weights.iter_mut().zip(self.spreads).for_each(|(weight, spread)| *weight /= spread);
        let shift: f64 = weights.iter().zip(self.means).map(|(weight, mean)| weight * mean).sum();
        Logistic { intercept: scaled.intercept - shift, weights }
    }
}

#[cfg(test)]
mod tests {
    use super::Logistic;
    use super::SIGNALS;

    fn signals(first: f64) -> [f64; SIGNALS] {
        let mut signals = [0.5; SIGNALS];
        signals[0] = first;
        signals
    }

    #[test]
    fn the_fit_finds_the_signal_that_tells_and_is_calibrated() {
        let examples: Vec<_> = (0..200).map(|n| (signals(f64::from(n) / 200.0), n * 7 % 200 < n)).collect();
        let fitted = Logistic::fit(&examples);
        assert!(fitted.probability(&signals(0.9)) > 0.75);
        assert!(fitted.probability(&signals(0.1)) < 0.25);
        let mean: f64 = examples.iter().map(|(signals, _)| fitted.probability(signals)).sum::<f64>() / 200.0;
        let share = examples.iter().filter(|(_, is)| *is).count() as f64 / 200.0;
        assert!((mean - share).abs() < 0.02, "{mean} {share}");
    }

    #[test]
    fn fitted_weights_survive_being_written() {
        let logistic = Logistic { intercept: 1.0, weights: signals(2.0) };
        assert_eq!(Logistic::from_fitted(&logistic.to_fitted()), Some(logistic));
        assert_eq!(Logistic::from_fitted(&[1.0, 2.0]), None);
    }
}
