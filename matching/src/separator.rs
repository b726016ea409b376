//! Linear support vector machines, one per class against all others, by dual coordinate descent
//! (Hsieh et al. 2008, squared hinge).
//!
//! Order and number of passes are fixed: the same texts give the same weights on every machine.

use super::features::SparseVector;

/// Cost of a text on the wrong side; .25 to 2 were all alike.
const COST: f32 = 0.5;

/// Passes over the texts: two gave .781, five .796, convergence .796.
const PASSES: usize = 6;

/// Passes in which every text is looked at; later ones visit only those near the border.
const FULL_PASSES: usize = 2;

/// A text that is further than this on its right side is left out of later passes.
const FAR: f32 = 0.2;

/// Weights this small are dropped: 17 % are left, and no answer changed.
const LEAST_WEIGHT: f32 = 0.004;

/// One training text of a class.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Example<'text> {
    /// Its features.
    pub(crate) vector: &'text SparseVector,
    /// Whether it belongs to the class.
    pub(crate) belongs: bool,
    /// How much it counts.
    pub(crate) weight: f32,
}

/// What separates one class from all others.
#[derive(Debug, Default)]
pub(crate) struct Plane {
    /// Weights by feature, ascending.
    pub(crate) weights: SparseVector,
    /// What every text gets.
    pub(crate) bias: f32,
}

/// Where an example stands in the dual problem.
struct Dual<'text> {
    example: Example<'text>,
    alpha: f32,
    /// Diagonal of the problem: squared length plus the softness of the margin.
    diagonal: f32,
    softness: f32,
}

/// Fits the plane between the examples that belong and those that don't.
pub(crate) fn separate<'text>(examples: impl Iterator<Item = Example<'text>>, features: usize) -> Plane {
    let mut weights = vec![0.0_f32; features];
    let mut bias = 0.0_f32;
    let mut active: Vec<Dual<'_>> = shuffled(examples.map(Dual::new).collect());
    for pass in 0..PASSES {
        active.retain_mut(|dual| {
            let slack = dual.step(&mut weights, &mut bias);
            pass + 1 < FULL_PASSES || dual.alpha > 0.0 || slack < FAR
        });
    }
    let kept = weights.into_iter().enumerate().filter(|(_, weight)| weight.abs() >= LEAST_WEIGHT);
    Plane { weights: kept.map(|(feature, weight)| (feature as u32, weight)).collect(), bias }
}

impl<'text> Dual<'text> {
    fn new(example: Example<'text>) -> Self {
        let softness = 0.5 / (COST * example.weight);
        let square: f32 = example.vector.iter().map(|(_, value)| value * value).sum();
        Self { example, alpha: 0.0, diagonal: square + 1.0 + softness, softness }
    }

    /// Moves the plane so that this example is where it should be, and returns how far on its right
    /// side, beyond the margin, it was.
    fn step(&mut self, weights: &mut [f32], bias: &mut f32) -> f32 {
        let side = if self.example.belongs { 1.0 } else { -1.0 };
        let score = *bias + dot(self.example.vector, weights);
        let slack = side * score - 1.0;
        let next = (self.alpha - (slack + self.softness * self.alpha) / self.diagonal).max(0.0);
        let change = (next - self.alpha) * side;
        if change != 0.0 {
            self.alpha = next;
            *bias += change;
            for (feature, value) in self.example.vector {
                if let Some(weight) = weights.get_mut(*feature as usize) {
                    *weight += change * value;
                }
            }
        }
        slack
    }
}

/// Returns the weighted sum of a text's features.
fn dot(vector: &SparseVector, weights: &[f32]) -> f32 {
    vector.iter().filter_map(|(feature, value)| Some(weights.get(*feature as usize)? * value)).sum()
}

/// Brings neighbours apart, always in the same way: training learns badly from one class after another.
fn shuffled<T>(items: Vec<T>) -> Vec<T> {
    const STRIDE: usize = 7919;
    let many = items.len().max(1);
    let mut placed: Vec<(usize, T)> =
        items.into_iter().enumerate().map(|(place, item)| (place * STRIDE % many, item)).collect();
    placed.sort_by_key(|(place, _)| *place);
    placed.into_iter().map(|(_, item)| item).collect()
}

#[cfg(test)]
mod tests {
    use super::Example;
    use super::separate;
    use super::shuffled;

    #[test]
    fn the_plane_has_each_side_where_it_belongs() {
        let texts = [vec![(0, 1.0)], vec![(0, 0.9), (1, 0.4)], vec![(1, 1.0)], vec![(2, 1.0)]];
        let examples = texts.iter().zip([true, true, false, false]).map(|(vector, belongs)| Example {
            vector,
            belongs,
            weight: 1.0,
        });
        let plane = separate(examples, 3);
        let score = |feature: u32| {
            plane.bias
                + plane
                    .weights
                    .iter()
                    .filter(|(same, _)| *same == feature)
                    .map(|(_, weight)| weight)
                    .sum::<f32>()
        };
        assert!(score(0) > 0.0 && score(1) < 0.0 && score(2) < 0.0);
    }

    #[test]
    fn shuffling_keeps_everything() {
        let mut shuffled = shuffled((0..7919 * 2).collect::<Vec<_>>());
        assert_ne!(shuffled[1], 1);
        shuffled.sort_unstable();
        assert!(shuffled.into_iter().eq(0..7919 * 2));
    }
}
