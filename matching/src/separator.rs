//! Linear support vector machines, one per class against all others, by dual coordinate descent
//! (Hsieh et al. 2008, squared hinge).
//!
//! Order and number of passes are fixed: the same texts give the same weights on every machine.

use std::thread;

use rustc_hash::FxHashSet;

use super::sparse::Sparse;
use super::sparse::SparseVector;

/// Cost of a text on the wrong side; .25 to 2 were all alike on the FAQ, below 1 was worse on other data.
const COST: f32 = 1.0;

/// Passes over the texts: two gave .781, five .796, convergence .796.
const PASSES: usize = 6;

/// Passes in which every text is looked at; later ones visit only those near the border.
const FULL_PASSES: usize = 2;

/// A text that is further than this on its right side is left out of later passes.
const FAR: f32 = 0.2;

/// Weights this small are dropped: from .004 to .03 nothing changed but the memory they take.
const LEAST_WEIGHT: f32 = 0.015;

/// Classes that are fitted side by side: each feature's weights for all of them lie together, so that a text
/// is read once for all and the processor multiplies them at once.
const LANES: usize = 16;

/// From so many texts on, a class is held against its rivals only: 10,000 classes took a fifth of the time and
/// lost .008 top-1.
const MANY: usize = 20_000;

/// A feature is rare if one text in this many has it, or fewer.
const RARE: usize = 500;

/// Of the texts that are no rivals, one in this many is kept.
const ONE_IN: usize = 16;

/// Threads that fit: each takes memory for one group.
const MOST_THREADS: usize = 4;

/// One number per class that is fitted.
type Lanes = [f32; LANES];

/// One training text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Example<'text> {
    /// Its features.
    pub(crate) vector: &'text Sparse,
    /// Which classes it speaks for and against.
    pub(crate) says: Says,
    /// How much it counts.
    pub(crate) weight: f32,
}

/// What a text says about the classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Says {
    /// It belongs to this class and to no other.
    Belongs(usize),
    /// It doesn't belong to this class; nothing is said about the others.
    Misses(usize),
}

/// What separates one class from all others.
#[derive(Debug, Default)]
pub(crate) struct Plane {
    /// Weights by feature, ascending.
    pub(crate) weights: SparseVector,
    /// What every text gets.
    pub(crate) bias: f32,
}

/// Fits the plane of every class between the texts that belong and those that don't.
///
/// Groups know nothing of one another: several threads fit them, and the planes are the same as if one did.
pub(crate) fn separate(examples: Vec<Example<'_>>, classes: usize, features: usize) -> Vec<Plane> {
    let examples = shuffled(examples);
    let rivals = Rivals::among(&examples, features);
    let firsts: Vec<usize> = (0..classes).step_by(LANES).collect();
    let threads = thread::available_parallelism().map_or(1, usize::from).clamp(1, MOST_THREADS);
    let share = firsts.len().div_ceil(threads).max(1);
    let fit_some = |firsts: &[usize]| {
        let mut group = Group { weights: vec![[0.0; LANES]; features], bias: [0.0; LANES] };
        let fit = |first: &usize| {
            group.fit(&rivals.of(&examples, *first), *first);
            group.planes(classes - first)
        };
        firsts.iter().flat_map(fit).collect::<Vec<Plane>>()
    };
    thread::scope(|scope| {
        let fit_some = &fit_some;
        let (own, others) = firsts.split_at(share.min(firsts.len()));
        let others: Vec<_> =
            others.chunks(share).map(|firsts| scope.spawn(move || fit_some(firsts))).collect();
        let mut planes = fit_some(own);
        for other in others {
            planes.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        planes
    })
}

/// Which texts a group of classes is held against: all of them, unless they are very many.
struct Rivals {
    /// How many texts have each feature; empty if every text is a rival.
    documents: Vec<u32>,
    rare: u32,
}

impl Rivals {
    fn among(examples: &[Example<'_>], features: usize) -> Self {
        let mut documents = Vec::new();
        if examples.len() > MANY {
            documents.resize(features, 0);
            for (feature, _) in examples.iter().flat_map(|example| example.vector) {
                if let Some(times) = documents.get_mut(*feature as usize) {
                    *times += 1;
                }
            }
        }
        Self { documents, rare: (examples.len() / RARE) as u32 }
    }

    /// Returns the texts of a group's classes, those that share a rare feature with them, and some of the others.
    fn of<'e, 'text>(&self, examples: &'e [Example<'text>], first: usize) -> Vec<&'e Example<'text>> {
        if self.documents.is_empty() {
            return examples.iter().collect();
        }
        let own = |example: &Example<'_>| {
            let (Says::Belongs(class) | Says::Misses(class)) = example.says;
            (first..first + LANES).contains(&class)
        };
        let is_rare =
            |feature: u32| self.documents.get(feature as usize).is_some_and(|times| *times <= self.rare);
        let features = examples.iter().filter(|example| own(example)).flat_map(|example| example.vector);
        let shared: FxHashSet<u32> =
            features.map(|(feature, _)| *feature).filter(|feature| is_rare(*feature)).collect();
        let is_rival = |example: &Example<'_>| {
            own(example) || example.vector.iter().any(|(feature, _)| shared.contains(feature))
        };
        let kept = examples.iter().enumerate();
        kept.filter(|(place, example)| place % ONE_IN == 0 || is_rival(example))
            .map(|(_, example)| example)
            .collect()
    }
}

/// The planes of several classes that are fitted side by side.
struct Group {
    weights: Vec<Lanes>,
    bias: Lanes,
}

/// Where an example stands in the dual problems of a group.
struct Dual<'text> {
    example: Example<'text>,
    alpha: Lanes,
    /// 1 for a class it belongs to, -1 for one it doesn't, 0 where it says nothing.
    side: Lanes,
    /// Diagonal of the problem: squared length plus the softness of the margin.
    diagonal: f32,
    softness: f32,
}

impl Group {
    /// Fits the planes of the classes from a number on, in the memory of those before.
    fn fit(&mut self, examples: &[&Example<'_>], first: usize) {
        self.weights.fill([0.0; LANES]);
        self.bias = [0.0; LANES];
        let mut active: Vec<Dual<'_>> = examples.iter().map(|example| Dual::new(**example, first)).collect();
        for pass in 0..PASSES {
            active.retain_mut(|dual| self.step(dual) || pass + 1 < FULL_PASSES);
        }
    }

    /// Moves the planes so that an example is where it should be, and returns whether it was near any border.
    fn step(&mut self, dual: &mut Dual<'_>) -> bool {
        let scores = self.scores(dual.example.vector);
        let mut change = [0.0; LANES];
        let mut is_near = false;
        let lanes = dual.alpha.iter_mut().zip(dual.side).zip(scores).zip(&mut change);
        for (((alpha, side), score), change) in lanes {
            let slack = side * score - 1.0;
            let next = (*alpha - (slack + dual.softness * *alpha) / dual.diagonal).max(0.0) * side.abs();
            *change = (next - *alpha) * side;
            *alpha = next;
            is_near |= side != 0.0 && (next > 0.0 || slack < FAR);
        }
        if change.iter().any(|change| *change != 0.0) {
            self.add(dual.example.vector, change);
        }
        is_near
    }

    /// Returns the scores of a text.
    fn scores(&self, vector: &Sparse) -> Lanes {
        let mut scores = self.bias;
        for (feature, value) in vector {
            if let Some(weights) = self.weights.get(*feature as usize) {
                add(&mut scores, *weights, *value);
            }
        }
        scores
    }

    /// Adds a multiple of a text to the planes.
    fn add(&mut self, vector: &Sparse, change: Lanes) {
        add(&mut self.bias, change, 1.0);
        for (feature, value) in vector {
            if let Some(weights) = self.weights.get_mut(*feature as usize) {
                add(weights, change, *value);
            }
        }
    }

    /// Returns the planes of the first classes.
    fn planes(&self, classes: usize) -> Vec<Plane> {
        let biases = self.bias.iter().take(classes);
        let mut planes: Vec<Plane> =
            biases.map(|bias| Plane { weights: SparseVector::new(), bias: *bias }).collect();
        for (feature, weights) in self.weights.iter().enumerate() {
            for (plane, weight) in planes.iter_mut().zip(weights) {
                if weight.abs() >= LEAST_WEIGHT {
                    plane.weights.push((feature as u32, *weight));
                }
            }
        }
        planes
    }
}

/// Adds a multiple of one number per class, in a form that the processor does for several at once.
#[inline(always)]
fn add(sums: &mut Lanes, lanes: Lanes, times: f32) {
    let mut next = *sums;
    next.iter_mut().zip(lanes).for_each(|(sum, lane)| *sum += lane * times);
    *sums = next;
}

impl<'text> Dual<'text> {
    fn new(example: Example<'text>, first: usize) -> Self {
        let softness = 0.5 / (COST * example.weight);
        let square: f32 = example.vector.iter().map(|(_, value)| value * value).sum();
        let side = std::array::from_fn(|lane| match example.says {
            Says::Belongs(class) if class == first + lane => 1.0,
            Says::Misses(class) if class != first + lane => 0.0,
            Says::Belongs(_) | Says::Misses(_) => -1.0,
        });
        Self { example, alpha: [0.0; LANES], side, diagonal: square + 1.0 + softness, softness }
    }
}

/// Brings neighbours apart, always in the same way: training learns badly from one class after another.
///
/// Multiples of the golden ratio spread every run of neighbours evenly, whatever the number of texts. A fixed
/// stride cost .03 top-1 when that number came near a simple multiple of it, and a random order .007.
fn shuffled<T>(items: Vec<T>) -> Vec<T> {
    const GOLDEN_RATIO: u64 = 0x9e37_79b9_7f4a_7c15;
    let spread = |place: u64| place.wrapping_mul(GOLDEN_RATIO);
    let mut placed: Vec<(u64, T)> = (0..).map(spread).zip(items).collect();
    placed.sort_unstable_by_key(|(place, _)| *place);
    placed.into_iter().map(|(_, item)| item).collect()
}

#[cfg(test)]
mod tests {
    use super::Example;
    use super::Rivals;
    use super::Says;
    use super::separate;
    use super::shuffled;
    use crate::sparse::Rows;

    #[test]
    fn the_plane_has_each_side_where_it_belongs() {
        let texts = [vec![(0, 1.0)], vec![(0, 0.9), (1, 0.4)], vec![(1, 1.0)], vec![(2, 1.0)]];
        let rows = Rows::of(texts.into_iter());
        let example = |(vector, class)| Example { vector, says: Says::Belongs(class), weight: 1.0 };
        let planes = separate(rows.iter().zip([0, 0, 1, 1]).map(example).collect(), 2, 3);
        assert_eq!(planes.len(), 2);
        let plane = &planes[0];
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
    fn rivals_are_own_texts_those_sharing_a_rare_feature_and_some_others() {
        let texts = (0..40_u32).map(|number| vec![(0, 1.0), (1 + number / 2, 1.0)]);
        let rows = Rows::of(texts);
        let example = |(vector, class)| Example { vector, says: Says::Belongs(class), weight: 1.0 };
        let examples: Vec<_> = rows.iter().zip(20..60).map(example).collect();
        let mut documents = vec![2; 21];
        documents[0] = 40;
        let rivals = Rivals { documents, rare: 2 };
        let kept: Vec<_> = rivals.of(&examples, 33).into_iter().map(|example| example.says).collect();
        let expected = [20, 32].into_iter().chain(33..=48).chain([49, 52]).map(Says::Belongs);
        assert_eq!(kept, expected.collect::<Vec<_>>());
        assert_eq!(Rivals::among(&examples, 21).of(&examples, 33).len(), 40, "these are few");
    }

    #[test]
    fn shuffling_keeps_everything_and_brings_neighbours_apart() {
        for many in [100, 7919, 9899, 20_000] {
            let mut shuffled = shuffled((0..many).collect::<Vec<i64>>());
            let near = shuffled.windows(2).filter(|pair| (pair[0] - pair[1]).abs() < many / 20).count();
            assert!(near < shuffled.len() / 5, "{near} of {many} stay near");
            shuffled.sort_unstable();
            assert!(shuffled.into_iter().eq(0..many));
        }
    }
}
