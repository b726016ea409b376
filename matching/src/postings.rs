//! Sparse columns (classes or phrases) stored by feature, so that scoring a text touches only what its
//! own features touch.

use super::kept::Giving;
use super::kept::Taking;
use super::sparse::Sparse;

/// Columns that are stored together: their sums fit into a fast cache, and two bytes number them.
const BLOCK: usize = 1 << 14;

/// Entries that are added in one go.
const AT_ONCE: usize = 4;

/// What adding changes nothing to. Unlike 0, it isn't written byte by byte.
const NOTHING: f32 = -0.0;

/// The columns, block by block.
#[derive(Debug, Default)]
pub(crate) struct Postings {
    columns: usize,
    blocks: Vec<Block>,
}

/// For each feature, the columns of a block that have it and their weights.
#[derive(Debug)]
struct Block {
    /// Where each feature's entries begin; one more than there are features.
    starts: Vec<u32>,
    columns: Vec<u16>,
    weights: Vec<f32>,
}

impl Postings {
    /// Turns columns of features round; each comes with a factor for its weights.
    pub(crate) fn of(columns: &[(&Sparse, f32)], features: usize) -> Self {
        let blocks = columns.chunks(BLOCK).map(|columns| Block::of(columns, features)).collect();
        Self { columns: columns.len(), blocks }
    }

    /// Gives them away to be kept.
    pub(crate) fn give(&self, to: &mut Giving<'_>) {
        to.many(self.columns);
        for block in &self.blocks {
            to.numbers(&block.starts);
            to.numbers(&block.columns);
            to.numbers(&block.weights);
        }
    }

    /// Takes back what was kept.
    pub(crate) fn take(from: &mut Taking<'_>) -> Option<Self> {
        let columns = from.many()?;
        let mut block =
            || Some(Block { starts: from.numbers()?, columns: from.numbers()?, weights: from.numbers()? });
        let blocks = (0..columns.div_ceil(BLOCK)).map(|_| block()).collect::<Option<_>>()?;
        Some(Self { columns, blocks })
    }

    /// Returns the product of a text's features with every column.
    pub(crate) fn products(&self, vector: &Sparse) -> Vec<f32> {
        let mut products = vec![NOTHING; BLOCK * self.blocks.len()];
        let (sums, _) = products.as_chunks_mut::<BLOCK>();
        for (block, sums) in self.blocks.iter().zip(sums) {
            block.add_products(vector, sums);
        }
        products.truncate(self.columns);
        products
    }

    /// Adds the product of a text's few features to a sum for every column.
    pub(crate) fn add_products(&self, vector: &Sparse, sums: &mut [f32]) {
        for (block, sums) in self.blocks.iter().zip(sums.chunks_mut(BLOCK)) {
            for (feature, value) in vector {
                let (columns, weights) = block.entries_of(*feature as usize);
                for (column, weight) in columns.iter().zip(weights) {
                    if let Some(sum) = sums.get_mut(usize::from(*column)) {
                        *sum += value * weight;
                    }
                }
            }
        }
    }

    /// Returns the weight of a feature in a column.
    pub(crate) fn weight(&self, feature: u32, column: usize) -> f32 {
        let Some(block) = self.blocks.get(column / BLOCK) else { return 0.0 };
        let (columns, weights) = block.entries_of(feature as usize);
        let entry = columns.iter().zip(weights).find(|(other, _)| usize::from(**other) == column % BLOCK);
        entry.map_or(0.0, |(_, weight)| *weight)
    }
}

impl Block {
    fn of(columns: &[(&Sparse, f32)], features: usize) -> Self {
        let mut starts = vec![0_u32; features + 1];
        for (feature, _) in columns.iter().copied().flat_map(|(vector, _)| vector) {
            if let Some(start) = starts.get_mut(*feature as usize + 1) {
                *start += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut block = Self { columns: vec![0; sum as usize], weights: vec![0.0; sum as usize], starts };
        let mut next = block.starts.clone();
        for (column, (vector, factor)) in (0..).zip(columns) {
            for (feature, weight) in *vector {
                let Some(place) = next.get_mut(*feature as usize) else { continue };
                let entry =
                    block.columns.get_mut(*place as usize).zip(block.weights.get_mut(*place as usize));
                if let Some(entry) = entry {
                    (*entry.0, *entry.1) = (column, weight * factor);
                }
                *place += 1;
            }
        }
        block
    }

    /// Adds the products of a text's features with the columns.
    fn add_products(&self, vector: &Sparse, sums: &mut [f32; BLOCK]) {
        for (feature, value) in vector {
            let (columns, weights) = self.entries_of(*feature as usize);
            let ((columns, last), (weights, least)) =
                (columns.as_chunks::<AT_ONCE>(), weights.as_chunks::<AT_ONCE>());
            for (columns, weights) in columns.iter().zip(weights) {
                columns.iter().zip(weights).for_each(|(column, weight)| add(sums, *column, value * weight));
            }
            last.iter().zip(least).for_each(|(column, weight)| add(sums, *column, value * weight));
        }
    }

    /// Returns the columns that have a feature, and their weights.
    fn entries_of(&self, feature: usize) -> (&[u16], &[f32]) {
        let bounds = self.starts.get(feature).zip(self.starts.get(feature + 1));
        let range = bounds.map_or(0..0, |(start, end)| *start as usize..*end as usize);
        let columns = self.columns.get(range.clone()).unwrap_or_default();
        (columns, self.weights.get(range).unwrap_or_default())
    }
}

/// Adds to the sum of a column.
#[inline(always)]
#[expect(clippy::indexing_slicing, reason = "a masked index is always within the block, and needs no check")]
fn add(sums: &mut [f32; BLOCK], column: u16, product: f32) {
    sums[usize::from(column) % BLOCK] += product;
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::BLOCK;
    use super::Postings;
    use super::Sparse;
    use crate::sparse::SparseVector;

    #[test]
    fn products_are_those_of_the_columns() {
        let columns: [(&Sparse, f32); 3] = [(&[(0, 1.0), (2, 2.0)], 1.0), (&[], 1.0), (&[(2, 6.0)], 0.5)];
        let postings = Postings::of(&columns, 4);
        assert_eq!(postings.products(&[(0, 1.0), (2, 10.0), (3, 5.0)]), [21.0, 0.0, 30.0]);
        assert_eq!(postings.products(&[(99, 1.0)]), [0.0, 0.0, 0.0]);
    }

    #[test]
    fn columns_beyond_the_first_block_are_found() {
        let mut columns: Vec<(&Sparse, f32)> = vec![(&[(0, 1.0)], 1.0); BLOCK + 1];
        columns.push((&[(1, 3.0)], 1.0));
        let postings = Postings::of(&columns, 2);
        assert_eq!(postings.products(&[(0, 2.0), (1, 1.0)])[BLOCK - 1..], [2.0, 2.0, 3.0]);
        assert_eq!((postings.weight(1, BLOCK + 1), postings.weight(1, BLOCK)), (3.0, 0.0));
    }

    fn vectors() -> impl Strategy<Value = Vec<SparseVector>> {
        let vector = proptest::collection::btree_map(0_u32..20, -2.0_f32..2.0, 0..12);
        proptest::collection::vec(vector.prop_map(|map| map.into_iter().collect()), 1..40)
    }

    proptest! {
        #[test]
        fn products_are_to_the_bit_those_of_adding_feature_by_feature(vectors in vectors()) {
            let columns: Vec<(&Sparse, f32)> = vectors.iter().map(|vector| (vector.as_slice(), 0.7)).collect();
            let postings = Postings::of(&columns, 20);
            let text = &vectors[0];
            let plain = |column: &SparseVector| text.iter().fold(0.0_f32, |sum, (feature, value)| {
                let same = column.iter().find(|(other, _)| other == feature);
                same.map_or(sum, |(_, weight)| sum + value * (weight * 0.7))
            });
            prop_assert_eq!(postings.products(text), vectors.iter().map(plain).collect::<Vec<_>>());
        }
    }
}
