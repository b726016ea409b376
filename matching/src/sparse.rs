//! Texts as numbers: the few features that each has, with their weights.

/// Features of one text by number, ascending, with their weights.
pub(crate) type SparseVector = Vec<(u32, f32)>;

/// The same, wherever it lies.
pub(crate) type Sparse = [(u32, f32)];

/// The vectors of many texts in one piece of memory, which the system gets back whole.
#[derive(Debug)]
pub(crate) struct Rows {
    /// Where each row ends.
    ends: Vec<usize>,
    entries: SparseVector,
}

impl Rows {
    /// Collects vectors.
    pub(crate) fn of(vectors: impl Iterator<Item = SparseVector>) -> Self {
        let mut rows = Self { ends: Vec::new(), entries: SparseVector::new() };
        for vector in vectors {
            rows.entries.extend(vector);
            rows.ends.push(rows.entries.len());
        }
        rows
    }

    /// Returns every row, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Sparse> {
        let begins = std::iter::once(0).chain(self.ends.iter().copied());
        begins.zip(&self.ends).map(|(begin, end)| self.entries.get(begin..*end).unwrap_or_default())
    }
}

/// Returns the length of a vector.
pub(crate) fn length(vector: &Sparse) -> f32 {
    vector.iter().map(|(_, value)| value * value).sum::<f32>().sqrt()
}

/// Returns the product of two vectors whose features stand in order.
pub(crate) fn product(one: &[(u64, f32)], other: &[(u64, f32)]) -> f32 {
    let (mut left, mut right, mut sum) = (one.iter().peekable(), other.iter().peekable(), 0.0);
    while let (Some((here, weight)), Some((there, other))) = (left.peek(), right.peek()) {
        let order = here.cmp(there);
        if order.is_eq() {
            sum += weight * other;
        }
        if order.is_le() {
            left.next();
        }
        if order.is_ge() {
            right.next();
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::Rows;
    use super::length;
    use super::product;

    #[test]
    fn only_shared_features_count_in_a_product() {
        assert_eq!(product(&[(1, 2.0), (3, 1.0), (9, 4.0)], &[(0, 7.0), (1, 3.0), (9, 0.5)]), 8.0);
        assert_eq!(product(&[(1, 2.0)], &[]), 0.0);
    }

    #[test]
    fn rows_come_back_as_they_went_in() {
        let vectors = vec![vec![(0, 3.0), (4, 4.0)], vec![], vec![(1, 2.0)]];
        let rows = Rows::of(vectors.clone().into_iter());
        assert!(rows.iter().eq(vectors.iter().map(Vec::as_slice)));
        assert_eq!(rows.iter().map(length).collect::<Vec<_>>(), [5.0, 0.0, 2.0]);
    }
}
