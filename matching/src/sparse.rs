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

#[cfg(test)]
mod tests {
    use super::Rows;
    use super::length;

    #[test]
    fn rows_come_back_as_they_went_in() {
        let vectors = vec![vec![(0, 3.0), (4, 4.0)], vec![], vec![(1, 2.0)]];
        let rows = Rows::of(vectors.clone().into_iter());
        assert!(rows.iter().eq(vectors.iter().map(Vec::as_slice)));
        assert_eq!(rows.iter().map(length).collect::<Vec<_>>(), [5.0, 0.0, 2.0]);
    }
}
