//! Sparse columns (classes or phrases) stored by feature, so that scoring a text touches only what its
//! own features touch.

use super::sparse::Sparse;

/// For each feature, the columns that have it and their weights.
#[derive(Debug, Default)]
pub(crate) struct Postings {
    /// Where each feature's entries begin; one more than there are features.
    starts: Vec<u32>,
    entries: Vec<(u32, f32)>,
    columns: usize,
}

impl Postings {
    /// Turns columns of features round; each comes with a factor for its weights.
    pub(crate) fn of(columns: &[(&Sparse, f32)], features: usize) -> Self {
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
        let mut entries = vec![(0, 0.0); sum as usize];
        let mut next = starts.clone();
        for (column, (vector, factor)) in columns.iter().enumerate() {
            for (feature, weight) in *vector {
                let Some(place) = next.get_mut(*feature as usize) else { continue };
                if let Some(entry) = entries.get_mut(*place as usize) {
                    *entry = (column as u32, weight * factor);
                }
                *place += 1;
            }
        }
        Self { starts, entries, columns: columns.len() }
    }

    /// Returns the product of a text's features with every column.
    pub(crate) fn products(&self, vector: &Sparse) -> Vec<f32> {
        let mut products = vec![0.0; self.columns];
        for (feature, value) in vector {
            for (column, weight) in self.entries_of(*feature as usize) {
                if let Some(product) = products.get_mut(*column as usize) {
                    *product += value * weight;
                }
            }
        }
        products
    }

    /// Returns the weight of a feature in a column.
    pub(crate) fn weight(&self, feature: u32, column: usize) -> f32 {
        let entry = self.entries_of(feature as usize).iter().find(|(other, _)| *other as usize == column);
        entry.map_or(0.0, |(_, weight)| *weight)
    }

    fn entries_of(&self, feature: usize) -> &[(u32, f32)] {
        let bounds = self.starts.get(feature).zip(self.starts.get(feature + 1));
        bounds.and_then(|(start, end)| self.entries.get(*start as usize..*end as usize)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Postings;
    use super::Sparse;

    #[test]
    fn products_are_those_of_the_columns() {
        let columns: [(&Sparse, f32); 3] = [(&[(0, 1.0), (2, 2.0)], 1.0), (&[], 1.0), (&[(2, 6.0)], 0.5)];
        let postings = Postings::of(&columns, 4);
        assert_eq!(postings.products(&[(0, 1.0), (2, 10.0), (3, 5.0)]), [21.0, 0.0, 30.0]);
        assert_eq!(postings.products(&[(99, 1.0)]), [0.0, 0.0, 0.0]);
    }
}
