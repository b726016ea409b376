//! Measures with intervals: shares, and the area under the curve of two kinds of questions.

use serde::Serialize;

/// Resamplings behind an interval.
const RESAMPLINGS: usize = 400;

/// A measured value with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Estimate {
    /// The value over all questions it concerns.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// How many questions it concerns.
    pub of: usize,
}

/// Returns the mean of what `measure` gives; `None` if it concerns no question.
pub(crate) fn share<T>(items: &[T], measure: impl Fn(&T) -> Option<f64>) -> Option<Estimate> {
    let values: Vec<f64> = items.iter().filter_map(measure).collect();
    estimate(&values, |values| (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64))
}

/// Returns how often a question of the first kind scores above one of the second.
pub(crate) fn area<T>(items: &[T], measure: impl Fn(&T) -> (f64, bool)) -> Option<Estimate> {
    let mut values: Vec<(f64, bool)> = items.iter().map(measure).collect();
    values.sort_by(|one, next| one.0.total_cmp(&next.0));
    estimate(&values, sorted_area)
}

/// Sums ranks over values that come sorted by score; equal scores count half.
fn sorted_area(values: &[(f64, bool)]) -> Option<f64> {
    let (mut below, mut wins, mut firsts) = (0.0, 0.0, 0.0);
    let (mut tied_firsts, mut tied_others, mut level) = (0.0, 0.0, f64::NAN);
    let close = |wins: &mut f64, below: &mut f64, firsts: f64, others: f64| {
        *wins += firsts * (*below + others / 2.0);
        *below += others;
    };
    for (score, is_first) in values {
        if score.total_cmp(&level).is_ne() {
            close(&mut wins, &mut below, tied_firsts, tied_others);
            (tied_firsts, tied_others, level) = (0.0, 0.0, *score);
        }
        let kind = if *is_first { &mut tied_firsts } else { &mut tied_others };
        *kind += 1.0;
        firsts += f64::from(u8::from(*is_first));
    }
    close(&mut wins, &mut below, tied_firsts, tied_others);
    (firsts > 0.0 && below > 0.0).then(|| wins / (firsts * below))
}

/// Computes a statistic on all values and on resamplings of them that keep their order.
fn estimate<T: Copy>(values: &[T], statistic: impl Fn(&[T]) -> Option<f64>) -> Option<Estimate> {
    let value = statistic(values)?;
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut resampled: Vec<f64> =
        (0..RESAMPLINGS).filter_map(|_| statistic(&dice.resample(values))).collect();
    resampled.sort_by(f64::total_cmp);
    let quantile = |part: usize| resampled.get(resampled.len() * part / 1000).copied().unwrap_or(value);
    Some(Estimate { value, low: quantile(25), high: quantile(975), of: values.len() })
}

/// A fixed sequence of numbers (SplitMix64): intervals must not depend on the day.
struct Dice(u64);

impl Dice {
    /// Draws as many values as there are, with repetition, in their order.
    fn resample<T: Copy>(&mut self, values: &[T]) -> Vec<T> {
        let mut times = vec![0_usize; values.len()];
        for _ in values {
            if let Some(times) = times.get_mut(self.below(values.len())) {
                *times += 1;
            }
        }
        values.iter().zip(times).flat_map(|(value, times)| std::iter::repeat_n(*value, times)).collect()
    }

    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % bound.max(1) as u64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::area;
    use super::share;

    #[test]
    fn a_share_counts_only_what_it_concerns_and_lies_in_its_interval() {
        let values: Vec<Option<f64>> =
            (0..100).map(|n| (n % 2 == 0).then_some(f64::from(u8::from(n < 25)))).collect();
        let estimate = share(&values, |value| *value).unwrap();
        assert_eq!((estimate.of, estimate.value.to_bits()), (50, 0.26_f64.to_bits()));
        assert!(estimate.low < 0.26 && 0.26 < estimate.high && estimate.low > 0.1 && estimate.high < 0.45);
        assert_eq!(share(&values, |_| None), None);
    }

    #[test]
    fn the_area_is_one_when_all_firsts_are_above_and_half_when_all_are_equal() {
        let area = |items: &[(f64, bool)]| area(items, |item| *item).map(|estimate| estimate.value);
        assert_eq!(area(&[(0.9, true), (0.1, false), (0.8, true)]), Some(1.0));
        assert_eq!(area(&[(0.5, true), (0.5, false)]), Some(0.5));
        assert_eq!(area(&[(0.1, true), (0.2, false), (0.3, true), (0.3, false)]), Some(0.375));
        assert_eq!(area(&[(0.5, true)]), None);
    }
}
