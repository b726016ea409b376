//! The planes of all classes, stored so that scoring a text reads each of its features' weights in one run.
//!
//! Nearly all classes have a weight for a frequent feature: those stand in full rows, which the processor adds
//! several at a time. The others are [`Postings`].

use super::kept::Giving;
use super::kept::Taking;
use super::postings::Postings;
use super::separator::Plane;
use super::sparse::Sparse;

/// Rows are kept as long as so many of their numbers, one in this many, are no zeros.
const FILLED: usize = 2;

/// Numbers that the processor adds at once.
const LANES: usize = 8;

/// The planes of the classes.
#[derive(Debug, Default)]
pub(crate) struct Planes {
    biases: Vec<f32>,
    /// The weights of the first features, class by class; rows are filled up with zeros.
    rows: Vec<f32>,
    /// How many features have a row.
    rowed: u32,
    rest: Postings,
}

impl Planes {
    /// Takes the planes over so many features.
    pub(crate) fn of(planes: &[Plane], features: usize) -> Self {
        let rowed = worth_a_row(planes, features);
        let width = planes.len().next_multiple_of(LANES);
        let mut rows = vec![0.0; rowed as usize * width];
        let mut rest: Vec<(&Sparse, f32)> = Vec::with_capacity(planes.len());
        for (class, plane) in planes.iter().enumerate() {
            let (first, others) = split(&plane.weights, rowed);
            for (feature, weight) in first {
                if let Some(place) = rows.get_mut(*feature as usize * width + class) {
                    *place = *weight;
                }
            }
            rest.push((others, 1.0));
        }
        let biases = planes.iter().map(|plane| plane.bias).collect();
        Self { biases, rows, rowed, rest: Postings::of(&rest, features) }
    }

    /// Gives them away to be kept.
    pub(crate) fn give(&self, to: &mut Giving<'_>) {
        to.numbers(&self.biases);
        to.numbers(&self.rows);
        to.number(self.rowed);
        self.rest.give(to);
    }

    /// Takes back what was kept.
    pub(crate) fn take(from: &mut Taking<'_>) -> Option<Self> {
        let (biases, rows) = (from.numbers()?, from.numbers()?);
        Some(Self { biases, rows, rowed: from.number()?, rest: Postings::take(from)? })
    }

    /// Returns the score of a text in every class.
    pub(crate) fn scores(&self, vector: &Sparse) -> Vec<f32> {
        let (first, others) = split(vector, self.rowed);
        let mut sums = vec![0.0; self.width()];
        for (feature, value) in first {
            sums.iter_mut().zip(self.row(*feature)).for_each(|(sum, weight)| *sum += value * weight);
        }
        self.rest.add_products(others, &mut sums);
        sums.iter().zip(&self.biases).map(|(sum, bias)| sum + bias).collect()
    }

    /// Returns the weight of a feature in a class.
    pub(crate) fn weight(&self, feature: u32, class: usize) -> f32 {
        if feature < self.rowed {
            return self.row(feature).get(class).copied().unwrap_or_default();
        }
        self.rest.weight(feature, class)
    }

    fn row(&self, feature: u32) -> &[f32] {
        let start = feature as usize * self.width();
        self.rows.get(start..start + self.width()).unwrap_or_default()
    }

    fn width(&self) -> usize {
        self.biases.len().next_multiple_of(LANES)
    }
}

/// Returns how many of the first, most frequent features have weights in enough classes.
fn worth_a_row(planes: &[Plane], features: usize) -> u32 {
    let mut filled = vec![0_usize; features];
    for (feature, _) in planes.iter().flat_map(|plane| &plane.weights) {
        if let Some(filled) = filled.get_mut(*feature as usize) {
            *filled += 1;
        }
    }
    let (mut sum, mut worth) = (0, 0);
    for (rows, filled) in (1..).zip(filled) {
        sum += filled;
        if sum * FILLED >= rows * planes.len() {
            worth = rows;
        }
    }
    worth as u32
}

/// Splits a vector into the features that have rows and the others.
fn split(vector: &Sparse, rowed: u32) -> (&Sparse, &Sparse) {
    vector.split_at(vector.partition_point(|(feature, _)| *feature < rowed))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Planes;
    use crate::separator::Plane;
    use crate::sparse::SparseVector;

    fn vector() -> impl Strategy<Value = SparseVector> {
        let vector = proptest::collection::btree_map(0_u32..20, -2.0_f32..2.0, 0..20);
        vector.prop_map(|map| map.into_iter().collect())
    }

    fn planes() -> impl Strategy<Value = Vec<Plane>> {
        let plane = (vector(), -1.0_f32..1.0).prop_map(|(weights, bias)| Plane { weights, bias });
        proptest::collection::vec(plane, 0..20)
    }

    proptest! {
        #[test]
        fn scores_are_to_the_bit_those_of_adding_feature_by_feature(all in planes(), text in vector()) {
            let planes = Planes::of(&all, 20);
            let weight = |plane: &Plane, feature: u32| {
                let same = plane.weights.iter().find(|(other, _)| *other == feature);
                same.map_or(0.0, |(_, weight)| *weight)
            };
            let plain = |plane: &Plane| {
                text.iter().fold(0.0, |sum, (feature, value)| sum + value * weight(plane, *feature)) + plane.bias
            };
            prop_assert_eq!(planes.scores(&text), all.iter().map(plain).collect::<Vec<_>>());
            for (class, plane) in all.iter().enumerate() {
                for feature in 0..20 {
                    prop_assert_eq!(planes.weight(feature, class), weight(plane, feature));
                }
            }
        }
    }
}
